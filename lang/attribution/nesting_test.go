package attribution

import (
	"testing"

	"stemma"
)

// TestNesting: within which opening marks another quotation stands.
func TestNesting(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // of each mark "(" where one does, else "."
		{"“a “b” c”", "(..."},
		{"“a “b c”", "..."},
		{"“a” “b “c” d”", "..(..."},
		{"“a “b “c” d” e”", "((...."},
		{"“he said “he said “he said", "..."},
		{"\"a “b” c\"", "...."},
	} {
		nested, got := nesting(test.text, stemma.Span{End: len(test.text)}), ""
		for at := range len(test.text) {
			if kind, _ := markAt(test.text, at); kind != 0 && nested[at] {
				got += "("
			} else if kind != 0 {
				got += "."
			}
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.text, got, test.want)
		}
	}
}
