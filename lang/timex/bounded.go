package timex

import (
	"slices"
	"strconv"
	"time"

	"stemma"
	"stemma/lexicon"
)

// far is how many atoms may stand between a length of time and the date that
// bounds it.
const far = 12

// bounded gives lengths of time the days that their sentence bounds: "the
// 120-day mission, which began on 28 May" begins there and lasts 120 days.
// Timexes from first on are of the block that the atoms are of.
func (r *resolver) bounded(first int) {
	list := r.d.Timexes[first:]
	for i := range list {
		t := &list[i]
		if t.Type != "DURATION" || t.Begin != "" || i+1 >= len(list) {
			continue
		}
		next := &list[i+1]
		unit, n := lengthOf(t.Value)
		if n == 0 || next.Type != "DATE" || next.Begin == "" || next.Begin != next.End {
			continue
		}
		day, err := time.Parse(isoDay, next.Begin)
		if err != nil {
			continue
		}
		r.bound(t, day, unit, n, r.boundWord(t.Span.End, next.Span.Start))
	}
}

// lengthOf reads "P120D"; 0 for lengths in hours and for unknown ones.
func lengthOf(value string) (unit string, n float64) {
	if len(value) < 3 || value[1] == 'T' {
		return "", 0
	}
	n, err := strconv.ParseFloat(value[1:len(value)-1], 64)
	if err != nil || n <= 0 || n > most {
		return "", 0
	}
	return value[len(value)-1:], n
}

// bound sets the days of a length of time that begins (1) or ends (-1) on a day.
func (r *resolver) bound(t *stemma.Timex, day time.Time, unit string, n float64, side int) {
	other, ok := moved(day, unit, float64(side)*n)
	if side == 0 || !ok {
		return
	}
	other = other.AddDate(0, 0, -side) // both days count
	if side > 0 {
		day, other = other, day
	}
	place(t, other, day)
}

// boundWord looks for the word before a date that says whether what stands
// before begins there (1) or ends there (-1); 0 where there is none, and
// where the sentence ends or much stands between.
func (r *resolver) boundWord(from, to int) int {
	begin, _ := slices.BinarySearchFunc(r.atoms, from, func(a lexicon.Atom, offset int) int { return a.Start - offset })
	side := 0
	for at := begin; at < len(r.atoms) && at < begin+far; at++ {
		if r.atoms[at].Start >= to {
			return side
		}
		if sentenceEnd(r.atoms, at) {
			return 0
		}
		if n, _, _ := r.rules.starting(r.atoms, at); n > 0 {
			side = 1
		}
		if n, _, _ := r.rules.ending(r.atoms, at); n > 0 {
			side = -1
		}
	}
	return 0
}
