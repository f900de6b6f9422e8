package entity_test

import (
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/gazetteer"
	"stemma/lang/coref"
	"stemma/lang/entity"
	"stemma/lang/syntax"
	"stemma/lang/token"
)

// named runs the stages up to the user's own names over one paragraph.
func named(text, day string, own *gazetteer.List) *stemma.Document {
	article := &stemma.Article{Text: text, Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}},
		Published: &stemma.Published{Value: day}}
	d := &stemma.Document{Article: article}
	d.Sentences, d.Tokens = token.Split(article)
	syntax.Parse(d)
	entity.FindWith(d, own)
	coref.Resolve(d)
	entity.Rename(d, own)
	return d
}

func TestOwnNames(t *testing.T) {
	own := gazetteer.NewList([]gazetteer.Listed{
		{Name: "Lion Brigade", Aliases: []string{"the Lions", "LB-7"}, Country: "ML", Sector: "REB"},
		{Name: "Russian state", Aliases: []string{"Russia", "Moscow", "Kremlin"}, Country: "RU", Sector: "GOV"},
		{Name: "Ada K. Berg", Aliases: []string{"Ada Berg"}, Kind: "person", Country: "NO", Sector: "GOV", From: "2024-01-01"},
	})
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The Lions attacked a village near Goma.", []string{"ORG Lions = Lion Brigade", "GPE Goma"}},
		{"Two soldiers met LB-7 in Bamako.", []string{"ORG LB-7 = Lion Brigade", "GPE Bamako"}},
		{"The Detroit Lions won the final in Ohio.", nil}, // inside a longer name
		{"Mountain Lions Park was closed.", nil},
		{"Moscow denied the report.", []string{"GPE* Moscow = Russian state"}},
		{"The Kremlin denied the report.", []string{"GPE* Kremlin = Russian state"}},
		{"A bus overturned in Moscow.", []string{"GPE Moscow"}},
		{"Ada Berg condemned the attack.", []string{"PER Ada Berg = Ada K. Berg"}},
	} {
		got := names(named(c.text, "2024-03-02", own))
		if c.want == nil {
			if slices.ContainsFunc(got, func(line string) bool { return strings.Contains(line, "Lion Brigade") }) {
				t.Errorf("%q: %q", c.text, got)
			}
			continue
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	if got := names(named("Ada Berg condemned the attack.", "2023-03-02", own)); !slices.Equal(got, []string{"PER Ada Berg"}) {
		t.Errorf("a row that does not hold yet: %q", got)
	}
}

// TestOwnNamesReach: pronouns and short names get the row's name, country and sector.
func TestOwnNamesReach(t *testing.T) {
	own := gazetteer.NewList([]gazetteer.Listed{{Name: "Ada K. Berg", Aliases: []string{"Ada Berg"}, Country: "NO", Sector: "OPP"}})
	d := named("President Ada Berg met two ministers. She condemned the attack. Berg left.", "2024-03-02", own)
	called := 0
	for _, m := range d.Mentions {
		if m.ID == "Ada K. Berg" {
			called++
		}
		if m.Entity >= 0 && d.Entities[m.Entity].ID != m.ID {
			t.Errorf("%s is of %s", m, d.Entities[m.Entity].ID)
		}
	}
	if called < 3 {
		t.Errorf("she is named %d times: %v", called, d.Mentions)
	}
	at := slices.IndexFunc(d.Entities, func(e stemma.Entity) bool { return e.ID == "Ada K. Berg" })
	if e := d.Entities[at]; e.Country != "NO" || e.Sector != "OPP" || e.Title == "" {
		t.Errorf("%+v", e)
	}
}

// TestOwnNamesOf: whom somebody speaks for is called as the list calls it.
func TestOwnNamesOf(t *testing.T) {
	own := gazetteer.NewList([]gazetteer.Listed{{Name: "Norwegian state", Aliases: []string{"Norway"}}})
	d := named("Norwegian prime minister Ada Berg condemned the attack.", "2024-03-02", own)
	at := slices.IndexFunc(d.Entities, func(e stemma.Entity) bool { return e.ID == "Ada Berg" })
	if at < 0 || d.Entities[at].Of != "Norwegian state" || d.Entities[at].Country != "NO" {
		t.Errorf("%+v", d.Entities)
	}
}
