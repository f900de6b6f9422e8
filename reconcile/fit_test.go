//go:build fit

package reconcile_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"stemma"
	"stemma/claim"
	"stemma/eval"
	"stemma/ingest"
	"stemma/kinship"
	"stemma/lang"
	"stemma/reconcile"
	"stemma/story"
)

// example is a story's mentions, the gold claim of each (-1: none), and the
// pairs among them.
type example struct {
	name      string
	articles  []string // of each mention
	mentions  []stemma.ClaimMention
	texts     []string
	gold      []int
	pairs     [][2]int
	vectors   []reconcile.Vector
	conflicts [][2]int
}

// TestFit fits the weights in align.go: logistic regression with an L2 penalty
// on the pairs of mentions that match annotated ones, each story weighing the
// same. It prints how the fit does on each story when that story is left out,
// and the weights of all.
//
//	STEMMA_DATA=… go test ./reconcile -tags fit -run TestFit -v
func TestFit(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(os.Getenv("STEMMA_DATA"), "stories", "claims", "*", "gold.json"))
	if err != nil || len(folders) == 0 {
		t.Fatal("no annotated stories", err)
	}
	var examples []example
	for _, file := range folders {
		examples = append(examples, read(t, filepath.Dir(file)))
	}
	current := reconcile.Weights()
	for _, x := range examples {
		report(x, "now", current)
	}
	for i, left := range examples {
		var others []example
		others = append(append(others, examples[:i]...), examples[i+1:]...)
		report(left, "left out", fit(others))
	}
	w := fit(examples)
	for _, x := range examples {
		report(x, "all", w)
	}
	for i, x := range w {
		fmt.Printf("%2d %6.2f (now %6.2f)\n", i, x, current[i])
	}
}

func read(t *testing.T, folder string) example {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
	articles, _ := ingest.Read(context.Background(), files, ingest.Options{})
	var docs []*stemma.Document
	var mentions [][]stemma.ClaimMention
	record := &stemma.Record{}
	for i, a := range articles {
		a.ID = fmt.Sprint(i)
		d := lang.Analyze(a)
		d.Siglum(a.ID)
		docs = append(docs, d)
		mentions = append(mentions, claim.Extract(d))
		record.Articles = append(record.Articles, stemma.ArticleRecord{Article: a})
	}
	kin := kinship.Build(docs, kinship.Passages(docs))
	x := example{name: filepath.Base(folder)}
	for _, list := range mentions {
		for _, m := range list {
			record.Claims = append(record.Claims, stemma.Claim{Mentions: []stemma.ClaimMention{m}})
			x.articles = append(x.articles, m.Article)
			x.mentions = append(x.mentions, m)
			x.texts = append(x.texts, m.Span.In(record.Article(m.Article).Text))
		}
	}
	gold, err := eval.GoldClaims(folder, record)
	if err != nil {
		t.Fatal(err)
	}
	x.gold = gold
	x.pairs, x.vectors, x.conflicts = reconcile.Pairs(docs, mentions, kin, story.Cluster(docs))
	return x
}

// fit maximises the likelihood of the pairs by gradient ascent with momentum.
func fit(examples []example) reconcile.Vector {
	w := reconcile.Vector{}
	speed := reconcile.Vector{}
	for range 3000 {
		var slope reconcile.Vector
		for _, x := range examples {
			n := 0.0
			var own reconcile.Vector
			for i, p := range x.pairs {
				if x.gold[p[0]] < 0 || x.gold[p[1]] < 0 {
					continue
				}
				y := 0.0
				if x.gold[p[0]] == x.gold[p[1]] {
					y = 1
				}
				n++
				miss := y - chance(w, x.vectors[i])
				for k, v := range x.vectors[i] {
					own[k] += miss * v
				}
			}
			for k := range own {
				slope[k] += own[k] / math.Max(1, n)
			}
		}
		for k := range w {
			speed[k] = 0.9*speed[k] + 0.3*(slope[k]-0.002*w[k]*truth(k > 0))
			w[k] += speed[k]
		}
	}
	return w
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func chance(w, v reconcile.Vector) float64 {
	sum := 0.0
	for k := range w {
		sum += w[k] * v[k]
	}
	return 1 / (1 + math.Exp(-sum))
}

// report prints pairwise and B-cubed F1 of clustering at several thresholds.
func report(x example, label string, w reconcile.Vector) {
	chances := make([]float64, len(x.pairs))
	for i, v := range x.vectors {
		chances[i] = chance(w, v)
	}
	fmt.Printf("%-10s %-9s", x.name, label)
	for _, least := range []float64{0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.42, 0.5} {
		groups := reconcile.Cluster(len(x.gold), x.pairs, chances, x.conflicts, least)
		pairs, b3 := score(x, groups)
		fmt.Printf("  %.2f: %4.1f %4.1f", least, pairs, b3)
	}
	fmt.Println()
}

func score(x example, groups [][]int) (pairs, b3 float64) {
	of := make([]int, len(x.gold))
	for g, group := range groups {
		for _, i := range group {
			of[i] = g
		}
	}
	hits, gold, system := 0.0, 0.0, 0.0
	precision, recall, n := 0.0, 0.0, 0.0
	for i := range x.gold {
		if x.gold[i] < 0 {
			continue
		}
		n++
		mine, theirs, both := 0.0, 0.0, 0.0
		for k := range x.gold {
			if x.gold[k] < 0 {
				continue
			}
			g, s := truth(x.gold[i] == x.gold[k]), truth(of[i] == of[k])
			mine, theirs, both = mine+g, theirs+s, both+g*s
			if x.articles[i] != x.articles[k] {
				gold, system, hits = gold+g, system+s, hits+g*s
			}
		}
		precision, recall = precision+both/theirs, recall+both/mine
	}
	precision, recall = precision/n, recall/n
	return 100 * 2 * hits / (gold + system), 100 * 2 * precision * recall / (precision + recall)
}
