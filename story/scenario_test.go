package story

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

var update = flag.Bool("update", false, "rewrite the wanted stories of the scenarios")

// TestScenarios reads testdata/scenarios: articles, then the stories they tell.
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
	last := len(archive.Files) - 1
	var docs []*stemma.Document
	for _, file := range archive.Files[:last] {
		docs = append(docs, document(file))
	}
	var b strings.Builder
	for _, s := range Cluster(docs) {
		fmt.Fprintf(&b, "%s: %s [%s..%s] %s\n", s.ID, strings.Join(s.Articles, " "), s.Begin, s.End, s.Title)
	}
	if *update {
		archive.Files[last].Data = []byte(b.String())
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(archive.Files[last].Data), b.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// document reads one file: an optional date line, and, where there is one, a
// headline behind it; then paragraphs, a line each.
func document(file txtar.File) *stemma.Document {
	a := &stemma.Article{ID: strings.TrimSuffix(file.Name, ".txt"), Text: string(file.Data)}
	kind := stemma.Paragraph
	if day, rest, _ := strings.Cut(a.Text, "\n"); strings.HasPrefix(day, "date: ") {
		a.Text, kind = rest, stemma.Heading
		a.Published = &stemma.Published{Value: strings.TrimPrefix(day, "date: "), Precision: "day", Basis: stemma.BasisMetadata}
	}
	at := 0
	for line := range strings.Lines(a.Text) {
		a.Blocks = append(a.Blocks, stemma.Block{Kind: kind, Span: stemma.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}})
		at += len(line)
		kind = stemma.Paragraph
	}
	return &stemma.Document{Article: a}
}
