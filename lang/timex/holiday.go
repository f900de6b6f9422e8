package timex

import (
	"strings"
	"time"

	"stemma"
)

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
	if code == "ramadan" { // a month; the value is its first day
		place(t, day, day.AddDate(0, 0, 29))
	}
	return ok && !(r.known && len(code) == len(isoDay) && day.After(r.dct))
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

// holidayDate is the day of a holiday in a year: "12-25", or the name of a
// movable one, with an offset in days ("easter-2").
func holidayDate(code string, year int) (time.Time, bool) {
	if len(code) == 5 && code[2] == '-' {
		return date(year, atoi(code[:2]), atoi(code[3:]))
	}
	if fixed, err := time.Parse(isoDay, code); err == nil {
		return fixed, true
	}
	name, offset := code, 0
	if at := strings.LastIndexAny(code, "+-"); at > 0 {
		name, offset = code[:at], atoi(strings.TrimPrefix(code[at:], "+"))
	}
	day, ok := movable(name, year)
	return day.AddDate(0, 0, offset), ok && year >= 1 && year <= 9999
}
