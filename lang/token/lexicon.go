package token

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"stemma/lexicon"
)

//go:embed lexicon/abbreviations.txt
var abbreviationsText string

//go:embed lexicon/prefixes.txt
var prefixesText string

//go:embed lexicon/splits.txt
var splitsText string

//go:embed lexicon/units.txt
var unitsText string

//go:embed lexicon/starters.txt
var startersText string

//go:embed lexicon/speech.txt
var speechText string

//go:embed lexicon/after_clock.txt
var afterClockText string

//go:embed lexicon/extensions.txt
var extensionsText string

// words is what the rules know of English. Keys are in lower case: see find.
type words struct {
	abbreviations map[string]string // without the last full stop → kind
	prefixes      map[string]bool
	splits        map[string]split
	units         map[string]bool
	extensions    map[string]bool
	starters      map[string]bool
	speech        map[string]bool
	afterClock    map[string]bool
}

// split says how a word is two: the bytes of the first ("cannot" → 3), and
// where it is two only before certain words, those.
type split struct {
	at     int
	before []string
}

var lexica = sync.OnceValue(func() *words {
	w := &words{
		abbreviations: map[string]string{},
		prefixes:      lexicon.Keys("prefixes.txt", prefixesText),
		splits:        map[string]split{},
		units:         lexicon.Keys("units.txt", unitsText),
		extensions:    lexicon.Keys("extensions.txt", extensionsText),
		starters:      lexicon.Keys("starters.txt", startersText),
		speech:        lexicon.Keys("speech.txt", speechText),
		afterClock:    lexicon.Keys("after_clock.txt", afterClockText),
	}
	for _, e := range lexicon.MustRead("abbreviations.txt", abbreviationsText, 2) {
		w.abbreviations[strings.TrimSuffix(e.Key, ".")] = e.Fields[0]
	}
	for _, e := range lexicon.MustRead("splits.txt", splitsText, 2) {
		at, _ := strconv.Atoi(e.Fields[0])
		w.splits[e.Key] = split{at, e.Fields[1:]}
	}
	return w
})

// longestEntry is the most bytes of a word that is looked up.
const longestEntry = 24

// find looks a word up without regard to capitals and without allocating; words
// longer than any entry are not found.
func find[V any](m map[string]V, word string) V {
	var low [longestEntry]byte
	if len(word) > len(low) {
		return m[""]
	}
	for i := range len(word) {
		c := word[i]
		if c >= utf8.RuneSelf {
			return m[strings.ToLower(word)]
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	return m[string(low[:len(word)])]
}
