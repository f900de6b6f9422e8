package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"stemma"
)

const isoDay = "2006-01-02"

// date is the day, or false where the calendar has none (31 June).
func date(year, month, day int) (time.Time, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, year >= 1 && year <= 9999 && t.Year() == year && int(t.Month()) == month && t.Day() == day
}

func monthEnd(year, month int) time.Time {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
}

// monday is the first day of the day's ISO week.
func monday(t time.Time) time.Time {
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// weekStart is the Monday of an ISO week.
func weekStart(year, week int) time.Time {
	return monday(time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)).AddDate(0, 0, 7*(week-1))
}

func weekValue(t time.Time) string {
	year, week := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", year, week)
}

// addMonths moves by months and keeps within the month ("31 May" back one: 30 April).
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, min(t.Day(), monthEnd(first.Year(), int(first.Month())).Day())-1)
}

// seasons gives each season's first month; winter runs into the next year.
var seasons = map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}

// interval is the first and the last day that a value covers; false for values
// that cannot be placed on the calendar.
func interval(value, mod string) (begin, end time.Time, ok bool) {
	value, _, _ = strings.Cut(value, "T")
	begin, end, ok = cover(value)
	if !ok || begin.Year() < 1 || end.Year() > 9999 {
		return begin, end, false
	}
	begin, end = narrow(begin, end, mod)
	return begin, end, true
}

// place sets the first and last day of an expression; days that ISO 8601's four
// digits cannot write stay unset.
func place(t *stemma.Timex, begin, end time.Time) {
	if begin.Year() < 1 || end.Year() > 9999 || end.Before(begin) {
		return
	}
	t.Begin, t.End = begin.Format(isoDay), end.Format(isoDay)
}

func cover(value string) (begin, end time.Time, ok bool) {
	first, rest, _ := strings.Cut(value, "-")
	year, err := strconv.Atoi(first)
	if err != nil || year < 0 {
		return begin, end, false
	}
	if rest == "" {
		span := map[int]int{2: 100, 3: 10, 4: 1}[len(first)]
		return time.Date(year*span, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year*span+span-1, 12, 31, 0, 0, 0, 0, time.UTC), span > 0
	}
	switch {
	case seasons[rest] > 0:
		begin = time.Date(year, time.Month(seasons[rest]), 1, 0, 0, 0, 0, time.UTC)
		return begin, begin.AddDate(0, 3, -1), true
	case rest[0] == 'Q' || rest[0] == 'H':
		n, months := atoi(rest[1:]), 3
		if rest[0] == 'H' {
			months = 6
		}
		begin = time.Date(year, time.Month((n-1)*months+1), 1, 0, 0, 0, 0, time.UTC)
		return begin, begin.AddDate(0, months, -1), n > 0
	case rest[0] == 'W':
		number, weekend, _ := strings.Cut(rest[1:], "-")
		begin = weekStart(year, atoi(number))
		if weekend == "WE" {
			return begin.AddDate(0, 0, 5), begin.AddDate(0, 0, 6), true
		}
		return begin, begin.AddDate(0, 0, 6), atoi(number) > 0
	}
	month, day, found := strings.Cut(rest, "-")
	begin, ok = date(year, atoi(month), 1)
	if !found {
		return begin, monthEnd(year, atoi(month)), ok
	}
	begin, ok = date(year, atoi(month), atoi(day))
	return begin, begin, ok
}

func atoi(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// narrow cuts the interval to its early, middle or late part: months at the
// 15th, longer spans at their half; the middle is the middle half.
func narrow(begin, end time.Time, mod string) (time.Time, time.Time) {
	days := int(end.Sub(begin).Hours()/24) + 1
	if days < 20 {
		return begin, end
	}
	half := begin.AddDate(0, 0, days/2)
	switch {
	case begin.Day() == 1 && days <= 31:
		half = begin.AddDate(0, 0, 15)
	case days > 3000: // decades and centuries: whole years
		half = time.Date(begin.Year()+(end.Year()-begin.Year()+1)/2, 1, 1, 0, 0, 0, 0, time.UTC)
	case days > 360:
		half = time.Date(begin.Year(), 7, 1, 0, 0, 0, 0, time.UTC)
	}
	switch mod {
	case "START":
		return begin, half.AddDate(0, 0, -1)
	case "END":
		return half, end
	case "MID":
		return begin.AddDate(0, 0, days/4), end.AddDate(0, 0, -days/4)
	}
	return begin, end
}
