package kinship

import (
	"math"
	"slices"
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

// Signs of descent. trees.txt knows them by their numbers.
const (
	signOrdered     = iota // the supposed parent is known to be earlier
	signShare              // of the child's prose in common passages
	signParentShare        // of the parent's
	signWords              // how much they share
	signNew                // words in common passages that the parent has not
	signMissing            // words in common passages that the child has not
	signMore               // the child's prose outside common passages
	signLess               // the parent's
	signMistyped           // typing errors of the child less those of the parent
	signGrown              // figures higher in the child less those higher in the parent
	signGap                // between their dates
	signRivals             // articles that may be a parent of the child as well
	signBest               // how much less the child shares with this parent than with another
	signPairBest           // how much less the parent shares with this child than with another
	signReverse            // the parent agrees with a third text where the child has not the words
	signInnovation         // both agree against a third text
	signMiddle             // in common passages the parent agrees with a third text against the child
	signEarlier            // the child agrees with a third, earlier text where the parent has not the words
	signUndated            // the same of a text that may be earlier
	signLater              // the same of a later one
	signEarlierNew         // the same, in common passages: the parent has other words there
	signUndatedNew
	signLaterNew
	signAgency    // the child credits an agency
	signOneAgency // both credit one agency
	signAgencyParent
	signOwn     // share of the child's prose that no other article has
	signMoreRun // the longest stretch of the child's prose outside common passages
	signMoreEnd // its end outside them: additions come singly, cuts at the end
	signLessRun // the same of the parent
	signLessEnd
	signsAtFirst

	// At second sight, from what was supposed at first of the other pairs.
	signFirst        = iota - 1 // of this supposition
	signOpposite                // of the opposite
	signRival                   // the likeliest other parent
	signAllRivals               // all other parents together
	signSiblings                // another text as parent of both
	signChain                   // another text between them
	signOldWords                // the child agrees with a third text that does not come from it against the parent
	signOldPassages             // the same outside the common passages
	signParentOrphan            // the parent has no likely parent
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
	for _, c := range list {
		c.p = c.signs.probability(firstTrees())
	}
	t.secondSight(list)
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
	shared, in := child.worth(mine.same, always), child.worth(mine.in, always)
	inParent := parent.worth(theirs.in, always)
	s := &c.signs
	s[signShare] = shared / (float64(child.own) + damping)
	s[signParentShare] = shared / (float64(parent.own) + damping)
	s[signWords] = math.Log1p(shared)
	s[signNew] = math.Log1p(in - shared)
	s[signMissing] = math.Log1p(inParent - parent.worth(theirs.same, always))
	s[signMore] = math.Log1p(child.total() - in)
	s[signLess] = math.Log1p(parent.total() - inParent)
	s[signMistyped] = float64(mine.mistyped - theirs.mistyped)
	s[signGrown] = float64(mine.grown - theirs.grown)
	if t.order(from, to) > 0 {
		s[signOrdered] = 1
		s[signGap] = math.Log1p(t.hours(from, to))
	}
	s[signMoreRun], s[signMoreEnd] = child.stretches(mine.in)
	s[signLessRun], s[signLessEnd] = parent.stretches(theirs.in)
	c.thirdOfChild(t, shared)
	c.thirdOfParent(t, shared)
	ours, its := t.agencyCredit(to), t.agencyCredit(from)
	switch {
	case ours != nil && its != nil && sameName(ours.name, its.name):
		s[signOneAgency] = 1
	case ours != nil:
		s[signAgency] = 1
	case its != nil:
		s[signAgencyParent] = 1
	}
	return c
}

func always(int) uint64 { return ^uint64(0) }

// thirdOfChild reads the child against the other articles that share its wording.
func (c *candidate) thirdOfChild(t *tree, shared float64) {
	child, mine, s := t.witnesses[c.to], c.relation.sideOf(c.to), &c.signs
	best := shared
	covered := slices.Clone(mine.in)
	for _, other := range t.near[c.to] {
		if other == c.relation {
			continue
		}
		third := other.sideOf(c.to)
		for k := range covered {
			covered[k] |= third.in[k]
		}
		passages, words := signUndated, signUndatedNew
		switch order := t.order(other.other(c.to), c.to); {
		case order > 0:
			passages, words = signEarlier, signEarlierNew
		case order < 0:
			passages, words = signLater, signLaterNew
		}
		if passages != signLater {
			best = max(best, child.worth(third.same, always))
			s[signRivals]++
		}
		s[passages] = max(s[passages], child.worth(third.same, func(k int) uint64 { return ^mine.in[k] }))
		s[words] = max(s[words], child.worth(third.same, func(k int) uint64 { return mine.in[k] &^ mine.same[k] }))
		s[signInnovation] = max(s[signInnovation], child.worth(third.in, func(k int) uint64 { return mine.same[k] &^ third.same[k] }))
	}
	s[signBest] = 1 - shared/max(best, 1)
	s[signOwn] = 1 - child.worth(covered, always)/max(1, child.total())
}

// thirdOfParent reads the parent against the other articles that share its wording.
func (c *candidate) thirdOfParent(t *tree, shared float64) {
	parent, theirs, s := t.witnesses[c.from], c.relation.sideOf(c.from), &c.signs
	best := shared
	for _, other := range t.near[c.from] {
		if other == c.relation {
			continue
		}
		third := other.sideOf(c.from)
		best = max(best, parent.worth(third.same, always))
		s[signReverse] = max(s[signReverse], parent.worth(third.same, func(k int) uint64 { return ^theirs.in[k] }))
		s[signMiddle] = max(s[signMiddle], parent.worth(third.same, func(k int) uint64 { return theirs.in[k] &^ theirs.same[k] }))
	}
	s[signPairBest] = 1 - shared/max(best, 1)
}

// stretches measures the longest stretch of words outside the set, and the last
// where the text ends outside it.
func (w *witness) stretches(in wordSet) (longest, end float64) {
	run := float32(0)
	for i, weight := range w.weight {
		if in[i/64]>>(i%64)&1 != 0 {
			longest, run = max(longest, float64(run)), 0
			continue
		}
		run += weight
	}
	return math.Log1p(max(longest, float64(run))), math.Log1p(float64(run))
}

// secondSight adds to the signs of every candidate what is supposed of others.
func (t *tree) secondSight(list []*candidate) {
	p := map[[2]int]float64{}
	into := make([][]*candidate, len(t.witnesses))
	for _, c := range list {
		p[[2]int{c.from, c.to}] = c.p
		into[c.to] = append(into[c.to], c)
	}
	for _, c := range list {
		c.second(t, p, into)
	}
	for _, c := range list {
		c.p = c.signs.probability(secondTrees())
	}
}

func (c *candidate) second(t *tree, p map[[2]int]float64, into [][]*candidate) {
	s := &c.signs
	s[signFirst], s[signOpposite] = c.p, p[[2]int{c.to, c.from}]
	for _, rival := range into[c.to] {
		if rival == c {
			continue
		}
		s[signRival] = max(s[signRival], rival.p)
		s[signAllRivals] += rival.p
		s[signSiblings] = max(s[signSiblings], rival.p*p[[2]int{rival.from, c.from}])
		s[signChain] = max(s[signChain], rival.p*p[[2]int{c.from, rival.from}])
	}
	for _, above := range into[c.from] {
		s[signParentOrphan] = max(s[signParentOrphan], above.p)
	}
	child, mine := t.witnesses[c.to], c.relation.sideOf(c.to)
	for _, other := range t.near[c.to] {
		if other == c.relation {
			continue
		}
		third := other.sideOf(c.to)
		free := 1 - p[[2]int{c.to, other.other(c.to)}]
		s[signOldWords] = max(s[signOldWords], free*child.worth(third.same, func(k int) uint64 { return mine.in[k] &^ mine.same[k] }))
		s[signOldPassages] = max(s[signOldPassages], free*child.worth(third.same, func(k int) uint64 { return ^mine.in[k] }))
	}
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

// SupposeUnseen lists the edges from unseen texts that Build draws, with what it
// weighs; From is the text's siglum.
func SupposeUnseen(docs []*stemma.Document, passages []stemma.Passage) []Supposed {
	witnesses := readAll(docs)
	t := newStemma(witnesses, relations(witnesses, passages))
	t.credited()
	t.descents()
	t.ancestors()
	return t.weighed
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
