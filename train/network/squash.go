package network

import "math"

// squash is the network's only nonlinearity: x − x|x|/4 between −2 and 2, ±1
// beyond. It stays within 0.04 of tanh, and whole numbers compute it without
// error, so that the program at work agrees with itself on every processor.
func squash(x float32) float32 {
	if size := abs(x); size < 2 {
		return x - x*size*0.25
	}
	return math.Float32frombits(math.Float32bits(1) | math.Float32bits(x)&(1<<31))
}

// slope is squash's derivative where its value is y.
func slope(y float32) float32 {
	return float32(math.Sqrt(float64(max(0, 1-abs(y)))))
}

// gate is squash moved to the range from 0 to 1: the sigmoid's stand-in.
func gate(x float32) float32 { return 0.5 + 0.5*squash(x/2) }

// gateSlope is gate's derivative where its value is y.
func gateSlope(y float32) float32 { return 0.25 * slope(2*y-1) }

func abs(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }
