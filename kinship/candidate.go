package kinship

import (
	"math"
	"time"

	"stemma"
)

// candidate is the supposition that one article was made from another, with
// what speaks for and against it.
type candidate struct {
	relation *relation
	from, to int
	signs    signs
	p        float64
}

// Signs of descent, in the order of the weights.
const (
	signBias = iota
	signOrdered
	signOrderedShare
	signShare       // of the child's prose in the parent's
	signParentShare // of the parent's prose in the child's
	signChanged     // share of the words in common passages that differ
	signEarlier     // the child agrees with an earlier third text where the supposed parent has not the words
	signUndated     // the same of a third text that may be earlier
	signLater       // the same of a later one
	signInnovation  // both agree against a third text
	signRestored    // in common passages the child agrees with a third text against the parent
	signBest        // how much less it shares with this parent than with its best
	signReverse     // the parent agrees with a third text where the child has not the words
	signGap
	signAgency
	signOneAgency
	signOwn
	signRivals
	signNew        // words in common passages that the parent has not
	signMissing    // words in common passages that the child has not
	signMore       // the child's prose outside common passages
	signLess       // the parent's
	signTypoIn     // misspelt in the parent, right in the child
	signTypoOut    // the other way round
	signTurned     // order of passages differs
	signWords      // how much they share
	signEarlierNew // signNew agreeing with an earlier third
	signLaterNew
	signUndatedNew
	signInnovationBest
	signMiddle   // a third stands between them
	signPairBest // this relation is the closest of the parent too
	numberOfSigns
)

type signs [numberOfSigns]float64

// candidates lists the suppositions that dates allow.
func (t *tree) candidates() []*candidate {
	var list []*candidate
	for _, r := range t.all {
		order := t.order(r.a, r.b)
		if order >= 0 {
			list = append(list, t.candidate(r, r.a, r.b))
		}
		if order <= 0 {
			list = append(list, t.candidate(r, r.b, r.a))
		}
	}
	return list
}

func (r *relation) sideOf(x int) side {
	if x == r.a {
		return r.sideA
	}
	return r.sideB
}

func (t *tree) candidate(r *relation, from, to int) *candidate {
	c := &candidate{relation: r, from: from, to: to}
	child, parent := t.witnesses[to], t.witnesses[from]
	mine, theirs := r.sideOf(to), r.sideOf(from)
	all := func(int) uint64 { return ^uint64(0) }
	shared := child.worth(mine.same, all)
	s := &c.signs
	s[signBias] = 1
	s[signShare] = shared / (float64(child.own) + damping)
	s[signParentShare] = parent.worth(theirs.same, all) / (float64(parent.own) + damping)
	in := child.worth(mine.in, all)
	s[signChanged] = 1 - shared/max(in, 1)
	if t.order(from, to) > 0 {
		s[signOrdered] = 1
		s[signOrderedShare] = s[signShare]
		s[signGap] = math.Log1p(t.hours(from, to)) / 4
	}
	s[signNew] = math.Log1p(in - shared)
	s[signMissing] = math.Log1p(parent.worth(theirs.in, func(k int) uint64 { return ^theirs.same[k] }))
	s[signMore] = math.Log1p(child.total() - in)
	s[signLess] = math.Log1p(parent.total() - parent.worth(theirs.in, all))
	s[signWords] = math.Log1p(shared)
	best := shared
	covered := make(wordSet, len(mine.in))
	copy(covered, mine.in)
	for _, other := range t.near[to] {
		if other == r {
			continue
		}
		z := other.other(to)
		third := other.sideOf(to)
		for k := range covered {
			covered[k] |= third.in[k]
		}
		both := child.worth(third.same, func(k int) uint64 { return ^mine.same[k] })
		ratio := both / (both + shared + 1)
		at := signUndated
		switch order := t.order(z, to); {
		case order > 0:
			at = signEarlier
		case order < 0:
			at = signLater
		}
		s[at] = max(s[at], ratio)
		if at != signLater {
			best = max(best, child.worth(third.same, all))
			s[signRivals]++
			s[signRestored]++
		}
		restored := math.Log1p(child.worth(third.same, func(k int) uint64 { return mine.in[k] &^ mine.same[k] }))
		switch at {
		case signEarlier:
			s[signEarlierNew] = max(s[signEarlierNew], restored)
		case signUndated:
			s[signUndatedNew] = max(s[signUndatedNew], restored)
		default:
			s[signLaterNew] = max(s[signLaterNew], restored)
		}
		innovation := child.worth(third.in, func(k int) uint64 { return mine.same[k] &^ third.same[k] })
		s[signInnovation] = max(s[signInnovation], math.Log1p(innovation))
	}
	bestOf := 0.0
	for _, other := range t.near[from] {
		if other != r {
			third := other.sideOf(from)
			bestOf = max(bestOf, parent.worth(third.same, all))
			innovation := parent.worth(theirs.in, func(k int) uint64 { return third.same[k] &^ theirs.same[k] })
			s[signMiddle] = max(s[signMiddle], math.Log1p(innovation))
			both := parent.worth(third.same, func(k int) uint64 { return ^theirs.same[k] })
			s[signReverse] = max(s[signReverse], both/(both+shared+1))
		}
	}
	s[signRestored] = 0
	s[signPairBest] = 1 - shared/max(bestOf, shared, 1)
	s[signBest] = 1 - shared/max(best, 1)
	s[signOwn] = 1 - child.worth(covered, all)/max(1, child.total())
	s[signRivals] = math.Log1p(s[signRivals])
	ours, its := t.agencyCredit(to), t.agencyCredit(from)
	if ours != nil && its != nil && sameName(ours.name, its.name) {
		s[signOneAgency] = 1
	} else if ours != nil {
		s[signAgency] = 1
	}
	c.p = s.probability()
	return c
}

func (w *witness) total() float64 {
	sum := float32(0)
	for _, x := range w.weight {
		sum += x
	}
	return float64(sum)
}

// agencyCredit is x's first credit line for another than its own outlet, or nil.
func (t *tree) agencyCredit(x int) *credit {
	for i, c := range t.credits[x] {
		if c.line && !sameName(c.name, t.witnesses[x].doc.Outlet) {
			return &t.credits[x][i]
		}
	}
	return nil
}

// hours from a's publication to b's.
func (t *tree) hours(a, b int) float64 {
	from, to := instant(t.witnesses[a].doc.Published), instant(t.witnesses[b].doc.Published)
	return max(0, to.Sub(from).Hours())
}

func instant(p *stemma.Published) time.Time {
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04"} {
		if at, err := time.Parse(layout, p.Value); err == nil {
			return at
		}
	}
	at, _ := time.Parse(time.DateOnly, p.Day())
	return at
}

// Supposed is a candidate as fitting the weights needs it.
type Supposed struct {
	From, To string
	Signs    []float64
}

// Suppose lists what Build weighs.
func Suppose(docs []*stemma.Document, passages []stemma.Passage) []Supposed {
	witnesses := readAll(docs)
	t := newStemma(witnesses, relations(witnesses, passages))
	var list []Supposed
	for _, c := range t.candidates() {
		list = append(list, Supposed{t.id(c.from), t.id(c.to), c.signs[:]})
	}
	return list
}
