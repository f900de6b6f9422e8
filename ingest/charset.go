package ingest

import (
	"fmt"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode/utf32"
)

// decode turns bytes into UTF-8 (possibly with U+FFFD) and says what was wrong,
// "" for nothing. label is what the carrier or the page says.
//
// A byte order mark wins; bytes that are valid UTF-8 are UTF-8 whatever their
// label, because text in another encoding is hardly ever valid UTF-8 by chance;
// then the label; then the bytes themselves.
func decode(data []byte, label string) (text, wrong string) {
	if name := wideEncoding(data[:min(len(data), 4096)]); name != "" {
		return decodeAs(data, wide(name), name)
	}
	data = []byte(strings.TrimPrefix(string(data), "\ufeff"))
	labelled, name := lookup(label)
	if utf8.Valid(data) && !shifts(name, data) {
		if labelled != nil && name != "utf-8" && !ascii(data) {
			return string(data), fmt.Sprintf("the charset label %s is wrong: read as utf-8", name)
		}
		return string(data), ""
	}
	if labelled != nil && name != "utf-8" {
		return decodeAs(data, labelled, name)
	}
	return decodeUnlabelled(data, name == "utf-8")
}

// decodeUnlabelled reads bytes that are not valid UTF-8 and have no label of
// another encoding: broken UTF-8, or text of an old encoding.
func decodeUnlabelled(data []byte, promised bool) (text, wrong string) {
	broken, whole := brokenUTF8(data)
	if whole > 0 && whole >= broken || !plausible1252(data) {
		return strings.ToValidUTF8(string(data), "\ufffd"),
			fmt.Sprintf("broken utf-8: %d stretches of bytes are no character and were replaced by U+FFFD", broken)
	}
	name := "windows-1252"
	if high(data)*10 > len(data) { // hardly Latin script
		if guess, err := chardet.NewTextDetector().DetectBest(data[:min(len(data), 64<<10)]); err == nil {
			name = guess.Charset
		}
	}
	chosen, canonical := lookup(name)
	if chosen == nil {
		chosen, canonical = charmap.Windows1252, "windows-1252"
	}
	text, wrong = decodeAs(data, chosen, canonical)
	switch {
	case promised:
		wrong = fmt.Sprintf("the charset label utf-8 is wrong: read as %s", canonical)
	case wrong == "":
		wrong = fmt.Sprintf("not utf-8, and no charset is declared: read as %s, which is a guess", canonical)
	}
	return text, wrong
}

func decodeAs(data []byte, e encoding.Encoding, name string) (text, wrong string) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd"), fmt.Sprintf("not readable as %s: %v", name, err)
	}
	text = strings.TrimPrefix(string(out), "\ufeff")
	if n := strings.Count(text, "\ufffd"); n > 0 {
		wrong = fmt.Sprintf("broken %s: %d characters were replaced by U+FFFD", name, n)
	}
	return text, wrong
}

func wide(name string) encoding.Encoding {
	switch name {
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	}
	e, _ := htmlindex.Get(name)
	return e
}

// lookup finds the encoding of a label; nil for none or an unknown one.
func lookup(label string) (encoding.Encoding, string) {
	if label == "" {
		return nil, ""
	}
	return charset.Lookup(label)
}

// contentCharset is the charset parameter of a content type, or "".
func contentCharset(contentType string) string {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return parameters["charset"]
}

// shifts reports whether the encoding writes its characters in ASCII bytes
// behind escapes, so that it is always valid UTF-8.
func shifts(name string, data []byte) bool {
	return name == "iso-2022-jp" && strings.Contains(string(data), "\x1b$")
}

func ascii(data []byte) bool { return high(data) == 0 }

// high counts the bytes outside ASCII.
func high(data []byte) int {
	n := 0
	for _, b := range data {
		if b >= 0x80 {
			n++
		}
	}
	return n
}

// brokenUTF8 counts the stretches that are no UTF-8 and the whole characters
// outside ASCII.
func brokenUTF8(data []byte) (broken, whole int) {
	bad := false
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			if !bad {
				broken++
			}
			bad = true
		} else {
			bad = false
			if r >= 0x80 {
				whole++
			}
		}
		i += size
	}
	return broken, whole
}

// plausible1252 reports whether the bytes outside ASCII make sense as
// windows-1252: punctuation, or letters within words and in a word's own case.
// A stray 0xFF, or the first half of a UTF-8 character ("caf\xC3 "), does not.
func plausible1252(data []byte) bool {
	good, bad := 0, 0
	for i, b := range data {
		if b < 0x80 {
			continue
		}
		before, after := neighbour(data, i-1), neighbour(data, i+1)
		r := charmap.Windows1252.DecodeByte(b)
		switch {
		case r == utf8.RuneError || b == 0x81 || b == 0x8d || b == 0x8f || b == 0x90 || b == 0x9d:
			bad++
		case !unicode.IsLetter(r):
			good++
		case !unicode.IsLetter(before) && !unicode.IsLetter(after):
			bad++
		case unicode.IsUpper(r) && unicode.IsLower(before):
			bad++
		default:
			good++
		}
	}
	return good > bad
}

func neighbour(data []byte, i int) rune {
	if i < 0 || i >= len(data) {
		return ' '
	}
	return charmap.Windows1252.DecodeByte(data[i])
}
