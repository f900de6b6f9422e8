package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// scanner cuts one block from left to right. Its text ends where the block ends.
type scanner struct {
	text   string
	at     int
	tokens []stemma.Token
}

func (s *scanner) scan() {
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		if space(r) {
			s.at += size
			continue
		}
		s.next(r, size)
	}
}

// next cuts the token that begins at s.at, trying the longest shapes first.
func (s *scanner) next(r rune, size int) {
	if n := s.address(r); n > 0 {
		s.emit(n)
		return
	}
	switch {
	case digit(r) || r == '.' && digit(s.runeAt(s.at+1)) && !digit(s.runeBefore(s.at)):
		s.number()
	case letter(r):
		s.word()
	case apostrophe(r):
		s.apostrophe(size)
	case regional(r):
		s.flag(size)
	case s.face() > 0:
		s.emit(s.face())
	case strings.HasPrefix(s.text[s.at:], "[...]"):
		s.emit(len("[...]"))
	case r == '+' && digit(s.runeAt(s.at+1)) && !wordly(s.runeBefore(s.at)):
		s.emit(1 + s.digits(s.at+1) - (s.at + 1))
	case r < utf8.RuneSelf && strings.ContainsRune(repeated, r):
		s.run(r, size)
	default:
		s.emit(s.cluster(s.at+size) - s.at)
	}
}

// emit appends the next n bytes as a token.
func (s *scanner) emit(n int) {
	span := stemma.Span{Start: s.at, End: s.at + n}
	s.tokens = append(s.tokens, stemma.Token{Span: span, Form: span.In(s.text), Head: -1})
	s.at = span.End
}

func (s *scanner) runeAt(at int) rune {
	if at >= len(s.text) {
		return 0
	}
	if c := s.text[at]; c < utf8.RuneSelf {
		return rune(c)
	}
	r, _ := utf8.DecodeRuneInString(s.text[at:])
	return r
}

func (s *scanner) runeBefore(at int) rune {
	r, size := utf8.DecodeLastRuneInString(s.text[:at])
	if size == 0 {
		return 0
	}
	return r
}

// repeated are the signs that make one token when they are repeated.
const repeated = ".-!?=*_`~<>+$"

// run cuts repeated punctuation: "...", "--", "?!", "====", "<<", and a full
// stop with the marks behind it (".?": 33 of 33 such in EWT train are one token).
func (s *scanner) run(r rune, size int) {
	end := s.at + size
	for end < len(s.text) {
		c := rune(s.text[end])
		if mark(c) && r == '.' && end == s.at+1 {
			r = c
		}
		if c != r && !(mark(r) && mark(c)) {
			break
		}
		end++
	}
	s.emit(s.cluster(end) - s.at)
}

func mark(r rune) bool { return r == '!' || r == '?' }

// flag cuts a pair of regional indicators, one emoji.
func (s *scanner) flag(size int) {
	end := s.at + size
	if r, n := utf8.DecodeRuneInString(s.text[end:]); regional(r) {
		end += n
	}
	s.emit(s.cluster(end) - s.at)
}

// faces are emoticons of other shapes than eyes, nose and mouth.
var faces = [...]string{"^_^", "-_-", "<3", ">:(", "(:", "D:"}

// face is the length of an emoticon that stands alone (":-)", ";)"), or 0. One
// with a nose may touch the word before it.
func (s *scanner) face() int {
	rest := s.text[s.at:]
	if len(rest) < 2 || !strings.ContainsRune(":;=^-<>(D", rune(rest[0])) {
		return 0
	}
	touches := wordly(s.runeBefore(s.at))
	for _, face := range faces {
		if strings.HasPrefix(rest, face) && !touches && s.ends(s.at+len(face)) {
			return len(face)
		}
	}
	n := 1
	if rest[n] == '-' {
		n++
	}
	if !strings.ContainsRune(":;=", rune(rest[0])) || n == 1 && touches {
		return 0
	}
	if n == len(rest) || !strings.ContainsRune("()DOPp/|", rune(rest[n])) || wordly(s.runeAt(s.at+n+1)) {
		return 0
	}
	return n + 1
}

// ends reports whether white space or the end follows.
func (s *scanner) ends(at int) bool { return at >= len(s.text) || space(s.runeAt(at)) }

// cluster extends a symbol by what belongs to it: combining marks, variation
// selectors, skin tones, and whatever a zero-width joiner ties to it.
func (s *scanner) cluster(end int) int {
	for end < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[end:])
		if r == '\u200d' {
			end += n
			if next, m := utf8.DecodeRuneInString(s.text[end:]); m > 0 && pictograph(next) {
				end += m
			}
			continue
		}
		if r < 0x300 || !unicode.In(r, unicode.M, unicode.Cf, unicode.Sk) || space(r) {
			return end
		}
		end += n
	}
	return end
}

func digit(r rune) bool  { return r >= '0' && r <= '9' }
func letter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r)) }
func wordly(r rune) bool { return letter(r) || unicode.IsDigit(r) }
func space(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff'
}
func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' }
func regional(r rune) bool   { return r >= 0x1F1E6 && r <= 0x1F1FF }
func pictograph(r rune) bool {
	return r >= 0x2190 && unicode.IsOneOf([]*unicode.RangeTable{unicode.S}, r)
}
