package entity

import (
	"cmp"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// linkNames makes mentions of the names and entities of what they name. Full
// persons' names come first, so that "Russell" before "Scott Russell" finds him.
func (f *finder) linkNames() {
	f.d.Mentions = f.d.Mentions[:0]
	f.d.Entities = f.d.Entities[:0]
	f.agree()
	of := make([]int, len(f.names))
	for i := range f.names {
		of[i] = -1
		if n := &f.names[i]; n.class != "PER" || f.words(n) > 1 {
			of[i] = f.entityOf(n)
		}
	}
	last := map[int]int{} // surname's entity by recency is decided in text order
	for i := range f.names {
		n := &f.names[i]
		if of[i] < 0 {
			of[i] = f.shortName(n, last)
		}
		last[of[i]] = i
		f.d.Mentions = append(f.d.Mentions, stemma.Mention{
			Span: f.d.TokenSpan(n.first, n.last), Type: n.class, Form: stemma.Name, Entity: of[i],
			ID: f.d.Entities[of[i]].ID, First: n.first, Last: n.last, Head: f.head(n.first, n.last), Rule: n.rule,
		})
	}
	f.joinAliases()
	f.joinShort()
	f.collectAliases()
}

// agree makes one-word names that the tagger classed apart agree with a
// person's full name in the document: "Russell" is a person where "Scott
// Russell" is one.
func (f *finder) agree() {
	surname := map[string]bool{}
	for i := range f.names {
		if n := &f.names[i]; n.class == "PER" && f.words(n) > 1 {
			surname[f.d.Tokens[n.last-1].Form] = true
			if eastern(f.d.Tokens[n.first:n.last]) {
				surname[f.d.Tokens[n.first].Form] = true
			}
		}
	}
	f.placesByCue()
	for i := range f.names {
		n := &f.names[i]
		if n.class == "PER" || n.entry.Name != "" && n.entry.Kind != gazetteer.KindOutlet || n.last-n.first != 1 {
			continue
		}
		if n.entry.Name != "" && surname[f.d.Tokens[n.first].Form] {
			n.class, n.rule, n.entry = "PER", n.rule+"+surname", gazetteer.Entry{} // "Hill", beside Ann Hill
		} else if n.entry.Name != "" {
			continue
		} else if surname[f.d.Tokens[n.first].Form] {
			n.class, n.rule = "PER", n.rule+"+surname"
		} else if f.introducedByRole(n.first) {
			n.class, n.rule = "PER", n.rule+"+role"
		}
	}
}

// placesByCue makes a name a place that "the city of" or "villages of" stands
// before, and with it every other name of the same words; and otherwise gives
// names of the same words the class that most of them have.
func (f *finder) placesByCue() {
	type votes struct{ count [3]int }
	all := map[string]*votes{}
	index := map[string]int{"PER": 0, "ORG": 1, "LOC": 2}
	for i := range f.names {
		n := &f.names[i]
		class, found := index[n.class]
		if !found || n.entry.Name != "" {
			continue
		}
		text := f.text(n)
		if all[text] == nil {
			all[text] = &votes{}
		}
		if f.afterPlaceNoun(n) {
			all[text].count[2] += 1000
		}
		all[text].count[class]++
	}
	for i := range f.names {
		n := &f.names[i]
		v := all[f.text(n)]
		if _, found := index[n.class]; !found || n.entry.Name != "" || v == nil {
			continue
		}
		best := index[n.class]
		for class, count := range v.count {
			if count > v.count[best] {
				best = class
			}
		}
		if class := [...]string{"PER", "ORG", "LOC"}[best]; class != n.class {
			n.class, n.rule = class, n.rule+"+agree"
		}
	}
}

// afterPlaceNoun reports whether "city of" or the like stands before a name.
func (f *finder) afterPlaceNoun(n *name) bool {
	i := n.first - 2
	return i >= 0 && f.d.Tokens[i+1].Form == "of" && strings.Contains(generics()[f.lemma(i)], "GPE")
}

// words is the number of tokens of a name that are words.
func (f *finder) words(n *name) int {
	count := 0
	for i := n.first; i < n.last; i++ {
		if isWord(f.d.Tokens[i].Form) {
			count++
		}
	}
	return count
}

// head is the token of a range whose head stands outside it; without a tree the last one.
func (f *finder) head(first, last int) int {
	if f.d.Tokens[first].Deprel == "" {
		return last - 1
	}
	for i := first; i < last; i++ {
		if h := f.d.Tokens[i].Head; h < first || h >= last {
			return i
		}
	}
	return last - 1
}

// entityOf is the entity of a name by its canonical form, made where it is new.
func (f *finder) entityOf(n *name) int {
	text := f.text(n)
	class := n.class
	entity := stemma.Entity{ID: text, Type: class}
	if n.entry.Name != "" {
		entity = fromEntry(n.entry)
		if class = entity.Type; class == "NORP" {
			class = "GPE"
		}
	} else if class == "ORG" || class == "LOC" {
		f.shaped(&entity, n)
	}
	if class == "LOC" {
		class = "GPE"
	}
	key := class + " " + gazetteer.Key(entity.ID)
	if at, found := f.entities[key]; found {
		return at
	}
	at := len(f.d.Entities)
	f.d.Entities = append(f.d.Entities, entity)
	f.entities[key] = at
	if class == "PER" {
		f.enterPerson(at, n)
	}
	return at
}

// text is a name's words as the text has them, on one line.
func (f *finder) text(n *name) string {
	return strings.Join(strings.Fields(f.d.TokenSpan(n.first, n.last).In(f.d.Text)), " ")
}

// fromEntry makes an entity of a listed thing: a demonym names its country.
func fromEntry(entry gazetteer.Entry) stemma.Entity {
	e := stemma.Entity{ID: entry.Name, Type: entry.Type, Kind: cmp.Or(entry.Finer, entry.Kind), Country: entry.Country, Sector: entry.Sector, Lat: entry.Lat, Lon: entry.Lon}
	if entry.Kind == gazetteer.KindPeople {
		if country, found := gazetteer.Demonym(entry.Name); found {
			e = stemma.Entity{ID: country.Name, Type: country.Type, Kind: country.Kind, Country: country.Country, Sector: country.Sector}
		}
	}
	return e
}

// shaped gives an unlisted organisation or place the kind that its words tell,
// and the country of a demonym or country in it ("Russian Foreign Ministry").
func (f *finder) shaped(e *stemma.Entity, n *name) {
	for i := n.first; i < n.last; i++ {
		form := f.d.Tokens[i].Form
		if country, found := gazetteer.Demonym(form); found && i == n.first {
			e.Country = country.Country
		} else if country, found := gazetteer.Country(form); found && len(form) > 2 {
			e.Country = country.Country
		}
		shape, position, found := gazetteer.Shape(form)
		fits := position == "any" || position == "last" && i == n.last-1 || position == "first" && i == n.first
		if found && fits && shape.Type == "MISC" && n.last-n.first > 1 {
			e.Type, e.Kind, n.class = shape.Type, shape.Kind, shape.Type
			return
		}
		if found && i == n.last-1 && f.isFacility(n, shape) {
			e.Type = shape.Type
		}
		if found && fits && (shape.Type == e.Type || e.Type == "LOC" && shape.Type == "GPE") && e.Kind == "" {
			e.Kind, e.Sector = shape.Kind, shape.Sector
			e.Type = shape.Type
			n.class = shape.Type
		}
	}
}

// isFacility reports whether the last word of a name is a building's or street's:
// the tagger's organisations that end so are places ("City Hall"). In Universal
// NER's English corpus all names that end in such a word are places (Wikigold,
// by an older convention, has some as organisations), but for the words of
// bodiesToo. F1 on its dev part: ORG 55.7 to 56.0, LOC 73.1 to 73.6.
func (f *finder) isFacility(n *name, shape gazetteer.Entry) bool {
	return n.last-n.first > 1 && (shape.Kind == "facility" || shape.Kind == "street") && !bodiesToo[shape.Name]
}

// bodiesToo are words of facilities that end the names of companies, bands and
// schools as well: "Random House", "Linkin Park".
var bodiesToo = map[string]bool{"House": true, "Park": true, "Beach": true, "Spa": true, "Harbor": true, "Harbour": true, "Lane": true, "Drive": true}

// enterPerson lists the words by which a person may be called for short.
func (f *finder) enterPerson(at int, n *name) {
	e := &f.d.Entities[at]
	for _, word := range strings.Fields(gazetteer.Key(e.ID)) {
		if len(f.bearers[word]) < mostBearers {
			f.bearers[word] = append(f.bearers[word], at)
		}
	}
	first := f.d.Tokens[n.first].Form
	if gender, found := gazetteer.GivenName(first); found {
		e.Gender = gender
	}
	if eastern(f.d.Tokens[n.first:n.last]) {
		e.Gender = ""
	}
}

// mostBearers bounds the persons of one word that are looked through.
const mostBearers = 32

// shortName is the person that one word names: the one who bears it as surname
// before one who bears it as given name, and of these the latest named; else a
// person of one word.
func (f *finder) shortName(n *name, last map[int]int) int {
	key := gazetteer.Key(f.text(n))
	if at, found := f.called[key]; found {
		return at // a second bearer would have got his full name
	}
	best, bestScore := -1, -1
	for _, at := range f.bearers[key] {
		rank := callName(gazetteer.Key(f.d.Entities[at].ID), key)
		recency, seen := last[at]
		if !seen {
			recency = -1
		}
		if rank < 3 && f.introduced(n) {
			continue // "her husband Eric" is another Eric
		}
		if score := rank*(len(f.names)+2) + recency + 1; score > bestScore {
			best, bestScore = at, score
		}
	}
	if best < 0 {
		best = f.entityOf(n)
	}
	f.called[key] = best
	return best
}

// introduced reports whether a word of kinship stands before a name.
func (f *finder) introduced(n *name) bool {
	start, _ := f.sentence(n.first)
	role, count := f.titleEnding(start, n.first)
	return count > 0 && role.Sector == "CVL"
}

// callName ranks how a one-word key may call the person of a full key: 3 by its
// last word, 2 by its first, 1 by one between; 0 not at all.
func callName(full, word string) int {
	if full == word {
		return 4
	}
	switch {
	case strings.HasSuffix(full, " "+word):
		return 3
	case strings.HasPrefix(full, word+" "):
		return 2
	case strings.Contains(full, " "+word+" "):
		return 1
	}
	return 0
}

// eastern reports whether a full name is written with the surname first, as
// Chinese, Korean and Vietnamese names are: a common surname, no Western given
// name, two or three short words.
func eastern(tokens []stemma.Token) bool {
	if len(tokens) < 2 {
		return false
	}
	return easternSurnames()[tokens[0].Form]
}

// collectAliases lists under each entity the other names that the document uses.
func (f *finder) collectAliases() {
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		e := &f.d.Entities[m.Entity]
		text := m.Span.In(f.d.Text)
		if text != e.ID && m.Type != "NORP" && !contains(e.Aliases, text) {
			e.Aliases = append(e.Aliases, text)
		}
	}
}

func contains(list []string, s string) bool {
	for _, other := range list {
		if other == s {
			return true
		}
	}
	return false
}
