package attribution

import (
	"strings"

	"stemma"
)

// verbs looks at every verb of the lexicon that no quotation has claimed and
// tries the frames that its entry allows, the most telling first.
func (f *finder) verbs() {
	for token := range f.d.Tokens {
		entry, ok := f.lex.verbs[f.lemma(token)]
		if _, adjective := f.lex.adjectives[f.low[token]]; adjective && f.child(token, "aux:pass") >= 0 {
			continue
		}
		if !ok || f.byVerb[token] != nil || f.nounish(token) {
			continue
		}
		if f.verbal(token) {
			f.verb(token, entry)
		} else if f.mistagged(token) && entry.allows("that") {
			f.verbTakenForNoun(token, entry)
		}
	}
}

// invertedSubject is the noun phrase between a verb and a comma where a comma
// stands before the verb as well: "The bridge, says Smith, is old".
func (f *finder) invertedSubject(verb, subject int) int {
	first, last := f.bounds(verb)
	group := f.groupStart(verb)
	if group-1 <= first || f.d.Tokens[group-1].Form != "," {
		return subject
	}
	name := f.nounAfter(verb)
	if name < 0 || name-verb > 8 || f.rel[name] == "obj" && f.lex.verbs[f.lemma(verb)].allows("np") && (f.nearest(verb) >= 0 || f.rel[verb] != "parataxis") {
		return subject
	}
	if end := f.phraseEnd(name, false); end < last && f.mark(end) && !f.verbAhead(verb+1, end) {
		return name
	}
	return subject
}

// mainSubject is the subject of the finite verb before a participle that follows
// a comma: "Smith left, saying that …". -1 for none.
func (f *finder) mainSubject(verb int) int {
	first, _ := f.bounds(verb)
	if verb <= first || f.d.Tokens[verb-1].Form != "," && f.d.Tokens[verb-1].UPOS != "ADV" && f.d.Tokens[verb-1].UPOS != "CCONJ" && !f.leadsQuote(verb) {
		return -1
	}
	for i := verb - 1; i >= first; i-- {
		if f.finite(i) && f.inQuote[i] == f.inQuote[verb] && f.rel[i] != "acl:relcl" && f.rel[i] != "advcl" {
			if name := f.nearest(i); name >= 0 && !f.relative(name) {
				return name
			}
		}
	}
	return -1
}

// framing is one frame's reading of a verb.
type framing struct {
	content    []stemma.Span
	hearer     int  // token of the hearer, or -1
	subject    bool // the passive's subject is content, not source
	agent      int  // the agent where it is found within the complement, or 0
	impersonal int  // the "it" of "it is believed", or -1
}

// speaking is who a verb's source is, before its frame is known.
type speaking struct {
	subject int    // the subject's head token, or -1
	passive bool   // the verb is passive, and its subject no source
	over    *found // the cue before it in the sentence whose source it shares, or nil
	quoter  int    // who quotes the source ("Reuters quoted him as saying"), or -1
}

// verb makes an attribution of a verb when one of its frames holds.
func (f *finder) verb(verb int, entry cue) {
	if f.unsaid(verb) {
		return
	}
	who := f.speakingOf(verb, entry)
	if who.subject < 0 && !who.passive && f.d.Tokens[verb].XPOS == "VB" && f.reasonable(verb) < 0 {
		return
	}
	for _, rule := range frameRules {
		if !entry.allows(rule.frame) || rule.passive != who.passive && rule.frame != "that" && rule.frame != "wh" {
			continue
		}
		reading := framing{hearer: -1, impersonal: -1}
		turned := entry.in(rule.frame)
		if !rule.read(f, verb, who.subject, turned, &reading) || len(reading.content) == 0 {
			continue
		}
		if strings.HasPrefix(rule.frame, "that") {
			reading.content = f.cutAsides(verb, reading.content)
		}
		f.keepVerb(verb, who.subject, who.passive, turned, reading, rule.frame)
		f.lend(f.byVerb[verb], who)
		return
	}
}

// unsaid reports whether a verb of the lexicon is none here, or nobody has said
// it yet: "Asked whether …, he said", "wants the court to rule that", "ruled out".
func (f *finder) unsaid(verb int) bool {
	first, _ := f.bounds(verb)
	if xpos := f.d.Tokens[verb].XPOS; first == verb && (xpos == "VBN" || xpos == "VBD") {
		return true
	}
	if first < verb && f.askedWhen(verb) || f.gerund(verb) || f.reduced(verb) {
		return true
	}
	if f.rel[verb] == "acl" && f.d.Tokens[verb].XPOS == "VB" && f.marked(verb, "to") && f.head[verb] >= 0 && f.lex.nouns[f.lemma(f.head[verb])].class == "" {
		return true // "the failure to express regret"
	}
	if up := f.head[verb]; f.rel[verb] == "xcomp" && up >= 0 && f.marked(verb, "to") && f.aspectBefore(verb) < 0 {
		if outer, ok := f.lex.verbs[f.lemma(up)]; ok && outer.class != "deny" && f.verbal(up) {
			return true
		}
	}
	return f.particled(verb)
}

// askedWhen reports whether a participle stands under a conjunction of time:
// "When asked whether he would resign, he said".
func (f *finder) askedWhen(verb int) bool {
	switch f.low[verb-1] {
	case "when", "if", "once", "until", "unless", "though":
		return f.d.Tokens[verb].XPOS == "VBN" || f.d.Tokens[verb].XPOS == "VBD"
	}
	return false
}

// gerund reports whether a verb names an act of nobody's after a noun or
// adjective and a preposition: "the time of writing", "exempt from reporting".
func (f *finder) gerund(verb int) bool {
	up := f.head[verb]
	if f.d.Tokens[verb].XPOS != "VBG" || up < 0 || f.verbal(up) || f.rel[verb] != "acl" && f.rel[verb] != "advcl" {
		return false
	}
	mark := f.child(verb, "mark")
	return mark > up && mark < verb && f.low[mark] != "as" && f.child(up, "cop", "nsubj") < 0
}

// reduced reports whether a cue only tells which thing is meant, since what
// follows it has no subject but that: "The rules announced Thursday would allow".
func (f *finder) reduced(verb int) bool {
	clause := f.child(verb, "ccomp")
	if clause < verb || f.nearest(verb) < 0 || f.rel[verb] == "acl:relcl" || f.child(clause, "nsubj", "nsubj:pass", "csubj", "expl", "mark") >= 0 || f.d.Tokens[verb].XPOS != "VBD" && f.d.Tokens[verb].XPOS != "VBN" {
		return false
	}
	first := max(f.lo[clause], verb+1)
	for first < clause && (f.timed(first, first+1) || f.d.Tokens[first].UPOS == "ADV") {
		first++
	}
	return first > verb && (f.d.Tokens[first].UPOS == "AUX" || f.finite(first)) && f.inQuote[first] == f.inQuote[verb]
}

// speakingOf finds a verb's source: by the tree, then by the order of the words
// where that says more.
func (f *finder) speakingOf(verb int, entry cue) speaking {
	who := speaking{quoter: -1, over: f.governing(verb)}
	who.subject, who.passive = f.ordered(verb)
	if name := f.rooted(verb); name >= 0 && !who.passive && name < verb {
		who.subject = name
	} else if name, _ := f.trailing(verb, who.subject); name >= 0 && !who.passive {
		who.subject = name
	} else if name := f.afterComma(verb, who.subject); name >= 0 {
		who.subject = name
	}
	if name := f.closing(verb); name >= 0 && !who.passive {
		who.subject = name
	}
	if name := f.quoted(verb); name >= 0 {
		who.subject, who.passive, who.quoter = name, false, f.quoterOf(name)
	}
	if who.over != nil && who.over.name >= 0 {
		who.subject, who.passive = who.over.name, false
	}
	if entry.allows("quote") && !entry.allows("hearer") && !who.passive && f.finite(verb) {
		who.subject = f.invertedSubject(verb, who.subject)
	}
	who.subject = f.beforeTime(verb, who.subject)
	if f.rel[verb] == "conj" && f.finiteAhead(f.groupStart(verb)) && f.nearest(verb) < 0 && who.over == nil && !who.passive && f.mute(who.subject) {
		who.subject = f.talker(verb, who.subject)
	}
	if who.subject < 0 && !who.passive && (f.d.Tokens[verb].XPOS == "VBG" || f.d.Tokens[verb].XPOS == "VBZ" && f.groupStart(verb) == verb) && who.over == nil {
		who.subject = f.mainSubject(verb)
	}
	return who
}

// quoterOf is the subject of the verb whose object is quoted as saying something, or -1.
func (f *finder) quoterOf(name int) int {
	if up := f.head[name]; up >= 0 {
		return f.nearest(up)
	}
	return -1
}

// mute reports whether a subject is a thing that says nothing: "the fire", and
// "which" of a thing.
func (f *finder) mute(name int) bool {
	if name < 0 {
		return false
	}
	if f.low[name] == "which" || f.low[name] == "that" {
		return true
	}
	if m := f.d.MentionAt(name); m >= 0 {
		return !f.d.Mentions[m].Acts()
	}
	return f.d.Tokens[name].XPOS == "NN" && !f.lex.message[f.lemma(name)]
}

// talker is the nearest subject above a verb that may say something, where the
// tree joins the verb to a clause about a thing; else the subject given.
func (f *finder) talker(verb, subject int) int {
	for at, steps := f.head[verb], 0; at >= 0 && steps < deepest; at, steps = f.head[at], steps+1 {
		name := f.nearest(at)
		if name >= 0 && name < verb && !f.mute(name) && f.inQuote[name] == f.inQuote[verb] && f.d.Tokens[name].UPOS != "NOUN" {
			return name
		}
	}
	return subject
}

// beforeTime is the noun before a time that the tree takes for a verb's subject:
// "Police this morning announced". -1 where none stands there; another subject
// is returned as it is.
func (f *finder) beforeTime(verb, subject int) int {
	if subject < 0 || subject >= verb || !f.timed(subject, subject+1) || f.d.MentionAt(subject) >= 0 || f.child(subject, "nmod:poss", "flat") >= 0 {
		return subject
	}
	at := subject
	first, _ := f.bounds(verb)
	for at > first && f.timed(at-1, at) {
		at--
	}
	if last := f.groupStart(verb) - 1; last > subject && f.nominal(last) && !f.timed(last, last+1) {
		return last // "Twelve hours later police said"
	}
	name := f.nounBefore(at)
	if name >= 0 && (f.rel[name] == "obj" || f.rel[name] == "obl" || f.rel[name] == "nmod") {
		return -1
	}
	return name
}

// ordered is subject, mended by the noun phrase right before the verb.
func (f *finder) ordered(verb int) (subject int, passive bool) {
	if f.leads(verb) {
		first, _ := f.bounds(verb)
		return min(f.phraseHead(f.firstNoun(first, verb), true), verb-1), false
	}
	subject, passive = f.subject(verb)
	if f.nearest(verb) >= 0 || passive || !f.finite(verb) && f.groupStart(verb) == verb {
		return subject, passive
	}
	if name := f.adjacent(verb); name >= 0 {
		return name, false
	}
	if subject < 0 && f.finite(verb) {
		subject = f.nounBefore(f.groupStart(verb))
	}
	return subject, false
}

// lend gives an attribution the source of the cue before it, or the one who
// quotes its source as its via.
func (f *finder) lend(a *found, who speaking) {
	if who.quoter >= 0 {
		f.setVia(a, who.quoter)
		a.source = f.piece(f.phraseStart(who.subject), min(a.verb-1, f.phraseEnd(who.subject, false)))
	}
	if who.over != nil && a.name == who.over.name { // nil for one who is quoted
		a.source = who.over.source
	}
}

// keepVerb records an attribution by a verb.
func (f *finder) keepVerb(verb, subject int, passive bool, entry cue, reading framing, frame string) {
	a := &found{entry: entry, verb: verb, cue: f.cueSpan(verb), name: -1, viaHead: -1, quote: -1, content: reading.content, rule: "verb " + frame}
	switch {
	case reading.impersonal >= 0:
		a.cue = a.cue.Cover(f.d.Tokens[reading.impersonal].Span)
		a.name = f.agent(verb)
	case passive && f.sayingAfter(verb) < 0 && f.aspectBefore(verb) < 0:
		if a.name = f.agent(verb); a.name < 0 && reading.agent > 0 {
			a.name = f.nounAfter(reading.agent - 1)
		}
		if !reading.subject && subject >= 0 && reading.hearer < 0 && f.aclOf(verb) != subject {
			reading.hearer = subject
		}
	default:
		a.name = subject
	}
	if a.name >= 0 {
		a.source = f.sourceSpan(a.name, verb)
	}
	f.setVia(a, reading.hearer)
	f.keep(a)
}

// aclOf is the noun that a participle stands after, or -1.
func (f *finder) aclOf(verb int) int {
	if f.rel[verb] == "acl" || f.rel[verb] == "acl:relcl" {
		return f.head[verb]
	}
	return -1
}

func (f *finder) keep(a *found) {
	f.found = append(f.found, a)
	if a.verb >= 0 {
		f.byVerb[a.verb] = a
	}
}
