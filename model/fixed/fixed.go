// Package fixed computes what a network needs in whole numbers, so that every
// processor gives the same answer.
//
// Input: states as 16-bit numbers with 12 binary places, weights with 11. Output:
// sums of products in 32 bits with 23 binary places. Sums stay below 2^8 in
// trained networks; beyond they would wrap, the same everywhere.
//
//	w := fixed.Pack(256, 512, weights)
//	w.Add(y, 512, x, 256, rows)  // y += x·w
//
// The inner loops use AVX-512 VNNI or AVX2 on amd64, where the processor has
// them, and NEON on arm64; a loop in Go, which tests hold them against, serves
// the rest. Products a nanosecond, one core of an EPYC (Zen 4): 90 with VNNI, 65
// with AVX2, 1 in Go.
package fixed

// Binary places of states, weights, and of sums of their products.
const (
	StateBits  = 12
	WeightBits = 11
	SumBits    = StateBits + WeightBits
	One        = 1 << StateBits
)

// Width is the number of columns that a panel holds.
const Width = 16

// Matrix is a matrix of weights, laid out for multiplication from the right:
// panels of 16 columns; in each, for every pair of rows, the pair's two weights
// of each column. Rows is even; columns beyond Cols are zero.
type Matrix struct {
	Rows, Cols int
	Data       []int16
}

// Size is how many numbers the data of a matrix have.
func Size(rows, cols int) int { return (rows + 1) / 2 * 2 * Columns(cols) }

// Columns is cols, filled up to whole panels.
func Columns(cols int) int { return (cols + Width - 1) / Width * Width }

// Pack lays out a matrix whose weights come row by row.
func Pack(rows, cols int, weights []float32) Matrix {
	even := (rows + 1) / 2 * 2
	m := Matrix{even, cols, make([]int16, Size(rows, cols))}
	for r := range rows {
		for c := range cols {
			m.Data[m.place(r, c)] = Weight(weights[r*cols+c])
		}
	}
	return m
}

// place is where row r and column c stand in Data.
func (m *Matrix) place(r, c int) int {
	return c/Width*Width*m.Rows + r/2*2*Width + c%Width*2 + r%2
}

// Weight is the nearest weight to w.
func Weight(w float32) int16 {
	return int16(max(-32767, min(32767, round(float64(w)*(1<<WeightBits)))))
}

// Sum is the nearest sum to b, for biases.
func Sum(b float32) int32 { return int32(round(float64(b) * (1 << SumBits))) }

func round(x float64) float64 {
	if x < 0 {
		return float64(int64(x - 0.5))
	}
	return float64(int64(x + 0.5))
}

// Add adds x·m to y for so many rows; xm and ym are the numbers from one row to
// the next. Rows of y have Columns(m.Cols) numbers.
func (m *Matrix) Add(y []int32, ym int, x []int16, xm, rows int) {
	if rows == 0 {
		return
	}
	_ = x[(rows-1)*xm+m.Rows-1]
	_ = y[(rows-1)*ym+Columns(m.Cols)-1]
	size := m.Rows * Width
	for at := 0; at < m.Cols; at += Width {
		w := m.Data[at*m.Rows : at*m.Rows+size]
		if !panel(rows, m.Rows/2, x, xm, w, y[at:], ym) {
			slowPanel(rows, m.Rows/2, x, xm, w, y[at:], ym)
		}
	}
}

// slowPanel is panel in Go.
func slowPanel(rows, pairs int, x []int16, xm int, w []int16, y []int32, ym int) {
	for r := range rows {
		in, out := x[r*xm:r*xm+2*pairs], y[r*ym:r*ym+Width]
		for k := range pairs {
			a, b := int32(in[2*k]), int32(in[2*k+1])
			row := w[k*2*Width : (k+1)*2*Width]
			for c := range out {
				out[c] += a*int32(row[2*c]) + b*int32(row[2*c+1])
			}
		}
	}
}

// State turns a sum into a state, held within what 16 bits can say.
func State(sum int32) int16 {
	return int16(max(-32768, min(32767, (sum+1<<(WeightBits-1))>>WeightBits)))
}

// Squash is x − x|x|/4 between −2 and 2, ±1 beyond, of a sum.
func Squash(sum int32) int16 { return squash((sum + 1<<(WeightBits-1)) >> WeightBits) }

func squash(x int32) int16 {
	x = max(-2*One, min(2*One, x))
	return int16(x - x*max(x, -x)>>(StateBits+2))
}

// SetColumn sets a column's weights to states: as weights they have a binary
// place less than they had.
func (m *Matrix) SetColumn(c int, states []int16) {
	at := c/Width*Width*m.Rows + c%Width*2
	for k := 0; k+1 < len(states); k += 2 {
		m.Data[at], m.Data[at+1] = states[k], states[k+1]
		at += 2 * Width
	}
}

// AddBytes adds numbers of one signed byte each to x, of which e has as many.
func AddBytes(x []int16, e string) {
	e = e[:len(x)]
	for i := vectorAdd(x, e); i < len(x); i++ {
		x[i] += int16(int8(e[i]))
	}
}
