package reconcile

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
)

// howMany is how many of a thing a report has, as far as its words tell.
type howMany int

const (
	unsaid  howMany = iota
	one             // "a ship"
	several         // "ships"
	counted         // "two ships"
)

// thing is what a mention is about, by its noun.
type thing struct {
	note  *note
	party stemma.Party
	noun  string // lemma of the head noun
	count howMany
}

// numberDifference compares how many of one thing two reports have, where a
// figure or the noun's number tells: "ships" against "a ship" contradict, "two
// ships" are more precise than "ships". A report that says both does not differ.
func (v voices) numberDifference(i, k int) []stemma.Disagreement {
	mine, theirs := v.things(i), v.things(k)
	for _, a := range mine {
		for _, b := range theirs {
			if a.noun != b.noun || a.note.family != b.note.family || a.note.Polarity == stemma.Negative {
				continue // who heard no shot heard no shots
			}
			kind, why := numbersApart(a, b)
			if kind == "" || v.saysBoth(mine, theirs, a.noun) || !v.likelyOne(a.note, b.note) {
				continue
			}
			return []stemma.Disagreement{{Kind: kind, About: "number", A: evidence(a.note, a.party.Span), B: evidence(b.note, b.party.Span), Why: why}}
		}
	}
	return nil
}

func numbersApart(a, b thing) (kind, why string) {
	if a.count > b.count {
		a, b = b, a
	}
	switch {
	case a.count == one && b.count == several:
		return contradiction, fmt.Sprintf("one %s against several", a.noun)
	case a.count == several && b.count == counted:
		return precision, fmt.Sprintf("only one says how many (%s)", a.noun)
	}
	return "", ""
}

// saysBoth reports whether the two reports have one number of a thing in common.
func (v voices) saysBoth(mine, theirs []thing, noun string) bool {
	for _, a := range mine {
		for _, b := range theirs {
			if a.noun == noun && b.noun == noun && a.count == b.count {
				return true
			}
		}
	}
	return false
}

// things are what a report's mentions turn on, people left out: their tolls are
// figures, and who they are is a matter of names.
func (v voices) things(report int) []thing {
	var list []thing
	for _, n := range v.notes[report] {
		for _, p := range n.parties() {
			if t, ok := v.thing(n, p); ok {
				list = append(list, t)
			}
		}
	}
	return list
}

// parties are all who take part in a mention.
func (n *note) parties() []stemma.Party {
	list := slices.Concat(n.Recipient, n.Actor)
	if n.Object != nil {
		list = append(list, *n.Object)
	}
	return list
}

func (v voices) thing(n *note, p stemma.Party) (thing, bool) {
	d := v.b.docs[n.doc]
	head := headToken(d, p.Span)
	if head < 0 || d.Tokens[head].UPOS != "NOUN" || p.Entity != "" {
		return thing{}, false
	}
	noun := strings.ToLower(d.Tokens[head].Lemma)
	if people[noun] || slices.ContainsFunc(d.Children(nil, head), func(i int) bool { return d.Tokens[i].Deprel == "conj" }) {
		return thing{}, false
	}
	return thing{n, p, noun, numberOf(d, head)}, true
}

// numberOf reads a noun's number from a figure before it, its article, its ending.
func numberOf(d *stemma.Document, head int) howMany {
	t := &d.Tokens[head]
	sure := unsaid
	for _, i := range d.Children(nil, head) {
		switch form := strings.ToLower(d.Tokens[i].Form); {
		case d.Tokens[i].Deprel == "nummod":
			return counted
		case form == "a" || form == "an":
			sure = one
		case d.Tokens[i].Deprel == "det" || d.Tokens[i].Deprel == "nmod:poss":
			return unsaid // "no", "some", "each"; "the ships" and "their ships" are known ones
		}
	}
	if sure == one || !strings.Contains(t.Feats, "Number=Plur") {
		return sure
	}
	if slices.ContainsFunc(d.Quantities, func(q stemma.Quantity) bool { return q.Noun.Overlaps(t.Span) }) {
		return counted
	}
	return several
}

// listDifference compares the lists of places that two reports give for one
// event: one that has all places of the other and more has another scope. Lists
// that cross are examples, and a single place is where the report looked.
func (v voices) listDifference(i, k int) []stemma.Disagreement {
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			if a.family != b.family {
				continue
			}
			mine, theirs := v.placesListed(a), v.placesListed(b)
			if len(mine) == len(theirs) || min(len(mine), len(theirs)) < 2 || !contains(mine, theirs) && !contains(theirs, mine) || v.sameList(i, k) {
				continue
			}
			return []stemma.Disagreement{{Kind: scope, About: "places", A: evidence(a, a.Span), B: evidence(b, b.Span),
				Why: strings.Join(mine, ", ") + " against " + strings.Join(theirs, ", ")}}
		}
	}
	return nil
}

// contains reports whether a list has all of another's names.
func contains(list, names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(list, name) })
}

// sameList reports whether some mentions of two reports list the same places.
func (v voices) sameList(i, k int) bool {
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			if mine := v.placesListed(a); len(mine) > 0 && slices.Equal(mine, v.placesListed(b)) {
				return true
			}
		}
	}
	return false
}

// placesListed are the places of a mention's clause that are coordinated with
// one another, or its only place, by name, sorted.
func (v voices) placesListed(n *note) []string {
	d := v.b.docs[n.doc]
	var names []string
	listed := 0
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if !n.Span.Contains(m.Span) || m.Type != "GPE" && m.Type != "LOC" || m.Form != stemma.Name || m.Metonym {
			continue
		}
		names = append(names, m.ID)
		if m.Head >= 0 && m.Head < len(d.Tokens) && d.Tokens[m.Head].Deprel == "conj" {
			listed++
		}
	}
	if len(names) > 1 && listed < len(names)-1 {
		return nil // places of several things
	}
	slices.Sort(names)
	return slices.Compact(names)
}
