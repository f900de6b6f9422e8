package reconcile

import (
	"cmp"
	"slices"

	"stemma"
)

// ruled regroups mentions as readers decided: first what is a claim of its own,
// then what is one claim. Decisions about mentions that no report holds any
// more change nothing.
func (b *notebook) ruled(groups [][]int, rulings *stemma.Rulings) [][]int {
	if rulings == nil {
		return groups
	}
	keys := make([]string, len(b.notes))
	for i := range b.notes {
		keys[i] = rulings.Key(b.docs[b.notes[i].doc].Article, &b.notes[i].ClaimMention)
	}
	for _, apart := range rulings.Apart {
		groups = parted(groups, func(at int) bool { return slices.Contains(apart, keys[at]) })
	}
	for _, together := range rulings.Together {
		groups = joined(groups, func(at int) bool { return slices.Contains(together, keys[at]) })
	}
	slices.SortFunc(groups, func(g, h []int) int { return cmp.Compare(g[0], h[0]) })
	return groups
}

// parted takes the chosen mentions out of their groups, into one of their own.
func parted(groups [][]int, chosen func(int) bool) [][]int {
	var own []int
	var rest [][]int
	for _, g := range groups {
		var left []int
		for _, at := range g {
			if chosen(at) {
				own = append(own, at)
			} else {
				left = append(left, at)
			}
		}
		if len(left) > 0 {
			rest = append(rest, left)
		}
	}
	if len(own) == 0 {
		return rest
	}
	slices.Sort(own)
	return append(rest, own)
}

// joined makes one group of those that hold a chosen mention.
func joined(groups [][]int, chosen func(int) bool) [][]int {
	var one []int
	var rest [][]int
	for _, g := range groups {
		if slices.ContainsFunc(g, chosen) {
			one = append(one, g...)
		} else {
			rest = append(rest, g)
		}
	}
	if len(one) == 0 {
		return rest
	}
	slices.Sort(one)
	return append(rest, one)
}
