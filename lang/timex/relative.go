package timex

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"stemma"
)

func opToday(r *reading, t *stemma.Timex) bool {
	k, _ := r.k()
	t.Value = r.dayValue(r.dct.AddDate(0, 0, k))
	return true
}

// dayValue writes a day that counts from the DCT.
func (r *reading) dayValue(day time.Time) string {
	if !r.known {
		return "XXXX-XX-XX"
	}
	return day.Format(isoDay)
}

func opDaypart(r *reading, t *stemma.Timex) bool {
	k, _ := r.k()
	part := r.args["part"]
	if part == "" {
		part = r.text("daypart")
	}
	t.Value = r.dayValue(r.dct.AddDate(0, 0, k)) + "T" + part
	return true
}

// narrativeWeekday is the weekday that follows the day last told of, in articles
// that tell of another year; false in others.
func (r *reading) narrativeWeekday(weekday int) (time.Time, bool) {
	day := r.anchor.day
	if r.old < 3 || day.IsZero() || r.atoms[r.first].Start-r.anchor.offset > near || r.tense() != pastTense {
		return day, false
	}
	return day.AddDate(0, 0, (weekday-isoWeekday(day)+7)%7), true
}

func opWeekday(r *reading, t *stemma.Timex) bool {
	weekday := atoi(r.text("weekday"))
	day, ok := r.weekday(weekday)
	t.Value = fmt.Sprintf("XXXX-WXX-%d", weekday)
	if ok {
		t.Value = day.Format(isoDay)
	}
	if part := r.text("daypart"); part != "" {
		t.Value += "T" + part
	}
	return weekday > 0
}

// weekday is the day that a weekday's name means.
func (r *reading) weekday(weekday int) (time.Time, bool) {
	if !r.known {
		return r.dct, false
	}
	if week, ok := r.number("week"); ok {
		return monday(r.dct).AddDate(0, 0, 7*week+weekday-1), true
	}
	back := (isoWeekday(r.dct) - weekday + 7) % 7
	ahead := (7 - back) % 7
	k, stepped := r.k()
	switch {
	case stepped && k < 0:
		return r.dct.AddDate(0, 0, -1-(back+6)%7), true
	case stepped && k > 0:
		return r.dct.AddDate(0, 0, 1+(ahead+6)%7), true
	}
	if day, ok := r.narrativeWeekday(weekday); ok && !stepped {
		return day, true
	}
	switch tense := r.tense(); {
	case tense == futureTense, r.looksAhead(), stepped && tense == unknownTense:
		return r.dct.AddDate(0, 0, ahead), true
	}
	return r.dct.AddDate(0, 0, -back), true
}

// unitCodes are the units that rules name by a word of their own.
var unitCodes = map[string]string{"decade": "10Y", "day": "D", "week": "W", "month": "M", "year": "Y", "decades": "10Y", "centuries": "100Y", "years": "Y", "century": "100Y", "night": "D", "nights": "D", "hour": "h", "quarter": "Q",
	"months": "M", "weeks": "W", "days": "D", "hours": "h", "minutes": "m", "seconds": "s"}

func (r *reading) unit() string {
	text := r.text("unit")
	if code := unitCodes[text]; code != "" {
		return code
	}
	return text
}

func opRel(r *reading, t *stemma.Timex) bool {
	k, _ := r.k()
	unit := r.unit()
	t.Mod = r.args["mod"]
	if !r.known {
		t.Value = unplaced(unit)
		return t.Value != ""
	}
	if unit == "WE" {
		t.Value = r.weekend(k)
		return true
	}
	base := r.dct
	if r.args["told"] != "" && r.tellsOf() {
		base = r.anchor.any
	}
	t.Value = unitValue(base, unit, k)
	if t.Mod != "" {
		r.clip(t)
	}
	return t.Value != ""
}

// tellsOf reports that a past clause stands near a date of an earlier year, whose
// year (or month) "the year" is: "opened in May 2011 and closed at the end of
// the year".
func (r *reading) tellsOf() bool {
	a := r.anchor
	return a.explicit && a.any.Before(r.dct) && r.atoms[r.first].Start-a.offset < near && r.tense() == pastTense
}

// clip ends "earlier this month" and begins "later this year" at the DCT.
func (r *reading) clip(t *stemma.Timex) {
	begin, end, ok := interval(t.Value, "")
	if !ok {
		return
	}
	if t.Mod == "START" {
		end = r.dct
	} else {
		begin = r.dct
	}
	place(t, begin, end)
}

// weekend is the value of "this weekend" (0), "last" (-1) and "next" (+1).
func (r *reading) weekend(k int) string {
	saturday := monday(r.dct).AddDate(0, 0, 5)
	if k == 0 && r.tense() != futureTense && isoWeekday(r.dct) < 6 {
		k = -1
	}
	return weekValue(saturday.AddDate(0, 0, 7*k)) + "-WE"
}

// unplaced is the value of a unit that no date of publication places.
func unplaced(unit string) string {
	return map[string]string{"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX", "Q": "XXXX-QX",
		"10Y": "XXX", "100Y": "XX", "2W": "XXXX-WXX"}[unit]
}

// unitValue is the unit that holds the day, moved by k.
func unitValue(day time.Time, unit string, k int) string {
	switch unit {
	case "D":
		return day.AddDate(0, 0, k).Format(isoDay)
	case "W":
		return weekValue(day.AddDate(0, 0, 7*k))
	case "2W":
		return weekValue(day.AddDate(0, 0, 14*k))
	case "WE":
		return weekValue(day.AddDate(0, 0, 7*k)) + "-WE"
	case "M":
		return addMonths(day, k).Format("2006-01")
	case "Q":
		index := day.Year()*4 + (int(day.Month())-1)/3 + k
		return fmt.Sprintf("%04d-Q%d", index/4, index%4+1)
	case "Y":
		return fmt.Sprintf("%04d", day.Year()+k)
	case "10Y":
		return fmt.Sprintf("%03d", day.Year()/10+k)
	case "100Y":
		return fmt.Sprintf("%02d", day.Year()/100+k)
	}
	return ""
}

// most is the largest count of units that is moved by; beyond it the calendar
// has no day.
const most = 5000

// moved is the day n units away; years and months may be fractions.
func moved(day time.Time, unit string, n float64) (time.Time, bool) {
	if math.Abs(n) > most {
		return day, false
	}
	switch unit {
	case "D", "WE":
		return day.AddDate(0, 0, int(n)), true
	case "W":
		return day.AddDate(0, 0, int(math.Round(7*n))), true
	case "2W":
		return day.AddDate(0, 0, int(math.Round(14*n))), true
	case "M":
		return addMonths(day, int(math.Round(n))), true
	case "Q":
		return addMonths(day, int(math.Round(3*n))), true
	case "Y":
		return addMonths(day, int(math.Round(12*n))), true
	case "10Y":
		return addMonths(day, int(math.Round(120*n))), true
	case "100Y":
		return addMonths(day, int(math.Round(1200*n))), true
	case "h":
		return day.AddDate(0, 0, int(n/24)), true
	case "m", "s":
		return day, true
	}
	return day, false
}

// count is how many units, and whether that is known ("several": not).
func (r *reading) count() (float64, bool) {
	if c, ok := r.get("count"); ok {
		if c.Text == "X" {
			return 0, false
		}
		if v, err := strconv.ParseFloat(c.Text, 64); err == nil {
			return v, true
		}
		return c.Number, true
	}
	if c, ok := r.match.Get("many"); ok {
		v, err := strconv.ParseFloat(c.Text, 64)
		return v, err == nil
	}
	return 0, false
}

func opShift(r *reading, t *stemma.Timex) bool {
	sign, _ := r.number("sign")
	n, ok := r.count()
	if !ok {
		t.Value = "PAST_REF"
		if sign > 0 {
			t.Value = "FUTURE_REF"
		}
		return true
	}
	base, known := r.dct, r.known
	if r.args["from"] == "anchor" {
		base, known = r.base(r.unit())
		known = known && !(sign > 0 && r.anchor.any.IsZero()) // later than an event that bears no date
	}
	if !known {
		t.Value = unplaced(r.unit())
		if t.Value == "" {
			t.Value = "XXXX-XX-XX"
		}
		return true
	}
	day, ok := moved(base, r.unit(), float64(sign)*n)
	if !ok || day.Year() < 1 { // "10,000 years ago": the calendar has no such day
		t.Value = map[bool]string{true: "FUTURE_REF", false: "PAST_REF"}[sign > 0]
		return true
	}
	unit := r.unit()
	switch unit {
	case "10Y", "100Y":
		unit = "Y"
	case "h", "m", "s":
		unit = "D"
	}
	t.Value = unitValue(day, unit, 0)
	return day.Year() > 0 && t.Value != ""
}
