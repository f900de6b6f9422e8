package fixed

//go:noescape
func neon1(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

//go:noescape
func neon2(pairs int, x *int16, xm int, w *int16, y *int32, ym int)

// panel adds one panel's product to rows of y, 16 columns each.
func panel(rows, pairs int, x []int16, xm int, w []int16, y []int32, ym int) bool {
	at := 0
	for ; at+2 <= rows; at += 2 {
		neon2(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
	if at < rows {
		neon1(pairs, &x[at*xm], 2*xm, &w[0], &y[at*ym], 4*ym)
	}
	return true
}
