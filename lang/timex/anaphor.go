package timex

import (
	"time"

	"stemma"
)

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
		place(t, named, named)
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
		place(t, day, day)
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
