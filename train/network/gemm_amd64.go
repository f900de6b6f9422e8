package network

import "golang.org/x/sys/cpu"

//go:noescape
func kernel1(k int, a *float32, am, ak int, b *float32, c *float32, cm int)

//go:noescape
func kernel2(k int, a *float32, am, ak int, b *float32, c *float32, cm int)

//go:noescape
func kernel4(k int, a *float32, am, ak int, b *float32, c *float32, cm int)

//go:noescape
func kernel6(k int, a *float32, am, ak int, b *float32, c *float32, cm int)

//go:noescape
func cell8(n int, gates, last, cells, squashed, out *float32)

//go:noescape
func back8(n int, gates, dgates, last, dlast, squashed, dout, dcell *float32)

var vectors = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// panel adds rows×16 numbers of c by the vector kernels, or reports that this
// processor has none.
func panel(rows, k int, a []float32, am, ak int, b []float32, c []float32, cm int) bool {
	if !vectors {
		return false
	}
	at := 0
	for ; at+6 <= rows; at += 6 {
		kernel6(k, &a[at*am], 4*am, 4*ak, &b[0], &c[at*cm], 4*cm)
	}
	for ; at+4 <= rows; at += 4 {
		kernel4(k, &a[at*am], 4*am, 4*ak, &b[0], &c[at*cm], 4*cm)
	}
	for ; at+2 <= rows; at += 2 {
		kernel2(k, &a[at*am], 4*am, 4*ak, &b[0], &c[at*cm], 4*cm)
	}
	if at < rows {
		kernel1(k, &a[at*am], 4*am, 4*ak, &b[0], &c[at*cm], 4*cm)
	}
	return true
}

// vectorCell is cell for a number of units that 8 divides.
func vectorCell(g, last, c, q, y []float32) bool {
	if !vectors || len(c)%8 != 0 {
		return false
	}
	cell8(len(c), &g[0], &last[0], &c[0], &q[0], &y[0])
	return true
}

// vectorBack is backCell for a number of units that 8 divides.
func vectorBack(g, d, last, dlast, q, dy, dcell []float32) bool {
	if !vectors || len(q)%8 != 0 {
		return false
	}
	back8(len(q), &g[0], &d[0], &last[0], &dlast[0], &q[0], &dy[0], &dcell[0])
	return true
}
