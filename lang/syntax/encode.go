package syntax

import (
	"slices"

	"stemma"
	"stemma/model/fixed"
)

// batchTokens is about how many tokens go through the network together: enough
// sentences of one length that a step's product is a matrix's, not a vector's,
// and few enough that its sums stay in the processor's cache. One core, 2,000
// sentences: 128 tokens together give 43,000 tokens/s, 512 give 43,000, 1024
// give 44,000, 4096 give 41,000.
const batchTokens = 1024

// work is one call's memory, kept for the next.
type work struct {
	reader     Reader
	order      []stemma.Sentence // the document's sentences, the longest first
	batch      []stemma.Sentence
	active     []int // sentences that reach a step
	start      []int // a step's first row
	words      words
	x, y       []int16
	sums       []int32
	cells      []int32
	top        []int32 // sums of the last layer's heads
	vectors    []int16 // of arcs: dependents', then heads', by row
	pairs      []int16
	own        []int16 // those of one sentence
	cands      fixed.Matrix
	scores     []int32
	rel        []int32
	hidden     []int16
	tagged     []int32
	path       []uint8
	nameScores []int32
	trees      Trees
}

// resize is a slice of n numbers, zero, in s's memory where it suffices.
func resize[T int16 | int32 | uint8](s []T, n int) []T {
	s = room(s, n)
	clear(s)
	return s
}

// room is resize for what will be written before it is read.
func room[T int16 | int32 | uint8](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// batches calls f with runs of the document's sentences, each of about one length.
func (w *work) batches(d *stemma.Document, f func()) {
	w.order = append(w.order[:0], d.Sentences...)
	slices.SortStableFunc(w.order, func(a, b stemma.Sentence) int { return (b.Last - b.First) - (a.Last - a.First) })
	for first := 0; first < len(w.order); {
		last, tokens := first, 0
		for last < len(w.order) && (tokens == 0 || tokens+w.order[last].Last-w.order[last].First <= batchTokens) {
			tokens += w.order[last].Last - w.order[last].First
			last++
		}
		if w.batch = w.order[first:last]; tokens > 0 {
			f()
		}
		first = last
	}
}

// lay places the batch's tokens: step by step, in each those of the sentences
// that reach it, so that a step's rows stand together.
func (w *work) lay() (rows int) {
	w.active, w.start = w.active[:0], w.start[:0]
	n := len(w.batch)
	for t := 0; ; t++ {
		for n > 0 && w.batch[n-1].Last-w.batch[n-1].First <= t {
			n--
		}
		if n == 0 {
			return rows
		}
		w.active, w.start = append(w.active, n), append(w.start, rows)
		rows += n
	}
}

// sum adds up the rows of a token's features.
func (n *Network) sum(x []int16, keys []uint32) {
	for _, key := range keys {
		row, ok := n.rows.Find(key)
		if at := uint64(row) * uint64(n.dim); ok && at+uint64(n.dim) <= uint64(len(n.embedding)) {
			fixed.AddBytes(x, n.embedding[at:])
		}
	}
	most := int16(32767) >> n.shift
	for i, v := range x {
		x[i] = max(-most, min(most, v)) << n.shift
	}
}

// encode runs the layers over the batch, and tags it as soon as the states that
// tags are read from stand; the last layer's are left in w.x.
func (n *Network) encode(w *work, d *stemma.Document) (rows int) {
	rows = w.lay()
	n.read(w, d, rows)
	for l := range n.layers {
		w.y = room(w.y, rows*2*n.hidden)
		for way := range n.layers[l] {
			layer := &n.layers[l][way]
			if l == 0 {
				w.sums = w.words.sums(w.sums, way)
			} else {
				w.sums = layer.input.apply(w.sums, w.x, 2*n.hidden, rows)
			}
			layer.run(n, w, way)
		}
		w.x, w.y = w.y, w.x
		if l == n.tagLayer {
			n.tag(w, d, rows)
		}
	}
	return rows
}

// run computes one direction's states, from what its input adds to w.sums to its
// half of w.y.
func (l *direction) run(n *Network, w *work, way int) {
	h := n.hidden
	wide := fixed.Columns(4 * h)
	w.cells = resize(w.cells, w.active[0]*h)
	out := w.y[way*h:]
	steps := len(w.active)
	for i := range steps {
		t, before := i, i-1
		if way == 1 {
			t, before = steps-1-i, steps-i
		}
		first, count := w.start[t], w.active[t]
		if i > 0 {
			shared := min(count, w.active[before])
			l.recurrent.Add(w.sums[first*wide:], wide, out[w.start[before]*2*h:], 2*h, shared)
		}
		for s := range count {
			r := first + s
			fixed.Cells(out[r*2*h:r*2*h+h], w.cells[s*h:(s+1)*h], w.sums[r*wide:(r+1)*wide])
		}
	}
}

// apply is the layer over so many rows of x, in the memory of y.
func (l *dense) apply(y []int32, x []int16, xm, rows int) []int32 {
	wide := fixed.Columns(l.Cols)
	y = room(y, rows*wide)
	l.into(y, wide, x, xm, rows)
	return y
}

// into is apply to rows of y that stand ym numbers apart.
func (l *dense) into(y []int32, ym int, x []int16, xm, rows int) {
	wide := fixed.Columns(l.Cols)
	for r := range rows {
		if l.bias == nil {
			clear(y[r*ym : r*ym+wide])
		} else {
			copy(y[r*ym:r*ym+wide], l.bias)
		}
	}
	l.Add(y, ym, x, xm, rows)
}

// tag reads tags from the states in w.x.
func (n *Network) tag(w *work, d *stemma.Document, rows int) {
	w.tagged = n.tags.apply(w.tagged, w.x, 2*n.hidden, rows)
	wide, u, x := fixed.Columns(n.tags.Cols), len(n.upos), len(n.upos)+len(n.xpos)
	for s, sentence := range w.batch {
		for t := range sentence.Last - sentence.First {
			row := w.tagged[(w.start[t]+s)*wide:]
			token := &d.Tokens[sentence.First+t]
			token.UPOS = n.upos[best(row[:u])]
			token.XPOS = n.xpos[best(row[u:x])]
			token.Feats = n.feats[best(row[x:n.tags.Cols])]
		}
	}
}

// best is the place of the largest number, the first among equals.
func best(scores []int32) int {
	b, top := 0, scores[0]
	for i, score := range scores {
		if score > top {
			b, top = i, score
		}
	}
	return b
}
