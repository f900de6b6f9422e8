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

// TestAgeComesLater: how old the dead man was is less than that he died.
func TestAgeComesLater(t *testing.T) {
	_, mentions := extract("Tom Berg, 36, died in Lille on Friday.")
	age, death := -1.0, -1.0
	for _, m := range mentions {
		switch {
		case m.Event.Lemma == "age" && m.Summary != "":
			age = m.Salience
		case m.Event.Type == "CASUALTY":
			death = m.Salience
		}
	}
	if age < 0 || death-age < 0.4 {
		t.Errorf("age %v, death %v", age, death)
	}
}
