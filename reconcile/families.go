package reconcile

import (
	_ "embed"
	"strings"
	"sync"

	"stemma"
	"stemma/lexicon"
)

//go:embed lexicon/families.txt
var familiesText string

//go:embed lexicon/related.txt
var relatedText string

//go:embed lexicon/light.txt
var lightText string

// families maps a lemma to the kind of event that it names.
type families struct {
	of      map[string]string
	victim  map[string]bool // families whose events befall people: never one claim
	related map[[2]string]bool
	light   map[string]bool // verbs whose object bears the event
}

var eventFamilies = sync.OnceValue(func() families {
	f := families{of: map[string]string{}, victim: map[string]bool{}, related: map[[2]string]bool{}, light: map[string]bool{}}
	for _, entry := range lexicon.MustRead("families.txt", familiesText, 3) {
		for _, lemma := range strings.Fields(entry.Fields[0]) {
			if _, taken := f.of[lemma]; !taken {
				f.of[lemma] = entry.Key
			}
		}
		f.victim[entry.Key] = entry.Fields[1] == "victim"
	}
	for _, entry := range lexicon.MustRead("related.txt", relatedText, 2) {
		f.related[[2]string{entry.Key, entry.Fields[0]}] = true
		f.related[[2]string{entry.Fields[0], entry.Key}] = true
	}
	for _, entry := range lexicon.MustRead("light.txt", lightText, 1) {
		f.light[entry.Key] = true
	}
	return f
})

//go:embed lexicon/framing.txt
var framingText string

// shade is a group of words that name one thing, and the judgement in it.
type shade struct {
	group string
	tone  int
}

// framing maps a lemma to its shade; the zero shade is none.
var framing = sync.OnceValue(func() map[string]shade {
	shades := map[string]shade{}
	for _, entry := range lexicon.MustRead("framing.txt", framingText, 2) {
		for tone, lemmas := range strings.Split(entry.Fields[0], "|") {
			for _, lemma := range strings.Fields(lemmas) {
				if _, taken := shades[lemma]; !taken {
					shades[lemma] = shade{entry.Key, tone + 1}
				}
			}
		}
	}
	return shades
})

// framedApart reports whether two lemmas name one thing with different judgements.
func framedApart(a, b string) bool {
	x, y := framing()[a], framing()[b]
	return x.group != "" && x.group == y.group && x.tone != y.tone
}

//go:embed lexicon/evaluative.txt
var evaluativeText string

var evaluative = sync.OnceValue(func() map[string]bool { return lexicon.Keys("evaluative.txt", evaluativeText) })

// family is the kind of event that a lemma names, a verb with its particle
// written "give up"; a lemma in no list is a kind of its own.
func family(lemma string) string {
	lemma = strings.ToLower(lemma)
	if name, ok := eventFamilies().of[lemma]; ok {
		return name
	}
	verb, particle, found := strings.Cut(lemma, " ")
	if !found {
		verb = verbOf(lemma)
		if name, ok := eventFamilies().of[verb]; ok {
			return name
		}
		return verb
	}
	if name, ok := eventFamilies().of[verb+"_"+particle]; ok {
		return name
	}
	return lemma
}

// eventFamily is the kind of event of a mention: of its word, or where that is
// a light verb, of the noun or adjective that it governs. A bare figure is of the
// kind that it measures: "a 5.9-magnitude quake" and "put it at 6.1" both tell a
// magnitude.
func eventFamily(d *stemma.Document, m stemma.ClaimMention) string {
	own := family(m.Event.Lemma)
	if m.Event.Type == "FIGURE" && len(m.Quantities) == 1 && m.Quantities[0].Of != "" {
		return family(m.Quantities[0].Of)
	}
	trigger := d.TokenAt(m.Trigger.Start)
	if trigger >= len(d.Tokens) || !eventFamilies().light[strings.ToLower(d.Tokens[trigger].Lemma)] {
		return own
	}
	for _, child := range d.Children(nil, trigger) {
		t := &d.Tokens[child]
		relation, _, _ := strings.Cut(t.Deprel, ":")
		if relation != "obj" && relation != "obl" && relation != "xcomp" {
			continue
		}
		if name, ok := eventFamilies().of[strings.ToLower(t.Lemma)]; ok {
			return name
		}
	}
	return own
}
