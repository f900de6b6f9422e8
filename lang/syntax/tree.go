package syntax

import "slices"

// Trees finds the best tree over arcs' scores: Chu and Liu (1965), Edmonds
// (1967), in time that grows with the square of the tokens (Tarjan 1977). Its
// memory is kept for the next sentence.
type Trees struct {
	heads []int32
	mark  []int32
	graph []int64 // the graph's rows: scores of each head for a node
	deps  []int32 // beside graph: the token that an arc of a merged row leads to
	nodes []node  // tokens, the root first, then what was merged
	top   []int32 // the node that holds each token now
	path  []int32
}

// node is a token, or a cycle that was merged into one.
type node struct {
	row      int32 // in graph
	parent   int32 // the node that it was merged into, -1 for none
	dep, arc int32 // its best arc: from token arc to token dep
	score    int64
	state    int8 // fresh, onPath, or done: it hangs on the root
}

const (
	fresh = iota
	onPath
	done
)

// rootPrice is taken from every arc from the root, so that the best tree has
// just one of them; no sum of scores comes near it.
const rootPrice = int64(1) << 44

// Best is the head of each of n tokens, counted from 1; 0 is the root. Scores
// are those of every head for every token, the root's first, wide apart. The
// tree has one arc from the root. What is returned is good until the next call.
func (t *Trees) Best(n int, scores []int32, wide int) []int32 {
	t.heads = append(t.heads[:0], 0)
	roots := 0
	for d := range n {
		row := scores[d*wide : d*wide+n+1]
		top := -1
		for h, score := range row {
			if h != d+1 && (top < 0 || score > row[top]) {
				top = h
			}
		}
		if top == 0 {
			roots++
		}
		t.heads = append(t.heads, int32(top))
	}
	if roots != 1 || t.cycle(t.heads) >= 0 {
		t.exact(n, scores, wide)
	}
	return t.heads[1:]
}

// cycle is a node on a cycle of the heads, -1 when there is none. Node 0 is the root.
func (t *Trees) cycle(heads []int32) int32 {
	t.mark = t.mark[:0]
	for range heads {
		t.mark = append(t.mark, 0)
	}
	for i := 1; i < len(heads); i++ {
		at := int32(i)
		for at != 0 && t.mark[at] == 0 {
			t.mark[at] = int32(i)
			at = heads[at]
		}
		if at != 0 && t.mark[at] == int32(i) {
			return at
		}
	}
	return -1
}

// exact finds the best tree where the best arcs alone are none. From each token
// it follows best arcs upwards until it meets the root's tree; a cycle on the way
// becomes one node, whose arcs cost what they displace in it.
func (t *Trees) exact(n int, scores []int32, wide int) {
	size := n + 1
	t.lay(size, scores, wide)
	for start := 1; start < size; start++ {
		v := t.top[start]
		t.path = t.path[:0]
		for t.nodes[v].state != done {
			if t.nodes[v].state == onPath {
				v = t.merge(v, size)
			}
			t.nodes[v].state = onPath
			t.path = append(t.path, v)
			t.choose(v, size)
			v = t.top[t.nodes[v].arc]
		}
		for _, v := range t.path {
			t.nodes[v].state = done
		}
	}
	t.open(size)
}

// lay writes the graph of the tokens.
func (t *Trees) lay(size int, scores []int32, wide int) {
	t.graph, t.deps = slices.Grow(t.graph[:0], size*size)[:size*size], slices.Grow(t.deps[:0], size*size)[:size*size]
	t.nodes, t.top = t.nodes[:0], t.top[:0]
	for d := range size {
		t.nodes = append(t.nodes, node{row: int32(d), parent: -1})
		t.top = append(t.top, int32(d))
		for h := range size {
			t.deps[d*size+h] = int32(d)
			if d > 0 {
				t.graph[d*size+h] = int64(scores[(d-1)*wide+h])
			}
		}
		t.graph[d*size] -= rootPrice
	}
	t.nodes[0].state = done
}

// choose finds the best arc into a node from outside it.
func (t *Trees) choose(v int32, size int) {
	node := &t.nodes[v]
	row := t.graph[int(node.row)*size:][:size]
	best := -1
	for h, score := range row {
		if t.top[h] != v && (best < 0 || score > row[best]) {
			best = h
		}
	}
	node.arc, node.dep, node.score = int32(best), t.deps[int(node.row)*size+best], row[best]
}

// merge makes one node of those on the path from v to its end, and takes them
// off the path.
func (t *Trees) merge(v int32, size int) int32 {
	from := slices.Index(t.path, v)
	cycle := t.path[from:]
	into, whole := t.nodes[v].row, int32(len(t.nodes))
	for i, member := range cycle {
		m := &t.nodes[member]
		m.parent = whole
		for h := range size {
			at, own := int(into)*size+h, int(m.row)*size+h
			if score := t.graph[own] - m.score; i == 0 || score > t.graph[at] {
				t.graph[at], t.deps[at] = score, t.deps[own]
			}
		}
	}
	t.path = t.path[:from]
	t.nodes = append(t.nodes, node{row: into, parent: -1})
	for token, v := range t.top {
		if t.nodes[v].parent == whole {
			t.top[token] = whole
		}
	}
	return whole
}

// open gives every token its head: in a merged node the arc into it takes the
// place of the one that led to the same member, the last merged first.
func (t *Trees) open(size int) {
	for v := len(t.nodes) - 1; v >= size; v-- {
		whole := t.nodes[v]
		member := whole.dep
		for t.nodes[member].parent != int32(v) {
			member = t.nodes[member].parent
		}
		t.nodes[member].dep, t.nodes[member].arc = whole.dep, whole.arc
	}
	for d := 1; d < size; d++ {
		t.heads[d] = t.nodes[d].arc
	}
}
