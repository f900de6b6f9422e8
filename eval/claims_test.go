package eval

import (
	"fmt"
	"slices"
	"testing"

	"stemma"
)

func TestAssign(t *testing.T) {
	for _, c := range []struct {
		values [][]float64
		want   []int
	}{
		{[][]float64{{1, 0}, {0, 1}}, []int{0, 1}},
		{[][]float64{{2, 1.5}, {1.9, 0}}, []int{1, 0}}, // two pairs before the one best
		{[][]float64{{1}, {1.5}}, []int{-1, 0}},
		{[][]float64{{0, 0}}, []int{-1}},
		{[][]float64{{10.1, 10.9, 0}, {10.9, 10.8, 10}, {0, 10.2, 0}}, []int{0, 2, 1}},
	} {
		got := assign(len(c.values), len(c.values[0]), func(i, k int) float64 { return c.values[i][k] })
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.values, got, c.want)
		}
	}
}

// claimStory has three reports: "r1" and "r2" are one account. Gold has a claim
// of a death in all three (two origins) and one of a fire in r1 and r3. The
// system splits r3 off the death and finds the fire in r1 and r3 as three
// mentions too many.
func claimStory() *storyPair {
	gold := &goldStory{
		Accounts: [][]string{{"r1", "r2"}, {"r3"}},
		Claims: []goldClaim{
			{ID: "c1", Mentions: []goldMention{{"r1", "two died", "positive"}, {"r2", "two died", "positive"}, {"r3", "two died", "positive"}},
				Origins: [][]string{{"r1", "r2"}, {"r3"}}, Disagreements: []struct{ A, B, Kind string }{{"r1", "r3", "update"}, {"r1", "r2", "wording"}}},
			{ID: "c2", Mentions: []goldMention{{"r1", "a fire broke out", "positive"}, {"r3", "a fire broke out", "positive"}},
				Origins: [][]string{{"r1", "r3"}}, Disagreements: []struct{ A, B, Kind string }{{"r1", "r3", "precision"}}},
		},
	}
	record := &stemma.Record{Kinship: stemma.Kinship{Accounts: [][]string{{"A", "B", "C"}}}}
	for i, id := range []string{"A", "B", "C"} {
		record.Articles = append(record.Articles, stemma.ArticleRecord{Article: &stemma.Article{ID: id, Path: fmt.Sprintf("x/r%d.txt", i+1), Text: "two died. a fire broke out."}})
	}
	died, fire := stemma.Span{Start: 0, End: 8}, stemma.Span{Start: 10, End: 26}
	mention := func(id string, s stemma.Span) stemma.ClaimMention {
		return stemma.ClaimMention{Article: id, Span: s, Polarity: stemma.Positive}
	}
	record.Claims = []stemma.Claim{
		{Mentions: []stemma.ClaimMention{mention("A", died), mention("B", died)}, Reports: []string{"A", "B"},
			Origins:       []stemma.Origin{{Articles: []string{"A"}}, {Articles: []string{"B"}}},
			Disagreements: []stemma.Disagreement{{Kind: "scope", A: stemma.Evidence{Article: "B"}, B: stemma.Evidence{Article: "A"}}}},
		{Mentions: []stemma.ClaimMention{mention("C", died)}, Reports: []string{"C"}, Origins: []stemma.Origin{{Articles: []string{"C"}}}},
		{Mentions: []stemma.ClaimMention{mention("A", fire), mention("C", fire), mention("C", fire)}, Reports: []string{"A", "C"},
			Origins:       []stemma.Origin{{Articles: []string{"A", "C"}}},
			Disagreements: []stemma.Disagreement{{Kind: "precision", A: stemma.Evidence{Article: "A"}, B: stemma.Evidence{Article: "C"}}}},
	}
	return newStoryPair(gold, record)
}

func TestClaimFigures(t *testing.T) {
	f := &claimFigures{}
	f.add(claimStory())
	want := map[string]string{
		"claims.mentions":          "100.0", // 5 of 5
		"claims.alignment":         "66.7",  // system pairs A-B, A-C; gold A-B, A-C, B-C of the death and A-C of the fire: 2·2/(2+4)
		"claims.b3":                "84.6",  // precision 1; recall (⅔+⅔+⅓+1+1)/5 = 11/15
		"claims.accounts":          "50.0",  // 1 of 3 system pairs, 1 gold pair
		"claims.origins.exact":     "50.0",  // death over r1, r2: 1 against 2; fire: 1 and 1
		"claims.origins.above":     "50.0",
		"claims.origins.recovered": "100.0",
		"claims.disagreements":     "100.0", // r1-r2 and r1-r3; r1-r3 of the death is not shared
		"claims.kind":              "50.0",
	}
	for _, s := range f.scores() {
		if got := fmt.Sprintf("%.1f", s.Value); got != want[s.Name] {
			t.Errorf("%s %s, want %s", s.Name, got, want[s.Name])
		}
	}
}

func TestLocate(t *testing.T) {
	for _, c := range []struct{ text, evidence, want string }{
		{"He said: two died.", "two died", "two died"},
		{"He said: two\ndied.", "two died", "two\ndied"},
		{"It's “so”, he said", "\"so\" , he", "so”, he"},
		{"nothing", "else", ""},
	} {
		span, ok := locate(c.text, c.evidence)
		if ok != (c.want != "") || ok && span.In(c.text) != c.want {
			t.Errorf("%q in %q: %v %v", c.evidence, c.text, span, ok)
		}
	}
}
