package collate

import (
	"slices"

	"stemma"
)

// transpositions notes the passages that a witness has in another order than
// the base: those that a longest run in the base's order leaves over.
func (c *collation) transpositions() {
	for from := 0; from < len(c.shared); {
		to := from + 1
		for to < len(c.shared) && c.shared[to].witness == c.shared[from].witness {
			to++
		}
		list := slices.Clone(c.shared[from:to])
		slices.SortFunc(list, func(a, b shared) int { return a.first - b.first })
		for _, s := range outOfOrder(list) {
			c.note(s.first, s.last, Reading{Kind: Transposed, Witnesses: []string{s.witness.ID}, At: []stemma.Evidence{{Article: s.witness.ID, Span: s.at}}})
		}
		from = to
	}
}

// outOfOrder are the passages, sorted by their place in the base, that are not
// of the run with most words in which the witness has them in that order.
func outOfOrder(list []shared) []shared {
	weight, before := make([]int, len(list)), make([]int, len(list))
	best := -1
	for i, s := range list {
		weight[i], before[i] = s.last-s.first, -1
		for j, t := range list[:i] {
			if t.at.End <= s.at.Start && weight[j]+s.last-s.first > weight[i] {
				weight[i], before[i] = weight[j]+s.last-s.first, j
			}
		}
		if best < 0 || weight[i] > weight[best] {
			best = i
		}
	}
	kept := map[int]bool{}
	for i := best; i >= 0; i = before[i] {
		kept[i] = true
	}
	var rest []shared
	for i, s := range list {
		if !kept[i] && !overlapsKept(list, kept, s) {
			rest = append(rest, s)
		}
	}
	return rest
}

// overlapsKept: words that the witness repeats are not out of order.
func overlapsKept(list []shared, kept map[int]bool, s shared) bool {
	for i, k := range list {
		if kept[i] && k.at.Overlaps(s.at) {
			return true
		}
	}
	return false
}

// pieces cuts each paragraph where the set of sharers changes.
func (c *collation) pieces() {
	sharers := make([][]string, len(c.words))
	own := make([]bool, len(c.words)) // shared in a passage that is not a quotation
	for _, s := range c.shared {
		for i := s.first; i < s.last; i++ {
			if n := len(sharers[i]); n == 0 || sharers[i][n-1] != s.witness.ID {
				sharers[i] = append(sharers[i], s.witness.ID)
			}
			own[i] = own[i] || !s.quotation
		}
	}
	for i := 0; i < len(c.words); {
		j := i + 1
		for j < len(c.words) && c.of[j] == c.of[i] && own[j] == own[i] && slices.Equal(sharers[j], sharers[i]) {
			j++
		}
		p := &c.edition.Paragraphs[c.of[i]]
		p.Pieces = append(p.Pieces, Piece{Span: stemma.Span{Start: c.words[i].Start, End: c.words[j-1].End}, Sharers: sharers[i], Quotation: len(sharers[i]) > 0 && !own[i]})
		i = j
	}
}

// witnesses counts who has what.
func (c *collation) witnesses() {
	total := make([]int, len(c.edition.Paragraphs))
	for _, p := range c.of {
		total[p]++
	}
	for i := range c.record.Articles {
		a := &c.record.Articles[i]
		if a.ID == c.base.ID {
			continue
		}
		has := make([]bool, len(c.words))
		for _, s := range c.shared {
			if s.witness.ID == a.ID {
				for k := s.first; k < s.last; k++ {
					has[k] = true
				}
			}
		}
		w := Witness{Siglum: a.ID, Has: make([]int, len(total))}
		for k, yes := range has {
			if yes {
				w.Words++
				w.Has[c.of[k]]++
			}
		}
		for k := range w.Has {
			if total[k] > 0 { // a paragraph may have signs only
				w.Has[k] = (100*w.Has[k] + total[k]/2) / total[k]
			}
		}
		c.edition.Witnesses = append(c.edition.Witnesses, w)
	}
}
