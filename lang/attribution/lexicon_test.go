package attribution_test

import (
	"slices"
	"strings"
	"testing"
)

// stances are the classes of cues with the stances that each may have beside
// none. A hedge's stance is its own: "suspected" tells a belief, and alleges.
var stances = map[string][]string{
	"say": nil, "report": nil, "plan": nil,
	"claim": {"alleged"}, "accuse": {"alleged"},
	"deny": {"denied"}, "confirm": {"confirmed"}, "admit": {"confirmed"},
	"order": {"ordered"}, "threaten": {"threatened"}, "promise": {"promised"}, "ask": {"asked"},
	"believe": {"believed"},
}

// links are the frames of verbs, nouns and adjectives that the rules know.
var links = map[string][]string{
	"cues.txt": {"that", "that!", "wh", "quote", "to", "hearer-to", "hearer", "np", "np\"", "ing", "pred", "as", "of", "for", "on", "with", "about",
		"against", "to\"", "obj-to", "obj-for", "after-for", "at", "figure-at", "as-it", "np-to", "claims", "passive", "to-passive", "pred-passive",
		"any", "on-to", "with-hearer", "guilty", "thing", "hearer-to-passive"},
	"nouns.txt":      {"that", "that!", "to", "of", "for", "on", "about", "over", "in", "s-of", "not-in"},
	"adjectives.txt": {"that", "of", "about", "over"},
}

// TestLexiconFields holds each entry's class, stance and frames against those
// that the rules and the later stages know, and finds entries that stand twice.
func TestLexiconFields(t *testing.T) {
	for name, known := range links {
		seen := map[string]bool{}
		for _, e := range readLexicon(t, name, 1) {
			if e.Key == "" {
				continue
			}
			if len(e.Fields) != 3 {
				t.Errorf("%s:%d: %s has %d fields", name, e.Line, e.Key, len(e.Fields))
				continue
			}
			class, frames, stance := e.Fields[0], strings.Split(e.Fields[1], ","), e.Fields[2]
			if allowed, ok := stances[class]; !ok || stance != "-" && !slices.Contains(allowed, stance) {
				t.Errorf("%s:%d: %s is %s with stance %s", name, e.Line, e.Key, class, stance)
			}
			for _, frame := range frames {
				if !slices.Contains(known, frame) {
					t.Errorf("%s:%d: %s has the frame %q, which no rule reads", name, e.Line, e.Key, frame)
				}
				if seen[e.Key+" "+frame] {
					t.Errorf("%s:%d: %s has the frame %q twice", name, e.Line, e.Key, frame)
				}
				seen[e.Key+" "+frame] = true
			}
		}
	}
}
