package timex

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"stemma/lexicon"
)

//go:embed lexicon/words.txt
var wordText string

// classes are what "$name" reads in the rules: the word classes of words.txt
// and the numeric forms below.
func classes() (all map[string]lexicon.Class, first map[string][]string) {
	all, first = map[string]lexicon.Class{
		"day": dayClass, "ordinal": ordinalClass, "nth": nthClass,
		"year": yearClass, "anyyear": anyYearClass, "oldyear": oldYearClass, "yy": twoDigitClass,
		"shortyear": shortYearClass, "digits": digitsClass, "count": countClass, "cardinal": cardinalClass, "iso": isoClass, "slash": slashClass,
		"q": quarterClass, "name": nameClass, "rated": ratedClass,
		"fy": fiscalClass,
	}, map[string][]string{"q": {"q"}, "fy": {"fy"}}
	byClass := map[string][]lexicon.Entry{}
	for _, entry := range lexicon.MustRead("words.txt", wordText, 3) {
		byClass[entry.Key] = append(byClass[entry.Key], lexicon.Entry{Key: entry.Fields[0], Fields: entry.Fields[1:]})
	}
	byClass["mistyped"] = mistyped(byClass["month"])
	for name, entries := range byClass {
		all[name], first[name] = lexicon.Words(entries), lexicon.FirstWords(entries)
	}
	all["decade"] = decadeClass(all["decadeword"])
	half := all["half"]
	all["clock"] = func(atoms []lexicon.Atom, at int) (int, string, float64) { return clockAt(atoms, at, half, false) }
	all["bareclock"] = func(atoms []lexicon.Atom, at int) (int, string, float64) { return clockAt(atoms, at, half, true) }
	all["plainyear"] = plainYear(all["counted"], all["street"])
	return all, first
}

func digitsClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if atoms[at].Kind != lexicon.Digits || atoms[at].Value < 0 {
		return 0, "", 0
	}
	return 1, atoms[at].Lower, float64(atoms[at].Value)
}

// numbered reports whether the digits at an atom are part of a longer figure
// ("3.5", "1,200", "12:30", "$5", "45%").
func numbered(atoms []lexicon.Atom, at int) bool {
	if at > 0 && !atoms[at].Space {
		switch atoms[at-1].Lower {
		case "$", "£", "€", "¥", "#", ":":
			return true
		case ".", ",":
			if at > 1 && atoms[at-2].Kind == lexicon.Digits && !atoms[at-1].Space {
				return true
			}
		}
		if atoms[at-1].Kind == lexicon.Word {
			return true
		}
	}
	if at+1 < len(atoms) && !atoms[at+1].Space {
		switch atoms[at+1].Lower {
		case "%", ":", "°", "km", "m", "k", "bn", "mph", "st", "nd", "rd", "th", "mm", "cm", "kg", "s":
			return true
		case ".", ",":
			return at+2 < len(atoms) && atoms[at+2].Kind == lexicon.Digits && !atoms[at+2].Space
		}
	}
	return false
}

// dayClass reads a day of the month: "7", "07", "3rd", "fifth".
func dayClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if v, n := lexicon.Ordinal(atoms, at); n > 0 && v <= 31 {
		return n, "", float64(v)
	}
	atom := atoms[at]
	if atom.Kind == lexicon.Digits && len(atom.Lower) <= 2 && atom.Value >= 1 && atom.Value <= 31 && !numbered(atoms, at) {
		return 1, "", float64(atom.Value)
	}
	return 0, "", 0
}

func ordinalClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	v, n := lexicon.Ordinal(atoms, at)
	return n, "", float64(v)
}

// nthClass reads "first", "2nd", and "last" or "final" as -1.
func nthClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if word := atoms[at].Lower; word == "last" || word == "final" {
		return 1, "last", -1
	}
	return ordinalClass(atoms, at)
}

// yearClass reads a year of four digits that can hardly be anything else
// beside a month or in a range.
func yearClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	atom := atoms[at]
	if atom.Kind != lexicon.Digits || len(atom.Lower) != 4 || atom.Value < 1000 || atom.Value > 2199 || numbered(atoms, at) {
		return 0, "", 0
	}
	return 1, atom.Lower, float64(atom.Value)
}

func anyYearClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	atom := atoms[at]
	if atom.Kind != lexicon.Digits || len(atom.Lower) > 5 || atom.Value < 1 || numbered(atoms, at) {
		return 0, "", 0
	}
	return 1, atom.Lower, float64(atom.Value)
}

// oldYearClass reads a year of three digits, for use beside a month.
func oldYearClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if len(atoms[at].Lower) != 3 {
		return 0, "", 0
	}
	return anyYearClass(atoms, at)
}

// beforeYears are words after which four digits are a year even before 1900.
var beforeYears = map[string]bool{"in": true, "since": true, "by": true, "until": true, "from": true, "to": true, "between": true,
	"during": true, "before": true, "after": true, "(": true, ",": true, "and": true, "-": true, "circa": true, "of": true,
	"s": true, "an": true, "a": true, "this": true, "about": true, "around": true, "early": true, "late": true, "mid": true, "till": true, "through": true, "the": true}

// neverBefore are words after which four digits are no year: names of things.
var neverBefore = map[string]bool{"no": true, "no.": true, "flight": true, "route": true, "page": true, "room": true, "box": true,
	"highway": true, "number": true, "resolution": true, "model": true, "windows": true, "boeing": true, "airbus": true, "than": true,
	"nearly": true, "least": true, "some": true, "only": true, "article": true, "section": true, "to-": true, "usd": true, "us$": true}

// plainYear reads a year that stands alone. What follows decides whether it is
// a number of things: "2025 people", "1900 km".
func plainYear(counted, street lexicon.Class) lexicon.Class {
	return func(atoms []lexicon.Atom, at int) (int, string, float64) {
		n, text, v := yearClass(atoms, at)
		if n == 0 {
			return 0, "", 0
		}
		before := ""
		if at > 0 {
			before = atoms[at-1].Lower
		}
		if before == "." && at > 1 && (atoms[at-2].Lower == "c" || atoms[at-2].Lower == "ca") {
			return n, text, v
		}
		if neverBefore[before] || v < 1900 && !beforeYears[before] || before == "-" && !atoms[at-1].Space && !atoms[at].Space && at > 1 && atoms[at-2].Kind == lexicon.Word && atoms[at-2].Lower != "mid" && atoms[at-2].Lower != "post" && atoms[at-2].Lower != "pre" {
			return 0, "", 0
		}
		if addressed(atoms, at+1, street) {
			return 0, "", 0
		}
		if at+1 < len(atoms) {
			after := atoms[at+1]
			if after.Kind == lexicon.Word && !after.Space && after.Lower != "s" && after.Lower != "ad" && after.Lower != "ce" && after.Lower != "bc" { // "2000ft"
				return 0, "", 0
			}
			if k, _, _ := counted(atoms, at+1); k > 0 || after.Lower == "%" || after.Lower == "hours" || after.Lower == "hrs" || after.Lower == "gmt" || after.Lower == "local" {
				return 0, "", 0
			}
			if after.Lower == "-" && !after.Space && at+2 < len(atoms) && atoms[at+2].Kind == lexicon.Digits && !atoms[at+2].Space && len(atoms[at+2].Lower) > 4 {
				return 0, "", 0
			}
		}
		return n, text, v
	}
}

// addressed reports whether the words from at on name a street, so that the
// number before them is a house's: "2088 Philip Street", "2010 North Elm St.".
func addressed(atoms []lexicon.Atom, at int, street lexicon.Class) bool {
	for i := at; i < min(len(atoms), at+4); i++ {
		if atoms[i].Kind != lexicon.Word || !atoms[i].Upper {
			return false
		}
		if n, _, _ := street(atoms, i); n > 0 {
			return i > at
		}
	}
	return false
}

func twoDigitClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if atom := atoms[at]; atom.Kind == lexicon.Digits && len(atom.Lower) == 2 && !numbered(atoms, at) {
		return 1, atom.Lower, float64(atom.Value)
	}
	return 0, "", 0
}

// shortYearClass reads the "09" of "June '09".
func shortYearClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if atom := atoms[at]; atom.Kind == lexicon.Digits && len(atom.Lower) == 2 && !atom.Space {
		return 1, atom.Lower, float64(atom.Value)
	}
	return 0, "", 0
}

// cardinalClass reads a number in digits or words.
func cardinalClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	v, n := lexicon.Cardinal(atoms, at)
	if n == 1 && atoms[at].Kind == lexicon.Digits && (numbered(atoms, at) || yearLike(atoms, at)) {
		return 0, "", 0
	}
	return n, "", v
}

// yearLike reports digits that are a year and no count: "2018 day five".
func yearLike(atoms []lexicon.Atom, at int) bool {
	return len(atoms[at].Lower) == 4 && atoms[at].Value >= 1900 && atoms[at].Value < 2100 &&
		at+1 < len(atoms) && atoms[at+1].Space && !strings.HasSuffix(atoms[at+1].Lower, "s")
}

// countClass reads how many units: a cardinal, "a" or "an".
func countClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if n, text, v := cardinalClass(atoms, at); n > 0 {
		return n, text, v
	}
	if word := atoms[at].Lower; word == "a" || word == "an" {
		return 1, "a", 1
	}
	return 0, "", 0
}

// decadeClass reads "1930s", "1930's", "'30s", "30s", "thirties".
func decadeClass(words lexicon.Class) lexicon.Class {
	return func(atoms []lexicon.Atom, at int) (int, string, float64) {
		if n, text, _ := words(atoms, at); n > 0 {
			v, _ := strconv.ParseFloat(text, 64)
			return n, "", 1900 + v
		}
		n := 0
		if atoms[at].Lower == "'" {
			n = 1
		}
		if at+n+1 >= len(atoms) || atoms[at+n].Kind != lexicon.Digits || atoms[at+n].Value%10 != 0 {
			return 0, "", 0
		}
		digits := atoms[at+n]
		n++
		if atoms[at+n].Lower == "'" && at+n+1 < len(atoms) {
			n++
		}
		if atoms[at+n].Lower != "s" || atoms[at+n].Space {
			return 0, "", 0
		}
		switch {
		case len(digits.Lower) == 4 && digits.Value >= 1000 && digits.Value < 2100:
			return n + 1, "", float64(digits.Value)
		case len(digits.Lower) == 2 && digits.Value >= 20:
			return n + 1, "", float64(1900 + digits.Value)
		}
		return 0, "", 0
	}
}

// isoClass reads "2011-03-04".
func isoClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if at+5 > len(atoms) || len(atoms[at].Lower) != 4 || atoms[at].Kind != lexicon.Digits {
		return 0, "", 0
	}
	for i := 1; i < 5; i++ {
		atom := atoms[at+i]
		if atom.Space || (i%2 == 1) != (atom.Lower == "-" || atom.Lower == "/") || i%2 == 0 && (atom.Kind != lexicon.Digits || len(atom.Lower) != 2) {
			return 0, "", 0
		}
	}
	return 5, fmt.Sprintf("%s-%s-%s", atoms[at].Lower, atoms[at+2].Lower, atoms[at+4].Lower), 0
}

// slashClass reads "7/8/07", "31.12.2024": three numbers, kept in the order of the text.
func slashClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if at+5 > len(atoms) || atoms[at].Kind != lexicon.Digits || len(atoms[at].Lower) > 2 {
		return 0, "", 0
	}
	mark := atoms[at+1].Lower
	if mark != "/" && mark != "." || atoms[at+3].Lower != mark || mark == "." && len(atoms[at+4].Lower) != 4 {
		return 0, "", 0
	}
	for i := 1; i < 5; i++ {
		if atoms[at+i].Space && (mark != "/" || len(atoms[at+4].Lower) != 4) || i%2 == 0 && atoms[at+i].Kind != lexicon.Digits {
			return 0, "", 0
		}
	}
	if len(atoms[at+2].Lower) > 2 || len(atoms[at+4].Lower) != 2 && len(atoms[at+4].Lower) != 4 {
		return 0, "", 0
	}
	dotted := 0.0
	if mark == "." { // only countries that write the day first set dots
		dotted = 1
	}
	return 5, fmt.Sprintf("%s/%s/%s", atoms[at].Lower, atoms[at+2].Lower, atoms[at+4].Lower), dotted
}

// quarterClass reads "Q3".
func quarterClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if atoms[at].Lower != "q" || !atoms[at].Upper || at+1 >= len(atoms) || atoms[at+1].Space {
		return 0, "", 0
	}
	if v := atoms[at+1].Value; v >= 1 && v <= 4 && len(atoms[at+1].Lower) == 1 {
		return 2, "", float64(v)
	}
	return 0, "", 0
}

// fiscalClass reads "FY2014" and "FY14".
func fiscalClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if atoms[at].Lower != "fy" || at+1 >= len(atoms) || atoms[at+1].Kind != lexicon.Digits {
		return 0, "", 0
	}
	switch v := atoms[at+1].Value; len(atoms[at+1].Lower) {
	case 2:
		return 2, "", float64(2000 + v)
	case 4:
		return 2, "", float64(v)
	}
	return 0, "", 0
}

// nameClass reads a capitalised word, to look ahead for names that a month or
// holiday is part of.
func nameClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	if atoms[at].Kind == lexicon.Word && atoms[at].Upper {
		return 1, "", 0
	}
	return 0, "", 0
}

// ratedClass reads what "a year" is a rate of: a figure or a plural.
func ratedClass(atoms []lexicon.Atom, at int) (int, string, float64) {
	atom := atoms[at]
	if atom.Kind == lexicon.Digits || len(atom.Lower) > 3 && strings.HasSuffix(atom.Lower, "s") || atom.Lower == "once" || atom.Lower == "twice" || atom.Lower == "million" || atom.Lower == "billion" || atom.Lower == "thousand" {
		return 1, "", 0
	}
	return 0, "", 0
}

// clockAt reads a time of day as "17:30". Without "a.m.", "p.m." or "o'clock"
// only "18:05" or "1230 hours" is one, and only where bare says so.
func clockAt(atoms []lexicon.Atom, at int, half lexicon.Class, bare bool) (int, string, float64) {
	hour, minute, n := -1, 0, 1
	if atoms[at].Kind == lexicon.Digits {
		hour = atoms[at].Value
		if len(atoms[at].Lower) == 4 && at+1 < len(atoms) && (atoms[at+1].Lower == "hours" || atoms[at+1].Lower == "hrs" || atoms[at+1].Lower == "gmt") && bare {
			if atoms[at+1].Lower != "gmt" {
				n = 2
			}
			return clockText(hour/100, hour%100, n)
		}
		if len(atoms[at].Lower) > 2 || at > 0 && !atoms[at].Space && (atoms[at-1].Lower == ":" || atoms[at-1].Lower == "." || atoms[at-1].Lower == ",") {
			return 0, "", 0
		}
	} else if v, k := lexicon.Cardinal(atoms, at); k == 1 && v >= 1 && v <= 12 {
		hour = int(v)
	}
	if hour < 0 {
		return 0, "", 0
	}
	minutes := false
	if at+2 < len(atoms) && (atoms[at+1].Lower == ":" || atoms[at+1].Lower == ".") && !atoms[at+1].Space && !atoms[at+2].Space &&
		atoms[at+2].Kind == lexicon.Digits && len(atoms[at+2].Lower) == 2 {
		minutes, minute, n = atoms[at+1].Lower == ":", atoms[at+2].Value, 3
	}
	if at+n < len(atoms) {
		if k, text, _ := half(atoms, at+n); k > 0 && hour <= 12 {
			if text == "pm" && hour < 12 || text == "clock" && hour < 6 {
				hour += 12
			}
			if text == "am" && hour == 12 {
				hour = 0
			}
			return clockText(hour, minute, n+k)
		}
	}
	if !bare || !minutes {
		return 0, "", 0
	}
	return clockText(hour, minute, n)
}

func clockText(hour, minute, n int) (int, string, float64) {
	if hour > 24 || minute > 59 {
		return 0, "", 0
	}
	return n, fmt.Sprintf("%02d:%02d", hour, minute), 0
}
