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

// numberDifference compares how many of one thing two reports have, where the
// noun's number tells: "ships" against "a ship" contradict. A report that says
// both does not differ. Figures against bare nouns are left to uncounted.
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
	}
	return "", ""
}

// uncounted finds what one report counts and the other, in a mention of the same
// thing, only names in the plural: "two helicopters" against "helicopters". A
// report that counts the thing anywhere, or leaves it out, does not differ.
func (v voices) uncounted(i, k int) []stemma.Disagreement {
	for _, side := range [][2]int{{i, k}, {k, i}} {
		for _, f := range v.figures(side[0]) {
			noun := v.counted(f)
			if noun == "" || people[noun] || f.Vague || v.partitive(f) || v.counts(side[1], noun, f.note) {
				continue
			}
			if n, span := v.barePlural(side[1], noun, f.note); n != nil {
				d := stemma.Disagreement{Kind: precision, About: "number", A: evidence(f.note, f.Span.Cover(f.Noun)), B: evidence(n, span), Why: fmt.Sprintf("only one says how many (%s)", noun)}
				if side[0] == k {
					d.A, d.B = d.B, d.A
				}
				return []stemma.Disagreement{d}
			}
		}
	}
	return nil
}

// partitive reports whether a figure counts some of a known number: "seven of the
// officers" is not how many officers there were.
func (v voices) partitive(f figure) bool {
	if f.Noun.Start <= f.Span.End {
		return false
	}
	between := stemma.Span{Start: f.Span.End, End: f.Noun.Start}.In(v.b.docs[f.note.doc].Text)
	return slices.Contains(strings.Fields(between), "of")
}

// counts reports whether a report has a figure for a noun anywhere, but for one of
// other days than a mention's: the cables cut in January are not Friday's.
func (v voices) counts(report int, noun string, n *note) bool {
	d := v.b.docs[v.notes[report][0].doc]
	return slices.ContainsFunc(d.Quantities, func(q stemma.Quantity) bool {
		if q.Noun.Empty() || v.counted(figure{q, v.notes[report][0]}) != noun {
			return false
		}
		far := farness(d, &stemma.ClaimMention{Trigger: q.Span})
		return far == undated || n.far == undated || far == n.far
	})
}

// barePlural is a plural without article or figure of a noun, in one of a report's
// mentions that is likely one with another report's. A noun of the event's own
// family is not looked for: firing guns is not the guns.
func (v voices) barePlural(report int, noun string, other *note) (*note, stemma.Span) {
	for _, n := range v.notes[report] {
		if n.Polarity != other.Polarity || n.family == noun || !has(n.words, noun) || !v.likelyOne(n, other) {
			continue
		}
		d := v.b.docs[n.doc]
		first, last := d.TokensIn(n.Span)
		for at := first; at < last; at++ {
			if t := d.Tokens[at]; t.UPOS == "NOUN" && family(t.Lemma) == noun && numberOf(d, at) == several {
				return n, phrase(d, at)
			}
		}
	}
	return nil, stemma.Span{}
}

// phrase is a noun with the words before it that say which kind it is.
func phrase(d *stemma.Document, noun int) stemma.Span {
	span := d.Tokens[noun].Span
	for _, i := range d.Children(nil, noun) {
		if relation := d.Tokens[i].Deprel; i < noun && (relation == "compound" || relation == "amod") {
			span = span.Cover(d.Tokens[i].Span)
		}
	}
	return span
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

// compounds are the nouns that say which kind of the counted thing it is: "shotgun"
// of shotgun cartridges.
func (v voices) compounds(f figure) []string {
	if f.Noun.Empty() {
		return nil
	}
	d := v.b.docs[f.note.doc]
	var kinds []string
	for _, i := range d.Children(nil, d.TokenAt(f.Noun.Start)) {
		if d.Tokens[i].Deprel == "compound" {
			kinds = append(kinds, family(d.Tokens[i].Lemma))
		}
	}
	return kinds
}

// kindsApart reports whether two figures count two kinds of a thing, each named:
// "12 shotgun cartridges" and "three rifle cartridges".
func (v voices) kindsApart(p, q figure) bool {
	a, b := v.compounds(p), v.compounds(q)
	return len(a) > 0 && len(b) > 0 && disjoint(a, b)
}

// disjoint reports whether two lists have no word in common.
func disjoint(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}
