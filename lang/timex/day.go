package timex

import (
	"fmt"
	"strings"
	"time"

	"stemma"
)

func opISO(r *reading, t *stemma.Timex) bool {
	t.Value = strings.ReplaceAll(r.text("iso"), "/", "-")
	_, err := time.Parse(isoDay, t.Value)
	return err == nil
}

func opSlash(r *reading, t *stemma.Timex) bool {
	parts := strings.Split(r.text("slash"), "/")
	month, day, year := atoi(parts[0]), atoi(parts[1]), atoi(parts[2])
	c, _ := r.match.Get("slash")
	if month > 12 || (c.Number == 1 || r.dayFirst()) && day <= 12 {
		month, day = day, month
	}
	if len(parts[2]) == 2 {
		year += 2000
		if r.known && year > r.dct.Year()+20 {
			year -= 100
		}
	}
	at, ok := date(year, month, day)
	t.Value = at.Format(isoDay)
	return ok
}

// dayFirst reports whether the article writes the day before the month: its
// outlet's country does, or all the dates that it has spelled out so far do.
func (r *reading) dayFirst() bool { return r.dmy || r.dayMonth && !r.monthDay }

func opDate(r *reading, t *stemma.Timex) bool {
	day, _ := r.number("day")
	month := atoi(r.text("month"))
	year, ok := r.number("year")
	if !ok {
		year = r.yearOf(month, day)
	}
	if year == 0 {
		if _, ok := date(2004, month, day); !ok {
			return false
		}
		t.Value = fmt.Sprintf("XXXX-%02d-%02d", month, day)
	} else {
		at, ok := date(year, month, day)
		if !ok {
			return false
		}
		t.Value = at.Format(isoDay)
	}
	if part := r.text("daypart"); part != "" {
		t.Value += "T" + part
	}
	return true
}

// yearOf places a month (and day; 0: none) that bears no year: in the running
// narrative's year where that is an earlier one, in the year whose weekday
// fits where a weekday is named, else by tense. 0: cannot be known.
func (r *reading) yearOf(month, day int) int {
	if year := r.narrativeYear(month, max(day, 1)); year > 0 {
		return year
	}
	if !r.known {
		return 0
	}
	at := func(year int) time.Time {
		return time.Date(year, time.Month(month), max(day, 1), 0, 0, 0, 0, time.UTC)
	}
	here := r.dct
	if day == 0 {
		here = time.Date(r.dct.Year(), r.dct.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	past, future := here.Year(), here.Year()
	if at(past).After(here) {
		past--
	}
	if at(future).Before(here) {
		future++
	}
	if year := r.weekdayYear(past, future, at); year > 0 {
		return year
	}
	switch r.tense() {
	case pastTense:
		if r.aheadWord() {
			return future
		}
		return past
	case futureTense:
		if day > 0 && here.Sub(at(past)) < 14*24*time.Hour { // "is to run from January 23", begun
			return past
		}
		return future
	}
	if at(future).Sub(here) < here.Sub(at(past)) {
		return future
	}
	return past
}

// aheadWord reports "by" and "until" before the expression: they look ahead
// even in a past clause ("agreed to finish by June 10") unless it lies behind.
func (r *reading) aheadWord() bool {
	if r.first == 0 {
		return false
	}
	switch r.atoms[r.first-1].Lower {
	case "by", "until", "till":
		return true
	}
	return false
}

func (r *reading) weekdayYear(past, future int, at func(int) time.Time) int {
	weekday := atoi(r.text("weekday"))
	if weekday == 0 {
		weekday = atoi(r.text("weekdayshort"))
	}
	if weekday == 0 {
		return 0
	}
	for _, year := range []int{past, future, past - 1, future + 1, past - 2, past - 3, past - 4} {
		if isoWeekday(at(year)) == weekday {
			return year
		}
	}
	return 0
}

// near is how far, in bytes, a date carries its year to the next one.
const near = 600

// narrativeYear is the year that the last full date gives to a month that
// follows it, for articles that tell of an earlier year; 0 where none does.
// One old date among many new ones (a birthday) does not set the year: three
// in a row do.
func (r *reading) narrativeYear(month, day int) int {
	a := r.anchor
	if a.any.IsZero() || !a.explicit || r.atoms[r.first].Start-a.offset > near {
		return 0
	}
	if !r.known && !a.any.Equal(a.day) {
		return 0
	}
	if r.known && a.any.After(r.dct.AddDate(0, 2, 0)) && !a.wide { // what is told lies after the date the article bears
		return r.laterYear(month, day)
	}
	if r.known && (a.any.Year() >= r.dct.Year() || r.old < 3 && (a.wide || r.dct.Year()-a.any.Year() > 2)) {
		return 0
	}
	if tense := r.tense(); r.known && (tense == futureTense || tense != pastTense && r.old < 3) {
		return 0
	}
	year := a.any.Year()
	if !a.wide && time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).AddDate(0, 2, 0).Before(a.any) {
		year++
	}
	return year
}

// laterYear is the first year in which the day does not lie before the last
// date; 0 unless the clause and the last two dates are in the past.
func (r *reading) laterYear(month, day int) int {
	if r.tense() != pastTense || r.late < 2 {
		return 0
	}
	year := r.anchor.any.Year()
	if time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).AddDate(0, 2, 0).Before(r.anchor.any) {
		year++
	}
	return year
}

func opMonth(r *reading, t *stemma.Timex) bool {
	month := atoi(r.text("month"))
	year, ok := r.number("year")
	k, stepped := r.k()
	switch {
	case ok && r.args["year"] != "" && year < 100: // a step from the DCT's year
		if !r.known {
			t.Value = fmt.Sprintf("XXXX-%02d", month)
			return true
		}
		year += r.dct.Year()
	case ok:
	case r.args["ahead"] != "" && r.known:
		if year = r.dct.Year(); month < int(r.dct.Month()) {
			year++
		}
	case stepped && r.known:
		year = r.dct.Year()
		if k < 0 && month >= int(r.dct.Month()) {
			year--
		}
		if k > 0 && month <= int(r.dct.Month()) {
			year++
		}
	case stepped:
	default:
		if yy, ok := r.match.Get("yy"); ok {
			return r.shortYear(t, month, yy.Text)
		}
		year = r.yearOf(month, 0)
	}
	t.Value = fmt.Sprintf("%04d-%02d", year, month)
	if year == 0 {
		t.Value = fmt.Sprintf("XXXX-%02d", month)
	}
	return year >= 0
}

func (r *reading) shortYear(t *stemma.Timex, month int, yy string) bool {
	if len(yy) != 2 {
		return false
	}
	year := 2000 + atoi(yy)
	if r.known && year > r.dct.Year()+20 {
		year -= 100
	}
	t.Value = fmt.Sprintf("%04d-%02d", year, month)
	return true
}
