package reconcile

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"stemma"
	"stemma/gazetteer"
	"stemma/lexicon"
)

//go:embed lexicon/transfers.txt
var transfersText string

var transferFamilies = sync.OnceValue(func() map[string]bool {
	families := map[string]bool{}
	for _, entry := range lexicon.MustRead("transfers.txt", transfersText, 1) {
		families[family(entry.Key)] = true
	}
	return families
})

// tollsApart reports whether two mentions count the victims of two places: each
// gives a toll and names its own place, and neither place holds the other. "33
// dead in Afghanistan" and "237 killed in Pakistan" are two claims, and a toll
// of both countries together is a third. A sea or a region has no shore of its
// own: "in the Gulf of Aden" and "off Somalia" may be one place.
func tollsApart(a, b *note) bool {
	if len(a.of) == 0 || len(b.of) == 0 || a.Place == nil || b.Place == nil || a.Place.Span.Empty() || b.Place.Span.Empty() || a.place == b.place {
		return false
	}
	return !wide(a.Place) && !wide(b.Place) && !holds(a.Place, b.Place) && !holds(b.Place, a.Place)
}

// holds reports whether a place is, or lies in, the country that another is.
func holds(country, place *stemma.Place) bool {
	c, found := gazetteer.Country(country.Name)
	return found && (place.Country == "" || place.Country == c.Country)
}

// wordsApart reports whether two acts of speech have two speakers, both named.
func wordsApart(a, b *note) bool { return speaks(a) && speaks(b) && namedApart(a.actor, b.actor) }

func speaks(n *note) bool { return n.Event.Type == "STATEMENT" || speechFamilies()[n.family] }

// emptyAlike reports whether two mentions share an event that says nothing by
// itself, a speech or a transfer, and are bare besides.
func emptyAlike(kin kinship, a, b *note) bool {
	return a.family == b.family && (speaks(a) || transferFamilies()[a.family]) && bare(kin, a, b)
}

// otherActs reports whether two mentions tell different acts and have only those
// who take part in common: "greeted the president", "the president shook hands".
func otherActs(kin kinship, a, b *note) bool {
	switch {
	case a.family == b.family, a.static, b.static, a.light, b.light,
		eventFamilies().related[[2]string{a.family, b.family}], has(a.words, b.family), has(b.words, a.family):
		return false
	}
	return synonymy(a.Event.Lemma, b.Event.Lemma) == 0 && bare(kin, a, b)
}

// likeContext is the share of common words from which two sentences tell of one
// thing, whatever their clauses leave out.
const likeContext = 0.3

// bare reports whether two mentions have nothing in common but their kind of
// event and who takes part, though each says more than that: "released images of
// a submarine" and "published a letter" by one office.
func bare(kin kinship, a, b *note) bool {
	left, right := 0, 0
	for _, w := range a.words {
		if a.telling(w) {
			if has(b.words, w) {
				return false
			}
			left++
		}
	}
	for _, w := range b.words {
		right += int(truth(b.telling(w)))
	}
	if left < 2 || right < 2 || kin.told(a, b) >= 0 || overlapping(a.context, b.context) >= likeContext {
		return false
	}
	same, _ := figures(a, b)
	return same == 0
}

// telling reports whether a word says more than the event and who takes part.
func (n *note) telling(w string) bool {
	if w == n.family || strings.Contains(w, " ") {
		return false // names of several words are of those who take part
	}
	if _, country := gazetteer.Country(w); country {
		return false
	}
	named := func(p party) bool { return p.key == w || p.key != "" && has(p.words, w) } // with the title
	return !slices.ContainsFunc(n.actor, named) && !slices.ContainsFunc(n.patient, named)
}

// agesApart reports whether two mentions tell the ages of two people: they name
// different ones, or name none in common and the ages are more than a year apart.
func agesApart(a, b *note) bool {
	if a.family != ageFamily || b.family != ageFamily || sameNames(a, b) {
		return false
	}
	if namedApart(a.actor, b.actor) {
		return true
	}
	same, _ := figures(a, b)
	return same == 0 && !yearApart(a, b)
}

// yearApart reports whether some two ages differ by a year at most, as they do
// when a birthday lies between two reports.
func yearApart(a, b *note) bool {
	for _, p := range a.Quantities {
		for _, q := range b.Quantities {
			if p.Low != nil && q.Low != nil && *p.Low-*q.Low <= 1 && *q.Low-*p.Low <= 1 {
				return true
			}
		}
	}
	return false
}
