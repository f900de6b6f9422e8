//go:build fit

package eval

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"stemma/kinship"
)

// The fit of kinship/trees1.txt, trees2.txt, trees3.txt and lostWeights, in this
// order, for each reads what the one before it wrote:
//
//	for step in First Second Third Unseen; do go test ./eval -tags fit -run TestFit$step -v -timeout 30m; done
//
// Every step has traditions of its own; none is among those that are scored.
const (
	firstSeeds  = 20_001
	secondSeeds = 30_001
	unseenSeeds = 40_001
	thirdSeeds  = 50_001
	testSeeds   = 60_001
	fitSeeds    = 5000
	fewSeeds    = 600

	signsOfFirst = 42
	signsOfAll   = 54
)

func TestFitFirst(t *testing.T) {
	boost(t, suppositions(firstSeeds, fitSeeds, 1), signsOfFirst, 1, boostRounds)
}

func TestFitSecond(t *testing.T) {
	boost(t, suppositions(secondSeeds, fitSeeds, 2), signsOfAll, 2, boostRounds)
}

func TestFitThird(t *testing.T) {
	boost(t, suppositions(thirdSeeds, fitSeeds/2, 3), signsOfAll, 3, thirdRounds)
}

// TestFitUnseen prints the weights for an edge from an unseen text.
func TestFitUnseen(t *testing.T) {
	var list []instance
	for seed := uint64(unseenSeeds); seed < unseenSeeds+2*fewSeeds; seed++ {
		tradition := newTradition(seed)
		docs, of := tradition.documents(), tradition.byID()
		for _, s := range kinship.SupposeUnseen(docs, kinship.Passages(docs)) {
			list = append(list, instance{s.Signs, tradition.joins(nil, of[s.To])})
		}
	}
	fmt.Printf("%d edges, weights %.2f\n", len(list), logistic(list))
}

// instance is what is known of a supposition and whether it is right.
type instance struct {
	signs []float64
	right bool
}

func (t *tradition) byID() map[string]*witness {
	of := map[string]*witness{}
	for _, w := range t.witnesses {
		of[w.doc.ID] = w
	}
	return of
}

func suppositions(first uint64, n, sight int) (list []instance) {
	for seed := first; seed < first+uint64(n); seed++ {
		tradition := newTradition(seed)
		docs, of := tradition.documents(), tradition.byID()
		for _, s := range kinship.Suppose(docs, kinship.Passages(docs), sight) {
			parent := of[s.From]
			right := slices.ContainsFunc(of[s.To].parents, func(p int) bool { return tradition.witnesses[p] == parent })
			list = append(list, instance{slices.Clone(s.Signs), right})
		}
	}
	return list
}

// The two signs of words that one text has between words of the other, and how
// often and how much the fit adds to them.
const (
	signPutIn   = 31
	signLeftOut = 32
	chancePutIn = 0.3
	leastPutIn  = 0.12
	mostPutIn   = 0.72
)

// putIn adds words of an editor's own to the suppositions, right and wrong ones:
// the generated editors leave words out of a sentence but put none in, as living
// ones now and then do, so that the trees must not take a word or two for proof.
func putIn(list []instance) {
	random := rand.New(rand.NewPCG(2009, 1927))
	for _, x := range list {
		for _, sign := range [...]int{signPutIn, signLeftOut} {
			if random.Float64() < chancePutIn {
				x.signs[sign] += leastPutIn + (mostPutIn-leastPutIn)*random.Float64()
			}
		}
	}
}

func (x instance) y() float64 {
	if x.right {
		return 1
	}
	return 0
}

func squash(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

const (
	boostRounds = 250
	thirdRounds = 90 // more, on half as many suppositions, claim too much
	boostRate   = 0.1
	boostDepth  = 4
	boostRidge  = 5
	leastLeaf   = 100 // instances
	quantiles   = 20
)

// booster grows trees on the gradient of the logistic loss (Friedman 2001; the
// gain of a fork is that of Chen and Guestrin 2016).
type booster struct {
	list       []instance
	cuts       [][]float64 // of each sign
	bins       [][]uint8   // of each sign, the cuts at or below each instance
	odds, g, h []float64
}

// branch is a node; a leaf has no branches.
type branch struct {
	sign       int
	at         float64
	less, more *branch
}

func boost(t *testing.T, list []instance, signs, sight, rounds int) {
	putIn(list)
	b := newBooster(list, signs)
	var out strings.Builder
	out.WriteString("# Learned from generated traditions; see trees.go and eval/kinshipfit_test.go.\n")
	test := suppositions(testSeeds, fewSeeds, sight)
	odds := make([]float64, len(test))
	all := make([]int, len(list))
	for i := range all {
		all[i] = i
	}
	for range rounds {
		b.gradient()
		tree := b.grow(all, boostDepth)
		for i, x := range list {
			b.odds[i] += tree.value(x.signs)
		}
		for i, x := range test {
			odds[i] += tree.value(x.signs)
		}
		tree.write(&out)
		out.WriteString("\n")
	}
	fmt.Printf("%d suppositions, loss %.4f; %d others, loss %.4f\n", len(list), loss(list, b.odds), len(test), loss(test, odds))
	if err := os.WriteFile(fmt.Sprintf("../kinship/trees%d.txt", sight), []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func loss(list []instance, odds []float64) float64 {
	sum := 0.0
	for i, x := range list {
		sum -= math.Log(squash(odds[i] * (2*x.y() - 1)))
	}
	return sum / float64(len(list))
}

func newBooster(list []instance, signs int) *booster {
	n := len(list)
	b := &booster{list: list, odds: make([]float64, n), g: make([]float64, n), h: make([]float64, n)}
	for sign := range signs {
		values := make([]float64, n)
		for i, x := range list {
			values[i] = x.signs[sign]
		}
		slices.Sort(values)
		var cuts []float64
		for q := 1; q < quantiles; q++ {
			cuts = append(cuts, values[n*q/quantiles])
		}
		cuts = slices.Compact(cuts)
		bins := make([]uint8, n)
		for i, x := range list {
			at, found := slices.BinarySearch(cuts, x.signs[sign])
			if found {
				at++
			}
			bins[i] = uint8(at)
		}
		b.cuts, b.bins = append(b.cuts, cuts), append(b.bins, bins)
	}
	return b
}

func (b *booster) gradient() {
	for i, x := range b.list {
		p := squash(b.odds[i])
		b.g[i], b.h[i] = x.y()-p, p*(1-p)
	}
}

func (b *booster) grow(members []int, depth int) *branch {
	g, h := 0.0, 0.0
	for _, i := range members {
		g, h = g+b.g[i], h+b.h[i]
	}
	leaf := &branch{at: boostRate * g / (h + boostRidge)}
	if depth == 0 || len(members) < leastLeaf {
		return leaf
	}
	sign, cut := b.fork(members, g, h)
	if sign < 0 {
		return leaf
	}
	var less, more []int
	for _, i := range members {
		if int(b.bins[sign][i]) <= cut {
			less = append(less, i)
		} else {
			more = append(more, i)
		}
	}
	return &branch{sign, b.cuts[sign][cut], b.grow(less, depth-1), b.grow(more, depth-1)}
}

// fork is the sign and cut that part the members best, -1 for none.
func (b *booster) fork(members []int, g, h float64) (sign, cut int) {
	sign = -1
	best := 1e-3
	for s, cuts := range b.cuts {
		var gs, hs [quantiles]float64
		for _, i := range members {
			bin := b.bins[s][i]
			gs[bin], hs[bin] = gs[bin]+b.g[i], hs[bin]+b.h[i]
		}
		left, weight := 0.0, 0.0
		for k := range cuts {
			left, weight = left+gs[k], weight+hs[k]
			right := g - left
			gain := left*left/(weight+boostRidge) + right*right/(h-weight+boostRidge) - g*g/(h+boostRidge)
			if gain > best && weight > boostRidge && h-weight > boostRidge {
				best, sign, cut = gain, s, k
			}
		}
	}
	return sign, cut
}

func (n *branch) value(signs []float64) float64 {
	for n.less != nil {
		if signs[n.sign] < n.at {
			n = n.less
		} else {
			n = n.more
		}
	}
	return n.at
}

func (n *branch) write(out *strings.Builder) {
	if n.less == nil {
		fmt.Fprintf(out, "= %.4g ", n.at)
		return
	}
	fmt.Fprintf(out, "%d %.4g ", n.sign, n.at)
	n.less.write(out)
	n.more.write(out)
}

// logistic is logistic regression with a slight L2 penalty, by Newton's method.
func logistic(list []instance) []float64 {
	n := len(list[0].signs)
	weights := make([]float64, n)
	for range 25 {
		matrix, vector := make([][]float64, n), make([]float64, n)
		for i := range matrix {
			matrix[i] = make([]float64, n)
			matrix[i][i], vector[i] = 1, -weights[i]
		}
		for _, x := range list {
			z := 0.0
			for i, sign := range x.signs {
				z += weights[i] * sign
			}
			p := squash(z)
			for i, sign := range x.signs {
				vector[i] += (x.y() - p) * sign
				for k, other := range x.signs {
					matrix[i][k] += p * (1 - p) * sign * other
				}
			}
		}
		for i, step := range solve(matrix, vector) {
			weights[i] += step
		}
	}
	return weights
}

// solve is Gauss's elimination; the matrix is positive definite.
func solve(matrix [][]float64, vector []float64) []float64 {
	for i := range vector {
		for k := i + 1; k < len(vector); k++ {
			factor := matrix[k][i] / matrix[i][i]
			for j := i; j < len(vector); j++ {
				matrix[k][j] -= factor * matrix[i][j]
			}
			vector[k] -= factor * vector[i]
		}
	}
	for i := len(vector) - 1; i >= 0; i-- {
		for k := i + 1; k < len(vector); k++ {
			vector[i] -= matrix[i][k] * vector[k]
		}
		vector[i] /= matrix[i][i]
	}
	return vector
}
