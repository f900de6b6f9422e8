package kinship

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stemma"
	"stemma/terms"
)

func document(id, text string) *stemma.Document {
	return &stemma.Document{Article: &stemma.Article{ID: id, Text: text}}
}

// expectShared checks the passages of two texts, each written as its side in a.
func expectShared(t *testing.T, a, b string, want ...string) {
	t.Helper()
	var got []string
	for _, p := range Align(document("A", a), document("B", b)) {
		got = append(got, oneLine(p.A.Span.In(a)))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q\n%q\n-want +got:\n%s", a, b, diff)
	}
}

func TestAlign(t *testing.T) {
	// A clause is enough; the words around it differ.
	expectShared(t, "Nobody knew that the viaduct carried forty lorries of cement that night.",
		"In the report the viaduct carried forty lorries of cement, he wrote.",
		"the viaduct carried forty lorries of cement")
	// Common words alone are no passage, however many.
	expectShared(t, "He said that it was not the first time that they had been there.",
		"She said that it was not the first time that they had been there.")
	// A title and a name are what everybody spells alike.
	expectShared(t, "Deputy Inspector Maria Velasquez Ortega of the Harbour Police spoke.",
		"We met Deputy Inspector Maria Velasquez Ortega of the Harbour Police.")
	// A quoted phrase belongs to the sentence that quotes it.
	expectShared(t, `The ministry says it will take "several days" to mend the weir and is trying to lodge the millers.`,
		`A minister said it will take "several days" to mend the weir and is trying to feed its neighbours.`,
		`says it will take "several days" to mend the weir and is trying`)
	// Two clauses that changed places are two passages, the longest first.
	expectShared(t, "Divers recovered the captain's sextant from the wreck. A storm had scattered the herring fleet off Fairhaven in June.",
		"A storm had scattered the herring fleet off Fairhaven in June. Divers recovered the captain's sextant from the wreck.",
		"A storm had scattered the herring fleet off Fairhaven in June", "Divers recovered the captain's sextant from the wreck")
}

func TestMisspelt(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"reservoir", "reservior", true}, {"harbour", "harbur", true}, {"castle", "cattle", true},
		{"garden", "warden", true}, {"form", "from", false}, {"1995", "1996", false}, {"rivers", "bridge", false},
	} {
		x, y := terms.Word{Term: terms.New(c.a)}, terms.Word{Term: terms.New(c.b)}
		if misspelt(&x, &y) != c.want || misspelt(&y, &x) != c.want {
			t.Errorf("%s, %s: want %v", c.a, c.b, c.want)
		}
	}
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`He said "we will go" and left.`, "we will go"},
		{`He said “we will go” and left.`, "we will go"},
		{`He said ‘we won’t go’ and left.`, "we won’t go"},
		{`He said 'we will go' and the workers' union left.`, "we will go"},
		{"She said: “We begin.\nThen we end.", "We begin"},
		{"A 5\" gun and nothing else", "gun and nothing else"},
		{"no marks", ""},
	} {
		w := read(terms.NewReader(), document("A", c.text), 0)
		var quoted []string
		for i, word := range w.words {
			if w.quoted[i] {
				quoted = append(quoted, word.Span().In(c.text))
			}
		}
		if got := strings.Join(quoted, " "); got != c.want {
			t.Errorf("%q: quoted %q, want %q", c.text, got, c.want)
		}
	}
}

// vocabulary is what the generated texts are made of: rare and common words.
var vocabulary = strings.Fields(`the of and to in on said was were has at least nine killed soldiers mission trench artillery
shells missiles rocket systems harbour reef freighter fertiliser coastguard engine helicopter magistrate beekeepers orchard
laboratory tribunal landslide reservoir pipe valley villages lorries tanker prosecutors inquiry shipyard dentist crown yard
Velm Tamsin Orrin Skerry Gdansk Marlow Vaduz 12 40 1987 Saturday yesterday`)

// story is n words of the vocabulary in sentences.
func storyOf(random *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = vocabulary[random.IntN(len(vocabulary))]
		if i%13 == 12 {
			words[i] += "."
		}
	}
	return words
}

// retold copies some stretches of the words, edits them and adds others.
func retold(random *rand.Rand, words []string) []string {
	var out []string
	for range 1 + random.IntN(4) {
		start := random.IntN(len(words))
		end := min(len(words), start+5+random.IntN(40))
		for _, word := range words[start:end] {
			switch random.IntN(25) {
			case 0:
			case 1:
				out = append(out, word, "surprisingly")
			case 2:
				out = append(out, "otherwise")
			default:
				out = append(out, word)
			}
		}
		out = append(out, storyOf(random, random.IntN(30))...)
	}
	return out
}

func generated(t *rapid.T) (a, b string) {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 7))
	words := storyOf(random, 20+random.IntN(150))
	return strings.Join(words, " "), strings.Join(retold(random, words), " ")
}

// TestMirror: Align(b, a) is Align(a, b) with the sides changed.
func TestMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := generated(t)
		there, back := Align(document("A", a), document("B", b)), Align(document("B", b), document("A", a))
		seen := map[string]int{}
		for _, p := range there {
			seen[fmt.Sprint(p.A, p.B, p.Kind, p.Words, p.Similarity)]++
		}
		for _, p := range back {
			seen[fmt.Sprint(p.B, p.A, p.Kind, p.Words, p.Similarity)]--
		}
		for p, n := range seen {
			if n != 0 {
				t.Fatalf("%q\n%q\n%s: %+d", a, b, p, n)
			}
		}
	})
}

// TestEdges: spans begin and end at word edges, do not overlap within a pair,
// and verbatim passages are verbatim.
func TestPassageEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := generated(t)
		passages := Align(document("A", a), document("B", b))
		for i, p := range passages {
			for _, side := range []struct {
				text string
				span stemma.Span
			}{{a, p.A.Span}, {b, p.B.Span}} {
				trimmed := strings.Trim(side.span.In(side.text), " .")
				if trimmed != side.span.In(side.text) {
					t.Fatalf("span %q has loose edges", side.span.In(side.text))
				}
			}
			if p.Kind == stemma.Verbatim && !sameNorms(p.A.Span.In(a), p.B.Span.In(b)) {
				t.Fatalf("not verbatim: %q, %q", p.A.Span.In(a), p.B.Span.In(b))
			}
			for _, q := range passages[:i] {
				if p.A.Span.Overlaps(q.A.Span) || p.B.Span.Overlaps(q.B.Span) {
					t.Fatalf("passages overlap: %v, %v", p, q)
				}
			}
		}
	})
}

func sameNorms(x, y string) bool {
	reader := terms.NewReader()
	a, b := reader.Words(nil, x, stemma.Span{End: len(x)}), reader.Words(nil, y, stemma.Span{End: len(y)})
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].Same(b[i]) {
			return false
		}
	}
	return true
}

// FuzzAlign: any two texts give passages within bounds, the same each time.
func FuzzAlign(f *testing.F) {
	f.Add("the viaduct carried forty lorries of cement", "then the viaduct carried forty lorries of cement")
	f.Add("“viaduct forty lorries cement", "viaduct forty lorries cement”")
	f.Add("\xff\xfe viaduct", "")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []*stemma.Document{document("A", a), document("B", b)}
		passages := Passages(docs)
		for _, p := range passages {
			if p.A.Span.End > len(a) || p.B.Span.End > len(b) || p.A.Span.Empty() || p.B.Span.Empty() {
				t.Fatal("out of bounds", p)
			}
		}
		if diff := cmp.Diff(Build(docs, passages), Build(docs, Passages(docs))); diff != "" {
			t.Fatal(diff)
		}
	})
}
