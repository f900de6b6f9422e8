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
	tree.dated()
	tree.undated()
	tree.told()
	sortEdges(tree.edges)
	return stemma.Kinship{Passages: passages, Edges: tree.edges, Accounts: named(docs, accounts(witnesses, all))}
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

// Probabilities of an edge, by what it rests on. They are estimates to be
// calibrated on generated traditions, not measurements.
const (
	probCredit        = 0.95 // the text names whom it has it from, and the wording agrees
	probAgency        = 0.90 // the agency's text is unseen, the credit is not
	probAgencyKin     = 0.65 // shares the agency's wording without naming it
	probEarlierWhole  = 0.80 // printed earlier, and most of one text is in the other
	probEarlierPart   = 0.65 // printed earlier, some passages; both may have an older text
	probUnseen        = 0.60
	probUndirected    = 0.50
	probToldOnly      = 0.60 // "as X reports" without shared wording
	inferredDateShare = 0.85 // of the probability, where a date was inferred
)

// tree is the stemma under way.
type tree struct {
	witnesses []*witness
	all       []*relation   // strong ones: leastEdge words or more
	near      [][]*relation // strong relations of each article
	done      map[*relation]bool
	credits   [][]credit
	edges     []stemma.Edge
	unseen    int
}

func newStemma(witnesses []*witness, all []*relation) *tree {
	t := &tree{witnesses: witnesses, near: make([][]*relation, len(witnesses)), done: map[*relation]bool{}}
	for _, r := range all {
		if r.words >= leastEdge {
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
				t.done[r] = true
				t.add(stemma.Edge{From: t.id(from), To: t.id(to), Directed: true, Probability: probCredit, Evidence: r.passages,
					Words: []stemma.Evidence{{Article: t.id(to), Span: c.span}},
					Why:   fmt.Sprintf("%s names %s and shares %d words with it", t.id(to), c.name, r.words)})
			}
		}
	}
	for _, agency := range t.agencies() {
		t.agency(agency)
	}
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

// agencies lists the agencies that credit lines name, in the articles' order.
func (t *tree) agencies() []string {
	var names []string
	for _, credits := range t.credits {
		for _, c := range credits {
			if c.line && !slices.ContainsFunc(names, func(n string) bool { return sameName(n, c.name) }) {
				names = append(names, c.name)
			}
		}
	}
	return names
}

// agency draws an unseen text of the agency above the articles that credit it
// and those that share wording with these and credit nobody.
func (t *tree) agency(name string) {
	credits := make([]*credit, len(t.witnesses))
	for x := range t.witnesses {
		if sameName(t.witnesses[x].doc.Outlet, name) {
			return // its own text is here; credit has drawn the edge
		}
		for i, c := range t.credits[x] {
			if c.line && sameName(c.name, name) && credits[x] == nil {
				credits[x] = &t.credits[x][i]
			}
		}
	}
	for _, group := range t.grouped(func(r *relation) bool { return credits[r.a] != nil || credits[r.b] != nil }) {
		t.above(name, group, credits)
	}
}

// above draws one unseen text of an agency above a group of relations.
func (t *tree) above(name string, group []*relation, credits []*credit) {
	from := t.ancestor()
	children := articlesOf(group)
	var namers []string
	for _, x := range children {
		if credits[x] != nil {
			namers = append(namers, t.id(x))
		}
	}
	why := fmt.Sprintf("%s, credited by %s", name, listed(namers))
	for _, x := range children {
		edge := stemma.Edge{From: from, To: t.id(x), Directed: true, Probability: probAgency, Evidence: evidence(group, x), Why: why}
		if credits[x] != nil {
			edge.Words = []stemma.Evidence{{Article: t.id(x), Span: credits[x].span}}
		} else {
			edge.Probability = probAgencyKin
			edge.Why = why + "; " + t.id(x) + " shares its wording"
		}
		t.add(edge)
	}
	for _, r := range group {
		t.done[r] = true
	}
}

// dated draws, for every article, the earlier articles that explain most of
// what it shares: the one that covers most first, another only where it covers
// words that the first ones leave (several parents).
func (t *tree) dated() {
	for x := range t.witnesses {
		var earlier []*relation
		for _, r := range t.near[x] {
			if !t.done[r] && t.order(r.other(x), x) > 0 {
				earlier = append(earlier, r)
			}
		}
		for _, r := range t.parents(x, earlier) {
			t.add(t.descent(r, x))
		}
		for _, r := range earlier {
			t.done[r] = true
		}
	}
}

// descent is the edge to x from the earlier article of the relation.
func (t *tree) descent(r *relation, x int) stemma.Edge {
	from := r.other(x)
	p := probEarlierPart
	if r.share() >= 0.5 {
		p = probEarlierWhole
	}
	a, b := t.witnesses[from].doc.Published, t.witnesses[x].doc.Published
	if a.Basis == stemma.BasisInferred || b.Basis == stemma.BasisInferred {
		p *= inferredDateShare
	}
	return stemma.Edge{From: t.id(from), To: t.id(x), Directed: true, Probability: p, Evidence: r.passages,
		Why: fmt.Sprintf("%s (%s) is earlier than %s (%s) and shares %d words with it", t.id(from), a.Value, t.id(x), b.Value, r.words)}
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

// A further parent must explain this much more of an article, in share of its
// prose and in words; less is what editions of one text share by chance.
const (
	furtherShare = 0.04
	furtherWords = 10
)

// parents chooses among the relations of x those that explain its shared prose,
// greedily (set cover).
func (t *tree) parents(x int, candidates []*relation) []*relation {
	var chosen []*relation
	var covers []cover
	explained := 0.0
	for {
		best, bestShare := -1, explained
		for k, r := range candidates {
			share := t.witnesses[x].covered(append(slices.Clone(covers), r.covers(x)...))
			if share > bestShare+1e-9 {
				best, bestShare = k, share
			}
		}
		if best < 0 || len(chosen) > 0 && (bestShare-explained < furtherShare || newWords(covers, candidates[best].covers(x)) < furtherWords) {
			return chosen
		}
		chosen = append(chosen, candidates[best])
		covers = append(covers, candidates[best].covers(x)...)
		explained = bestShare
	}
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
