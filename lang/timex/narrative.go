package timex

import (
	"strings"
	"time"

	"stemma"
)

// anchor is the last expression that stands on the calendar: what "the next
// day" counts from.
type anchor struct {
	day      time.Time // the last day named; zero for none
	any      time.Time // the begin of the last date named, however wide
	explicit bool      // its year stands in the text
	value    string    // of the last date named
	wide     bool      // longer than a month
	offset   int       // where it stood
}

// follow moves the anchor to a placed date or time, and notes the day that the
// article reports of and how it writes its dates.
func (r *resolver) follow(t *stemma.Timex, reading *reading) {
	begin, end, ok := interval(t.Value, "")
	if !ok {
		return
	}
	if t.Type == "DATE" && t.Begin == t.End && r.news.IsZero() && r.known && !begin.After(r.dct) && begin.After(r.dct.AddDate(0, 0, -4)) {
		r.news = begin
	}
	if _, occasion := reading.match.Get("holiday"); occasion || t.Rule == "new-year" {
		return // "on the occasion of the New Year 2026" is no date that others count from
	}
	_, explicit := reading.match.Get("year")
	r.dayMonth = r.dayMonth || strings.HasPrefix(t.Rule, "day-month")
	r.monthDay = r.monthDay || strings.HasPrefix(t.Rule, "month-day")
	r.anchor.explicit = explicit || t.Rule == "iso-date" || r.anchor.explicit && r.anchor.any.Year() == begin.Year()
	r.anchor.any, r.anchor.offset, r.anchor.value = begin, t.Span.End, t.Value
	r.anchor.wide = end.Sub(begin) > 31*24*time.Hour
	if t.Begin == t.End {
		r.anchor.day = begin
	}
	if r.known {
		r.drift(begin, explicit, reading)
	}
}

// drift counts the dates in a row that lie far from the DCT: what is told then
// is of another year.
func (r *resolver) drift(begin time.Time, explicit bool, reading *reading) {
	if r.anchor.explicit && begin.After(r.dct.AddDate(0, 2, 0)) && reading.tense() == pastTense {
		r.late++
	} else if explicit {
		r.late = 0
	}
	if r.anchor.explicit && begin.Before(r.dct.AddDate(-1, 0, 0)) {
		r.old++
	} else {
		r.old = 0
	}
}
