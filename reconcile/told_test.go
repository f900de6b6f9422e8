package reconcile

import (
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/syntax"
	"stemma/lang/token"
)

// TestTold: a report that tells more, but of the event only in passing, does not
// lend the claim its line; nor does one that denies it.
func TestTold(t *testing.T) {
	passing := &note{ClaimMention: stemma.ClaimMention{Summary: "Ada Berg, a sister of the man killed by police in Lille, was arrested on Wednesday while she crossed the street",
		Span: stemma.Span{Start: 0, End: 16}, Actor: []stemma.Party{{Name: "police"}}, Recipient: []stemma.Party{{Name: "man"}}, Quantities: make([]stemma.Quantity, 2)}}
	own := &note{ClaimMention: stemma.ClaimMention{Summary: "Police killed a man in Lille", Span: stemma.Span{Start: 0, End: 28}}}
	denied := &note{ClaimMention: stemma.ClaimMention{Summary: "Police killed nobody", Span: stemma.Span{Start: 0, End: 20}, Polarity: stemma.Negative, Quantities: make([]stemma.Quantity, 5)}}
	notes := []*note{passing, denied, own}
	if got := told(notes, passing); got != own {
		t.Errorf("told %q", got.Summary)
	}
	if got := told([]*note{passing}, passing); got != passing {
		t.Errorf("the only line is not taken: %q", got.Summary)
	}
}

// TestSurnameFilledIn: a surname alone is the story's one person of it, of a
// known country or of none; a country's name is nobody's surname.
func TestSurnameFilledIn(t *testing.T) {
	b := &notebook{cast: []cast{{people: map[string]map[string]int{"hastings": {"ada hastings": 3}, "chad": {"tom chad": 2}}}}}
	for _, c := range []struct {
		who  informant
		want string
	}{
		{informant{person: "hastings"}, "ada hastings"},
		{informant{person: "hastings", state: "US"}, "ada hastings"},
		{informant{body: "chad", state: "TD"}, ""},
	} {
		if got := b.specify(0, c.who).person; got != c.want {
			t.Errorf("%+v: %q, want %q", c.who, got, c.want)
		}
	}
}

// TestBefell: how badly the airport was damaged says nothing of the bridge.
func TestBefell(t *testing.T) {
	airport := &note{family: "damage", patient: []party{{head: "airport", words: []string{"airport"}}}}
	island := &note{family: "damage", patient: []party{{head: "airport", words: []string{"airport", "island"}}}}
	bridge := &note{family: "damage", patient: []party{{head: "bridge", words: []string{"bridge"}}}}
	if !befell(airport, island) || befell(airport, bridge) {
		t.Error("damage to the airport is compared with damage to the airport alone")
	}
}

// TestStateOf: a ministry of no named country is that of the one government that
// speaks in the story; where two do, it is anybody's.
func TestStateOf(t *testing.T) {
	for _, c := range []struct {
		states map[string]int
		body   string
		want   string
	}{
		{map[string]int{"IN": 5}, "defence ministry", "IN"},
		{map[string]int{"IN": 5}, "egypt military", "EG"},
		{map[string]int{"IN": 3, "PK": 2}, "military", ""},
		{map[string]int{"IN": 5}, "harbour board", ""},
	} {
		b := &notebook{cast: []cast{{states: c.states}}}
		who := b.specify(0, informant{body: c.body})
		if who.state != c.want || who.gov != (c.want != "") {
			t.Errorf("%s among %v: %q, %t", c.body, c.states, who.state, who.gov)
		}
	}
}

// TestSameWords: nine words of ten in common are one sentence, eight are not.
func TestSameWords(t *testing.T) {
	saying := func(words string) *note {
		return &note{words: strings.Split(words, ""), weights: slices.Repeat([]float64{1}, len(words))}
	}
	a := saying("abcdefghij")
	if !sameWords(a, saying("abcdefghik")) || sameWords(a, saying("abcdefghkl")) {
		t.Error("nine or eight words of ten")
	}
}

// TestDenialWithdrawn: who denied it first and acknowledges it then does not
// stand against it; another's acknowledgement leaves the denial.
func TestDenialWithdrawn(t *testing.T) {
	for by, want := range map[string]int{"Russia": 6, "Turkey": 4} {
		c := &stemma.Claim{Standing: []stemma.Standing{{Status: denied, By: "Russia"}, {Status: acknowledged, By: by}}}
		if got := credibility(c).Admiralty; got != want {
			t.Errorf("acknowledged by %s: %d, want %d", by, got, want)
		}
	}
}

// TestSpecifyOfficials: officials of whom a report says no more are those of the
// one government that speaks in the story; where two do, anybody's.
func TestSpecifyOfficials(t *testing.T) {
	minister := informant{name: "Ada Berg", person: "ada berg", ruler: true, state: "IN"}
	for _, c := range []struct {
		states map[string]int
		name   string
		want   int
	}{
		{map[string]int{"IN": 5}, "officials", surely},
		{map[string]int{"IN": 5}, "local authorities", surely},
		{map[string]int{"IN": 5}, "witnesses", maybe},
		{map[string]int{"IN": 3, "PK": 2}, "officials", maybe},
	} {
		b := &notebook{cast: []cast{{states: c.states}}}
		if got := b.specify(0, informant{name: c.name, crowd: true}).sameness(minister); got != c.want {
			t.Errorf("%s among %v: %d, want %d", c.name, c.states, got, c.want)
		}
	}
}

// TestTelling: a measure and a place are no proof of one telling.
func TestTelling(t *testing.T) {
	for words, want := range map[int]bool{6: false, 8: true} {
		if telling(stemma.Passage{Words: words}) != want {
			t.Errorf("a passage of %d words: want %t", words, want)
		}
	}
	if telling(stemma.Passage{Words: 9, Attributed: true}) {
		t.Error("nine words that somebody said")
	}
}

// TestFramed: a sentence with another middle is the same one; with another
// figure there it is later news, and common openings alone prove nothing.
func TestFramed(t *testing.T) {
	const first = "The blast was felt as far away as Arden and the northern islands."
	for other, want := range map[string]bool{
		"The blast was felt across the bay in Arden and the northern islands.":      true,
		"The blast was felt by 30 people in Arden and the northern islands.":        false,
		"The blast was felt on every ship that lay in the harbour at that hour.":    false,
		"Windows shook, and the blast was felt in Arden and the northern islands.":  false,
		"The blast was felt as far away as the yards of the old shipbuilding town.": false,
	} {
		b := &notebook{docs: []*stemma.Document{spoken("A", first), spoken("B", other)}}
		if got := b.framed(&note{doc: 0}, &note{doc: 1}); got != want {
			t.Errorf("%s: %t", other, got)
		}
	}
}

// TestJoint: of two who say a thing together each has said it, but for those who
// are nobody in particular.
func TestJoint(t *testing.T) {
	for source, want := range map[string][]string{
		"the Arden Observatory and the Harbour Board": {"Arden Observatory", "Harbour Board"},
		"the Arden Observatory and witnesses":         {"Arden Observatory"},
		"the Arden Observatory":                       {"Arden Observatory"},
	} {
		d := spoken("A", source+" said so.")
		for i, head := range []string{"Observatory", "Board"} {
			if at := slices.IndexFunc(d.Tokens, func(t stemma.Token) bool { return t.Form == head }); at >= 0 {
				name := []string{"Arden Observatory", "Harbour Board"}[i]
				d.Entities = append(d.Entities, stemma.Entity{ID: name, Type: "ORG"})
				d.Mentions = append(d.Mentions, stemma.Mention{Span: d.TokenSpan(at-1, at+1), First: at - 1, Last: at + 1, Head: at, ID: name, Type: "ORG", Form: stemma.Name, Entity: i})
			}
		}
		link := stemma.Link{Source: "Arden Observatory", Named: true, Span: stemma.Span{End: len(source)}}
		b := &notebook{docs: []*stemma.Document{d}, cast: []cast{{}}, notes: []note{{ClaimMention: stemma.ClaimMention{Article: "A", Chain: []stemma.Link{link}}}}}
		var got []string
		for _, who := range b.voices([]int{0}).who[0] {
			got = append(got, who.name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", source, got)
		}
	}
}

// spoken is a text of one sentence, analysed as far as its tree.
func spoken(id, text string) *stemma.Document {
	d := &stemma.Document{Article: &stemma.Article{ID: id, Text: text, Language: "en", Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}}
	d.Sentences, d.Tokens = token.Split(d.Article)
	syntax.Parse(d)
	return d
}
