package ingest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

var update = flag.Bool("update", false, "rewrite testdata/*.golden")

// describe writes an article as lines: metadata, credits, then each block.
func describe(a *stemma.Article) string {
	var b strings.Builder
	for _, field := range [][2]string{{"path", a.Path}, {"url", a.URL}, {"outlet", a.Outlet}, {"title", a.Title}, {"authors", strings.Join(a.Authors, "; ")}, {"handle", a.Handle}, {"language", a.Language}} {
		if field[1] != "" {
			fmt.Fprintf(&b, "%s %s\n", field[0], field[1])
		}
	}
	if p := a.Published; p != nil {
		fmt.Fprintf(&b, "published %s %s %s", p.Value, p.Precision, p.Basis)
		for _, e := range p.Evidence {
			fmt.Fprintf(&b, " %q", e.Span.In(a.Text))
		}
		b.WriteString("\n")
	}
	if a.Host != nil {
		fmt.Fprintf(&b, "host %s\n", a.Host.Span)
	}
	for _, c := range a.Credits {
		fmt.Fprintf(&b, "credit %s %s %q\n", c.Kind, c.Name, c.Span.In(a.Text))
	}
	for _, block := range a.Blocks {
		fmt.Fprintf(&b, "%-9s %q\n", block.Kind, block.Span.In(a.Text))
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.html")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		articles, problems := Parse(Raw{Path: filepath.Base(path), Data: data})
		var b strings.Builder
		for _, a := range articles {
			checkArticle(t, a)
			fmt.Fprintf(&b, "%s\n", describe(a))
		}
		for _, p := range problems {
			fmt.Fprintln(&b, p)
		}
		golden := strings.TrimSuffix(path, ".html") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// expect parses text and compares what describe writes of it, without path and
// language, with the lines wanted; articles are parted by "--".
func expect(t *testing.T, text string, lines ...string) {
	t.Helper()
	articles, problems := Parse(Raw{Path: "x.txt", Data: []byte(text)})
	var got []string
	for i, a := range articles {
		checkArticle(t, a)
		if i > 0 {
			got = append(got, "--")
		}
		for line := range strings.Lines(describe(a)) {
			if !strings.HasPrefix(line, "path ") && !strings.HasPrefix(line, "language ") {
				got = append(got, strings.Join(strings.Fields(line), " "))
			}
		}
	}
	for _, p := range problems {
		got = append(got, p.String())
	}
	if diff := cmp.Diff(lines, got); diff != "" {
		t.Errorf("%.60q (-want +got):\n%s", text, diff)
	}
}
