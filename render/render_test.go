package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"stemma"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// find is the span of words in text, which must stand in it.
func find(t *testing.T, text, words string) stemma.Span {
	t.Helper()
	at := strings.Index(text, words)
	if at < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return stemma.Span{Start: at, End: at + len(words)}
}

// ferry is a small record made by hand: two reports, one telling of the toll.
func ferry(t *testing.T) *stemma.Record {
	t.Helper()
	const a = "At least nine people died when a ferry sank, the coast guard said."
	const b = "=Nine people drowned when a small ferry sank on Monday, <the> coast guard said."
	nine := 9.0
	at := func(id, text, words string) stemma.Evidence {
		return stemma.Evidence{Article: id, Span: find(t, text, words)}
	}
	article := func(id, text string, published *stemma.Published) stemma.ArticleRecord {
		return stemma.ArticleRecord{Article: &stemma.Article{ID: id, Path: id + ".txt", Text: text, Published: published,
			Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}}
	}
	link := []stemma.Link{{Source: "coast guard", Attribution: "A-a1", Named: true, Span: find(t, a, "the coast guard")}}
	passage := stemma.Passage{A: at("A", a, "people died when a ferry sank"), B: at("B", b, "people drowned when a small ferry sank"), Kind: stemma.Edited, Similarity: 0.8, Words: 5}
	claim := stemma.Claim{ID: "c1", Summary: "At least nine people died when a ferry sank", Event: stemma.Event{Type: "CASUALTY", Lemma: "die"},
		Quantities: []stemma.Quantity{{Low: &nine, Of: "killed"}}, Modality: stemma.Asserted, Polarity: stemma.Positive,
		Mentions: []stemma.ClaimMention{{Article: "A", Span: find(t, a, "At least nine people died when a ferry sank"), Chain: link, Rule: "clause"},
			{Article: "B", Span: find(t, b, "Nine people drowned when a small ferry sank on Monday"), Chain: link, Rule: "clause"}},
		Reports: []string{"A", "B"}, Accounts: [][]string{{"A", "B"}},
		Origins:       []stemma.Origin{{Name: "coast guard", Articles: []string{"A", "B"}, Named: true, Why: "both name it"}},
		Counts:        stemma.Counts{Reports: 2, Accounts: stemma.Range{1, 2}, Origins: stemma.Range{1, 1}},
		Disagreements: []stemma.Disagreement{{Kind: "contradiction", About: "killed", A: at("A", a, "At least nine"), B: at("B", b, "Nine")}},
		Standing:      []stemma.Standing{{At: "2021-05-03", Status: "acknowledged", By: "coast guard", Evidence: at("A", a, "the coast guard said")}}}
	return &stemma.Record{Stemma: stemma.About{Version: "test"},
		Articles: []stemma.ArticleRecord{article("A", a, &stemma.Published{Value: "2021-05-03", Precision: "day", Basis: stemma.BasisMetadata}), article("B", b, nil)},
		Claims:   []stemma.Claim{claim},
		Quotations: []stemma.Quotation{{ID: "q1", Speaker: "coast guard", Reference: at("A", a, "a ferry sank"),
			Variants: []stemma.Variant{{Article: "B", Span: find(t, b, "small ferry sank"), Fidelity: stemma.FidelityAltered, Changed: "adds “small”"}}}},
		Kinship: stemma.Kinship{Passages: []stemma.Passage{passage}, Accounts: [][]string{{"A", "B"}},
			Edges: []stemma.Edge{{From: "*1", To: "A", Directed: true, Probability: 0.7, Evidence: []int{0}, Why: "shared wording, direction unknown"}, {From: "*1", To: "B", Directed: true, Probability: 0.7}}},
		Stories:  []stemma.Story{{ID: "s1", Title: "Ferry sinks", Articles: []string{"A", "B"}}},
		Timeline: []stemma.Moment{{At: "2021-05-03", Precision: "day", Claim: "c1", What: "a ferry sank", Evidence: at("A", a, "a ferry sank")}},
		Problems: []stemma.Problem{{Article: "c.txt", Stage: "ingest", What: "empty"}}}
}

func printed(t *testing.T, options Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Record(&b, ferry(t), options); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for name, options := range map[string]Options{
		"report.txt": {Width: 100}, "narrow.txt": {Width: 48}, "report.md": {Format: "md"}, "report.csv": {Format: "csv"},
	} {
		got, golden := printed(t, options), filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestPlainUnlessColour(t *testing.T) {
	if text := printed(t, Options{}); strings.Contains(text, "\x1b") {
		t.Error("plain text bears an escape sequence")
	}
	if text := printed(t, Options{Color: true}); !strings.Contains(text, "\x1b") {
		t.Error("coloured text bears none")
	}
}

// TestPage: the page has no script, reaches for nothing outside itself, every
// fragment link leads somewhere, and no id stands twice.
func TestPage(t *testing.T) {
	root, err := html.Parse(strings.NewReader(printed(t, Options{Format: "html"})))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	var links []string
	for n := range root.Descendants() {
		if n.Data == "script" || n.Data == "link" || n.Data == "img" {
			t.Errorf("the page has a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("id %q stands twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href":
				links = append(links, a.Val)
			}
		}
	}
	for _, link := range links {
		if !strings.HasPrefix(link, "#") || !ids[link[1:]] {
			t.Errorf("link %q leads nowhere", link)
		}
	}
	if len(links) < 8 {
		t.Errorf("only %d links", len(links))
	}
}

func TestSpreadsheetFormula(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(printed(t, Options{Format: "csv"}))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatal(len(rows), err)
	}
	if got := cell("=1+1"); got != "'=1+1" {
		t.Error(got)
	}
}

func TestJSONReadsBack(t *testing.T) {
	var back stemma.Record
	if err := json.Unmarshal([]byte(printed(t, Options{Format: "json"})), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ferry(t), &back, cmp.AllowUnexported(stemma.Article{})); diff != "" {
		t.Error(diff)
	}
}

func TestSpan(t *testing.T) {
	for _, test := range []struct{ begin, end, want string }{
		{"2025-12-26", "2025-12-26", "2025-12-26"}, {"2025-08-01", "2025-08-31", "2025-08"}, {"2021-02-01", "2021-02-28", "2021-02"},
		{"2025-01-01", "2025-12-31", "2025"}, {"2025-08-03", "2025-08-31", "2025-08-03 to 2025-08-31"}, {"", "2025-01-01", "2025-01-01"},
	} {
		if got := span(test.begin, test.end); got != test.want {
			t.Errorf("span(%q, %q) = %q, want %q", test.begin, test.end, got, test.want)
		}
	}
}

func TestFigure(t *testing.T) {
	v := func(x float64) *float64 { return &x }
	for _, test := range []struct {
		q    stemma.Quantity
		want string
	}{
		{stemma.Quantity{Low: v(9), Unit: "person", Of: "killed"}, "9+ killed"},
		{stemma.Quantity{Low: v(46), High: v(46), Unit: "year", Of: "age"}, "age 46"},
		{stemma.Quantity{Low: v(35000), High: v(35000), Unit: "money:USD", Of: "money"}, "35,000 USD"},
		{stemma.Quantity{Low: v(12), High: v(12), Unit: "percent"}, "12%"},
		{stemma.Quantity{High: v(5), Unit: "tug", Approx: true}, "~≤5 tug"},
	} {
		if got := figure(test.q); got != test.want {
			t.Errorf("figure(%s) = %q, want %q", test.q, got, test.want)
		}
	}
}

func TestExplainAndDiff(t *testing.T) {
	var b bytes.Buffer
	if err := Explain(&b, ferry(t), "c1", Options{}); err != nil || !strings.Contains(b.String(), "passage 0") {
		t.Error(err, b.String())
	}
	if err := Explain(&b, ferry(t), "c7", Options{}); err == nil {
		t.Error("a claim that is not there was explained")
	}
	b.Reset()
	if err := Diff(&b, ferry(t), Options{}); err != nil || !strings.Contains(b.String(), "IN BOTH") {
		t.Error(err, b.String())
	}
}

// TestContrastOfDays: one weekday of two weeks is two sides; a weekday and a
// date that are one day stand beside each other.
func TestContrastOfDays(t *testing.T) {
	article := func(id, text string) stemma.ArticleRecord {
		return stemma.ArticleRecord{Article: &stemma.Article{ID: id, Text: text}}
	}
	r := &stemma.Record{Articles: []stemma.ArticleRecord{article("A", "Friday"), article("B", "10 Nov"), article("C", "Friday")}}
	at := func(id string, n int) stemma.Evidence {
		return stemma.Evidence{Article: id, Span: stemma.Span{Start: 0, End: n}}
	}
	on := func(id, day string) stemma.ClaimMention {
		return stemma.ClaimMention{Article: id, Time: &stemma.Time{Begin: day, End: day, Span: stemma.Span{Start: 0, End: 6}}}
	}
	c := stemma.Claim{
		Mentions: []stemma.ClaimMention{{Article: "A", Time: &stemma.Time{Begin: "2011-01-01", End: "2011-12-31"}}, on("A", "2011-11-10"), on("B", "2011-11-10"), on("C", "2011-11-17")},
		Disagreements: []stemma.Disagreement{
			{Kind: "contradiction", About: "time", A: at("A", 6), B: at("C", 6)},
			{Kind: "contradiction", About: "time", A: at("B", 6), B: at("C", 6)},
		}}
	list := contrasts(r, c)
	want := "contradiction, time: A “Friday” (2011-11-10); B “10 Nov” (2011-11-10); C “Friday” (2011-11-17)"
	if len(list) != 1 || list[0].String() != want {
		t.Errorf("\n got %v\nwant %s", list, want)
	}
}
