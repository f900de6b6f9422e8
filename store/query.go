package store

import (
	"slices"
	"strings"
)

// Query is what a search asks for: all of Want and none of Not.
type Query struct{ Want, Not []Phrase }

// Phrase is words that follow one another. In a Prefix the last of them is the
// beginning of a word.
type Phrase struct {
	Stems  []string
	Prefix bool
}

// mostPhrases bounds a query; a user who pastes a report means its beginning.
const mostPhrases = 32

// parseQuery reads a user's words: "phrases" in quotation marks, -words that
// must not be there, begin* for a beginning. Nothing a user may type is wrong;
// what is no word is passed over.
func parseQuery(text string) (q Query) {
	s := stems{}
	for text = strings.TrimSpace(cleanText(text)); text != "" && len(q.Want)+len(q.Not) < mostPhrases; text = strings.TrimSpace(text) {
		not := false
		if rest, ok := strings.CutPrefix(text, "-"); ok {
			text, not = rest, true
		}
		var piece string
		quoted := isQuote(text)
		piece, text = cutPiece(text, quoted)
		p := s.phrase(piece, !quoted && strings.HasSuffix(piece, "*"))
		switch {
		case len(p.Stems) == 0:
		case not:
			q.Not = append(q.Not, p)
		default:
			q.Want = append(q.Want, p)
		}
	}
	return q
}

const quotes = "\"“”„«»"

func isQuote(text string) bool {
	return text != "" && strings.ContainsRune(quotes, []rune(text[:min(len(text), 4)])[0])
}

// cutPiece takes a phrase or a word off the text; a phrase that is not closed
// goes to the end.
func cutPiece(text string, quoted bool) (piece, rest string) {
	if !quoted {
		if at := strings.IndexAny(text, " \t\r\n"+quotes); at >= 0 {
			return text[:at], text[at:]
		}
		return text, ""
	}
	opening := len(string([]rune(text[:min(len(text), 4)])[0]))
	text = text[opening:]
	at := strings.IndexAny(text, quotes)
	if at < 0 {
		return text, ""
	}
	return text[:at], text[at+len(string([]rune(text[at:min(len(text), at+4)])[0])):]
}

func (s stems) phrase(piece string, prefix bool) Phrase {
	p := Phrase{Prefix: prefix}
	words := s.words(piece)
	for i, w := range words {
		if prefix && i == len(words)-1 {
			w.stem = w.form
		}
		p.Stems = append(p.Stems, w.stem)
	}
	return p
}

// finds reports which of the phrases' words a word is, -1 for none.
func (q Query) finds(w word) int {
	n := 0
	for _, p := range q.Want {
		last := len(p.Stems) - 1
		at := slices.Index(p.Stems, w.stem)
		if at < 0 && p.Prefix && (strings.HasPrefix(w.form, p.Stems[last]) || strings.HasPrefix(w.stem, p.Stems[last])) {
			at = last
		}
		if at >= 0 {
			return n + at
		}
		n += len(p.Stems)
	}
	return -1
}
