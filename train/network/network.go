// Package network trains the network of lang/syntax: embeddings of a word's
// features, layers of LSTMs in both directions, and on them classifiers of
// tokens and a biaffine scorer of arcs (Dozat and Manning 2017).
//
// Input: examples, each a sentence's feature rows with what is known of its
// tags, tree and names. Output: parameters. The same seed, data and number of
// workers give the same numbers on every processor with AVX2 and FMA.
//
// It deliberately knows no words: what a row or class means is its caller's.
package network

import (
	"math/rand/v2"
	"strconv"
)

// Shape says how large a network is.
type Shape struct {
	Rows   int // of the embedding: how many features are known
	Dim    int // numbers of an embedding
	Hidden int // of an LSTM, each direction
	Layers int
	Arc    int // of the vectors that arcs are scored by
	Rel    int // of the vector that an arc's label is read from
	Labels int // of arcs
	Heads  []Head
}

// Head is a classifier of tokens: how many classes it has, and the layer that it reads.
type Head struct{ Classes, Layer int }

// Example is one sentence. What is not known is nil, and teaches nothing.
type Example struct {
	Rows    [][]int32 // for each token the rows of its features, the word itself first, -1 where it is unknown
	Own     []int32   // for each token how many of the first rows tell one word from others
	Rare    []float32 // for each token the chance that its word is hidden
	Classes [][]int32 // for each Head the class of every token, -1 unknown
	Arcs    []int32   // 0 for the root, else the head's index + 1
	Labels  []int32
	Weight  float32
}

// Network is the parameters.
type Network struct {
	Shape
	Embedding *Param
	layers    [][2]*lstm
	heads     []*linear

	arcDep, arcHead   *linear
	arcPair, arcPrior *Param
	arcRoot           *Param
	relDep, relHead   *linear
	relRoot           *Param
	relOut            *linear
	params            []*Param // all but Embedding
	InputDrop, Drop   float32  // shares dropped in training: of embeddings, of states
	Blank, Hide       float32  // of single rows, of words' own rows
}

// linear is y = x·w + b.
type linear struct{ w, b *Param }

func newLinear(name string, in, out int, random *rand.Rand) *linear {
	return &linear{newParam(name+".w", in, out, glorot(in, out), random), newParam(name+".b", 1, out, 0, random)}
}

// New is an untrained network.
func New(s Shape, seed uint64) *Network {
	random := rand.New(rand.NewPCG(seed, 11))
	n := &Network{Shape: s, InputDrop: 0.3, Drop: 0.33}
	n.Embedding = newParam("embedding", s.Rows, s.Dim, 0.08, random)
	in := s.Dim
	for i := range s.Layers {
		name := "lstm" + strconv.Itoa(i)
		pair := [2]*lstm{newLSTM(name+".fore", in, s.Hidden, false, random), newLSTM(name+".back", in, s.Hidden, true, random)}
		n.layers = append(n.layers, pair)
		n.params = append(append(n.params, pair[0].params()...), pair[1].params()...)
		in = 2 * s.Hidden
	}
	add := func(l *linear) *linear { n.params = append(n.params, l.w, l.b); return l }
	one := func(p *Param) *Param { n.params = append(n.params, p); return p }
	for i, h := range s.Heads {
		width := 2 * s.Hidden
		n.heads = append(n.heads, add(newLinear("head"+strconv.Itoa(i), width, h.Classes, random)))
	}
	n.arcDep, n.arcHead = add(newLinear("arc.dep", in, s.Arc, random)), add(newLinear("arc.head", in, s.Arc, random))
	n.arcPair = one(newParam("arc.pair", s.Arc, s.Arc, glorot(s.Arc, s.Arc), random))
	n.arcPrior = one(newParam("arc.prior", 1, s.Arc, 0, random))
	n.arcRoot = one(newParam("arc.root", 1, s.Arc, 0.1, random))
	n.relDep, n.relHead = add(newLinear("rel.dep", in, s.Rel, random)), add(newLinear("rel.head", in, s.Rel, random))
	n.relRoot = one(newParam("rel.root", 1, s.Rel, 0.1, random))
	n.relOut = add(newLinear("rel.out", s.Rel, s.Labels, random))
	for i, p := range n.params {
		p.index = i
	}
	return n
}

// Averaged calls f for every parameter with its running mean.
func (n *Network) Averaged(f func(name string, m Matrix)) {
	for _, p := range append([]*Param{n.Embedding}, n.params...) {
		f(p.Name, Matrix{p.Rows, p.Cols, p.mean})
	}
}

// SwapAverages exchanges the parameters and their running means.
func (n *Network) SwapAverages() {
	for _, p := range append([]*Param{n.Embedding}, n.params...) {
		p.Data, p.mean = p.mean, p.Data
	}
}
