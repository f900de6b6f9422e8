//go:build !amd64 && !arm64

package fixed

func panel(rows, pairs int, x []int16, xm int, w []int16, y []int32, ym int) bool { return false }
