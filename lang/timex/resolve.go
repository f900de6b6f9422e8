package timex

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/lexicon"
)

// operation makes a timex of a reading; false where the words cannot be what
// the rule takes them for (31 June).
type operation func(*reading, *stemma.Timex) bool

// operations are what rules.txt may name.
func operations() map[string]operation {
	return map[string]operation{
		"iso": opISO, "slash": opSlash, "date": opDate, "month": opMonth, "year": opYear, "fiscal": opFiscal,
		"decade": opDecade, "century": opCentury, "season": opSeason, "quarter": opQuarter, "half": opHalf,
		"today": opToday, "daypart": opDaypart, "weekday": opWeekday, "weekly": opWeekly, "rel": opRel,
		"shift": opShift, "anchor": opAnchor, "anchorpart": opAnchorPart, "offset": opOffset, "weekof": opWeekOf,
		"clock": opClock, "duration": opDuration, "vague": opVague, "set": opSet, "setpart": opSetPart, "often": opOften,
		"ref": opRef, "holiday": opHoliday, "samelast": opSameLast, "soon": opSoon, "day": opDay,
	}
}

// reading is one part of a match with the arguments of its operation.
type reading struct {
	*resolver
	match       *lexicon.Match
	args        map[string]string
	first, last int // atoms of the part
}

// get is the capture that an argument names, or the capture of that name itself.
func (r *reading) get(name string) (lexicon.Capture, bool) {
	if other, ok := r.args[name]; ok {
		if c, ok := r.match.Get(other); ok {
			return c, true
		}
		v, _ := strconv.ParseFloat(strings.TrimPrefix(other, "+"), 64)
		return lexicon.Capture{Text: other, Number: v}, true
	}
	return r.match.Get(name)
}

func (r *reading) number(name string) (int, bool) {
	c, ok := r.get(name)
	if ok && c.Number == 0 && c.Text != "" {
		return atoi(strings.TrimPrefix(c.Text, "+")), true
	}
	return int(c.Number), ok
}

func (r *reading) text(name string) string {
	c, _ := r.get(name)
	return c.Text
}

// k is the step of "last" (-1), "this" (0), "next" (+1).
func (r *reading) k() (int, bool) {
	if _, ok := r.args["k"]; !ok {
		return 0, false
	}
	return r.number("k")
}

func (r *reading) tense() tense { return tenseAt(r.d, r.atoms, r.match.First, r.match.Last) }

// modifiers are the words before a duration that TIMEX3 puts in mod.
var modifiers = map[string]string{"about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX", "some": "APPROX",
	"roughly": "APPROX", "approximately": "APPROX", "than": "MORE_THAN", "over": "MORE_THAN", "under": "LESS_THAN",
	"least": "EQUAL_OR_MORE", "to": "EQUAL_OR_LESS"}

func (r *reading) modifier() string {
	if edge, ok := r.match.Get("edge"); ok {
		switch edge.Text {
		case "H1":
			return "START"
		case "H2":
			return "END"
		}
		return edge.Text
	}
	if r.first == 0 || r.args["from"] != "" {
		return ""
	}
	if _, counted := r.get("count"); !counted {
		return ""
	}
	word := r.atoms[r.first-1].Lower
	before := ""
	if r.first > 1 {
		before = r.atoms[r.first-2].Lower
	}
	switch {
	case word == "than" && (before == "less" || before == "fewer"):
		return "LESS_THAN"
	case word == "than" && before != "more" && before != "longer", word == "to" && before != "up", word == "least" && before != "at":
		return ""
	}
	return modifiers[word]
}

func opISO(r *reading, t *stemma.Timex) bool {
	t.Value = strings.ReplaceAll(r.text("iso"), "/", "-")
	_, err := time.Parse(isoDay, t.Value)
	return err == nil
}

func opSlash(r *reading, t *stemma.Timex) bool {
	parts := strings.Split(r.text("slash"), "/")
	month, day, year := atoi(parts[0]), atoi(parts[1]), atoi(parts[2])
	if month > 12 || r.dmy && day <= 12 {
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
	if r.tense() == futureTense && r.known {
		return 0
	}
	year := a.any.Year()
	if !a.wide && time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).AddDate(0, 2, 0).Before(a.any) {
		year++
	}
	return year
}

// laterYear is the first year in which the day does not lie before the last
// date; 0 unless the clause is in the past.
func (r *reading) laterYear(month, day int) int {
	if r.tense() != pastTense {
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

func opYear(r *reading, t *stemma.Timex) bool {
	year, ok := r.number("year")
	if !ok || year <= 0 || year > 9999 {
		return false
	}
	if c, _ := r.get("year"); len(c.Text) == 2 { // the second year of "1892-94"
		first, _ := r.number("a")
		if a, ok := r.match.Get("a"); ok {
			first = int(a.Number)
		}
		if year <= first%100 {
			return false
		}
		year += first - first%100
	}
	t.Value = fmt.Sprintf("%04d", year)
	if r.args["sign"] == "-1" {
		t.Value = "BC" + t.Value
	}
	if edge := r.text("edge"); edge == "H1" || edge == "H2" {
		t.Value += "-" + edge
		t.Mod = " "
	}
	return true
}

func opFiscal(r *reading, t *stemma.Timex) bool {
	year, _ := r.number("year")
	t.Value = fmt.Sprintf("FY%04d", year)
	return true
}

func opDecade(r *reading, t *stemma.Timex) bool {
	year, _ := r.number("decade")
	if year%100 == 0 && year < 2000 { // "the 1600s" are a century
		t.Value = fmt.Sprintf("%02d", year/100)
		return true
	}
	t.Value = fmt.Sprintf("%03d", year/10)
	return true
}

func opCentury(r *reading, t *stemma.Timex) bool {
	n, _ := r.number("century")
	if n < 1 || n > 99 {
		return false
	}
	t.Value = fmt.Sprintf("%02d", n-1)
	return true
}

func opSeason(r *reading, t *stemma.Timex) bool {
	season := r.text("season")
	year, ok := r.number("year")
	if !ok {
		k, stepped := r.k()
		if !r.known {
			t.Value = "XXXX-" + season
			return true
		}
		year = r.seasonYear(seasons[season], k, stepped)
	}
	t.Value = fmt.Sprintf("%04d-%s", year, season)
	return true
}

// seasonYear is the year in which the season meant begins.
func (r *reading) seasonYear(month, k int, stepped bool) int {
	year := r.dct.Year()
	begin := func(year int) time.Time {
		return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	}
	running := func(year int) bool {
		return !begin(year).After(r.dct) && begin(year).AddDate(0, 3, 0).After(r.dct)
	}
	last := year
	if begin(last).After(r.dct) {
		last--
	}
	switch {
	case stepped && k < 0:
		if running(last) {
			last--
		}
		return last
	case running(last) && k <= 0:
		return last
	case stepped && k > 0, r.tense() == futureTense:
		return last + 1
	case stepped && begin(last+1).Sub(r.dct) < r.dct.Sub(begin(last)):
		return last + 1
	}
	return last
}

func opQuarter(r *reading, t *stemma.Timex) bool {
	n, named := r.number("quarter")
	if n == -1 {
		n = 4
		if _, ok := r.get("year"); !ok {
			n = 0
		}
	}
	year, ok := r.number("year")
	stepped := ok && year < 100
	if !ok || stepped {
		if !r.known {
			t.Value = "XXXX-QX"
			if n > 0 {
				t.Value = fmt.Sprintf("XXXX-Q%d", n)
			}
			return n >= 0 && n <= 4
		}
		current := (int(r.dct.Month()) + 2) / 3
		switch {
		case stepped:
			year += r.dct.Year()
		case !named || n == 0: // the last quarter
			index := r.dct.Year()*4 + current - 2
			year, n = index/4, index%4+1
		default:
			year = r.dct.Year()
			if n > current && r.tense() == pastTense {
				year--
			}
		}
	}
	t.Value = fmt.Sprintf("%04d-Q%d", year, n)
	return n >= 1 && n <= 4
}

func opHalf(r *reading, t *stemma.Timex) bool {
	n, _ := r.number("half")
	if n == -1 {
		n = 2
	}
	year, _ := r.number("year")
	if year < 100 {
		if !r.known {
			t.Value = fmt.Sprintf("XXXX-H%d", n)
			return n == 1 || n == 2
		}
		year += r.dct.Year()
	}
	t.Value = fmt.Sprintf("%04d-H%d", year, n)
	return n == 1 || n == 2
}

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
	case tense == futureTense, stepped && tense == unknownTense:
		return r.dct.AddDate(0, 0, ahead), true
	}
	return r.dct.AddDate(0, 0, -back), true
}

func opWeekly(r *reading, t *stemma.Timex) bool {
	n := atoi(r.text("weekdays"))
	if n == 0 {
		n = atoi(r.text("weekday"))
		t.Quant = "every"
	}
	t.Value = fmt.Sprintf("XXXX-WXX-%d", n)
	return n > 0
}

// unitCodes are the units that rules name by a word of their own.
var unitCodes = map[string]string{"day": "D", "week": "W", "month": "M", "year": "Y", "decades": "10Y", "centuries": "100Y", "years": "Y",
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
	t.Value = unitValue(r.dct, unit, k)
	if t.Mod != "" {
		r.clip(t)
	}
	return t.Value != ""
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
	}
	if !known {
		t.Value = unplaced(r.unit())
		if t.Value == "" {
			t.Value = "XXXX-XX-XX"
		}
		return true
	}
	day, ok := moved(base, r.unit(), float64(sign)*n)
	if !ok {
		return false
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
// the same sentence, else the day that the article reports of.
func (r *reading) told() (time.Time, bool) {
	if !r.anchor.day.IsZero() && r.anchor.any.Equal(r.anchor.day) && r.sameSentence(r.anchor.offset) {
		return r.anchor.day, true
	}
	if !r.news.IsZero() {
		return r.news, true
	}
	return r.dct, r.known
}

// sameSentence reports that no sentence ends between an offset and the reading.
func (r *reading) sameSentence(offset int) bool {
	for i := r.first - 1; i >= 0; i-- {
		if r.atoms[i].Start < offset {
			return true
		}
		if sentenceEnd(r.atoms, i) {
			return false
		}
	}
	return false
}

// opSoon is FUTURE_REF, unless the clause is in the past ("soon, he left").
func opSoon(r *reading, t *stemma.Timex) bool {
	t.Value = "FUTURE_REF"
	return r.tense() != pastTense
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
// the day of the event it counts from.
func opOffset(r *reading, t *stemma.Timex) bool {
	n, ok := r.count()
	t.Value = durationValue(n, r.unit(), ok)
	base, known := r.told()
	if !ok || !known || r.last >= len(r.atoms) || r.unit() != "D" && r.unit() != "W" {
		return t.Value != ""
	}
	if r.atoms[r.last].Lower == "after" {
		n = -n
	}
	if day, ok := moved(base, r.unit(), n); ok {
		t.Begin = day.Format(isoDay)
		t.End = t.Begin
	}
	return t.Value != ""
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
