package network

import (
	"math"
	"sync"
)

// Learner trains a network with several workers, each on its share of every
// batch.
type Learner struct {
	Network *Network
	Adam    Adam
	Clip    float64 // the most that a step's gradient may measure
	workers []*pass
}

// NewLearner makes a learner.
func NewLearner(n *Network, workers int, seed uint64) *Learner {
	l := &Learner{Network: n, Adam: Adam{Rate: 2e-3, Beta1: 0.9, Beta2: 0.99, Decay: 0.999}, Clip: 3}
	for i := range workers {
		l.workers = append(l.workers, newPass(n, seed+uint64(i)*1000))
	}
	return l
}

// averageEvery is how many steps pass between two steps of the running means.
const averageEvery = 8

// Step learns from one batch and gives its loss by token.
func (l *Learner) Step(batch []*Example) float64 {
	shares := make([][]*Example, len(l.workers))
	tokens := 0
	for i, e := range batch {
		shares[i%len(shares)] = append(shares[i%len(shares)], e)
		tokens += len(e.Rows)
	}
	l.each(func(i int, w *pass) { w.learn(shares[i]) })
	l.Adam.step++
	l.gather()
	scale := float32(1 / float64(tokens))
	if size := l.size() * float64(scale); size > l.Clip {
		scale *= float32(l.Clip / size)
	}
	l.move(scale)
	loss := 0.0
	for _, w := range l.workers {
		loss += w.Loss
	}
	return loss / float64(tokens)
}

func (l *Learner) each(f func(i int, w *pass)) {
	var group sync.WaitGroup
	for i, w := range l.workers {
		group.Go(func() { f(i, w) })
	}
	group.Wait()
}

// gather adds all workers' gradients to the first one's, in their order.
func (l *Learner) gather() {
	first := l.workers[0]
	for _, w := range l.workers[1:] {
		for k, g := range w.grads {
			addTo(first.grads[k].Data, g.Data)
		}
		for i, row := range w.touched {
			addTo(first.row(row), w.sparse[i*l.Network.Dim:(i+1)*l.Network.Dim])
		}
	}
}

// size is the length of the gradient.
func (l *Learner) size() float64 {
	sum := 0.0
	add := func(values []float32) {
		var part float32
		for _, v := range values {
			part += v * v
		}
		sum += float64(part)
	}
	for _, g := range l.workers[0].grads {
		add(g.Data)
	}
	add(l.workers[0].sparse)
	return math.Sqrt(sum)
}

// move takes one step of the optimiser.
func (l *Learner) move(scale float32) {
	n, w := l.Network, l.workers[0]
	keep := float32(math.Pow(min(l.Adam.Decay, 1-10/(10+float64(l.Adam.step))), averageEvery))
	average := l.Adam.step%averageEvery == 0
	l.each(func(i int, _ *pass) {
		for k, p := range n.params {
			if k%len(l.workers) != i {
				continue
			}
			l.Adam.update(p, 0, w.grads[k].Data, scale)
			if average {
				p.average(keep)
			}
		}
		for k, row := range w.touched {
			if k%len(l.workers) == i {
				l.Adam.update(n.Embedding, int(row)*n.Dim, w.sparse[k*n.Dim:(k+1)*n.Dim], scale)
			}
		}
	})
	if average {
		n.Embedding.average(keep)
	}
}

// Score runs the network over examples and gives what it says of each. Labels
// are those of the arcs that an example has, or else of the likeliest ones.
func (l *Learner) Score(examples []*Example) []Scored {
	out := make([]Scored, len(examples))
	const size = 32
	l.each(func(i int, w *pass) {
		for first := i * size; first < len(examples); first += size * len(l.workers) {
			w.score(examples[first:min(first+size, len(examples))], out[first:])
		}
	})
	return out
}

func (w *pass) score(examples []*Example, out []Scored) {
	w.training = false
	w.encode(examples)
	sorted := make([]Scored, len(w.batch))
	w.classify(sorted)
	w.arcs(sorted)
	place := map[*Example]int{}
	for i, e := range examples {
		place[e] = i
	}
	for s, e := range w.batch {
		out[place[e]] = sorted[s]
	}
}
