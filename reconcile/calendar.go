package reconcile

import (
	"slices"
	"strings"

	"stemma"
)

// calendarDifference compares the days and months that two reports name for one
// event where the reports' own dates are not known, so that "18 November" is a
// day of no known year: two days or two months contradict each other, a month
// beside a day of it is precision. Reports that agree in one do not differ.
func (v voices) calendarDifference(i, k int) []stemma.Disagreement {
	if v.dated(i) != nil && v.dated(k) != nil {
		return nil // see timeDifference
	}
	var found []stemma.Disagreement
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			x, y := v.calendarDay(a), v.calendarDay(b)
			if x.Value == "" || y.Value == "" || a.family != b.family {
				continue
			}
			kind := calendarApart(x.Value, y.Value)
			if kind == "" {
				return nil
			}
			if found == nil && v.likelyOne(a, b) {
				found = []stemma.Disagreement{{Kind: kind, About: "time", A: evidence(a, x.Span), B: evidence(b, y.Span), Why: against(x.Value, y.Value)}}
			}
		}
	}
	return found
}

// calendarDay is the month or day of a month that a mention's clause names; its
// Value is cut to month and day, "11-18". Of several it is the one that stands
// with the event word.
func (v voices) calendarDay(n *note) stemma.Timex {
	d := v.b.docs[n.doc]
	var found stemma.Timex
	others := 0
	for _, t := range d.Timexes {
		inner := func(s stemma.Span) bool { return s.Contains(t.Span) }
		if !n.Span.Contains(t.Span) || slices.ContainsFunc(n.inner, inner) {
			continue
		}
		day := t
		day.Value = dayOfYear(t)
		others++
		if limits(d, t.Span) {
			continue
		}
		if dates(d, n, t.Span) {
			return day
		}
		found = day
	}
	if others > 1 {
		return stemma.Timex{} // each may be of another thing
	}
	return found
}

// dates reports whether an expression of time stands with the event word itself:
// "On 19 November it sank the boat, its third since early October".
func dates(d *stemma.Document, n *note, s stemma.Span) bool {
	head := headToken(d, s)
	return head >= 0 && d.Tokens[head].Head >= 0 && n.Trigger.Overlaps(d.Tokens[d.Tokens[head].Head].Span)
}

// limits reports whether a time only bounds the event: "since October 2", "by
// Friday", "between October 2 and …".
func limits(d *stemma.Document, s stemma.Span) bool {
	first, last := d.TokensIn(s)
	for i := max(0, first-1); i < min(last, first+1); i++ {
		if limiting[strings.ToLower(d.Tokens[i].Form)] {
			return true
		}
	}
	return false
}

var limiting = map[string]bool{"between": true, "from": true, "since": true, "until": true, "till": true, "by": true, "before": true, "after": true, "to": true}

// dayOfYear is the month, or the month and the day, of a date; "" for others. Days
// of the week are left out: which week is meant, an undated report does not tell.
func dayOfYear(t stemma.Timex) string {
	year, rest, _ := strings.Cut(t.Value, "-")
	if t.Type != "DATE" || len(year) != 4 || len(rest) < 2 || strings.Trim(rest, "0123456789-") != "" {
		return ""
	}
	return rest
}

// calendarApart says how two dates "11" or "11-18" differ; "" where they agree.
func calendarApart(a, b string) string {
	switch {
	case a == b:
		return ""
	case strings.HasPrefix(a, b) || strings.HasPrefix(b, a):
		return precision
	}
	return contradiction
}
