package entity_test

import (
	"strings"
	"testing"
)

// TestRanked: behind a form of address a town's name is a person's, and an
// organisation run together with its officer is two names.
func TestRanked(t *testing.T) {
	for text, want := range map[string]string{
		"Oregon State Police Lt. Hastings said so on Friday.":      "ORG Oregon State Police; PER Hastings",
		"Mr. London and Mrs Jordan met in Jordan on Friday.":       "PER London; PER Jordan; GPE Jordan",
		"Officials told Sgt. Paris to wait.":                       "PER Paris",
		"The prime minister flew from London to Paris on Tuesday.": "GPE London; GPE Paris",
	} {
		line := strings.Join(names(document(text)), "; ")
		if line != want {
			t.Errorf("%s\n got %s\nwant %s", text, line, want)
		}
	}
}
