package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/model"
)

// Sequence is one block's tokens as the classifier of sentence ends reads them.
// Ends are decided from left to right: Set must be called for every token
// before the next one's Features.
type Sequence struct {
	splitter
	words []look
	style uint32  // how the block is written: how often it stops, and whether at its end
	rules []bool  // where the rules end sentences
	stops []int32 // how many tokens until the next stop, counted up to far
	begin int     // first token of the sentence that is being read
	open  int     // brackets and quotation marks that are open in it
	verb  bool    // it has a verb
}

// look is what the features read of one token. Hashes of 0 are absent.
type look struct {
	form  uint32 // without regard to case
	class uint32 // what the table of known words has
	tail  uint32 // the last three letters
	size  uint8  // letters, up to 15
	kind  kind
	space bool // white space follows
}

// kind sorts tokens by what they can mean for a sentence's end.
type kind uint32

const (
	outside kind = iota
	small        // a word in lower case
	title
	capitals
	initial
	figure
	date // a figure with a stroke or a colon: dates, times
	stop
	dotted // dots, "…"
	exclaim
	comma
	colon
	dash
	opening
	closing
	straight // a quotation exclaim that may open or close
	abbreviation
	address
	symbol
	clipped // a clitic
)

// Classes of the table of known words: a bit for each of UPOS's tags, and how
// the word is written within a sentence.
const (
	ClassVerb  = 1 << iota // VERB, AUX
	ClassNoun              // NOUN
	ClassName              // PROPN
	ClassAdj               // ADJ, NUM
	ClassAdv               // ADV, PART
	ClassPron              // PRON
	ClassDet               // DET
	ClassJoin              // ADP, SCONJ, CCONJ
	ClassOther             // INTJ, SYM, X, PUNCT
	ClassSmall             // mostly in lower case
	ClassLarge             // mostly with a capital
)

// far is where the count of tokens to the next stop ends.
const far = 60

// Read prepares a block's tokens; known may be empty.
func (s *Sequence) Read(text string, tokens []stemma.Token, known *model.Table) {
	s.splitter = splitter{text: text, tokens: tokens}
	s.words = s.words[:0]
	for i := range tokens {
		w := readLook(tokens[i].Form)
		w.space = i+1 == len(tokens) || tokens[i].End < tokens[i+1].Start
		if known != nil {
			w.class, _ = known.Find(w.form)
		}
		s.words = append(s.words, w)
	}
	s.rules = s.ends(s.rules[:0])
	s.measure()
	s.begin, s.open, s.verb = 0, 0, false
}

// Hide makes a word unknown, as rare words are at run time.
func (s *Sequence) Hide(i int) {
	if w := &s.words[i]; w.kind <= capitals {
		w.form, w.class = 2, 0
	}
}

func readLook(form string) look {
	w := look{form: model.Fold(form), kind: kindOf(form)}
	tail, rest := uint32(model.Basis), form
	for n := 0; n < 3 && rest != ""; n++ {
		r, size := utf8.DecodeLastRuneInString(rest)
		tail, rest = model.Chain(tail, uint32(model.FoldRune(r))), rest[:len(rest)-size]
	}
	w.tail, w.size = tail, uint8(min(len(form), 15))
	return w
}

// kindOf looks at a form's first and last characters.
func kindOf(form string) kind {
	r, n := utf8.DecodeRuneInString(form)
	switch {
	case unicode.IsLetter(r):
		return wordKind(form, r, n)
	case unicode.IsDigit(r) || r == '.' && len(form) > 1 && digit(rune(form[1])):
		if strings.ContainsAny(form, "/:") {
			return date
		}
		return figure
	case apostrophe(r) && len(form) > n && unicode.IsLetter(runeOf(form[n:])):
		return clipped
	}
	switch form {
	case ".", "。", ".?", ".!":
		return stop
	case ",", "，":
		return comma
	case ":", ";":
		return colon
	case "(", "[", "{", "“", "«", "‘", "„", "``", "<", "<<":
		return opening
	case ")", "]", "}", "”", "»", "’", "''", "’’", ">", ">>":
		return closing
	case `"`, "'", "`":
		return straight
	}
	switch {
	case dots(form):
		return dotted
	case form[len(form)-1] == '!' || form[len(form)-1] == '?':
		return exclaim
	case r == '-' || r == '–' || r == '—' || r == '*' || r == '_' || r == '=' || r == '•':
		return dash
	case r == '@' || r == '#' && n < len(form):
		return address
	}
	return symbol
}

func runeOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func wordKind(form string, first rune, n int) kind {
	last := form[len(form)-1]
	switch {
	case last == '.' && len(form) == n+1 && unicode.IsUpper(first):
		return initial
	case last == '.':
		return abbreviation
	case !unicode.IsUpper(first):
		if len(form) > 6 && scheme(form) {
			return address
		}
		return small
	case len(form) == n:
		return initial
	}
	for _, r := range form[n:] {
		if unicode.IsLower(r) {
			return title
		}
	}
	return capitals
}

// Bits of a block's style, above the mean length of its sentences.
const (
	edited  = 1 << 4 // it ends with a stop
	shouted = 1 << 5 // most words are in capitals
)

// measure counts the block's stops and the way to each.
func (s *Sequence) measure() {
	s.stops = s.stops[:0]
	count, capital, letters, next := 0, 0, 0, int32(far)
	for range s.words {
		s.stops = append(s.stops, 0)
	}
	for i := len(s.words) - 1; i >= 0; i-- {
		s.stops[i] = next
		next = min(next+1, far)
		switch s.words[i].kind {
		case stop, exclaim:
			count, next = count+1, 1
		case capitals, initial:
			capital, letters = capital+1, letters+1
		case small, title:
			letters++
		}
	}
	s.style = uint32(bucket(len(s.words) / (count + 1)))
	if s.stopsAtEnd() {
		s.style |= edited
	}
	if 2*capital > letters {
		s.style |= shouted
	}
}

// stopsAtEnd reports whether the block ends as edited prose does.
func (s *Sequence) stopsAtEnd() bool {
	for i := len(s.words) - 1; i >= 0; i-- {
		switch s.words[i].kind {
		case closing, straight:
			continue
		case stop, exclaim:
			return true
		}
		return false
	}
	return false
}

// bucket is a number's size in steps that widen.
func bucket(n int) int {
	switch {
	case n < 6:
		return n
	case n < 8:
		return 6
	case n < 11:
		return 7
	case n < 16:
		return 8
	case n < 24:
		return 9
	case n < 40:
		return 10
	}
	return 11
}

var nowhere = look{form: 3}

func (s *Sequence) at(i int) *look {
	if i < 0 || i >= len(s.words) {
		return &nowhere
	}
	return &s.words[i]
}

func (s *Sequence) rule(i int) uint32 {
	if i < 0 || i >= len(s.rules) || !s.rules[i] {
		return 0
	}
	return 1
}
