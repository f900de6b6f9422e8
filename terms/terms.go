// Package terms reads a text as the normalised words by which two texts are
// compared, and knows how rare each of them is.
//
// Input: a stretch of an article's text. Output: its words in order, each with
// its bytes in the text and its term: case folded, possessive and punctuation
// dropped, hyphenated words parted, initials joined, small number words turned
// into figures, stemmed. `Nine workers’ U.S.-made tools` reads as `9 worker us
// made tool`. Forms that editors exchange freely ("said", "says"; "Dec.",
// "December"; the names of days) are one term: see lexicon/equal.txt.
//
// Rarity runs from 0 (in nearly every text) to 1 (never seen): the inverse
// document frequency (Spärck Jones 1972) over the texts counted in
// lexicon/background.txt, divided by that of a word never seen.
//
// It deliberately knows no meaning: "quake" and "earthquake" are two terms.
// Stemming follows Porter's English stemmer (Snowball).
package terms

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
	"github.com/kljensen/snowball/english"

	"stemma"
	"stemma/lexicon"
)

//go:embed lexicon/equal.txt
var equalFile string

//go:embed lexicon/background.txt
var backgroundFile string

// Term is a normalised word. Within one Reader equal words share one Term.
type Term struct {
	Norm    string
	Hash    uint64  // of Norm; the same in every Reader
	Rarity  float32 // 0 common … 1 rare
	Capital bool    // the form seen begins with a capital letter
	Number  bool    // begins with a digit
	Day     bool    // a word that names a day relative to the report: "Saturday", "yesterday"
	form    string  // as a Reader met it
}

// Word is a term at its place in a text.
type Word struct {
	Start, End int32 // bytes, half-open
	*Term
}

// Span is the word's bytes.
func (w Word) Span() stemma.Span { return stemma.Span{Start: int(w.Start), End: int(w.End)} }

// Same reports whether two words of one Reader are the same term, whatever
// their capitals.
func (w Word) Same(v Word) bool { return w.Hash == v.Hash }

// Reader reads texts. It remembers the forms that it has met, so that a form is
// stemmed once; it is for one goroutine.
type Reader struct {
	recent [1 << 10]*Term // by a hash of the form: most words are met again soon
	forms  map[string]*Term
	bytes  []byte
}

// NewReader is an empty Reader.
func NewReader() *Reader { return &Reader{forms: map[string]*Term{}} }

// Words appends the words of the span of text to dst.
func (r *Reader) Words(dst []Word, text string, span stemma.Span) []Word {
	at := span.Start
	for at < span.End {
		start, end := wordAt(text, at, span.End)
		if start >= span.End {
			break
		}
		end, initials := joinInitials(text, start, end, span.End)
		form := text[start:end]
		if initials {
			form = r.letters(form) // "a.m.", never "am"
		}
		end = takePossessive(text, end, span.End)
		if term := r.term(form); term.Norm != "" {
			dst = append(dst, Word{Start: int32(start), End: int32(end), Term: term})
		}
		at = end
	}
	return dst
}

// wordAt is the next word's bytes at or after at: letters and digits, with
// apostrophes between letters and points or commas between digits.
func wordAt(text string, at, limit int) (start, end int) {
	start = at
	for start < limit {
		if c := text[start]; c < utf8.RuneSelf {
			if wordByte[c] {
				break
			}
			start++
			continue
		}
		c, size := utf8.DecodeRuneInString(text[start:limit])
		if isWord(c) {
			break
		}
		start += size
	}
	end = start
	last := rune(0)
	for end < limit {
		if c := text[end]; wordByte[c] {
			last = rune(c)
			end++
			continue
		}
		c, size := utf8.DecodeRuneInString(text[end:limit])
		if !isWord(c) {
			next, _ := utf8.DecodeRuneInString(text[end+size : limit])
			if !binds(last, c, next) {
				break
			}
		}
		last = c
		end += size
	}
	return start, end
}

// wordByte tells the ASCII letters and digits.
var wordByte = func() (table [256]bool) {
	for c := range rune(utf8.RuneSelf) {
		table[c] = isWord(c)
	}
	return table
}()

func isWord(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c))
}

// binds reports whether c holds the letters or digits at its sides together.
func binds(left, c, right rune) bool {
	switch c {
	case '\'', '’':
		return unicode.IsLetter(left) && unicode.IsLetter(right)
	case '.', ',':
		return unicode.IsDigit(left) && unicode.IsDigit(right)
	}
	return false
}

// joinInitials reads "U.S." and "a. m." as one word: single letters, each
// followed by a point.
func joinInitials(text string, start, end, limit int) (int, bool) {
	joined := false
	for end-start <= 1 || joined {
		if end >= limit || text[end] != '.' {
			break
		}
		next := end + 1
		if next < limit && text[next] == ' ' {
			next++
		}
		if next+1 >= limit || !isLetter(text[next]) || text[next+1] != '.' {
			break
		}
		if unicode.IsUpper(rune(text[start])) != unicode.IsUpper(rune(text[next])) {
			break
		}
		end, joined = next+1, true
	}
	return end, joined && isLetter(text[start])
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// takePossessive passes over an "'s" that spaces part from its word, as some
// tokenised texts have it.
func takePossessive(text string, end, limit int) int {
	rest := text[end:min(limit, end+8)]
	if rest == "" || rest[0] != ' ' {
		return end
	}
	for _, tail := range [...]string{" ’ s", " ' s", " 's", " ’s"} {
		if strings.HasPrefix(rest, tail) && (len(rest) == len(tail) || !isLetter(rest[len(tail)])) {
			return end + len(tail)
		}
	}
	return end
}

// letters keeps the letters of an initialism, a point behind the last: "a.m." is
// not "am".
func (r *Reader) letters(form string) string {
	r.bytes = r.bytes[:0]
	for i := range len(form) {
		if isLetter(form[i]) {
			r.bytes = append(r.bytes, form[i])
		}
	}
	return string(append(r.bytes, '.'))
}

func (r *Reader) term(form string) *Term {
	recent := &r.recent[mixed(form)%uint32(len(r.recent))]
	if *recent != nil && (*recent).form == form {
		return *recent
	}
	term, ok := r.forms[form]
	if !ok {
		term = known(form)
		r.forms[term.form] = term
	}
	*recent = term
	return term
}

// mixed is a quick hash (Fowler, Noll and Vo).
func mixed(form string) uint32 {
	hash := uint32(2166136261)
	for i := range len(form) {
		hash = (hash ^ uint32(form[i])) * 16777619
	}
	return hash ^ hash>>15
}

// mostKnown bounds what is remembered for all Readers, to some megabytes: the
// stages each read a report's words, and stemming is most of the work.
const mostKnown = 1 << 15

var (
	knownTerms sync.Map // form → *Term
	knownCount atomic.Int64
)

// known is the term of a form, made once while there is room.
func known(form string) *Term {
	if term, ok := knownTerms.Load(form); ok {
		return term.(*Term)
	}
	form = strings.Clone(form) // lest the term keep a whole text
	term := New(form)
	term.form = form
	if knownCount.Add(1) <= mostKnown {
		knownTerms.Store(form, term)
	}
	return term
}

// maxStem bounds the words that are stemmed: longer ones are addresses and
// noise, and the stemmer's cost grows with the square of the length.
const maxStem = 30

// New is the term of one word form; an initialism ends in a point: "us.".
func New(form string) *Term {
	first, _ := utf8.DecodeRuneInString(form)
	lower := strings.ToLower(strings.ReplaceAll(form, "’", "'"))
	lower = strings.TrimSuffix(lower, "'s")
	lower, initials := strings.CutSuffix(lower, ".")
	term := &Term{Norm: lower, Capital: unicode.IsUpper(first)}
	if initials {
		// As it is: "a.m." is not the verb.
	} else if equal, ok := equals()[lower]; ok {
		term.Norm, term.Day = equal, equal == dayTerm
	} else if unicode.IsDigit(first) {
		term.Norm = strings.ReplaceAll(lower, ",", "")
	} else if len(lower) <= maxStem {
		term.Norm = english.Stem(strings.ReplaceAll(lower, "'", ""), true)
	}
	first, _ = utf8.DecodeRuneInString(term.Norm)
	term.Number = unicode.IsDigit(first)
	term.Hash = xxhash.Sum64String(term.Norm)
	term.Rarity = rarity(term)
	return term
}

// dayTerm stands for every name of a day in lexicon/equal.txt.
const dayTerm = "«day»"

var equals = sync.OnceValue(func() map[string]string {
	table := map[string]string{}
	for _, entry := range lexicon.MustRead("equal.txt", equalFile, 2) {
		for _, form := range strings.Fields(entry.Fields[0]) {
			table[form] = entry.Key
		}
	}
	return table
})

type counts struct {
	texts float64
	of    map[string]float64
}

// background is how many of the counted texts hold each term; the key "*" is
// the number of texts.
var background = sync.OnceValue(func() counts {
	table := counts{of: map[string]float64{}}
	for _, entry := range lexicon.MustRead("background.txt", backgroundFile, 2) {
		n, err := strconv.Atoi(entry.Fields[0])
		if err != nil {
			panic(err)
		}
		table.of[entry.Key] = float64(n)
	}
	table.texts = table.of["*"]
	return table
})

// numberRarity is the rarity of a figure: any one is rare, but figures recur by
// chance across texts far more than a rare word does.
const numberRarity = 0.5

func rarity(term *Term) float32 {
	if term.Day {
		return 0.1
	}
	if term.Number {
		if len(term.Norm) < 2 {
			return numberRarity / 2
		}
		return numberRarity
	}
	table := background()
	seen := table.of[term.Norm]
	return float32(math.Log((table.texts+1)/(seen+1)) / math.Log(table.texts+1))
}
