package reconcile

import (
	"testing"

	"stemma"
)

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
		"sheriffs department":            "sheriff",
		"arden county sheriffs office":   "arden county sheriff",
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

// TestOwned: a person whom a report calls an organisation's own speaks for it.
func TestOwned(t *testing.T) {
	for text, want := range map[string]string{
		"The cable is cut, Norcable's Ada Berg said.":                         "norcable",
		"The shot came from the yard, said Sheriff's Capt. Ada Berg.":         "sheriff",
		"He was shot in the yard, said Ada Berg of the sheriff's department.": "sheriff",
		"The plan is dead, said Ada Berg of the north side.":                  "",
	} {
		d := spoken("A", text)
		for i, token := range d.Tokens {
			switch token.Form {
			case "Norcable":
				d.Mentions = append(d.Mentions, stemma.Mention{Span: token.Span, First: i, Last: i + 1, Head: i, ID: "Norcable", Type: "ORG", Form: stemma.Name})
			case "Ada":
				d.Mentions = append(d.Mentions, stemma.Mention{Span: d.TokenSpan(i, i+2), First: i, Last: i + 2, Head: i, ID: "Ada Berg", Type: "PER", Form: stemma.Name})
			}
		}
		b := &notebook{docs: []*stemma.Document{d}, stories: []string{"s1"}, storyOf: []int{0}}
		if who := b.specify(0, informant{name: "Ada Berg", person: "ada berg"}); who.body != want {
			t.Errorf("%s: Berg speaks for %q, want %q", text, who.body, want)
		}
	}
}
