// Package quantity finds figures in an article: numbers with bounds and what
// they count.
//
// Input: a document with text and blocks; times (package timex) tell which
// numbers are dates; trees, where they are there, name the counted noun.
// Output: Document.Quantities, ordered and disjoint.
//
// "At least nine members of an engineering regiment were killed" gives low 9,
// high open, unit person, of killed, noun "members"; "dozens" is 24 or more and
// vague; "$35,000" is money:USD.
//
// The language is in lexicon/: rules.txt (numbers with their bounds), bounds.txt
// (words of bounds, vague numbers, fractions), measures.txt (units, currencies),
// people.txt (who counts as a person), roles.txt (what befell the counted) and
// words.txt (sets that are only looked up). What a number counts is the noun that
// it modifies in the sentence's tree, or whose part it is (noun.go), and what
// befell that is read from the tree, too (befell.go); words alone decide only
// beside the number ("22 dead", "the toll rose to 22"), where headlines leave
// parsers no verb. A victim without a number is a figure as well: "killed a police
// officer and a technician" is 2 killed; so is one ship that was boarded or
// hijacked (craft.go), and one thing in a list with counted ones: "seven rifles
// and a grenade launcher".
//
// It deliberately misses ordinals, dates, scores, addresses, calibres, numbers in
// names ("Flight 447"), and measures that only convert another one ("58km (36
// miles)"). "A third died" is one more killed.
//
// Bounds follow the annotation guide of stories/claims: "more than 20" is 21 or
// more, "about 50" is 50 with approx, "nearly 100" is 99 at the most, "several" is
// 3 or more and vague. Shares are in per cent ("one in five" is 20), unless they
// are of those counted before: "12 people, half of them children" has 6 children.
// A toll that rose "from five" has the five as "killed earlier".
package quantity

import (
	"slices"
	"sort"
	"strings"

	"stemma"
	"stemma/lexicon"
)

// Find fills d.Quantities.
func Find(d *stemma.Document) {
	d.Quantities = d.Quantities[:0:0]
	tree := newTree(d.Tokens)
	for _, block := range d.Prose() {
		f := &finder{d: d, tree: tree, atoms: lexicon.Atoms(d.Text, block)}
		f.scan()
		f.victims()
		f.crafts()
		if len(f.atoms) > 0 {
			f.listed()
		}
		d.Quantities = append(d.Quantities, f.ordered()...)
	}
}

// finder reads one block.
type finder struct {
	d     *stemma.Document
	tree  *tree
	atoms []lexicon.Atom
	found []figure
	// numbers is how many of found were read from numbers; victims without one follow.
	numbers int
}

// figure is a quantity in the making.
type figure struct {
	stemma.Quantity
	first, last int // atoms of number and bound
	end         int // atom after the counted noun
	noun        int // atom of the counted noun; -1 for none
}

// scan reads the numbers from left to right, then what each one counts.
func (f *finder) scan() {
	for at := 0; at < len(f.atoms); {
		q, ok := f.number(at)
		if !ok {
			at++
			continue
		}
		at = q.last
		f.found = append(f.found, q)
	}
	for i := range f.found {
		f.shared(i)
		f.portion(i)
		f.role(i)
		f.elliptic(i)
		f.gapped(i)
		f.among(i)
		f.totalled(i)
	}
	f.converted()
	f.found = slices.DeleteFunc(f.found, func(q figure) bool { return f.idle(&q) })
}

// idle reports a figure that says nothing: it counts nothing, or it is "one"
// of things ("one big trend").
func (f *finder) idle(q *figure) bool {
	if q.Unit == "" && q.Of == "" && q.noun < 0 {
		return true
	}
	if f.at(q.first) == "both" && q.Of == "" {
		return true
	}
	if f.at(q.first) != "one" || q.last-q.first != 1 || q.Of != "" || q.Unit == "person" || f.measure(q) {
		return false
	}
	return q.noun != q.last || f.atoms[q.first].Upper || loaded.words["one-of-all"][f.at(q.noun)]
}

// shared gives a figure without a noun that of the next one: "12 Somali and 11
// Yemeni pirates" counts pirates twice.
func (f *finder) shared(i int) {
	q := &f.found[i]
	if i+1 >= len(f.found) || q.Unit == "person" {
		return
	}
	next := &f.found[i+1]
	between := 0
	for k := q.last; k < next.first; k++ {
		if f.at(k) != "and" && f.at(k) != "or" && f.at(k) != "to" && k != q.noun && !f.atoms[k].Upper {
			return
		}
		between++
	}
	if between > 2 || between == 0 || next.noun < 0 || q.noun >= 0 && !f.atoms[q.noun].Upper {
		return
	}
	q.Unit = next.Unit
}

// number reads a figure that begins at an atom, with its unit and noun.
func (f *finder) number(at int) (figure, bool) {
	for _, read := range []func(int) (figure, bool){f.age, f.magnitude, f.money, f.counted} {
		if q, ok := read(at); ok && !f.isTime(q) {
			return q, true
		}
	}
	return figure{}, false
}

// isTime reports whether a figure is part of a date, a time of day or a set. A
// duration is a figure with a unit of time.
func (f *finder) isTime(q figure) bool {
	span := f.span(q.first, q.last)
	i := sort.Search(len(f.d.Timexes), func(i int) bool { return f.d.Timexes[i].Span.End > span.Start })
	for ; i < len(f.d.Timexes) && f.d.Timexes[i].Span.Start < span.End; i++ {
		if f.d.Timexes[i].Type != "DURATION" {
			return true
		}
	}
	return false
}

func (f *finder) span(first, last int) stemma.Span {
	return stemma.Span{Start: f.atoms[first].Start, End: f.atoms[last-1].End}
}

// at is the atom's word, "" beyond the ends.
func (f *finder) at(i int) string {
	if i < 0 || i >= len(f.atoms) {
		return ""
	}
	return f.atoms[i].Lower
}

func (f *finder) word(i int) bool {
	return i >= 0 && i < len(f.atoms) && f.atoms[i].Kind == lexicon.Word
}

// counted reads a plain number: rules.txt's bounds, then the unit or noun.
func (f *finder) counted(at int) (figure, bool) {
	m, ok := loaded.patterns.At(f.atoms, at)
	if !ok {
		return figure{}, false
	}
	q := figure{first: m.First, last: m.Last, end: m.Last, noun: -1}
	rule := loaded.rules[m.Pattern]
	q.Rule = rule.name
	ok = rule.bounds(&m, &q.Quantity)
	if f.moves(&m) {
		a, _ := m.Get("a")
		ok = both(&q.Quantity, a.Number)
		q.first, q.last, q.end, q.Approx, q.Rule = a.First, a.Last, a.Last, false, "number"
	}
	if !ok || f.name(&m) || f.score(&m) || f.dialled(&m) {
		return figure{}, false
	}
	f.short(&q)
	if q.Unit == "" {
		f.unit(&q)
	}
	if rule.name == "nearly" && (f.measure(&q) || number(&m) < leastNearly) {
		continuous(&q.Quantity, number(&m))
	}
	if rule.name == "more-than" && f.during(&q) {
		c, _ := m.Get("num")
		both(&q.Quantity, c.Number)
		q.first = c.First
	}
	if q.Unit == "" {
		f.noun(&q)
	}
	if !f.plausible(&q, rule.name) || f.labels(&q) {
		return figure{}, false
	}
	q.Span = f.span(q.first, q.last)
	return q, true
}

// during reports that "over" says when and not how much: "paid over three years",
// but "lasted over three years".
func (f *finder) during(q *figure) bool {
	return f.at(q.first) == "over" && f.measure(q) && loaded.words["time"][q.Unit] && !loaded.words["lasting"][f.at(q.first-1)]
}

// plausible drops what is hardly a figure: "one" and "no" that count nothing.
func (f *finder) plausible(q *figure, rule string) bool {
	switch {
	case rule == "none", rule == "no-report":
		r, harm := loaded.roles[f.at(q.noun)]
		return q.noun >= 0 && (harm && (r.noun || rule == "none") || loaded.words["casualties"][f.at(q.noun)])
	case rule == "another-one", rule == "another":
		return q.noun < 0 && loaded.words["harm"][f.ofTree(q)]
	case f.at(q.first) == "one" && q.last-q.first == 1:
		if q.noun < 0 && f.at(q.last) != "of" { // "one is confirmed dead"
			return f.ofNoun(q) != "" || f.ofTree(q) != ""
		}
		return q.noun >= 0 && f.at(q.first-1) != "no" && f.at(q.last) != "of" && f.at(q.last) != "another"
	}
	return true
}

// leastNearly is the least number of which "nearly" bounds a count from above:
// "nearly four seasons" is no three.
const leastNearly = 20

// short multiplies a number by the scale glued to it: "5m euros", "2bn people".
// An "m" before anything but money and people is metres.
func (f *finder) short(q *figure) {
	at := q.last
	if at >= len(f.atoms) || f.atoms[at-1].Kind != lexicon.Digits || f.atoms[at].Space && f.at(at) != "mn" && f.at(at) != "bn" {
		return
	}
	n, _, scale := loaded.classes["short"](f.atoms, at)
	if n == 0 {
		return
	}
	next := at + 1
	if f.at(next) == "-" { // "a 2m-euro house"
		next++
	}
	_, unit, _ := loaded.classes["unit"](f.atoms, next)
	if f.at(at) == "m" && !strings.HasPrefix(unit, "money:") && !f.peopleAfter(at+1) {
		return
	}
	q.Low, q.High = times(q.Low, scale), times(q.High, scale)
	q.last, q.end = at+1, at+1
}

// peopleAfter reports a noun for people within the next words: "2m Windows users".
func (f *finder) peopleAfter(at int) bool {
	for i := at; i < at+3 && f.word(i); i++ {
		if loaded.people[f.at(i)] {
			return true
		}
	}
	return false
}

func times(v *float64, scale float64) *float64 {
	if v == nil {
		return nil
	}
	product := *v * scale
	return &product
}

// unit reads a measure, a currency or per cent after the number.
func (f *finder) unit(q *figure) {
	at := q.last
	if f.at(at) == "-" && !f.atoms[at].Space {
		at++
	}
	if q.Vague && f.at(at) == "of" {
		at++
	}
	if at >= len(f.atoms) {
		return
	}
	n, unit, _ := loaded.classes["unit"](f.atoms, at)
	if n == 0 || len(unit) == 0 {
		return
	}
	if loaded.words["glued"][f.at(at)] && n == 1 { // "5m", but not "5 m" and "three won"
		if f.atoms[at].Space || f.atoms[q.last-1].Kind != lexicon.Digits {
			return
		}
	}
	q.Unit, q.noun, q.end = unit, at, at+n
	if strings.HasPrefix(unit, "money:") {
		q.Of = "money"
	}
	q.Noun = f.span(at, at+n)
}

// ordered are the figures in text order, without any that lies in another.
func (f *finder) ordered() []stemma.Quantity {
	sort.SliceStable(f.found, func(i, j int) bool { return f.found[i].Span.Start < f.found[j].Span.Start })
	var list []stemma.Quantity
	end := -1
	for _, q := range f.found {
		if q.Span.Start >= end {
			list = append(list, q.Quantity)
			end = q.Span.End
		}
	}
	return list
}
