package kinship

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"stemma"
)

// tradition makes n reports of two hundred words each on n/5 events, a quarter
// of them retold from the report before. Rare words follow Zipf's law, as they
// do in news, the most frequent in one text of a hundred.
func tradition(n int) []*stemma.Document {
	random := rand.New(rand.NewPCG(11, 13))
	rare := rand.NewZipf(random, 1.1, 2000, 50000)
	docs := make([]*stemma.Document, n)
	for i := range docs {
		words := make([]string, 200)
		for k := range words {
			switch random.IntN(10) {
			case 0:
				words[k] = fmt.Sprintf("qorl%dum%d", i/5, random.IntN(40))
			case 1, 2, 3:
				words[k] = fmt.Sprintf("zan%dor", rare.Uint64())
			default:
				words[k] = vocabulary[random.IntN(12)]
			}
		}
		if i%5 != 0 && random.IntN(4) == 0 {
			words = retold(random, strings.Fields(docs[i-1].Text))
		}
		docs[i] = document(fmt.Sprint(i), strings.Join(words, " "))
	}
	return docs
}

// BenchmarkPassages shows growth: time per document must not rise with their number.
func BenchmarkPassages(b *testing.B) {
	for _, n := range []int{100, 200, 400, 800} {
		docs := tradition(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) { perDocument(b, docs, func() { Passages(docs) }) })
	}
}

// BenchmarkBuild measures accounts and stemma, without the passages.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{100, 200, 400, 800} {
		docs := tradition(n)
		passages := Passages(docs)
		b.Run(fmt.Sprint(n), func(b *testing.B) { perDocument(b, docs, func() { Build(docs, passages) }) })
	}
}

// BenchmarkCopies is the worst case: all reports print one text.
func BenchmarkCopies(b *testing.B) {
	for _, n := range []int{50, 100, 200, 400} {
		docs := make([]*stemma.Document, n)
		for i := range docs {
			docs[i] = document(fmt.Sprint(i), tradition(1)[0].Text)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) { perDocument(b, docs, func() { Build(docs, Passages(docs)) }) })
	}
}

func perDocument(b *testing.B, docs []*stemma.Document, work func()) {
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		work()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(docs)), "ns/doc")
}
