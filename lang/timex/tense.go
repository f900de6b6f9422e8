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

// tenseWords are the words of tense.txt by class: past, future, present, skip,
// plan, defer, than.
var tenseWords = readTense()

func readTense() map[string]map[string]bool {
	words := map[string]map[string]bool{}
	for _, entry := range lexicon.MustRead("tense.txt", tenseText, 2) {
		class := entry.Fields[0]
		if words[class] == nil {
			words[class] = map[string]bool{}
		}
		words[class][entry.Key] = true
	}
	return words
}

// reach is how many atoms around an expression are read for its clause's verb.
const reach = 18

// close is how near a verb in the present must stand to make what follows a
// thing to come ("the summit starts on Thursday"): headlines tell the past in
// the present.
const close = 6

// tenseAt is the tense of the clause around atoms [first, last): the nearest
// verb form to the left in the sentence, else the nearest to the right.
func tenseAt(d *stemma.Document, atoms []lexicon.Atom, first, last int) tense {
	for i := first - 1; i >= 0 && i >= first-reach && !sentenceEnd(atoms, i); i-- {
		if t := verbTense(d, atoms, i); t != unknownTense {
			return t
		}
		if first-i <= close && fixed(d, atoms, i) {
			return futureTense
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
	before := ""
	if i > 0 {
		before = atoms[i-1].Lower
	}
	tag := tagAt(d, atoms[i].Start)
	switch {
	case tenseWords["plan"][word] && infinitiveAt(d, atoms, i+1):
		return futureTense
	case word == "be" && tenseWords["modal"][before]: // "could be seen" tells of either
		return unknownTense
	case tenseWords["future"][word] && !tenseWords["than"][before] && !strings.HasPrefix(tag, "NN"),
		tenseWords["term"][word]:
		return futureTense
	case word == "due" && !(i+1 < len(atoms) && atoms[i+1].Lower == "to"): // "due to" names a cause, or a verb: above
		return futureTense
	case tenseWords["skip"][word]:
		return unknownTense
	case tag == "VBD" || tag == "VBN", tag == "" && (tenseWords["past"][word] || len(word) > 4 && strings.HasSuffix(word, "ed")):
		if tag != "VBD" && presentPassive(atoms, i) {
			return unknownTense
		}
		return pastTense
	}
	return unknownTense
}

// presentPassive reports a participle right after "is", "are" or "be", adverbs
// in "-ly" aside: what stands further left decides.
func presentPassive(atoms []lexicon.Atom, i int) bool {
	for i--; i > 0 && strings.HasSuffix(atoms[i].Lower, "ly"); i-- {
	}
	if i < 0 {
		return false
	}
	return tenseWords["be"][atoms[i].Lower] || atoms[i].Lower == "s" && i > 1 && atoms[i-1].Lower == "'" && tenseWords["pronoun"][atoms[i-2].Lower]
}

// fixed reports a verb whose present tells of what is fixed to come.
func fixed(d *stemma.Document, atoms []lexicon.Atom, i int) bool {
	if !tenseWords["present"][atoms[i].Lower] {
		return false
	}
	tag := tagAt(d, atoms[i].Start)
	return tag == "" || tag == "VBZ" || tag == "VBP"
}

// infinitiveAt reports "to" and a verb.
func infinitiveAt(d *stemma.Document, atoms []lexicon.Atom, i int) bool {
	if i+1 >= len(atoms) || atoms[i].Lower != "to" || atoms[i+1].Kind != lexicon.Word || atoms[i+1].Upper {
		return false
	}
	tag := tagAt(d, atoms[i+1].Start)
	return tag == "" || tag == "VB" || tag == "RB"
}

// looksAhead reports a day that a term is set for: "by" and "until" after an
// infinitive or a word of putting off, unless the clause tells what had come
// about by then ("had fled by Friday").
func (r *reading) looksAhead() bool {
	if r.first > 1 && r.atoms[r.first-1].Lower == "to" && tenseWords["defer"][r.atoms[r.first-2].Lower] {
		return true // "postponed to Thursday"
	}

	return r.aheadWord() && (r.opens(r.first-1) || r.tense() == unknownTense)
}

// opens reports that what stands left of an atom looks ahead from there: an
// infinitive, a word of putting off or a future comes before any past verb.
func (r *reading) opens(at int) bool {
	for i := at - 1; i >= 0 && i >= at-reach && !sentenceEnd(r.atoms, i); i-- {
		switch t := verbTense(r.d, r.atoms, i); {
		case i > 0 && tenseWords["done"][r.atoms[i-1].Lower] && infinitiveAt(r.d, r.atoms, i):
			return false // "was able to restore": it was restored
		case tenseWords["defer"][r.atoms[i].Lower], t == futureTense, infinitiveAt(r.d, r.atoms, i):
			return true
		case t == pastTense:
			return false
		}
	}
	return false
}

// tagAt is the Penn tag of the token at an offset; "" where none is known.
func tagAt(d *stemma.Document, offset int) string {
	i := d.TokenAt(offset)
	if i >= len(d.Tokens) || d.Tokens[i].Start > offset {
		return ""
	}
	return d.Tokens[i].XPOS
}
