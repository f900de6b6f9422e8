//go:build unix

package lang

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"stemma"
	"stemma/ingest"
	"stemma/lang/syntax"
)

// examples are the project's own reports: fixed texts, some 10 KB in all.
func examples(b *testing.B) []*stemma.Article {
	b.Helper()
	articles, problems := ingest.Read(context.Background(), []string{"../examples"}, ingest.Options{})
	if len(articles) == 0 || len(problems) > 0 {
		b.Fatal("examples: ", problems)
	}
	return articles
}

// measure runs work, which reads all of documents, and reports bytes and tokens
// per second, and tokens per second of the processor's time: on a machine that
// does other things only the last can be compared.
func measure(b *testing.B, documents []*stemma.Document, work func()) {
	b.Helper()
	size, tokens := volume(documents)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	began := processorTime()
	for b.Loop() {
		work()
	}
	perSecond(b, float64(tokens)*float64(b.N), processorTime()-began)
}

func perSecond(b *testing.B, tokens float64, processor time.Duration) {
	b.ReportMetric(tokens/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(tokens/processor.Seconds(), "tokens/cpu-s")
}

// volume is the number of bytes of prose and of tokens.
func volume(documents []*stemma.Document) (size, tokens int) {
	for _, d := range documents {
		tokens += len(d.Tokens)
		for _, span := range d.Prose() {
			size += span.Len()
		}
	}
	return size, tokens
}

func analyzed(articles []*stemma.Article) []*stemma.Document {
	var documents []*stemma.Document
	for _, a := range articles {
		documents = append(documents, Analyze(a))
	}
	return documents
}

// onOneCore keeps the collector from taking a second one.
func onOneCore(b *testing.B) {
	cores := runtime.GOMAXPROCS(1)
	b.Cleanup(func() { runtime.GOMAXPROCS(cores) })
}

// BenchmarkAnalyze is the whole of the language stages on one core.
func BenchmarkAnalyze(b *testing.B) {
	articles := examples(b)
	documents := analyzed(articles)
	onOneCore(b)
	measure(b, documents, func() {
		for _, a := range articles {
			Analyze(a)
		}
	})
}

// BenchmarkSyntax is the step from words to tags, lemmas and trees on one core.
func BenchmarkSyntax(b *testing.B) {
	documents := analyzed(examples(b))
	bare := make([]*stemma.Document, len(documents))
	for i, d := range documents {
		bare[i] = &stemma.Document{Article: d.Article, Sentences: d.Sentences, Tokens: make([]stemma.Token, len(d.Tokens))}
	}
	onOneCore(b)
	measure(b, documents, func() {
		for n, d := range documents {
			for i, t := range d.Tokens {
				bare[n].Tokens[i] = stemma.Token{Span: t.Span, Form: t.Form, Head: -1}
			}
			syntax.Parse(bare[n])
		}
	})
}

// BenchmarkParallel analyses articles on all cores: -cpu 1,2 shows how the
// stages scale. One operation is one article.
func BenchmarkParallel(b *testing.B) {
	articles := examples(b)
	size, tokens := volume(analyzed(articles))
	b.SetBytes(int64(size / len(articles)))
	b.ReportAllocs()
	var next atomic.Int64
	began := processorTime()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			Analyze(articles[int(next.Add(1))%len(articles)])
		}
	})
	perSecond(b, float64(tokens)/float64(len(articles))*float64(b.N), processorTime()-began)
}
