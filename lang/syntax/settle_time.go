package syntax

import (
	"strings"

	"stemma"
)

// clauseAfter gives a verb the subject that went to the measure of time before
// it: "struck the port [less than a day] after Moscow and Kyiv signed". Taken as
// "a day after Moscow" it leaves the verb without a subject of its own, and the
// clause above would lend it one.
//
// Input: the tokens of a sentence, the index that its heads count from, and the
// place of the time noun. The noun must hang on a finite verb behind it that has
// no subject, and a phrase with "after" or "before" must fill all the room between.
func clauseAfter(tokens []stemma.Token, first, i int) {
	noun := &tokens[i]
	if base(noun.Deprel) != "obl" || noun.UPOS != "NOUN" || noun.Head-first <= i {
		return
	}
	verb := noun.Head - first
	if !finite[tokens[verb].XPOS] && !auxiliary(tokens, first, verb) || !subjectless(tokens, first, verb) {
		return
	}
	mark := i + 1
	if mark >= verb || !strings.EqualFold(tokens[mark].Form, "after") && !strings.EqualFold(tokens[mark].Form, "before") {
		return
	}
	subject := tokens[mark].Head - first
	if tokens[mark].Deprel != "case" || subject <= mark || subject >= verb || tokens[subject].Head-first != i && tokens[subject].Head-first != verb {
		return
	}
	for k := mark + 1; k < verb; k++ {
		if k == subject || below(tokens, first, k, subject) {
			continue
		}
		if tokens[k].Head-first != verb || base(tokens[k].Deprel) != "aux" && tokens[k].Deprel != "advmod" {
			return
		}
	}
	if tokens[verb].Deprel == "conj" { // without "and": subjectless
		tokens[verb].Deprel = "advcl"
	}
	tokens[mark].Head, tokens[mark].Deprel = first+verb, "mark"
	tokens[subject].Head, tokens[subject].Deprel = first+verb, "nsubj"
	if passive(tokens, first, verb) {
		tokens[subject].Deprel = "nsubj:pass"
	}
}

// finite are the tags of verbs that have a subject of their own.
var finite = map[string]bool{"VBD": true, "VBP": true, "VBZ": true}
