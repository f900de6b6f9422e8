package syntax

import (
	"math/rand/v2"
	"testing"
)

// slowTree tries every choice of heads.
func slowTree(n int, scores []int32, wide int) (top int64) {
	heads := make([]int, n+1)
	top = -1 << 60
	var try func(d int, sum int64)
	try = func(d int, sum int64) {
		if d > n {
			if sum > top && isTree(heads) {
				top = sum
			}
			return
		}
		for h := 0; h <= n; h++ {
			if h != d {
				heads[d] = h
				try(d+1, sum+int64(scores[(d-1)*wide+h]))
			}
		}
	}
	try(1, 0)
	return top
}

// isTree reports whether all nodes hang on the root, one of them directly.
func isTree(heads []int) bool {
	roots := 0
	for d := 1; d < len(heads); d++ {
		at, steps := d, 0
		for at != 0 && steps < len(heads) {
			at = heads[at]
			steps++
		}
		if at != 0 {
			return false
		}
		if heads[d] == 0 {
			roots++
		}
	}
	return roots == 1
}

func TestBestTree(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var finder Trees
	for range 400 {
		n := 1 + random.IntN(5)
		wide := n + 1 + random.IntN(3)
		scores := make([]int32, n*wide)
		for i := range scores {
			scores[i] = int32(random.IntN(2000) - 1000)
		}
		heads := make([]int, n+1)
		sum := int64(0)
		for d, h := range finder.Best(n, scores, wide) {
			heads[d+1] = int(h)
			sum += int64(scores[d*wide+int(h)])
		}
		if !isTree(heads) {
			t.Fatalf("%v is no tree", heads)
		}
		if want := slowTree(n, scores, wide); sum != want {
			t.Fatalf("%d tokens: %v scores %d, the best tree %d", n, heads, sum, want)
		}
	}
}

func TestLargeTree(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 1))
	const n = 300
	var finder Trees
	for range 5 {
		scores := make([]int32, n*(n+1))
		for i := range scores {
			scores[i] = int32(random.IntN(1 << 20))
		}
		heads := make([]int, n+1)
		for d, h := range finder.Best(n, scores, n+1) {
			heads[d+1] = int(h)
		}
		if !isTree(heads) {
			t.Fatal("no tree")
		}
	}
}
