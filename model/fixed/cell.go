package fixed

// gate is Squash of half a sum, moved to the range from 0 to 1: 14 binary places.
func gate(sum int32) int32 {
	x := (sum + 1<<(WeightBits-1)) >> WeightBits // half of it, with 13 places
	x = max(-4*One, min(4*One, x))
	return 2*One + x - x*max(x, -x)>>(StateBits+3)
}

const gateBits = 14

// Cells computes the states of an LSTM's units for one token. Sums are its four
// gates' (input, forget, output, candidate), one after the other; cells are
// those of the token before, and become its own; out are its states. All are of
// one length but sums, which has four times as many.
func Cells(out []int16, cells []int32, sums []int32) {
	n := len(cells)
	_, _ = out[:n], sums[:4*n]
	slowCells(out, cells, sums, vectorCells(out, cells, sums))
}

// slowCells computes the units from one on.
func slowCells(out []int16, cells []int32, sums []int32, first int) {
	n := len(cells)
	in, forget, output, candidate := sums[:n], sums[n:2*n], sums[2*n:3*n], sums[3*n:4*n]
	out = out[:n]
	for i := first; i < n; i++ {
		c := (gate(forget[i])*cells[i] + gate(in[i])*int32(Squash(candidate[i])) + 1<<(gateBits-1)) >> gateBits
		c = max(-16*One, min(16*One, c))
		cells[i] = c
		out[i] = int16((gate(output[i])*int32(squash(c)) + 1<<(gateBits-1)) >> gateBits)
	}
}

// SquashAll is Squash of every sum.
func SquashAll(out []int16, sums []int32) {
	out = out[:len(sums)]
	for i := vectorSquash(out, sums); i < len(sums); i++ {
		out[i] = Squash(sums[i])
	}
}
