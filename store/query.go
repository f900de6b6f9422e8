package store

import (
	"slices"
	"strings"
	"unicode/utf8"
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
	words := s.words(piece, nil)
	for i, w := range words {
		if prefix && i == len(words)-1 {
			w.stem = w.form
		}
		p.Stems = append(p.Stems, w.stem)
	}
	return p
}

// initials are what the words begin with that the query asks for.
func (q Query) initials() *initials {
	var only initials
	for b := utf8.RuneSelf; b < 256; b++ {
		only[b] = true
	}
	for _, p := range append(slices.Clone(q.Want), q.Not...) {
		for _, stem := range p.Stems {
			only[stem[0]] = true
			only[strings.ToUpper(stem[:1])[0]] = true
		}
	}
	return &only
}

// size is how many words are asked for.
func (q Query) size() (n int) {
	for _, p := range q.Want {
		n += len(p.Stems)
	}
	return n
}

// finds reports which of the words that are asked for a word is, -1 for none.
func (q Query) finds(w word) int {
	n := 0
	for _, p := range q.Want {
		for i := range p.Stems {
			if p.is(w, i) {
				return n + i
			}
		}
		n += len(p.Stems)
	}
	return -1
}

// is reports whether a word may stand at a place of the phrase.
func (p Phrase) is(w word, i int) bool {
	switch {
	case w.form == "":
		return false
	case !p.Prefix || i < len(p.Stems)-1:
		return w.stem == p.Stems[i]
	}
	return strings.HasPrefix(w.stem, p.Stems[i]) || len(p.Stems) == 1 && strings.HasPrefix(w.form, p.Stems[i])
}

// in reports whether the phrase stands among words.
func (p Phrase) in(words []word) bool {
	for at := 0; at+len(p.Stems) <= len(words); at++ {
		i := 0
		for i < len(p.Stems) && p.is(words[at+i], i) {
			i++
		}
		if i == len(p.Stems) {
			return true
		}
	}
	return false
}

// matches is what a search finds, told from the text itself.
func (q Query) matches(title, body []word) bool {
	has := func(p Phrase) bool { return p.in(title) || p.in(body) }
	return !slices.ContainsFunc(q.Want, func(p Phrase) bool { return !has(p) }) && !slices.ContainsFunc(q.Not, has)
}
