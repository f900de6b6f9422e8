package lexicon

import (
	"slices"
	"testing"
)

func TestSlips(t *testing.T) {
	slips := Slips("october")
	for _, slip := range []string{"octber", "octtober", "ocotber"} {
		if !slices.Contains(slips, slip) {
			t.Errorf("no %s", slip)
		}
	}
	if slices.Contains(slips, "october") || slices.Contains(Slips("book"), "book") {
		t.Error("the word is no slip of itself")
	}
}
