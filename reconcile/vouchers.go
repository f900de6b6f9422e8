package reconcile

import (
	"slices"

	"stemma"
	"stemma/gazetteer"
)

// vouchers are the sources of a claim's mentions with what each commits itself
// to at its firmest, the firmest first; a report itself counts as a source of
// its own. A mention of the other polarity than the claim's says the contrary.
func vouchers(notes []*note, polarity string) []stemma.Commitment {
	list := []stemma.Commitment{}
	for _, n := range notes {
		for _, c := range n.Factuality {
			c.Article = n.Article
			if n.Polarity != polarity {
				c = contrary(c)
			}
			at := slices.IndexFunc(list, func(known stemma.Commitment) bool { return sameVoucher(known, c) })
			switch {
			case at < 0:
				list = append(list, c)
			case c.Firmness() > list[at].Firmness():
				list[at] = c
			}
		}
	}
	slices.SortStableFunc(list, func(a, b stemma.Commitment) int { return b.Firmness() - a.Firmness() })
	return list
}

func sameVoucher(a, b stemma.Commitment) bool {
	if a.Source == "" || b.Source == "" {
		return a.Source == b.Source && a.Article == b.Article
	}
	return gazetteer.Key(a.Source) == gazetteer.Key(b.Source)
}

// contrary turns a commitment round: who says that it was not so.
func contrary(c stemma.Commitment) stemma.Commitment {
	sign := map[byte]string{'+': "-", '-': "+"}
	if last := len(c.Value) - 1; last >= 0 && sign[c.Value[last]] != "" {
		c.Value = c.Value[:last] + sign[c.Value[last]]
	}
	return c
}
