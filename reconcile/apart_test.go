package reconcile

import (
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/lexicon"
)

// TestTransfers executes the examples: the thing handed over is what tells.
func TestTransfers(t *testing.T) {
	for _, entry := range lexicon.MustRead("transfers.txt", transfersText, 1) {
		_, rest, _ := strings.Cut(entry.Example, "[")
		_, thing, found := strings.Cut(rest, "] ")
		thing = strings.TrimSuffix(thing, ".")
		n := &note{family: family(entry.Key), words: []string{"grain", "ship", family(entry.Key)}, actor: []party{{key: "bank"}}}
		other := &note{family: n.family, words: []string{"ledger", thing, n.family}, actor: n.actor}
		if !found || !emptyAlike(kinship{}, n, other) {
			t.Errorf("line %d: %q is like a transfer of grain", entry.Line, entry.Example)
		}
		other.words = []string{"grain", n.family}
		if emptyAlike(kinship{}, n, other) {
			t.Errorf("line %d: two transfers of grain are apart", entry.Line)
		}
	}
}

func TestTollsApart(t *testing.T) {
	toll := func(place, country string) *note {
		return &note{of: []string{"killed"}, place: place, ClaimMention: stemma.ClaimMention{Place: &stemma.Place{Name: place, Country: country, Span: stemma.Span{End: 1}}}}
	}
	for _, c := range []struct {
		a, b *note
		want bool
	}{
		{toll("Chile", "CL"), toll("Peru", "PE"), true},
		{toll("Chile", "CL"), toll("Arica", "CL"), false},
		{toll("Arica", "CL"), toll("Iquique", "CL"), true},
		{toll("Gulf of Aden", ""), toll("Somalia", "SO"), false},
		{toll("Chile", "CL"), &note{of: []string{"killed"}}, false},
	} {
		if got := tollsApart(c.a, c.b); got != c.want || tollsApart(c.b, c.a) != c.want {
			t.Errorf("%s and %s: %t", c.a.place, c.b.place, got)
		}
	}
}

func TestWordsApart(t *testing.T) {
	by := func(name string) *note {
		return &note{family: family("praise"), actor: []party{{key: name, words: []string{name}, human: true}}}
	}
	if !wordsApart(by("lena brandt"), by("al moor")) || wordsApart(by("al moor"), by("al moor")) {
		t.Error("praise by one, by two")
	}
}

func TestAgesApart(t *testing.T) {
	aged := func(name string, years float64) *note {
		return &note{family: ageFamily, actor: []party{{key: name, words: []string{name}, human: name != ""}},
			ClaimMention: stemma.ClaimMention{Quantities: []stemma.Quantity{{Of: "age", Low: &years, High: &years}}}}
	}
	for _, c := range []struct {
		a, b *note
		want bool
	}{
		{aged("lena brandt", 15), aged("al moor", 15), true},
		{aged("lena brandt", 15), aged("lena brandt", 40), false},
		{aged("", 15), aged("al moor", 10), true},
		{aged("", 15), aged("al moor", 16), false},
	} {
		if got := agesApart(c.a, c.b); got != c.want || agesApart(c.b, c.a) != c.want {
			t.Errorf("%v and %v: %t", c.a.actor, c.b.actor, got)
		}
	}
}

// TestFuller: what stands between the first name and the last may be left out.
func TestFuller(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"ada maria berg", "ada berg", true},
		{"ada berg", "ada berg", true},
		{"ada maria berg", "maria berg", false},
		{"ada maria berg", "ada luisa berg", false},
		{"berg", "berg", false},
	} {
		if got := fuller(c.a, c.b); got != c.want || fuller(c.b, c.a) != c.want {
			t.Errorf("%q and %q: %t", c.a, c.b, got)
		}
	}
	named := func(key string) []party { return []party{{key: key, words: []string{key}, human: true}} }
	if namedApart(named("ada maria berg"), named("ada berg")) || !namedApart(named("ada maria berg"), named("ada luisa berg")) {
		t.Error("one person is two, or two are one")
	}
}

// TestFigureFamily: bare figures are of the kind that they measure.
func TestFigureFamily(t *testing.T) {
	d := &stemma.Document{Article: &stemma.Article{Text: "quake"}}
	of := func(lemma, of string) string {
		return eventFamily(d, stemma.ClaimMention{Event: stemma.Event{Type: "FIGURE", Lemma: lemma}, Quantities: []stemma.Quantity{{Of: of}}})
	}
	if a, b := of("quake", "magnitude"), of("5.9", "magnitude"); a != b {
		t.Errorf("two magnitudes are %q and %q", a, b)
	}
	if got := of("boat", ""); got != "boat" {
		t.Errorf("boats are %q", got)
	}
}

// TestOtherActs: to greet a president and to be shaken by the hand by him are two
// acts; with a telling word in common they may be one.
func TestOtherActs(t *testing.T) {
	president := []party{{key: "al moor", words: []string{"al moor", "president"}, human: true}}
	act := func(family string, words ...string) *note {
		n := &note{family: family, words: append([]string{"al moor", family, "president"}, words...), patient: president}
		slices.Sort(n.words)
		return n
	}
	if !otherActs(kinship{}, act("wish", "card", "year"), act("shake", "hand", "quay")) {
		t.Error("two acts on one president are one")
	}
	if otherActs(kinship{}, act("wish", "card", "quay"), act("shake", "hand", "quay")) || otherActs(kinship{}, act("wish", "card", "year"), act("wish", "hand", "quay")) {
		t.Error("acts that may be one are two")
	}
}
