package entity

import (
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/gazetteer"
	"stemma/model"
)

// Sequence turns the tokens of one sentence into features for the tagger of
// names. Training and finding share it, so that both see the same features.
type Sequence struct {
	tokens  []stemma.Token
	words   []uint32
	shapes  []uint32
	cues    []cue
	capital bool // the sentence is wholly in capitals, or capitalised as a headline
	buffer  gazetteer.Buffer
	runes   []rune
}

// cue is what the gazetteer says of one token.
type cue struct {
	kind  uint32 // hash of the longest match's type and kind, with the token's place in it; 0 none
	ambig uint32 // hash of the types of all readings
	given uint32 // a given name, by gender
	title uint32 // part of a title
	shape uint32 // a word that tells what a name is
}

// Read takes a sentence's tokens, tagged.
func (s *Sequence) Read(tokens []stemma.Token) {
	s.tokens = tokens
	s.words, s.shapes, s.cues = s.words[:0], s.shapes[:0], s.cues[:0]
	upper, words := 0, 0
	for i := range tokens {
		form := tokens[i].Form
		s.words = append(s.words, model.Fold(form))
		s.shapes = append(s.shapes, shapeOf(form))
		s.cues = append(s.cues, wordCue(form))
		if r, _ := utf8.DecodeRuneInString(form); unicode.IsLetter(r) && len(form) > 3 {
			words++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	s.capital = words >= 3 && 4*upper >= 3*words
	s.readMatches()
	s.readTitles()
}

func (s *Sequence) readMatches() {
	for i := 0; i < len(s.tokens); {
		entries, n := gazetteer.Longest(s.tokens[i:], &s.buffer)
		if n == 0 {
			i++
			continue
		}
		kind := hash(entries[0].Type, entries[0].Kind)
		ambig := uint32(1)
		for _, entry := range entries {
			ambig = model.Mix(2, ambig, hash(entry.Type, ""), 0)
		}
		for k := range n {
			place := uint32(0)
			if k > 0 {
				place = 1
			}
			s.cues[i+k].kind, s.cues[i+k].ambig = model.Mix(3, kind, place, uint32(min(n, 3))), model.Mix(4, ambig, place, 0)
		}
		i += n
	}
}

// readTitles marks the tokens of titles of up to three words.
func (s *Sequence) readTitles() {
	for i := 0; i < len(s.tokens); {
		title, n := titleAt(s.tokens[i:])
		if n == 0 {
			i++
			continue
		}
		for k := range n {
			s.cues[i+k].title = model.Mix(5, hash(title.Kind, title.Gender), 0, 0)
		}
		i += n
	}
}

// titleAt is the longest title or role that begins at the first token, and how
// many tokens it takes.
func titleAt(tokens []stemma.Token) (gazetteer.Entry, int) {
	if len(tokens) == 0 || !isWord(tokens[0].Form) {
		return gazetteer.Entry{}, 0
	}
	return gazetteer.LongestTitle(tokens)
}

func isWord(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func wordCue(form string) cue {
	var c cue
	if gender, found := gazetteer.GivenName(form); found {
		c.given = hash("given", gender)
	}
	if entry, position, found := gazetteer.Shape(form); found {
		c.shape = hash(entry.Type, position)
	}
	return c
}

func hash(a, b string) uint32 {
	h := uint32(model.Basis)
	for i := range len(a) {
		h = model.Chain(h, uint32(a[i]))
	}
	h = model.Chain(h, '/')
	for i := range len(b) {
		h = model.Chain(h, uint32(b[i]))
	}
	return h
}

// shapeOf hashes a form's pattern of capitals, small letters, figures and
// signs, runs shortened: "Xx", "X.X.", "XX", "d-x".
func shapeOf(form string) uint32 {
	h := uint32(model.Basis)
	last, run := rune(0), 0
	for _, r := range form {
		c := r
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLower(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		}
		if c == last {
			run++
			if run > 2 {
				continue
			}
		} else {
			last, run = c, 1
		}
		h = model.Chain(h, uint32(c))
	}
	return h
}

func at[T any](values []T, i int) (v T) {
	if i >= 0 && i < len(values) {
		v = values[i]
	}
	return v
}

func tagAt(tokens []stemma.Token, i int) uint32 {
	if i < 0 || i >= len(tokens) {
		return 9
	}
	return hash(tokens[i].XPOS, "")
}

// Features appends the features of token i, all of them independent of the
// labels chosen for other tokens, so that a whole sentence can be decoded at once.
func (s *Sequence) Features(dst []uint32, i int) []uint32 {
	w := func(k int) uint32 { return at(s.words, i+k) }
	shape := func(k int) uint32 { return at(s.shapes, i+k) }
	c, before, after := at(s.cues, i), at(s.cues, i-1), at(s.cues, i+1)
	start := uint32(0)
	if i == 0 || !isWord(s.tokens[i-1].Form) {
		start = 1
	}
	if s.capital {
		start |= 2
	}
	dst = append(dst,
		model.Mix(20, 0, 0, 0),
		model.Mix(21, w(0), 0, 0), model.Mix(22, w(-1), 0, 0), model.Mix(23, w(1), 0, 0),
		model.Mix(24, w(-2), 0, 0), model.Mix(25, w(2), 0, 0),
		model.Mix(26, w(-1), w(0), 0), model.Mix(27, w(0), w(1), 0),
		model.Mix(28, shape(0), start, 0), model.Mix(29, shape(-1), shape(0), start), model.Mix(30, shape(0), shape(1), start),
		model.Mix(31, w(-1), shape(0), 0), model.Mix(32, w(1), shape(0), 0),
		model.Mix(33, w(0), shape(0), 0),
		model.Mix(34, tagAt(s.tokens, i), 0, 0), model.Mix(35, tagAt(s.tokens, i-1), tagAt(s.tokens, i), 0),
		model.Mix(36, tagAt(s.tokens, i), tagAt(s.tokens, i+1), 0),
		model.Mix(37, w(-2), w(-1), shape(0)), model.Mix(38, w(1), w(2), shape(0)),
		model.Mix(40, c.kind, shape(0), 0), model.Mix(41, c.ambig, start, 0),
		model.Mix(42, before.kind, shape(0), 0), model.Mix(43, after.kind, shape(0), 0),
		model.Mix(44, c.given, shape(0), 0), model.Mix(45, before.given, c.given, shape(0)), model.Mix(46, after.given, shape(0), 0),
		model.Mix(47, c.title, shape(0), 0), model.Mix(48, before.title, shape(0), 0), model.Mix(49, after.title, shape(0), 0),
		model.Mix(50, c.shape, shape(0), 0), model.Mix(51, after.shape, shape(0), 0), model.Mix(52, at(s.cues, i+2).shape, shape(0), shape(1)),
		model.Mix(53, before.shape, shape(0), 0), model.Mix(54, c.kind, tagAt(s.tokens, i+1), 0),
	)
	return s.affixes(dst, i)
}

// affixes appends the first and the last one to four letters.
func (s *Sequence) affixes(dst []uint32, i int) []uint32 {
	s.runes = s.runes[:0]
	for _, r := range s.tokens[i].Form {
		s.runes = append(s.runes, r)
	}
	n := len(s.runes)
	front, back := uint32(model.Basis), uint32(model.Basis)
	for k := range min(4, n) {
		front = model.Chain(front, uint32(s.runes[k]))
		back = model.Chain(back, uint32(s.runes[n-1-k]))
		dst = append(dst, model.Mix(60, front, uint32(k), 0), model.Mix(61, back, uint32(k), 0))
	}
	return dst
}
