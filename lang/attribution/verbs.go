package attribution

import "stemma"

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

// pastTense reports whether a participle after the noun that roots its sentence
// is the sentence's verb: "The lawyer pointed out that …", parsed as a noun
// phrase. It has an object or a clause, and no other verb is finite.
func (f *finder) pastTense(verb int) bool {
	up := f.head[verb]
	if f.rel[verb] != "acl" || up < 0 || up >= verb || f.head[up] >= 0 || f.d.Tokens[verb].XPOS != "VBN" && f.d.Tokens[verb].XPOS != "VBD" {
		return false
	}
	if f.child(verb, "aux", "aux:pass", "obl:agent") >= 0 || f.child(verb, "obj", "ccomp", "xcomp") < 0 {
		return false
	}
	first, last := f.bounds(verb)
	for i := first; i < last; i++ {
		if (i < f.lo[verb] || i >= f.hi[verb]) && (f.d.Tokens[i].XPOS == "VBD" || f.d.Tokens[i].XPOS == "VBZ" || f.d.Tokens[i].XPOS == "VBP" || f.d.Tokens[i].UPOS == "AUX") {
			return false
		}
	}
	return true
}

// nounish reports whether what is tagged a plural verb stands after a singular
// noun and its article: "a stimulus plan to …".
func (f *finder) nounish(token int) bool {
	first, _ := f.bounds(token)
	if _, noun := f.lex.nouns[f.lemma(token)]; !noun && !f.lex.both[f.lemma(token)] || token == first || f.d.Tokens[token-1].XPOS != "NN" {
		return false
	}
	switch f.d.Tokens[token].XPOS {
	case "VB", "VBP":
	default:
		return false
	}
	for i := token - 1; i >= first; i-- {
		switch f.d.Tokens[i].UPOS {
		case "DET":
			return true
		case "NOUN", "ADJ", "NUM", "SYM", "PROPN":
		default:
			return false
		}
	}
	return false
}

// mistagged reports whether a plural noun is a verb by its place: "The report
// states that …" with no verb before it in its sentence.
func (f *finder) mistagged(token int) bool {
	first, last := f.bounds(token)
	if f.d.Tokens[token].XPOS != "NNS" || token == first || token+2 >= last || f.low[token+1] != "that" || !f.nominal(token-1) {
		return false
	}
	return !f.verbAhead(first, token) && f.verbAhead(token+2, last)
}

func (f *finder) verbTakenForNoun(token int, entry cue) {
	first, last := f.bounds(token)
	a := &found{entry: entry, verb: token, cue: f.d.Tokens[token].Span, name: token - 1, viaHead: -1, quote: -1, rule: "verb by place"}
	for first < token && f.d.Tokens[first].UPOS == "CCONJ" {
		first++
	}
	a.source, a.content = f.piece(first, token), f.pieces(token+2, last)
	if len(a.content) > 0 {
		f.keep(a)
	}
}

// particled reports whether a particle makes another verb of a cue.
func (f *finder) particled(verb int) bool {
	if verb+1 >= len(f.low) || f.lex.particle[f.lemma(verb)] {
		return false
	}
	return f.child(verb, "compound:prt") == verb+1
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
	if name < 0 || name-verb > 8 || f.rel[name] == "obj" && f.lex.verbs[f.lemma(verb)].allows("np") {
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
	if verb <= first || f.d.Tokens[verb-1].Form != "," && f.d.Tokens[verb-1].UPOS != "ADV" && f.d.Tokens[verb-1].UPOS != "CCONJ" {
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

// verb makes an attribution of a verb when one of its frames holds.
func (f *finder) verb(verb int, entry cue) {
	subject, passive := f.subject(verb)
	if own := f.child(verb, "nsubj", "nsubj:pass"); own < 0 && !passive && (f.finite(verb) || f.groupStart(verb) < verb) {
		if name := f.adjacent(verb); name >= 0 {
			subject = name
		} else if subject < 0 && f.finite(verb) {
			subject = f.nounBefore(f.groupStart(verb))
		}
	}
	if f.leads(verb) {
		first, _ := f.bounds(verb)
		subject, passive = f.phraseHead(f.firstNoun(first, verb), true), false
		subject = min(subject, verb-1)
	}
	if first, _ := f.bounds(verb); first == verb && (f.d.Tokens[verb].XPOS == "VBN" || f.d.Tokens[verb].XPOS == "VBD") {
		return // "Asked whether …, he said"
	}
	if up := f.head[verb]; f.rel[verb] == "xcomp" && up >= 0 && f.marked(verb, "to") && f.aspectBefore(verb) < 0 {
		if outer, ok := f.lex.verbs[f.lemma(up)]; ok && outer.class != "deny" && f.verbal(up) {
			return // "wants the court to rule that": nobody has said it yet
		}
	}
	if f.particled(verb) {
		return // "ruled out", "carried out"
	}
	if name := f.rooted(verb); name >= 0 && !passive && name < verb {
		subject = name
	}
	over := f.governing(verb)
	quoter := -1
	if name := f.quoted(verb); name >= 0 {
		subject, passive = name, false
		if up := f.head[name]; up >= 0 {
			quoter = f.nearest(up)
		}
	}
	if over != nil && over.name >= 0 {
		subject, passive = over.name, false
	}
	if entry.allows("quote") && !passive && f.finite(verb) {
		subject = f.invertedSubject(verb, subject)
	}
	if subject < 0 && !passive && f.d.Tokens[verb].XPOS == "VBG" && over == nil {
		subject = f.mainSubject(verb)
	}
	if subject < 0 && !passive && f.d.Tokens[verb].XPOS == "VB" && f.reasonable(verb) < 0 {
		return
	}
	for _, rule := range frameRules {
		if !entry.allows(rule.frame) || rule.passive != passive && rule.frame != "that" {
			continue
		}
		reading := framing{hearer: -1, impersonal: -1}
		if !rule.read(f, verb, subject, entry, &reading) || len(reading.content) == 0 {
			continue
		}
		if rule.frame == "that" {
			reading.content = f.cutAsides(verb, reading.content)
		}
		f.keepVerb(verb, subject, passive, entry, reading, rule.frame)
		if a := f.byVerb[verb]; quoter >= 0 && f.quoted(verb) >= 0 {
			f.setVia(a, quoter)
			a.source = f.piece(f.phraseStart(subject), min(verb-1, f.phraseEnd(subject, false)))
		}
		if a := f.byVerb[verb]; over != nil && a.name == over.name {
			a.source = over.source
		}
		return
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

// cueSpan is the verb group: from its first auxiliary to its particle.
func (f *finder) cueSpan(verb int) stemma.Span {
	end := verb + 1
	if particle := f.child(verb, "compound:prt"); particle == verb+1 {
		end++
	}
	return f.d.TokenSpan(f.groupStart(verb), end)
}

// groupStart is the first token of a verb group: auxiliaries, negation, and the
// verb of aspect ("began reporting") or report ("is quoted as saying") before it.
func (f *finder) groupStart(verb int) int {
	if up := f.aspectBefore(verb); up >= 0 {
		return f.groupStart(up)
	}
	if up := f.sayingAfter(verb); up >= 0 {
		return f.groupStart(up)
	}
	first, _ := f.bounds(verb)
	start := verb
	for i := verb - 1; i >= first && verb-i < 8; i-- {
		token := f.d.Tokens[i]
		switch {
		case token.UPOS == "AUX" && (f.head[i] == verb || f.head[i] < 0), f.head[i] == verb && (f.low[i] == "not" || f.low[i] == "n't" || f.low[i] == "n’t" || f.low[i] == "never"):
			start = i
		case token.UPOS == "ADV":
		default:
			return start
		}
	}
	return start
}

// aspectBefore is the verb of aspect that a verb completes, right before it but
// for "to" and adverbs; or -1.
func (f *finder) aspectBefore(verb int) int {
	up := f.head[verb]
	if f.rel[verb] != "xcomp" || up < 0 || up >= verb || !f.lex.aspect[f.lemma(up)] {
		return -1
	}
	for i := up + 1; i < verb; i++ {
		if f.low[i] != "to" && f.low[i] != "on" && f.d.Tokens[i].UPOS != "ADV" {
			return -1
		}
	}
	return up
}

// sayingAfter is the passive before "as saying", or -1.
func (f *finder) sayingAfter(verb int) int {
	up := f.head[verb]
	if up < 0 || up >= verb || verb < 1 || f.low[verb-1] != "as" || !f.lex.heard[f.lemma(up)] || f.quoted(verb) >= 0 {
		return -1
	}
	return up
}

// quoted is the one who is quoted where another quotes him ("quoted the mayor as
// saying"), or -1.
func (f *finder) quoted(verb int) int {
	if verb < 1 || f.low[verb-1] != "as" {
		return -1
	}
	first, _ := f.bounds(verb)
	for i := verb - 2; i >= max(first, verb-14); i-- {
		if !f.verbal(i) {
			continue
		}
		if object := f.child(i, "obj"); f.lex.heard[f.lemma(i)] && object > i && object < verb {
			return object
		}
		return -1
	}
	return -1
}

// setVia sets who it was said to or through whom it came: the hearer, "to
// reporters", "on Twitter", "in a statement carried by …".
func (f *finder) setVia(a *found, hearer int) {
	if hearer < 0 && a.verb >= 0 {
		hearer = f.channel(a.verb)
	}
	if hearer < 0 || hearer == a.name {
		return
	}
	a.viaHead = hearer
	end := f.phraseEnd(hearer, false)
	for _, piece := range a.content {
		if first := f.d.TokenAt(piece.Start); first > hearer {
			end = min(end, first)
		}
	}
	for end > hearer+1 && f.low[end-1] == "that" {
		end--
	}
	start := f.phraseStart(hearer)
	if a.verb >= 0 && a.verb < hearer {
		start = max(start, a.verb+1)
	}
	for i := hearer + 1; i < end; i++ {
		if f.low[i] == "after" || f.low[i] == "before" || f.low[i] == "during" || f.low[i] == "on" || f.low[i] == "in" {
			end = i
		}
	}
	start, end = f.rightRun(start, end, hearer)
	a.via = f.piece(start, end)
	for _, piece := range a.content {
		if piece.Overlaps(a.via) {
			a.via, a.viaHead = stemma.Span{}, -1
			return
		}
	}
}

// channel is the head of a via among a verb's own dependents, or -1.
func (f *finder) channel(verb int) int {
	for _, kid := range f.kids[verb] {
		if f.rel[kid] != "obl" || !f.nominal(kid) {
			continue
		}
		switch kase := f.kase(kid); {
		case kase == "to" && f.lex.verbs[f.lemma(verb)].allows("that"):
			return kid
		case (kase == "on" || kase == "via" || kase == "through") && f.lex.media[f.lemma(kid)]:
			return kid
		case f.lex.message[f.lemma(kid)]:
			if at := f.carrier(kid); at >= 0 {
				return at
			}
		}
	}
	return f.openingMessage(verb)
}

// openingMessage is who carried the message that opens the sentence: "In a
// statement released by the agency, …"; or -1.
func (f *finder) openingMessage(verb int) int {
	first, _ := f.bounds(verb)
	if f.low[first] != "in" || !f.messagePhrase(first, verb) {
		return -1
	}
	for i := first + 2; i < verb; i++ {
		switch f.low[i] {
		case ",":
			return -1
		case "by", "to", "with":
			if f.d.Tokens[i].UPOS == "ADP" && f.nounAfter(i) >= 0 {
				return f.nounAfter(i)
			}
		}
	}
	return -1
}

// carrier is who a message went to or was carried by, or -1.
func (f *finder) carrier(message int) int {
	for _, kid := range f.kids[message] {
		switch kase := f.kase(kid); f.rel[kid] {
		case "nmod":
			if kase == "to" || kase == "with" || kase == "on" && f.lex.media[f.lemma(kid)] {
				return kid
			}
		case "acl", "acl:relcl":
			if at := f.agent(kid); at >= 0 {
				return at
			}
		}
	}
	return -1
}
