package fixed

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

//go:noescape
func kernel1(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func kernel2(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func kernel4(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func kernel6(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func dot1(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func dot2(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func dot4(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func dot6(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func cells8(n int, out *int16, cells, sums *int32)

//go:noescape
func squash8(n int, out *int16, sums *int32)

//go:noescape
func addBytes16(n int, x *int16, e *byte)

var (
	avx2 = cpu.X86.HasAVX2
	vnni = cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VNNI
)

// panel adds one panel's product to rows of y, 16 columns each, or reports that
// this processor has no kernel for it.
func panel(rows, pairs int, x []int16, xm int, w []int16, y []int32, ym int) bool {
	switch {
	case vnni:
		dotPanel(rows, pairs, x, xm, w, y, ym)
	case avx2:
		kernelPanel(rows, pairs, x, xm, w, y, ym)
	default:
		return false
	}
	return true
}

func dotPanel(rows, pairs int, x []int16, xm int, w []int16, y []int32, ym int) {
	at := 0
	for ; at+6 <= rows; at += 6 {
		dot6(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
	for ; at+4 <= rows; at += 4 {
		dot4(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
	for ; at+2 <= rows; at += 2 {
		dot2(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
	if at < rows {
		dot1(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
}

func kernelPanel(rows, pairs int, x []int16, xm int, w []int16, y []int32, ym int) {
	at := 0
	for ; at+6 <= rows; at += 6 {
		kernel6(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
	for ; at+4 <= rows; at += 4 {
		kernel4(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
	for ; at+2 <= rows; at += 2 {
		kernel2(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
	if at < rows {
		kernel1(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
}

// vectorCells computes the first units of a token, and says how many.
func vectorCells(out []int16, cells, sums []int32) int {
	if !avx2 || len(cells)%8 != 0 || len(cells) == 0 {
		return 0
	}
	cells8(len(cells), &out[0], &cells[0], &sums[0])
	return len(cells)
}

// vectorSquash squashes the first sums, and says how many.
func vectorSquash(out []int16, sums []int32) int {
	n := len(sums) / 8 * 8
	if !avx2 || n == 0 {
		return 0
	}
	squash8(n, &out[0], &sums[0])
	return n
}

// vectorAdd adds the first numbers, and says how many.
func vectorAdd(x []int16, e string) int {
	n := len(x) / 16 * 16
	if !avx2 || n == 0 {
		return 0
	}
	addBytes16(n, &x[0], unsafe.StringData(e))
	return n
}
