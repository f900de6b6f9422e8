package syntax

import (
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/gazetteer"
	"stemma/model"
)

// Reader turns the tokens of a sentence into the keys of their features.
// Training and parsing share it, so that both see the same ones. Its memory is
// kept for the next sentence.
type Reader struct {
	Lexicon model.Table // what the lexicon knows of a folded form, see Bits
	keys    []uint32
	ends    []int32
	own     []int32
	cues    []cue
	buffer  gazetteer.Buffer
	runes   []rune
}

// Templates of features. The number is part of a feature's key.
const (
	wordForm = 1
	prefixes = 10 // and the length
	suffixes = 20
	trigrams = 30
	shapes   = 40
	styles   = 41
	lexTags  = 50
	lexNoun  = 51
	lexVerb  = 52
	gazKind  = 60
	gazGiven = 61
	gazTitle = 62
	gazShape = 63
	gazRead  = 64
)

// Bits packs what a lexicon knows of a form: the tags that it may bear (10
// bits), and the WordNet files of its first sense as a noun and as a verb.
func Bits(tags uint32, noun, verb int) uint32 { return tags | uint32(noun)<<10 | uint32(verb)<<16 }

// Styles of a sentence's capitals, which decide what a capital tells.
const (
	running = iota + 1
	titled  // Most Words Begin with Capitals
	shouted // ALL IN CAPITALS
)

// Read takes in a sentence. Afterwards Keys gives each token's features.
func (r *Reader) Read(tokens []stemma.Token) {
	r.keys, r.ends, r.own = r.keys[:0], r.ends[:0], r.own[:0]
	style := styleOf(tokens)
	r.readCues(tokens)
	for i := range tokens {
		place := style
		if i == 0 || !isWord(tokens[i-1].Form) {
			place += 8
		}
		r.word(tokens[i].Form, place)
		r.keys = r.cues[i].keys(r.keys)
		r.ends = append(r.ends, int32(len(r.keys)))
	}
}

// Keys are the keys of token i's features, the word itself first.
func (r *Reader) Keys(i int) []uint32 {
	if i == 0 {
		return r.keys[:r.ends[0]]
	}
	return r.keys[r.ends[i-1]:r.ends[i]]
}

// Own is how many of the first keys of token i tell one word from another: the
// word, its longer affixes and what is inside it. Training hides them now and
// then, so that what stands around a word learns to tell its part.
func (r *Reader) Own(i int) int { return int(r.own[i]) }

// word appends what the form alone tells.
func (r *Reader) word(form string, place uint32) {
	r.runes = r.runes[:0]
	shape, before, n := uint32(model.Basis), rune(0), 0
	for _, c := range form {
		r.runes = append(r.runes, model.FoldRune(c))
		if k := kind(c); k != before || n < 2 {
			shape = model.Chain(shape, uint32(k))
			before = k
		}
		n++
	}
	fold := model.Fold(form)
	from := len(r.keys)
	r.keys = append(r.keys, model.Mix(wordForm, fold, 0, 0))
	r.affixes()
	r.own = append(r.own, int32(len(r.keys)-from))
	r.shortAffixes()
	r.keys = append(r.keys, model.Mix(shapes, shape, 0, 0), model.Mix(styles, shape, place, 0))
	if bits, ok := r.Lexicon.Find(fold); ok {
		r.keys = append(r.keys, model.Mix(lexTags, bits&1023, 0, 0))
		if noun := bits >> 10 & 63; noun > 0 {
			r.keys = append(r.keys, model.Mix(lexNoun, noun, 0, 0))
		}
		if verb := bits >> 16 & 63; verb > 0 {
			r.keys = append(r.keys, model.Mix(lexVerb, verb, 0, 0))
		}
	}
}

// longestWord is how many letters of a word are read.
const longestWord = 24

// shortest are the lengths from which an affix tells one word from others.
const shortestPrefix, shortestSuffix = 3, 4

// affixes appends the longer affixes, and all three letters inside the word.
func (r *Reader) affixes() {
	if w := r.runes; len(w) > longestWord {
		r.runes = append(w[:longestWord/2], w[len(w)-longestWord/2:]...)
	}
	w := r.runes
	head, tail := uint32(model.Basis), uint32(model.Basis)
	for n := 1; n <= min(4, len(w)); n++ {
		if head = model.Chain(head, uint32(w[n-1])); n >= shortestPrefix {
			r.keys = append(r.keys, model.Mix(prefixes+uint32(n), head, 0, 0))
		}
	}
	for n := 1; n <= min(5, len(w)); n++ {
		if tail = model.Chain(tail, uint32(w[len(w)-n])); n >= shortestSuffix {
			r.keys = append(r.keys, model.Mix(suffixes+uint32(n), tail, 0, 0))
		}
	}
	for n := 1; n+3 < len(w); n++ {
		three := model.Chain(model.Chain(model.Chain(model.Basis, uint32(w[n])), uint32(w[n+1])), uint32(w[n+2]))
		r.keys = append(r.keys, model.Mix(trigrams, three, 0, 0))
	}
}

func (r *Reader) shortAffixes() {
	w := r.runes
	head, tail := uint32(model.Basis), uint32(model.Basis)
	for n := 1; n <= min(shortestPrefix-1, len(w)); n++ {
		head = model.Chain(head, uint32(w[n-1]))
		r.keys = append(r.keys, model.Mix(prefixes+uint32(n), head, 0, 0))
	}
	for n := 1; n <= min(shortestSuffix-1, len(w)); n++ {
		tail = model.Chain(tail, uint32(w[len(w)-n]))
		r.keys = append(r.keys, model.Mix(suffixes+uint32(n), tail, 0, 0))
	}
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

func isWord(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func styleOf(tokens []stemma.Token) uint32 {
	letters, titles, capitals, long := 0, 0, 0, 0
	for i := range tokens {
		form := tokens[i].Form
		first, n := utf8.DecodeRuneInString(form)
		if !unicode.IsLetter(first) {
			continue
		}
		letters++
		if unicode.IsUpper(first) {
			titles++
		}
		if len(form) > n {
			long++
			if allUpper(form) {
				capitals++
			}
		}
	}
	switch {
	case long >= 3 && capitals*10 >= long*7:
		return shouted
	case letters >= 4 && titles*10 >= letters*6:
		return titled
	}
	return running
}

func allUpper(form string) bool {
	for _, r := range form {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}
