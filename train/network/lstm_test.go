package network

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestCells holds the vectors against the loop in Go.
func TestCells(t *testing.T) {
	if !vectors {
		t.Skip("no vectors on this processor")
	}
	random := rand.New(rand.NewPCG(4, 4))
	const h = 24
	row := func(n int) []float32 { return randomMatrix(1, n, random).Data }
	g, last := row(4*h), row(h)
	for i := range g {
		g[i] *= 12
	}
	dy, dcell := row(h), row(h)
	run := func(fast bool) (out []float32) {
		defer func(v bool) { vectors = v }(vectors)
		vectors = fast
		gates := append([]float32(nil), g...)
		c, q, y, d, dlast := make([]float32, h), make([]float32, h), make([]float32, h), make([]float32, 4*h), make([]float32, h)
		cell(gates, last, c, q, y)
		backCell(gates, d, last, dlast, q, dy, dcell)
		for _, part := range [][]float32{gates, c, q, y, d, dlast} {
			out = append(out, part...)
		}
		return out
	}
	slow, fast := run(false), run(true)
	for i := range slow {
		if math.Abs(float64(slow[i]-fast[i])) > 1e-6 {
			t.Errorf("number %d is %v, in Go %v", i, fast[i], slow[i])
		}
	}
}

// TestGradients compares the gradients of a small network with differences of
// its loss.
func TestGradients(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	n := New(Shape{Rows: 12, Dim: 8, Hidden: 8, Layers: 2, Arc: 8, Rel: 8, Labels: 3, Heads: []Head{{4, 1}, {3, 2}}}, 5)
	n.Drop, n.InputDrop = 0, 0
	var batch []*Example
	for _, length := range []int{3, 5, 1} {
		e := &Example{Weight: 1, Classes: [][]int32{nil, nil}}
		for i := range length {
			e.Rows = append(e.Rows, []int32{int32(random.IntN(12)), int32(random.IntN(12))})
			e.Own, e.Rare = append(e.Own, 1), append(e.Rare, 0)
			e.Arcs = append(e.Arcs, int32(random.IntN(i+1)))
			e.Labels = append(e.Labels, int32(random.IntN(3)))
			e.Classes[0] = append(e.Classes[0], int32(random.IntN(4)))
			e.Classes[1] = append(e.Classes[1], int32(random.IntN(3))-1*int32(i%2))
		}
		batch = append(batch, e)
	}
	w := newPass(n, 1)
	loss := func() float64 { w.learn(batch); return w.Loss }
	loss()
	for k, p := range n.params {
		for range 4 {
			i := random.IntN(len(p.Data))
			loss()
			want := w.grads[k].Data[i]
			const step = 1e-2
			old := p.Data[i]
			p.Data[i] = old + step
			up := loss()
			p.Data[i] = old - step
			down := loss()
			p.Data[i] = old
			if got := (up - down) / (2 * step); math.Abs(got-float64(want)) > 0.03*max(1, math.Abs(got)) {
				t.Errorf("%s[%d]: gradient %v, differences give %v", p.Name, i, want, got)
			}
		}
	}
}
