package claim

import (
	"strings"

	"stemma"
)

// extractor is one run over one document: the document, its tree turned upside
// down, and which predicate governs each token.
type extractor struct {
	d      *stemma.Document
	words  *words
	child  []int32         // a token's first dependent, or -1
	next   []int32         // the next dependent of the same head, or -1
	owner  []int32         // the nearest predicate at or above a token, or -1; filled on demand as -2
	times  []int32         // the timex that covers a token, or -1
	sums   []int32         // the quantity that covers a token, or -1
	under  [][]int32       // the attributions in whose content a token stands, innermost first
	bases  []string        // every token's deprel without its subtype
	proper map[string]bool // the entities that the document calls by a name
	lemmas []string
	sexes  map[string]int  // of every person, the pronouns that were taken for it; nil until asked for
	shared map[string]bool // the last names that two people bear; nil until asked for
	cues   map[int]int     // the attribution that a cue's token belongs to
}

func newExtractor(d *stemma.Document) *extractor {
	w := loadWords()
	n := len(d.Tokens)
	x := &extractor{d: d, words: w, child: make([]int32, n), next: make([]int32, n), owner: make([]int32, n),
		times: make([]int32, n), sums: make([]int32, n), lemmas: make([]string, n), bases: make([]string, n), under: layers(d), cues: map[int]int{}, proper: map[string]bool{}}
	for i := range x.child {
		x.bases[i], _, _ = strings.Cut(d.Tokens[i].Deprel, ":")
		x.child[i], x.next[i], x.owner[i] = -1, -1, -2
		x.times[i], x.sums[i] = -1, -1
	}
	for i := n - 1; i >= 0; i-- {
		if head := d.Tokens[i].Head; head >= 0 && head < n && head != i {
			x.next[i] = x.child[head]
			x.child[head] = int32(i)
		}
	}
	for m := range d.Mentions {
		if d.Mentions[m].Form == stemma.Name {
			x.proper[d.Mentions[m].ID] = true
		}
	}
	for t := range d.Timexes {
		x.cover(x.times, d.Timexes[t].Span, t)
	}
	for q := range d.Quantities {
		x.cover(x.sums, d.Quantities[q].Span, q)
	}
	for a := range d.Attributions {
		if cue := d.Attributions[a].Cue; cue != nil {
			first, last := d.TokensIn(cue.Span)
			for i := first; i < last; i++ {
				x.cues[i] = a
			}
		}
	}
	return x
}

// cover notes which annotation the tokens of a span belong to.
func (x *extractor) cover(at []int32, span stemma.Span, index int) {
	first, last := x.d.TokensIn(span)
	for i := first; i < last; i++ {
		at[i] = int32(index)
	}
}

// relation is a token's deprel without its subtype.
func (x *extractor) relation(i int) string { return x.bases[i] }

// each calls visit for every dependent of a token in text order until it returns false.
func (x *extractor) each(i int, visit func(child int) bool) {
	for c := x.child[i]; c >= 0; c = x.next[c] {
		if !visit(int(c)) {
			return
		}
	}
}

// dependent is the first dependent that bears one of the relations (whole
// deprel or its base), or -1.
func (x *extractor) dependent(i int, relations ...string) int {
	for c := x.child[i]; c >= 0; c = x.next[c] {
		deprel, base := x.d.Tokens[c].Deprel, x.relation(int(c))
		for _, relation := range relations {
			if deprel == relation || base == relation {
				return int(c)
			}
		}
	}
	return -1
}

// dependents appends all dependents with one of the relations.
func (x *extractor) dependents(dst []int, i int, relations ...string) []int {
	for c := x.child[i]; c >= 0; c = x.next[c] {
		deprel, base := x.d.Tokens[c].Deprel, x.relation(int(c))
		for _, relation := range relations {
			if deprel == relation || base == relation {
				dst = append(dst, int(c))
				break
			}
		}
	}
	return dst
}

// descend visits a token's descendants (itself excepted) in no fixed order;
// enter says whether to visit a token and go below it.
func (x *extractor) descend(i int, enter func(token int) bool) {
	x.descendFrom(i, 0, enter)
}

func (x *extractor) descendFrom(i, depth int, enter func(token int) bool) {
	if depth > 200 {
		return
	}
	for c := x.child[i]; c >= 0; c = x.next[c] {
		if enter(int(c)) {
			x.descendFrom(int(c), depth+1, enter)
		}
	}
}

// lemma is a token's lemma in lower case. For a verb or noun whose lemma no file
// knows, a base of its form that one does know is taken instead: lemmatisers
// guess at rare words ("shelled" → "shel").
func (x *extractor) lemma(i int) string {
	if x.lemmas[i] == "" {
		x.lemmas[i] = x.words.base(&x.d.Tokens[i])
	}
	return x.lemmas[i]
}

func (x *extractor) feature(i int, feature string) bool {
	return strings.Contains(x.d.Tokens[i].Feats, feature)
}

// nominal reports whether a token can head a noun phrase.
func (x *extractor) nominal(i int) bool {
	switch x.d.Tokens[i].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM":
		return true
	case "DET", "ADJ":
		switch x.relation(i) {
		case "nsubj", "obj", "iobj", "obl", "nmod", "conj":
			return true
		}
	}
	return false
}

// conjuncts is a noun phrase's head with the heads coordinated with it.
func (x *extractor) conjuncts(head int) []int {
	heads := []int{head}
	for c := x.child[head]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "conj" && x.nominal(int(c)) {
			heads = append(heads, int(c))
		}
	}
	return heads
}

// preposition is the case marker of a noun phrase, several words joined by a
// space ("in", "because of"); "" for none.
func (x *extractor) preposition(head int) string {
	parts := x.dependents(nil, head, "case")
	switch len(parts) {
	case 0:
		return ""
	case 1:
		word := strings.ToLower(x.d.Tokens[parts[0]].Form)
		if fixed := x.dependent(parts[0], "fixed"); fixed >= 0 {
			return word + " " + strings.ToLower(x.d.Tokens[fixed].Form)
		}
		return word
	}
	words := make([]string, len(parts))
	for i, part := range parts {
		words[i] = strings.ToLower(x.d.Tokens[part].Form)
	}
	return strings.Join(words, " ")
}

// question reports whether a sentence asks.
func (x *extractor) question(s stemma.Sentence) bool {
	for i := s.Last - 1; i >= s.First; i-- {
		form := x.d.Tokens[i].Form
		if strings.Contains(form, "?") {
			return true
		}
		if x.d.Tokens[i].UPOS != "PUNCT" {
			return false
		}
	}
	return false
}

// predicateOf is the nearest predicate at or above a token, or -1: the clause
// that a time, a place or a figure belongs to.
func (x *extractor) predicateOf(token int) int {
	at, steps := token, 0
	for at >= 0 && steps < 200 && x.owner[at] == -2 && !x.clausal(at) {
		at = x.d.Tokens[at].Head
		steps++
	}
	result := int32(-1)
	if at >= 0 && steps < 200 {
		if x.owner[at] != -2 {
			result = x.owner[at]
		} else {
			result = int32(at)
		}
	}
	for i := token; i >= 0 && steps >= 0 && x.owner[i] == -2; i = x.d.Tokens[i].Head {
		x.owner[i] = result
		steps--
	}
	return int(result)
}
