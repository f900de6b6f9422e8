package reconcile

import (
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// bearing is where a thing lies as seen from a place: "east of Harwick", or "off"
// or "near" it.
type bearing struct {
	note  *note
	place string
	way   string // "north", "southwest", …; "off", "near"; "in"
	span  stemma.Span
}

// bearingDifference compares in which direction from one place two reports put
// the event: opposite ones contradict, "off Harwick" and "near" it tell less than
// "east of" it, and "in" it is nearer still. Reports that agree once do not differ.
func (w whereabouts) bearingDifference(i, k int) []stemma.Disagreement {
	var found []stemma.Disagreement
	for _, a := range w.bearings[i] {
		for _, b := range w.bearings[k] {
			if a.place != b.place {
				continue
			}
			kind := bearingsApart(a.way, b.way)
			if kind == "" {
				return nil
			}
			if found == nil {
				found = []stemma.Disagreement{{Kind: kind, About: "direction", A: evidence(a.note, a.span), B: evidence(b.note, b.span), Why: against(a.way, b.way) + " " + a.place}}
			}
		}
	}
	return found
}

// bearingsApart says how two directions from one place differ; "" where one may
// be the other loosely said.
func bearingsApart(a, b string) string {
	for _, poles := range [][2]string{{"north", "south"}, {"east", "west"}} {
		if strings.Contains(a, poles[0]) && strings.Contains(b, poles[1]) || strings.Contains(a, poles[1]) && strings.Contains(b, poles[0]) {
			return contradiction
		}
	}
	tells := func(way string) bool { return way != "in" && !beside[way] }
	if tells(a) != tells(b) || (a == "in") != (b == "in") {
		return precision
	}
	return ""
}

// bearings are the directions from places in a report's mentions. Those from a
// country are left out, since "the south of Norway" is a part of it, and those
// from a sea, which has no edge.
func (v voices) bearings(report int) []bearing {
	var list []bearing
	for _, n := range v.notes[report] {
		d := v.b.docs[n.doc]
		for i := range d.Mentions {
			m := &d.Mentions[i]
			if m.Type != "GPE" && m.Type != "LOC" || !n.Span.Contains(m.Span) {
				continue
			}
			if _, country := gazetteer.Country(m.ID); country || water(m.ID) {
				continue
			}
			way, first := wayTo(d, m.First)
			if s := d.TokenSpan(first, m.Last); way != "" && n.Span.Contains(s) {
				list = append(list, bearing{n, m.ID, way, s})
			}
		}
	}
	return list
}

// wayTo reads the words before a place: "just off the coast of", "south-west of",
// "near the port of". It returns the way and its first token; "" where they tell none.
func wayTo(d *stemma.Document, place int) (way string, first int) {
	back := backwards{d, place}
	back.skip("the")
	of := back.skip("of")
	if of && settlements[back.word()] {
		back.at--
		back.skip("the")
		of = back.skip("of")
	}
	if back.skip("coast") || back.skip("shore") {
		back.skip("the")
	}
	if word := back.word(); beside[word] || !of && word == "in" {
		return word, back.at - 1
	}
	for ; of && directions[back.word()] || back.word() == "-" && way != ""; back.at-- {
		way = back.word() + way
	}
	if back.word() == "the" {
		return "", 0 // "the south of"
	}
	return strings.ReplaceAll(way, "-", ""), back.at
}

// backwards reads a text's words from right to left: word is the one before at.
type backwards struct {
	d  *stemma.Document
	at int
}

func (b *backwards) word() string {
	if b.at == 0 {
		return ""
	}
	return strings.ToLower(b.d.Tokens[b.at-1].Form)
}

// skip goes past a word, if it is the next.
func (b *backwards) skip(word string) bool {
	found := b.word() == word
	if found {
		b.at--
	}
	return found
}

// beside are ways that tell no direction.
var beside = map[string]bool{"off": true, "near": true, "outside": true, "around": true}

// settlements are words between a direction and a name: "west of the port of".
var settlements = map[string]bool{"port": true, "city": true, "town": true, "village": true, "island": true, "capital": true}

var directions = map[string]bool{"north": true, "south": true, "east": true, "west": true, "northeast": true, "northwest": true, "southeast": true, "southwest": true,
	"north-east": true, "north-west": true, "south-east": true, "south-west": true}
