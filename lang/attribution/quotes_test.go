package attribution_test

import (
	"strings"
	"testing"
)

// TestQuotes checks what stands in quotation marks: over paragraphs, unclosed,
// doubled within, and in single marks only where it reads as speech.
func TestQuotes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`He said the pay was "one two" and the rent "three".`, "one two|three"},
		{"Lee said: “We were late.", "We were late."},
		{"“a “b” c", "b"},
		{"Lee said: “Today’s “vote” is not a step to peace.” He left.", "Today’s “vote” is not a step to peace."},
		{"no marks", ""},
		{"Lee said: 'We were late, and nobody told us.' He left.", "We were late, and nobody told us."},
		{"The 'hub' of Lee's plan isn't open.", ""},
		{"Lee said: “We were late.\n\n“Nobody told us.” He left.", "We were late.|Nobody told us."},
	} {
		var got []string
		for _, s := range read(c.text).Quotes {
			got = append(got, s.In(c.text))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", c.text, strings.Join(got, "|"), c.want)
		}
	}
}
