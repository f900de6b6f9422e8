package reconcile

import (
	"slices"

	"stemma"
)

// sameMatter is the least chance at which another mention tells an earlier
// chapter of an acknowledged claim.
const sameMatter = 0.12

// histories carries to a claim that somebody acknowledged what other claims tell
// of the time before: that the same thing was secret, and that unnamed people or
// the press reported it. Each goes to the likest acknowledged claim of its
// story; the articles' own distance from themselves (a report does not tell one
// claim twice) is set aside, since this is just what is looked for.
func (b *notebook) histories(claims []stemma.Claim, groups [][]int) {
	var open []int
	for i := range claims {
		if slices.ContainsFunc(claims[i].Standing, func(s stemma.Standing) bool { return s.Status == acknowledged }) {
			open = append(open, i)
		}
	}
	for i := range claims {
		if slices.Contains(open, i) {
			continue
		}
		for _, at := range groups[i] {
			early := b.early(&b.notes[at])
			if len(early) == 0 {
				continue
			}
			if target := b.likest(&b.notes[at], open, groups); target >= 0 {
				claims[target].Standing = append(claims[target].Standing, early...)
			}
		}
	}
}

// early are the standings of a mention that may come before an acknowledgement:
// secrecy, and what a crowd or the press reports.
func (b *notebook) early(n *note) []stemma.Standing {
	var list []stemma.Standing
	for _, s := range b.standing(n) {
		from := slices.IndexFunc(n.Chain, func(l stemma.Link) bool { return l.Source == s.By })
		crowd := false
		if from >= 0 {
			who := b.reading(n.doc, n.Chain[from])
			crowd = who.crowd || who.media
		}
		if s.Status == secret || s.Status == reported && crowd {
			s.Rule += "/related"
			if at, _ := printed(b.docs[n.doc]); s.At == at {
				s.At, s.Precision = "", "" // told in passing, of a time before
			}
			list = append(list, s)
		}
	}
	return list
}

// likest is the one of some claims that a mention is likest to, at least
// sameMatter; -1 for none.
func (b *notebook) likest(n *note, among []int, groups [][]int) int {
	best, most := -1, sameMatter
	for _, i := range among {
		for _, at := range groups[i] {
			other := &b.notes[at]
			if other.story != n.story || conflict(b.kin, n, other) || other.Event.Type == "STATEMENT" {
				continue
			}
			v := compare(b.kin, n, other)
			v[articleSame] = 0
			if c := unrivalled(v); c > most {
				best, most = i, c
			}
		}
	}
	return best
}
