package kinship

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
)

// oneText is the share of what one relation covers of an article that another
// must cover too, for both to go back to one text.
const oneText = 0.3

// grouped sorts the relations that are not done and that keep allows into those
// that go back to one text: two relations of one article whose covered words
// overlap. A–B and B–C that share different paragraphs of B have two ancestors.
func (t *tree) grouped(keep func(*relation) bool) [][]*relation {
	var open []*relation
	for _, r := range t.all {
		if !t.done[r] && keep(r) {
			open = append(open, r)
		}
	}
	parent := make([]int, len(open))
	for k := range parent {
		parent[k] = k
	}
	at := make([][]int, len(t.witnesses))
	for k, r := range open {
		at[r.a], at[r.b] = append(at[r.a], k), append(at[r.b], k)
	}
	for x, list := range at {
		for i, k := range list {
			for _, m := range list[:i] {
				if root(parent, k) != root(parent, m) && overlap(open[k].covers(x), open[m].covers(x)) {
					parent[root(parent, k)] = root(parent, m)
				}
			}
		}
	}
	return collect(open, parent)
}

func root(parent []int, k int) int {
	for parent[k] != k {
		parent[k] = parent[parent[k]]
		k = parent[k]
	}
	return k
}

func collect(open []*relation, parent []int) [][]*relation {
	slot := map[int]int{}
	var list [][]*relation
	for k, r := range open {
		top := root(parent, k)
		if _, ok := slot[top]; !ok {
			slot[top] = len(list)
			list = append(list, nil)
		}
		list[slot[top]] = append(list[slot[top]], r)
	}
	slices.SortStableFunc(list, func(x, y []*relation) int { return slices.Compare(articlesOf(x), articlesOf(y)) })
	return list
}

// overlap reports whether two covers of one article share oneText of the lesser.
func overlap(x, y []cover) bool {
	sizeX, sizeY := newWords(nil, x), newWords(nil, y)
	both := sizeX - newWords(y, x)
	return float64(both) >= oneText*float64(min(sizeX, sizeY))
}

// articlesOf lists the articles of the relations in order, each once.
func articlesOf(group []*relation) []int {
	var list []int
	for _, r := range group {
		list = append(list, r.a, r.b)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// evidence lists the passages of the relations of x.
func evidence(group []*relation, x int) []int {
	var list []int
	for _, r := range group {
		if r.a == x || r.b == x {
			list = append(list, r.passages...)
		}
	}
	slices.Sort(list)
	return list
}

// credit is an article's naming of somebody it has something from: by a credit
// line, or in the text ("CNN reports", "told AFP").
type credit struct {
	name string
	span stemma.Span
	line bool // a credit line or agency tag, which speaks for the whole article
}

// creditsOf lists an article's credits: its lines first, then the media that its
// attributions name.
func creditsOf(d *stemma.Document) []credit {
	var list []credit
	for _, c := range d.Credits {
		if c.Kind != "picture" {
			list = append(list, credit{c.Name, c.Span, true})
		}
	}
	media := map[string]bool{}
	for _, e := range d.Entities {
		media[e.ID] = e.Kind == "agency" || e.Kind == "outlet"
	}
	for _, attribution := range d.Attributions {
		for _, ref := range []*stemma.Ref{attribution.Source, attribution.Via} {
			if ref != nil && ref.Entity != "" && media[ref.Entity] {
				list = append(list, credit{ref.Entity, ref.Span, false})
			}
		}
	}
	return list
}

// sameName reports whether two names of outlets are one: equal but for case,
// points and a leading article, or one the beginning of the other ("AFP",
// "AFP News Agency").
func sameName(a, b string) bool {
	a, b = bareName(a), bareName(b)
	if a == "" || b == "" {
		return false
	}
	return a == b || strings.HasPrefix(a, b+" ") || strings.HasPrefix(b, a+" ")
}

func bareName(name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, ".", ""))
	return strings.TrimPrefix(strings.Join(strings.Fields(name), " "), "the ")
}

// listed writes "A", "A and B", "A, B and C".
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// sortEdges puts edges in a stable order: by child, then by parent.
func sortEdges(edges []stemma.Edge) {
	slices.SortStableFunc(edges, func(x, y stemma.Edge) int { return cmp.Or(cmp.Compare(x.To, y.To), cmp.Compare(x.From, y.From)) })
}
