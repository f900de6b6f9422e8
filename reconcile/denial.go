package reconcile

import (
	"slices"
	"strings"

	"stemma"
)

// denials carries denials over to the claim that they deny: a negative or
// denied mention never joins that claim, but changes its standing.
func (b *notebook) denials(claims []stemma.Claim, groups [][]int) {
	for i := range groups {
		for _, at := range groups[i] {
			n := &b.notes[at]
			if n.Polarity != stemma.Negative && n.Modality != stemma.Denied {
				continue
			}
			by, ok := b.denier(n)
			if !ok {
				continue
			}
			if target := b.denies(n, groups); target >= 0 && target != i {
				claims[target].Standing = append(claims[target].Standing, by)
			}
		}
	}
}

// denier is who denies, and when: the source of a negative statement about its
// own deeds, or of one that a word of denial introduces.
func (b *notebook) denier(n *note) (stemma.Standing, bool) {
	for _, link := range n.Chain {
		s := b.linkStanding(n, link)
		if s.Status == denied || n.Modality == stemma.Denied || b.answersFor(n, link) {
			s.Status, s.Rule = denied, "standing/denial"
			return s, true
		}
	}
	return stemma.Standing{}, false
}

// denies is the claim whose positive mentions are on average the likest to a
// negative one, at even odds or better; -1 for none.
func (b *notebook) denies(n *note, groups [][]int) int {
	best, most := -1, 0.5
	for i, members := range groups {
		if b.notes[members[0]].story != n.story || b.notes[members[0]].Polarity == stemma.Negative {
			continue
		}
		sum := 0.0
		for _, at := range members {
			sum += unrivalled(compare(b.kin, n, &b.notes[at]))
		}
		if average := sum / float64(len(members)); average > most {
			best, most = i, average
		}
	}
	return best
}

// namedDenials finds denials that name the event and say nothing more of it
// ("denied any part in the attack"): they speak of the claim of their own report
// whose kind of event they name.
func (b *notebook) namedDenials(claims []stemma.Claim, groups [][]int) {
	for doc, d := range b.docs {
		for i := range d.Attributions {
			a := &d.Attributions[i]
			if a.Stance != denied || a.Cue == nil || a.Source == nil || a.Source.Entity == "" {
				continue
			}
			target := b.eventDenied(doc, a, groups)
			if target < 0 {
				continue
			}
			s := stemma.Standing{Status: denied, By: a.Source.Entity, Evidence: stemma.Evidence{Article: d.ID, Span: a.Cue.Span}, Rule: "standing/named-denial"}
			if !pluperfect(d, a) {
				s.At, s.Precision = printed(d)
			}
			claims[target].Standing = append(claims[target].Standing, s)
		}
	}
}

// eventDenied is the claim that report doc states as a fact and whose kind of
// event the content of a denial names: the only one in the denial's sentence,
// or the only one of the report; -1 for none or several.
func (b *notebook) eventDenied(doc int, a *stemma.Attribution, groups [][]int) int {
	d, kinds := b.docs[doc], b.eventNouns(doc, a)
	s := d.SentenceAt(d.TokenAt(a.Cue.Span.Start))
	var near, all []int
	for i, members := range groups {
		for _, at := range members {
			n := &b.notes[at]
			if n.doc != doc || n.Polarity != stemma.Positive || !namesKind(kinds, n.family) {
				continue
			}
			if !slices.Contains(all, i) {
				all = append(all, i)
			}
			if s >= 0 && d.Sentences[s].Span.Contains(n.Trigger) && !slices.Contains(near, i) {
				near = append(near, i)
			}
		}
	}
	switch {
	case len(near) == 1:
		return near[0]
	case len(all) == 1:
		return all[0]
	}
	return -1
}

// namesKind reports whether one of the kinds is the family, or goes with it.
func namesKind(kinds []string, family string) bool {
	return slices.ContainsFunc(kinds, func(kind string) bool {
		return kind == family || eventFamilies().related[[2]string{kind, family}]
	})
}

// eventNouns are the kinds of event that the nouns of an attribution's content
// name. A content with a verb of its own is a clause: what it says is denied,
// not the event.
func (b *notebook) eventNouns(doc int, a *stemma.Attribution) []string {
	d := b.docs[doc]
	var kinds []string
	for _, content := range a.Content {
		first, last := d.TokensIn(content.Span)
		for i := first; i < last; i++ {
			switch d.Tokens[i].UPOS {
			case "VERB":
				return nil
			case "NOUN":
				kinds = append(kinds, family(strings.ToLower(d.Tokens[i].Lemma)))
			}
		}
	}
	return kinds
}

// pluperfect reports that a cue lies before the time that its report tells of:
// "a day after it had denied".
func pluperfect(d *stemma.Document, a *stemma.Attribution) bool {
	cue := d.TokenAt(a.Cue.Span.Start)
	for i := max(0, cue-3); i < len(d.Tokens) && d.Tokens[i].Start < a.Cue.Span.End; i++ {
		if strings.EqualFold(d.Tokens[i].Form, "had") {
			return true
		}
	}
	return false
}
