package timex

import (
	_ "embed"
	"strings"

	"stemma"
	"stemma/lexicon"
)

//go:embed lexicon/tense.txt
var tenseText string

type tense int

const (
	unknownTense tense = iota
	pastTense
	futureTense
)

var tenseWords = readTense()

func readTense() map[string]string {
	words := map[string]string{}
	for _, entry := range lexicon.MustRead("tense.txt", tenseText, 2) {
		words[entry.Key] = entry.Fields[0]
	}
	return words
}

// reach is how many atoms around an expression are read for its clause's verb.
const reach = 18

// tenseAt is the tense of the clause around atoms [first, last): the nearest
// verb form to the left in the sentence, else the nearest to the right.
func tenseAt(d *stemma.Document, atoms []lexicon.Atom, first, last int) tense {
	for i := first - 1; i >= 0 && i >= first-reach && !sentenceEnd(atoms, i); i-- {
		if t := verbTense(d, atoms, i); t != unknownTense {
			return t
		}
	}
	for i := last; i < len(atoms) && i < last+reach && !sentenceEnd(atoms, i); i++ {
		if t := verbTense(d, atoms, i); t != unknownTense {
			return t
		}
	}
	return unknownTense
}

func sentenceEnd(atoms []lexicon.Atom, i int) bool {
	switch atoms[i].Lower {
	case "?", "!", ";":
		return true
	case ".":
		return i+1 >= len(atoms) || atoms[i+1].Space && (atoms[i+1].Upper || atoms[i+1].Lower == "\"")
	}
	return atoms[i].Kind == lexicon.Break
}

// verbTense is what one word says of its clause's tense. Where the tagger has
// spoken its tag decides; otherwise the word list and the ending "-ed" do.
func verbTense(d *stemma.Document, atoms []lexicon.Atom, i int) tense {
	if atoms[i].Kind != lexicon.Word {
		return unknownTense
	}
	word := atoms[i].Lower
	class := tenseWords[word]
	switch class {
	case "future":
		return futureTense
	case "skip":
		return unknownTense
	}
	if i > 0 && atoms[i-1].Lower == "be" {
		return unknownTense // a participle: its auxiliary, further left, decides
	}
	if i+2 < len(atoms) && class == "plan" && atoms[i+1].Lower == "to" && atoms[i+2].Kind == lexicon.Word {
		return futureTense
	}
	switch tag := tagAt(d, atoms[i].Start); tag {
	case "VBD", "VBN":
		return pastTense
	case "":
		if class == "past" || len(word) > 4 && strings.HasSuffix(word, "ed") {
			return pastTense
		}
	}
	return unknownTense
}

// tagAt is the Penn tag of the token at an offset; "" where none is known.
func tagAt(d *stemma.Document, offset int) string {
	i := d.TokenAt(offset)
	if i >= len(d.Tokens) || d.Tokens[i].Start > offset {
		return ""
	}
	return d.Tokens[i].XPOS
}
