package reconcile

import (
	"testing"

	"stemma"
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

// TestSameWords: five words of six in common are one sentence, four are not.
func TestSameWords(t *testing.T) {
	saying := func(words ...string) *note { return &note{words: words, weights: []float64{1, 1, 1, 1, 1, 1}} }
	a := saying("a", "b", "c", "d", "e", "f")
	if !sameWords(a, saying("a", "b", "c", "d", "e", "g")) || sameWords(a, saying("a", "b", "c", "d", "g", "h")) {
		t.Error("five or four words of six")
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
