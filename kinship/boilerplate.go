package kinship

import (
	"cmp"
	"slices"

	"stemma"
)

const (
	// tellingRarity makes a word speak for a matter: names, places, terms.
	tellingRarity = 0.5
	// sharedMatter is the share of their telling words, by weight, that two
	// reports on one matter have in common beside their passages. Of pairs of
	// development reports on one event 99 in 100 have more than 0.14, of pairs
	// on different events 95 in 100 less than 0.09.
	sharedMatter = 0.1
	// leastMatter is the weight of telling words that is enough to judge by.
	leastMatter = 3
	// mainPart is the share of an article that is never boilerplate.
	mainPart = 0.25
)

// withoutBoilerplate drops the wording that an outlet prints under anything
// ("Sign up for …", "may not be published, broadcast or rewritten"): passages of
// two articles that have nothing else in common, and the same words wherever
// else they stand.
func withoutBoilerplate(witnesses []*witness, passages []stemma.Passage) []stemma.Passage {
	index := map[string]int{}
	for _, w := range witnesses {
		index[w.doc.ID] = w.at
	}
	recurring := map[string][]stemma.Span{}
	suspect := make([]bool, len(passages))
	for first := 0; first < len(passages); {
		last := first + 1
		for last < len(passages) && passages[last].A.Article == passages[first].A.Article && passages[last].B.Article == passages[first].B.Article {
			last++
		}
		a, b := witnesses[index[passages[first].A.Article]], witnesses[index[passages[first].B.Article]]
		if unrelated(a, b, passages[first:last]) {
			for k := first; k < last; k++ {
				if passages[k].Quotation {
					continue // a speech quoted in reports on different matters
				}
				suspect[k] = true
				recurring[a.doc.ID] = append(recurring[a.doc.ID], passages[k].A.Span)
				recurring[b.doc.ID] = append(recurring[b.doc.ID], passages[k].B.Span)
			}
		}
		first = last
	}
	if len(recurring) == 0 {
		return passages
	}
	return keepUnless(passages, func(k int) bool {
		p := passages[k]
		return suspect[k] || within(p.A.Span, recurring[p.A.Article]) && within(p.B.Span, recurring[p.B.Article])
	})
}

func keepUnless(passages []stemma.Passage, drop func(k int) bool) []stemma.Passage {
	var kept []stemma.Passage
	for k, p := range passages {
		if !drop(k) {
			kept = append(kept, p)
		}
	}
	return kept
}

// within reports whether most of s lies in one of the spans.
func within(s stemma.Span, spans []stemma.Span) bool {
	return slices.ContainsFunc(spans, func(t stemma.Span) bool { return float64(s.Overlap(t)) >= 0.8*float64(s.Len()) })
}

// unrelated reports whether two articles share next to no telling word beside
// their passages, and the passages are the main part of neither. The remainder
// of each is held against the whole of the other: a report repeats the names of
// the paragraph that somebody took from it.
func unrelated(a, b *witness, passages []stemma.Passage) bool {
	var coverA, coverB []cover
	for _, p := range passages {
		coverA = append(coverA, a.cover(p.A.Span, 1))
		coverB = append(coverB, b.cover(p.B.Span, 1))
	}
	if a.covered(coverA) >= mainPart || b.covered(coverB) >= mainPart {
		return false
	}
	return matter(a.telling(coverA), b.telling(nil)) < sharedMatter && matter(b.telling(coverB), a.telling(nil)) < sharedMatter
}

// tellingWord is a word that speaks for a matter.
type tellingWord struct {
	hash   uint64
	weight float32
}

// telling lists the witness's telling words outside the covers, by hash, each
// once. Covers come sorted.
func (w *witness) telling(covers []cover) []tellingWord {
	var list []tellingWord
	for i, word := range w.words {
		for len(covers) > 0 && covers[0].last <= i {
			covers = covers[1:]
		}
		if word.Rarity >= tellingRarity && !word.Number && !(len(covers) > 0 && covers[0].first <= i) {
			list = append(list, tellingWord{word.Hash, word.Rarity * word.Rarity})
		}
	}
	slices.SortFunc(list, func(x, y tellingWord) int { return cmp.Compare(x.hash, y.hash) })
	return slices.CompactFunc(list, func(x, y tellingWord) bool { return x.hash == y.hash })
}

// matter is the weight of the words that two lists share, as a share of the
// lighter list's; 1 where there is too little to judge by.
func matter(x, y []tellingWord) float32 {
	least := min(weightOf(x), weightOf(y))
	if least < leastMatter {
		return 1
	}
	both := float32(0)
	for len(x) > 0 && len(y) > 0 {
		switch cmp.Compare(x[0].hash, y[0].hash) {
		case -1:
			x = x[1:]
		case 1:
			y = y[1:]
		default:
			both, x, y = both+x[0].weight, x[1:], y[1:]
		}
	}
	return both / least
}

func weightOf(list []tellingWord) float32 {
	sum := float32(0)
	for _, word := range list {
		sum += word.weight
	}
	return sum
}
