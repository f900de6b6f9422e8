package reconcile

import (
	"fmt"
	"testing"
)

// TestSpell: a name's end is the name in full, if only one is; a letter's
// difference is a spelling, the commoner one is right; short names are themselves.
func TestSpell(t *testing.T) {
	s := spell(map[string]int{
		"mv harwick": 3, "harwick": 1,
		"ada brandt": 2, "lena brandt": 2, "brandt": 1,
		"heidar alishban": 1, "heydar alishban": 2,
		"ada maria roth": 2, "ada roth": 1,
		"bern": 1, "berg": 4,
	})
	for name, want := range map[string]string{
		"harwick": "mv harwick", "mv harwick": "mv harwick", "brandt": "brandt", "heidar alishban": "heydar alishban",
		"heydar alishban": "heydar alishban", "ada roth": "ada maria roth", "bern": "bern", "unheard of": "unheard of",
	} {
		if got := s.settled(name); got != want {
			t.Errorf("%q is settled as %q, want %q", name, got, want)
		}
	}
	if got := fmt.Sprint(s.settle([]string{"harwick", "mv harwick", "sink"})); got != "[mv harwick sink]" {
		t.Errorf("words settle as %s", got)
	}
}
