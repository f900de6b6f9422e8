package story

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stemma"
)

// events makes n documents of n/5 events: each event has names and words of its
// own, each document some of them among words that all events share. The event
// of document i is i/5.
func events(random *rand.Rand, n int) []*stemma.Document {
	shared := strings.Fields("police officials earthquake rescue hospital killed injured fire storm court minister Friday village damage")
	docs := make([]*stemma.Document, n)
	for i := range docs {
		var b strings.Builder
		for range 25 {
			fmt.Fprintf(&b, "the %s of ", shared[random.IntN(len(shared))])
			fmt.Fprintf(&b, "Xan%dvar%d said ", i/5, random.IntN(6))
			fmt.Fprintf(&b, "that qorl%dum%d was. ", i/5, random.IntN(12))
		}
		docs[i] = &stemma.Document{Article: &stemma.Article{ID: fmt.Sprint(i), Text: b.String()}}
	}
	return docs
}

// TestPartition: every document stands in exactly one story, numbered in order
// of first articles, the same each time.
func TestPartition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs := events(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3)), rapid.IntRange(0, 90).Draw(t, "n"))
		stories := Cluster(docs)
		seen := map[string]bool{}
		for i, s := range stories {
			if s.ID != fmt.Sprintf("s%d", i+1) || len(s.Articles) == 0 || s.Title == "" {
				t.Fatal("story", i, s)
			}
			for _, id := range s.Articles {
				if seen[id] {
					t.Fatal("twice", id)
				}
				seen[id] = true
			}
		}
		if len(seen) != len(docs) {
			t.Fatalf("%d of %d documents in stories", len(seen), len(docs))
		}
		if diff := cmp.Diff(stories, Cluster(docs)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestHeap: in a heap, events that share every topic word stay apart.
func TestHeap(t *testing.T) {
	stories := Cluster(events(rand.New(rand.NewPCG(1, 1)), 200))
	if len(stories) != 40 {
		t.Errorf("%d stories of 40 events", len(stories))
	}
}

func TestThreshold(t *testing.T) {
	for _, c := range []struct {
		n    int
		want float32
	}{{1, together}, {few, together}, {heap, apart}, {100000, apart}} {
		if got := threshold(c.n); got < c.want-1e-6 || got > c.want+1e-6 {
			t.Errorf("%d documents: %v, want %v", c.n, got, c.want)
		}
	}
}

func TestFading(t *testing.T) {
	week := &group{begin: "2024-05-01", end: "2024-05-05"}
	for _, c := range []struct {
		other *group
		least float32
		most  float32
	}{
		{&group{begin: "2024-05-03", end: "2024-05-03"}, 1, 1},
		{&group{begin: "2024-05-11", end: "2024-05-11"}, 1, 1},
		{&group{}, 1, 1},
		{&group{begin: "2024-06-26", end: "2024-06-26"}, 0.79, 0.81},
		{&group{begin: "2029-01-01", end: "2029-01-01"}, 0.6, 0.61},
	} {
		if there, back := fading(week, c.other), fading(c.other, week); there != back || there < c.least || there > c.most {
			t.Errorf("%s: %v, %v, want %v to %v", c.other.begin, there, back, c.least, c.most)
		}
	}
}

func TestOneLine(t *testing.T) {
	if got := oneLine("  a\n b "); got != "a b" {
		t.Errorf("got %q", got)
	}
	long := oneLine(strings.Repeat("word, ", 40))
	if !strings.HasSuffix(long, "word …") || len(long) > longestTitle+4 {
		t.Errorf("got %q", long)
	}
}

// FuzzCluster: any texts and dates give a partition.
func FuzzCluster(f *testing.F) {
	f.Add("Orm shook", "2005-04-03", "Orm burned", "")
	f.Add("\xff", "9999", "", "2005-13-45T")
	f.Fuzz(func(t *testing.T, a, dayA, b, dayB string) {
		docs := []*stemma.Document{
			{Article: &stemma.Article{ID: "A", Text: a, Published: &stemma.Published{Value: dayA}}},
			{Article: &stemma.Article{ID: "B", Text: b, Published: &stemma.Published{Value: dayB}}},
		}
		n := 0
		for _, s := range Cluster(docs) {
			n += len(s.Articles)
		}
		if n != 2 {
			t.Fatal(n, "articles")
		}
	})
}

// BenchmarkCluster shows growth: time per document must not rise with their number.
func BenchmarkCluster(b *testing.B) {
	for _, n := range []int{100, 200, 400, 800, 3200} {
		docs := events(rand.New(rand.NewPCG(1, 1)), n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Cluster(docs)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/doc")
		})
	}
}

// TestPost: an embedded post is in its host's story, right behind it.
func TestPost(t *testing.T) {
	article := func(id, text string) *stemma.Document {
		return &stemma.Document{Article: &stemma.Article{ID: id, Text: text, Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}}
	}
	post := article("A.1", "Stuck at anchor another day, with tea and cards.")
	post.Host = &stemma.Evidence{Article: "A"}
	stories := Cluster([]*stemma.Document{article("A", "The Lowfield ferry sank off Marsh Point on Sunday."), post, article("B", "The Lowfield ferry sank near Marsh Point, the governor said.")})
	if len(stories) != 1 || !slices.Equal(stories[0].Articles, []string{"A", "A.1", "B"}) {
		t.Errorf("%+v", stories)
	}
}
