package syntax

// Trees finds the best tree over arcs' scores: Chu and Liu (1965), Edmonds
// (1967). Its memory is kept for the next sentence.
type Trees struct {
	heads []int32
	mark  []int32
	arena []int64
	ints  []int32
}

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

// exact finds the best tree where the best arcs alone are none.
func (t *Trees) exact(n int, scores []int32, wide int) {
	size := n + 1
	t.arena, t.ints = t.arena[:0], t.ints[:0]
	graph := t.numbers(size * size)
	for d := 1; d < size; d++ {
		for h := range size {
			graph[d*size+h] = int64(scores[(d-1)*wide+h])
		}
		graph[d*size] -= rootPrice
	}
	t.solve(graph, size, t.heads)
}

func (t *Trees) numbers(n int) []int64 {
	at := len(t.arena)
	if at+n > cap(t.arena) {
		t.arena = make([]int64, 0, 2*(at+n)) // those in use keep the old memory
		at = 0
	}
	t.arena = t.arena[:at+n]
	return t.arena[at : at+n : at+n]
}

func (t *Trees) indices(n int) []int32 {
	at := len(t.ints)
	if at+n > cap(t.ints) {
		t.ints = make([]int32, 0, 2*(at+n))
		at = 0
	}
	t.ints = t.ints[:at+n]
	return t.ints[at : at+n : at+n]
}

// solve sets heads to the best tree of a graph of size nodes: graph[d·size+h] is
// the score of h heading d, node 0 the root.
func (t *Trees) solve(graph []int64, size int, heads []int32) {
	for d := 1; d < size; d++ {
		top := -1
		for h := range size {
			if h != d && (top < 0 || graph[d*size+h] > graph[d*size+top]) {
				top = h
			}
		}
		heads[d] = int32(top)
	}
	start := t.cycle(heads)
	if start < 0 {
		return
	}
	c := t.contract(graph, size, heads, start)
	inner := t.indices(c.size)
	t.solve(c.graph, c.size, inner)
	c.expand(heads, inner)
}

// contraction is a graph in which a cycle has become its last node.
type contraction struct {
	graph []int64
	size  int
	old   []int32 // node of the old graph for each but the last
	place []int32 // the new node of each old one; the last for those of the cycle
	into  []int32 // for each new node h: the cycle's node that h would head
	out   []int32 // for each new node d: the cycle's node that would head d
}

func (t *Trees) contract(graph []int64, size int, heads []int32, start int32) contraction {
	c := contraction{place: t.indices(size), old: t.indices(size)[:0]}
	clear(c.place)
	for at := start; c.place[at] == 0; at = heads[at] {
		c.place[at] = -1
	}
	for v := range size {
		if c.place[v] == 0 {
			c.place[v] = int32(len(c.old))
			c.old = append(c.old, int32(v))
		}
	}
	last := len(c.old)
	c.size = last + 1
	c.graph, c.into, c.out = t.numbers(c.size*c.size), t.indices(c.size), t.indices(c.size)
	for d, from := range c.old {
		for h, to := range c.old {
			c.graph[d*c.size+h] = graph[int(from)*size+int(to)]
		}
		c.bridge(graph, size, heads, d, int(from), start)
	}
	return c
}

// bridge scores the best arcs between new node d, the old one v, and the cycle.
func (c *contraction) bridge(graph []int64, size int, heads []int32, d, v int, start int32) {
	last := c.size - 1
	c.into[d], c.out[d] = -1, -1
	var in, out int64
	for u := start; ; {
		gain := graph[int(u)*size+v] - graph[int(u)*size+int(heads[u])]
		if c.into[d] < 0 || gain > in {
			c.into[d], in = u, gain
		}
		if score := graph[v*size+int(u)]; c.out[d] < 0 || score > out {
			c.out[d], out = u, score
		}
		if u = heads[u]; u == start {
			break
		}
	}
	c.graph[last*c.size+d] = in
	c.graph[d*c.size+last] = out
}

// expand carries the contracted graph's tree over to the old nodes: the cycle
// opens where its new head enters.
func (c *contraction) expand(heads, inner []int32) {
	last := int32(c.size - 1)
	for d := int32(1); d < last; d++ {
		h := inner[d]
		if h == last {
			heads[c.old[d]] = c.out[d]
		} else {
			heads[c.old[d]] = c.old[h]
		}
	}
	h := inner[last]
	heads[c.into[h]] = c.old[h]
}
