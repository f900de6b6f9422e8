package network

import (
	"math"
	"math/rand/v2"
	"slices"
)

// gradients are those of all parameters but the embedding.
type gradients []Matrix

func (g gradients) of(p *Param) Matrix { return g[p.index] }

// pass is one worker's way through a batch, forth and back.
type pass struct {
	n        *Network
	grads    gradients
	random   *rand.Rand
	training bool

	batch  []*Example
	at     layout
	kept   [][]int32 // rows of each token that were not hidden, by packed row
	states []Matrix  // the input of each layer, and the last layer's output; packed rows
	masks  []Matrix  // what dropout kept of each, by sentence
	dstate []Matrix
	runs   [][2]*lstmRun

	plain, dplain []Matrix // the same in the order of the sentences, for the heads
	first         []int    // each sentence's first row there
	scratch       packed

	dep, head, pair, rel, relHead, out Matrix
	ddep, dhead, dpair, drel, drhead   Matrix
	cands, dcands, scores              Matrix

	touched []int32 // embedding rows with a gradient
	slot    []int32 // their place + 1
	sparse  []float32

	Loss   float64
	Tokens int
}

func newPass(n *Network, seed uint64) *pass {
	w := &pass{n: n, random: rand.New(rand.NewPCG(seed, 17)), slot: make([]int32, n.Rows)}
	for _, p := range n.params {
		w.grads = append(w.grads, NewMatrix(p.Rows, p.Cols))
	}
	for range n.Layers {
		w.runs = append(w.runs, [2]*lstmRun{{}, {}})
	}
	k := n.Layers + 1
	w.states, w.masks, w.dstate = make([]Matrix, k), make([]Matrix, k), make([]Matrix, k)
	w.plain, w.dplain = make([]Matrix, k), make([]Matrix, k)
	return w
}

func (w *pass) clear() {
	for _, g := range w.grads {
		clear(g.Data)
	}
	for _, row := range w.touched {
		w.slot[row] = 0
	}
	w.touched, w.sparse = w.touched[:0], w.sparse[:0]
	w.Loss, w.Tokens = 0, 0
}

// learn adds a batch's gradients.
func (w *pass) learn(batch []*Example) {
	w.clear()
	if len(batch) == 0 {
		return
	}
	w.training = true
	w.encode(batch)
	for k := range w.dplain {
		w.dplain[k].resize(w.plain[k].Rows, w.plain[k].Cols)
	}
	w.classify(nil)
	w.arcs(nil)
	w.decode()
}

// encode runs the layers over a batch.
func (w *pass) encode(batch []*Example) {
	w.batch = append(w.batch[:0], batch...)
	slices.SortStableFunc(w.batch, func(a, b *Example) int { return len(b.Rows) - len(a.Rows) })
	lengths := make([]int, len(w.batch))
	for i, e := range w.batch {
		lengths[i] = len(e.Rows)
	}
	w.at.set(lengths)
	w.embed()
	w.drop(0, w.n.InputDrop)
	for l, pair := range w.n.layers {
		for d := range pair {
			pair[d].forward(w.runs[l][d], &w.at, w.states[l])
		}
		w.states[l+1].resize(w.at.rows, 2*w.n.Hidden)
		for r := range w.at.rows {
			copy(w.states[l+1].Row(r), w.runs[l][0].out.Row(r))
			copy(w.states[l+1].Row(r)[w.n.Hidden:], w.runs[l][1].out.Row(r))
		}
		w.drop(l+1, w.n.Drop)
	}
	w.arrange()
}

// embed sums the rows of each token's features.
func (w *pass) embed() {
	w.states[0].resize(w.at.rows, w.n.Dim)
	w.kept = slices.Grow(w.kept[:0], w.at.rows)[:w.at.rows]
	for s, e := range w.batch {
		for t, rows := range e.Rows {
			r := w.at.row(s, t)
			kept := w.kept[r][:0]
			hidden := 0
			if w.training && w.random.Float32() < w.n.Hide {
				hidden = int(e.Own[t])
			}
			for i, row := range rows {
				if row < 0 || i < hidden || w.training && w.hides(e, t, i) {
					continue
				}
				kept = append(kept, row)
				addTo(w.states[0].Row(r), w.n.Embedding.Row(int(row)))
			}
			w.kept[r] = kept
		}
	}
}

// hides says whether training leaves feature i of token t out: the word itself
// by its rarity, any other rarely.
func (w *pass) hides(e *Example, t, i int) bool {
	if i == 0 {
		return w.random.Float32() < e.Rare[t]
	}
	return w.random.Float32() < w.n.Blank
}

func addTo(sum, v []float32) {
	v = v[:len(sum)]
	for i := range sum {
		sum[i] += v[i]
	}
}

// drop multiplies a state by a mask that is the same for all tokens of a
// sentence (Gal and Ghahramani 2016).
func (w *pass) drop(k int, share float32) {
	if !w.training || share == 0 {
		return
	}
	state, mask := w.states[k], &w.masks[k]
	mask.resize(len(w.batch), state.Cols)
	for i := range mask.Data {
		if w.random.Float32() >= share {
			mask.Data[i] = 1 / (1 - share)
		}
	}
	w.mask(k, state)
}

func (w *pass) mask(k int, m Matrix) {
	for t, n := range w.at.active {
		for s := range n {
			row := m.Row(w.at.start[t] + s)
			for i, keep := range w.masks[k].Row(s) {
				row[i] *= keep
			}
		}
	}
}

// arrange copies the states that heads read into the order of the sentences.
func (w *pass) arrange() {
	w.first = w.first[:0]
	sum := 0
	for _, n := range w.at.lengths {
		w.first = append(w.first, sum)
		sum += n
	}
	for k := 1; k <= w.n.Layers; k++ {
		w.plain[k].resize(w.at.rows, 2*w.n.Hidden)
		for s, n := range w.at.lengths {
			for t := range n {
				copy(w.plain[k].Row(w.first[s]+t), w.states[k].Row(w.at.row(s, t)))
			}
		}
	}
}

// decode takes the gradients of the heads back through the layers.
func (w *pass) decode() {
	n := w.n
	for k := range w.dstate {
		w.dstate[k].resize(w.at.rows, w.states[k].Cols)
		if k == 0 {
			continue
		}
		for s, length := range w.at.lengths {
			for t := range length {
				copy(w.dstate[k].Row(w.at.row(s, t)), w.dplain[k].Row(w.first[s]+t))
			}
		}
	}
	for l := n.Layers - 1; l >= 0; l-- {
		if n.Drop > 0 {
			w.mask(l+1, w.dstate[l+1])
		}
		for d, direction := range n.layers[l] {
			run := w.runs[l][d]
			run.dout.resize(w.at.rows, n.Hidden)
			for r := range w.at.rows {
				copy(run.dout.Row(r), w.dstate[l+1].Row(r)[d*n.Hidden:])
			}
			direction.backward(run, &w.at, w.states[l], w.dstate[l], w.grads)
		}
	}
	if n.InputDrop > 0 {
		w.mask(0, w.dstate[0])
	}
	for r, rows := range w.kept {
		for _, row := range rows {
			addTo(w.row(row), w.dstate[0].Row(r))
		}
	}
}

// row is the gradient of a row of the embedding.
func (w *pass) row(row int32) []float32 {
	dim := w.n.Dim
	if w.slot[row] == 0 {
		w.touched = append(w.touched, row)
		w.slot[row] = int32(len(w.touched))
		n := len(w.sparse)
		w.sparse = slices.Grow(w.sparse, dim)[:n+dim]
		clear(w.sparse[n:])
	}
	at := int(w.slot[row]-1) * dim
	return w.sparse[at : at+dim]
}

// apply is l over all rows of x.
func (w *pass) apply(l *linear, x Matrix, y *Matrix) {
	y.resize(x.Rows, l.w.Cols)
	for r := range y.Rows {
		copy(y.Row(r), l.b.Data)
	}
	w.scratch.pack(l.w.Matrix)
	mul(*y, x, &w.scratch)
}

// applyBack adds the gradients of l and of x.
func (w *pass) applyBack(l *linear, x, dy, dx Matrix) {
	w.scratch.pack(dy)
	mulTransposed(w.grads.of(l.w), x, &w.scratch)
	addRows(w.grads.of(l.b).Data, dy)
	w.scratch.packTransposed(l.w.Matrix)
	mul(dx, dy, &w.scratch)
}

// cross replaces scores by the gradient of their cross entropy to the gold
// class, weighted, and gives the loss.
func cross(scores []float32, gold int32, weight float32) float64 {
	top := slices.Max(scores)
	var sum float32
	for i, s := range scores {
		scores[i] = exp(s - top)
		sum += scores[i]
	}
	loss := -math.Log(max(1e-9, float64(scores[gold]/sum)))
	for i := range scores {
		scores[i] *= weight / sum
	}
	scores[gold] -= weight
	return loss * float64(weight)
}

func exp(x float32) float32 { return float32(math.Exp(float64(x))) }
