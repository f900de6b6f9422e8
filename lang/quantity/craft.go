package quantity

import (
	"strings"

	"stemma"
)

// crafts adds figures for one ship or vehicle that force befell: "commandos
// boarded the dhow" is 1 boarded, "a drone was shot down" 1 shot down.
func (f *finder) crafts() {
	if len(f.atoms) == 0 {
		return
	}
	first, last := f.d.TokensIn(stemma.Span{Start: f.atoms[0].Start, End: f.atoms[len(f.atoms)-1].End})
	for i := first; i < last; i++ {
		if !f.craft(i) || !f.determined(i) {
			continue
		}
		span := f.phrase(i)
		of := f.fate(i, span.Start)
		if of == "shot" {
			of = "shot down"
		}
		if !f.forced(i, of) || f.overlaps(span) {
			continue
		}
		q := figure{noun: -1}
		both(&q.Quantity, 1)
		q.Span, q.Noun = span, f.tree.tokens[i].Span
		q.Unit, q.Of, q.Rule = f.unitOf(f.nounAtom(i)), of, "one-craft"
		if f.tree.tokens[i].UPOS == "PROPN" {
			q.Unit = "vessel"
		}
		f.found = append(f.found, q)
	}
}

// craft reports a noun for one ship or vehicle, or a ship's name with its
// article as what is boarded.
func (f *finder) craft(i int) bool {
	t := f.tree
	form := t.form(i)
	if loaded.words["vessel"][form] || loaded.words["vehicle"][form] {
		return true
	}
	head := t.head(i)
	return t.tokens[i].UPOS == "PROPN" && head >= 0 && t.is(i, "obj") && f.roleAt(head).of == "boarded" &&
		t.find(i, func(c int) bool { return t.form(c) == "the" }) >= 0 && !strings.HasSuffix(t.tokens[i].Name, "-PER")
}

// forced reports that what befell a craft takes force. Anybody boards a bus.
func (f *finder) forced(i int, of string) bool {
	return of == "hijacked" || of == "sunk" || of == "shot down" && f.shotDownAt(i) || of == "boarded" && !loaded.words["vehicle"][f.tree.form(i)]
}

// shotDownAt reports "shot down" as the verb over a token.
func (f *finder) shotDownAt(i int) bool {
	head := f.tree.head(i)
	return head >= 0 && f.tree.find(head, func(c int) bool { return f.tree.form(c) == "down" }) >= 0
}
