package ingest

import (
	"strings"
	"testing"
)

// TestBrief: a page of a few lines keeps its heading and its paragraphs apart,
// though the library takes it as one stretch of text.
func TestBrief(t *testing.T) {
	page := "<html><head><title>Eleven dead</title></head><body><article><h1>Eleven dead</h1><p>Eleven people died when a coach plunged into the Ombra river outside Vissa, the hospital said.</p><p>The police chief denied that the driver was drunk.</p></article></body></html>"
	articles, problems := Parse(Raw{Path: "brief.html", Data: []byte(page)})
	if len(articles) != 1 || len(problems) > 0 {
		t.Fatal(articles, problems)
	}
	var blocks []string
	for _, b := range articles[0].Blocks {
		blocks = append(blocks, string(b.Kind)+" "+b.Span.In(articles[0].Text))
	}
	want := "heading Eleven dead|paragraph Eleven people died when a coach plunged into the Ombra river outside Vissa, the hospital said.|paragraph The police chief denied that the driver was drunk."
	if got := strings.Join(blocks, "|"); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
