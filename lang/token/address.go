package token

import (
	"strings"
	"unicode/utf8"
)

// address is the length of a web or mail address, a file's name, a handle or a
// hashtag at s.at, or 0. Closing punctuation does not belong to it.
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
	return nameLength(rest)
}

// schemes are what a web address may begin with, by falling frequency.
var schemes = [...]string{"http://", "https://", "www.", "ftp://", "mailto:", "pic.twitter.com/"}

// scheme reports whether a web address begins here.
func scheme(rest string) bool {
	switch rest[0] | 0x20 {
	case 'h', 'w', 'f', 'm', 'p':
	default:
		return false
	}
	for _, prefix := range schemes {
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

// longestName is the most bytes of a mail address before its "@" (RFC 5321,
// section 4.5.3.1.1); longer names of hosts and files are not looked for either,
// so that reading one name at each byte stays linear.
const longestName = 64

// nameLength is the length of what is written like a name on a network at the
// start of rest: name@host, host/path, a file's name, a newsgroup; or 0.
func nameLength(rest string) int {
	end, dot := 0, -1
	for end < len(rest) && end <= longestName && nameByte(rest[end]) {
		if rest[end] == '.' {
			dot = end
		}
		end++
	}
	switch {
	case end < len(rest) && rest[end] == '@':
		return mailLength(rest, end)
	case dot <= 0 || end > longestName:
		return 0
	}
	name := strings.TrimRight(rest[:end], ".-_+#~")
	dot = strings.LastIndexByte(name, '.')
	switch {
	case dot <= 0 || name[dot-1] == '.':
		return 0
	case find(lexica().extensions, name[dot+1:]), newsgroup(name):
		return len(name)
	case dot > 2 && domain(name[dot+1:]) && strings.HasPrefix(rest[len(name):], "/"):
		return trimAddress(rest[:visible(rest)])
	case dot > 2 && domain(name[dot+1:]) && strings.IndexByte(name, '-') > 0:
		return len(name)
	}
	return 0
}

// mailLength is the length of name@host at the start of rest, whose name is at
// bytes long. The host need not have a domain ("ann.lee@NEWSROOM").
func mailLength(rest string, at int) int {
	end := at + 1
	for end < len(rest) && end-at <= 255 && nameByte(rest[end]) {
		end++
	}
	n := len(strings.TrimRight(rest[:end], ".-_+#~"))
	if at == 0 || n <= at+1 {
		return 0
	}
	return n
}

// newsgroup reports whether a dotted name belongs to one of Usenet's hierarchies.
func newsgroup(name string) bool {
	head, _, _ := strings.Cut(name, ".")
	switch head {
	case "alt", "comp", "misc", "rec", "sci", "soc", "talk", "humanities":
		return true
	}
	return false
}

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' || c == '+' || c == '#' || c == '~'
}
