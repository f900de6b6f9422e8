package kinship

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
)

// Build groups the documents into accounts and draws the stemma from the
// passages that Passages found in them (in any order; documents are told apart
// by ID). Documents whose ID no passage names stand alone.
func Build(docs []*stemma.Document, passages []stemma.Passage) stemma.Kinship {
	witnesses := readAll(docs)
	all := relations(witnesses, passages)
	tree := newStemma(witnesses, all)
	tree.credited()
	tree.descents()
	tree.ancestors()
	tree.told()
	sortEdges(tree.edges)
	return stemma.Kinship{Passages: passages, Edges: tree.edges, Accounts: named(docs, tree.accounts(passages))}
}

func named(docs []*stemma.Document, groups [][]int) [][]string {
	list := make([][]string, len(groups))
	for k, group := range groups {
		for _, i := range group {
			list[k] = append(list[k], docs[i].ID)
		}
	}
	return list
}

// leastEdge is the number of aligned words from which sharing is no chance:
// coders call a run of about twelve words a copy.
const leastEdge = 12

// Probabilities of an edge that no fit bears: generated traditions have too few.
const (
	probCredit   = 0.95 // the text names whom it has it from, and the wording agrees
	probToldOnly = 0.60 // "as X reports" without shared wording
)

// tree is the stemma under way.
type tree struct {
	witnesses    []*witness
	all          []*relation   // strong ones: leastEdge words or more
	related      []*relation   // all
	near         [][]*relation // strong relations of each article
	done         map[*relation]bool
	relation     map[[2]int]*relation // the same by their articles
	credits      [][]credit
	edges        []stemma.Edge
	parents      [][]*relation // drawn, of each article; with direction or without
	ancestry     [][]int       // the articles that each was made from, as far as directed edges tell
	component    []int         // union-find over the articles that edges join
	unseen       int
	lost         [][]*relation // what hangs on each unseen text
	suppositions map[*relation]union
	weighed      []Supposed // of the edges from unseen texts
	descended    []float64  // how likely it is that an article was made from another
	reader       commonReader
}

func newStemma(witnesses []*witness, all []*relation) *tree {
	t := &tree{witnesses: witnesses, related: all, near: make([][]*relation, len(witnesses)), done: map[*relation]bool{}, relation: map[[2]int]*relation{},
		parents: make([][]*relation, len(witnesses)), ancestry: make([][]int, len(witnesses)), component: make([]int, len(witnesses)),
		descended: make([]float64, len(witnesses)), suppositions: map[*relation]union{}}
	for x := range t.component {
		t.component[x] = x
	}
	for _, r := range all {
		if r.words >= leastEdge || r.share() >= accountShare {
			r.read(t)
			t.relation[[2]int{r.a, r.b}] = r
			t.all = append(t.all, r)
			t.near[r.a] = append(t.near[r.a], r)
			t.near[r.b] = append(t.near[r.b], r)
		}
	}
	for _, w := range witnesses {
		t.credits = append(t.credits, creditsOf(w.doc))
	}
	return t
}

func (t *tree) id(x int) string { return t.witnesses[x].doc.ID }

// ancestor is the siglum of the next text nobody has seen.
func (t *tree) ancestor() string {
	t.unseen++
	return fmt.Sprintf("*%d", t.unseen)
}

// credited draws the edges that a credit tells: from an article of the outlet
// credited, or from the unseen text of an agency that the reports name.
func (t *tree) credited() {
	for _, r := range t.all {
		for _, pair := range [][2]int{{r.a, r.b}, {r.b, r.a}} {
			from, to := pair[0], pair[1]
			if c := t.credit(to, from); c != nil && !t.done[r] {
				t.draw(r, from, to)
				t.add(stemma.Edge{From: t.id(from), To: t.id(to), Directed: true, Probability: probCredit, Evidence: r.passages,
					Words: []stemma.Evidence{{Article: t.id(to), Span: c.span}},
					Why:   fmt.Sprintf("%s names %s and shares %d words with it", t.id(to), c.name, r.words)})
			}
		}
	}
}

// draw notes that an edge joins the articles of a relation.
func (t *tree) draw(r *relation, from, to int) {
	t.done[r] = true
	t.parents[to] = append(t.parents[to], r)
	t.ancestry[to] = append(t.ancestry[to], from)
	t.component[root(t.component, from)] = root(t.component, to)
}

// credit is article x's naming of y's outlet, or nil.
func (t *tree) credit(x, y int) *credit {
	outlet := t.witnesses[y].doc.Outlet
	for i, c := range t.credits[x] {
		if outlet != "" && sameName(c.name, outlet) && !sameName(c.name, t.witnesses[x].doc.Outlet) {
			return &t.credits[x][i]
		}
	}
	return nil
}

// order is 1 when a was published before b, -1 when after, 0 when nothing
// tells: minutes decide within one day where both are known.
func (t *tree) order(a, b int) int {
	p, q := t.witnesses[a].doc.Published, t.witnesses[b].doc.Published
	if p == nil || q == nil {
		return 0
	}
	if p.Precision == "minute" && q.Precision == "minute" && zone(p.Value) == zone(q.Value) {
		return strings.Compare(q.Value, p.Value)
	}
	return compareDates(q.Value, p.Value)
}

// zone is what follows the minutes of a date-time.
func zone(value string) string {
	if len(value) <= len("2006-01-02T15:04") {
		return ""
	}
	rest := value[len("2006-01-02T15:04"):]
	return rest[max(strings.LastIndexAny(rest, "Z+-"), 0):]
}

// compareDates compares ISO dates to the precision that both have.
func compareDates(a, b string) int {
	n := min(len(a), len(b), len("2006-01-02"))
	return strings.Compare(a[:n], b[:n])
}

// newWords counts the words of b that a does not hold.
func newWords(a, b []cover) int {
	n := 0
	for _, c := range b {
		for i := c.first; i < c.last; i++ {
			if !slices.ContainsFunc(a, func(d cover) bool { return d.first <= i && i < d.last }) {
				n++
			}
		}
	}
	return n
}

// told draws what "as X reports" tells where no wording is shared.
func (t *tree) told() {
	for x := range t.witnesses {
		for y := range t.witnesses {
			if c := t.credit(x, y); c != nil && !c.line && !t.drawn(y, x) && t.order(y, x) >= 0 && t.onlyOf(y) {
				t.add(stemma.Edge{From: t.id(y), To: t.id(x), Directed: true, Probability: probToldOnly,
					Words: []stemma.Evidence{{Article: t.id(x), Span: c.span}},
					Why:   fmt.Sprintf("%s names %s as its source", t.id(x), c.name)})
			}
		}
	}
}

// onlyOf reports whether no other article here comes from y's outlet.
func (t *tree) onlyOf(y int) bool {
	for x, w := range t.witnesses {
		if x != y && sameName(w.doc.Outlet, t.witnesses[y].doc.Outlet) {
			return false
		}
	}
	return true
}

func (t *tree) drawn(x, y int) bool {
	return slices.ContainsFunc(t.edges, func(e stemma.Edge) bool {
		return e.From == t.id(x) && e.To == t.id(y) || e.From == t.id(y) && e.To == t.id(x)
	})
}

func (t *tree) add(e stemma.Edge) { t.edges = append(t.edges, e) }

func (t *tree) ids(articles []int) []string {
	ids := make([]string, len(articles))
	for i, x := range articles {
		ids[i] = t.id(x)
	}
	return ids
}
