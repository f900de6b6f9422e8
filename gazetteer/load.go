package gazetteer

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"stemma/lexicon"
)

//go:embed lexicon/*.txt
var files embed.FS

// The lists are read on first use: 20 ms for some 15,000 names, which a
// program that only prints its version does not pay.
var (
	names  = sync.OnceValue(loadNames)
	roles  = sync.OnceValue(loadRoles)
	given  = sync.OnceValue(loadGiven)
	codes  = sync.OnceValue(loadCodes)
	shapes = sync.OnceValue(loadShapes)
)

// read gives a list's lines, each padded to the number of fields.
func read(name string, fields int) [][]string {
	text, err := files.ReadFile("lexicon/" + name)
	if err != nil {
		panic(err) // the files are embedded
	}
	var lines [][]string
	for _, entry := range lexicon.MustRead(name, string(text), 1) {
		line := append([]string{entry.Key}, entry.Fields...)
		for len(line) < fields {
			line = append(line, "")
		}
		lines = append(lines, line)
	}
	return lines
}

// loadNames enters the lists in the order in which their readings are to be
// preferred: a country before a city of its name, a capital before a namesake.
func loadNames() *index {
	x := newIndex()
	loadCountries(x)
	loadOrganisations(x)
	loadPlaces(x)
	loadGroups(x)
	loadGenerated(x, "regions.txt", KindRegion)
	x.markShared(loadGenerated(x, "cities.txt", KindCity))
	return x
}

func loadCountries(x *index) {
	for _, f := range read("countries.txt", 6) {
		country := Entry{Name: f[0], Type: "GPE", Kind: KindCountry, Country: f[1], Sector: "GOV"}
		x.countries[f[1]] = country
		x.addAll(f[0]+";"+f[3], country)
	}
	for _, f := range read("countries.txt", 6) {
		if f[2] != "" {
			x.addAll(f[2], Entry{Name: f[2], Type: "GPE", Kind: KindCapital, Country: f[1], Sector: "GOV"})
		}
		adjective, _, _ := strings.Cut(f[4], ";")
		people := Entry{Name: adjective, Type: "NORP", Kind: KindPeople, Country: f[1]}
		if adjective == "" {
			people.Name = f[0]
		}
		x.addAll(f[4]+";"+f[5], people)
		for _, word := range split(f[4]) {
			if strings.HasSuffix(word, "n") || strings.HasSuffix(word, "i") || strings.HasSuffix(word, "o") {
				x.add(word+"s", people)
			}
		}
	}
	for _, f := range read("seats.txt", 4) {
		x.add(f[0], seat(f))
	}
}

// seat makes an entry of a building or city that stands for an institution, or
// of another writing of a capital's name.
func seat(f []string) Entry {
	entry := Entry{Name: bare(f[0]), Type: "GPE", Kind: KindSeat, Country: f[1], Sector: "GOV"}
	if f[2] == "" {
		entry.Kind = KindCity
	}
	if f[3] != "" {
		entry.Name = f[3]
		if f[2] != "" {
			entry.Kind = KindCapital
		}
	}
	return entry
}

func loadOrganisations(x *index) {
	for _, f := range read("agencies.txt", 4) {
		x.addAll(f[0]+";"+f[3], Entry{Name: f[0], Type: "ORG", Kind: KindAgency, Country: f[1], Sector: "JRN", StateRun: f[2] == "state"})
	}
	for _, f := range read("organisations.txt", 5) {
		x.addAll(f[0]+";"+f[4], Entry{Name: f[0], Type: "ORG", Kind: f[1], Sector: f[2], Country: f[3]})
	}
	for _, f := range read("outlets.txt", 4) {
		kind := KindOutlet
		if f[2] == KindSocial {
			kind = KindSocial
		}
		x.addAll(f[0]+";"+f[3], Entry{Name: f[0], Type: "ORG", Kind: kind, Country: f[1], Sector: "JRN"})
	}
}

func loadPlaces(x *index) {
	for _, f := range read("places.txt", 6) {
		x.addAll(f[0]+";"+f[5], place(f[0], f[1], f[2], f[3], f[4]))
	}
}

func loadGroups(x *index) {
	for _, f := range read("groups.txt", 4) {
		entry := Entry{Name: f[0], Type: "NORP", Kind: f[1], Country: f[2]}
		if f[1] == "language" {
			entry.Type = "MISC"
		}
		x.addAll(f[0]+";"+f[3], entry)
	}
}

// loadGenerated enters a generated list, and returns the keys of its names that
// no list before it has.
func loadGenerated(x *index, name, kind string) map[string]bool {
	fresh := map[string]bool{}
	for _, f := range read(name, 4) {
		entry := place(f[0], kind, f[1], f[2], f[3])
		if entry.Lat == 0 || entry.Lon == 0 {
			entry.Lat, entry.Lon = 0, 0 // the source writes 0 for a coordinate that it lacks
		}
		key := foldedKey(f[0])
		if len(x.byKey[key]) == 0 {
			fresh[key] = true
		}
		x.add(f[0], entry)
		for i, reading := range x.byKey[key] { // capitals and hand-written places get a position
			if reading.Country == entry.Country && reading.Lat == 0 && reading.Lon == 0 && reading.Type == "GPE" {
				x.byKey[key][i].Lat, x.byKey[key][i].Lon = entry.Lat, entry.Lon
			}
		}
	}
	return fresh
}

// markShared marks the places whose name other countries have too, and of these
// the towns whose order is only that of their countries' codes: no list written
// by hand, of capitals or of regions has the name.
func (x *index) markShared(unlisted map[string]bool) {
	for key, readings := range x.byKey {
		if len(readings)+len(x.namesakes[key]) < 2 || !x.elsewhere(key) {
			continue
		}
		for i := range readings {
			readings[i].Shared = readings[i].Type == "GPE" || readings[i].Type == "LOC"
		}
		readings[0].Rivals = unlisted[key] && len(x.namesakes[key]) > 0
	}
}

// elsewhere reports whether places of two countries have a key.
func (x *index) elsewhere(key string) bool {
	country := ""
	differs := func(e *Entry) bool {
		if e.Country == "" || e.Type != "GPE" && e.Type != "LOC" {
			return false
		}
		other := country != "" && e.Country != country
		country = e.Country
		return other
	}
	found := false
	for i := range x.byKey[key] {
		found = differs(&x.byKey[key][i].Entry) || found
	}
	for i := range x.namesakes[key] {
		found = differs(&x.namesakes[key][i]) || found
	}
	return found
}

func (x *index) addAll(surfaces string, entry Entry) {
	for _, surface := range split(surfaces) {
		x.add(surface, entry)
	}
}

// place makes an entry of a place. Waters, mountains and buildings do not act;
// cities, regions and areas of a country do.
func place(name, kind, country, lat, lon string) Entry {
	entry := Entry{Name: name, Type: "GPE", Kind: kind, Country: country}
	if kind == KindCounty || kind == KindArea {
		entry.Kind, entry.Finer = KindRegion, kind
	}
	if country == "" || entry.Kind != KindCity && entry.Kind != KindRegion {
		entry.Type = "LOC"
	}
	entry.Lat, _ = strconv.ParseFloat(lat, 64)
	entry.Lon, _ = strconv.ParseFloat(lon, 64)
	return entry
}

// roleIndex finds titles and roles by their folded letters.
type roleIndex struct {
	byKey   map[string]Entry
	begins  map[string]bool // folded first words
	longest int             // bytes of the longest key
}

func loadRoles() *roleIndex {
	kinds := map[string]string{"h": KindHonorific, "t": KindTitle, "r": KindRole}
	all := &roleIndex{byKey: map[string]Entry{}, begins: map[string]bool{}}
	for _, f := range read("titles.txt", 4) {
		key := foldedKey(f[0])
		if _, found := all.byKey[key]; found {
			continue
		}
		all.byKey[key] = Entry{Name: f[0], Sector: f[1], Gender: f[2], Kind: kinds[f[3]]}
		all.longest = max(all.longest, len(key))
		all.enterStarts(f[0])
	}
	return all
}

// enterStarts notes what the first token of a title may be, however a tokenizer
// cuts hyphens and apostrophes.
func (r *roleIndex) enterStarts(title string) {
	for end, c := range title + " " {
		if c == ' ' || isHyphen(c) || c == '\'' {
			r.begins[foldedKey(title[:end])] = true
		}
		if c == ' ' {
			return
		}
	}
}

func loadGiven() map[string]string {
	all := map[string]string{}
	for _, f := range read("names.txt", 2) {
		for _, name := range strings.Fields(f[1]) {
			if gender, found := all[name]; found && gender != f[0] {
				all[name] = ""
				continue
			}
			all[name] = strings.TrimPrefix(f[0], "x")
		}
	}
	return all
}

// code is what codes.txt has of a country.
type code struct {
	alpha3   string
	lat, lon float64
}

func loadCodes() map[string]code {
	all := map[string]code{}
	for _, f := range read("codes.txt", 4) {
		middle := place(f[0], KindCountry, f[0], f[2], f[3])
		all[f[0]] = code{f[1], middle.Lat, middle.Lon}
	}
	return all
}

type shape struct {
	Entry
	position string
}

// legalForm is the sector that marks legal forms in shapes.txt.
const legalForm = "LEGAL"

func loadShapes() map[string]shape {
	all := map[string]shape{}
	for _, f := range read("shapes.txt", 5) {
		if _, found := all[f[0]]; !found {
			all[f[0]] = shape{Entry{Name: f[0], Type: f[1], Kind: f[2], Sector: f[3]}, f[4]}
		}
	}
	return all
}

// split cuts a list at semicolons and leaves out what is empty.
func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ';' })
}
