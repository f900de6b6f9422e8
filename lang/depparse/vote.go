package depparse

import "slices"

// arc is one reading's word on a token's head: weight is by how much its score
// beat the best other attachment.
type arc struct {
	head   int32 // -1 for the root's
	label  uint8
	weight int32
}

// voter joins the trees of several readings (Surdeanu and Manning 2010). It
// starts from the tree that its arcs' weights speak most for, and takes over
// single arcs of the others while that gains weight and leaves a tree.
type voter struct {
	arcs  [][]arc // reading, token
	tree  []int   // token → the reading whose head it has
	moves []move
}

type move struct {
	token, reading int
	gain           int32
}

// vote returns for each token the reading whose arc it gets.
func (v *voter) vote(n int) []int {
	v.start(n)
	v.moves = v.moves[:0]
	for i := range n {
		for r := range v.arcs {
			if v.arcs[r][i].head != v.head(i) {
				if gain := v.support(r, i) - v.support(v.tree[i], i); gain > 0 {
					v.moves = append(v.moves, move{i, r, gain})
				}
			}
		}
	}
	slices.SortStableFunc(v.moves, func(a, b move) int { return int(b.gain) - int(a.gain) })
	for range 2 {
		for _, m := range v.moves {
			v.try(m)
		}
	}
	for i := range n {
		v.label(i)
	}
	return v.tree
}

// start takes the whole tree of the best supported reading.
func (v *voter) start(n int) {
	best, most := 0, int64(-1)
	for r := range v.arcs {
		sum := int64(0)
		for i := range n {
			sum += int64(v.support(r, i))
		}
		if sum > most {
			best, most = r, sum
		}
	}
	v.tree = v.tree[:0]
	for range n {
		v.tree = append(v.tree, best)
	}
}

// support is the weight of all readings that give the token the same head.
func (v *voter) support(reading, i int) int32 {
	sum := int32(0)
	for r := range v.arcs {
		if v.arcs[r][i].head == v.arcs[reading][i].head {
			sum += v.arcs[r][i].weight
		}
	}
	return sum
}

func (v *voter) head(i int) int32 { return v.arcs[v.tree[i]][i].head }

// try takes over one arc. A new root takes the old root's place, which then
// needs the head that the same reading gives it.
func (v *voter) try(m move) {
	old := v.tree[m.token]
	to := v.arcs[m.reading][m.token].head
	if v.head(m.token) == to || v.support(m.reading, m.token) <= v.support(old, m.token) {
		return
	}
	if to >= 0 && v.head(m.token) >= 0 {
		if !v.under(int(to), m.token) {
			v.tree[m.token] = m.reading
		}
		return
	}
	v.reroot(m)
}

// reroot moves the root between the token and the reading's other root.
func (v *voter) reroot(m move) {
	from, to := -1, -1
	for i := range v.tree {
		if v.head(i) < 0 {
			from = i
		}
		if v.arcs[m.reading][i].head < 0 {
			to = i
		}
	}
	if from < 0 || to < 0 || from == to {
		return
	}
	gain := v.support(m.reading, from) + v.support(m.reading, to) - v.support(v.tree[from], from) - v.support(v.tree[to], to)
	if gain <= 0 {
		return
	}
	was := [2]int{v.tree[from], v.tree[to]}
	v.tree[from], v.tree[to] = m.reading, m.reading
	if v.head(from) < 0 || !v.under(from, to) {
		v.tree[from], v.tree[to] = was[0], was[1]
	}
}

// under reports whether token i hangs from token top. Steps are bounded, since
// the answer is also asked of trees that a move has just broken.
func (v *voter) under(i, top int) bool {
	for range len(v.tree) + 1 {
		if i == top {
			return true
		}
		next := v.head(i)
		if next < 0 {
			return false
		}
		i = int(next)
	}
	return false
}

// label takes the label of the reading with the greatest weight among those
// that agree on the head.
func (v *voter) label(i int) {
	head := v.head(i)
	for r := range v.arcs {
		if a := v.arcs[r][i]; a.head == head && a.weight > v.arcs[v.tree[i]][i].weight {
			v.tree[i] = r
		}
	}
}
