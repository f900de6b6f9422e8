package claim_test

import (
	"slices"
	"strings"
	"testing"
)

// TestInner: what stands inside a longer claim and can be checked by itself is a
// mention of its own, "rule: its words", with a line where the words make one.
func TestInner(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The ferry came under fire from two boats off Lagos.", []string{"inner figure: two boats"}},
		{"A patrol found the 10-metre dhow off Lagos.", []string{"inner figure: the 10-metre dhow"}},
		{"The blast shook Kidal, home to 20,000 people.", []string{"inner figure: 20,000 people = Kidal is home to 20,000 people"}},
		{"Police in Lima have arrested a 61-year-old former employee.", []string{"age of a description: 61-year-old former employee"}},
		{"The navy received a call from the Liberian-flagged MV Omar on Friday.", []string{"kind of a craft: the Liberian-flagged MV Omar = MV Omar is Liberian-flagged"}},
		{"Police recovered seven rifles, grenades and two boats.", []string{"part of verb: grenades"}},
	} {
		_, mentions := extract(c.text)
		var got []string
		for _, m := range mentions {
			line := m.Rule + ": " + m.Span.In(c.text)
			if m.Summary != "" {
				line += " = " + m.Summary
			}
			got = append(got, line)
		}
		for _, want := range c.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", c.text, want, strings.Join(got, "\n"))
			}
		}
	}
}

// TestInnerLeftOut: the count of what an event befell is that event's, and no
// victim is counted twice.
func TestInnerLeftOut(t *testing.T) {
	for _, text := range []string{"The army shelled two villages.", "Nine people were killed in Lima.", "No one was injured in the crash."} {
		_, mentions := extract(text)
		for _, m := range mentions {
			if m.Rule == "inner figure" {
				t.Errorf("%s: %v", text, m)
			}
		}
	}
}
