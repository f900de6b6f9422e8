package fixed

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func randomWeights(n int, spread float32, random *rand.Rand) []float32 {
	w := make([]float32, n)
	for i := range w {
		w[i] = (random.Float32()*2 - 1) * spread
	}
	return w
}

func randomStates(n int, random *rand.Rand) []int16 {
	x := make([]int16, n)
	for i := range x {
		x[i] = int16(random.IntN(2*One) - One)
	}
	return x
}

// TestAdd holds the kernels against the loop in Go, and that against floats.
func TestAdd(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, shape := range [][3]int{{1, 2, 16}, {13, 10, 35}, {6, 128, 48}, {3, 7, 5}, {4, 64, 16}} {
		rows, k, cols := shape[0], shape[1], shape[2]
		weights := randomWeights(k*cols, 1, random)
		m := Pack(k, cols, weights)
		x := randomStates(rows*m.Rows, random)
		wide := Columns(cols)
		y, slow := make([]int32, rows*wide), make([]int32, rows*wide)
		m.Add(y, wide, x, m.Rows, rows)
		for at := 0; at < cols; at += Width {
			slowPanel(rows, m.Rows/2, x, m.Rows, m.Data[at*m.Rows:], slow[at:], wide)
		}
		if !slices.Equal(y, slow) {
			t.Fatalf("%v: kernel and loop differ", shape)
		}
		for r := range rows {
			for c := range cols {
				want := 0.0
				for i := range k {
					want += float64(x[r*m.Rows+i]) / One * float64(weights[i*cols+c])
				}
				if got := float64(y[r*wide+c]) / (1 << SumBits); math.Abs(got-want) > 0.02 {
					t.Fatalf("%v: element %d,%d is %v, want %v", shape, r, c, got, want)
				}
			}
		}
	}
}

func squashed(x float64) float64 {
	x = max(-2, min(2, x))
	return x - x*math.Abs(x)/4
}

func TestCells(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 2))
	const n = 40
	sums := make([]int32, 4*n)
	for i, w := range randomWeights(4*n, 6, random) {
		sums[i] = Sum(w)
	}
	cells, out := make([]int32, n), make([]int16, n)
	for i, w := range randomWeights(n, 3, random) {
		cells[i] = int32(w * One)
	}
	before := slices.Clone(cells)
	Cells(out, cells, sums)
	slow, slowOut := slices.Clone(before), make([]int16, n)
	slowCells(slowOut, slow, sums, 0)
	if !slices.Equal(slow, cells) || !slices.Equal(slowOut, out) {
		t.Error("kernel and loop differ")
	}
	real := func(at int) float64 { return float64(sums[at]) / (1 << SumBits) }
	sigmoid := func(at int) float64 { return 0.5 + squashed(real(at)/2)/2 }
	for i := range n {
		c := sigmoid(n+i)*float64(before[i])/One + sigmoid(i)*squashed(real(3*n+i))
		if got := float64(cells[i]) / One; math.Abs(got-c) > 0.003 {
			t.Errorf("cell %d is %v, want %v", i, got, c)
		}
		if got, want := float64(out[i])/One, sigmoid(2*n+i)*squashed(c); math.Abs(got-want) > 0.003 {
			t.Errorf("state %d is %v, want %v", i, got, want)
		}
	}
}

func TestSquashAll(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 2))
	sums := make([]int32, 37)
	for i := range sums {
		sums[i] = int32(random.Uint32()) >> random.IntN(12)
	}
	out := make([]int16, len(sums))
	SquashAll(out, sums)
	for i, sum := range sums {
		if out[i] != Squash(sum) {
			t.Errorf("of %d: %d, want %d", sum, out[i], Squash(sum))
		}
	}
}

func TestAddBytes(t *testing.T) {
	x, want := make([]int16, 35), make([]int16, 35)
	bytes := make([]byte, 35)
	for i := range x {
		x[i], bytes[i] = int16(300*i-5000), byte(250+7*i)
		want[i] = x[i] + int16(int8(bytes[i]))
	}
	if AddBytes(x, string(bytes)); !slices.Equal(x, want) {
		t.Errorf("%v, want %v", x, want)
	}
}

func benchmarkAdd(b *testing.B, rows, k, cols int) {
	random := rand.New(rand.NewPCG(1, 2))
	m := Pack(k, cols, randomWeights(k*cols, 1, random))
	x, y := randomStates(rows*k, random), make([]int32, rows*cols)
	for b.Loop() {
		m.Add(y, cols, x, k, rows)
	}
	b.ReportMetric(float64(rows)*float64(k)*float64(cols)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "products/ns")
}

func BenchmarkAdd(b *testing.B) {
	b.Run("many rows", func(b *testing.B) { benchmarkAdd(b, 512, 128, 512) })
	b.Run("16 rows", func(b *testing.B) { benchmarkAdd(b, 16, 128, 512) })
	b.Run("one row", func(b *testing.B) { benchmarkAdd(b, 1, 128, 512) })
}

func BenchmarkCells(b *testing.B) {
	sums, cells, out := make([]int32, 512), make([]int32, 128), make([]int16, 128)
	for i := range sums {
		sums[i] = int32(i) << 15
	}
	for b.Loop() {
		Cells(out, cells, sums)
	}
}
