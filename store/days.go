package store

import "time"

// span is the first and the last day that a date may mean: "2025-12" is the
// whole of December. What is no date has neither.
func span(date string) (first, last string) {
	date = date[:min(len(date), len(time.DateOnly))]
	for _, precision := range []struct {
		layout        string
		months, years int
	}{{time.DateOnly, 0, 0}, {"2006-01", 1, 0}, {"2006", 0, 1}} {
		begin, err := time.Parse(precision.layout, date)
		if err != nil {
			continue
		}
		end := begin
		if precision.months+precision.years > 0 {
			end = begin.AddDate(precision.years, precision.months, -1)
		}
		return begin.Format(time.DateOnly), end.Format(time.DateOnly)
	}
	return "", ""
}

// days are the first and last day of a stretch, either of which may be unknown.
func days(begin, end string) (string, string) {
	first, _ := span(begin)
	_, last := span(end)
	if first == "" {
		first, _ = span(end)
	}
	if last == "" {
		_, last = span(begin)
	}
	if last < first { // given the wrong way round
		first, _ = span(end)
		_, last = span(begin)
	}
	return first, last
}
