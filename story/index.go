package story

import "slices"

const (
	keyTerms = 16 // of a group, by weight: two reports of one event share one of these
	postings = 64 // latest groups kept for a term; a term of more groups tells nothing
)

// index finds the groups that share a heavy term. Memory is bounded by the
// number of terms times postings.
type index struct {
	of map[uint64][]int
}

func newIndex() *index { return &index{of: map[uint64][]int{}} }

// add enters a group under its heavy terms.
func (x *index) add(v vector, at int) {
	for _, w := range heaviest(v, keyTerms) {
		list := x.of[w.term]
		if slices.Contains(list, at) {
			continue
		}
		if len(list) == postings {
			list = slices.Delete(list, 0, 1)
		}
		x.of[w.term] = append(list, at)
	}
}

// near lists the groups that share a heavy term with v, in order.
func (x *index) near(v vector) []int {
	var list []int
	for _, w := range heaviest(v, keyTerms) {
		list = append(list, x.of[w.term]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
