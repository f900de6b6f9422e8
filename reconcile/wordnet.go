package reconcile

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/wordnet-verbs.txt
var verbsText string

//go:embed lexicon/wordnet-nouns.txt
var nounsText string

// senses are a verb's synsets and their hypernyms.
type senses struct{ synsets, hypernyms []string }

// wordnet is the part of the Open English WordNet that tells which event words
// mean the same: where the hand-written families end, it goes on.
type wordnet struct {
	verbs map[string]senses
	nouns map[string]string // noun of an event → its verb
}

var openWordnet = sync.OnceValue(func() wordnet {
	w := wordnet{verbs: make(map[string]senses, 12000), nouns: make(map[string]string, 5200)}
	for line := range strings.Lines(verbsText) {
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), "\t")
		synsets, hypernyms, found := strings.Cut(rest, "\t")
		if found && verb[0] != '#' {
			w.verbs[verb] = senses{strings.Fields(synsets), strings.Fields(hypernyms)}
		}
	}
	for line := range strings.Lines(nounsText) {
		if noun, verb, found := strings.Cut(strings.TrimSpace(line), "\t"); found && noun[0] != '#' {
			w.nouns[noun] = verb
		}
	}
	return w
})

// verbOf is the verb that a noun of an event derives from, or the word itself.
func verbOf(lemma string) string {
	lemma = strings.ReplaceAll(strings.ToLower(lemma), " ", "_")
	if verb, ok := openWordnet().nouns[lemma]; ok {
		return verb
	}
	return lemma
}

// synonymy is 1 for event words that share one of their first senses, ½ where a
// sense of the one is the general case of a sense of the other, else 0.
func synonymy(a, b string) float64 {
	w := openWordnet()
	x, y := w.verbs[verbOf(a)], w.verbs[verbOf(b)]
	switch {
	case meetAny(x.synsets, y.synsets):
		return 1
	case meetAny(x.synsets, y.hypernyms) || meetAny(x.hypernyms, y.synsets):
		return 0.5
	}
	return 0
}

func meetAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return s != "-" && slices.Contains(b, s) })
}
