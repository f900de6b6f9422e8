package network

import "math/rand/v2"

// layout says where the tokens of a batch of sentences stand: by step, the
// sentences sorted from the longest to the shortest, so that the sentences that
// reach step t are the first Active[t], and their tokens the rows from Start[t].
type layout struct {
	lengths []int
	active  []int
	start   []int
	rows    int
}

func (l *layout) set(lengths []int) {
	l.lengths = lengths
	l.active, l.start, l.rows = l.active[:0], l.start[:0], 0
	for t := 0; t < lengths[0]; t++ {
		n := 0
		for n < len(lengths) && lengths[n] > t {
			n++
		}
		l.active, l.start = append(l.active, n), append(l.start, l.rows)
		l.rows += n
	}
}

// row is where token t of sentence s stands.
func (l *layout) row(s, t int) int { return l.start[t] + s }

// lstm is one direction of a layer (Hochreiter and Schmidhuber 1997; gates in
// the order input, forget, output, candidate).
type lstm struct {
	hidden    int
	reverse   bool
	input     *Param // in × 4·hidden
	recurrent *Param // hidden × 4·hidden
	bias      *Param
}

func newLSTM(name string, in, hidden int, reverse bool, random *rand.Rand) *lstm {
	l := &lstm{hidden: hidden, reverse: reverse}
	l.input = newParam(name+".input", in, 4*hidden, glorot(in, hidden), random)
	l.recurrent = newParam(name+".recurrent", hidden, 4*hidden, glorot(hidden, hidden), random)
	l.bias = newParam(name+".bias", 1, 4*hidden, 0, random)
	for i := hidden; i < 2*hidden; i++ {
		l.bias.Data[i], l.bias.mean[i] = 1, 1
	}
	return l
}

func (l *lstm) params() []*Param { return []*Param{l.input, l.recurrent, l.bias} }

// lstmRun is what one direction remembers of a batch.
type lstmRun struct {
	gates, cells, squashed, out Matrix // squashed: of the cells
	before, dgates, dout        Matrix
	dcell                       Matrix
	none, spare                 []float32 // a cell of zeros before the first, and its gradient, which is lost
	weights, back               packed
}

// steps calls f for each step in the direction's order, with the step before it
// (-1 for none).
func (l *lstm) steps(at *layout, f func(t, before int)) {
	for i := range at.active {
		f(l.step(at, i), l.step(at, i-1))
	}
}

// backSteps is steps from the end.
func (l *lstm) backSteps(at *layout, f func(t, before int)) {
	for i := len(at.active) - 1; i >= 0; i-- {
		f(l.step(at, i), l.step(at, i-1))
	}
}

// step is the i-th step in the direction's order, -1 before the first.
func (l *lstm) step(at *layout, i int) int {
	if l.reverse && i >= 0 {
		return len(at.active) - 1 - i
	}
	return i
}

// shared is the number of sentences that have both steps.
func shared(at *layout, t, before int) int {
	if before < 0 {
		return 0
	}
	return min(at.active[t], at.active[before])
}

func (l *lstm) forward(run *lstmRun, at *layout, x Matrix) {
	h := l.hidden
	run.gates.resize(at.rows, 4*h)
	run.cells.resize(at.rows, h)
	run.squashed.resize(at.rows, h)
	run.out.resize(at.rows, h)
	if run.none == nil {
		run.none, run.spare = make([]float32, h), make([]float32, h)
	}
	for i := range at.rows {
		copy(run.gates.Row(i), l.bias.Data)
	}
	run.weights.pack(l.input.Matrix)
	mul(run.gates, x, &run.weights)
	run.weights.pack(l.recurrent.Matrix)
	l.steps(at, func(t, before int) {
		first, n := at.start[t], shared(at, t, before)
		if n > 0 {
			from := at.start[before]
			mul(run.gates.slice(first, first+n), run.out.slice(from, from+n), &run.weights)
		}
		for s := range at.active[t] {
			last := run.none
			if s < n {
				last = run.cells.Row(at.start[before] + s)
			}
			cell(run.gates.Row(first+s), last, run.cells.Row(first+s), run.squashed.Row(first+s), run.out.Row(first+s))
		}
	})
}

// cell computes one token's state from its gates' sums, which become the gates,
// and the cell before.
func cell(g, last, c, q, y []float32) {
	if vectorCell(g, last, c, q, y) {
		return
	}
	h := len(c)
	in, forget, output, candidate := g[:h], g[h:2*h], g[2*h:3*h], g[3*h:4*h]
	for i := range c {
		in[i], forget[i], output[i], candidate[i] = gate(in[i]), gate(forget[i]), gate(output[i]), squash(candidate[i])
		c[i] = in[i]*candidate[i] + forget[i]*last[i]
		q[i] = squash(c[i])
		y[i] = output[i] * q[i]
	}
}

// backward takes the gradient of the outputs from run.dout and adds to those of
// the parameters and of x.
func (l *lstm) backward(run *lstmRun, at *layout, x, dx Matrix, grads gradients) {
	h := l.hidden
	run.dgates.resize(at.rows, 4*h)
	run.dcell.resize(at.rows, h)
	run.before.resize(at.rows, h)
	run.back.packTransposed(l.recurrent.Matrix)
	l.backSteps(at, func(t, before int) {
		first, n := at.start[t], shared(at, t, before)
		for s := range at.active[t] {
			last, dlast := run.none, run.spare
			if s < n {
				last, dlast = run.cells.Row(at.start[before]+s), run.dcell.Row(at.start[before]+s)
			}
			r := first + s
			backCell(run.gates.Row(r), run.dgates.Row(r), last, dlast, run.squashed.Row(r), run.dout.Row(r), run.dcell.Row(r))
		}
		if n > 0 {
			from := at.start[before]
			mul(run.dout.slice(from, from+n), run.dgates.slice(first, first+n), &run.back)
			copy(run.before.slice(first, first+n).Data, run.out.slice(from, from+n).Data)
		}
	})
	run.back.pack(run.dgates)
	mulTransposed(grads.of(l.input), x, &run.back)
	mulTransposed(grads.of(l.recurrent), run.before, &run.back)
	addRows(grads.of(l.bias).Data, run.dgates)
	run.back.packTransposed(l.input.Matrix)
	mul(dx, run.dgates, &run.back)
}

// backCell takes one token's gradients from its output and cell to its gates'
// sums and to the cell before.
func backCell(g, d, last, dlast, q, dy, dcell []float32) {
	if vectorBack(g, d, last, dlast, q, dy, dcell) {
		return
	}
	h := len(q)
	in, forget, output, candidate := g[:h], g[h:2*h], g[2*h:3*h], g[3*h:4*h]
	for i := range q {
		dc := dcell[i] + dy[i]*output[i]*slope(q[i])
		d[2*h+i] = dy[i] * q[i] * gateSlope(output[i])
		d[i] = dc * candidate[i] * gateSlope(in[i])
		d[3*h+i] = dc * in[i] * slope(candidate[i])
		d[h+i] = dc * last[i] * gateSlope(forget[i])
		dlast[i] += dc * forget[i]
	}
}

// addRows adds all rows of m to sum.
func addRows(sum []float32, m Matrix) {
	for r := range m.Rows {
		for i, v := range m.Row(r) {
			sum[i] += v
		}
	}
}
