package quantity

import (
	"strings"

	"stemma/lexicon"
)

// name reports whether a figure in digits belongs to a name or label: "Flight
// 447", "Boeing 737", "room 5".
func (f *finder) name(m *lexicon.Match) bool {
	at := m.First
	if f.atoms[at].Kind != lexicon.Digits || m.Last-m.First > 1 && (m.Last-m.First != 3 || f.at(at+1) != ".") {
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

// lowerNoun reports whether a noun or its modifier follows in lower case.
func (f *finder) lowerNoun(at int) bool {
	if !f.word(at) || f.atoms[at].Upper {
		return false
	}
	switch f.tag(at) {
	case "NOUN", "ADJ", "":
		return true
	}
	return false
}

// moves reports that "from five to 22" says how a figure changed, not between
// which bounds it lies.
func (f *finder) moves(m *lexicon.Match) bool {
	_, ok := m.Get("a")
	if !ok {
		return false
	}
	from := m.First
	if f.at(from) != "from" {
		from--
	}
	return f.at(from) == "from" && f.moved(from)
}

// dialled reports a number to call: "called 911", "the 911 tape".
func (f *finder) dialled(m *lexicon.Match) bool {
	return m.Last == m.First+1 && loaded.words["emergency"][f.at(m.First)] && (loaded.words["dial"][f.at(m.First-1)] || loaded.words["switchboard"][f.at(m.Last)])
}

// labels reports a number that tells a thing from others of its kind: a house
// number, a bore, the second half of "3-1".
func (f *finder) labels(q *figure) bool {
	if f.at(q.first-1) == "-" && loaded.words["height"][f.at(q.first-2)] || f.at(q.last-1) == "score" && f.digitsAfter(q.last) {
		return true
	}
	if q.first > 1 && !f.atoms[q.first].Space && f.at(q.first-1) == "-" && !f.atoms[q.first-1].Space && f.atoms[q.first-2].Kind == lexicon.Digits {
		return true
	}
	if q.noun < 0 && f.at(q.first-1) == "of" && loaded.one[f.at(q.first-2)] || f.link(q.first) { // "the mother of 12"
		return true
	}
	if f.at(q.first) == "zero" && loaded.words["time"][f.at(q.last)] { // "a zero-day flaw"
		return true
	}
	if q.noun < 0 || f.atoms[q.last-1].Kind != lexicon.Digits {
		return false
	}
	switch word := f.at(q.noun); {
	case loaded.words["street"][word] && (f.atoms[q.noun].Upper || f.atoms[q.noun-1].Upper), loaded.words["bore"][f.at(q.last)]:
		return true
	case word == "block":
		return q.Low != nil && *q.Low >= 100
	case q.Unit == "mm":
		return loaded.words["calibre"][f.at(q.end)] || loaded.words["calibre"][f.at(q.end+1)]
	}
	return false
}

// link reports an atom within an address of the web, which is no prose.
func (f *finder) link(i int) bool {
	for k := i; k > 0 && k > i-longestLink && !f.atoms[k].Space; k-- {
		if f.at(k-1) == "/" && (k < 2 || f.at(k-2) == "/" || f.at(k-2) == ":") {
			return true
		}
	}
	return false
}

// longestLink is how many atoms of an address stand before a number in it.
const longestLink = 64

// digitsAfter reports that digits follow, through "of": "a score of 3-2".
func (f *finder) digitsAfter(at int) bool {
	if f.at(at) == "of" {
		at++
	}
	return at < len(f.atoms) && f.atoms[at].Kind == lexicon.Digits
}

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
		if loaded.words["contest"][f.at(i)] {
			return true
		}
	}
	return false
}
