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
	case r == '$' && s.runeAt(s.at+1) == '$':
		s.run(r, size)
	case s.face() > 0:
		s.emit(s.face())
	case r == '.' || r == '-' || r == '!' || r == '?' || r == '=' || r == '*' || r == '_' || r == '`' || r == '~':
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

// run cuts repeated punctuation: "...", "--", "?!", "====", "“".
func (s *scanner) run(r rune, size int) {
	end := s.at + size
	for end < len(s.text) {
		c := rune(s.text[end])
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

// face is the length of an emoticon that stands alone (":-)", ";)"), or 0.
func (s *scanner) face() int {
	rest := s.text[s.at:]
	if len(rest) < 2 || !strings.ContainsRune(":;=", rune(rest[0])) || wordly(s.runeBefore(s.at)) {
		return 0
	}
	n := 1
	if rest[n] == '-' {
		n++
	}
	if n == len(rest) || !strings.ContainsRune("()DPp/|", rune(rest[n])) || wordly(s.runeAt(s.at+n+1)) {
		return 0
	}
	return n + 1
}

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

// address is the length of a web or mail address, handle or hashtag at s.at,
// or 0. Closing punctuation does not belong to it.
func (s *scanner) address(r rune) int {
	rest := s.text[s.at:]
	switch {
	case r == '@' || r == '#':
		if wordly(s.runeBefore(s.at)) {
			return 0
		}
		return handleLength(rest)
	case !letter(r) && !digit(r):
		return 0
	case scheme(rest):
		return trimAddress(rest[:visible(rest)])
	}
	return mailLength(rest)
}

// scheme reports whether a web address begins here.
func scheme(rest string) bool {
	for _, prefix := range [...]string{"http://", "https://", "ftp://", "www.", "pic.twitter.com/"} {
		if len(rest) > len(prefix) && strings.EqualFold(rest[:len(prefix)], prefix) {
			return true
		}
	}
	return false
}

// visible is the length of the run of characters up to white space or a
// character no address holds.
func visible(rest string) int {
	for i, r := range rest {
		if space(r) || strings.ContainsRune("<>\"“”‘’«»", r) {
			return i
		}
	}
	return len(rest)
}

func trimAddress(address string) int {
	trimmed := strings.TrimRight(address, ".,;:!?'…")
	if strings.HasSuffix(trimmed, ")") && !strings.Contains(trimmed, "(") {
		trimmed = strings.TrimRight(trimmed, ").,;:!?'…")
	}
	return len(trimmed)
}

func handleLength(rest string) int {
	end, letters := 1, false
	for end < len(rest) {
		r, n := utf8.DecodeRuneInString(rest[end:])
		if !wordly(r) && r != '_' {
			break
		}
		letters = letters || letter(r)
		end += n
	}
	if !letters {
		return 0
	}
	return end
}

// mailLength is the length of name@host.domain at the start of rest, or 0.
// Names longer than 64 bytes are none (RFC 5321, section 4.5.3.1.1).
func mailLength(rest string) int {
	at := 0
	for at < len(rest) && at <= 64 && mailByte(rest[at]) {
		at++
	}
	if at == 0 || at >= len(rest) || rest[at] != '@' {
		return 0
	}
	end, dot := at+1, false
	for end < len(rest) && end-at <= 255 && mailByte(rest[end]) {
		dot = dot || rest[end] == '.' && end > at+1
		end++
	}
	n := len(strings.TrimRight(rest[:end], ".-_+"))
	if !dot || n <= at+1 {
		return 0
	}
	return n
}

func mailByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' || c == '+'
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
