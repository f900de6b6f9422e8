package network

import (
	"math"
	"math/rand/v2"
	"testing"
)

func randomMatrix(rows, cols int, random *rand.Rand) Matrix {
	m := NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = random.Float32() - 0.5
	}
	return m
}

func TestMultiply(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, shape := range [][3]int{{1, 1, 16}, {7, 5, 32}, {13, 9, 21}, {6, 64, 48}, {3, 2, 5}} {
		a, b := randomMatrix(shape[0], shape[1], random), randomMatrix(shape[1], shape[2], random)
		c := randomMatrix(shape[0], shape[2], random)
		want := append([]float32(nil), c.Data...)
		for i := range a.Rows {
			for j := range b.Cols {
				for k := range a.Cols {
					want[i*b.Cols+j] += a.Row(i)[k] * b.Row(k)[j]
				}
			}
		}
		var p packed
		p.pack(b)
		mul(c, a, &p)
		for i := range want {
			if math.Abs(float64(want[i]-c.Data[i])) > 1e-4 {
				t.Fatalf("%v: element %d is %v, want %v", shape, i, c.Data[i], want[i])
			}
		}
	}
}

func BenchmarkMultiply(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	x, w := randomMatrix(512, 256, random), randomMatrix(256, 1024, random)
	c := NewMatrix(512, 1024)
	var p packed
	p.pack(w)
	b.SetBytes(2 * 512 * 256 * 1024)
	for b.Loop() {
		mul(c, x, &p)
	}
}

func BenchmarkStep(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 1))
	x, w := randomMatrix(16, 128, random), randomMatrix(128, 512, random)
	c := NewMatrix(16, 512)
	var p packed
	p.pack(w)
	b.SetBytes(2 * 16 * 128 * 512)
	for b.Loop() {
		mul(c, x, &p)
	}
}
