package kinship

import (
	"fmt"
	"slices"

	"stemma"
)

// wholeShare of an article's prose in another leaves open that it is a copy.
const wholeShare = 0.75

// undated draws what no credit and no date directs. An article that could not be
// dated among dated ones hangs on the nearest of them; where one article is
// nearly all in the other, either may have copied: these edges have no
// direction. Where both have much that the other lacks, a text nobody has seen
// stands above both.
func (t *tree) undated() {
	for _, group := range t.grouped(func(r *relation) bool { return !t.explained(r) }) {
		if t.anyDrawn(group) {
			t.hang(group)
			continue
		}
		if hub := t.hub(group); hub >= 0 {
			t.abstain(group, hub)
			continue
		}
		from := t.ancestor()
		children := articlesOf(group)
		for _, x := range children {
			t.add(stemma.Edge{From: from, To: t.id(x), Directed: true, Probability: probUnseen, Evidence: evidence(group, x),
				Why: fmt.Sprintf("%s share wording, none names another and no date tells them apart", listed(t.ids(children)))})
		}
	}
}

// anyDrawn reports whether an edge joins two articles of the group, or two of
// them have one parent.
func (t *tree) anyDrawn(group []*relation) bool {
	children := articlesOf(group)
	for i, x := range children {
		for _, y := range children[:i] {
			if t.drawn(x, y) || t.siblings(x, y) {
				return true
			}
		}
	}
	return false
}

// hang joins every article of the group that no edge reaches to the one it
// shares most with, the closest first.
func (t *tree) hang(group []*relation) {
	reached := map[int]bool{}
	for _, x := range articlesOf(group) {
		reached[x] = slices.ContainsFunc(t.edges, func(e stemma.Edge) bool { return e.From == t.id(x) || e.To == t.id(x) })
	}
	for _, r := range group { // closest first
		if reached[r.a] && reached[r.b] {
			continue
		}
		reached[r.a], reached[r.b] = true, true
		t.add(stemma.Edge{From: t.id(r.a), To: t.id(r.b), Probability: probUndirected, Evidence: r.passages,
			Why: fmt.Sprintf("%s and %s share %d words, and one of them has no date", t.id(r.a), t.id(r.b), r.words)})
	}
}

// explained reports whether an undirected relation follows from edges already
// drawn: both articles have one parent that holds what they share.
func (t *tree) explained(r *relation) bool {
	return t.siblings(r.a, r.b)
}

// siblings reports whether edges run from one text to both articles.
func (t *tree) siblings(x, y int) bool {
	for _, e := range t.edges {
		if e.To == t.id(x) && slices.ContainsFunc(t.edges, func(f stemma.Edge) bool { return f.To == t.id(y) && f.From == e.From }) {
			return true
		}
	}
	return false
}

// hub is the article that holds nearly all of what every other one of the group
// has, or -1.
func (t *tree) hub(group []*relation) int {
	children := articlesOf(group)
	for _, x := range children {
		whole := 0
		for _, r := range group {
			if (r.a == x || r.b == x) && (t.wholly(r, r.other(x)) || len(children) == 2 && t.wholly(r, x)) {
				whole++
			}
		}
		if whole == len(children)-1 {
			return x
		}
	}
	return -1
}

// wholly reports whether nearly all of x's own prose is in the other article.
func (t *tree) wholly(r *relation, x int) bool {
	own := float64(t.witnesses[x].own)
	return r.shareOf(x)*(own+damping) >= wholeShare*own
}

// abstain draws edges without direction between the hub and the others.
func (t *tree) abstain(group []*relation, hub int) {
	for _, r := range group {
		if r.a == hub || r.b == hub {
			t.add(stemma.Edge{From: t.id(r.a), To: t.id(r.b), Probability: probUndirected, Evidence: r.passages,
				Why: fmt.Sprintf("one text is nearly all in the other (%d words); nothing tells who took it from whom", r.words)})
		}
	}
}
