package gazetteer

import (
	"strings"
	"testing"

	"stemma"
)

func list() *List {
	return NewList([]Listed{
		{Name: "Lion Brigade", Aliases: []string{"the Lions", "Lions of Gao", "L.B."}, Sector: "REB"},
		{Name: "Ada Berg", Sector: "OPP", To: "2023-12-31"},
		{Name: "Ada Berg", Sector: "GOV", From: "2024-01-01"},
		{Name: "Junta", Aliases: []string{"the junta"}},
	})
}

func TestListFind(t *testing.T) {
	for _, test := range []struct{ name, day, want string }{
		{"Lion Brigade", "", "Lion Brigade REB"},
		{"The Lions", "2024-01-01", "Lion Brigade REB"},
		{"LIONS OF GAO", "", "Lion Brigade REB"},
		{"LB", "", "Lion Brigade REB"},
		{"lions", "", ""},
		{"Ada Berg", "2023-12-31", "Ada Berg OPP"},
		{"Ada Berg", "2024-01-01", "Ada Berg GOV"},
		{"Ada Berg", "", ""}, // no day, no office
		{"junta", "", "Junta "},
		{"", "", ""},
	} {
		row, found := list().Find(test.name, test.day)
		if got := row.Name + " " + row.Sector; found != (test.want != "") || found && got != test.want {
			t.Errorf("%q on %q: %q, want %q", test.name, test.day, got, test.want)
		}
	}
	var none *List
	if _, found := none.Find("Ada Berg", ""); found || none.Rows() != nil {
		t.Error("a list that is none has a row")
	}
}

func TestListLongest(t *testing.T) {
	for text, want := range map[string]int{
		"Lions of Gao fled": 3, "Lions fled": 1, "lions fled": 0, "L.B. fled": 1, "Lion": 0, "junta fell": 1, ", Lions": 0, "Lion - Brigade": 3, "": 0,
	} {
		var tokens []stemma.Token
		for _, form := range strings.Fields(text) {
			tokens = append(tokens, stemma.Token{Form: form})
		}
		if _, got := list().Longest(tokens, "2024-01-01"); got != want {
			t.Errorf("%q: %d tokens, want %d", text, got, want)
		}
	}
}

// TestListedEntry: a row says what it says, and the gazetteer the rest.
func TestListedEntry(t *testing.T) {
	for _, test := range []struct {
		row            Listed
		surface, class string
		want           Entry
	}{
		{Listed{Name: "Lions", Sector: "REB"}, "Lions", "", Entry{Name: "Lions", Type: "ORG", Sector: "REB"}},
		{Listed{Name: "Ada Berg"}, "Ada Berg", "PER", Entry{Name: "Ada Berg", Type: "PER"}},
		{Listed{Name: "Ada Berg", Kind: "person"}, "Berg", "", Entry{Name: "Ada Berg", Type: "PER", Kind: "person"}},
		{Listed{Name: "Türkiye"}, "Turkey", "GPE", Entry{Name: "Türkiye", Type: "GPE", Kind: "country", Country: "TR", Sector: "GOV"}},
	} {
		if got := test.row.Entry(test.surface, test.class); got != test.want {
			t.Errorf("%s as %q: %+v", test.row.Name, test.surface, got)
		}
	}
	if !(Listed{Name: "Russia"}).Place("Moscow") || (Listed{Name: "Moscow"}).Place("Moscow") || (Listed{Name: "Russia"}).Place("Russian Federation") {
		t.Error("a town that stands for another is a place, and nothing else is")
	}
}
