package entity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma/gazetteer"
)

// spread lets what the document says in one place help in another: a name cut
// short is lengthened to the form it has elsewhere, and a word that was a name
// elsewhere is one where the tagger missed it ("Putin" at a sentence's start).
func (f *finder) spread() {
	for i := range f.names {
		f.lengthen(&f.names[i])
	}
	f.names = slices.DeleteFunc(f.names, func(n name) bool { return n.last == n.first })
	f.mark()
	known := f.known()
	var more []name
	for i := range f.d.Tokens {
		token := &f.d.Tokens[i]
		if f.taken[i] > 0 || !capitalised(token.Form) || token.UPOS != "" && token.UPOS != "PROPN" && !f.starts(i) {
			continue
		}
		n, found := known[token.Form]
		if n.rule == plural && (i == 0 || strings.ToLower(f.d.Tokens[i-1].Form) != "the") {
			continue
		}
		switch {
		case found && !f.inside(i):
			n.first, n.last, n.rule = i, i+1, "elsewhere"
		case token.UPOS == "PROPN" && f.afterPlaceNoun(&name{first: i}):
			n = name{first: i, last: i + 1, class: "LOC", rule: "place noun"}
		case f.introducedByRole(i):
			n = name{first: i, last: i + 1, class: "PER", rule: "apposition"}
		default:
			continue
		}
		if last := len(more) - 1; found && last >= 0 && more[last].last == i && more[last].class == n.class && n.class != "LOC" {
			more[last].last = i + 1
			continue
		}
		more = append(more, n)
	}
	f.names = append(f.names, more...)
	slices.SortFunc(f.names, func(a, b name) int { return a.first - b.first })
	f.mark()
}

// introducedByRole reports whether an unknown word is followed by a role in
// apposition with "a": "Fauzi, a local disaster agency official, …".
func (f *finder) introducedByRole(i int) bool {
	if i+2 >= len(f.d.Tokens) || f.d.Tokens[i].UPOS != "PROPN" || f.d.Tokens[i+1].Form != "," {
		return false
	}
	if article := f.d.Tokens[i+2].Form; article != "a" && article != "an" {
		return false
	}
	role, first, last := f.appositionAt(i + 1)
	return last > first && (role.Sector != "" || role.Gender != "")
}

// lengthen takes into a person's name what belongs to it beyond doubt: the part
// after a hyphen written without spaces, and a further given name.
func (f *finder) lengthen(n *name) {
	for n.class == "PER" && n.last > n.first {
		_, end := f.sentence(n.first)
		switch {
		case n.last+1 < end && f.d.Tokens[n.last].Form == "-" && f.touching(n.last-1) && f.touching(n.last) && f.free(n.last+1):
			n.last += 2
		case n.last < end && f.free(n.last) && givenName(f.d.Tokens[n.last].Form) && f.d.Tokens[n.last].UPOS != "VERB":
			n.last++
		default:
			return
		}
	}
}

func givenName(form string) bool {
	_, found := gazetteer.GivenName(form)
	return found
}

// free reports whether a token is a word of no name.
func (f *finder) free(i int) bool { return f.taken[i] == 0 && isWord(f.d.Tokens[i].Form) }

// touching reports whether no space stands between a token and the next.
func (f *finder) touching(i int) bool { return f.d.Tokens[i].End == f.d.Tokens[i+1].Start }

// inside reports whether a token stands between hyphens or slashes, as part of
// a longer word.
func (f *finder) inside(i int) bool {
	return i > 0 && f.d.Tokens[i-1].Form == "-" || i+1 < len(f.d.Tokens) && f.d.Tokens[i+1].Form == "-"
}

// plural marks a body's short name that needs its article.
const plural = "plural"

// known are the words that name something in the document by themselves: whole
// names of one word that never stand in lower case, surnames, and the plurals
// that end names of teams and bands ("the Colts" of the Indianapolis Colts).
func (f *finder) known() map[string]name {
	lower := map[string]bool{}
	for i := range f.d.Tokens {
		if form := f.d.Tokens[i].Form; !capitalised(form) {
			lower[form] = true
		}
	}
	known := map[string]name{}
	for _, n := range f.names {
		form := f.d.Tokens[n.last-1].Form
		if len(form) < 3 || !capitalised(form) || lower[strings.ToLower(form)] {
			continue
		}
		if n.last-n.first == 1 && n.class != "NORP" || n.class == "PER" {
			if _, found := known[form]; !found {
				known[form] = name{class: n.class, entry: n.entry}
			}
		}
		if _, found := known[form]; !found && n.class == "ORG" && f.d.Tokens[n.last-1].XPOS == "NNPS" {
			known[form] = name{class: n.class, rule: plural}
		}
	}
	return known
}

func capitalised(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}
