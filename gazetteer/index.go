package gazetteer

import (
	"strings"
	"unicode"

	"stemma"
)

// index finds entries by their folded letters: spaces, hyphens and apostrophes
// are no part of the key, so that it does not matter how a text or a tokenizer
// writes "Al-Jazeera".
type index struct {
	byKey     map[string][]reading
	longest   map[string]int // first prefixBytes bytes of a key → bytes of the longest key that begins so
	countries map[string]Entry
	namesakes map[string][]Entry // places of other countries than the reading of their kind
}

const prefixBytes = 3

// reading is one surface of an entry and how many capitals the text must show.
type reading struct {
	Entry
	capitals int
	dotted   bool // an abbreviation that would be a word without its full stop: "Mass."
}

// fits reports whether a text with so many capitals, and a full stop at its end
// or not, may be this surface.
func (r *reading) fits(capitals int, stop bool) bool {
	return capitals >= r.capitals && (stop || !r.dotted)
}

// newIndex makes room for what the lists hold at present, so that no map grows
// while they load.
func newIndex() *index {
	return &index{byKey: make(map[string][]reading, 16_000), longest: make(map[string]int, 3_200), countries: map[string]Entry{}, namesakes: map[string][]Entry{}}
}

// add enters an entry under a surface. The first of two entries of one type and
// kind under one surface stays; of places, the others are kept as its namesakes.
func (x *index) add(surface string, entry Entry) {
	surface = bare(surface)
	key := foldedKey(surface)
	if key == "" {
		return
	}
	for _, other := range x.byKey[key] {
		if other.Type == entry.Type && other.Name == entry.Name && other.Kind == entry.Kind {
			if other.Country != entry.Country && (entry.Lat != 0 || entry.Lon != 0) {
				x.namesakes[key] = append(x.namesakes[key], entry)
			}
			return
		}
	}
	x.byKey[key] = append(x.byKey[key], reading{entry, capitalsNeeded(surface), abbreviated(surface)})
	prefix := key[:min(prefixBytes, len(key))]
	x.longest[prefix] = max(x.longest[prefix], len(key))
}

// readings are the entries that a name as written may stand for.
func (x *index) readings(name string) []Entry {
	name = bare(name)
	var entries []Entry
	capitals := countCapitals(name)
	for _, reading := range x.byKey[foldedKey(name)] {
		if reading.fits(capitals, strings.HasSuffix(name, ".")) {
			entries = append(entries, reading.Entry)
		}
	}
	return entries
}

// Places is every place that a name may stand for, of all countries, the
// likeliest first. Readings, which feed the network that reads sentences, have
// one of each kind.
func Places(name string) []Entry {
	x := names()
	var places []Entry
	for _, entry := range append(x.readings(name), x.namesakes[foldedKey(bare(name))]...) {
		if entry.Type == "GPE" || entry.Type == "LOC" {
			places = append(places, entry)
		}
	}
	return places
}

// Longest is the longest name of the gazetteer that begins at the first of the
// tokens: its readings, likeliest first, and the number of tokens it takes; 0
// where none does. It looks no further than the longest name that begins with
// the same letters, so that its cost does not grow with the text.
func Longest(tokens []stemma.Token, buffer *Buffer) (entries []Entry, count int) {
	x := names()
	buffer.key, buffer.entries = buffer.key[:0], buffer.entries[:0]
	capitals, needed, stop := 0, 0, false
	var found []reading
	for i := range tokens {
		form := tokens[i].Form
		before := len(buffer.key)
		buffer.key = fold(buffer.key, form)
		if len(buffer.key) == before {
			if i == 0 || !insideName(form) {
				break
			}
			continue
		}
		capitals += countCapitals(form)
		if i == 0 && capitals == 0 && !lowerStart(form) || !x.mayContinue(buffer.key) {
			break
		}
		ends := strings.HasSuffix(form, ".")
		if readings := x.byKey[string(buffer.key)]; fits(readings, capitals, ends) {
			found, count, needed, stop = readings, i+1, capitals, ends
		}
	}
	for _, reading := range found {
		if reading.fits(needed, stop) {
			buffer.entries = append(buffer.entries, reading.Entry)
		}
	}
	return buffer.entries, count
}

// mayContinue reports whether some name is as long as the key and begins with
// its first letters.
func (x *index) mayContinue(key []byte) bool {
	return len(key) < prefixBytes || len(key) <= x.longest[string(key[:prefixBytes])]
}

// Buffer is scratch space of Longest. Its zero value is ready; the entries
// that Longest gave are overwritten by the next call with the same Buffer.
type Buffer struct {
	key     []byte
	entries []Entry
}

func fits(readings []reading, capitals int, stop bool) bool {
	for i := range readings {
		if readings[i].fits(capitals, stop) {
			return true
		}
	}
	return false
}

// abbreviated reports whether a surface is a word cut short with a full stop
// ("Mass."), not a title-case acronym ("U.S.") or a company ("Corp.").
func abbreviated(surface string) bool {
	return strings.HasSuffix(surface, ".") && len(surface) < 7 && !strings.Contains(surface, " ")
}

// lowerStart reports whether a lower-case word may begin a name: the Arabic
// article ("al-Qaeda") and company names ("eBay") do; a capital must follow.
func lowerStart(form string) bool {
	return strings.HasPrefix(form, "al") || form == "dpa" || form == "eBay"
}

// insideName reports whether a token without letters may stand in a name.
func insideName(form string) bool { return strings.ContainsAny(form, "-‑–'’.,&/") }

// capitalsNeeded is the number of capitals that a text must show for a surface:
// one for each of its capitalised words, and all letters of an acronym.
func capitalsNeeded(surface string) int {
	initials, upper, lower := 0, 0, 0
	start := true
	for _, r := range surface {
		switch {
		case unicode.IsUpper(r):
			upper++
			if start {
				initials++
			}
		case unicode.IsLower(r):
			lower++
		}
		start = r == ' ' || isHyphen(r)
	}
	if lower == 0 {
		return upper
	}
	return max(initials, min(upper, 1))
}

func countCapitals(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

func foldedKey(name string) string { return string(fold(nil, name)) }
