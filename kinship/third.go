package kinship

import "math"

// What two articles share is read against every third that has some of it: the
// readings in which two texts agree against another are what tells a stemma's
// edges (Maas 1927).

// company is what the other articles have of one: the words in their passages,
// and of these the ones that they have too.
type company struct{ in, same wordSet }

func newCompany(n int) company { return company{newWordSet(n), newWordSet(n)} }

func (m *company) add(s side) {
	for k := range m.in {
		m.in[k] |= s.in[k]
		m.same[k] |= s.same[k]
	}
}

// thirdOfChild reads the child against the other articles that share its wording.
func (c *candidate) thirdOfChild(t *tree, shared float64) {
	child, mine, s := t.witnesses[c.to], c.relation.sideOf(c.to), &c.signs
	others, older := newCompany(len(child.words)), newCompany(len(child.words))
	best, only := shared, shared
	for _, other := range t.near[c.to] {
		if other == c.relation {
			continue
		}
		third := other.sideOf(c.to)
		others.add(third)
		passages, words := signUndated, signUndatedNew
		switch order := t.order(other.other(c.to), c.to); {
		case order > 0:
			passages, words = signEarlier, signEarlierNew
		case order < 0:
			passages, words = signLater, signLaterNew
		}
		if passages != signLater {
			older.add(third)
			best = max(best, child.worth(third.same, always))
			s[signRivals]++
		}
		s[passages] = max(s[passages], child.worth(third.same, func(k int) uint64 { return ^mine.in[k] }))
		s[words] = max(s[words], child.worth(third.same, func(k int) uint64 { return mine.in[k] &^ mine.same[k] }))
		s[signInnovation] = max(s[signInnovation], child.worth(third.in, func(k int) uint64 { return mine.same[k] &^ third.same[k] }))
		only = min(only, child.worth(mine.same, func(k int) uint64 { return ^third.same[k] }))
	}
	s[signBest] = 1 - shared/max(best, 1)
	s[signOnly] = math.Log1p(only)
	s[signExclusive] = math.Log1p(child.worth(mine.same, func(k int) uint64 { return ^others.in[k] }))
	s[signRestored] = child.worth(older.same, func(k int) uint64 { return mine.put[k] })
	s[signOwn] = child.ownShare(mine, others)
}

// thirdOfParent reads the parent against the other articles that share its wording.
func (c *candidate) thirdOfParent(t *tree, shared float64) {
	parent, theirs, s := t.witnesses[c.from], c.relation.sideOf(c.from), &c.signs
	others := newCompany(len(parent.words))
	best := shared
	for _, other := range t.near[c.from] {
		if other == c.relation {
			continue
		}
		third := other.sideOf(c.from)
		others.add(third)
		best = max(best, parent.worth(third.same, always))
		s[signReverse] = max(s[signReverse], parent.worth(third.same, func(k int) uint64 { return ^theirs.in[k] }))
		s[signMiddle] = max(s[signMiddle], parent.worth(third.same, func(k int) uint64 { return theirs.in[k] &^ theirs.same[k] }))
	}
	s[signPairBest] = 1 - shared/max(best, 1)
	s[signParentOwn] = parent.ownShare(theirs, others)
	s[signParentsOwn] = parent.worth(theirs.in, func(k int) uint64 { return others.in[k] &^ others.same[k] &^ theirs.same[k] })
}

// ownShare is the share of the witness's prose that neither the other article of
// a relation nor any third has.
func (w *witness) ownShare(s side, others company) float64 {
	shared := w.worth(s.in, always) + w.worth(others.in, func(k int) uint64 { return ^s.in[k] })
	return 1 - shared/max(1, w.total())
}

// bothOmit reads the third articles against both: what both leave out of one
// that says it between words of theirs, one of them may have left out for the other.
func (c *candidate) bothOmit(t *tree) {
	for _, one := range t.near[c.to] {
		x := one.other(c.to)
		two := t.relation[[2]int{min(x, c.from), max(x, c.from)}]
		if one == c.relation || two == nil {
			continue
		}
		put, again := one.sideOf(x).put, two.sideOf(x).put
		c.signs[signBothOmit] = max(c.signs[signBothOmit], t.witnesses[x].worth(put, func(k int) uint64 { return again[k] }))
	}
}

// leastStretch is what a clause proves, about.
const leastStretch = 2

// stretches measures the longest stretch of words outside the set, and the last
// where the text ends outside it, and counts those of leastStretch or more.
func (w *witness) stretches(in wordSet) (longest, end, times float64) {
	run := 0.0
	finish := func() {
		longest = max(longest, run)
		if run >= leastStretch {
			times++
		}
	}
	for i, weight := range w.weight {
		if in[i/64]>>(i%64)&1 != 0 {
			finish()
			run = 0
			continue
		}
		run += float64(weight)
	}
	finish()
	return math.Log1p(longest), math.Log1p(run), times
}
