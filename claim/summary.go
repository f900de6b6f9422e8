package claim

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"stemma"
)

// summary is the mention in one line of the report's own words: the clause as it
// stands where it has a subject and a tense; a participle or relative clause
// with the subject it shares; else the clause around it; else the sentence. own
// says that the line is the clause's and not one around it. A line that is no
// sentence is "": the mention is then left out.
func (x *extractor) summary(c *clause, m *stemma.ClaimMention) (line string, own bool) {
	switch c.kind {
	case "age":
		if c.rule == describedAge {
			return "", true
		}
		name := x.entityName(c.surface[0])
		if strings.Contains(name, x.d.Tokens[c.trigger].Form) || strings.Contains(name, " old") {
			return "", true
		}
		return tidy(name + " is " + x.d.Tokens[c.trigger].Form + " years old"), true
	case "unknown":
		return "", true
	case "craft":
		return x.craftLine(c), true
	case "role":
		first, last := x.d.TokensIn(x.roleSpan(c))
		is := " is "
		if x.d.Tokens[c.trigger].XPOS == "NNS" {
			is = " are "
		}
		return tidy(x.entityName(c.surface[0]) + is + x.text(first, x.settleRight(first, last, -1))), true
	}
	if !x.covert(c, m) {
		if line := x.ownLine(c.verb, c.trigger); line != "" && c.rule != "depictive" && (c.kind != "noun" || c.trigger != c.verb) {
			return line, true
		}
		if line := x.sharedLine(c); line != "" {
			return line, true
		}
	}
	if line := cmp.Or(x.unknownLine(c, m), x.takesLine(c)); line != "" {
		return line, true
	}
	if line := x.befallenLine(c, m); line != "" {
		return line, true
	}
	if line := x.undergoneLine(c, m); line != "" {
		return line, true
	}
	if line := x.enclosingLine(c.trigger); line != "" {
		return line, false
	}
	if line := x.quotedLine(c, m); line != "" {
		return line, true
	}
	if !c.typed && x.relation(c.verb) != "root" && len(m.Quantities) == 0 {
		return "", false
	}
	if line := x.sentenceLine(c.trigger); line != "" {
		return line, false
	}
	return x.verbatim(c), false
}

// unknownLine writes what is said not to be known, with the "it" that stands for
// the question: "It is unclear how the cables were damaged".
// verbatim is the sentence as it stands, where no part of it makes a line: one
// with a main clause, or one whose first verb is the clause's, of whatever tag.
func (x *extractor) verbatim(c *clause) string {
	s := x.d.SentenceAt(c.trigger)
	if s < 0 {
		return ""
	}
	first, last := x.d.Sentences[s].First, x.d.Sentences[s].Last
	first = x.pastOpening(first, last)
	if strings.Contains(distinctive, " "+c.event.Type+" ") {
		if line := x.wholeLine(first, last, true); line != "" {
			return line
		}
	}
	if !x.declares(first, last) || x.adrift(s, first) {
		return ""
	}
	last = x.settleRight(first, last, -1)
	if utf8.RuneCountInString(x.text(first, last)) > longest || x.personal(first, last) || c.trigger >= last || !x.bearsTense(first, last) || x.unbound(first, last, nil) {
		return ""
	}
	return tidy(x.withNames(first, last))
}

// bearsTense reports a tense or a form that can be a past tense in a range.
func (x *extractor) bearsTense(first, last int) bool {
	for i := first; i < last; i++ {
		if x.finiteForm(i) || x.d.Tokens[i].XPOS == "VBN" {
			return true
		}
	}
	return false
}

// adrift reports a sentence whose subject is a pronoun that nothing before it in
// the sentence can explain.
func (x *extractor) adrift(s, first int) bool {
	for i := first; i < x.d.Sentences[s].Last; i++ {
		if x.d.Tokens[i].UPOS == "PROPN" && x.times[i] < 0 {
			return false
		}
		if x.d.Tokens[i].UPOS == "PRON" && x.relation(i) == "nsubj" {
			return x.unclear(i)
		}
	}
	return false
}

// declares reports whether a range reads as a sentence whatever its tree: it ends
// with a full stop, begins as sentences do, and has more tenses than words that
// open a subordinate clause, or a past form right behind its first noun phrase.
func (x *extractor) declares(first, last int) bool {
	if last-first < 4 || x.d.Tokens[last-1].Form != "." && x.d.Tokens[last-1].Form != "\"" && x.d.Tokens[last-1].Form != "”" {
		return false
	}
	switch t := &x.d.Tokens[first]; t.UPOS {
	case "PRON", "AUX", "CCONJ", "PART", "INTJ", "PUNCT":
		return false
	}
	tenses, opened, plain := 0, 0, true
	for i := first; i < last; i++ {
		t := &x.d.Tokens[i]
		switch {
		case x.finiteForm(i):
			if plain && tenses == 0 && i > first && x.nominalStart(first, i) {
				return true
			}
			tenses++
		case plain && tenses == 0 && t.XPOS == "VBN" && pastForm(t.Form, x.words) && i > first && x.nominalStart(first, i):
			return true
		case t.XPOS == "WDT", t.XPOS == "WP", t.XPOS == "WRB", t.UPOS == "SCONJ", t.UPOS == "ADP" && x.relation(i) == "mark" && x.words.in("opening", strings.ToLower(t.Form)):
			opened++
			plain = false
		case t.XPOS == "VBG" && t.UPOS == "VERB", t.Form == ",", t.Form == ":", t.Form == ";":
			plain = false
		}
	}
	return tenses > opened
}

// pastForm reports whether a participle's form is a past tense as well.
func pastForm(form string, w *words) bool {
	form = strings.ToLower(form)
	return strings.HasSuffix(form, "ed") || w.present[form] != ""
}

// nominalStart reports whether a range begins with a noun phrase.
func (x *extractor) nominalStart(first, last int) bool {
	for i := first; i < last; i++ {
		switch x.d.Tokens[i].UPOS {
		case "NOUN", "PROPN":
			return !x.timed(i)
		case "DET", "ADJ", "NUM", "ADV", "SYM":
		default:
			return false
		}
	}
	return false
}

// undergoneLine says what befell the objects where who did it is unclear: "They
// seized two boats" reads "Two boats were seized".
func (x *extractor) undergoneLine(c *clause, m *stemma.ClaimMention) string {
	form := strings.ToLower(x.d.Tokens[c.verb].Form)
	if !strings.HasSuffix(form, "ed") {
		form = x.words.participle(x.lemma(c.verb))
	}
	own := x.ownSubject(c.verb)
	if !strings.Contains(" ASSAULT COERCE CASUALTY INJURY DAMAGE RESCUE TRANSFER FOUND ", " "+c.event.Type+" ") || c.kind != "verb" || c.trigger != c.verb || c.passive || c.particle != "" || c.negated || x.negator(c.verb) || m.Modality != stemma.Asserted ||
		x.d.Tokens[c.verb].XPOS != "VBD" || len(c.objects) == 0 || own < 0 || !x.unclear(own) || x.firstPerson(own) || x.dependent(c.verb, "iobj", "xcomp", "ccomp") >= 0 {
		return ""
	}
	var things []string
	for _, i := range c.objects {
		if u := x.d.Tokens[i].UPOS; u != "NOUN" && u != "PROPN" {
			return ""
		}
		if x.unclear(i) || x.nothing(i) || i < c.verb || !strings.Contains(" ASSAULT COERCE FOUND ", " "+c.event.Type+" ") && len(m.Quantities) == 0 {
			return ""
		}
		first, last := x.phrase(i)
		if len(c.objects) == 1 {
			last = x.settleRight(first, last, i)
		}
		things = append(things, strings.TrimSpace(x.withNames(x.settleLeft(first), last)))
	}
	return tidy(listed(things) + " " + x.be(c.objects) + " " + form)
}

func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// covert reports a clause whose own words would hide that the report denies or
// doubts it: "the engine had failed" under "denied".
func (x *extractor) covert(c *clause, m *stemma.ClaimMention) bool {
	unowned := m.Modality == stemma.Alleged && len(m.Chain) > 0 && m.Chain[0].Source == "unnamed" && x.ownSubject(c.verb) < 0 // "the teen accused of killing"
	accused := c.effect == "alleged" && x.ownSubject(c.verb) < 0                                                              // "charged with theft and leaving the scene"
	return unowned || accused || m.Modality == stemma.Denied || x.wished(c.verb) || c.negated && x.ownSubject(c.verb) < 0
}

// ownLine writes a clause that has a tense and a subject of its own.
func (x *extractor) ownLine(v, trigger int) string {
	own := x.ownSubject(v)
	if x.gapped(v) || x.reduced(v) || x.heading(v) && x.d.Tokens[v].XPOS == "VBG" && !x.finite(v) {
		return ""
	}
	if own < 0 || x.quoteBetween(own, v) || x.relative(own) || !x.finite(v) && !x.heading(v) || x.unclear(own) && !x.ranked(v, own) || x.supposed(v) || !x.agrees(v, x.conjuncts(own)) || x.infinitive(v) && !x.scheduled(v) || x.wished(v) {
		return ""
	}
	first, last := x.clauseRange(v)
	if trigger < first || trigger >= last {
		return ""
	}
	return x.written(first, last, v)
}

// ranked reports "it was the second outage this year": the rank says enough of it.
// wished reports a subjunctive: "ordered that officials [be] held" does not say
// that they were, and reads as no sentence alone.
// mandated reports the content of a demand or a rule ("recommend that users apply
// the patch", "a requirement that agencies seek review"): what should be, not what is.
// gapped reports a relative clause with a subject of its own: "the crimes that he
// committed", "the unit where he was held" say too little alone.
// sharedLine gives a relative clause, a participle or a second predicate the
// subject that it shares, where the words around leave no doubt whose it is.
func (x *extractor) sharedLine(c *clause) string {
	if x.gapped(c.verb) && x.relation(c.verb) == "conj" {
		return ""
	}
	if c.kind == "noun" && c.trigger == c.verb || c.rule == "without" || c.rule == "depictive" || len(c.spoken) == 0 {
		return ""
	}
	first, last := x.predicateRange(c.verb)
	if c.trigger >= last || !x.adjoins(c, first) || !x.agrees(c.verb, c.spoken) {
		return ""
	}
	for _, i := range c.spoken {
		if x.unclear(i) || x.quoteBetween(i, c.verb) {
			return ""
		}
	}
	subject := x.subjectText(c)
	if subject == "" || x.d.Tokens[c.verb].XPOS == "VB" {
		return ""
	}
	if x.finite(c.verb) {
		return x.composed(subject, x.withNames(first, last), c.spoken, first, last, c.verb)
	}
	return x.composed(subject, x.tensed(c, first, last), c.spoken, first, last, c.verb)
}

// enclosingLine writes the nearest clause around a token that can stand alone.
// What only reports the token's clause is left out.
func (x *extractor) enclosingLine(trigger int) string {
	at := trigger
	for steps := 0; steps < 10; steps++ {
		at = x.d.Tokens[at].Head
		if at < 0 {
			return ""
		}
		if a, cue := x.cues[at]; cue && x.says(trigger, a) && x.d.Attributions[a].Stance == "" {
			return ""
		}
		if x.clausal(at) {
			if line := x.ownLine(at, trigger); line != "" {
				return line
			}
		}
	}
	return ""
}

// sentenceLine writes the whole sentence around a token: the part of it that its
// source says where that stands alone, and with the source where it does not.
func (x *extractor) sentenceLine(trigger int) string {
	s := x.d.SentenceAt(trigger)
	if s < 0 {
		return ""
	}
	begin, end := x.d.Sentences[s].First, x.d.Sentences[s].Last
	for begin < end-1 && (x.d.Tokens[begin].UPOS == "CCONJ" || x.d.Tokens[begin].UPOS == "PUNCT" && x.d.Tokens[begin].Form != "\"" && x.d.Tokens[begin].Form != "“") {
		begin++
	}
	begin = x.pastOpening(begin, end)
	first, last := x.insidePiece(trigger, begin, end)
	if first > begin || last < end {
		if line := x.wholeLine(first, last, false); line != "" {
			return line
		}
	}
	return x.wholeLine(begin, end, false)
}

// wholeLine writes a range that holds a main clause with a clear subject, or any
// subject where asked.
func (x *extractor) wholeLine(first, last int, any bool) string {
	s := x.d.SentenceAt(first)
	opening := s >= 0 && first <= x.d.Sentences[s].First+1
	if t := &x.d.Tokens[first]; !opening && (t.UPOS == "SCONJ" || t.XPOS == "WRB" || t.UPOS == "VERB" || t.UPOS == "AUX" || t.UPOS == "PART") {
		return ""
	}
	last = x.settleRight(first, last, -1)
	for i := first; i < last; i++ {
		if !x.clausal(i) || !x.finite(i) || x.infinitive(i) || !x.mainIn(i, first, last) {
			continue
		}
		own := x.ownSubject(i)
		if own < first || own >= last || x.relative(own) || !any && (x.unclear(own) || x.orphaned(first)) || x.supposed(i) {
			return ""
		}
		if last-first < 3 || utf8.RuneCountInString(x.text(first, last)) > longest || !x.ends(first, last, -1) || x.personal(first, last) || x.unbound(first, last, nil) {
			return ""
		}
		return tidy(x.withNames(first, last))
	}
	return ""
}

// mainIn reports whether a predicate is the top of a range.
func (x *extractor) mainIn(i, first, last int) bool {
	head := x.d.Tokens[i].Head
	return head < first || head >= last
}

// composed joins a subject and a predicate that the text has apart.
func (x *extractor) composed(subject, predicate string, spoken []int, first, last, v int) string {
	if !x.ends(first, last, v) || x.unbound(first, last, spoken) {
		return ""
	}
	return tidy(subject + " " + predicate)
}

// subjectText is the subject's phrase, figures kept.
func (x *extractor) subjectText(c *clause) string {
	names := make([]string, 0, len(c.spoken))
	for _, i := range c.spoken {
		if x.relative(i) {
			continue
		}
		first, last := x.phrase(i)
		first = x.settleLeft(first)
		last = max(last, x.titleEnd(i, last))
		if x.verbs(first, last) || x.truncated(first) {
			return ""
		}
		names = append(names, strings.TrimSpace(x.withNames(first, last)))
	}
	return listed(names)
}

// entityName is the canonical name at a head, or its phrase's words.
func (x *extractor) entityName(i int) string {
	party := x.party(i)
	return party.Name
}
