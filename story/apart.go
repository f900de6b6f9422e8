package story

import (
	"cmp"
	"slices"
)

// Two groups tell different events, however like their topic, when each has a
// protagonist that the other hardly names: the fight against Rahman and the
// fight against Thompson of one champion.
const (
	protagonists = 8   // a group's heaviest names, of which
	inMost       = 0.8 // those that so many of its members write are its protagonists
	inFew        = 0.2 // of the other's members write it: then it is foreign there
	enough       = 3   // members from which a group has protagonists
)

// strangers reports whether two groups each have a protagonist foreign to the other.
func strangers(g, h *group) bool {
	return len(g.members) >= enough && len(h.members) >= enough && g.foreignTo(h) && h.foreignTo(g)
}

// foreignTo reports whether h hardly knows one of g's protagonists.
func (g *group) foreignTo(h *group) bool {
	return slices.ContainsFunc(g.cast(), func(term uint64) bool {
		knows := 0
		for _, p := range h.members {
			if p.blend.has(term) {
				knows++
			}
		}
		return float64(knows) <= inFew*float64(len(h.members))
	})
}

// cast lists the group's protagonists.
func (g *group) cast() []uint64 {
	held := map[uint64]int{}
	var names vector
	for _, p := range g.members {
		names = add(names, p.names)
		for _, w := range p.names {
			held[w.term]++
		}
	}
	var list []uint64
	for _, w := range heaviest(names, protagonists) {
		if float64(held[w.term]) >= inMost*float64(len(g.members)) {
			list = append(list, w.term)
		}
	}
	return list
}

// heaviest is the n terms of most weight, in order of weight.
func heaviest(v vector, n int) vector {
	heavier := func(x, y weighted) int { return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.term, y.term)) }
	if len(v) <= 2*n {
		v = slices.Clone(v)
		slices.SortFunc(v, heavier)
		return v[:min(len(v), n)]
	}
	top := make(vector, 0, n+1)
	for _, w := range v {
		if len(top) == n && heavier(w, top[n-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, w, heavier)
		top = slices.Insert(top, at, w)[:min(len(top)+1, n)]
	}
	return top
}

// A report of two lines is like nothing much. It joins the story that it is
// nearest to, though that is not near, when no other comes half as near.
const (
	fragment    = 2    // members of a group that is looked at so
	nearEnough  = 0.15 // its likeness to the nearest story, at least
	halfAsClose = 0.5  // of it: the second nearest at most
)

// absorb joins fragments to stories.
func absorb(groups []*group) []*group {
	index := newIndex()
	for at, g := range groups {
		index.add(g.sum, at)
	}
	to := make([]int, len(groups))
	for at, g := range groups {
		to[at] = -1
		if len(g.members) <= fragment {
			to[at] = g.nearest(groups, index.near(g.sum))
		}
	}
	for at, target := range to {
		if target >= 0 {
			groups[target].join(groups[at])
			groups[at] = nil
		}
	}
	return slices.DeleteFunc(groups, func(g *group) bool { return g == nil })
}

// nearest is the one story among the candidates that g is clearly nearest to, or -1.
func (g *group) nearest(groups []*group, candidates []int) int {
	best, second, nearest := float32(0), float32(0), -1
	for _, at := range candidates {
		if len(groups[at].members) <= fragment {
			continue
		}
		switch likeness := g.likeness(groups[at]); {
		case likeness > best:
			best, second, nearest = likeness, best, at
		case likeness > second:
			second = likeness
		}
	}
	if best < nearEnough || second > halfAsClose*best {
		return -1
	}
	return nearest
}
