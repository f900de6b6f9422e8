package ingest

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// pages are hostile or monstrous pages; each is read within seconds, to a named
// problem or to an article.
func hostilePages() map[string]string {
	var tables, attributes, fonts, links strings.Builder
	for i := range 25_000 {
		fmt.Fprintf(&tables, "<tr><td>%d</td><td>A row of the table.</td></tr>", i)
		fmt.Fprintf(&links, `<li><a href="/%d">Short headline %d</a></li>`, i, i)
	}
	for i := range 200_000 {
		fmt.Fprintf(&attributes, " a%d=1", i)
	}
	for i := range 500 {
		fmt.Fprintf(&fonts, "<font color=%d>", i)
	}
	sentence := "The ministry said on Tuesday that the bridge had been closed for repairs. "
	return map[string]string{
		"deep":            strings.Repeat("<div>", 100_000),
		"deep inline":     strings.Repeat("<span>", 100_000) + "x",
		"deep below":      strings.Repeat("<div>", 500) + strings.Repeat("<p>"+sentence, 5_000),
		"deep lists":      strings.Repeat("<ul><li>", 100_000),
		"million":         strings.Repeat("<p>x", 1_000_000),
		"million empty":   strings.Repeat("<br>", 1_000_000),
		"paragraphs":      strings.Repeat("<p>"+sentence[:30], 55_000),
		"spans":           "<p>" + strings.Repeat("<span>word </span>", 55_000),
		"table":           "<table>" + tables.String() + "</table>",
		"links":           "<ul>" + links.String() + "</ul>",
		"attributes":      "<b" + attributes.String() + "><b" + attributes.String() + ">",
		"fonts":           fonts.String() + strings.Repeat("<p>x", 50_000),
		"tables in b":     strings.Repeat("<b><table><tr><td>", 10_000),
		"one paragraph":   "<p>" + strings.Repeat(sentence, 25_000),
		"one word":        "<p>" + strings.Repeat("a", 1_900_000),
		"entities":        "<p>" + strings.Repeat("&amp;", 400_000),
		"unclosed script": "<script>" + strings.Repeat("x", 4_000_000),
		"comments":        strings.Repeat("<!-- -->", 500_000),
		"json-ld":         `<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 9_000) + `</script><p>` + sentence,
		"select":          "<select>" + strings.Repeat("<option>x", 55_000),
		"no main text":    "<body><nav><a href=/>Home</a></nav>",
	}
}

func TestHostilePages(t *testing.T) {
	for name, page := range hostilePages() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			articles, problems := Parse(Raw{Path: "page", Data: []byte("<!doctype html><html><body>" + page)})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			t.Logf("%v, %d MB: %d articles, %v", took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, len(articles), problems)
			if took > 10*time.Second {
				t.Errorf("took %v", took)
			}
			if len(articles) == 0 && len(problems) == 0 {
				t.Error("neither an article nor a problem")
			}
			for _, a := range articles {
				checkArticle(t, a)
			}
		})
	}
}
