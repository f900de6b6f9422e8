package kinship

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"stemma"
)

const (
	// likely is the probability from which an edge between two articles is
	// drawn: where it is less likely, a text nobody has seen explains more.
	likely = 0.52
	// likelyBeside is the same where both name one agency, whose text then is
	// the nearer explanation.
	likelyBeside = 0.9
	// oneWay is the share of that probability that one direction must have.
	oneWay = 0.93
	// A further parent must explain this much more of an article, in share of
	// its prose and in words; less is what editions of one text share by chance.
	furtherShare = 0.04
	furtherWords = 10
)

// union is a pair of articles that one edge may join: the suppositions of
// either direction, as far as dates allow.
type union struct {
	best, other *candidate // other nil: the dates tell
	p           float64    // that either was made from the other
}

// descents draws the edges between articles, the likeliest first, so that no
// article descends from itself and a further parent explains something more.
func (t *tree) descents() {
	for _, u := range t.unions() {
		t.suppositions[u.best.relation] = u
		if u.p >= likely && t.may(u) {
			t.join(u)
		}
	}
}

// may reports whether the edge can be drawn beside those that are there.
func (t *tree) may(u union) bool {
	c := u.best
	if t.done[c.relation] || t.descends(c.from, c.to) || c.signs[signOneAgency] == 1 && u.p < likelyBeside {
		return false
	}
	joined := root(t.component, c.from) == root(t.component, c.to)
	return !joined && len(t.parents[c.to]) == 0 || t.further(c)
}

func (t *tree) join(u union) {
	t.draw(u.best.relation, u.best.from, u.best.to)
	t.add(t.descent(u))
}

// unions pairs the candidates of each relation, the likeliest first.
func (t *tree) unions() []union {
	var list []union
	for _, c := range t.candidates(len(sightTrees)) {
		t.descended[c.to] += c.p
		if n := len(list); n > 0 && list[n-1].best.relation == c.relation {
			u := &list[n-1]
			u.other = c
			if c.p > u.best.p {
				u.best, u.other = c, u.best
			}
			u.p = min(u.best.p+u.other.p, 0.99)
			continue
		}
		list = append(list, union{best: c, p: c.p})
	}
	slices.SortStableFunc(list, func(x, y union) int { return cmp.Compare(y.p, x.p) })
	return list
}

// descends reports whether directed edges lead from ancestor down to x.
func (t *tree) descends(x, ancestor int) bool {
	return x == ancestor || slices.ContainsFunc(t.ancestry[x], func(p int) bool { return t.descends(p, ancestor) })
}

// further reports whether the candidate explains words of its child that the
// child's edges leave.
func (t *tree) further(c *candidate) bool {
	covers := t.explained(c.to)
	child := t.witnesses[c.to]
	before := child.covered(slices.Clone(covers))
	after := child.covered(append(slices.Clone(covers), c.relation.covers(c.to)...))
	return after-before >= furtherShare && newWords(covers, c.relation.covers(c.to)) >= furtherWords
}

// explained is what x's drawn edges cover of it.
func (t *tree) explained(x int) []cover {
	var covers []cover
	for _, r := range t.parents[x] {
		covers = append(covers, r.covers(x)...)
	}
	return covers
}

// descent is the edge of a union.
func (t *tree) descent(u union) stemma.Edge {
	c := u.best
	r := c.relation
	e := stemma.Edge{From: t.id(c.from), To: t.id(c.to), Directed: true, Probability: hundredths(u.p), Evidence: r.passages}
	a, b := t.witnesses[c.from].doc.Published, t.witnesses[c.to].doc.Published
	switch {
	case u.other == nil:
		e.Why = fmt.Sprintf("%s (%s) is earlier than %s (%s) and shares %d words with it", t.id(c.from), a.Value, t.id(c.to), b.Value, r.words)
	case c.p >= oneWay*(c.p+u.other.p):
		e.Why = fmt.Sprintf("%s and %s share %d words; %s", t.id(c.from), t.id(c.to), r.words, t.tells(c))
	default:
		e.Directed = false
		e.From, e.To = t.id(r.a), t.id(r.b)
		e.Why = fmt.Sprintf("%s and %s share %d words; nothing tells who took them from whom", t.id(r.a), t.id(r.b), r.words)
	}
	return e
}

// tells names what speaks most for the direction of a descent that no date tells.
func (t *tree) tells(c *candidate) string {
	from, to, s := t.id(c.from), t.id(c.to), c.signs
	switch {
	case s[signMistyped] > 0:
		return fmt.Sprintf("%s spells right what is misspelt in %s", from, to)
	case s[signGrown] > 0:
		return fmt.Sprintf("figures are higher in %s than in %s", to, from)
	case s[signReverse]+s[signMiddle] > s[signUndated]+s[signUndatedNew]:
		return fmt.Sprintf("where they differ, other reports agree with %s", from)
	case s[signShare] > s[signParentShare]:
		return fmt.Sprintf("more of %s is in %s than the other way round", to, from)
	}
	return fmt.Sprintf("their wording makes %s the older", from)
}

// hundredths is p to two places: a fit knows no more.
func hundredths(p float64) float64 { return math.Round(p*100) / 100 }

// ancestors draws texts nobody has seen above articles that share wording which
// no edge explains; or the edge after all, where that is the likelier.
func (t *tree) ancestors() {
	for again := true; again; {
		again = false
		for _, group := range t.grouped(t.open) {
			if again = t.afterAll(group); again {
				break // groups have changed
			}
		}
	}
	for _, group := range t.grouped(t.open) {
		if children := t.heads(group); len(children) >= 2 {
			t.above(group, children)
		}
	}
}

// afterAll draws the likeliest edge of the group that is likelier than an
// unseen text above its child.
func (t *tree) afterAll(group []*relation) bool {
	children := t.heads(group)
	if len(children) < 2 {
		return false
	}
	best := union{}
	for _, r := range group {
		u, ok := t.suppositions[r]
		if ok && u.p > best.p && u.p > t.unseenSigns(group, children, u.best.to).probability() && t.may(u) {
			best = u
		}
	}
	if best.best != nil {
		t.join(best)
	}
	return best.best != nil
}

// open reports whether a relation is left unexplained: its articles are not
// joined, or what they share is not what the edges of one of them explain.
func (t *tree) open(r *relation) bool {
	return root(t.component, r.a) != root(t.component, r.b)
}

// heads are the articles of the group from which the others of it descend, one
// of each component: that which shares most with the other components.
func (t *tree) heads(group []*relation) []int {
	best := map[int]int{}
	words := map[int]int{}
	for _, r := range group {
		words[r.a] += r.words
		words[r.b] += r.words
	}
	var list []int
	for _, x := range articlesOf(group) {
		top := root(t.component, x)
		y, ok := best[top]
		switch {
		case !ok, t.descends(y, x), !t.descends(x, y) && words[x] > words[y]:
			best[top] = x
		}
	}
	for _, x := range best {
		list = append(list, x)
	}
	slices.Sort(list)
	return list
}

// above draws one unseen text above the children.
func (t *tree) above(group []*relation, children []int) {
	from := t.ancestor()
	why := t.whyUnseen(children)
	for _, x := range children {
		e := stemma.Edge{From: from, To: t.id(x), Directed: true, Evidence: evidence(group, x), Why: why}
		signs := t.unseenSigns(group, children, x)
		t.weighed = append(t.weighed, Supposed{from, t.id(x), signs[:]})
		e.Probability = hundredths(signs.probability())
		if c := t.agencyCredit(x); c != nil {
			e.Words = []stemma.Evidence{{Article: t.id(x), Span: c.span}}
		}
		t.add(e)
	}
	t.lost = append(t.lost, group)
	for _, x := range children {
		t.component[root(t.component, x)] = root(t.component, children[0])
	}
}

// lostSigns speak for an unseen text above an article.
type lostSigns [6]float64

// lostWeights make of them log-odds; fitted with the trees.
var lostWeights = lostSigns{-1.93, 0.56, 0.32, 1.76, 1.12, 1.68}

func (s lostSigns) probability() float64 {
	sum := 0.0
	for i, x := range s {
		sum += lostWeights[i] * x
	}
	return 1 / (1 + math.Exp(-sum))
}

// unseenSigns: whether x and the group's other children have a likely parent
// among the articles, how many children there are, whether x credits somebody,
// how much x shares, and whether x has other edges.
func (t *tree) unseenSigns(group []*relation, children []int, x int) lostSigns {
	s := lostSigns{1, t.orphaned(x), 0, math.Log(float64(len(children))), 0, 0}
	for _, other := range children {
		if other != x {
			s[2] += t.orphaned(other) / float64(len(children)-1)
		}
	}
	if t.agencyCredit(x) != nil {
		s[4] = 1
	}
	if len(t.parents[x]) > 0 || slices.ContainsFunc(t.lost, func(g []*relation) bool { return slices.Contains(articlesOf(g), x) }) {
		s[5] = 1
	}
	return s
}

// orphaned is the log-odds that x has no parent among the articles.
func (t *tree) orphaned(x int) float64 {
	p := min(t.descended[x], 0.97)
	return math.Log((1 - p) / (p + 0.03))
}

func (t *tree) whyUnseen(children []int) string {
	var namers []string
	name := ""
	for _, x := range children {
		if c := t.agencyCredit(x); c != nil && (name == "" || sameName(name, c.name)) {
			name = c.name
			namers = append(namers, t.id(x))
		}
	}
	if name != "" {
		why := fmt.Sprintf("%s, credited by %s", name, listed(namers))
		if len(namers) < len(children) {
			why += fmt.Sprintf("; %s share its wording", listed(t.ids(children)))
		}
		return why
	}
	return fmt.Sprintf("%s share wording, none names another and none has all of it", listed(t.ids(children)))
}
