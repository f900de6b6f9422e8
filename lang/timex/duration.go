package timex

import (
	"strconv"
	"strings"
	"time"

	"stemma"
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
	case !stepped && !r.anchor.day.IsZero() && r.atoms[r.first].Start-r.anchor.offset < 160:
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
	if n > 1e9 {
		return false
	}
	unit := r.unit()
	t.Value = durationValue(n, unit, known)
	if r.args["from"] != "" && r.known && known {
		begin, end := r.dct, r.dct
		var ok bool
		if r.args["from"] == "past" {
			begin, ok = moved(r.dct, unit, -n)
		} else {
			end, ok = moved(r.dct, unit, n)
		}
		if ok && begin.Year() > 0 && end.Year() < 10000 {
			t.Begin, t.End = begin.Format(isoDay), end.Format(isoDay)
		}
	}
	return t.Value != ""
}

func opVague(r *reading, t *stemma.Timex) bool {
	t.Value = durationValue(0, r.unit(), false)
	return t.Value != ""
}

func opSet(r *reading, t *stemma.Timex) bool {
	n, ok := r.count()
	if !ok {
		n = 1
	}
	t.Value = durationValue(n, r.unit(), true)
	t.Quant = r.args["quant"]
	return t.Value != "" && n < 1e6
}

func opSetPart(r *reading, t *stemma.Timex) bool {
	t.Value, t.Quant = "XXXX-XX-XXT"+r.text("daypart"), "every"
	return true
}

func opOften(r *reading, t *stemma.Timex) bool {
	text := r.text("often")
	n, unit := 1.0, text
	if text == "2Y" {
		n, unit = 2, "Y"
	}
	t.Value = durationValue(n, unit, true)
	return t.Value != ""
}

func opRef(r *reading, t *stemma.Timex) bool {
	t.Value = r.args["value"]
	if t.Value == "PRESENT_REF" && r.known {
		t.Begin, t.End = r.dct.Format(isoDay), r.dct.Format(isoDay)
	}
	return true
}

func opHoliday(r *reading, t *stemma.Timex) bool {
	code := r.text("holiday")
	year, ok := r.number("year")
	if !ok {
		if !r.known {
			t.Value = "XXXX-XX-XX"
			if len(code) == 5 && code[2] == '-' {
				t.Value = "XXXX-" + code
			}
			return true
		}
		year = r.holidayYear(code)
	}
	day, ok := holidayDate(code, year)
	t.Value = day.Format(isoDay)
	return ok
}

func (r *reading) holidayYear(code string) int {
	year := r.dct.Year()
	this, ok := holidayDate(code, year)
	if !ok {
		return year
	}
	k, stepped := r.k()
	ahead := stepped && k > 0 || !stepped && r.tense() == futureTense
	switch {
	case ahead && (this.Before(r.dct) || stepped && this.Equal(r.dct)):
		return year + 1
	case ahead:
		return year
	case this.After(r.dct), stepped && this.Equal(r.dct):
		return year - 1
	}
	return year
}
