package terms

import (
	"strings"
	"testing"
	"unicode/utf8"

	"stemma"
	"stemma/lexicon"
)

func read(text string) []Word {
	return NewReader().Words(nil, text, stemma.Span{End: len(text)})
}

func norms(text string) string {
	var list []string
	for _, word := range read(text) {
		list = append(list, word.Norm)
	}
	return strings.Join(list, " ")
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Nine workers’ U.S.-made tools", "9 worker us made tool"},
		{"the 120-day mission", "the 120 day mission"},
		{"at 7:15 a. m. on Saturday", "at 7 15 am on «day»"},
		{"1,400 tonnes, 6.1 points.", "1400 tonn 6.1 point"},
		{"the board ' s engineer and Roe ’ s dog", "the board engin and roe dog"},
		{"didn't", "didnt"},
		{"naïve café", "naïv café"},
		{"", ""},
		{"…—!", ""},
	} {
		if got := norms(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestEqual executes the examples of lexicon/equal.txt.
func TestEqual(t *testing.T) {
	for _, entry := range lexicon.MustRead("equal.txt", equalFile, 2) {
		left, right, ok := strings.Cut(entry.Example, " = ")
		if !ok {
			t.Errorf("equal.txt:%d: no example", entry.Line)
			continue
		}
		if a, b := New(left), New(right); a.Norm != b.Norm || a.Norm != entry.Key {
			t.Errorf("equal.txt:%d: %q is %q, %q is %q", entry.Line, left, a.Norm, right, b.Norm)
		}
	}
}

func TestRarity(t *testing.T) {
	order := []string{"the", "people", "soldier", "submarine", "qzxv"}
	for i := 1; i < len(order); i++ {
		if New(order[i-1]).Rarity >= New(order[i]).Rarity {
			t.Errorf("%s is not rarer than %s", order[i], order[i-1])
		}
	}
	if r := New("qzxv").Rarity; r != 1 {
		t.Errorf("a word never seen has rarity %v, want 1", r)
	}
	if New("Saturday").Rarity >= New("submarine").Rarity {
		t.Error("a day's name proves as much as a rare word")
	}
}

// FuzzWords: any bytes give ordered, disjoint words within bounds, on rune edges.
func FuzzWords(f *testing.F) {
	for _, seed := range []string{"Nine U.S. workers' tools", "a. m. ' s", "\xff\xfe’s", "A.B.C.", "’ s"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, word := range read(text) {
			if int(word.Start) < at || word.End <= word.Start || int(word.End) > len(text) {
				t.Fatalf("%q: word at [%d,%d) after %d", text, word.Start, word.End, at)
			}
			if !utf8.RuneStart(text[word.Start]) {
				t.Fatalf("%q: word begins within a rune", text)
			}
			at = int(word.End)
		}
	})
}
