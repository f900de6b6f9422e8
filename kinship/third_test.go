package kinship

import (
	"math"
	"strings"
	"testing"

	"stemma"
)

// The texts of these tests: a report, one that leaves out a clause of it, and one
// that leaves out the same clause and a word of its own.
const (
	wholeReport = "Divers recovered the captain's brass sextant from the wreck, which lies off Fairhaven in forty metres of water, and a fisherman saw the herring fleet scatter."
	cutReport   = "Divers recovered the captain's brass sextant from the wreck off Fairhaven in forty metres of water, and a fisherman saw the herring fleet scatter."
	cutAgain    = "Divers recovered the captain's sextant from the wreck off Fairhaven in forty metres of water, and a fisherman saw the herring fleet scatter."
)

func stemmaOf(texts ...string) *tree {
	var docs []*stemma.Document
	for i, text := range texts {
		docs = append(docs, document(string(rune('A'+i)), text))
	}
	witnesses := readAll(docs)
	return newStemma(witnesses, relations(witnesses, Passages(docs)))
}

// wordsOf writes the words of a set.
func (w *witness) wordsOf(set wordSet) string {
	var list []string
	for i, word := range w.words {
		if set[i/64]>>(i%64)&1 != 0 {
			list = append(list, word.Span().In(w.doc.Text))
		}
	}
	return strings.Join(list, " ")
}

// TestReadings: what one text has where the other has nothing is set apart from
// what they have put differently, and the longest stretch that both have whole.
func TestReadings(t *testing.T) {
	tree := stemmaOf(wholeReport, strings.Replace(cutAgain, "scatter", "flee", 1)+" The coastguard said that much.")
	r := tree.all[0]
	if got, want := tree.witnesses[0].wordsOf(r.sideA.put), "brass which lies"; got != want {
		t.Errorf("A puts in %q, want %q", got, want)
	}
	if got := tree.witnesses[1].wordsOf(r.sideB.put); got != "" {
		t.Errorf("B puts in %q, want nothing", got)
	}
	if r.gaps != 2 || r.run != 14 {
		t.Errorf("%d gaps, a run of %d; want 2 and 14", r.gaps, r.run)
	}
}

// supposedIn is the candidate of two articles.
func supposedIn(t *testing.T, tree *tree, from, to int) *candidate {
	t.Helper()
	for _, c := range tree.candidates(0) {
		if c.from == from && c.to == to {
			return c
		}
	}
	t.Fatal("no candidate")
	return nil
}

// TestThirdTexts: of A, which has it all, B and C leave out the same clause, which
// speaks for B → C; that B has "brass" with A where C lacks it speaks against C → B.
func TestThirdTexts(t *testing.T) {
	tree := stemmaOf(wholeReport, cutReport, cutAgain)
	down, up := supposedIn(t, tree, 1, 2), supposedIn(t, tree, 2, 1)
	if down.signs[signBothOmit] == 0 || down.signs[signBothOmit] != up.signs[signBothOmit] {
		t.Errorf("both leave out %.2f and %.2f, want the same of either", down.signs[signBothOmit], up.signs[signBothOmit])
	}
	if down.signs[signRestored] != 0 || up.signs[signRestored] == 0 {
		t.Errorf("restored %.2f by C, %.2f by B; want what only B has", down.signs[signRestored], up.signs[signRestored])
	}
	if c := supposedIn(t, tree, 0, 1); c.signs[signLeftOut] == 0 || c.signs[signPutIn] != 0 {
		t.Errorf("A → B left out %.2f and put in %.2f, want the clause and nothing", c.signs[signLeftOut], c.signs[signPutIn])
	}
	// B has nothing that a third text could not have given too.
	if s := down.signs; s[signOnly] != 0 || s[signExclusive] != 0 || s[signParentOwn] > 1e-6 || s[signParentsOwn] != 0 {
		t.Errorf("B alone gives C %.2f, %.2f and keeps %.2f, %.2f; want nothing", s[signOnly], s[signExclusive], s[signParentOwn], s[signParentsOwn])
	}
}

// TestStretches: a word or two between passages is no stretch of its own.
func TestStretches(t *testing.T) {
	w := stemmaOf(wholeReport).witnesses[0]
	in := newWordSet(len(w.words))
	for i := range w.words {
		if i != 3 && (i < 8 || i > 15) {
			in.add(i)
		}
	}
	longest, end, times := w.stretches(in)
	if math.Expm1(longest) < leastStretch || end != 0 || times != 1 {
		t.Errorf("longest %.2f, end %.2f, %v times; want one, not at the end", math.Expm1(longest), end, times)
	}
}
