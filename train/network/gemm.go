package network

// width is the number of columns of a packed panel.
const width = 16

// Matrix is a dense matrix, rows one after the other.
type Matrix struct {
	Rows, Cols int
	Data       []float32
}

// NewMatrix is a matrix of zeros.
func NewMatrix(rows, cols int) Matrix { return Matrix{rows, cols, make([]float32, rows*cols)} }

// Row is one row.
func (m Matrix) Row(i int) []float32 { return m.Data[i*m.Cols : (i+1)*m.Cols] }

// slice is the rows [first, last).
func (m Matrix) slice(first, last int) Matrix {
	return Matrix{last - first, m.Cols, m.Data[first*m.Cols : last*m.Cols]}
}

// resize makes m a matrix of rows rows, its memory kept where it suffices. Its
// numbers are zero.
func (m *Matrix) resize(rows, cols int) {
	m.Rows, m.Cols = rows, cols
	if n := rows * cols; cap(m.Data) >= n {
		m.Data = m.Data[:n]
		clear(m.Data)
	} else {
		m.Data = make([]float32, n, n+n/4)
	}
}

// packed is a matrix laid out for multiplication from the right: panels of 16
// columns, each with its rows one after the other, the last filled with zeros.
type packed struct {
	rows, cols int
	data       []float32
	edge       []float32 // the last panel's product, where it is narrower than 16
}

func (p *packed) reset(rows, cols int) {
	p.rows, p.cols = rows, cols
	n := (cols + width - 1) / width * width * rows
	if cap(p.data) < n {
		p.data = make([]float32, n, n+n/4)
	}
	p.data = p.data[:n]
	if cols%width != 0 {
		clear(p.data)
	}
}

// pack lays out m.
func (p *packed) pack(m Matrix) {
	p.reset(m.Rows, m.Cols)
	for r := range m.Rows {
		row := m.Row(r)
		for c := 0; c < m.Cols; c += width {
			copy(p.data[c*m.Rows+r*width:], row[c:min(c+width, m.Cols)])
		}
	}
}

// packTransposed lays out the transpose of m.
func (p *packed) packTransposed(m Matrix) {
	p.reset(m.Cols, m.Rows)
	for r := range m.Rows {
		to := p.data[r/width*width*m.Cols+r%width:]
		for i, v := range m.Row(r) {
			to[i*width] = v
		}
	}
}

// mul adds a·p to c.
func mul(c, a Matrix, p *packed) { multiply(c, a.Data, a.Rows, a.Cols, a.Cols, 1, p) }

// mulTransposed adds aᵀ·p to c.
func mulTransposed(c, a Matrix, p *packed) { multiply(c, a.Data, a.Cols, a.Rows, 1, a.Cols, p) }

// multiply adds to c the product of p with a matrix of m rows and k columns,
// whose number (i, j) is a[i·am + j·ak].
func multiply(c Matrix, a []float32, m, k, am, ak int, p *packed) {
	if m != c.Rows || k != p.rows || p.cols != c.Cols {
		panic("network: shapes differ")
	}
	if m == 0 || k == 0 {
		return
	}
	for at := 0; at < p.cols; at += width {
		b := p.data[at*k : at*k+k*width]
		n := min(width, p.cols-at)
		if n == width && panel(m, k, a, am, ak, b, c.Data[at:], c.Cols) {
			continue
		}
		if n < width && cap(p.edge) < m*width {
			p.edge = make([]float32, m*width)
		}
		if edge := p.edge[:min(cap(p.edge), m*width)]; n < width && vectors {
			clear(edge)
			panel(m, k, a, am, ak, b, edge, width)
			for i := range m {
				addTo(c.Data[i*c.Cols+at:i*c.Cols+at+n], edge[i*width:])
			}
			continue
		}
		narrow(n, m, k, a, am, ak, b, c.Data[at:], c.Cols)
	}
}

// narrow is the same for the first n columns of a panel, without vectors.
func narrow(n, m, k int, a []float32, am, ak int, b, c []float32, cm int) {
	for i := range m {
		row := c[i*cm : i*cm+n]
		for j := range k {
			x := a[i*am+j*ak]
			if x == 0 {
				continue
			}
			for l, w := range b[j*width : j*width+n] {
				row[l] += x * w
			}
		}
	}
}
