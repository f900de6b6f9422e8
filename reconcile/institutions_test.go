package reconcile

import "testing"

func TestInstitution(t *testing.T) {
	for key, want := range map[string]string{
		"woodbine police department":     "woodbine police",
		"indian navy":                    "india navy",
		"egypts communications ministry": "egypts communications ministry", // Key leaves the genitive out before
		"egypt communications ministry":  "egypt communications ministry",
		"north korean army":              "north korea army",
		"france telecom sa":              "france telecom",
		"harbour board":                  "harbour board",
		"india":                          "india",
	} {
		if got := institution(key); got != want {
			t.Errorf("%q is %q, want %q", key, got, want)
		}
	}
}

func TestChief(t *testing.T) {
	for _, c := range []struct {
		names map[string]int
		want  string
	}{
		{nil, ""},
		{map[string]int{"italy navy": 1}, "italy navy"},
		{map[string]int{"italy navy": 9, "germany navy": 1}, "italy navy"},
		{map[string]int{"city police": 2, "state police": 1}, ""},
	} {
		if got := chief(c.names); got != c.want {
			t.Errorf("of %v the chief is %q, want %q", c.names, got, c.want)
		}
	}
}
