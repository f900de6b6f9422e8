package reconcile

import (
	_ "embed"
	"strings"
	"sync"

	"stemma/lexicon"
)

//go:embed lexicon/families.txt
var familiesText string

// families maps a lemma to the kind of event that it names.
type families struct {
	of     map[string]string
	victim map[string]bool // families whose events befall people: never one claim
}

var eventFamilies = sync.OnceValue(func() families {
	f := families{of: map[string]string{}, victim: map[string]bool{}}
	for _, entry := range lexicon.MustRead("families.txt", familiesText, 3) {
		for _, lemma := range strings.Fields(entry.Fields[0]) {
			if _, taken := f.of[lemma]; !taken {
				f.of[lemma] = entry.Key
			}
		}
		f.victim[entry.Key] = entry.Fields[1] == "victim"
	}
	return f
})

// family is the kind of event that a lemma names; a lemma in no list is a kind
// of its own.
func family(lemma string) string {
	lemma = strings.ToLower(lemma)
	if name, ok := eventFamilies().of[lemma]; ok {
		return name
	}
	return lemma
}
