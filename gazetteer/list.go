package gazetteer

import (
	"strings"

	"stemma"
)

// Listed is one row of a user's own list of actors.
type Listed struct {
	Name    string   // the canonical name
	Aliases []string // other names and writings
	ID      string   // the user's own, or Wikidata's
	Kind    string   // person, or a kind of organisation or place; "" what its name tells
	Country string   // ISO 3166-1 alpha-2
	Sector  string   // PLOVER
	From    string   // first and last day for which the row holds, YYYY-MM-DD; "" without end
	To      string
}

// holds reports whether the row is for a day. A row with an end on either side
// holds for no unknown day.
func (l *Listed) holds(day string) bool {
	if l.From == "" && l.To == "" {
		return true
	}
	return day != "" && (l.From == "" || l.From <= day) && (l.To == "" || day <= l.To)
}

// List is a user's own list of actors, to be looked through before the
// gazetteer's. It is safe for use by several goroutines; a nil List has no rows.
//
// A name matches as the gazetteer's do, but for one thing: a row written without
// capitals ("the junta") matches text that has none.
type List struct {
	rows    []Listed
	byKey   map[string][]listing
	longest int // bytes of the longest key
}

// listing is one surface of a row.
type listing struct {
	row      int
	capitals int
}

// NewList makes a list of rows. Where two rows that hold for one day share a
// name, the first has it.
func NewList(rows []Listed) *List {
	l := &List{rows: rows, byKey: map[string][]listing{}}
	for i, row := range rows {
		for _, surface := range append([]string{row.Name}, row.Aliases...) {
			surface = bare(surface)
			if key := foldedKey(surface); key != "" {
				l.byKey[key] = append(l.byKey[key], listing{i, capitalsNeeded(surface)})
				l.longest = max(l.longest, len(key))
			}
		}
	}
	return l
}

// Rows are the list's rows, in order. The slice is shared: do not write to it.
func (l *List) Rows() []Listed {
	if l == nil {
		return nil
	}
	return l.rows
}

// Find is the row that a name means on a day (YYYY-MM-DD; "" unknown).
func (l *List) Find(name, day string) (Listed, bool) {
	if l == nil {
		return Listed{}, false
	}
	name = bare(name)
	return l.fitting(foldedKey(name), countCapitals(name), day)
}

func (l *List) fitting(key string, capitals int, day string) (Listed, bool) {
	for _, found := range l.byKey[key] {
		if row := &l.rows[found.row]; capitals >= found.capitals && row.holds(day) {
			return *row, true
		}
	}
	return Listed{}, false
}

// Longest is the row of the longest name that begins at the first of the tokens
// and holds on a day, and the number of tokens it takes; 0 where none does.
func (l *List) Longest(tokens []stemma.Token, day string) (row Listed, count int) {
	if l == nil {
		return Listed{}, 0
	}
	var space [64]byte
	key, capitals := space[:0], 0
	for i := range tokens {
		before := len(key)
		key = fold(key, tokens[i].Form)
		if len(key) > l.longest || i == 0 && len(key) == 0 {
			break
		}
		capitals += countCapitals(tokens[i].Form)
		if len(key) == before && !insideName(tokens[i].Form) {
			break
		}
		if len(l.byKey[string(key)]) == 0 || len(key) == before {
			continue
		}
		if found, ok := l.fitting(string(key), capitals, day); ok {
			row, count = found, i+1
		}
	}
	return row, count
}

// Entry is the row as an entry of the gazetteer. What the row leaves open is
// taken from what the name stands for in the gazetteer, and where that has it
// not, from the class that the text's tagger gave it ("" none).
func (l Listed) Entry(surface, class string) Entry {
	entry := Entry{Type: class}
	if readings := Readings(surface); len(readings) > 0 {
		entry = readings[0]
	}
	if l.Kind != "" {
		entry.Kind, entry.Type = l.Kind, typeOf(l.Kind)
	}
	switch entry.Type {
	case "":
		entry.Type = "ORG"
	case "NORP": // "Russians" listed as a name of Russia: the people stay a people
		entry.Kind = ""
	}
	entry.Name = l.Name
	if l.Country != "" {
		entry.Country = l.Country
	}
	if l.Sector != "" {
		entry.Sector = l.Sector
	}
	return entry
}

// typeOf is the type of name of a kind of actor: an organisation's, unless the
// kind says otherwise.
func typeOf(kind string) string {
	switch kind {
	case "person":
		return "PER"
	case KindCountry, KindCapital, KindCity, KindRegion, KindCounty, KindArea, KindSeat, "place":
		return "GPE"
	case KindPeople, KindCreed:
		return "NORP"
	}
	return "ORG"
}

// Place reports whether the name is a town's or building's of the gazetteer's
// that stands for another than itself in the row: "Moscow" for Russia. There
// only where it acts is the row meant; else it is where something happened.
func (l Listed) Place(surface string) bool {
	readings := Readings(strings.TrimSpace(surface))
	if len(readings) == 0 {
		return false
	}
	switch entry := readings[0]; entry.Kind {
	case KindCapital, KindCity, KindSeat:
		return Key(entry.Name) != Key(l.Name) && l.Kind != entry.Kind
	}
	return false
}
