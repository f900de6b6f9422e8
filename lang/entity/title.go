package entity

import (
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/gazetteer"
)

// titleAt is the longest title or role that begins at the first token, and how
// many tokens it takes.
func titleAt(tokens []stemma.Token) (gazetteer.Entry, int) {
	if len(tokens) == 0 || !isWord(tokens[0].Form) {
		return gazetteer.Entry{}, 0
	}
	return gazetteer.LongestTitle(tokens)
}

func isWord(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
