package reconcile

import (
	_ "embed"
	"strings"
	"sync"

	"stemma"
	"stemma/lexicon"
)

//go:embed lexicon/degrees.txt
var degreesText string

// degrees has the degree, slight or grave, of each word for one.
var degrees = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	for _, entry := range lexicon.MustRead("degrees.txt", degreesText, 2) {
		words[entry.Key] = entry.Fields[0]
	}
	return words
})

// degreeDifference compares how badly a thing happened: "minor damage" beside
// "damage" is precision, and beside "severe damage" a contradiction. A grave word
// beside none is emphasis, and no difference; nor do reports differ that agree once.
func (v voices) degreeDifference(i, k int) []stemma.Disagreement {
	var found []stemma.Disagreement
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			if !befell(a, b) || !v.likelyOne(a, b) {
				continue
			}
			x, y := v.degree(a), v.degree(b)
			if x.word == "" && y.word == "" {
				continue
			}
			kind := degreesApart(degrees()[x.word], degrees()[y.word])
			if kind == "" {
				return nil
			}
			if found == nil {
				found = []stemma.Disagreement{{Kind: kind, About: "degree", A: evidence(a, x.span), B: evidence(b, y.span), Why: degreeWhy(x.word, y.word)}}
			}
		}
	}
	return found
}

// befell reports whether two mentions tell of one kind of event that befell one thing.
func befell(a, b *note) bool {
	same, _ := parties(a.patient, b.patient)
	return a.family == b.family && !a.static && !b.static && same >= sameNoun
}

// sameNoun is how alike two descriptions of one noun are at least.
const sameNoun = 0.7

func degreeWhy(a, b string) string {
	if a == "" || b == "" {
		return "only one says how badly (" + a + b + ")"
	}
	return against(a, b)
}

// degreesApart says how two degrees differ; "" where they do not.
func degreesApart(a, b string) string {
	switch {
	case a == b, a != "slight" && b != "slight":
		return ""
	case a == "" || b == "":
		return precision
	}
	return contradiction
}

// degreeWord is a word of degree, "" where an event has none, and the words that
// show it.
type degreeWord struct {
	word string
	span stemma.Span
}

// degree reads the word of degree that stands with a mention's event word.
func (v voices) degree(n *note) degreeWord {
	d := v.b.docs[n.doc]
	at := d.TokenAt(n.Trigger.Start)
	for _, i := range d.Children(nil, at) {
		word := strings.ToLower(d.Tokens[i].Form)
		if relation := d.Tokens[i].Deprel; degrees()[word] != "" && (relation == "amod" || relation == "advmod") {
			return degreeWord{word, d.Tokens[i].Span.Cover(d.Tokens[at].Span)}
		}
	}
	return degreeWord{"", n.Trigger}
}
