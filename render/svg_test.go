package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"stemma"
)

// graph is a record with edges written as "A>B" (B took from A) or "A-B".
func graph(edges ...string) *stemma.Record {
	r := &stemma.Record{}
	for _, e := range edges {
		sign := strings.IndexAny(e, ">-")
		r.Kinship.Edges = append(r.Kinship.Edges, stemma.Edge{From: e[:sign], To: e[sign+1:], Directed: e[sign] == '>'})
		for _, id := range []string{e[:sign], e[sign+1:]} {
			if !strings.HasPrefix(id, "*") && r.Article(id) == nil {
				r.Articles = append(r.Articles, stemma.ArticleRecord{Article: &stemma.Article{ID: id, Outlet: `The "<b>" & Post`}})
			}
		}
	}
	return r
}

// TestStemma draws what may come, cycles too: well-formed, each text once, none
// on another, none outside.
func TestStemma(t *testing.T) {
	var wide []string
	for i := range 40 {
		wide = append(wide, fmt.Sprintf("*1>R%d", i))
	}
	for _, r := range []*stemma.Record{graph("A>B"), graph("*1>A", "*1>B", "A-C"), graph("A>B", "B>C", "C>A"), graph("A-B", "B-C", "C-A"), graph("A>A"), graph("A>C", "B>C", "*1>A", "*2>B"), graph(wide...), graph("A>Z")} {
		drawing := stemmaSVG(r, func(id string) string { return "/x?<" + id })
		d := xml.NewDecoder(strings.NewReader(drawing))
		taken := map[string]bool{}
		boxes := 0
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%v: %s", err, drawing)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "rect" {
				boxes++
				at := fmt.Sprint(e.Attr[0].Value, " ", e.Attr[1].Value)
				if taken[at] {
					t.Errorf("two texts at %s in\n%s", at, drawing)
				}
				taken[at] = true
			}
		}
		if want := len(layers(r)); boxes != want {
			t.Errorf("%d texts of %d", boxes, want)
		}
	}
	if stemmaSVG(graph(), nil) != "" {
		t.Error("a drawing of nothing")
	}
}
