package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word cuts letters: the run is gathered first, its clitics parted after.
func (s *scanner) word() {
	end := s.wordEnd(s.at)
	end = s.fullStop(end)
	word := s.text[s.at:end]
	if n := s.money(word); n > 0 {
		s.emit(n)
		return
	}
	if n := s.split(word); n > 0 {
		s.emit(n)
		s.emit(len(word) - n)
		return
	}
	head := cliticStart(word)
	if head > 0 && head < len(word) {
		s.emit(head)
		s.emit(len(word) - head)
		return
	}
	s.emit(len(word))
}

// split is where a word that is two words is cut, or 0.
func (s *scanner) split(word string) int {
	two := find(lexica().splits, word)
	if len(two.before) == 0 {
		return two.at
	}
	rest := strings.TrimLeft(s.text[s.at+len(word):], " ")
	for _, next := range two.before {
		if strings.HasPrefix(rest, next) && s.ends(len(s.text)-len(rest)+len(next)) {
			return two.at
		}
	}
	return 0
}

// wordEnd is where the run of letters and digits from at ends; apostrophes,
// full stops and ampersands within it, and hyphens after a prefix, belong to it.
func (s *scanner) wordEnd(at int) int {
	start := at
	for at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[at:])
		switch {
		case wordly(r) || r == '_' || r == '\u00ad' || r == '\u200d':
		case !letter(s.runeAt(at + n)):
			return at
		case apostrophe(r):
		case r == '.' && s.acronym(start, at):
		case r == '&' && unicode.IsUpper(s.runeBefore(at)) && unicode.IsUpper(s.runeAt(at+n)):
		case r == '/' && at-start == 1 && shortRun(s.text[at+n:]):
		case (r == '-' || r == '‑') && at > start && s.prefix(start, at, n):
		default:
			return at
		}
		at += n
	}
	return at
}

// prefix reports whether the letters before the hyphen at at, which is n bytes
// long, are a prefix of the word behind it. Capitals before small letters are an
// acronym ("UN-led").
func (s *scanner) prefix(start, at, n int) bool {
	word := s.text[start:at]
	if !find(lexica().prefixes, word) {
		return false
	}
	return len(word) == 1 || !unicode.IsUpper(rune(word[1])) || !unicode.IsLower(s.runeAt(at+n))
}

// acronym reports whether the full stop at dot stands between letters of an
// acronym: every part before it in the word is one or two letters ("U.S",
// "Ph.D"), or what follows is a domain name's end ("example.com").
func (s *scanner) acronym(start, dot int) bool {
	part := s.text[start:dot]
	if i := strings.LastIndexByte(part, '.'); i >= 0 {
		part = part[i+1:]
	}
	if utf8.RuneCountInString(part) <= 2 && !strings.ContainsAny(part, "'’") {
		next := s.text[dot+1:]
		return utf8.RuneCountInString(part) == 1 || shortRun(next)
	}
	return domain(s.text[dot+1:])
}

// shortRun reports whether at most two letters follow.
func shortRun(rest string) bool {
	n := 0
	for _, r := range rest {
		if !wordly(r) {
			return true
		}
		if n++; n > 2 {
			return false
		}
	}
	return true
}

// domain reports whether a top-level domain that news texts write bare follows.
func domain(rest string) bool {
	end := 0
	for end < len(rest) && rest[end] >= 'a' && rest[end] <= 'z' {
		end++
	}
	switch rest[:end] {
	case "com", "org", "net", "gov", "edu", "info", "co", "io", "tv", "ru", "uk", "cn", "de", "fr":
		return end == len(rest) || !letter(rune(rest[end]))
	}
	return false
}

// fullStop takes the full stop after an abbreviation, an initial or an acronym
// into the word, and returns the new end.
func (s *scanner) fullStop(end int) int {
	if s.runeAt(end) != '.' || s.runeAt(end+1) == '.' && s.runeAt(end+2) == '.' {
		return end
	}
	word := s.text[s.at:end]
	if strings.Contains(word, ".") && !domainName(word) || s.initial(word, end) {
		return end + 1
	}
	kind := find(lexica().abbreviations, word)
	if s.runeAt(end+1) == '.' && kind != "open" {
		return end
	}
	switch kind {
	case "":
		return end
	case "number":
		if !digit(s.afterSpace(end + 1)) {
			return end
		}
	case "open":
		if ambiguous(word) && !s.continues(end+1) {
			return end
		}
	}
	return end + 1
}

// domainName reports whether a dotted word is a host's name and no acronym.
func domainName(word string) bool {
	i := strings.LastIndexByte(word, '.')
	return i > 2 && domain(word[i+1:])
}

// initial reports whether the word is a name's initial: one capital, not the
// pronoun, and more of the name follows.
func (s *scanner) initial(word string, end int) bool {
	r, n := utf8.DecodeRuneInString(word)
	if n != len(word) || !unicode.IsUpper(r) {
		return false
	}
	next := s.afterSpace(end + 1)
	if r == 'I' {
		return unicode.IsUpper(next) && s.runeAt(end+1) != ' '
	}
	return letter(next) || next == ',' || digit(s.runeAt(end+1))
}

// ambiguous words are both an abbreviation and a common word when in lower case.
func ambiguous(word string) bool {
	switch word {
	case "sat", "sun", "mar", "jan", "mon", "wed", "fed", "mass", "miss", "ill", "ore", "co", "la", "pa", "est", "mins", "max", "min", "ed", "apt", "del", "wash", "tel", "mich", "art", "incl", "etc", "yrs", "hrs":
		return true
	}
	return false
}

// continues reports whether the sentence goes on after a full stop: a comma,
// lower case or a digit follows.
func (s *scanner) continues(at int) bool {
	r := s.afterSpace(at)
	return r == ',' || unicode.IsLower(r) || digit(r)
}

// afterSpace is the first rune from at on that is not a space, 0 at the end.
func (s *scanner) afterSpace(at int) rune {
	for at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[at:])
		if !space(r) {
			return r
		}
		at += n
	}
	return 0
}

// money is the length of "US$" or "C$" at s.at, or 0.
func (s *scanner) money(word string) int {
	if len(word) <= 3 && s.runeAt(s.at+len(word)) == '$' && strings.ToUpper(word) == word {
		return len(word) + 1
	}
	return 0
}

// cliticStart is the offset of a clitic that ends the word, or 0: "n't", "'s",
// "'re" and the like, and a bare apostrophe after the word.
func cliticStart(word string) int {
	i := strings.LastIndexAny(word, "'’`´‘")
	if i <= 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(word[i:])
	switch tail := word[i+n:]; {
	case clitic(tail):
		return i
	case tail == "t" || tail == "T":
		if i > 1 && (word[i-1] == 'n' || word[i-1] == 'N') {
			return i - 1
		}
	}
	return 0
}

// clitic reports whether the letters after an apostrophe are a word of their own.
func clitic(letters string) bool {
	switch letters {
	case "s", "S", "m", "M", "d", "D", "re", "ve", "ll", "RE", "VE", "LL", "Re", "Ve", "Ll":
		return true
	}
	return false
}

// apostrophe cuts what an apostrophe begins: a clitic written apart or after a
// split word, a year ("'90s"), a clipped word ("'em"), or a quotation mark.
func (s *scanner) apostrophe(size int) {
	rest := s.text[s.at+size:]
	end := 0
	for end < len(rest) && end < 8 && (rest[end] < utf8.RuneSelf && wordly(rune(rest[end]))) {
		end++
	}
	switch tail := strings.ToLower(rest[:end]); {
	case tail == "s" || tail == "re" || tail == "ve" || tail == "ll" || tail == "m" || tail == "d" || tail == "em" || tail == "til" || tail == "tis" || tail == "cause":
		s.emit(size + end)
	case len(tail) >= 2 && digit(rune(tail[0])) && digit(rune(tail[1])) && (len(tail) == 2 || tail[2:] == "s"):
		s.emit(size + end)
	case end == 0 && strings.HasPrefix(rest, s.text[s.at:s.at+size]):
		s.emit(2 * size)
	case end == 0 && strings.HasPrefix(s.text[s.at:], "‘’"):
		s.emit(len("‘’"))
	default:
		s.emit(s.cluster(s.at+size) - s.at)
	}
}
