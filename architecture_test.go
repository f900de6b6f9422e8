package stemma_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/claim"
	"stemma/ingest"
	"stemma/lang"
	"stemma/pipeline"
	"stemma/render"
)

var update = flag.Bool("update", false, "rewrite the output blocks of the documents")

// output is a block of a document whose text the code makes:
//
//	<!-- output: tokens -->
//	```
//	…
//	```
var output = regexp.MustCompile("(?s)(<!-- output: ([a-z]+) -->\n```\n)(.*?)(```)")

// TestArchitecture holds the intermediate output that ARCHITECTURE.md shows
// against what the stages give.
func TestArchitecture(t *testing.T) { checkOutput(t, "ARCHITECTURE.md", walk(t)) }

// TestReadme holds the report that README.md shows against what the command
// prints.
func TestReadme(t *testing.T) {
	checkOutput(t, "README.md", map[string]string{"report": firstLines(t, "examples/odesa-port")})
}

// firstLines is what `stemma report` prints of a folder, up to the claims of
// one report only.
func firstLines(t *testing.T, folder string) string {
	t.Helper()
	articles, problems := ingest.Read(context.Background(), []string{folder}, ingest.Options{})
	r := pipeline.Run(context.Background(), articles, problems, pipeline.Options{})
	var b strings.Builder
	if err := render.Record(&b, r, render.Options{}); err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(b.String(), "\nCLAIMS OF ONE REPORT ONLY")
	return head
}

// checkOutput compares a document's output blocks with what makes them, by name.
func checkOutput(t *testing.T, path string, made map[string]string) {
	t.Helper()
	doc, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	got := output.ReplaceAllStringFunc(string(doc), func(block string) string {
		part := output.FindStringSubmatch(block)
		text, ok := made[part[2]]
		if !ok {
			t.Errorf("nothing makes the block %q", part[2])
		}
		seen++
		return part[1] + text + part[4]
	})
	if seen != len(made) {
		t.Errorf("%d blocks in %s, %d made", seen, path, len(made))
	}
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(doc), got); diff != "" {
		t.Errorf("%s shows other output than the code gives (-update rewrites it):\n%s", path, diff)
	}
}

// walk takes one example report through the stages and writes what each adds.
func walk(t *testing.T) map[string]string {
	t.Helper()
	const path = "examples/odesa-port/b-bosphorus-courier.txt"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	articles, _ := ingest.Parse(ingest.Raw{Path: path, Data: data})
	d := lang.Analyze(articles[0])
	d.Siglum("B")
	made := map[string]string{"article": article(d), "tokens": tokens(d, 1), "times": lines(d.Timexes, d.Text, func(x stemma.Timex) stemma.Span { return x.Span }),
		"figures":  lines(d.Quantities, d.Text, func(x stemma.Quantity) stemma.Span { return x.Span }),
		"mentions": lines(d.Mentions, d.Text, func(x stemma.Mention) stemma.Span { return x.Span })}
	var b strings.Builder
	for _, a := range d.Attributions {
		fmt.Fprintf(&b, "%s %s, %s\n", a.ID, a.Kind, a.Class)
		part := func(name string, r *stemma.Ref) {
			if r != nil {
				fmt.Fprintf(&b, "  %-8s %s\n", name, short(r.Span.In(d.Text), 90))
			}
		}
		part("source", a.Source)
		part("cue", a.Cue)
		for i := range a.Content {
			part("content", &a.Content[i])
		}
		part("via", a.Via)
	}
	made["attributions"] = b.String()
	b.Reset()
	for _, m := range claim.Extract(d) {
		fmt.Fprintf(&b, "%s\n  %s\n", m.Summary, m)
	}
	made["claims"] = b.String()
	made["record"] = reconciled()
	return made
}

func article(d *stemma.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "published %s, basis %s, evidence %s\n", d.Published.Value, d.Published.Basis, d.Published.Evidence[0].Span)
	for _, block := range d.Blocks {
		fmt.Fprintf(&b, "%-10s %-10s %s\n", block.Kind, block.Span, short(block.Span.In(d.Text), 64))
	}
	return b.String()
}

func tokens(d *stemma.Document, sentence int) string {
	var b strings.Builder
	s := d.Sentences[sentence]
	for i := s.First; i < s.Last; i++ {
		token := d.Tokens[i]
		head := "root"
		if token.Head >= 0 {
			head = d.Tokens[token.Head].Form
		}
		fmt.Fprintf(&b, "%-11s %-10s %-12s %-6s %-12s %s\n", token.Span, token.Form, token.Lemma, token.UPOS, token.Deprel, head)
	}
	return b.String()
}

func lines[T fmt.Stringer](list []T, text string, span func(T) stemma.Span) string {
	var b strings.Builder
	for _, item := range list {
		fmt.Fprintf(&b, "%-30s %s\n", short(span(item).In(text), 28), item)
	}
	return b.String()
}

// reconciled shows what the whole example folder makes of its foremost claim.
func reconciled() string {
	articles, problems := ingest.Read(context.Background(), []string{"examples/odesa-port"}, ingest.Options{})
	r := pipeline.Run(context.Background(), articles, problems, pipeline.Options{})
	var b strings.Builder
	for _, a := range r.Articles {
		fmt.Fprintf(&b, "%s %s %s\n", a.ID, a.Published.Day(), a.Path)
	}
	for _, e := range r.Kinship.Edges {
		fmt.Fprintf(&b, "%s → %s: %s\n", e.From, e.To, e.Why)
	}
	c := r.Claims[0]
	fmt.Fprintf(&b, "%s %s\n  %d reports, %s accounts, %s origins\n", c.ID, c.Summary, c.Counts.Reports, c.Counts.Accounts, c.Counts.Origins)
	for _, o := range c.Origins {
		fmt.Fprintf(&b, "  origin %s %v: %s\n", o.Name, o.Articles, o.Why)
	}
	return b.String()
}

func short(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return text
}
