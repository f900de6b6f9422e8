package syntax

import (
	"testing"

	"stemma"
)

func TestLemmas(t *testing.T) {
	for _, c := range [][4]string{
		{"refloated", "VERB", "VBN", "refloat"}, {"provoking", "VERB", "VBG", "provoke"}, {"shelled", "VERB", "VBD", "shell"},
		{"capsizes", "VERB", "VBZ", "capsize"}, {"slew", "VERB", "VBD", "slay"}, {"embargoes", "NOUN", "NNS", "embargo"},
		{"crises", "NOUN", "NNS", "crisis"}, {"People", "NOUN", "NNS", "people"}, {"Koreans", "PROPN", "NNPS", "Korean"},
		{"Ukrainian", "ADJ", "JJ", "Ukrainian"}, {"deadliest", "ADJ", "JJS", "deadly"}, {"n’t", "PART", "RB", "not"},
		{"’s", "PART", "POS", "'s"}, {"’ve", "AUX", "VBP", "have"}, {"Zzyzx", "PROPN", "NNP", "Zzyzx"}, {"KILLED", "VERB", "VBN", "kill"},
	} {
		tokens := []stemma.Token{{Form: c[0], UPOS: c[1], XPOS: c[2]}}
		Lemmatize(tokens)
		if tokens[0].Lemma != c[3] {
			t.Errorf("%v: %q", c, tokens[0].Lemma)
		}
	}
}
