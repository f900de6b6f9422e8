package workspace

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"stemma"
	"stemma/ingest"
	"stemma/store"
	"stemma/store/sqlite"
)

// TestLargeWorkspace measures what adding one report to a workspace of 100,000
// costs, from its file's bytes to the story's new record, on disk. It takes
// minutes: STEMMA_LONG=1 go test ./workspace -run LargeWorkspace -v
func TestLargeWorkspace(t *testing.T) {
	n, stories := 400, 16
	if os.Getenv("STEMMA_LONG") != "" {
		n, stories = 100_000, 4000
	}
	ctx := context.Background()
	s, err := sqlite.Open(ctx, t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := New(s, Options{})
	began := time.Now()
	fill(t, w, n, stories)
	t.Logf("%d reports kept and sorted in %v", n, time.Since(began).Round(time.Millisecond))
	articles, _ := ingest.Read(ctx, []string{"../examples/suez-canal", "../examples/odesa-port", "../examples/beirut-blast"}, ingest.Options{})
	var took []time.Duration
	for _, a := range Grouped(articles) {
		data, err := os.ReadFile(a.Articles[0].Path)
		if err != nil {
			continue // a line of a longer file
		}
		began := time.Now()
		additions, _ := Additions(ingest.Raw{Path: a.Articles[0].Path, Data: data})
		if _, err := w.Add(ctx, additions); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Work(ctx); err != nil {
			t.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	t.Logf("adding one report: median %v, slowest of %d %v", took[len(took)/2].Round(time.Millisecond), len(took), took[len(took)-1].Round(time.Millisecond))
	if median := took[len(took)/2]; median > 200*time.Millisecond {
		t.Errorf("adding one report takes %v", median)
	}
}

// fill puts n reports of so many stories into the workspace, with what the
// sorter reads of them; their sentences are not analysed.
func fill(t *testing.T, w *Workspace, n, stories int) {
	t.Helper()
	ctx := context.Background()
	random := rand.New(rand.NewPCG(3, 5))
	for first := 0; first < n; first += 1000 {
		var additions []Addition
		for i := first; i < min(n, first+1000); i++ {
			additions = append(additions, Addition{Articles: []*stemma.Article{generated(random, i, i%stories)}})
		}
		if _, err := w.Add(ctx, additions); err != nil {
			t.Fatal(err)
		}
		for done := false; !done; {
			err := w.update(ctx, func(tx *store.Tx) error {
				pending, err := tx.Pending(1000)
				done = len(pending) == 0
				for _, v := range pending {
					articles, err := unpackArticles(v.Articles)
					if err != nil {
						return err
					}
					v.Engine, v.State = Engine, store.StateAnalysed
					if v.Documents, err = packDocuments([]*stemma.Document{{Article: articles[0]}}); err != nil {
						return err
					}
					if err := tx.Analysed(v); err != nil {
						return err
					}
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.sortAll(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.reconcileAll(ctx); err != nil {
		t.Fatal(err)
	}
}

// generated is a report of some story: its names are the story's own.
func generated(random *rand.Rand, i, story int) *stemma.Article {
	text := fmt.Sprintf("The mayor of Xan%dvar met engineer Qor%dlum in Pel%ddton on the quay. Qor%dlum of Pel%ddton told Xan%dvar council.", story, story, story, story, story, story)
	words := []string{"harbour", "council", "ferry", "bridge", "engineer", "inspection", "collapse", "witness", "rescue", "storm", "warehouse", "fire", "crane", "cargo", "mayor"}
	for range 40 {
		text += " " + words[random.IntN(len(words))]
	}
	day := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, story%360)
	return &stemma.Article{Path: fmt.Sprintf("g%d", i), URL: fmt.Sprintf("https://outlet%d.example/%d", i%200, i), Outlet: fmt.Sprintf("Outlet %d", i%200), Language: "en",
		Published: &stemma.Published{Value: day.Format(time.DateOnly), Precision: "day", Basis: stemma.BasisMetadata}, Text: text,
		Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}
}
