package token

import (
	"unicode"
	"unicode/utf8"
)

// number cuts figures: "10,000", "6.1", "9/11", "10:30", "713-853-3989",
// "1970s", "20th". A unit written against the figure is a word of its own.
func (s *scanner) number() {
	end := s.digits(s.at)
	tail := end
	for tail < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[tail:])
		if !letter(r) {
			break
		}
		tail += n
	}
	if clock := s.clock(end); clock > 0 {
		s.emit(end - s.at)
		s.emit(clock)
		return
	}
	if tail > end && lexica().units[lower(s.text[end:tail])] {
		s.emit(end - s.at)
		s.emit(tail - end)
		return
	}
	if tail > end {
		tail = s.wordEnd(tail)
	}
	if head := cliticStart(s.text[s.at:tail]); head > 0 {
		s.emit(head)
		s.emit(tail - s.at)
		return
	}
	s.emit(tail - s.at)
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
// hyphens or more (dates, telephone numbers), or three and four figures.
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
		if at+1 >= len(s.text) || s.text[at] != '-' || !digit(rune(s.text[at+1])) {
			break
		}
		at++
	}
	if groups >= 3 || groups == 2 && first == 3 && last == 4 {
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
