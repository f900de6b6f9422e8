package depparse

import (
	"math/rand/v2"
	"testing"
)

// expectVote joins readings given as heads and weights.
func expectVote(t *testing.T, heads [][]int32, weights [][]int32, want []int32) {
	t.Helper()
	var v voter
	for r := range heads {
		var arcs []arc
		for i := range heads[r] {
			arcs = append(arcs, arc{head: heads[r][i], weight: weights[r][i]})
		}
		v.arcs = append(v.arcs, arcs)
	}
	v.vote(len(want))
	for i := range want {
		if got := v.head(i); got != want[i] {
			t.Errorf("token %d: head %d, want %d", i, got, want[i])
		}
	}
}

func TestVoteTakesTheSurerArc(t *testing.T) {
	expectVote(t, [][]int32{{1, -1, 1}, {1, -1, 0}}, [][]int32{{9, 9, 2}, {1, 1, 5}}, []int32{1, -1, 0})
	expectVote(t, [][]int32{{1, -1, 1}, {1, -1, 0}}, [][]int32{{9, 9, 5}, {1, 1, 2}}, []int32{1, -1, 1})
}

func TestVoteMovesTheRoot(t *testing.T) {
	expectVote(t, [][]int32{{1, -1, 1, 1}, {-1, 0, 1, 1}}, [][]int32{{2, 2, 9, 9}, {4, 4, 1, 1}}, []int32{-1, 0, 1, 1})
}

func TestVoteMakesNoCircle(t *testing.T) {
	// The second reading's arcs 0→1 and the first's 1→0 together would be a circle.
	expectVote(t, [][]int32{{-1, 0, 1}, {1, 2, -1}}, [][]int32{{3, 9, 9}, {8, 1, 1}}, []int32{-1, 0, 1})
}

func TestVoteGivesOneTree(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	for range 500 {
		n := 1 + random.IntN(10)
		var v voter
		for range 1 + random.IntN(3) {
			var arcs []arc
			for _, head := range projective(random, n)[:n] {
				if head == n {
					head = -1
				}
				arcs = append(arcs, arc{head: int32(head), weight: int32(random.IntN(20))})
			}
			v.arcs = append(v.arcs, arcs)
		}
		v.vote(n)
		roots := 0
		for i := range n {
			if v.head(i) < 0 {
				roots++
			}
			steps := 0
			for at := i; at >= 0 && steps <= n; at = int(v.head(at)) {
				steps++
			}
			if steps > n {
				t.Fatalf("circle: %v", v.arcs)
			}
		}
		if roots != 1 {
			t.Fatalf("%d roots: %v", roots, v.arcs)
		}
	}
}
