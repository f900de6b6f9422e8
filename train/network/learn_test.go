package network

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// toy is sentences whose tags, arcs and labels follow from their words.
func toy(n int, seed uint64) []*Example {
	random := rand.New(rand.NewPCG(seed, 3))
	var all []*Example
	for range n {
		e := &Example{Weight: 1, Classes: [][]int32{nil}}
		length := 2 + random.IntN(6)
		for i := range length {
			word := int32(random.IntN(8))
			e.Rows = append(e.Rows, []int32{word, 8 + word%2})
			e.Own, e.Rare = append(e.Own, 1), append(e.Rare, 0.02)
			e.Classes[0] = append(e.Classes[0], word%2)
			e.Arcs = append(e.Arcs, int32(i)) // the word before, the root for the first
			e.Labels = append(e.Labels, word/4)
		}
		all = append(all, e)
	}
	return all
}

func learned(steps int) (*Learner, float64) {
	n := New(Shape{Rows: 10, Dim: 16, Hidden: 16, Layers: 2, Arc: 16, Rel: 16, Labels: 2, Heads: []Head{{2, 1}}}, 1)
	n.Hide, n.Blank = 0.02, 0.02
	l := NewLearner(n, 2, 1)
	loss := 0.0
	for i := range steps {
		loss = l.Step(toy(12, uint64(i)))
	}
	return l, loss
}

func TestLearns(t *testing.T) {
	l, _ := learned(250)
	right, all := 0, 0
	examples := toy(40, 9999)
	for k, scored := range l.Score(examples) {
		for i, arc := range examples[k].Arcs {
			all += 3
			for _, same := range []bool{Best(scored.Arcs.Row(i)) == arc, Best(scored.Labels.Row(i)) == examples[k].Labels[i], Best(scored.Classes[0].Row(i)) == examples[k].Classes[0][i]} {
				if same {
					right++
				}
			}
		}
	}
	if right*100 < all*97 {
		t.Errorf("%d of %d right", right, all)
	}
}

// TestSameSeedSameWeights holds whatever the workers' pace.
func TestSameSeedSameWeights(t *testing.T) {
	a, lossA := learned(12)
	b, lossB := learned(12)
	if lossA != lossB || !slices.Equal(a.Network.Embedding.Data, b.Network.Embedding.Data) {
		t.Error("two runs differ")
	}
	for i, p := range a.Network.params {
		if !slices.Equal(p.Data, b.Network.params[i].Data) {
			t.Errorf("%s differs", p.Name)
		}
	}
}
