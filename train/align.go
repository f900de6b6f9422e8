package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"

	"stemma"
	"stemma/claim"
	"stemma/eval"
	"stemma/ingest"
	"stemma/kinship"
	"stemma/lang"
	"stemma/reconcile"
	"stemma/story"
)

// alignStory is an annotated story: the article and the gold claim (-1: none)
// of each of its mentions, and the pairs among them.
type alignStory struct {
	name     string
	articles []string
	gold     []int
	pairs    *reconcile.Pairs
}

// trainAlign fits the weights by which reconcile joins mentions into claims:
// logistic regression with an L2 penalty on the pairs of mentions that match
// annotated ones, each story weighing the same. It prints how each threshold
// does over all stories when every story is grouped by weights fitted on the
// others, then writes the weights of all.
//
//	go run ./train align --data DIR --out reconcile/weights.txt
func trainAlign(o options) error {
	stories, err := alignStories(filepath.Join(o.data, "stories", "claims"))
	if err != nil {
		return err
	}
	printAlign("left out", stories, func(left int) []float64 {
		return fitAlign(append(append([]alignStory{}, stories[:left]...), stories[left+1:]...))
	})
	weights := fitAlign(stories)
	printAlign("all", stories, func(int) []float64 { return weights })
	return os.WriteFile(o.out, []byte(alignFile(weights)), 0o644)
}

func alignFile(weights []float64) string {
	var out strings.Builder
	out.WriteString("# Log-odds by which the features of a pair of mentions (compare.go) tell that both state one claim.\n" +
		"# Made by: go run ./train align --data DIR --out reconcile/weights.txt\n")
	for i, name := range reconcile.Features() {
		note := ""
		if _, fixed := setByHand[name]; fixed {
			note = "\t// by hand: common words tell most of it, but a copied sentence is one claim for certain"
		}
		fmt.Fprintf(&out, "%s\t%.2f%s\n", name, weights[i], note)
	}
	return out.String()
}

func alignStories(root string) ([]alignStory, error) {
	files, err := filepath.Glob(filepath.Join(root, "*", "gold.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no annotated stories in %s", root)
	}
	var stories []alignStory
	for _, file := range files {
		x, err := readAlign(filepath.Dir(file))
		if err != nil {
			return nil, err
		}
		stories = append(stories, x)
	}
	return stories, nil
}

func readAlign(folder string) (alignStory, error) {
	x := alignStory{name: filepath.Base(folder)}
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return x, err
	}
	articles, _ := ingest.Read(context.Background(), files, ingest.Options{})
	var docs []*stemma.Document
	var mentions [][]stemma.ClaimMention
	record := &stemma.Record{}
	for i, a := range articles {
		a.ID = fmt.Sprint(i)
		d := lang.Analyze(a)
		d.Siglum(a.ID)
		docs, mentions = append(docs, d), append(mentions, claim.Extract(d))
		record.Articles = append(record.Articles, stemma.ArticleRecord{Article: a})
		for _, m := range mentions[i] {
			record.Claims = append(record.Claims, stemma.Claim{Mentions: []stemma.ClaimMention{m}})
			x.articles = append(x.articles, m.Article)
		}
	}
	if x.gold, err = eval.GoldClaims(folder, record); err != nil {
		return x, err
	}
	x.pairs = reconcile.Compare(docs, mentions, kinship.Build(docs, kinship.Passages(docs)), story.Cluster(docs))
	return x, nil
}

// alignPenalty on the square of a weight; half and double of it do as well.
const alignPenalty = 0.002

// setByHand are weights that the fit does not choose.
var setByHand = map[string]float64{"passageSame": 1.5}

// fitAlign maximises the penalised likelihood by Newton's method, which takes
// a handful of steps for so few weights.
func fitAlign(stories []alignStory) []float64 {
	weights := make([]float64, len(reconcile.Features()))
	for i, name := range reconcile.Features() {
		weights[i] = setByHand[name]
	}
	for range 12 {
		slope, curve := alignSlope(stories, weights)
		for i, step := range solve(curve, slope) {
			if _, fixed := setByHand[reconcile.Features()[i]]; !fixed {
				weights[i] += step
			}
		}
	}
	return weights
}

// alignSlope is the gradient of the likelihood and its curvature.
func alignSlope(stories []alignStory, weights []float64) ([]float64, [][]float64) {
	n := len(weights)
	slope, curve := make([]float64, n), make([][]float64, n)
	for i := range curve {
		curve[i] = make([]float64, n)
		curve[i][i] = 1e-9
		if i > 0 {
			slope[i], curve[i][i] = -alignPenalty*weights[i], alignPenalty
		}
	}
	for i := range stories {
		stories[i].slope(weights, slope, curve)
	}
	for i, name := range reconcile.Features() {
		if _, fixed := setByHand[name]; fixed {
			for k := range curve {
				curve[i][k], curve[k][i] = 0, 0
			}
			slope[i], curve[i][i] = 0, 1
		}
	}
	return slope, curve
}

func (x *alignStory) slope(weights, slope []float64, curve [][]float64) {
	n := 0.0
	for i, at := range x.pairs.At {
		n += float64(count(x.learns(i, at)))
	}
	for i, at := range x.pairs.At {
		if !x.learns(i, at) {
			continue
		}
		v := x.pairs.Vectors[i]
		p := logistic(weights, v)
		miss := float64(count(x.gold[at[0]] == x.gold[at[1]])) - p
		for k, a := range v {
			if a == 0 {
				continue
			}
			slope[k] += miss * a / n
			for l, b := range v {
				curve[k][l] += p * (1 - p) * a * b / n
			}
		}
	}
}

// learns reports whether both mentions of a pair are annotated.
func (x *alignStory) learns(i int, at [2]int) bool {
	return !x.pairs.Conflicts[i] && x.gold[at[0]] >= 0 && x.gold[at[1]] >= 0
}

func logistic(weights, v []float64) float64 {
	sum := 0.0
	for i, w := range weights {
		sum += w * v[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// solve is x of a·x = y by Gauss-Jordan elimination; a and y are used up.
func solve(a [][]float64, y []float64) []float64 {
	for i := range a {
		best := i
		for k := i + 1; k < len(a); k++ {
			if math.Abs(a[k][i]) > math.Abs(a[best][i]) {
				best = k
			}
		}
		a[i], a[best], y[i], y[best] = a[best], a[i], y[best], y[i]
		for k := range a {
			if k == i {
				continue
			}
			f := a[k][i] / a[i][i]
			for l := i; l < len(a); l++ {
				a[k][l] -= f * a[i][l]
			}
			y[k] -= f * y[i]
		}
	}
	for i := range y {
		y[i] /= a[i][i]
	}
	return y
}

// printAlign prints, for several thresholds, pairwise and B-cubed F1 over all
// stories, each grouped by the weights that it is given.
func printAlign(label string, stories []alignStory, weights func(int) []float64) {
	thresholds := []float64{0.1, 0.15, 0.2, 0.25, 0.3, 0.4}
	sums := make([]alignTally, len(thresholds))
	for i := range stories {
		w := weights(i)
		for k, least := range thresholds {
			sums[k].add(&stories[i], stories[i].pairs.Group(w, least))
		}
	}
	for k, s := range sums {
		fmt.Printf("%-9s threshold %.2f: pairs %.1f, B-cubed %.1f\n", label, thresholds[k], s.pairs(), s.bCubed())
	}
}

// alignTally counts as eval does.
type alignTally struct{ hits, gold, system, precision, recall, n float64 }

func (s *alignTally) pairs() float64 { return 200 * s.hits / (s.gold + s.system) }

func (s *alignTally) bCubed() float64 {
	p, r := s.precision/s.n, s.recall/s.n
	return 200 * p * r / (p + r)
}

func (s *alignTally) add(x *alignStory, groups [][]int) {
	of := make([]int, len(x.gold))
	for g, group := range groups {
		for _, i := range group {
			of[i] = g
		}
	}
	for i := range x.gold {
		if x.gold[i] < 0 {
			continue
		}
		mine, theirs, both := 0, 0, 0
		for k := range x.gold {
			if x.gold[k] < 0 {
				continue
			}
			g, t := x.gold[i] == x.gold[k], of[i] == of[k]
			mine, theirs, both = mine+count(g), theirs+count(t), both+count(g && t)
			if x.articles[i] != x.articles[k] {
				s.gold, s.system, s.hits = s.gold+float64(count(g)), s.system+float64(count(t)), s.hits+float64(count(g && t))
			}
		}
		s.precision, s.recall, s.n = s.precision+float64(both)/float64(theirs), s.recall+float64(both)/float64(mine), s.n+1
	}
}
