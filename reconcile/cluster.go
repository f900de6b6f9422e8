package reconcile

import (
	"cmp"
	"container/heap"
	"slices"
)

// surePair is the least chance of the likeliest pair between two groups that are
// joined. At none, claims of two unlike reports come together in short articles,
// whose few words leave every word rare; at 0.6 half the claims fall apart.
const surePair = 0.4

// cluster joins n items bottom up by average link: the two groups whose pairs
// have the highest average chance come first, until none reaches least. Pairs
// not listed have chance 0. Each join also needs one pair of at least surePair: a
// long list of feeble likenesses is no evidence. Groups with a conflicting pair between them are
// never joined. Ties fall to the smaller indices, so that the result is a
// function of the input alone. Time is O(p log p) for p pairs.
func cluster(n int, pairs []pair, least float64, late func(int) bool) [][]int {
	c := &clustering{members: make([][]int, n), links: make([]map[int]link, n), alive: make([]bool, n), least: least, waits: late}
	for i := range n {
		c.members[i], c.alive[i], c.links[i] = []int{i}, true, map[int]link{}
	}
	for _, p := range pairs {
		l := link{sum: p.chance, most: p.chance, apart: p.conflict}
		c.links[p.a][p.b], c.links[p.b][p.a] = l, l
	}
	c.joinAll()
	c.waits = func(int) bool { return false }
	c.joinAll()
	var groups [][]int
	for i, alive := range c.alive {
		if alive {
			slices.Sort(c.members[i])
			groups = append(groups, c.members[i])
		}
	}
	slices.SortFunc(groups, func(a, b []int) int { return a[0] - b[0] })
	return groups
}

// link sums the chances of the pairs between two groups, and keeps the highest.
type link struct {
	sum, most float64
	apart     bool
}

// proposal is a join with its average chance; it is void once either group is gone.
type proposal struct {
	average float64
	a, b    int
}

type proposals []proposal

func (q proposals) Len() int { return len(q) }
func (q proposals) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[j].average, q[i].average), q[i].a-q[j].a, q[i].b-q[j].b) < 0
}
func (q proposals) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *proposals) Push(x any)   { *q = append(*q, x.(proposal)) }
func (q *proposals) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}

type clustering struct {
	members [][]int
	links   []map[int]link
	alive   []bool
	queue   proposals
	least   float64
	waits   func(item int) bool
}

// joinAll joins groups, the likeliest two first, until none are likely enough.
func (c *clustering) joinAll() {
	for a := range c.links {
		for b := range c.links[a] {
			if a < b {
				c.propose(a, b)
			}
		}
	}
	for c.queue.Len() > 0 {
		next := heap.Pop(&c.queue).(proposal)
		if c.alive[next.a] && c.alive[next.b] {
			c.join(next.a, next.b)
		}
	}
}

// propose queues the join of two groups if they are likely enough one. A group of
// one item may have to wait; larger ones were made of such as need not.
func (c *clustering) propose(a, b int) {
	l := c.links[a][b]
	for _, g := range [2]int{a, b} {
		if !c.alive[g] || len(c.members[g]) == 1 && c.waits(c.members[g][0]) {
			return
		}
	}
	average := l.sum / float64(len(c.members[a])*len(c.members[b]))
	if !l.apart && average >= c.least && l.most >= surePair {
		heap.Push(&c.queue, proposal{average, a, b})
	}
}

// join makes one new group of a and b. Group numbers only grow, so a proposal
// that names a group names it as it was when the proposal was made.
func (c *clustering) join(a, b int) {
	merged := len(c.members)
	c.members = append(c.members, append(slices.Clone(c.members[a]), c.members[b]...))
	c.links = append(c.links, map[int]link{})
	c.alive = append(c.alive, true)
	c.alive[a], c.alive[b] = false, false
	for _, old := range []int{a, b} {
		for other, l := range c.links[old] {
			if c.alive[other] && other != merged {
				sum := c.links[merged][other]
				c.links[merged][other] = link{sum.sum + l.sum, max(sum.most, l.most), sum.apart || l.apart}
			}
		}
	}
	for other, l := range c.links[merged] {
		delete(c.links[other], a)
		delete(c.links[other], b)
		c.links[other][merged] = l
		c.propose(min(merged, other), max(merged, other))
	}
	c.links[a], c.links[b] = nil, nil
}
