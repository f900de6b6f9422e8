package reconcile

import (
	"strings"
	"testing"

	"stemma"
)

// quay is a report that quotes Roy in its first sentence and states the second itself.
func quay() *stemma.Document {
	const text = "The pier shook, Ada Roy said. The northern crane fell."
	d := spoken("A", text)
	said := strings.Index(text, "Ada Roy")
	d.Entities = []stemma.Entity{{ID: "Ada Roy", Type: "PER"}}
	d.Attributions = []stemma.Attribution{{ID: "A-a1", Source: &stemma.Ref{Span: stemma.Span{Start: said, End: said + len("Ada Roy")}, Entity: "Ada Roy"},
		Content: []stemma.Ref{{Span: stemma.Span{End: len("The pier shook")}}}}}
	return d
}

// TestCarriesOver: who is quoted just before a sentence has told it, whether or
// not a claim was read in the quotation; but only where the other report's
// clause, which has it from that person, has a word in common with it.
func TestCarriesOver(t *testing.T) {
	roy := informant{name: "Ada Roy", person: "ada roy", named: true}
	crane := strings.Index("The pier shook, Ada Roy said. The northern crane fell.", "fell")
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"crane", "topple"}, "Ada Roy"},
		{[]string{"roof", "burn"}, ""},
	} {
		b := &notebook{docs: []*stemma.Document{quay()}, storyOf: []int{0}, cast: []cast{{}}}
		silent := &note{words: []string{"crane", "fall"}, ClaimMention: stemma.ClaimMention{Trigger: stemma.Span{Start: crane, End: crane + 4}}}
		v := voices{b: b, reports: []string{"A", "B"}, notes: [][]*note{{silent}, {{words: c.words}}}, who: [][]informant{nil, {roy}}}
		if got := v.carriesOver(0, 1, newGroups(2)); got != c.want {
			t.Errorf("%v: %q, want %q", c.words, got, c.want)
		}
	}
}

// TestSilentTelling: two reports of one telling that name no source have what
// they tell in common words from one place; what they tell without any, perhaps.
func TestSilentTelling(t *testing.T) {
	for _, word := range []string{"crane", "roof"} {
		b := &notebook{kin: kinship{account: map[string]int{"A": 1, "B": 1}}}
		v := voices{b: b, reports: []string{"A", "B"}, who: make([][]informant, 2),
			notes: [][]*note{{{words: []string{"crane", "fall"}}}, {{words: []string{"break", word}}}}}
		if tie, _ := v.originTie(0, 1, newGroups(2)); tie.sure != (word == "crane") {
			t.Errorf("%s: %+v", word, tie)
		}
	}
}
