package token

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

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

// words is what the rules know of English.
type words struct {
	abbreviations map[string]string // lower case, without the last full stop → kind
	prefixes      map[string]bool
	splits        map[string]int // "cannot" → 3, the bytes of "can"
	units         map[string]bool
	starters      map[string]bool
	speech        map[string]bool
	afterClock    map[string]bool
}

var lexica = sync.OnceValue(func() *words {
	w := &words{
		abbreviations: map[string]string{},
		prefixes:      set("prefixes.txt", prefixesText),
		splits:        map[string]int{},
		units:         set("units.txt", unitsText),
		starters:      set("starters.txt", startersText),
		speech:        set("speech.txt", speechText),
		afterClock:    set("after_clock.txt", afterClockText),
	}
	for _, e := range lexicon.MustRead("abbreviations.txt", abbreviationsText, 2) {
		w.abbreviations[strings.TrimSuffix(e.Key, ".")] = e.Fields[0]
	}
	for _, e := range lexicon.MustRead("splits.txt", splitsText, 2) {
		w.splits[e.Key], _ = strconv.Atoi(e.Fields[0])
	}
	return w
})

func set(name, text string) map[string]bool {
	m := map[string]bool{}
	for _, e := range lexicon.MustRead(name, text, 1) {
		m[e.Key] = true
	}
	return m
}

// lower maps a short word to lower case for a look-up; words longer than any
// entry give "".
func lower(word string) string {
	if len(word) > 24 {
		return ""
	}
	return strings.ToLower(word)
}
