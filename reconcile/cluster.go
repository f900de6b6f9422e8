package reconcile

import (
	"cmp"
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
// function of the input alone. Items that are late join last: what has none of
// its own to tell by must not pull the others together. Time is O(p log p) for p
// pairs.
func cluster(n int, pairs []pair, least float64, late func(int) bool) [][]int {
	c := newClustering(n, pairs)
	c.least, c.waits = least, late
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

// link leads to another group. It sums the chances of the pairs between the two,
// and keeps the highest.
type link struct {
	to        int
	sum, most float64
	apart     bool
}

// clustering is the groups so far. Those that were joined stay in the lists of
// their neighbours, and are passed over: each list is read once, when its own
// group is joined.
type clustering struct {
	members [][]int
	links   [][]link
	alive   []bool
	queue   proposals
	slot    []int // place of a group in the list that is being made, and one; 0 none
	least   float64
	waits   func(item int) bool
}

func newClustering(n int, pairs []pair) *clustering {
	c := &clustering{members: make([][]int, n, 2*n), links: make([][]link, n, 2*n), alive: make([]bool, n, 2*n), slot: make([]int, 2*n)}
	degree := make([]int, n)
	for _, p := range pairs {
		degree[p.a]++
		degree[p.b]++
	}
	for i := range n {
		c.members[i], c.alive[i], c.links[i] = []int{i}, true, make([]link, 0, degree[i])
	}
	for _, p := range pairs {
		c.links[p.a] = append(c.links[p.a], link{p.b, p.chance, p.chance, p.conflict})
		c.links[p.b] = append(c.links[p.b], link{p.a, p.chance, p.chance, p.conflict})
	}
	return c
}

// joinAll joins groups, the likeliest two first, until none are likely enough.
func (c *clustering) joinAll() {
	for a, links := range c.links {
		for _, l := range links {
			if a < l.to {
				c.propose(a, l)
			}
		}
	}
	for len(c.queue) > 0 {
		next := c.queue.pop()
		if c.alive[next.a] && c.alive[next.b] {
			c.join(next.a, next.b)
		}
	}
}

// propose queues the join of two groups if they are likely enough one. A group of
// one item may have to wait; larger ones were made of such as need not.
func (c *clustering) propose(a int, l link) {
	for _, g := range [2]int{a, l.to} {
		if !c.alive[g] || len(c.members[g]) == 1 && c.waits(c.members[g][0]) {
			return
		}
	}
	average := l.sum / float64(len(c.members[a])*len(c.members[l.to]))
	if !l.apart && average >= c.least && l.most >= surePair {
		c.queue.push(proposal{average, min(a, l.to), max(a, l.to)})
	}
}

// join makes one new group of a and b. Group numbers only grow, so a proposal
// that names a group names it as it was when the proposal was made.
func (c *clustering) join(a, b int) {
	merged := len(c.members)
	c.members = append(c.members, append(slices.Clone(c.members[a]), c.members[b]...))
	c.alive = append(c.alive, true)
	c.alive[a], c.alive[b] = false, false
	links := c.union(a, b)
	c.links = append(c.links, links)
	for _, l := range links {
		c.links[l.to] = append(c.links[l.to], link{merged, l.sum, l.most, l.apart})
		c.propose(merged, l)
	}
	c.links[a], c.links[b] = nil, nil
}

// union is the links of two groups to the living others.
func (c *clustering) union(a, b int) []link {
	var links []link
	for _, old := range [2]int{a, b} {
		for _, l := range c.links[old] {
			switch at := c.slot[l.to]; {
			case !c.alive[l.to]:
			case at == 0:
				links = append(links, l)
				c.slot[l.to] = len(links)
			default:
				sum := &links[at-1]
				sum.sum, sum.most, sum.apart = sum.sum+l.sum, max(sum.most, l.most), sum.apart || l.apart
			}
		}
	}
	for _, l := range links {
		c.slot[l.to] = 0
	}
	return links
}

// proposal is a join with its average chance; it is void once either group is gone.
type proposal struct {
	average float64
	a, b    int
}

func (p proposal) before(q proposal) bool {
	return cmp.Or(cmp.Compare(q.average, p.average), p.a-q.a, p.b-q.b) < 0
}

// proposals is a heap, the best first. (container/heap, which keeps its items
// behind interfaces, took a third of the time of clustering.)
type proposals []proposal

func (q *proposals) push(p proposal) {
	h := append(*q, p)
	at := len(h) - 1
	for at > 0 && p.before(h[(at-1)/2]) {
		h[at] = h[(at-1)/2]
		at = (at - 1) / 2
	}
	h[at] = p
	*q = h
}

func (q *proposals) pop() proposal {
	h := *q
	best, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	at := 0
	for child := 1; child < len(h); child = 2*at + 1 {
		if child+1 < len(h) && h[child+1].before(h[child]) {
			child++
		}
		if !h[child].before(last) {
			break
		}
		h[at] = h[child]
		at = child
	}
	if len(h) > 0 {
		h[at] = last
	}
	*q = h
	return best
}
