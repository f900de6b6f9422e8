package kinship

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"stemma"
)

var update = flag.Bool("update", false, "rewrite the wanted kinship of the scenarios")

// TestScenarios reads testdata/scenarios: articles, then what kinship finds.
func TestScenarios(t *testing.T) {
	paths, err := filepath.Glob("testdata/scenarios/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no scenarios", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { scenario(t, path) })
	}
}

func scenario(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*stemma.Document
	last := len(archive.Files) - 1
	for _, file := range archive.Files[:last] {
		docs = append(docs, article(t, file))
	}
	got := describe(docs, Build(docs, Passages(docs)))
	if *update {
		archive.Files[last].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// article reads one file: an optional first line of fields, then paragraphs, a
// line each.
func article(t *testing.T, file txtar.File) *stemma.Document {
	a := &stemma.Article{ID: strings.TrimSuffix(file.Name, ".txt"), Text: string(file.Data)}
	if head, rest, _ := strings.Cut(a.Text, "\n"); strings.HasPrefix(head, "outlet: ") {
		a.Text = rest
		for _, field := range strings.Split(head, "; ") {
			key, value, _ := strings.Cut(field, ": ")
			switch key {
			case "outlet":
				a.Outlet = value
			case "date":
				a.Published = &stemma.Published{Value: value, Precision: "day", Basis: stemma.BasisMetadata}
			case "credit":
				at := strings.Index(a.Text, value)
				a.Credits = append(a.Credits, stemma.Credit{Name: value, Kind: "agency", Span: stemma.Span{Start: max(at, 0), End: max(at, 0) + len(value)}})
			default:
				t.Fatalf("%s: unknown field %q", file.Name, key)
			}
		}
	}
	at := 0
	for line := range strings.Lines(a.Text) {
		a.Blocks = append(a.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}})
		at += len(line)
	}
	return &stemma.Document{Article: a}
}

// describe writes a kinship as the scenarios have it.
func describe(docs []*stemma.Document, kin stemma.Kinship) string {
	texts := map[string]string{}
	for _, d := range docs {
		texts[d.ID] = d.Text
	}
	var b strings.Builder
	for k, p := range kin.Passages {
		flags := ""
		if p.Quotation {
			flags = " quotation"
		}
		fmt.Fprintf(&b, "passage %d: %s %s %.2f, %d words%s\n  %s: %s\n  %s: %s\n", k, p.Kind, p.A.Article+p.B.Article, p.Similarity, p.Words, flags,
			p.A.Article, oneLine(p.A.Span.In(texts[p.A.Article])), p.B.Article, oneLine(p.B.Span.In(texts[p.B.Article])))
	}
	for _, e := range kin.Edges {
		arrow := "→"
		if !e.Directed {
			arrow = "–"
		}
		fmt.Fprintf(&b, "%s %s %s %.2f %v: %s\n", e.From, arrow, e.To, e.Probability, e.Evidence, e.Why)
	}
	groups := make([]string, len(kin.Accounts))
	for i, group := range kin.Accounts {
		groups[i] = strings.Join(group, " ")
	}
	fmt.Fprintf(&b, "accounts: %s\n", strings.Join(groups, " | "))
	return b.String()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
