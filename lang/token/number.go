package token

import (
	"unicode"
	"unicode/utf8"
)

// number cuts figures: "10,000", "6.1", "9/11", "10:30", "713-853-3989",
// "1970s", "20th". A unit written against the figure is a word of its own.
func (s *scanner) number() {
	end := s.digits(s.at)
	tail := s.letters(end)
	clock, unit := s.clock(end), s.text[end:tail]
	switch {
	case clock > 0:
		s.emit(end - s.at)
		s.emit(clock)
	case tail == end:
		s.emit(end + s.decade(end) - s.at)
	case find(lexica().units, unit) || s.magnitude(unit):
		s.emit(end - s.at)
		s.emit(tail - end)
	default:
		tail = s.wordEnd(tail)
		if head := cliticStart(s.text[s.at:tail]); head > 0 {
			s.emit(head)
		}
		s.emit(tail - s.at)
	}
}

// letters is where the letters from at on end.
func (s *scanner) letters(at int) int {
	for at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[at:])
		if !letter(r) {
			return at
		}
		at += n
	}
	return at
}

// magnitude reports whether a letter against an amount of money counts it:
// "$5b". Elsewhere these letters number flats and models.
func (s *scanner) magnitude(letters string) bool {
	switch letters {
	case "b", "B", "t", "T":
		return unicode.Is(unicode.Sc, s.runeBefore(s.at))
	}
	return false
}

// decade is the length of the clitic that makes years of a figure ("1960's",
// "60's": ten of eleven in the train parts, the other a possessive), or 0.
func (s *scanner) decade(end int) int {
	figure := s.text[s.at:end]
	if len(figure) != 2 && len(figure) != 4 || figure[len(figure)-1] != '0' || !apostrophe(s.runeAt(end)) {
		return 0
	}
	for i := range len(figure) {
		if !digit(rune(figure[i])) {
			return 0
		}
	}
	_, n := utf8.DecodeRuneInString(s.text[end:])
	if s.runeAt(end+n) != 's' || wordly(s.runeAt(end+n+1)) {
		return 0
	}
	return n + 1
}

// digits is where a run of figures from at ends. Separators belong to it when a
// figure follows; hyphens only in dates and telephone numbers.
func (s *scanner) digits(at int) int {
	if end := s.dashed(at); end > 0 {
		return end
	}
	if s.text[at] == '.' {
		at++
	}
	for at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[at:])
		if !digit(r) && !unicode.IsDigit(r) && !(separator(r) && digit(s.runeAt(at+n))) {
			return at
		}
		at += n
	}
	return at
}

func separator(r rune) bool { return r == ',' || r == '.' || r == ':' || r == '/' }

// dashed is where groups of figures with hyphens end that are one token: two
// hyphens or more (dates, telephone numbers), three and four figures, or five
// and four (postal codes). A stroke may stand after an area code.
func (s *scanner) dashed(at int) int {
	var groups, last, first int
	for at < len(s.text) {
		start := at
		for at < len(s.text) && digit(rune(s.text[at])) {
			at++
		}
		if at == start {
			return 0
		}
		groups++
		last = at - start
		if groups == 1 {
			first = last
		}
		stroke := groups == 1 && first == 3 && s.runeAt(at) == '/'
		if s.runeAt(at) != '-' && !stroke || !digit(s.runeAt(at+1)) {
			break
		}
		at++
	}
	if groups >= 3 || groups == 2 && last == 4 && (first == 3 || first == 5) && s.runeAt(at-5) == '-' {
		return at
	}
	return 0
}

// clock is the length of "a.m." or "p.m." at at, or 0.
func (s *scanner) clock(at int) int {
	if at+4 > len(s.text) {
		return 0
	}
	switch s.text[at : at+4] {
	case "a.m.", "p.m.", "A.M.", "P.M.":
		return 4
	}
	return 0
}
