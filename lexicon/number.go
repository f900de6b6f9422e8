package lexicon

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed numerals.txt
var numeralText string

// numeral is one number word: its class and value.
type numeral struct {
	class string // unit, teen, ten, scale, ordinal
	value float64
}

var numerals = readNumerals()

func readNumerals() map[string]numeral {
	words := map[string]numeral{}
	for _, entry := range MustRead("numerals.txt", numeralText, 3) {
		v, err := strconv.ParseFloat(entry.Fields[1], 64)
		if err != nil {
			panic(err)
		}
		words[entry.Key] = numeral{entry.Fields[0], v}
	}
	return words
}

// Cardinal reads a number in digits or words at atoms[at]: "1.5 million",
// "10,000", "twenty-one", "two hundred and six", "a hundred", "half a million".
// It returns the value and how many atoms it takes, 0 for none. "a" alone is
// no number.
func Cardinal(atoms []Atom, at int) (float64, int) {
	if at >= len(atoms) {
		return 0, 0
	}
	if atoms[at].Kind == Digits {
		v, n := figures(atoms, at)
		return scaled(atoms, at, v, n)
	}
	if atoms[at].Kind != Word {
		return 0, 0
	}
	switch atoms[at].Lower {
	case "half":
		return halfOf(atoms, at)
	case "a", "an":
		if scale, ok := scaleAt(atoms, at+1); ok {
			return scaled(atoms, at, scale.value, 2)
		}
		return 0, 0
	}
	return spelled(atoms, at)
}

// halfOf reads "half a million".
func halfOf(atoms []Atom, at int) (float64, int) {
	if at+2 < len(atoms) && atoms[at+1].Lower == "a" {
		if scale, ok := scaleAt(atoms, at+2); ok && scale.value >= 1000 {
			return scale.value / 2, 3
		}
	}
	return 0, 0
}

func scaleAt(atoms []Atom, at int) (numeral, bool) {
	if at >= len(atoms) || atoms[at].Kind != Word {
		return numeral{}, false
	}
	word := numerals[atoms[at].Lower]
	return word, word.class == "scale"
}

// figures reads digits with thousands separators and a decimal point. Groups
// of other than three digits are not separated thousands: "in 2010,300 people"
// is read as 2010.
func figures(atoms []Atom, at int) (float64, int) {
	whole, n := atoms[at].Lower, 1
	for len(whole) <= 15 && glued(atoms, at+n, ",") && at+n+1 < len(atoms) {
		group := atoms[at+n+1]
		if group.Kind != Digits || group.Space || len(group.Lower) != 3 || len(atoms[at].Lower) > 3 {
			break
		}
		whole += group.Lower
		n += 2
	}
	if glued(atoms, at+n, ".") && at+n+1 < len(atoms) && atoms[at+n+1].Kind == Digits && !atoms[at+n+1].Space {
		whole += "." + atoms[at+n+1].Lower
		n += 2
	}
	v, err := strconv.ParseFloat(whole, 64)
	if err != nil || len(whole) > 24 {
		return 0, 0
	}
	return v, n
}

// glued reports whether the atom is the mark and has no space before it.
func glued(atoms []Atom, at int, mark string) bool {
	return at < len(atoms) && !atoms[at].Space && atoms[at].Lower == mark
}

// scaled multiplies by the scale words that follow: "million", "-million", "m"
// is left to the callers, who know whether money is meant.
func scaled(atoms []Atom, at int, v float64, n int) (float64, int) {
	for n > 0 && n < longest {
		next := at + n
		if glued(atoms, next, "-") {
			next++
		}
		scale, ok := scaleAt(atoms, next)
		if !ok || strings.HasSuffix(atoms[next].Lower, "s") {
			return v, n
		}
		v *= scale.value
		n = next + 1 - at
	}
	return v, n
}

// longest is how many atoms a number may take; no real one is longer.
const longest = 24

// spelled reads a number in words.
func spelled(atoms []Atom, at int) (float64, int) {
	total, group, n := 0.0, 0.0, 0
	last := ""
	for at+n < len(atoms) && n < longest {
		next := at + n
		joined := n > 0 && (atoms[next].Lower == "-" || atoms[next].Lower == "and" && last == "scale")
		if joined {
			next++
		}
		if next >= len(atoms) || atoms[next].Kind != Word {
			break
		}
		word, ok := numerals[atoms[next].Lower]
		if !ok || !follows(last, word.class) || word.class == "scale" && strings.HasSuffix(atoms[next].Lower, "s") {
			break
		}
		switch {
		case word.class != "scale":
			group += word.value
		case word.value < 1000:
			group *= word.value
		default:
			total += group * word.value
			group = 0
		}
		last = word.class
		n = next + 1 - at
	}
	return total + group, n
}

// follows says which class of number word may come after which.
func follows(last, class string) bool {
	switch class {
	case "unit":
		return last != "unit" && last != "teen"
	case "teen", "ten":
		return last == "" || last == "scale"
	case "scale":
		return last != ""
	}
	return false
}

// Ordinal reads "third", "twenty-first" or "21st" at atoms[at]: the value and
// how many atoms it takes, 0 for none.
func Ordinal(atoms []Atom, at int) (int, int) {
	if at >= len(atoms) {
		return 0, 0
	}
	atom := atoms[at]
	if atom.Kind == Digits {
		if at+1 < len(atoms) && !atoms[at+1].Space && atom.Value > 0 {
			switch atoms[at+1].Lower {
			case "st", "nd", "rd", "th":
				return atom.Value, 2
			}
		}
		return 0, 0
	}
	word, ok := numerals[atom.Lower]
	switch {
	case !ok:
	case word.class == "ordinal":
		return int(word.value), 1
	case word.class == "ten" && at+2 < len(atoms) && atoms[at+1].Lower == "-":
		if unit, ok := numerals[atoms[at+2].Lower]; ok && unit.class == "ordinal" && unit.value < 10 {
			return int(word.value + unit.value), 3
		}
	}
	return 0, 0
}
