// Package reconcile brings what several reports say together: which of their
// mentions are one claim, how many reports, accounts and origins that claim
// rests on, where the reports disagree, how the claim's standing changed, which
// words of one speaker they print differently, and when undated reports must
// have appeared.
//
// Input: documents with their claim mentions, their kinship and their stories.
// Output: claims with counts, quotations, dates, a timeline.
//
// Worked: A has "Kim said at least nine members of a regiment were killed", B
// "He said at least nine soldiers were killed". The event words, the figure and
// the shared mission make them one claim; A and B share no wording there, so
// there are two accounts; both have it from Kim Jong Un, so there is one origin;
// "members of a regiment" against "soldiers" is a disagreement in wording.
//
// The three counts are kept apart: reports ≥ accounts ≥ origins. Where the
// evidence leaves a doubt (two articles are kin but not at this claim, for which
// one names a source; "officials" in one may be the minister of the other) the
// count is a range.
//
// It deliberately does not judge whether a claim is true: credibility is a
// suggestion on the Admiralty scale (AJP-2.1, information credibility 1–6) from
// measured independence alone. It does not follow what a claim implies, and
// does not add figures up.
package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/parallel"
)

// Claims groups the mentions of all documents into claims, most salient first,
// called c1, c2, …. mentions runs parallel to docs. asOf (YYYY-MM-DD, "" for
// none) leaves out reports published, and standings dated, after that day. Rulings,
// nil for none, go before what the texts suggest.
func Claims(docs []*stemma.Document, mentions [][]stemma.ClaimMention, kin stemma.Kinship, stories []stemma.Story, asOf string, rulings *stemma.Rulings) []stemma.Claim {
	b := read(docs, mentions, kin, stories, asOf)
	groups := slices.DeleteFunc(b.ruled(b.align(), rulings), b.wordless)
	claims := make([]stemma.Claim, len(groups))
	b.share()
	parallel.Do(len(groups), func(i int) { claims[i] = b.claim(groups[i]) })
	b.standings(claims, groups, asOf)
	for i := range claims {
		claims[i].Credibility = credibility(&claims[i])
	}
	slices.SortStableFunc(claims, func(a, b stemma.Claim) int {
		return cmp.Or(cmp.Compare(b.Salience, a.Salience), cmp.Compare(a.Mentions[0].Article, b.Mentions[0].Article),
			a.Mentions[0].Span.Start-b.Mentions[0].Span.Start)
	})
	for i := range claims {
		claims[i].ID = fmt.Sprintf("c%d", i+1)
	}
	return claims
}

// share makes what claims look up in common, so that they can be made side by side.
func (b *notebook) share() {
	b.casts()
	if len(b.docs) > 0 {
		b.sentencesOf(0)
	}
}

// wordless reports that no mention of a group has a line, so that nothing could
// be printed of such a claim. A group whose reports name one event by words that
// judge it differently stays: the event's own words are its line.
func (b *notebook) wordless(members []int) bool {
	if slices.ContainsFunc(members, func(at int) bool { return b.notes[at].Summary != "" }) {
		return false
	}
	words := map[string]int{} // the framing word of each report
	for _, at := range members {
		n := &b.notes[at]
		word := b.voices(members).triggerWord(n)
		for other, doc := range words {
			if doc != n.doc && framedApart(word, other) {
				return false
			}
		}
		words[word] = n.doc
	}
	return true
}

// lineOf is the line of a group without one: the words of the mention itself.
func (b *notebook) lineOf(n *note) string {
	words := strings.Join(strings.Fields(n.Span.In(b.docs[n.doc].Text)), " ")
	if r, size := utf8.DecodeRuneInString(words); size > 0 {
		return string(unicode.ToUpper(r)) + words[size:]
	}
	return words
}

// claim makes one claim of a group of mentions.
func (b *notebook) claim(members []int) stemma.Claim {
	notes := make([]*note, len(members))
	for i, at := range members {
		notes[i] = &b.notes[at]
	}
	best := fullest(notes)
	line := told(notes, best)
	claim := stemma.Claim{
		Summary: line.Summary, Event: event(notes, best), Actor: names(notes, best, actors), Recipient: names(notes, best, recipients),
		Object: object(notes, best), Place: place(notes, best), Time: when(notes, best), Quantities: quantities(notes),
		Modality: best.Modality, Polarity: best.Polarity, Story: b.stories[best.story],
		Disagreements: []stemma.Disagreement{}, Standing: []stemma.Standing{},
	}
	switch {
	case line.Summary == "":
		claim.Summary = b.lineOf(best)
	case inPassing(line) && line.Rule == eventNoun && line.Span.Len() >= phraseEnough:
		claim.Summary = b.lineOf(line)
	}
	for _, n := range notes {
		claim.Mentions = append(claim.Mentions, n.ClaimMention)
	}
	claim.Factuality = vouchers(notes, best.Polarity)
	v := b.voices(members)
	v.count(&claim)
	claim.Disagreements = v.disagreements()
	claim.Salience = salience(notes, claim.Counts)
	return claim
}
