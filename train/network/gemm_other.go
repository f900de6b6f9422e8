//go:build !amd64

package network

var vectors = false

func panel(rows, k int, a []float32, am, ak int, b []float32, c []float32, cm int) bool { return false }

func vectorCell(g, last, c, q, y []float32) bool { return false }

func vectorBack(g, d, last, dlast, q, dy, dcell []float32) bool { return false }
