package query

import (
	"time"

	"stemma"
)

// within tests when the claim's event happened: some day of it lies between
// since and until. Where no report says when, the day on which the claim was
// first published stands in; a claim that has neither is let through by no date.
func (f Filter) within(r *stemma.Record) test {
	since, until := first(f.Since), last(f.Until)
	return func(c *stemma.Claim) bool {
		begin, end := when(r, c)
		if begin == "" && end == "" {
			return false
		}
		return (since == "" || last(end) >= since) && (until == "" || first(begin) <= until)
	}
}

// when is the first and the last day of a claim.
func when(r *stemma.Record, c *stemma.Claim) (begin, end string) {
	if c.Time != nil && (c.Time.Begin != "" || c.Time.End != "") {
		begin, end = c.Time.Begin, c.Time.End
		if begin == "" {
			begin = end
		}
		if end == "" {
			end = begin
		}
		return begin, end
	}
	for _, id := range c.Reports {
		if a := r.Article(id); a != nil && a.Published != nil && (begin == "" || a.Published.Value < begin) {
			begin = a.Published.Value[:min(len(a.Published.Value), len("2006-01-02"))]
		}
	}
	return begin, begin
}

// isDate reports whether a text is a year, month or day.
func isDate(text string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// first is the first day of a year, month or day; "" of none.
func first(date string) string {
	if date == "" {
		return ""
	}
	return date + "0000-01-01"[min(len(date), len("0000-01-01")):]
}

// last is the last day of a year, month or day, as a text that no day of it
// comes after; "" of none.
func last(date string) string {
	if date == "" || len(date) >= len("2006-01-02") {
		return date
	}
	return date + "~"
}
