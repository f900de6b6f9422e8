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
	signPutIn      // places in common passages where the child has words that the parent lacks
	signLeftOut    // the same of the parent
	signOnly       // of their common words, those that no one other article explains
	signExclusive  // of their common words, those in passages with no third article
	signParentOwn  // share of the parent's prose that no other article has
	signParentsOwn // words in common passages that the parent has against the child and every third text
	signMoreTimes  // stretches of the child's prose outside common passages
	signLessTimes  // the same of the parent
	signUnlike     // places where they differ, by how much they share
	signBothOmit   // words of a third text that both leave out, in common passages
	signRestored   // words that the child has with a third text where the parent has none
	signsAtFirst

	// At a further sight, from what was supposed before of this and the other pairs.
	signFirst         = iota - 1 // of this supposition
	signOpposite                 // of the opposite
	signRival                    // the likeliest other parent
	signAllRivals                // all other parents together
	signSiblings                 // another text as parent of both
	signChain                    // another text between them
	signOldWords                 // the child agrees with a third text that does not come from it against the parent
	signOldPassages              // the same outside the common passages
	signParentOrphan             // the parent has no likely parent
	signParentsOthers            // other texts made from the parent
	signOffspring                // texts made from the child
	signNoKin                    // a third text of which neither is made nor it of them, sharing what both have
	numberOfSigns
)

type signs [numberOfSigns]float64

// candidates lists the suppositions that dates allow, weighed as often as sights
// says: each time with what was supposed of the others the time before.
func (t *tree) candidates(sights int) []*candidate {
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
	for k := range sights {
		t.resight(list, k)
		for _, c := range list {
			c.p = c.signs.probability(sightTrees[k]())
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
	s[signPutIn], s[signLeftOut] = child.worth(mine.put, always), parent.worth(theirs.put, always)
	s[signMistyped] = float64(mine.mistyped - theirs.mistyped)
	s[signGrown] = float64(mine.grown - theirs.grown)
	if t.order(from, to) > 0 {
		s[signOrdered] = 1
		s[signGap] = math.Log1p(t.hours(from, to))
	}
	s[signMoreRun], s[signMoreEnd], s[signMoreTimes] = child.stretches(mine.in)
	s[signUnlike] = math.Log((1 + float64(c.relation.gaps)) / (10 + shared))
	s[signLessRun], s[signLessEnd], s[signLessTimes] = parent.stretches(theirs.in)
	c.thirdOfChild(t, shared)
	c.thirdOfParent(t, shared)
	c.bothOmit(t)
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

// Suppose lists what Build weighs at a sight, the first being 1.
func Suppose(docs []*stemma.Document, passages []stemma.Passage, sight int) []Supposed {
	witnesses := readAll(docs)
	t := newStemma(witnesses, relations(witnesses, passages))
	candidates := t.candidates(sight - 1)
	t.resight(candidates, sight-1)
	var list []Supposed
	for _, c := range candidates {
		list = append(list, Supposed{t.id(c.from), t.id(c.to), c.signs[:]})
	}
	return list
}
