package quantity

import (
	"strings"

	"stemma/lexicon"
)

// name reports whether a figure in digits belongs to a name or label: "Flight
// 447", "Boeing 737", "room 5".
func (f *finder) name(m *lexicon.Match) bool {
	at := m.First
	if f.atoms[at].Kind != lexicon.Digits || m.Last-m.First > 1 {
		return false
	}
	before := at - 1
	if before >= 0 && f.at(before) == "." && f.at(before-1) == "no" {
		return true
	}
	if !f.word(before) {
		return false
	}
	if loaded.words["label"][f.at(before)] && !f.personAfter(m.Last) {
		return true
	}
	if !f.atoms[before].Upper || f.sentenceStart(before) {
		return false
	}
	return !f.lowerNoun(m.Last) || f.capitals(before)
}

// capitals reports a word of at most three capital letters: "AK 47 guns".
func (f *finder) capitals(i int) bool {
	text := f.atoms[i].In(f.d.Text)
	return len(text) <= 3 && len(text) > 1 && strings.ToUpper(text) == text
}

func (f *finder) personAfter(at int) bool { return f.word(at) && loaded.people[f.at(at)] }

func (f *finder) sentenceStart(i int) bool {
	switch f.at(i - 1) {
	case "", ".", "?", "!", "\"", ":":
		return true
	}
	return false
}

// lowerNoun reports whether a word that can be counted follows: in lower case
// and no function word.
func (f *finder) lowerNoun(at int) bool {
	return f.word(at) && !f.atoms[at].Upper && !loaded.words["stop"][f.at(at)]
}

// scoreWords stand near the results of games.
var scoreWords = map[string]bool{"won": true, "beat": true, "win": true, "lost": true, "defeat": true, "defeated": true, "victory": true, "draw": true, "drew": true, "score": true, "vote": true, "ruled": true}

// score reports whether "3-2" is a result and not a range.
func (f *finder) score(m *lexicon.Match) bool {
	a, ok := m.Get("a")
	b, _ := m.Get("b")
	if !ok || f.at(a.Last) != "-" || f.atoms[a.First].Kind != lexicon.Digits {
		return false
	}
	if b.Number <= a.Number {
		return true
	}
	for i := max(0, m.First-6); i < m.First; i++ {
		if scoreWords[f.at(i)] {
			return true
		}
	}
	return false
}

// widest is how many words a noun phrase may have before its head.
const widest = 7

// noun finds the counted noun to the right of a number: the last word of its
// phrase. With tags the phrase is adjectives and nouns; without, it ends at the
// first function word, and its first plural is the head.
func (f *finder) noun(q *figure) {
	at := q.last
	if f.at(at) == "-" && !f.atoms[at].Space {
		return
	}
	for n := 0; n < 3 && loaded.words["skip"][f.at(at)]; n++ {
		at++
	}
	head, end := f.head(at)
	if head >= 0 {
		q.noun, q.end = head, end
		q.Noun = f.span(head, end)
		q.Unit = f.unitOf(head)
		if end > head+1 {
			q.Unit = strings.TrimSuffix(strings.ToLower(q.Noun.In(f.d.Text)), "s")
		}
		return
	}
	if r, ok := loaded.roles[f.at(at)]; ok && (r.state || r.noun || r.passive) { // "22 dead", "80 wounded"
		q.Unit = "person"
	}
}

// head is the head of the noun phrase at an atom and the atom after it; -1 for
// none. A label ("AK-47s") is part of its noun.
func (f *finder) head(at int) (head, end int) {
	head = -1
	for i := at; i < len(f.atoms) && i < at+widest; i++ {
		if f.atoms[i].Kind == lexicon.Mark {
			if after := f.label(i); after > 0 {
				if head == i-1 {
					end = after
				}
				i = after - 1
				continue
			}
			if f.within(at, i, head) {
				continue
			}
			break
		}
		kind := f.kind(i)
		if kind == stopKind || loaded.words["stop"][f.at(i)] {
			break
		}
		if kind == nounKind {
			head, end = i, i+1
			if f.closes(i) {
				break
			}
		}
	}
	return head, end
}

// label is the atom after "-47" or "-47s" behind a word; 0 for none.
func (f *finder) label(i int) int {
	if !f.word(i-1) || !f.hyphened(i) || f.atoms[i+1].Kind != lexicon.Digits {
		return 0
	}
	if f.at(i+2) == "s" && !f.atoms[i+2].Space {
		return i + 3
	}
	return i + 2
}

// within reports a mark that does not end the phrase begun at an atom: a hyphen
// in a word, an apostrophe, a comma between two adjectives.
func (f *finder) within(at, i, head int) bool {
	switch f.at(i) {
	case "-":
		return !f.atoms[i].Space
	case "'":
		return true
	case ",":
		return head < 0 && i > at && i < at+3 && f.word(i+1)
	}
	return false
}

// closes reports that the phrase ends with the noun at i: no noun follows, or
// the noun is people in the plural.
func (f *finder) closes(i int) bool {
	if loaded.people[f.at(i)] && strings.HasSuffix(f.at(i), "s") {
		return true
	}
	next := f.kind(i + 1)
	return next != nounKind && !f.hyphened(i+1) && !(f.atoms[i].Upper && next == modifierKind)
}

// hyphened reports that a phrase goes on behind a hyphen.
func (f *finder) hyphened(i int) bool {
	return f.at(i) == "-" && !f.atoms[i].Space && i+1 < len(f.atoms) && !f.atoms[i+1].Space
}

type wordKind byte

const (
	stopKind wordKind = iota
	modifierKind
	nounKind
)

// kind says whether a word can stand in a noun phrase, by its tag or, where
// there is none, by its form.
func (f *finder) kind(i int) wordKind {
	if !f.word(i) {
		return stopKind
	}
	word := f.at(i)
	if loaded.people[word] {
		return nounKind
	}
	switch f.tag(i) {
	case "NOUN", "PROPN":
		return nounKind
	case "ADJ", "NUM", "DET", "ADV":
		return modifierKind
	case "VERB":
		if strings.HasSuffix(word, "ed") || strings.HasSuffix(word, "ing") {
			if r, ok := loaded.roles[word]; ok && (r.passive || r.object) && f.kindPlain(i+1) == stopKind {
				return stopKind
			}
			return modifierKind
		}
		return stopKind
	case "":
		return f.kindPlain(i)
	}
	return stopKind
}

func (f *finder) kindPlain(i int) wordKind {
	if !f.word(i) || loaded.words["stop"][f.at(i)] {
		return stopKind
	}
	word := f.at(i)
	if r, ok := loaded.roles[word]; ok && !r.noun {
		return stopKind
	}
	switch {
	case loaded.people[word], strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ous") && !strings.HasSuffix(word, "ss"):
		return nounKind
	case strings.HasSuffix(word, "ed"), strings.HasSuffix(word, "ly"), strings.HasSuffix(word, "ous"), strings.HasSuffix(word, "ing"):
		return modifierKind
	}
	return modifierKind
}

// tag is the universal tag of the token that begins at an atom.
func (f *finder) tag(i int) string {
	t := f.token(i)
	if t < 0 {
		return ""
	}
	return f.d.Tokens[t].UPOS
}

// token is the index of the token that holds an atom, or -1.
func (f *finder) token(i int) int {
	if i < 0 || i >= len(f.atoms) {
		return -1
	}
	t := f.d.TokenAt(f.atoms[i].Start)
	if t >= len(f.d.Tokens) || f.d.Tokens[t].Start > f.atoms[i].Start {
		return -1
	}
	return t
}

// unitOf is "person" for people, else the noun's lemma.
func (f *finder) unitOf(i int) string {
	word := f.at(i)
	if loaded.people[word] {
		return "person"
	}
	if r, ok := loaded.roles[word]; ok && r.noun {
		return "person"
	}
	if f.atoms[i].Upper && !f.sentenceStart(i) && strings.HasSuffix(word, "s") && (strings.HasSuffix(word, "ns") || strings.HasSuffix(word, "is")) {
		return "person" // a people's name: "12 Somalis"
	}
	if t := f.token(i); t >= 0 && f.d.Tokens[t].Lemma != "" {
		return strings.ToLower(f.d.Tokens[t].Lemma)
	}
	return singular(word)
}

// singular takes a plural's ending off.
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "xes"):
		return word[:len(word)-2]
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		return word[:len(word)-1]
	}
	return word
}
