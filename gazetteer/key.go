package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key is what two writings of one name share, for comparison across articles:
// lower case, no diacritics, no hyphens, apostrophes or full stops, no article
// and no honorific before it, no possessive or legal form after it. "Kim
// Jong-un", "KIM JONG UN" and "Mr. Kim Jong Un" all give "kim jong un"; "U.S."
// gives "us", "France Telecom SA" "france telecom".
func Key(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || isHyphen(r) || r == ',' })
	for len(words) > 1 && (strings.EqualFold(words[0], "the") || isHonorific(words[0])) {
		words = words[1:]
	}
	for len(words) > 1 && isLegalForm(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	var out []byte
	for _, word := range words {
		word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
		start := len(out)
		if start > 0 {
			out = append(out, ' ')
		}
		if before := len(out); len(fold(out, word)) == before {
			out = out[:start]
		} else {
			out = fold(out, word)
		}
	}
	return string(out)
}

// fold appends the letters and digits of word to dst, lower-cased and without
// diacritics; everything else is dropped, so that it does not matter how a
// tokenizer cut "al-Qaeda" or "U.S.".
func fold(dst []byte, word string) []byte {
	for _, r := range word {
		switch {
		case r < utf8.RuneSelf:
			switch {
			case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '&':
				dst = append(dst, byte(r))
			case 'A' <= r && r <= 'Z':
				dst = append(dst, byte(r)+'a'-'A')
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			dst = utf8.AppendRune(dst, plain(unicode.ToLower(r)))
		}
	}
	return dst
}

// undecomposed are the letters that Unicode does not take apart and that names
// in the Latin script use.
var undecomposed = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ı", "i", "ß", "s", "æ", "a", "œ", "o", "ð", "d", "þ", "t", "ə", "a")

// plain is the letter without its diacritics.
func plain(r rune) rune {
	var buffer [utf8.UTFMax]byte
	n := utf8.EncodeRune(buffer[:], r)
	decomposed := norm.NFD.AppendString(nil, undecomposed.Replace(string(buffer[:n])))
	first, _ := utf8.DecodeRune(decomposed)
	return first
}

// isLegalForm reports whether a word is the legal form of a company and no part
// of its name.
func isLegalForm(word string) bool {
	return shapes()[word].Sector == legalForm
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '–' || r == '—' }

// isHonorific reports whether a word is a form of address that says nothing of
// an office ("Mr.", "Dame").
func isHonorific(word string) bool {
	reading, found := Title(word)
	return found && reading.Kind == KindHonorific
}
