package main

import (
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/model"
)

// possible gives the forms of WordNet's words a class by the tags that they may
// bear, for words that the treebanks hardly have.
func possible(entries []entry) map[uint32]uint32 {
	bits := map[string]uint32{"VBD": 1, "VBG": 2, "VBZ": 4, "NNS": 8, "JJR": 16, "RBR": 32, "n": 64, "v": 128, "a": 256, "s": 256, "r": 512}
	values := map[uint32]uint32{}
	for _, e := range entries {
		values[model.Fold(e.lemma)] |= bits[e.pos]
		for _, form := range e.inflected() {
			_, xpos := e.tags(form)
			values[model.Fold(form)] |= bits[xpos[0]]
		}
	}
	return values
}

func headline(w stemma.Token) string {
	if len(w.Form) < 4 && (w.UPOS == "ADP" || w.UPOS == "DET" || w.UPOS == "CCONJ" || w.UPOS == "PART") {
		return w.Form
	}
	r, n := utf8.DecodeRuneInString(w.Form)
	return string(unicode.ToUpper(r)) + w.Form[n:]
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
