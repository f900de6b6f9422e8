package claim_test

import "testing"

// TestWhoFell: a fall of somebody is no figure of the economy; a price's is.
func TestWhoFell(t *testing.T) {
	for text, want := range map[string]string{
		"Duncan Rait fell about 200ft from a ridge.": "EVENT ",
		"The price fell by five percent.":            "FIGURE economic",
		"The toll rose to 33.":                       "FIGURE ",
	} {
		found := false
		_, mentions := extract(text)
		for _, m := range mentions {
			if got := m.Event.Type + " " + m.Event.Context; m.Event.Lemma == "fall" || m.Event.Lemma == "rise" {
				if found = true; got != want {
					t.Errorf("%s: %s, want %s", text, got, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no claim", text)
		}
	}
}
