package claim

import (
	"strings"

	"stemma"
)

// degree is how firmly somebody commits himself to an event.
type degree int

const (
	uncommitted degree = iota
	possible
	probable
	certain
)

// commitment is a line of lexicon/commitment.txt: what a cue's source commits
// itself to, what whoever reports with that cue does, and whether the source
// commits itself to the contrary ("doubt").
type commitment struct {
	own, outer degree
	contrary   bool
}

func readCommitment(fields []string) commitment {
	own, contrary := strings.CutSuffix(fields[0], "-")
	return commitment{degreeOf(own), degreeOf(fields[1]), contrary}
}

func degreeOf(field string) degree {
	switch field {
	case "CT":
		return certain
	case "PR":
		return probable
	case "PS":
		return possible
	}
	return uncommitted
}

// factuality says who vouches for the mention's event and how firmly: every
// link of the chain from the innermost informant out, the report itself last.
// A source commits itself as its cue has it, never more firmly than the event
// is put ("may have"); whoever stands further out only passes it on, unless every
// cue between is factive. Source: Saurí and Pustejovsky, FactBank (2009).
func (x *extractor) factuality(c *clause, m *stemma.ClaimMention) []stemma.Commitment {
	put := x.degree(c, m.Modality)
	negative := m.Polarity == stemma.Negative
	list := make([]stemma.Commitment, 0, len(m.Chain)+1)
	reach := put // what the next one out can vouch for
	for _, link := range m.Chain {
		a := x.attributionOf(c, link.Attribution)
		if a == nil { // an agency's credit, a press that reported: its own words
			list = append(list, commit(link.Source, link.Span, reach, negative, "reports"))
			reach = uncommitted
			continue
		}
		cue := x.commitment(a).negated(a.Negated, a.Class)
		words := link.Span
		if a.Cue != nil {
			words = a.Cue.Span
		}
		if a.Via != nil && a.Via.Span == link.Span && a.Source != nil {
			list = append(list, commit(link.Source, words, min(reach, cue.outer), negative, "passes on"))
		} else {
			against := negative != (a.Stance == "denied" || cue.contrary)
			list = append(list, commit(link.Source, words, min(reach, cue.own), against, a.Class))
		}
		reach = min(reach, cue.outer)
	}
	return append(list, commit("", m.Trigger, reach, negative, "report"))
}

// negated is what a negated cue commits to: nothing, but for verbs of belief,
// whose negation belongs to what is believed (Horn 1978): who does not think
// that it is so thinks that it is not.
func (c commitment) negated(negated bool, class string) commitment {
	switch {
	case !negated:
		return c
	case class == "believe":
		c.contrary = !c.contrary
		return c
	}
	return commitment{}
}

func commit(source string, words stemma.Span, d degree, negative bool, rule string) stemma.Commitment {
	value := [...]string{"Uu", "PS", "PR", "CT"}[d]
	switch {
	case d == uncommitted:
	case negative:
		value += "-"
	default:
		value += "+"
	}
	return stemma.Commitment{Source: source, Value: value, Span: words, Rule: rule}
}

// degree is how firmly the clause itself puts its event: what is planned,
// ordered, threatened or supposed has not happened, and nobody vouches that it has.
func (x *extractor) degree(c *clause, modality string) degree {
	d := certain
	switch modality {
	case stemma.Planned, stemma.Ordered, stemma.Threatened:
		return uncommitted
	case stemma.Expected:
		d = probable
	case stemma.Hypothetical:
		d = uncommitted
		if x.may(c.verb) {
			d = possible
		}
	}
	for i := x.child[c.verb]; i >= 0; i = x.next[i] {
		if adverb, ok := x.words.commitments["adverb "+x.lemma(int(i))]; ok && x.relation(int(i)) == "advmod" {
			d = adverb.own
		}
	}
	return d
}

// may reports whether an auxiliary of possibility stands with a predicate: "may
// have killed".
func (x *extractor) may(v int) bool {
	for i := x.child[v]; i >= 0; i = x.next[i] {
		if x.relation(int(i)) == "aux" && x.words.in("possible", x.lemma(int(i))) {
			return true
		}
	}
	return false
}

// attributionOf is the attribution of that ID over the clause, or nil.
func (x *extractor) attributionOf(c *clause, id string) *stemma.Attribution {
	if own, ok := x.cues[c.trigger]; ok && id != "" && x.d.Attributions[own].ID == id {
		return &x.d.Attributions[own]
	}
	for _, a := range x.covering(c) {
		if id != "" && x.d.Attributions[a].ID == id {
			return &x.d.Attributions[a]
		}
	}
	return nil
}

// commitment is what a cue commits to: by a lemma among its words, else by its class.
func (x *extractor) commitment(a *stemma.Attribution) commitment {
	if a.Cue != nil {
		first, last := x.d.TokensIn(a.Cue.Span)
		for i := first; i < last; i++ {
			if known, ok := x.words.commitments["cue "+x.lemma(i)]; ok {
				return known
			}
		}
	}
	return x.words.commitments["class "+a.Class]
}
