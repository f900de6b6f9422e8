// Package gazetteer knows the names of the world that news is about: countries
// with their peoples, capitals and seats of government, regions, cities and
// waters with coordinates, news agencies, outlets, organisations, companies,
// titles and roles, given names, and the words that tell what a name is
// ("Ministry", "Inc.", "River").
//
// Input: a name as a text writes it, or a run of tokens. Output: what it may
// be, the likeliest reading first. "Pyongyang" gives the capital of North
// Korea, and Capital("Pyongyang") gives North Korea, for whose government the
// word stands in "Pyongyang admitted …".
//
// Case: a name written with a capital matches only text that has that capital
// ("us" is never the United States, "reading" never a town); an acronym
// matches only capitals; text wholly in capitals matches, which is right for
// headlines. Titles and roles match in any case. Hyphens, apostrophes, full
// stops and diacritics never matter ("Agence France Presse", "Türkiye").
//
// The package deliberately knows no persons and nothing of context: which of
// two readings holds is for lang/entity to say. Sectors are PLOVER's as its
// manual 0.8 (2021) has them (https://github.com/openeventdata/PLOVER): JRN is
// media and MED medicine, the other way round than in CAMEO; IGO and NGO, there
// in the place of a country, stand among them. Hand-written lists are in
// lexicon/; regions.txt, cities.txt and codes.txt are written by gazetteer/gen from
// github.com/pariz/gountries and github.com/tidwall/cities.
package gazetteer

import (
	"strings"

	"stemma"
)

// Kinds of entry.
const (
	KindCountry   = "country"
	KindPeople    = "people" // demonyms and ethnic groups
	KindCreed     = "creed"
	KindParty     = "party"
	KindSeat      = "seat" // a building that stands for an institution: "the Kremlin"
	KindCapital   = "capital"
	KindCity      = "city"
	KindRegion    = "region" // an administrative division of the first order, as ISO 3166-2 lists them
	KindCounty    = "county" // one of the second order; stands in Entry.Finer
	KindArea      = "area"   // no administration's: "Sahel", "Donbas", "New England"; in Entry.Finer
	KindWater     = "water"
	KindAgency    = "agency"
	KindOutlet    = "outlet" // newspaper, broadcaster, magazine, website
	KindSocial    = "social" // a service on which people post
	KindHonorific = "honorific"
	KindTitle     = "title" // stands before a name: "President"
	KindRole      = "role"  // stands beside one: "resident"
)

// Entry is one reading of a name.
type Entry struct {
	Name     string // canonical: "North Korea", "KCNA"; for a demonym the adjective
	Type     string // PER, ORG, LOC, GPE, NORP, MISC; "" for titles
	Kind     string // one of the kinds above, or finer: ministry, police, military, company, water, …
	Finer    string // of regions that are no division of the first order: county, area
	Country  string // ISO 3166-1 alpha-2; "" where none
	Sector   string // PLOVER
	Gender   string // of titles: "m", "f" or ""
	StateRun bool   // of agencies
	Lat, Lon float64
	Shared   bool // of places: another country has one of the name; Places has them all
	Rivals   bool // of towns: towns of other countries have the name, and the lists tell none as the foremost
}

// Readings is every entry a name may stand for, the likeliest first. The slice
// is shared: do not write to it.
func Readings(name string) []Entry { return names().readings(name) }

// Country is the country of a name, alias, acronym or ISO 3166-1 code that is written
// as such: "Russian Federation", "DPRK", "U.S.", "KP".
func Country(name string) (Entry, bool) {
	if entry, found := first(name, KindCountry); found {
		return entry, true
	}
	return CountryOf(name)
}

// CountryOf is the country with an ISO 3166-1 alpha-2 code.
func CountryOf(code string) (Entry, bool) {
	entry, found := names().countries[code]
	return entry, found
}

// Alpha3 is the code of three letters for an ISO 3166-1 alpha-2 code, as PLOVER
// writes countries: "KP" gives "PRK". "" where the code is unknown.
func Alpha3(code string) string { return codes()[code].alpha3 }

// Alpha2 is the country's code of two letters for that of three: "PRK" gives "KP".
func Alpha2(alpha3 string) string {
	for two, code := range codes() {
		if code.alpha3 == alpha3 && alpha3 != "" {
			return two
		}
	}
	return ""
}

// Middle is the middle of the country with an ISO 3166-1 alpha-2 code. It stands
// for the country on a map, and is nobody's whereabouts.
func Middle(code string) (lat, lon float64, found bool) {
	middle := codes()[code]
	return middle.lat, middle.lon, middle.lat != 0 || middle.lon != 0
}

// Demonym is the country of an adjective or a people: "Russian", "Danes".
func Demonym(word string) (Entry, bool) {
	people, found := first(word, KindPeople)
	if !found {
		return Entry{}, false
	}
	return CountryOf(people.Country)
}

// Capital is the country for whose government a capital or seat stands:
// "Moscow", "the Kremlin", "Downing Street".
func Capital(word string) (Entry, bool) {
	for _, entry := range Readings(word) {
		if entry.Kind == KindCapital || entry.Kind == KindSeat {
			return CountryOf(entry.Country)
		}
	}
	return Entry{}, false
}

// City is a city, a capital included.
func City(name string) (Entry, bool) { return first(name, KindCapital, KindCity) }

// Place is anything that has a position: country, city, region, water, facility.
func Place(name string) (Entry, bool) {
	for _, entry := range Readings(name) {
		if entry.Lat != 0 || entry.Lon != 0 {
			return entry, true
		}
	}
	return Entry{}, false
}

// Agency is a news agency: "KCNA", "Associated Press".
func Agency(name string) (Entry, bool) { return first(name, KindAgency) }

// Outlet is a newspaper, broadcaster, magazine, news site or social service.
func Outlet(name string) (Entry, bool) { return first(name, KindOutlet, KindSocial) }

// Organisation is an institution, company, party or armed group that the lists name.
func Organisation(name string) (Entry, bool) {
	for _, entry := range Readings(name) {
		if entry.Type == "ORG" && entry.Kind != KindOutlet && entry.Kind != KindSocial {
			return entry, true
		}
	}
	return Entry{}, false
}

// Title is an honorific, a title or a role, in any case: "Lt.", "prime minister".
func Title(word string) (Entry, bool) {
	entry, found := roles().byKey[foldedKey(word)]
	return entry, found
}

// LongestTitle is the longest title or role, up to four tokens, that begins at
// the first of the tokens, in any case, and the tokens that it takes; 0 where
// none does.
func LongestTitle(tokens []stemma.Token) (entry Entry, count int) {
	all := roles()
	var space [64]byte
	key := space[:0]
	for i := range tokens[:min(4, len(tokens))] {
		before := len(key)
		key = fold(key, tokens[i].Form)
		if i == 0 && !all.begins[string(key)] || len(key) > all.longest {
			break
		}
		if title, found := all.byKey[string(key)]; found && len(key) > before {
			entry, count = title, i+1
		}
	}
	return entry, count
}

// GivenName reports whether a word is a common given name, and whose: "m", "f"
// or "" where both bear it.
func GivenName(word string) (gender string, found bool) {
	gender, found = given()[word]
	return gender, found
}

// Shape is what a capitalised name is that has the word: at its end ("Inc."),
// at its beginning ("Mount") or in any place ("Ministry"). Position is one of
// "last", "first", "any".
func Shape(word string) (entry Entry, position string, found bool) {
	shape, found := shapes()[word]
	if shape.Sector == legalForm {
		shape.Sector = "BUS"
	}
	return shape.Entry, shape.position, found
}

// first is the first reading of one of the kinds; an article before the name
// does not matter.
func first(name string, kinds ...string) (Entry, bool) {
	for _, entry := range Readings(name) {
		for _, kind := range kinds {
			if entry.Kind == kind {
				return entry, true
			}
		}
	}
	return Entry{}, false
}

// bare is the name without an article before it.
func bare(name string) string {
	name = strings.TrimPrefix(name, "the ")
	return strings.TrimPrefix(name, "The ")
}
