package depparse

import (
	"stemma"
	"stemma/model"
)

// item is what the features need of one token, hashed once: folded word, tag,
// and both.
type item struct {
	word, tag, both     uint32
	verbs, marks, joins int32 // verbs, punctuation and conjunctions before it in the sentence
}

// Sentence is a sentence's items; the root is the last. Its memory is kept for
// the next one.
type Sentence struct{ items []item }

// Read takes in tagged tokens.
func (s *Sentence) Read(tokens []stemma.Token) {
	s.items = s.items[:0]
	var verbs, marks, joins int32
	for i := range tokens {
		t := &tokens[i]
		it := item{word: model.Fold(t.Form), tag: tagHash(t), verbs: verbs, marks: marks, joins: joins}
		it.both = model.Mix(0, it.word, it.tag, 0)
		s.items = append(s.items, it)
		switch t.UPOS {
		case "VERB":
			verbs++
		case "PUNCT":
			marks++
		case "CCONJ", "SCONJ":
			joins++
		}
	}
	s.items = append(s.items, item{word: 2, tag: 2, both: 2, verbs: verbs, marks: marks, joins: joins})
}

// Hide makes token i an unknown word of its tag, as in training: what surrounds
// it then learns to tell its place where the word cannot.
func (s *Sentence) Hide(i int) {
	it := &s.items[i]
	it.word, it.both = 5, model.Mix(0, 5, it.tag, 0)
}

func tagHash(t *stemma.Token) uint32 {
	h := uint32(model.Basis)
	for i := 0; i < len(t.UPOS); i++ {
		h = model.Chain(h, uint32(t.UPOS[i]))
	}
	for i := 0; i < len(t.XPOS); i++ {
		h = model.Chain(h, uint32(t.XPOS[i]))
	}
	return h
}

var (
	nobody = item{word: 1, tag: 1, both: 1}
	orphan = node{head: -1, left: -1, left2: -1, right: -1, right2: -1, label: 255}
)

func (s *Sentence) item(i int32) *item {
	if i < 0 || int(i) >= len(s.items) {
		return &nobody
	}
	return &s.items[i]
}

func (s *State) node(i int32) *node {
	if i < 0 || int(i) >= len(s.nodes) {
		return &orphan
	}
	return &s.nodes[i]
}

// fromTop is the stack's item k below its top, -1 when there is none.
func (s *State) fromTop(k int) int32 {
	if k >= len(s.stack) {
		return -1
	}
	return s.stack[len(s.stack)-1-k]
}

// distance sorts the distance of two items into nine bins.
func distance(a, b int32) uint32 {
	if a < 0 || b < 0 {
		return 0
	}
	switch d := b - a; {
	case d <= 5:
		return uint32(d)
	case d <= 8:
		return 6
	case d <= 14:
		return 7
	}
	return 8
}

// between hashes what stands between two items: verbs, punctuation and
// conjunctions, each counted up to three.
func between(a, b *item) uint32 {
	bits := func(n int32) uint32 { return uint32(min(max(n, 0), 3)) }
	return bits(b.verbs-a.verbs) | bits(b.marks-a.marks)<<2 | bits(b.joins-a.joins)<<4
}

// Features appends the state's features to dst, after Zhang and Nivre (2011)
// with the pairs that arc-hybrid looks at: stack top s with buffer's first b,
// and stack top with u, the item under it.
func (s *Sentence) Features(dst []uint32, st *State) []uint32 {
	si, ui, vi, bi := st.fromTop(0), st.fromTop(1), st.fromTop(2), int32(st.next)
	sn, un, bn := st.node(si), st.node(ui), st.node(bi)
	w, u, v := s.item(si), s.item(ui), s.item(vi)
	b, c, d := s.item(bi), s.item(bi+1), s.item(bi+2)
	sl, sl2, sr, sr2 := s.item(sn.left), s.item(sn.left2), s.item(sn.right), s.item(sn.right2)
	ul, ur, bl, bl2 := s.item(un.left), s.item(un.right), s.item(bn.left), s.item(bn.left2)
	far, near := distance(si, bi), distance(ui, si)
	mix := model.Mix
	sb, us := mix(90, w.tag, b.tag, 0), mix(91, u.tag, w.tag, 0)
	dst = append(dst,
		mix(1, w.word, 0, 0), mix(2, w.tag, 0, 0), mix(3, w.both, 0, 0),
		mix(4, b.word, 0, 0), mix(5, b.tag, 0, 0), mix(6, b.both, 0, 0),
		mix(7, c.word, 0, 0), mix(8, c.tag, 0, 0), mix(9, c.both, 0, 0),
		mix(10, d.word, 0, 0), mix(11, d.tag, 0, 0), mix(12, d.both, 0, 0),
		mix(13, u.word, 0, 0), mix(14, u.tag, 0, 0), mix(15, u.both, 0, 0), mix(16, v.tag, 0, 0),
		mix(17, w.both, b.both, 0), mix(18, w.both, b.word, 0), mix(19, w.word, b.both, 0),
		mix(20, w.both, b.tag, 0), mix(21, w.tag, b.both, 0), mix(22, w.word, b.word, 0), mix(23, sb, 0, 0),
		mix(24, b.tag, c.tag, 0), mix(25, u.both, w.both, 0), mix(26, u.both, w.tag, 0),
		mix(27, u.tag, w.both, 0), mix(28, u.word, w.word, 0), mix(29, us, 0, 0),
		mix(30, u.word, w.tag, 0), mix(31, u.tag, w.word, 0), mix(32, u.tag, b.tag, 0), mix(33, u.word, b.word, 0),
		mix(34, u.both, b.tag, 0), mix(35, b.tag, c.tag, d.tag), mix(36, sb, c.tag, 0), mix(37, us, b.tag, 0),
		mix(38, us, b.tag, c.tag), mix(39, us, v.tag, 0), mix(40, sb, c.tag, d.tag), mix(41, us, b.word, 0),
	)
	dst = append(dst,
		mix(42, sb, sl.tag, 0), mix(43, sb, sr.tag, 0), mix(44, sb, bl.tag, 0), mix(45, us, ur.tag, 0),
		mix(46, us, ul.tag, 0), mix(47, us, sl.tag, 0), mix(48, us, sr.tag, 0), mix(49, sb, sr.tag, sr2.tag),
		mix(50, w.word, far, 0), mix(51, w.tag, far, 0), mix(52, b.word, far, 0), mix(53, b.tag, far, 0),
		mix(54, sb, far, 0), mix(55, us, near, 0), mix(56, u.word, near, 0), mix(57, w.word, near, 1),
		mix(58, w.word, uint32(sn.rights), 0), mix(59, w.tag, uint32(sn.rights), 0), mix(60, w.word, uint32(sn.lefts), 0),
		mix(61, w.tag, uint32(sn.lefts), 0), mix(62, b.word, uint32(bn.lefts), 0), mix(63, b.tag, uint32(bn.lefts), 0),
		mix(64, u.word, uint32(un.rights), 0), mix(65, us, uint32(un.rights), uint32(sn.rights)),
		mix(66, sl.word, w.tag, 0), mix(67, sl.tag, uint32(st.node(sn.left).label), w.tag), mix(68, sr.word, w.tag, 0),
		mix(69, sr.tag, uint32(st.node(sn.right).label), w.tag), mix(70, bl.word, b.tag, 0),
		mix(71, bl.tag, uint32(st.node(bn.left).label), b.tag), mix(72, ur.word, u.tag, 0),
		mix(73, ur.tag, uint32(st.node(un.right).label), u.tag), mix(74, sl2.tag, sl.tag, w.tag), mix(75, sr2.tag, sr.tag, w.tag),
		mix(76, bl2.tag, bl.tag, b.tag), mix(77, w.word, sn.leftSet, 0), mix(78, w.tag, sn.leftSet, 1),
		mix(79, w.word, sn.rightSet, 2), mix(80, w.tag, sn.rightSet, 3), mix(81, b.tag, bn.leftSet, 4),
		mix(82, u.tag, un.rightSet, 5), mix(83, u.word, un.rightSet, 6), mix(84, us, un.rightSet, sn.rightSet),
	)
	before, after, previous := s.item(si-1), s.item(si+1), s.item(bi-1)
	if si < 0 {
		before, after = &nobody, &nobody
	}
	return append(dst,
		mix(92, sb, between(w, b), 0), mix(93, us, between(u, w), 0), mix(94, sb, after.tag, previous.tag),
		mix(95, before.tag, w.tag, b.tag), mix(96, us, before.tag, 0), mix(97, w.both, c.word, 0), mix(98, w.tag, b.word, c.tag),
		mix(99, u.word, w.word, b.word), mix(100, w.word, b.tag, c.tag), mix(101, u.tag, w.word, b.tag),
		mix(102, u.word, w.tag, b.tag), mix(103, sb, sn.rightSet, bn.leftSet), mix(104, u.word, sl.word, w.tag),
		mix(105, w.word, bl.word, b.tag), mix(106, u.both, sl.both, 0), mix(107, u.tag, v.tag, sb), mix(108, w.word, sr.word, b.tag),
		mix(109, us, sl.word, 0), mix(110, us, v.tag, b.tag),
	)
}
