package network

import (
	"math"
	"slices"
)

// Scored is what the network says of one example, as logarithms of chances.
type Scored struct {
	Classes []Matrix // for each Head: tokens × classes
	Arcs    Matrix   // tokens × candidates, the root first
	Labels  Matrix   // tokens × labels, of the arcs that were asked for
}

// Best is the place of the largest number, the first among equals.
func Best(scores []float32) int32 {
	top := 0
	for i, s := range scores {
		if s > scores[top] {
			top = i
		}
	}
	return int32(top)
}

// classify scores the heads; with out nil it adds their gradients.
func (w *pass) classify(out []Scored) {
	for h, head := range w.n.heads {
		layer := w.n.Heads[h].Layer
		x := w.plain[layer]
		w.apply(head, x, &w.out)
		for s, e := range w.batch {
			rows := w.out.slice(w.first[s], w.first[s]+w.at.lengths[s])
			if out != nil {
				out[s].Classes = append(out[s].Classes, chances(rows))
				continue
			}
			for t := range rows.Rows {
				if e.Classes[h] == nil || e.Classes[h][t] < 0 {
					clear(rows.Row(t))
					continue
				}
				w.Loss += cross(rows.Row(t), e.Classes[h][t], e.Weight)
			}
		}
		if out == nil {
			w.applyBack(head, x, w.out, w.dplain[layer])
		}
	}
}

// chances are the logarithms of the chances that scores give, row by row.
func chances(scores Matrix) Matrix {
	out := Matrix{scores.Rows, scores.Cols, slices.Clone(scores.Data)}
	for r := range out.Rows {
		row := out.Row(r)
		top, sum := slices.Max(row), 0.0
		for _, v := range row {
			sum += math.Exp(float64(v - top))
		}
		less := top + float32(math.Log(sum))
		for i := range row {
			row[i] -= less
		}
	}
	return out
}

// arcs scores arcs and labels; with out nil it adds their gradients.
func (w *pass) arcs(out []Scored) {
	n := w.n
	x := w.plain[n.Layers]
	w.apply(n.arcDep, x, &w.dep)
	w.apply(n.arcHead, x, &w.head)
	squashAll(w.dep)
	squashAll(w.head)
	w.pair.resize(x.Rows, n.Arc)
	for r := range x.Rows {
		copy(w.pair.Row(r), n.arcPrior.Data)
	}
	w.scratch.pack(n.arcPair.Matrix)
	mul(w.pair, w.dep, &w.scratch)
	w.apply(n.relDep, x, &w.rel)
	w.apply(n.relHead, x, &w.relHead)
	if out == nil {
		w.dhead.resize(x.Rows, n.Arc)
		w.dpair.resize(x.Rows, n.Arc)
	}
	heads := make([]int32, x.Rows) // row of the head, -1 for the root, -2 for none
	for s, e := range w.batch {
		w.sentence(s, e, heads, out)
	}
	if out == nil {
		w.arcsBack(x)
	}
	w.relations(x, heads, out)
}

// sentence scores the arcs of one sentence, and tells each token's head: in
// learning gold's, else the one asked for or the likeliest.
func (w *pass) sentence(s int, e *Example, heads []int32, out []Scored) {
	first, length := w.first[s], w.at.lengths[s]
	if out == nil && e.Arcs == nil {
		for t := range length {
			heads[first+t] = -2
		}
		return
	}
	w.cands.resize(length+1, w.n.Arc)
	copy(w.cands.Data, w.n.arcRoot.Data)
	copy(w.cands.Data[w.n.Arc:], w.head.slice(first, first+length).Data)
	w.scores.resize(length, length+1)
	w.scratch.packTransposed(w.cands)
	mul(w.scores, w.pair.slice(first, first+length), &w.scratch)
	for t := range length {
		w.scores.Row(t)[t+1] = -1e9 // no word heads itself
	}
	for t := range length {
		arc := Best(w.scores.Row(t))
		if e.Arcs != nil {
			arc = e.Arcs[t]
		}
		heads[first+t] = int32(first) + arc - 1
		if arc == 0 {
			heads[first+t] = -1
		}
	}
	if out != nil {
		out[s].Arcs = chances(w.scores)
		return
	}
	w.sentenceBack(first, length, e)
}

// sentenceBack adds the gradients of one sentence's arcs.
func (w *pass) sentenceBack(first, length int, e *Example) {
	for t := range length {
		w.Loss += cross(w.scores.Row(t), e.Arcs[t], e.Weight)
	}
	w.scratch.pack(w.cands)
	mul(w.dpair.slice(first, first+length), w.scores, &w.scratch)
	w.dcands.resize(length+1, w.n.Arc)
	w.scratch.pack(w.pair.slice(first, first+length))
	mulTransposed(w.dcands, w.scores, &w.scratch)
	addTo(w.grads.of(w.n.arcRoot).Data, w.dcands.Row(0))
	copy(w.dhead.slice(first, first+length).Data, w.dcands.Data[w.n.Arc:])
}

func (w *pass) arcsBack(x Matrix) {
	n := w.n
	w.scratch.pack(w.dpair)
	mulTransposed(w.grads.of(n.arcPair), w.dep, &w.scratch)
	addRows(w.grads.of(n.arcPrior).Data, w.dpair)
	w.ddep.resize(x.Rows, n.Arc)
	w.scratch.packTransposed(n.arcPair.Matrix)
	mul(w.ddep, w.dpair, &w.scratch)
	slopeAll(w.ddep, w.dep)
	slopeAll(w.dhead, w.head)
	w.applyBack(n.arcDep, x, w.ddep, w.dplain[n.Layers])
	w.applyBack(n.arcHead, x, w.dhead, w.dplain[n.Layers])
}

// relations scores the labels of the arcs to the given heads.
func (w *pass) relations(x Matrix, heads []int32, out []Scored) {
	n := w.n
	for r, head := range heads {
		switch {
		case head >= 0:
			addTo(w.rel.Row(r), w.relHead.Row(int(head)))
		case head == -1:
			addTo(w.rel.Row(r), n.relRoot.Data)
		}
	}
	squashAll(w.rel)
	w.apply(n.relOut, w.rel, &w.out)
	if out != nil {
		for s := range w.batch {
			out[s].Labels = chances(w.out.slice(w.first[s], w.first[s]+w.at.lengths[s]))
		}
		return
	}
	for s, e := range w.batch {
		for t := range w.at.lengths[s] {
			row := w.out.Row(w.first[s] + t)
			if e.Arcs == nil {
				clear(row)
				continue
			}
			w.Loss += cross(row, e.Labels[t], e.Weight)
		}
	}
	w.drel.resize(x.Rows, n.Rel)
	w.applyBack(n.relOut, w.rel, w.out, w.drel)
	slopeAll(w.drel, w.rel)
	w.drhead.resize(x.Rows, n.Rel)
	for r, head := range heads {
		switch {
		case head >= 0:
			addTo(w.drhead.Row(int(head)), w.drel.Row(r))
		case head == -1:
			addTo(w.grads.of(n.relRoot).Data, w.drel.Row(r))
		}
	}
	w.applyBack(n.relDep, x, w.drel, w.dplain[n.Layers])
	w.applyBack(n.relHead, x, w.drhead, w.dplain[n.Layers])
}

func squashAll(m Matrix) {
	for i, v := range m.Data {
		m.Data[i] = squash(v)
	}
}

// slopeAll turns gradients of squashed values into those of what was squashed.
func slopeAll(d, y Matrix) {
	for i, v := range y.Data {
		d.Data[i] *= slope(v)
	}
}
