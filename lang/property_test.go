package lang

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stemma"
)

// snippets are what texts are drawn from: news English, and what a scraped page
// has between it. Pieces stand beside each other in ways that no writer means.
var snippets = []string{
	"Kim Jong Un", "Putin", "Ukraine's", "the U.N.", "KCNA", "Mr. Lee", "Reuters", "officials", "police", "the ministry", "he", "their", "who",
	"said", "told", "has denied", "according to", "was killed", "hit", "n't", "didn't", "cannot", "ordered", "reportedly", "that", "which", "and", "to", "in", "of", "by", "last",
	"on Saturday", "December 18", "2025-12-27", "at 5 p.m.", "last April", "three days ago", "the 1990s",
	"at least nine", "10,000", "6.1", "$45.10", "5km", "50%", "dozens", "1/2", "９９", "Ⅻ",
	".", ",", "?", "!", "...", "…", ":", ";", "-", "—", "“", "”", "\"", "'", "’s", "(", ")", "[", "/", "``", "''", "«", "¿", "•", "|", "_", "\\",
	"👩‍🚀", "👨‍👩‍👧‍👦", "🇺🇦", "🇺", "🤝🏽", "❤️", "☺", "\u200d", "\ufe0f", ":-)",
	"قال المتحدث", "الرئيس", "שלום", "ירושלים", "\u202e", "\u200f", "٣٤", "東京は", "北京", "。", "서울", "नमस्ते", "Ελλάδα", "Москва", "café", "cafe\u0301", "\u0301",
	"\u200b", "\u00a0", "\ufeff", "\u2028", "\u3000", "\t", "\n", "\x00", "\x1b[0m", "\x7f", "\u0085", "\ufffd",
	"<b>", "</p", "&nbsp;", "&#39;", "<a href=\"", "{{", "]]>", "https://example.org/a?b=c", "www.", "@user", "#Kursk", "a@b.example", "x_y", "(Reuters) -", "ﬁ", "ẞ", "İ",
}

// drawArticle draws an article of up to five blocks of any kind, snippets with
// and without white space between them.
func drawArticle(t *rapid.T) *stemma.Article {
	kinds := []stemma.BlockKind{stemma.Paragraph, stemma.Paragraph, stemma.Heading, stemma.List, stemma.Caption, stemma.Furniture}
	a := &stemma.Article{Path: "drawn"}
	if date := rapid.SampledFrom([]string{"", "2025-12-27", "2025", "2024-02-29T10:00:00Z"}).Draw(t, "published"); date != "" {
		a.Published = &stemma.Published{Value: date, Basis: stemma.BasisMetadata}
	}
	var text strings.Builder
	for range rapid.IntRange(0, 5).Draw(t, "blocks") {
		start := text.Len()
		for range rapid.IntRange(1, 40).Draw(t, "pieces") {
			text.WriteString(rapid.SampledFrom(snippets).Draw(t, "piece"))
			text.WriteString(rapid.SampledFrom([]string{" ", " ", " ", "", "\n"}).Draw(t, "gap"))
		}
		a.Blocks = append(a.Blocks, stemma.Block{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Span: stemma.Span{Start: start, End: text.Len()}})
		text.WriteString("\n\n")
	}
	a.Text = text.String()
	return a
}

// TestDocumentHolds: whatever the text, the document is whole.
func TestDocumentHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArticle(t)
		if err := violation(Analyze(a)); err != nil {
			t.Fatalf("%q: %v", a.Text, err)
		}
	})
}

// TestSameDocument: an article gives the same document again, and on several
// goroutines at once.
func TestSameDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArticle(t)
		want := Analyze(a)
		for _, workers := range []int{1, 2, 5} {
			for _, got := range together(a, workers) {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%d at once, %q: %s", workers, a.Text, diff)
				}
			}
		}
	})
}

// together analyses an article on several goroutines at once.
func together(a *stemma.Article, workers int) []*stemma.Document {
	documents := make([]*stemma.Document, workers)
	var wait sync.WaitGroup
	for i := range documents {
		wait.Go(func() { documents[i] = Analyze(a) })
	}
	wait.Wait()
	return documents
}

// TestAnnotateKeepsWords: words that were cut elsewhere stay as they are.
func TestAnnotateKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Analyze(drawArticle(t))
		words := append([]stemma.Token{}, d.Tokens...)
		again := &stemma.Document{Article: d.Article, Sentences: d.Sentences}
		for _, w := range words {
			again.Tokens = append(again.Tokens, stemma.Token{Span: w.Span, Form: w.Form, Head: -1})
		}
		Annotate(again)
		if diff := cmp.Diff(words, append([]stemma.Token{}, again.Tokens...)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// FuzzAnalyze does the same for any bytes.
func FuzzAnalyze(f *testing.F) {
	f.Add("“We did it,” Kim Jong Un said on Saturday. At least nine were killed, police told AFP.\n\nHe didn't say more.")
	f.Add(") which has denied Ukraine's Kim Jong Un \n") // a relative pronoun whose noun phrase is empty
	f.Add(strings.Join(snippets, " "))
	f.Add(strings.Join(snippets[len(snippets)-60:], ""))
	f.Fuzz(func(t *testing.T, text string) {
		a := paragraphs(text[:min(len(text), 600)]) // .ci/run feeds thousands
		d := Analyze(a)
		if err := violation(d); err != nil {
			t.Fatal(err)
		}
		if again := Analyze(a); !reflect.DeepEqual(d, again) { // cmp alone would take longer than the analysis
			t.Fatal(cmp.Diff(d, again))
		}
	})
}
