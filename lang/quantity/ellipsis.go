package quantity

import (
	"math"
	"slices"

	"stemma"
	"stemma/lexicon"
)

// elliptic gives a figure that names nothing what the one before it counts: of
// "two missiles struck the port and two more were shot down" the second counts
// missiles too, and of "they arrested 23 pirates; 12 are from Somalia" the
// second counts some of the arrested.
func (f *finder) elliptic(i int) {
	q := &f.found[i]
	if i == 0 || q.noun >= 0 || q.Unit != "" && (q.Unit != "person" || loaded.words["humane"][q.Of]) {
		return
	}
	before := &f.found[i-1]
	if before.noun < 0 && before.Unit == "" || before.Of == "age" || before.Of == "money" || before.Of == "magnitude" || before.Unit == "percent" || f.measure(before) || q.first-before.last > near || !f.clausal(q) {
		return
	}
	q.Unit = before.Unit
	if q.Of == "" && before.Low != nil && q.Low != nil && *q.Low < *before.Low {
		q.Of = before.Of
	}
}

// among gives those named behind "among them" what befell those before: "40
// people, among them six children".
func (f *finder) among(i int) {
	q := &f.found[i]
	if i == 0 || q.Of != "" || f.at(q.first-1) != "them" || !parts(f.at(q.first-2)) {
		return
	}
	if before := &f.found[i-1]; before.Unit == q.Unit && q.first-before.last <= near {
		q.Of = before.Of
	}
}

// portion turns a share of those counted before into their number: "12 people,
// half of them children" has six children.
func (f *finder) portion(i int) {
	q := &f.found[i]
	if i == 0 || q.Unit != "percent" || f.at(q.last) != "of" || !loaded.words["them"][f.at(q.last+1)] {
		return
	}
	before := &f.found[i-1]
	if before.Unit == "" || before.Unit == "percent" || before.Of == "age" || f.measure(before) || q.first-before.last > near {
		return
	}
	low, high := q.Low, q.High
	if before.Low == nil {
		low = nil
	}
	if before.High == nil {
		high = nil
	}
	q.Low, q.High = percentOf(before.Low, low), percentOf(before.High, high)
	q.Unit, q.Approx, q.Vague = before.Unit, true, before.Vague
}

// totalled gives a total what those before count: "another 25 people were
// rescued, bringing the total to 210".
func (f *finder) totalled(i int) {
	q := &f.found[i]
	if i == 0 || q.Of != "" || q.noun >= 0 || f.at(q.first-1) != "to" || !loaded.words["sum"][f.at(q.first-2)] {
		return
	}
	if before := &f.found[i-1]; before.Of != "age" && q.first-before.last <= near {
		q.Unit, q.Of = before.Unit, before.Of
	}
}

// gapped gives a share without a bound that of the list it stands in: "up to 55
// percent in Egypt and 82 percent in India" are two upper bounds.
func (f *finder) gapped(i int) {
	q := &f.found[i]
	if i == 0 || q.Unit != "percent" || q.Rule != "number" {
		return
	}
	before := &f.found[i-1]
	if before.Unit != "percent" || before.Low != nil && before.High != nil || q.first-before.end > 8 {
		return
	}
	for k := before.end; k < q.first; k++ {
		if tag := f.tag(k); tag == "VERB" || tag == "AUX" || tag == "SCONJ" {
			return
		}
	}
	if joint := f.at(q.first - 1); joint == "and" || joint == "," {
		if before.Low == nil {
			q.Low = nil
		} else {
			q.High = nil
		}
	}
}

// near is how many atoms back a figure may find what it counts: the same
// sentence or the one before.
const near = 30

// clausal reports a number that is itself an argument of a verb.
func (f *finder) clausal(q *figure) bool {
	n := f.anchor(q)
	return n >= 0 && (f.tree.is(n, "nsubj", "obj", "conj") || f.at(q.last) == "more" || f.at(q.last) == "others")
}

// converted takes measures in brackets behind another one out, "58km (36
// miles)": they are the same figure in other units.
func (f *finder) converted() {
	kept, last := f.found[:0], figure{noun: -1}
	for _, q := range f.found {
		bracketed := f.at(q.first-1) == "(" && (f.at(q.end) == ")" || f.at(q.end+1) == ")")
		if bracketed && f.measure(&q) && q.first-last.end < 3 && f.measure(&last) {
			continue
		}
		last = q
		kept = append(kept, q)
	}
	f.found = kept
}

// listed adds single things that stand in a list with counted ones: "seven
// rifles, a grenade launcher and 13 magazines" has one launcher.
func (f *finder) listed() {
	counted, victims := map[int]bool{}, map[int]bool{}
	for _, q := range f.found[f.numbers:] {
		victims[f.d.TokenAt(q.Noun.Start)] = true
	}
	for i := range f.numbers {
		if n := f.anchor(&f.found[i]); n >= 0 && f.found[i].noun >= 0 && !f.measure(&f.found[i]) && f.found[i].Of != "age" {
			counted[f.listHead(n)] = true
		}
	}
	first, last := f.d.TokensIn(stemma.Span{Start: f.atoms[0].Start, End: f.atoms[len(f.atoms)-1].End})
	for i := first; i < last; i++ {
		article := f.tree.find(i, func(c int) bool { return f.tree.form(c) == "a" || f.tree.form(c) == "an" })
		if article < 0 || f.tree.tokens[i].UPOS != "NOUN" || !f.tree.is(i, "conj") && !f.tree.has(i, "conj") || !counted[f.listHead(i)] {
			continue
		}
		span := f.tree.tokens[article].Span
		if victims[i] || f.follows(i) && victims[f.tree.head(i)] || f.overlaps(span.Cover(f.tree.tokens[i].Span)) { // "two children, a 16-year-old son": told apart, not added
			continue
		}
		q := figure{noun: -1}
		both(&q.Quantity, 1)
		noun := f.whole(i)
		q.Span, q.Noun, q.Rule = span, f.tree.tokens[noun].Span, "listed-one"
		q.Unit, q.Of = f.unitOf(f.nounAtom(noun)), f.fate(i, span.Start)
		if q.Of == "arrested" && q.Unit != "person" {
			q.Of = "seized"
		}
		f.found = append(f.found, q)
	}
}

// listHead is the first of the list that a token stands in.
func (f *finder) listHead(i int) int {
	for steps := 0; steps < 16 && f.tree.is(i, "conj", "appos"); steps++ {
		head := f.tree.head(i)
		if head < 0 || f.tree.tokens[head].UPOS == "VERB" {
			break
		}
		i = head
	}
	return i
}

// atom is the atom at which a token begins.
func (f *finder) atom(token int) int {
	at, _ := slices.BinarySearchFunc(f.atoms, f.tree.tokens[token].Start, func(a lexicon.Atom, start int) int { return a.Start - start })
	return min(at, len(f.atoms)-1)
}

// percentOf is a share of a bound in whole things; nil where either is open.
func percentOf(v, percent *float64) *float64 {
	if v == nil || percent == nil {
		return nil
	}
	part := math.Round(*v * *percent / 100)
	return &part
}
