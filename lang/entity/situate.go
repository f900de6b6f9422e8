package entity

import (
	"stemma/gazetteer"
)

// situate says which of the places of one name is meant, and leaves open what
// nothing tells. All mentions of a name are of one place:
//
//   - the country or region beside it: "Alexandria, Virginia" is in the United
//     States, though the lists have the town elsewhere;
//   - else, for towns and regions, the country that the document names most
//     often: Hyderabad is in Pakistan where Karachi and Pakistani officials are;
//   - else the first of the lists; but of towns among which the lists prefer
//     none, no country and no position: a wrong one is worse than none.
//
// Countries and capitals give way only to a country or region beside them:
// "London, Ontario".
func (f *finder) situate() {
	beside, votes := f.besidePlaces(), f.countryVotes()
	for i := range f.names {
		n := &f.names[i]
		if n.class != "GPE" && n.class != "LOC" || n.entry.Name == "" || n.rule == "actors" {
			continue
		}
		if country := beside[f.text(n)]; country != "" {
			n.situateIn(f.text(n), country)
		} else if n.entry.Shared && n.entry.Kind != gazetteer.KindCountry && n.entry.Kind != gazetteer.KindCapital {
			n.situateBy(f.text(n), votes)
		}
	}
}

// besidePlaces is the country of each place's name that is followed by a comma
// and the region or country in which it lies.
func (f *finder) besidePlaces() map[string]string {
	countries := map[string]string{}
	for i := 0; i+1 < len(f.names); i++ {
		n, next := &f.names[i], &f.names[i+1]
		if next.first != n.last+1 || f.d.Tokens[n.last].Form != "," || n.entry.Kind == gazetteer.KindCountry || n.entry.Name == "" {
			continue
		}
		switch next.entry.Kind {
		case gazetteer.KindRegion, gazetteer.KindCountry:
			if next.entry.Country != "" && f.closes(next.last) {
				countries[f.text(n)] = next.entry.Country
			}
		}
	}
	return countries
}

// closes reports whether no further name is listed after a token: "in Tripoli,
// Egypt and Sudan" names three places, "in Tripoli, Lebanon, on Friday" one.
func (f *finder) closes(i int) bool {
	if i >= len(f.d.Tokens) {
		return true
	}
	switch f.d.Tokens[i].Form {
	case "and", "or", "&":
		return false
	case ",":
		return i+1 >= len(f.d.Tokens) || f.taken[i+1] == 0 && f.d.Tokens[i+1].Form != "and" && f.d.Tokens[i+1].Form != "or"
	}
	return true
}

// countryVotes counts how often the document names each country: by its name,
// its people, its capital, or a place that only it has.
func (f *finder) countryVotes() map[string]int {
	votes := map[string]int{}
	for i := range f.names {
		n := &f.names[i]
		switch n.entry.Kind {
		case gazetteer.KindCountry, gazetteer.KindPeople, gazetteer.KindCapital, gazetteer.KindSeat:
			votes[n.entry.Country]++
		case gazetteer.KindCity, gazetteer.KindRegion:
			if !n.entry.Shared {
				votes[n.entry.Country]++
			}
		}
	}
	delete(votes, "")
	return votes
}

// countriesOf are the countries that have a place of the name.
func countriesOf(text string) map[string]bool {
	countries := map[string]bool{}
	for _, entry := range gazetteer.Places(text) {
		countries[entry.Country] = true
	}
	delete(countries, "")
	return countries
}

// situateIn puts a name in a country: at the place of the lists that is there,
// or where they have none at a place of which only the country is known.
func (n *name) situateIn(text, country string) {
	if n.entry.Country == country {
		return
	}
	for _, entry := range gazetteer.Places(text) {
		if entry.Country == country {
			n.entry, n.rule = entry, n.rule+"+beside"
			return
		}
	}
	n.entry.Country, n.entry.Lat, n.entry.Lon, n.rule = country, 0, 0, n.rule+"+beside"
	if n.entry.Kind == gazetteer.KindCapital {
		n.entry.Kind = gazetteer.KindCity
	}
}

// situateBy puts a name in the country with most votes that has such a place.
func (n *name) situateBy(text string, votes map[string]int) {
	countries := countriesOf(text)
	best, most, tied := "", 0, false
	for country := range countries {
		switch {
		case votes[country] > most:
			best, most, tied = country, votes[country], false
		case votes[country] == most:
			tied = true
		}
	}
	switch {
	case most > 0 && !tied:
		n.situateIn(text, best)
	case n.entry.Rivals:
		n.entry.Country, n.entry.Lat, n.entry.Lon = "", 0, 0
	}
}
