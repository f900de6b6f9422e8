package kinship

import (
	"cmp"
	"slices"

	"stemma"
)

// An article belongs to an account when the passages that it shares with the
// account's other articles, together, cover accountShare of its prose or of one
// of theirs, and accountMean of the prose of one side on the average: one weak
// link between two groups does not make them one. Both are set on the annotated
// stories of the development data, with covered and whole prose counted by what
// their words prove.
const (
	accountShare = 0.15
	accountMean  = 0.08
	// damping stands for words that every report on the matter shares; it keeps
	// a report of two lines from being anybody's copy by one common clause.
	damping = 8
	// sameTextWords of what two groups share are also shared within each.
	sameTextWords = 4
)

// cover is a stretch of one article's words that another article shares.
type cover struct {
	first, last int
	similarity  float32
}

// relation is what two articles share in passages that are no quotations.
type relation struct {
	a, b           int   // indices of the documents, a < b
	passages       []int // indices of the passages
	words          int   // aligned words of these
	coverA, coverB []cover
	shareA, shareB float64 // of either article's prose that is covered
	sideA, sideB   side    // word by word; set for the stemma
}

func (r *relation) share() float64 { return max(r.shareA, r.shareB) }

// other is the article that r relates x to.
func (r *relation) other(x int) int { return r.a + r.b - x }

// covers is what r covers of x.
func (r *relation) covers(x int) []cover {
	if x == r.a {
		return r.coverA
	}
	return r.coverB
}

// shareOf is the share of x's prose that r covers.
func (r *relation) shareOf(x int) float64 {
	if x == r.a {
		return r.shareA
	}
	return r.shareB
}

// relations sums up the passages pair by pair, the closest pairs first.
func relations(witnesses []*witness, passages []stemma.Passage) []*relation {
	index := map[string]int{}
	for _, w := range witnesses {
		index[w.doc.ID] = w.at
	}
	of := map[[2]int]*relation{}
	var all []*relation
	for k, p := range passages {
		if p.Quotation {
			continue
		}
		pair := [2]int{index[p.A.Article], index[p.B.Article]}
		r := of[pair]
		if r == nil {
			r = &relation{a: pair[0], b: pair[1]}
			of[pair] = r
			all = append(all, r)
		}
		r.passages = append(r.passages, k)
		r.words += p.Words
		r.coverA = append(r.coverA, witnesses[r.a].cover(p.A.Span, p.Similarity))
		r.coverB = append(r.coverB, witnesses[r.b].cover(p.B.Span, p.Similarity))
	}
	for _, r := range all {
		r.shareA = witnesses[r.a].covered(r.coverA)
		r.shareB = witnesses[r.b].covered(r.coverB)
	}
	slices.SortFunc(all, func(x, y *relation) int {
		return cmp.Or(cmp.Compare(y.share(), x.share()), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return all
}

func (w *witness) cover(s stemma.Span, similarity float64) cover {
	first, last := w.wordsIn(s)
	return cover{first, last, float32(similarity)}
}

// covered is the share of the witness's own prose, by what its words prove,
// that lies in any of the covers. Quoted words are nobody's own.
func (w *witness) covered(covers []cover) float64 {
	slices.SortFunc(covers, func(x, y cover) int { return cmp.Or(cmp.Compare(x.first, y.first), cmp.Compare(x.last, y.last)) })
	sum := float32(0)
	at := 0
	for _, c := range covers {
		for at = max(at, c.first); at < c.last; at++ {
			if !w.quoted[at] {
				sum += w.weight[at] * c.similarity
			}
		}
	}
	return float64(sum / (w.own + damping))
}

// groups is a partition of the articles under way.
type groups struct {
	witnesses []*witness
	near      [][]*relation // of each article
	of        []int         // the group of each article
	members   [][]int       // of each group; nil when it was merged away
}

// passesOfMerging bounds the rounds of merging; a round that merges nothing is
// the last, and more than three were not seen.
const passesOfMerging = 8

// accounts groups the articles into tellings: the closest pairs first, group by
// group (agglomerative clustering by covered prose, not single links).
func accounts(witnesses []*witness, all []*relation) [][]int {
	g := &groups{witnesses: witnesses, near: make([][]*relation, len(witnesses)),
		of: make([]int, len(witnesses)), members: make([][]int, len(witnesses))}
	for i := range witnesses {
		g.of[i], g.members[i] = i, []int{i}
	}
	for _, r := range all {
		g.near[r.a] = append(g.near[r.a], r)
		g.near[r.b] = append(g.near[r.b], r)
	}
	for merged, pass := true, 0; merged && pass < passesOfMerging; pass++ {
		merged = false
		for _, r := range all {
			if x, y := g.of[r.a], g.of[r.b]; x != y && g.oneTelling(x, y) {
				g.merge(x, y)
				merged = true
			}
		}
	}
	return g.list()
}

// oneTelling reports whether two groups share enough to be one account.
func (g *groups) oneTelling(x, y int) bool {
	mostX, meanX := g.coverage(x, y)
	mostY, meanY := g.coverage(y, x)
	return max(mostX, mostY) >= accountShare && max(meanX, meanY) >= accountMean && g.sameText(x, y) && g.sameText(y, x)
}

// sameText reports whether what x's members share with y is also something that
// they share among themselves. Where it is not, one of them put two tellings
// together, and y is no kin of the others.
func (g *groups) sameText(x, y int) bool {
	if len(g.members[x]) == 1 {
		return true
	}
	for _, member := range g.members[x] {
		var inner, outer []cover
		for _, r := range g.near[member] {
			switch g.of[r.other(member)] {
			case x:
				inner = append(inner, r.covers(member)...)
			case y:
				outer = append(outer, r.covers(member)...)
			}
		}
		if len(outer) > 0 && newWords(nil, outer)-newWords(inner, outer) >= sameTextWords {
			return true
		}
	}
	return false
}

// coverage is how much of the prose of x's members is shared with y's members:
// the most of any, and the mean.
func (g *groups) coverage(x, y int) (most, mean float64) {
	var covers []cover
	for _, member := range g.members[x] {
		covers = covers[:0]
		for _, r := range g.near[member] {
			if g.of[r.other(member)] == y {
				covers = append(covers, r.covers(member)...)
			}
		}
		if len(covers) > 0 {
			share := g.witnesses[member].covered(covers)
			most, mean = max(most, share), mean+share
		}
	}
	return most, mean / float64(len(g.members[x]))
}

func (g *groups) merge(x, y int) {
	if len(g.members[x]) < len(g.members[y]) {
		x, y = y, x
	}
	for _, member := range g.members[y] {
		g.of[member] = x
	}
	g.members[x] = append(g.members[x], g.members[y]...)
	g.members[y] = nil
}

// list is the groups by their first members, members in the articles' order.
func (g *groups) list() [][]int {
	var list [][]int
	for _, members := range g.members {
		if members != nil {
			slices.Sort(members)
			list = append(list, members)
		}
	}
	slices.SortFunc(list, func(x, y []int) int { return cmp.Compare(x[0], y[0]) })
	return list
}
