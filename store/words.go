package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"
)

// word is a word of a text as searches compare it.
type word struct {
	start, end int    // bytes
	form       string // in small letters, without accents
	stem       string
}

// longest bounds a word in bytes, so that noise bloats no index.
const longest = 128

// mostText bounds the bytes that are indexed of one text: PostgreSQL keeps at
// most a megabyte of words for each.
const mostText = 1 << 18

// unspaced are scripts that put no space between words: each of their
// characters is a word, and a word asked for is a phrase of them.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// stems remembers what it has stemmed, for one goroutine.
type stems map[string]string

// words cuts a text. "Russia’s 10,000 re-armed" is russia, 10000, re, arm. Where
// only is given, words that begin otherwise are cut and not looked at further.
func (s stems) words(text string, only *initials) []word {
	var all []word
	s.each(text, only, func(w word) { all = append(all, w) })
	return all
}

func (s stems) each(text string, only *initials, f func(word)) {
	for at := 0; at < min(len(text), mostText); {
		start, end := nextWord(text, at)
		if start == end {
			break
		}
		if only != nil && !only[text[start]] {
			f(word{start: start, end: end})
		} else if form := foldWord(text[start:end]); form != "" {
			f(word{start, end, form, s.stem(form)})
		}
		at = end
		if possessive(text[at:]) {
			at += strings.IndexByte(text[at:], 's') + 1
		}
	}
}

// initials are the bytes that words of interest may begin with.
type initials [256]bool

func (s stems) stem(form string) string {
	if stem, ok := s[form]; ok {
		return stem
	}
	stem := form
	if isASCII(form) {
		stem = english.Stem(form, false)
	}
	s[form] = stem
	return stem
}

func nextWord(text string, at int) (start, end int) {
	for at < len(text) {
		r, size := runeAt(text, at)
		if inWord(r) {
			break
		}
		at += size
	}
	start, end = at, at
	for end < len(text) {
		r, size := runeAt(text, end)
		switch {
		case r >= utf8.RuneSelf && unicode.In(r, unspaced...):
			if end == start {
				end += size
			}
			return start, end
		case inWord(r), r == ',' && thousands(text[start:end], text[end+1:]):
			end += size
		default:
			return start, end
		}
	}
	return start, end
}

func runeAt(text string, at int) (rune, int) {
	if text[at] < utf8.RuneSelf {
		return rune(text[at]), 1
	}
	return utf8.DecodeRuneInString(text[at:])
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// thousands tells the comma of "10,000" from that of "3,4".
func thousands(before, after string) bool {
	digits := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	return before != "" && len(before) < longest && digits(before[len(before)-1:]) &&
		len(after) >= 3 && digits(after[:3]) && (len(after) == 3 || !digits(after[3:4]))
}

func possessive(rest string) bool {
	if rest == "" || rest[0] != '\'' && rest[0] != "’"[0] {
		return false
	}
	for _, mark := range []string{"'s", "’s"} {
		if tail, ok := strings.CutPrefix(rest, mark); ok {
			next, _ := utf8.DecodeRuneInString(tail)
			return !inWord(next)
		}
	}
	return false
}

// foldWord leaves the letters and figures of a word, small and without accents.
func foldWord(text string) string {
	text = cut(text, longest)
	if isASCII(text) {
		return strings.ReplaceAll(strings.ToLower(text), ",", "")
	}
	text = norm.NFKD.String(text)
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || !inWord(r) || r >= 0x300 && r <= 0x36F {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	if !isASCII(text) {
		text = norm.NFC.String(text)
	}
	return cut(text, longest)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Indexed is a text as it is searched: stems parted by spaces, in their order;
// Forms are the words that are not their own stems, for searches by how a word
// begins.
type Indexed struct {
	ID                 int64
	Kind               string // letters only
	Title, Body, Forms []string
}

func (s stems) index(id int64, text Text) Indexed {
	forms := map[string]bool{}
	x := Indexed{ID: id, Kind: foldWord(text.Kind)}
	add := func(dst *[]string, text string) {
		for _, w := range s.words(text, nil) {
			*dst = append(*dst, w.stem)
			if w.form != w.stem && !forms[w.form] {
				forms[w.form] = true
				x.Forms = append(x.Forms, w.form)
			}
		}
	}
	add(&x.Title, text.Title)
	add(&x.Body, text.Body)
	return x
}
