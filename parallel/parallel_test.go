package parallel

import (
	"slices"
	"sync/atomic"
	"testing"
)

func TestDo(t *testing.T) {
	for _, n := range []int{0, 1, 2, 100} {
		out := make([]int, n)
		Do(n, func(i int) { out[i] += i + 1 })
		for i, v := range out {
			if v != i+1 {
				t.Errorf("of %d: item %d was worked on %d times", n, i, v)
			}
		}
	}
}

func TestBlocks(t *testing.T) {
	out := make([]int, 10)
	Blocks(10, 4, func(first, last int) {
		for i := first; i < last; i++ {
			out[i] += last
		}
	})
	if want := []int{4, 4, 4, 4, 8, 8, 8, 8, 10, 10}; !slices.Equal(out, want) {
		t.Errorf("%v, want %v", out, want)
	}
}

// TestEach: no more workers than asked for, each with its own memory.
func TestEach(t *testing.T) {
	var made atomic.Int64
	var total atomic.Int64
	Each(50, 3, func() func(int) {
		made.Add(1)
		seen := 0
		return func(int) { seen++; total.Add(1) }
	})
	if made.Load() > 3 || total.Load() != 50 {
		t.Errorf("%d workers did %d items", made.Load(), total.Load())
	}
}

func TestPanic(t *testing.T) {
	for _, workers := range []int{1, 4} {
		func() {
			defer func() {
				if r := recover(); r != "defect" {
					t.Errorf("%d workers: recovered %v", workers, r)
				}
			}()
			Each(100, workers, func() func(int) {
				return func(i int) {
					if i == 7 {
						panic("defect")
					}
				}
			})
		}()
	}
}
