package quantity

import (
	"stemma/lexicon"
)

// prefix reads the bound before a special figure ("at least $5m") and hands
// back the number's atom.
func (f *finder) prefix(at int) (set bounds, next int) {
	for _, p := range []struct {
		class string
		set   bounds
	}{{"low", low}, {"over", over}, {"upto", high}, {"under", under}, {"about", about}} {
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

// money reads "$35,000", "US$ 5 million", "at least £2m".
func (f *finder) money(at int) (figure, bool) {
	set, next := f.prefix(at)
	if next >= len(f.atoms) {
		return figure{}, false
	}
	n, currency, _ := loaded.classes["symbol"](f.atoms, next)
	if n == 0 || next+n >= len(f.atoms) || f.atoms[next+n].Kind != lexicon.Digits {
		return figure{}, false
	}
	if sign := next + n - 1; n > 1 && f.at(sign) == "$" && f.atoms[sign].Space && f.at(next) != "us" {
		return figure{}, false // "a $75,000 reward" is no Australian one
	}
	v, k := lexicon.Cardinal(f.atoms, next+n)
	if k == 0 {
		return figure{}, false
	}
	last := next + n + k
	if last < len(f.atoms) {
		if m, text, _ := valued(loaded.classes["short"])(f.atoms, last); m > 0 && (!f.atoms[last].Space || f.at(last) == "bn") {
			_ = text
			_, _, scale := valued(loaded.classes["short"])(f.atoms, last)
			v *= scale
			last += m
		}
	}
	q := bounded(set, v)
	q.first, q.last, q.end = at, last, last
	q.Unit, q.Of, q.Rule = "money:"+currency, "money", "money"
	q.Span = f.span(at, last)
	return q, true
}

// magnitude reads "magnitude 6.1", "6.1-magnitude", "a magnitude of at least
// 5.9", "measuring 6.1 on the Richter scale".
func (f *finder) magnitude(at int) (figure, bool) {
	next := at
	if f.at(at) == "magnitude" {
		next++
		for i := 0; i < 2 && (f.at(next) == "-" || f.at(next) == "of" || f.at(next) == "at" && f.at(next+1) != "least"); i++ {
			next++
		}
	}
	set, number := f.prefix(next)
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
	case (f.at(at-1) == "aged" || f.at(at-1) == "age" || f.at(at-2) == "age" && f.at(at-1) == "of") && f.at(last) != "-":
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
