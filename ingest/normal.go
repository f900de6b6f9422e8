package ingest

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// normalise makes the text that spans point into: NFC, LF line ends, one kind
// of space, no control, zero-width or direction characters. It is idempotent.
func normalise(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	var previous rune
	for i, r := range text {
		switch {
		case r == '\r':
			if !strings.HasPrefix(text[i+1:], "\n") {
				b.WriteByte('\n')
			}
		case r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\f' || r == '\v':
			b.WriteByte('\n')
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case unicode.Is(unicode.Zs, r):
			b.WriteByte(' ')
		case r == '\u200d' && joins(previous): // part of an emoji
			b.WriteRune(r)
		case unseen(r):
			continue
		default:
			b.WriteRune(r)
		}
		previous = r
	}
	return norm.NFC.String(b.String())
}

// unseen reports whether the character is invisible and means nothing in
// running text.
func unseen(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r):
		return true
	case r >= 0xe0020 && r <= 0xe007f: // the tags of flag emoji
		return false
	}
	return unicode.Is(unicode.Cf, r) || r >= 0xfff0 && r <= 0xfff8
}

// joins reports whether a zero-width joiner after r makes one emoji of two.
func joins(r rune) bool {
	return r == '\ufe0f' || r >= 0x2600 && r <= 0x27bf || r >= 0x1f000 && r <= 0x1faff
}
