package kinship

import (
	"cmp"
	"slices"

	"stemma"
)

// An article belongs to an account when what it took over from the account
// makes accountShare of its prose, or of that of the article that it took it
// from, and stretches of copiedRun words came over whole; or paraphraseShare
// where none did, for the charge, the place and the name of the dead make a good
// part of any short report. Prose is counted by what its words prove.
const (
	accountShare    = 0.15
	copiedRun       = 11 // coders call a run of about twelve words a copy
	paraphraseShare = 0.2
	// damping stands for words that every report on the matter shares; it keeps
	// a report of two lines from being anybody's copy by one common clause.
	damping = 8
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
	matches        [][2]int32
	run            int // longest stretch of the same words in both
	gaps           int // places in the passages where the articles differ
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

// pairs tells every word of x that the other article has too, with that word.
func (r *relation) pairs(x int, tell func(i, j int)) {
	for _, m := range r.matches {
		if x == r.a {
			tell(int(m[0]), int(m[1]))
		} else {
			tell(int(m[1]), int(m[0]))
		}
	}
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

// accounts groups the articles into tellings. Words come down the stemma with
// their telling; a report is of the telling that most of what it took over comes
// from, so that a report put together from two does not make them one.
func (t *tree) accounts(passages []stemma.Passage) [][]int {
	l := &lineage{tree: t, of: make([][]int32, len(t.witnesses)), joined: make([]int, len(t.witnesses)+t.unseen)}
	for k := range l.joined {
		l.joined[k] = k
	}
	for x := range t.witnesses {
		l.trace(x)
	}
	l.lone()
	l.alike(passages)
	return l.list()
}

// lineage is where words come from.
type lineage struct {
	*tree
	of     [][]int32 // telling of each word of each article: an article's or, behind these, an unseen text's
	joined []int     // union-find over tellings
}

// trace finds the telling of each word of x and joins x to that of most.
func (l *lineage) trace(x int) {
	if l.of[x] != nil {
		return
	}
	own := int32(x)
	from := make([]int32, len(l.witnesses[x].words))
	for i := range from {
		from[i] = own
	}
	l.of[x] = from // before the parents: credits may run in a circle
	for _, r := range l.parents[x] {
		parent := r.other(x)
		l.trace(parent)
		r.pairs(x, func(i, j int) {
			if from[i] == own {
				from[i] = l.of[parent][j]
			}
		})
	}
	for k, group := range l.lost {
		for _, r := range group {
			if r.a == x || r.b == x {
				r.pairs(x, func(i, _ int) {
					if from[i] == own {
						from[i] = int32(len(l.witnesses) + k)
					}
				})
			}
		}
	}
	l.join(x)
}

// join joins x to the telling that most of what it took over comes from.
func (l *lineage) join(x int) {
	w := l.witnesses[x]
	worth := make(map[int32]float32)
	for i, telling := range l.of[x] {
		if telling != int32(x) && !w.quoted[i] {
			worth[telling] += w.weight[i]
		}
	}
	most, best := int32(-1), float32(0)
	for telling, sum := range worth {
		if sum > best || sum == best && telling < most {
			most, best = telling, sum
		}
	}
	if most < 0 {
		return
	}
	links := l.links(x, int(most))
	run := 0
	for _, r := range links {
		run = max(run, r.run)
	}
	if oneTelling(float64(best/(w.own+damping)), run) || slices.ContainsFunc(links, (*relation).oneTelling) {
		l.joined[root(l.joined, x)] = root(l.joined, int(most))
		return
	}
	// The parent may have the words from a text of whose telling it is not.
	for _, r := range l.parents[x] {
		if r.oneTelling() {
			l.joined[root(l.joined, x)] = root(l.joined, r.other(x))
			return
		}
	}
}

// A speech that two reporters heard proves nothing, but hardly two choose
// sameQuotes stretches of leastEdge words alike.
const sameQuotes = 3

// alike joins articles that chose their quotations alike, where one of them stands
// alone.
func (l *lineage) alike(passages []stemma.Passage) {
	index, quotes := map[string]int{}, map[[2]int]int{}
	for _, w := range l.witnesses {
		index[w.doc.ID] = w.at
	}
	for _, p := range passages {
		if !p.Quotation || p.Words < leastEdge {
			continue
		}
		pair := [2]int{index[p.A.Article], index[p.B.Article]}
		if quotes[pair]++; quotes[pair] == sameQuotes && (l.alone(pair[0]) || l.alone(pair[1])) {
			l.joined[root(l.joined, pair[0])] = root(l.joined, pair[1])
		}
	}
}

// alone reports whether no other article has been joined with x.
func (l *lineage) alone(x int) bool {
	for y := range l.witnesses {
		if y != x && root(l.joined, y) == root(l.joined, x) {
			return false
		}
	}
	return true
}

// links are the relations through which x has words of the telling: those to its
// parents, and those to the other articles below the unseen text, if it is one.
func (l *lineage) links(x, telling int) []*relation {
	var links []*relation
	for _, r := range l.parents[x] {
		if root(l.joined, r.other(x)) == root(l.joined, telling) {
			links = append(links, r)
		}
	}
	if k := telling - len(l.witnesses); k >= 0 {
		for _, r := range l.lost[k] {
			if x == r.a || x == r.b {
				links = append(links, r)
			}
		}
	}
	return links
}

// oneTelling reports whether a share of an article, in which run words at most
// came over whole, makes it one telling with what it shares that with.
func oneTelling(share float64, run int) bool {
	return share >= paraphraseShare || share >= accountShare && run >= copiedRun
}

func (r *relation) oneTelling() bool { return oneTelling(r.share(), r.run) }

// lone joins an article that stands alone to one with which it has an unseen
// text in common, though that has more from another; but only where it has a
// passage also with another report of that telling, for a report put together
// from two does not make them one.
func (l *lineage) lone() {
	sizes := make([]int, len(l.joined))
	for x := range l.witnesses {
		sizes[root(l.joined, x)]++
	}
	for _, group := range l.lost {
		for _, r := range group {
			for _, x := range [...]int{r.a, r.b} {
				if sizes[root(l.joined, x)] == 1 && r.oneTelling() && l.vouched(x, r.other(x)) {
					l.joined[root(l.joined, x)] = root(l.joined, r.other(x))
				}
			}
		}
	}
}

// vouched reports whether x shares a passage with a report of y's telling other
// than y.
func (l *lineage) vouched(x, y int) bool {
	return slices.ContainsFunc(l.related, func(r *relation) bool {
		if x != r.a && x != r.b {
			return false
		}
		z := r.other(x)
		return z != y && root(l.joined, z) == root(l.joined, y)
	})
}

// list is the groups by their first members, members in the articles' order.
func (l *lineage) list() [][]int {
	at := map[int]int{}
	var list [][]int
	for x := range l.witnesses {
		top := root(l.joined, x)
		if _, ok := at[top]; !ok {
			at[top] = len(list)
			list = append(list, nil)
		}
		list[at[top]] = append(list[at[top]], x)
	}
	return list
}
