package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/lexicon"
)

func opClock(r *reading, t *stemma.Timex) bool {
	clock := r.text("clock")
	day := "XXXX-XX-XX"
	k, stepped := r.k()
	weekday := atoi(r.text("weekday"))
	base, ok := r.dct.AddDate(0, 0, k), r.known
	switch {
	case weekday > 0:
		base, ok = r.weekday(weekday)
	case r.text("month") != "":
		var on stemma.Timex
		if !opDate(r, &on) {
			return false
		}
		var err error
		base, err = time.Parse(isoDay, on.Value)
		ok = err == nil
	case !stepped && !r.anchor.day.IsZero() && r.atoms[r.first].Start-r.anchor.offset < near:
		base, ok = r.anchor.day, true
	}
	if ok {
		day = base.Format(isoDay)
	}
	t.Value = day + "T" + clock
	if r.text("zone") == "Z" {
		t.Value += "Z"
	}
	return true
}

// opHourBefore is the first hour of "from 8 to 10 p.m.", which shares the half
// of the day that stands with the second.
func opHourBefore(r *reading, t *stemma.Timex) bool {
	hour, _ := r.number("a")
	c, ok := r.match.Get("b")
	if !ok || len(c.Text) < 2 {
		return false
	}
	until := atoi(c.Text[:2])
	if hour < 1 || hour > 12 {
		return false
	}
	if until > 12 && hour <= until-12 {
		hour += 12
	}
	day := "XXXX-XX-XX"
	if r.known {
		day = r.dct.Format(isoDay)
	}
	t.Value = fmt.Sprintf("%sT%02d:00", day, hour)
	return true
}

// durationValue writes a count of units: "P2W", "PT30M", "PXY".
func durationValue(n float64, unit string, known bool) string {
	amount := "X"
	if known {
		amount = strconv.FormatFloat(n, 'f', -1, 64)
	}
	switch unit {
	case "s", "m", "h":
		if known && n == 0.5 && unit == "h" {
			return "PT30M"
		}
		return "PT" + amount + strings.ToUpper(unit)
	case "D":
		if known && n == 0.5 {
			return "PT12H"
		}
		return "P" + amount + "D"
	case "Y":
		if known && n == 0.5 {
			return "P6M"
		}
		return "P" + amount + "Y"
	case "W", "M", "WE":
		return "P" + amount + unit
	case "2W", "10Y", "100Y", "Q":
		size := map[string]float64{"2W": 2, "10Y": 10, "100Y": 100, "Q": 3}[unit]
		if known {
			amount = strconv.FormatFloat(n*size, 'f', -1, 64)
		}
		return "P" + amount + map[string]string{"2W": "W", "10Y": "Y", "100Y": "Y", "Q": "M"}[unit]
	}
	return ""
}

func opDuration(r *reading, t *stemma.Timex) bool {
	n, known := r.count()
	if plus, ok := r.args["plus"]; ok && known {
		v, _ := strconv.ParseFloat(plus, 64)
		n += v
	}
	if n > 1e9 || r.ordinalSecond(n) {
		return false
	}
	unit := r.unit()
	t.Value = durationValue(n, unit, known)
	if from := r.args["from"]; from != "" && known {
		r.stretchTo(t, from, unit, n)
	}
	return t.Value != ""
}

// stretchTo gives "the past two weeks" and "the next two weeks" their days.
// They count from the DCT, but in a past clause "the next two weeks" follow the
// last date told of.
func (r *reading) stretchTo(t *stemma.Timex, from, unit string, n float64) {
	base, ok := r.dct, r.known
	if from == "future" && !r.anchor.any.IsZero() && r.anchor.any.Before(r.dct) && r.tense() == pastTense {
		base, ok = r.anchor.any, true
	}
	if from == "past" {
		n = -n
	}
	other, fine := moved(base, unit, n)
	if !ok || !fine {
		return
	}
	if other.Before(base) {
		base, other = other, base
	}
	place(t, base, other)
}

// ordinalSecond reports "two second-half goals", where "second" counts no time.
func (r *reading) ordinalSecond(n float64) bool {
	last := r.atoms[r.last-1]
	return last.Lower == "second" && n != 1 && r.atoms[r.last-2].Lower != "-"
}

// opAsMany reads "the third strike in as many weeks": the number stands before.
func opAsMany(r *reading, t *stemma.Timex) bool {
	t.Value = durationValue(0, r.unit(), false)
	for i := r.first - 1; i >= 0 && i >= r.first-reach && !sentenceEnd(r.atoms, i); i-- {
		n, k := lexicon.Ordinal(r.atoms, i)
		v := float64(n)
		if k == 0 {
			v, k = lexicon.Cardinal(r.atoms, i)
		}
		if k > 0 && v > 1 && v < 100 {
			t.Value = durationValue(v, r.unit(), true)
			break
		}
	}
	return t.Value != ""
}

// opMinutes reads "five minutes and 20 seconds".
func opMinutes(r *reading, t *stemma.Timex) bool {
	a, _ := r.number("a")
	b, _ := r.number("b")
	t.Value = fmt.Sprintf("PT%dM%dS", a, b)
	return a < 1e4 && b < 60
}

func opVague(r *reading, t *stemma.Timex) bool {
	t.Value = durationValue(0, r.unit(), false)
	return t.Value != ""
}

func opRef(r *reading, t *stemma.Timex) bool {
	t.Value = r.args["value"]
	if t.Value == "PRESENT_REF" && r.known {
		place(t, r.dct, r.dct)
	}
	return true
}
