// Package entity finds the names of a document and what they name.
//
// Input: a document with tagged tokens, and trees where the parser ran. Output:
// its Mentions (names, and descriptions of people and bodies), ordered and
// disjoint, and its Entities with canonical names, titles, countries, sectors.
//
//	North Korean leader Kim Jong Un said Moscow helped .
//	[NORP North Korea] … [PER Kim Jong Un, title "North Korean leader"] … [GPE Russia, metonym]
//
// Names come from the labels that lang/syntax gave the tokens, and from the
// gazetteer, which also gives the finer types, canonical names and countries. Titles, appositions and aliases in parentheses
// are read by rules over what stands beside a name.
//
// Weapons, vehicles (ships, aircraft) and named events are read by lists and
// rules, and stand against the tagger's names: see things.
//
// It deliberately does not link names to a knowledge base, and leaves pronouns
// and short names' persons to lang/coref.
package entity

import (
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// finder is one call's working state.
type finder struct {
	d        *stemma.Document
	names    []name           // in text order, disjoint
	taken    []int32          // for each token the index of its name + 1; 0 none
	entities map[string]int   // type class and key → index in d.Entities
	called   map[string]int   // key of a short name → the person it was used for
	bearers  map[string][]int // key of a word of a person's name → entities
	own      *gazetteer.List  // the user's actors; nil none
	day      string           // of publication
}

// name is a mention in the making: tokens [first, last).
type name struct {
	first, last int
	entry       gazetteer.Entry // zero where no list has it
	class       string          // PER, ORG, LOC, GPE, NORP, WEAPON, VEHICLE, EVENT, MISC
	rule        string
}

// Find fills d.Mentions and d.Entities.
func Find(d *stemma.Document) { FindWith(d, nil) }

// FindWith is Find with a user's own list of actors, whose rows go before the
// gazetteer's on the days for which they hold. Rename completes it.
func FindWith(d *stemma.Document, own *gazetteer.List) {
	f := &finder{d: d, own: own, day: d.Published.Day(), taken: make([]int32, len(d.Tokens)), entities: map[string]int{}, bearers: map[string][]int{}, called: map[string]int{}}
	f.findNames()
	f.aroundParticles()
	f.joinPieces()
	f.companies()
	f.spread()
	f.joinPieces() // of the names that spread has added
	f.initialled()
	f.ownNames()
	f.situate()
	f.linkNames()
	f.readBeside()
	f.readMetonyms()
	f.findNominals()
}

// findNames joins what the tagger and the gazetteer found: the tagger's spans
// stand, trimmed of titles; the gazetteer gives them type and canonical name,
// and adds the names that the tagger missed.
func (f *finder) findNames() {
	for _, c := range labelled(f.d) {
		if first := f.withoutTitle(c.first, c.last); first < c.last {
			f.names = append(f.names, name{first: first, last: c.last, class: c.class, rule: "tagger"})
		}
	}
	f.splitAtRank()
	f.things()
	f.mark()
	var buffer gazetteer.Buffer
	var more []name
	for _, sentence := range f.d.Sentences {
		tokens := f.d.Tokens[sentence.First:sentence.Last]
		capital := headline(tokens)
		for i := 0; i < len(tokens); {
			entries, n := gazetteer.Longest(tokens[i:], &buffer)
			if n == 0 {
				i++
				continue
			}
			if f.take(sentence.First+i, n, entries, capital, &more) {
				i += n
			} else {
				i++
			}
		}
	}
	f.names = slices.DeleteFunc(f.names, func(n name) bool { return n.last == n.first })
	f.names = append(f.names, more...)
	slices.SortFunc(f.names, func(a, b name) int { return a.first - b.first })
	f.mark()
}

func (f *finder) mark() {
	clear(f.taken)
	for i, n := range f.names {
		for k := n.first; k < n.last; k++ {
			f.taken[k] = int32(i + 1)
		}
	}
}

// withoutTitle is the first token of a name after the titles before it.
func (f *finder) withoutTitle(first, last int) int {
	for first < last {
		title, n := titleAt(f.d.Tokens[first:last])
		if n == 0 || first+n >= last || title.Kind == gazetteer.KindRole || givenThere(f.d.Tokens[first:first+n]) {
			return first
		}
		first += n
	}
	return first
}

// givenThere reports whether a title's word is a person's name as well ("Dean").
func givenThere(tokens []stemma.Token) bool {
	_, found := gazetteer.GivenName(tokens[0].Form)
	return found && len(tokens) == 1
}

// take decides what a match of the gazetteer over n tokens does, and reports
// whether they are used up.
func (f *finder) take(first, n int, entries []gazetteer.Entry, capital bool, more *[]name) bool {
	last := first + n
	at := f.taken[first] - 1
	switch {
	case f.thingIn(first, last):
		return false
	case (entries[0].Type == "GPE" || entries[0].Type == "LOC") && f.ranked(first):
		if at < 0 {
			*more = append(*more, name{first: first, last: last, class: "PER", rule: "title"})
		} else if f.names[at].first == first {
			f.names[at].class = "PER"
		}
		return true
	case at >= 0 && f.names[at].first == first && f.names[at].last == last:
		f.settle(&f.names[at], entries)
		return true
	case at >= 0 && f.names[at].first <= first && last <= f.names[at].last:
		return false // inside a longer name: "Bank of Japan"
	case n == 1 && !f.certain(first, entries[0], capital):
		return false
	}
	for k := first; k < last; k++ {
		if at := f.taken[k] - 1; at >= 0 && (n == 1 || f.names[at].first < first || f.names[at].last > last) {
			return false // it straddles a name of the tagger
		}
	}
	for k := first; k < last; k++ {
		if at := f.taken[k] - 1; at >= 0 {
			f.names[at].last = f.names[at].first // swallowed
		}
	}
	entry := entries[0]
	*more = append(*more, name{first: first, last: last, entry: entry, class: entry.Type, rule: "gazetteer:" + entry.Kind})
	return true
}

// thingIn reports whether a weapon, vehicle or event stands in a range.
func (f *finder) thingIn(first, last int) bool {
	for k := first; k < last; k++ {
		if at := f.taken[k] - 1; at >= 0 && isThing(f.names[at].class) {
			return true
		}
	}
	return false
}

// certain reports whether one word that the tagger left is the listed thing
// all the same: a country, people, capital or agency by its capital, anything
// else only where the tagger of words sees a proper noun.
func (f *finder) certain(i int, entry gazetteer.Entry, capital bool) bool {
	token := &f.d.Tokens[i]
	if f.taken[i] > 0 {
		return false
	}
	acronym := strings.ToUpper(token.Form) == token.Form
	switch entry.Kind {
	case gazetteer.KindCountry, gazetteer.KindPeople, gazetteer.KindCreed:
		return !(capital && acronym && len(token.Form) < 4)
	case gazetteer.KindCapital, gazetteer.KindAgency, gazetteer.KindOutlet, gazetteer.KindSeat, gazetteer.KindParty:
		return token.UPOS == "PROPN" || token.UPOS == "" && !capital && !f.starts(i)
	}
	return token.UPOS == "PROPN" && !capital && !f.starts(i) && !acronym
}

// starts reports whether a token begins a sentence or a quotation in it.
func (f *finder) starts(i int) bool {
	s := f.d.SentenceAt(i)
	return s >= 0 && (f.d.Sentences[s].First == i || !isWord(f.d.Tokens[i-1].Form) && f.d.Tokens[i-1].Form != ",")
}

// headline reports whether nearly all longer words are capitalised, so that
// capitals say nothing.
func headline(tokens []stemma.Token) bool {
	upper, words := 0, 0
	for i := range tokens {
		if form := tokens[i].Form; len(form) > 3 && isWord(form) {
			words++
			if strings.ToLower(form[:1]) != form[:1] {
				upper++
			}
		}
	}
	return words >= 3 && 4*upper >= 3*words
}

// settle gives a name of the tagger the reading that agrees with its class. Where
// none does, the list is right about all but persons: "Ford" and "Disney" are
// persons too, "CNN" is never a place.
func (f *finder) settle(n *name, entries []gazetteer.Entry) {
	for _, entry := range entries {
		if entry.Type == n.class || n.class == "LOC" && entry.Type == "GPE" {
			n.entry, n.class = entry, entry.Type
			return
		}
	}
	if n.class != "PER" {
		n.entry, n.class = entries[0], entries[0].Type
		return
	}
	switch entries[0].Kind {
	case gazetteer.KindCountry, gazetteer.KindPeople, gazetteer.KindCapital, gazetteer.KindAgency, gazetteer.KindSeat, gazetteer.KindCreed:
		n.entry, n.class = entries[0], entries[0].Type
	}
}
