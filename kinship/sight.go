package kinship

// supposed is what the sight before made of all candidates.
type supposed struct {
	p    map[[2]int]float64 // by parent and child
	into [][]*candidate     // of each child
	out  []float64          // texts made from each article, in expectation
}

// resight adds to the signs of every candidate what is supposed of the others,
// once they have been weighed.
func (t *tree) resight(list []*candidate, sightsBefore int) {
	if sightsBefore == 0 {
		return
	}
	n := len(t.witnesses)
	before := supposed{map[[2]int]float64{}, make([][]*candidate, n), make([]float64, n)}
	for _, c := range list {
		before.p[[2]int{c.from, c.to}] = c.p
		before.into[c.to] = append(before.into[c.to], c)
		before.out[c.from] += c.p
	}
	for _, c := range list {
		clear(c.signs[signFirst:])
		c.rivals(before)
		c.thirdAgain(t, before)
	}
}

// rivals are the other parents that the child may have, and the parent's own.
func (c *candidate) rivals(before supposed) {
	s, p := &c.signs, before.p
	s[signFirst], s[signOpposite] = c.p, p[[2]int{c.to, c.from}]
	s[signParentsOthers], s[signOffspring] = before.out[c.from]-c.p, before.out[c.to]
	for _, rival := range before.into[c.to] {
		if rival == c {
			continue
		}
		s[signRival] = max(s[signRival], rival.p)
		s[signAllRivals] += rival.p
		s[signSiblings] = max(s[signSiblings], rival.p*p[[2]int{rival.from, c.from}])
		s[signChain] = max(s[signChain], rival.p*p[[2]int{c.from, rival.from}])
	}
	for _, above := range before.into[c.from] {
		s[signParentOrphan] = max(s[signParentOrphan], above.p)
	}
}

// thirdAgain reads the child once more against the others, by how likely it is
// that these come from it.
func (c *candidate) thirdAgain(t *tree, before supposed) {
	s, p := &c.signs, before.p
	child, mine := t.witnesses[c.to], c.relation.sideOf(c.to)
	for _, other := range t.near[c.to] {
		if other == c.relation {
			continue
		}
		third, x := other.sideOf(c.to), other.other(c.to)
		free := 1 - p[[2]int{c.to, x}]
		apart := free * (1 - p[[2]int{x, c.to}]) * (1 - p[[2]int{c.from, x}]) * (1 - p[[2]int{x, c.from}])
		s[signOldWords] = max(s[signOldWords], free*child.worth(third.same, func(k int) uint64 { return mine.in[k] &^ mine.same[k] }))
		s[signOldPassages] = max(s[signOldPassages], free*child.worth(third.same, func(k int) uint64 { return ^mine.in[k] }))
		s[signNoKin] = max(s[signNoKin], apart*child.worth(third.same, func(k int) uint64 { return mine.same[k] }))
	}
}
