package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/model"
)

// word is what the features need of one token, hashed once.
type word struct {
	form, lower    uint32
	prefix         [4]uint32 // of 1 to 4 letters; 0 where the word is shorter
	suffix         [5]uint32 // of 1 to 5
	shape          uint32
	class          uint32 // ambiguity class: the tags that the treebanks give the word
	letters, title bool
}

// Sequence is one sentence on its way through the tagger. Its memory is kept
// for the next sentence.
type Sequence struct {
	words []word
	tags  []int    // classes given so far
	verb  []uint32 // before each token: the class of the last verb, 254 for none
	verbs []bool   // classes that are verbs
	style uint32
}

// Styles of a sentence's capitals, which decide what a capital tells.
const (
	running = iota + 1
	titled  // Most Words Begin with Capitals
	shouted // ALL IN CAPITALS
)

// SetClasses tells the names of the classes, once for all sentences.
func (s *Sequence) SetClasses(classes []string) {
	for _, class := range classes {
		_, xpos, _ := strings.Cut(class, " ")
		s.verbs = append(s.verbs, strings.HasPrefix(xpos, "VB") || xpos == "MD")
	}
}

// Read takes in a sentence. Known is the table of ambiguity classes.
func (s *Sequence) Read(tokens []stemma.Token, known *model.Table) {
	s.words, s.tags, s.verb = s.words[:0], s.tags[:0], append(s.verb[:0], 254)
	letters, titles, capitals, long := 0, 0, 0, 0
	for i := range tokens {
		w := readWord(tokens[i].Form)
		w.class, _ = known.Find(w.lower)
		if w.letters {
			letters++
			if w.title {
				titles++
			}
			if n := len(tokens[i].Form); n > 1 {
				long++
				if allUpper(tokens[i].Form) {
					capitals++
				}
			}
		}
		s.words = append(s.words, w)
		s.tags = append(s.tags, -1)
	}
	s.style = running
	switch {
	case long >= 3 && capitals*10 >= long*7:
		s.style = shouted
	case letters >= 4 && titles*10 >= letters*6:
		s.style = titled
	}
}

// Set gives token i the class; those before it have theirs.
func (s *Sequence) Set(i, class int) {
	s.tags[i] = class
	last := s.verb[i]
	if s.verbs[class] {
		last = uint32(class)
	}
	s.verb = append(s.verb[:i+1], last)
}

// Hide makes token i an unknown word with its shorter affixes, as in training:
// what surrounds a word then learns to tell its tag where the word cannot.
func (s *Sequence) Hide(i int) {
	w := &s.words[i]
	w.form, w.lower, w.prefix[3], w.suffix[3], w.suffix[4] = 5, 5, 0, 0, 0
}

func allUpper(form string) bool {
	for _, r := range form {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

func readWord(form string) word {
	w := word{form: model.Basis, lower: model.Fold(form)}
	var last [5]rune
	n, shape, before := 0, uint32(model.Basis), rune(0)
	head := uint32(model.Basis)
	for _, r := range form {
		p := model.FoldRune(r)
		w.form = model.Chain(w.form, uint32(r))
		if n < len(w.prefix) {
			head = model.Chain(head, uint32(p))
			w.prefix[n] = head
		}
		copy(last[1:], last[:4])
		last[0] = p
		if k := kind(r); k != before || n < 2 {
			shape = model.Chain(shape, uint32(k))
			before = k
		}
		w.letters = w.letters || unicode.IsLetter(r)
		n++
	}
	tail := uint32(model.Basis)
	for i := 0; i < min(n, len(last)); i++ {
		tail = model.Chain(tail, uint32(last[i]))
		w.suffix[i] = tail
	}
	first, _ := utf8.DecodeRuneInString(form)
	w.shape, w.title = shape, unicode.IsUpper(first)
	return w
}

// kind is the letter that stands for a rune in a word's shape.
func kind(r rune) rune {
	switch {
	case unicode.IsLower(r):
		return 'x'
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsDigit(r):
		return '0'
	case unicode.IsLetter(r):
		return 'l'
	}
	return r
}

var edge = word{form: 3, lower: 3, shape: 3, class: 3}

func (s *Sequence) at(i int) *word {
	if i < 0 || i >= len(s.words) {
		return &edge
	}
	return &s.words[i]
}

func (s *Sequence) tag(i int) uint32 {
	if i < 0 {
		return 255
	}
	return uint32(s.tags[i])
}

// Features appends token i's features to dst. The tags of the tokens before it
// must be set.
func (s *Sequence) Features(dst []uint32, i int) []uint32 {
	w, l, r := s.at(i), s.at(i-1), s.at(i+1)
	l2, r2 := s.at(i-2), s.at(i+2)
	t1, t2 := s.tag(i-1), s.tag(i-2)
	place := s.style
	if i == 0 {
		place += 8
	}
	for k, p := range w.prefix {
		if p != 0 {
			dst = append(dst, model.Mix(uint32(1+k), p, 0, 0))
		}
	}
	for k, p := range w.suffix {
		if p != 0 {
			dst = append(dst, model.Mix(uint32(5+k), p, 0, 0))
		}
	}
	mix := model.Mix
	last, verb := s.at(len(s.words)-1), s.verb[i]
	return append(dst,
		mix(10, w.form, 0, 0), mix(11, w.lower, 0, 0), mix(12, w.shape, place, 0), mix(13, place, 0, 0),
		mix(14, t1, 0, 0), mix(15, t1, t2, 0), mix(16, t1, w.lower, 0), mix(17, l.lower, 0, 0),
		mix(18, l2.lower, 0, 0), mix(19, r.lower, 0, 0), mix(20, r2.lower, 0, 0), mix(21, l.lower, w.lower, 0),
		mix(22, w.lower, r.lower, 0), mix(23, l.lower, r.lower, 0), mix(24, l.suffix[2], 0, 0), mix(25, r.suffix[2], 0, 0),
		mix(26, r.suffix[1], r.shape, 0), mix(27, w.class, 0, 0), mix(28, r.class, 0, 0), mix(29, r2.class, 0, 0),
		mix(30, t1, w.class, 0), mix(31, w.class, r.class, 0), mix(32, t1, t2, w.class), mix(33, t1, w.class, r.class),
		mix(34, t1, w.suffix[2], 0), mix(35, t1, r.lower, 0), mix(36, l.shape, w.shape, r.shape), mix(37, w.class, last.lower, 0),
		mix(38, w.class, r.class, r2.class), mix(39, t1, t2, w.lower), mix(40, w.suffix[2], r.class, 0), mix(41, w.suffix[2], l.lower, 0),
		mix(42, w.lower, r.class, r2.class), mix(43, t1, r.class, 0), mix(44, w.suffix[1], w.shape, place), mix(45, l.class, w.class, r.class),
		mix(46, w.class, verb, 0), mix(47, w.suffix[1], verb, t1), mix(48, w.lower, verb, 0), mix(49, w.class, verb, r.class),
	)
}
