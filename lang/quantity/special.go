package quantity

import (
	"stemma/lexicon"
)

// prefixes are the classes of words before a special figure and their bounds.
// "Nearly" is about the number: money and magnitudes are measured, not counted.
var prefixes = []struct {
	class string
	set   bounds
}{{"low", low}, {"over", over}, {"upto", high}, {"under", under}, {"about", about}, {"below", about}}

// prefix reads the bound before a special figure ("at least $5m") and hands
// back the number's atom.
func (f *finder) prefix(at int) (set bounds, next int) {
	if !loaded.bounding[f.at(at)] {
		return exact, at
	}
	for _, p := range prefixes {
		if n, _, _ := loaded.classes[p.class](f.atoms, at); n > 0 {
			return p.set, at + n
		}
	}
	return exact, at
}

// bounded is a figure with the value v under the bound.
func bounded(set bounds, v float64) figure {
	q := figure{noun: -1}
	set(&lexicon.Match{Captures: []lexicon.Capture{{Name: "num", Number: v}}}, &q.Quantity)
	return q
}

// money reads "$35,000", "US$ 5 million", "at least £2m", "between $5m and $7m".
func (f *finder) money(at int) (figure, bool) {
	set, next := f.prefix(at)
	both := f.at(at) == "between" || f.at(at) == "from"
	if both {
		next++
	}
	v, last, currency := f.amount(next)
	if currency == "" {
		return figure{}, false
	}
	q := bounded(set, v)
	if most, end := f.second(last, both); end > 0 {
		ends := lexicon.Match{Captures: []lexicon.Capture{{Name: "a", Number: v}, {Name: "b", Number: most}}}
		if span := q; between(&ends, &span.Quantity) {
			span.Approx = q.Approx
			q, last = span, end
		}
	}
	q.first, q.last, q.end = at, last, last
	if both && q.Low != nil && q.High != nil && *q.Low == *q.High {
		q.first = next
	}
	q.Unit, q.Of, q.Rule = "money:"+currency, "money", "money"
	q.Span = f.span(q.first, last)
	return q, true
}

// second reads the upper end of a span of money, "-3 million" and " to $7m": its
// value and the atom after it; 0 for none.
func (f *finder) second(at int, and bool) (float64, int) {
	switch f.at(at) {
	case "-":
	case "to":
		if f.moved(at) && !and { // "rose $1.20 to $84.50"
			return 0, 0
		}
	case "and":
		if !and {
			return 0, 0
		}
	default:
		return 0, 0
	}
	if v, last, currency := f.amount(at + 1); currency != "" {
		return v, last
	}
	if f.at(at) != "-" || at+1 >= len(f.atoms) || f.atoms[at+1].Kind != lexicon.Digits {
		return 0, 0
	}
	v, n := lexicon.Cardinal(f.atoms, at+1)
	if n == 0 {
		return 0, 0
	}
	return f.scaled(v, at+1+n)
}

// amount reads a currency's sign and the number behind it: the value, the atom
// after it and the currency; "" for none.
func (f *finder) amount(at int) (v float64, last int, currency string) {
	if at >= len(f.atoms) {
		return 0, 0, ""
	}
	n, currency, _ := loaded.classes["symbol"](f.atoms, at)
	if n == 0 || at+n >= len(f.atoms) || f.atoms[at+n].Kind != lexicon.Digits {
		return 0, 0, ""
	}
	if sign := at + n - 1; n > 1 && f.at(sign) == "$" && f.atoms[sign].Space && f.at(at) != "us" {
		return 0, 0, "" // "a $75,000 reward" is no Australian one
	}
	v, k := lexicon.Cardinal(f.atoms, at+n)
	if k == 0 {
		return 0, 0, ""
	}
	v, last = f.scaled(v, at+n+k)
	return v, last, currency
}

// scaled multiplies by a short scale at an atom: "m", "bn".
func (f *finder) scaled(v float64, at int) (float64, int) {
	if at < len(f.atoms) && (!f.atoms[at].Space || f.at(at) == "bn") {
		if n, _, scale := loaded.classes["short"](f.atoms, at); n > 0 {
			return v * scale, at + n
		}
	}
	return v, at
}

// magnitude reads "magnitude 6.1", "6.1-magnitude", "a magnitude of at least
// 5.9", "measuring 6.1 on the Richter scale".
func (f *finder) magnitude(at int) (figure, bool) {
	outer, next := f.prefix(at)
	if f.at(next) != "magnitude" {
		outer, next = exact, at
	}
	if f.at(next) == "magnitude" {
		next++
		for i := 0; i < 2 && (f.at(next) == "-" || f.at(next) == "of" || f.at(next) == "at" && f.at(next+1) != "least"); i++ {
			next++
		}
	}
	set, number := f.prefix(next)
	if number == next {
		set = outer
	}
	if number >= len(f.atoms) || f.atoms[number].Kind != lexicon.Digits || number > 0 && next == at && !f.atoms[number].Space && joins(f.atoms, number-1) {
		return figure{}, false
	}
	v, n := lexicon.Cardinal(f.atoms, number)
	if n == 0 || v > 12 || v <= 0 {
		return figure{}, false
	}
	last := number + n
	if next == at && !f.richterAfter(last) && !f.richterBefore(at) {
		return figure{}, false
	}
	if v == float64(int(v)) && n == 1 {
		set = map[bool]bounds{true: about, false: exact}[number > next]
	}
	q := bounded(set, v)
	if set != nil && q.Low != nil && q.High == nil && n == 3 {
		low := v
		q.Low = &low
	}
	q.first, q.last, q.end = next, last, last
	q.Unit, q.Of, q.Rule = "magnitude", "magnitude", "magnitude"
	q.Span = f.span(next, last)
	return q, true
}

// richterAfter reports that what follows makes a number a magnitude.
func (f *finder) richterAfter(at int) bool {
	if f.at(at) == "-" {
		at++
	}
	switch f.at(at) {
	case "magnitude", "strength":
		return true
	case "on":
		return f.at(at+2) == "richter" || f.at(at+1) == "richter"
	case "degree", "degrees":
		return f.at(at+1) == "quake" || f.at(at+1) == "earthquake" || f.at(at+3) == "richter"
	}
	return false
}

// richterBefore reports that what stands before makes a number a magnitude:
// "measuring 6.1", "put the quake's magnitude at 5.9", "with a magnitude of".
func (f *finder) richterBefore(at int) bool {
	for i := at - 1; i >= 0 && i >= at-3; i-- {
		switch f.at(i) {
		case "magnitude", "richter":
			return true
		case "of", "at", "-", "was", "a":
		default:
			return false
		}
	}
	return false
}

// age reads "46-year-old", "aged 56", "Scott Russell, 46,".
func (f *finder) age(at int) (figure, bool) {
	v, n := lexicon.Cardinal(f.atoms, at)
	if n == 0 || v < 1 || v > 120 || v != float64(int(v)) || at > 0 && !f.atoms[at].Space && joins(f.atoms, at-1) {
		return figure{}, false
	}
	last := at + n
	switch {
	case f.yearsOld(last):
	case f.agedBefore(at) && f.at(last) != "-":
	case f.at(at-1) == "at" && loaded.words["obituary"][f.at(at-2)] && f.at(last) != "-" && (f.at(last) == "" || f.atoms[last].Kind != lexicon.Word || f.atoms[last].Upper): // "dies at 91"
	case f.apposed(at, last):
	default:
		return figure{}, false
	}
	q := bounded(exact, v)
	q.first, q.last, q.end = at, last, last
	q.Unit, q.Of, q.Rule = "year", "age", "age"
	q.Span = f.span(at, last)
	return q, true
}

// agedBefore reports "aged 9", "at the age of 9" and the second of "ages 7 and 9".
func (f *finder) agedBefore(at int) bool {
	switch f.at(at - 1) {
	case "of":
		return f.at(at-2) == "age"
	case "and":
		return f.at(at-3) == "ages"
	}
	return loaded.words["ages"][f.at(at-1)]
}

func (f *finder) yearsOld(at int) bool {
	if f.at(at) == "-" {
		at++
	}
	if f.at(at) != "year" && f.at(at) != "years" {
		return false
	}
	at++
	if f.at(at) == "-" {
		at++
	}
	return f.at(at) == "old" || f.at(at) == "of" && f.at(at+1) == "age"
}

// apposed reports a bare number between commas after a name.
func (f *finder) apposed(at, last int) bool {
	if f.atoms[at].Kind != lexicon.Digits || last-at > 1 || len(f.atoms[at].Lower) > 3 || len(f.atoms[at].Lower) < 1 {
		return false
	}
	before := at - 1
	if f.at(before) == "both" {
		before--
	}
	if f.at(before) != "," || before < 1 || !f.word(before-1) || !f.atoms[before-1].Upper {
		return false
	}
	switch f.at(last) {
	case ",", ".", ";", ")", "":
		return f.at(last) != "," || !f.datelike(at, last)
	}
	return false
}

// datelike reports "May 3, 46, …": a comma list that is no age.
func (f *finder) datelike(at, last int) bool {
	return last+1 < len(f.atoms) && f.atoms[last+1].Kind == lexicon.Digits
}
