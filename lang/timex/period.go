package timex

import (
	"fmt"
	"strings"
	"time"

	"stemma"
)

// opNone is the operation of names and idioms: there is nothing to place.
func opNone(*reading, *stemma.Timex) bool { return true }

// opDateYear is the year that a stretch of months is part of.
func opDateYear(r *reading, t *stemma.Timex) bool {
	t.Type = "DATE"
	year, ok := r.fullYear()
	t.Value = "XXXX"
	if ok {
		t.Value = fmt.Sprintf("%04d", year)
	}
	return true
}

// fullYear is the year that the text names, or the DCT's moved by the rule's step.
func (r *reading) fullYear() (int, bool) {
	year, _ := r.number("year")
	if r.args["year"] == "" {
		return year, true
	}
	return r.dct.Year() + year, r.known
}

// opStretch reads "the first nine months of 2012": how long, and which days.
func opStretch(r *reading, t *stemma.Timex) bool {
	n, ok := r.count()
	which, _ := r.number("which")
	t.Value = durationValue(n, r.unit(), ok)
	year, placed := r.fullYear()
	if !placed || !ok || n > 366 || which != 1 && which != -1 {
		return t.Value != ""
	}
	begin, end := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)
	if which == 1 {
		end, _ = moved(begin, r.unit(), n)
		end = end.AddDate(0, 0, -1)
	} else {
		begin, _ = moved(end.AddDate(0, 0, 1), r.unit(), -n)
	}
	place(t, begin, end)
	return t.Value != ""
}

// opMonthSpan reads "the July-September quarter"; three months that are no
// quarter of the calendar's year are a length of time with its days.
func opMonthSpan(r *reading, t *stemma.Timex) bool {
	a, b := atoi(r.text("a")), atoi(r.text("b"))
	if (b-a+12)%12 != 2 {
		return false
	}
	year := r.yearOf(b, 0)
	switch {
	case year == 0 && a%3 == 1:
		t.Value = fmt.Sprintf("XXXX-Q%d", a/3+1)
	case a%3 == 1:
		t.Value = fmt.Sprintf("%04d-Q%d", year, a/3+1)
	default:
		t.Type, t.Value = "DURATION", "P3M"
		if year > 0 {
			place(t, time.Date(year, time.Month(b-2), 1, 0, 0, 0, 0, time.UTC), monthEnd(year, b))
		}
	}
	return true
}

// opNamedQuarter is "the quarter" where the text has just named one.
func opNamedQuarter(r *reading, t *stemma.Timex) bool {
	t.Value = r.anchor.value
	return strings.Contains(t.Value, "-Q")
}

// opTheYear is "the year" that the text has just named, also by its fourth
// quarter, else the DCT's.
func opTheYear(r *reading, t *stemma.Timex) bool {
	value := r.anchor.value
	switch {
	case len(value) == len("2006") && r.atoms[r.first].Start-r.anchor.offset < near, strings.HasSuffix(value, "-Q4"):
		t.Value = value[:len("2006")]
	case r.known:
		t.Value = unitValue(r.dct, "Y", 0)
	default:
		t.Value = "XXXX"
	}
	return true
}

// opYearEarlier reads "the year-earlier period": the quarter, month or year
// that the text has just named, a year before.
func opYearEarlier(r *reading, t *stemma.Timex) bool {
	value := r.anchor.value
	year := atoi(value[:min(len(value), len("2006"))])
	switch {
	case year > 1 && (len(value) == len("2006") || len(value) == len("2006-01")):
		t.Value = fmt.Sprintf("%04d", year-1) + value[len("2006"):]
	case r.known:
		t.Value = unitValue(r.dct, "Y", -1)
	default:
		t.Value = "XXXX"
	}
	return true
}

// opNth reads "on the 12th": the day in the month last named, else in the DCT's
// or the one before.
func opNth(r *reading, t *stemma.Timex) bool {
	day, _ := r.number("day")
	base, ok := r.anchor.any, !r.anchor.any.IsZero() && !r.anchor.wide && r.atoms[r.first].Start-r.anchor.offset < near
	if !ok {
		base, ok = r.dct, r.known
		if ok && day > base.Day() && r.tense() != futureTense {
			base = addMonths(base, -1)
		}
	}
	if !ok {
		t.Value = fmt.Sprintf("XXXX-XX-%02d", day)
		return day <= 31
	}
	at, ok := date(base.Year(), int(base.Month()), day)
	t.Value = at.Format(isoDay)
	return ok
}

// opWeekWith reads "the week ended March 15".
func opWeekWith(r *reading, t *stemma.Timex) bool {
	var on stemma.Timex
	if !opDate(r, &on) {
		return false
	}
	t.Value = "XXXX-WXX"
	if day, err := time.Parse(isoDay, on.Value); err == nil {
		t.Value = weekValue(day)
	}
	return true
}

// opAnchorWeekday reads "that Friday", "the following Friday", "the previous
// Friday" from the last day named, else as other weekdays are read.
func opAnchorWeekday(r *reading, t *stemma.Timex) bool {
	weekday := atoi(r.text("weekday"))
	k, _ := r.k()
	day := r.anchor.day
	if day.IsZero() {
		return opWeekday(r, t)
	}
	ahead := (weekday - isoWeekday(day) + 7) % 7
	switch {
	case k > 0 && ahead == 0:
		ahead = 7
	case k < 0 && ahead == 0:
		ahead = -7
	case k < 0:
		ahead -= 7
	}
	t.Value = day.AddDate(0, 0, ahead).Format(isoDay)
	return weekday > 0
}
