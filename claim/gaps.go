package claim

import (
	"strings"
	"unicode/utf8"

	"stemma"
)

func (x *extractor) unknownLine(c *clause, m *stemma.ClaimMention) string {
	if c.event.Lemma != "know" || m.Polarity != stemma.Negative || x.dependent(c.verb, "ccomp", "csubj", "advcl", "xcomp") < 0 {
		return ""
	}
	return x.fromIt(c.verb)
}

// takesLine writes how long something took, with the "it" that stands for the act:
// "It took two crews six hours to put out the fire".
func (x *extractor) takesLine(c *clause) string {
	act := x.dependent(c.verb, "advcl", "csubj", "xcomp")
	if x.lemma(c.verb) != "take" || act < c.verb || !x.infinitive(act) {
		return ""
	}
	for i := c.verb; i < act; i++ {
		if x.times[i] >= 0 || x.sums[i] >= 0 {
			return x.fromIt(c.verb)
		}
	}
	return ""
}

// fromIt is a clause from the "it" before its verb that the rest of it explains.
func (x *extractor) fromIt(v int) string {
	it := x.dependent(v, "expl", "nsubj", "nsubj:pass")
	if it < 0 || x.lemma(it) != "it" || it > v {
		return ""
	}
	_, last := x.extent(v)
	if _, said := x.insidePiece(v, it, last); said < last {
		last = said
	}
	if utf8.RuneCountInString(x.text(it, last)) > longest {
		return ""
	}
	return strings.TrimRight(tidy(x.text(it, last)), ".")
}

func (x *extractor) ranked(v, own int) bool {
	return x.lemma(own) == "it" && x.dependent(v, "cop") >= 0 && x.ordinal(&clause{trigger: v, verb: v})
}

func (x *extractor) wished(v int) bool {
	if x.mandated(v) {
		return true
	}
	for c := x.child[v]; c >= 0; c = x.next[c] {
		switch x.relation(int(c)) {
		case "aux", "cop":
			return x.d.Tokens[c].XPOS == "VB" && strings.EqualFold(x.d.Tokens[c].Form, "be")
		}
	}
	return false
}

func (x *extractor) mandated(v int) bool {
	head := x.d.Tokens[v].Head
	if head < 0 || x.relation(v) != "ccomp" && (x.d.Tokens[v].Deprel != "acl" || x.dependent(v, "mark") < 0) || !x.words.in("mandative", x.lemma(head)) {
		return false
	}
	switch x.d.Tokens[v].XPOS {
	case "VB", "VBP":
		return x.dependent(v, "aux") < 0
	}
	return false
}

func (x *extractor) gapped(v int) bool {
	if head := x.d.Tokens[v].Head; head >= 0 && head < v && x.relation(v) == "conj" && x.ownSubject(v) < 0 && x.dependent(v, "obj", "ccomp") < 0 && x.relation(head) == "acl" {
		return x.gapped(head) // "a gun that Berg owned and kept in her car"
	}
	if head := x.d.Tokens[v].Head; head >= 0 && x.relation(v) == "ccomp" && x.d.Tokens[head].Deprel == "acl:relcl" {
		own := x.ownSubject(head)
		return own >= 0 && !x.relative(own) // "the problems officials say they face"
	}
	if x.relation(v) != "acl" || !x.finite(v) {
		return false
	}
	own := x.ownSubject(v)
	if own >= 0 && x.relative(own) {
		return false
	}
	if x.d.Tokens[v].Deprel == "acl:relcl" || own >= 0 && x.dependent(v, "mark") < 0 {
		return true // "the deal [that] Berg received"
	}
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.d.Tokens[c].XPOS == "WRB" {
			return true
		}
	}
	return false
}

// reduced reports "the man believed to have helped", whatever its tag: a verb of
// thinking takes an infinitive without an object only as a passive, and one
// without auxiliary is no sentence.
func (x *extractor) reduced(v int) bool {
	inner := x.dependent(v, "xcomp")
	return inner > v && x.infinitive(inner) && x.words.control[x.lemma(v)].effect == "alleged" && x.dependent(v, "aux", "obj") < 0 && !x.heading(v)
}

// higher reports a past tense coordinated with an embedded clause that was only
// going on, where the main verb is a past tense too: in "they knew where Berg was
// hiding and obtained a warrant" the warrant is theirs, whatever the tree.
func (x *extractor) higher(head, v int) bool {
	switch x.relation(head) {
	case "advcl", "ccomp", "acl":
	default:
		return false
	}
	main := x.d.Tokens[head].Head
	return x.d.Tokens[v].XPOS == "VBD" && x.d.Tokens[head].XPOS == "VBG" && x.dependent(head, "aux") >= 0 && main >= 0 && main < head && x.finite(main)
}

// quoteBetween reports a lone quotation mark between a subject and its verb: the
// sentence began inside somebody's words, and its subject is not the parser's
// ("Students chanting “Out! Thieves!” cheered").
func (x *extractor) quoteBetween(subject, v int) bool {
	if x.d.SentenceAt(subject) != x.d.SentenceAt(v) {
		return false
	}
	marks := 0
	for i := subject + 1; i < v; i++ {
		if strings.ContainsAny(x.d.Tokens[i].Form, "\"“”") {
			marks++
		}
	}
	return marks%2 != 0
}

// titleEnd is the end of the name that a title's phrase stops before: "outfielder
// | Ada Berg".
func (x *extractor) titleEnd(head, last int) int {
	if last >= len(x.d.Tokens) || x.d.Tokens[head].UPOS != "NOUN" {
		return last
	}
	m := x.d.MentionAt(last)
	if m < 0 || x.d.Mentions[m].First != last || x.d.Mentions[m].Type != "PER" || x.d.Mentions[m].Form != stemma.Name || !x.d.Dominates(head, x.d.Mentions[m].Head) {
		return last
	}
	return x.d.Mentions[m].Last
}
