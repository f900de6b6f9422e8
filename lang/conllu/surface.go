package conllu

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// Joined reports whether two words that are written together are parts of one
// surface token, as the English treebanks have it: letters that run on
// ("can|not"), or an apostrophe with letters ("do|n't", "Kim|'s", "boys|'").
// Other neighbours ("(|Kim", "well|-|known") are surface tokens of their own.
func Joined(before, word string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, n := utf8.DecodeRuneInString(word)
	if !unicode.IsLetter(last) {
		return unicode.IsDigit(last) && strings.ContainsRune("'’", first) && len(word) > n
	}
	return unicode.IsLetter(first) || strings.ContainsRune("'’`", first) && (len(word) > n || last == 's')
}

// Surfaces gives the surface tokens of one of the document's sentences, in text
// order. First and Last count from the sentence's first word, as they do in
// Sentence.Surface; Space tells whether anything parts the token from the next
// one, which may be another sentence's.
func Surfaces(d *stemma.Document, s stemma.Sentence) []Surface {
	var list []Surface
	for i := s.First; i < s.Last; i++ {
		if i > s.First && d.Tokens[i-1].End == d.Tokens[i].Start && Joined(d.Tokens[i-1].Form, d.Tokens[i].Form) {
			last := &list[len(list)-1]
			last.Form += d.Tokens[i].Form
			last.Last++
		} else {
			list = append(list, Surface{Form: d.Tokens[i].Form, First: i - s.First, Last: i - s.First + 1})
		}
		list[len(list)-1].Space = i+1 == len(d.Tokens) || d.Tokens[i].End < d.Tokens[i+1].Start
	}
	return list
}
