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
	t.Begin, t.End = begin.Format(isoDay), end.Format(isoDay)
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

// base is what an anaphoric expression counts from: the last day named for
// days and weeks, the last date for longer units; the DCT where there is none.
func (r *reading) base(unit string) (time.Time, bool) {
	switch {
	case unit == "M" || unit == "Y" || unit == "Q" || unit == "10Y" || unit == "100Y":
		if !r.anchor.any.IsZero() {
			return r.anchor.any, true
		}
	case !r.anchor.day.IsZero():
		return r.anchor.day, true
	}
	return r.dct, r.known
}

func opAnchor(r *reading, t *stemma.Timex) bool {
	k, _ := r.k()
	base, ok := r.base(r.unit())
	if k > 0 && r.known && r.tense() == futureTense { // "will grow over the next year"
		base, ok = r.dct, true
	}
	if !ok {
		t.Value = unplaced(r.unit())
		return t.Value != ""
	}
	t.Value = unitValue(base, r.unit(), k)
	return t.Value != ""
}

func opAnchorPart(r *reading, t *stemma.Timex) bool {
	k, _ := r.k()
	base, ok := r.base("D")
	if !ok {
		t.Value = "XXXX-XX-XXT" + r.text("daypart")
		return true
	}
	t.Value = base.AddDate(0, 0, k).Format(isoDay) + "T" + r.text("daypart")
	return true
}

// told is the day of the event that a clause tells of: the last day named in
// the same sentence, else, for a step of few days, the day that the article
// reports of. What lies weeks off is seldom counted from the news.
func (r *reading) told(days float64) (time.Time, bool) {
	if !r.anchor.day.IsZero() && r.anchor.any.Equal(r.anchor.day) && r.sameSentence(r.anchor.offset) {
		return r.anchor.day, true
	}
	if days > 3 {
		return r.dct, false
	}
	if !r.news.IsZero() {
		return r.news, true
	}
	return r.dct, r.known
}

// longestSentence is how far back, in atoms, a sentence is followed.
const longestSentence = 120

// sameSentence reports that no sentence ends between an offset and the reading.
func (r *reading) sameSentence(offset int) bool {
	for i := r.first - 1; i >= 0 && i > r.first-longestSentence; i-- {
		if r.atoms[i].Start < offset {
			return true
		}
		if sentenceEnd(r.atoms, i) {
			return false
		}
	}
	return false
}

// opSoon is FUTURE_REF, unless the clause is in the past ("soon, he left") and
// no infinitive ("wanted to leave soon").
func opSoon(r *reading, t *stemma.Timex) bool {
	t.Value = "FUTURE_REF"
	return r.tense() != pastTense || r.opens(r.first)
}

// opDay is opDate for the second part of a clock and date.
func opDay(r *reading, t *stemma.Timex) bool {
	t.Type = "DATE"
	return opDate(r, t)
}

// opSameLast reads "the same period last year": the last date, in the year
// before the DCT's or its own.
func opSameLast(r *reading, t *stemma.Timex) bool {
	if r.anchor.any.IsZero() {
		t.Value = "XXXX"
		if r.known {
			t.Value = unitValue(r.dct, "Y", -1)
		}
		return true
	}
	unit := "M"
	if r.text("unit") == "quarter" {
		unit = "Q"
	}
	if r.anchor.wide {
		unit = "Y"
	}
	t.Value = unitValue(addMonths(r.anchor.any, -12), unit, 0)
	return true
}

// opOffset reads "a day after he ordered": the duration, with Begin and End
// the day of the event it counts from, which may be named ("a day after
// Tuesday's vote").
func opOffset(r *reading, t *stemma.Timex) bool {
	n, ok := r.count()
	unit := r.unit()
	t.Value = durationValue(n, unit, ok)
	if named, found := r.dateAt(r.last + 1); found {
		t.Begin, t.End = named.Format(isoDay), named.Format(isoDay)
		return t.Value != ""
	}
	days := n
	if unit == "W" {
		days = 7 * n
	}
	base, known := r.told(days)
	if !ok || !known || r.last >= len(r.atoms) || unit != "D" && unit != "W" {
		return t.Value != ""
	}
	if r.atoms[r.last].Lower == "after" {
		n = -n
	}
	day, fine := moved(base, unit, n)
	if fine && !(r.known && day.After(r.dct) && r.tense() != futureTense) {
		t.Begin = day.Format(isoDay)
		t.End = t.Begin
	}
	return t.Value != ""
}

// dateAt is the single day that an expression at an atom, or after "the",
// names by itself.
func (r *reading) dateAt(at int) (time.Time, bool) {
	if at < len(r.atoms) && r.atoms[at].Lower == "the" {
		at++
	}
	if at >= len(r.atoms) {
		return r.dct, false
	}
	m, ok := r.rules.patterns.At(r.atoms, at)
	if !ok || r.rules.rules[m.Pattern].kind != "DATE" || len(m.Parts) != 1 || m.Parts[0][0] != at {
		return r.dct, false
	}
	call := r.rules.rules[m.Pattern].calls[0]
	var t stemma.Timex
	if !call.op(&reading{resolver: r.resolver, match: &m, args: call.args, first: m.First, last: m.Last}, &t) {
		return r.dct, false
	}
	day, err := time.Parse(isoDay, t.Value)
	return day, err == nil
}

// opWeekOf reads "the last week of March": full weeks of the month.
func opWeekOf(r *reading, t *stemma.Timex) bool {
	n, _ := r.number("week")
	month := atoi(r.text("month"))
	year, ok := r.number("year")
	if !ok {
		year = r.yearOf(month, 0)
	}
	if year == 0 {
		t.Value = "XXXX-WXX"
		return true
	}
	day := time.Date(year, time.Month(month), 1+7*(n-1), 0, 0, 0, 0, time.UTC)
	if n == -1 {
		day = monthEnd(year, month).AddDate(0, 0, -6)
	}
	t.Value = weekValue(day)
	return n >= -1 && n < 6
}
