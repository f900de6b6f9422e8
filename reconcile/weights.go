package reconcile

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"sync"

	"stemma"
	"stemma/lexicon"
)

//go:embed weights.txt
var weightsText string

// alignWeights make of a pair's features the log-odds that both mentions state
// one claim.
var alignWeights = sync.OnceValue(func() vector {
	var w vector
	for _, entry := range lexicon.MustRead("weights.txt", weightsText, 2) {
		value, err := strconv.ParseFloat(entry.Fields[0], 64)
		at := slices.Index(featureNames[:], entry.Key)
		if err != nil || at < 0 {
			panic("weights.txt: " + entry.Key + " " + entry.Fields[0])
		}
		w[at] = value
	}
	return w
})

// odds are the log-odds of a pair's features.
func (w *vector) odds(v *vector) float64 {
	sum := 0.0
	for i, x := range v {
		sum += w[i] * x
	}
	return sum
}

// rivalOdds is what a pair's standing among its rivals adds.
func (w *vector) rivalOdds(r rivalry) float64 {
	return w[rivalLow]*r.low + w[rivalHigh]*r.high + w[mutual]*r.mutual
}

func logistic(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

// Pairs are what the weights of alignment are fitted on (train align): the
// candidate pairs of some reports' mentions, by the mentions' number in order,
// with the features of each. A conflicting pair has none.
type Pairs struct {
	At        [][2]int
	Vectors   [][]float64
	Conflicts []bool
	book      *notebook
}

// Features names the features in their order; the first is the constant.
func Features() []string { return featureNames[:] }

// Compare lists the candidate pairs of reports; arguments as of Claims.
func Compare(docs []*stemma.Document, mentions [][]stemma.ClaimMention, kin stemma.Kinship, stories []stemma.Story) *Pairs {
	b := read(docs, mentions, kin, stories, "")
	pairs := b.candidates()
	rows := make([]rivalry, len(pairs))
	p := &Pairs{book: b, Vectors: make([][]float64, len(pairs))}
	b.compared(pairs, rows, func(i int, v *vector) { p.Vectors[i] = append([]float64(nil), v[:]...) })
	for i, at := range pairs {
		p.At, p.Conflicts = append(p.At, [2]int{at.a, at.b}), append(p.Conflicts, at.conflict)
		if v := p.Vectors[i]; v != nil {
			v[rivalLow], v[rivalHigh], v[mutual] = rows[i].low, rows[i].high, rows[i].mutual
		}
	}
	return p
}

// Group clusters the mentions with other weights than those in use, at any
// threshold.
func (p *Pairs) Group(weights []float64, least float64) [][]int {
	w := vector(weights)
	pairs := make([]pair, len(p.At))
	for i, at := range p.At {
		pairs[i] = pair{a: at[0], b: at[1], conflict: p.Conflicts[i]}
		if v := p.Vectors[i]; v != nil && !enclosed(&p.book.notes[at[0]], &p.book.notes[at[1]]) {
			full := vector(v)
			pairs[i].chance = logistic(w.odds(&full))
		}
	}
	return cluster(len(p.book.notes), pairs, least, p.book.figure)
}
