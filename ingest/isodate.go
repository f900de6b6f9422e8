package ingest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"stemma"
)

// isoDate reads a machine's date: "2025-12-27", "2025-12-27T10:14:00Z" and the
// like, as feeds and page heads write them.
func isoDate(value string) (stated, bool) {
	value = strings.TrimSpace(value)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700", time.RFC1123Z, time.RFC1123, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "Mon, 2 Jan 2006 15:04:05 -0700"} {
		if t, err := time.Parse(layout, value); err == nil {
			return stated{value: t.Format("2006-01-02T15:04Z07:00"), precision: "minute"}, t.Year() >= 1700
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, value); err == nil {
			return stated{value: t.Format("2006-01-02T15:04"), precision: "minute"}, t.Year() >= 1700
		}
	}
	for _, day := range [][3]string{{"2006-01-02", "2006-01-02", "day"}, {"20060102", "2006-01-02", "day"}, {"2006/01/02", "2006-01-02", "day"}, {"2006-01", "2006-01", "month"}, {"2006", "2006", "year"}} {
		if t, err := time.Parse(day[0], value); err == nil {
			return stated{value: t.Format(day[1]), precision: day[2]}, t.Year() >= 1700
		}
	}
	return stated{}, false
}

// anyDate reads a date in a machine's or a person's writing.
func anyDate(value string) (stated, bool) {
	if s, ok := isoDate(value); ok {
		return s, true
	}
	s, ok := dateLine(normalise(value))
	return s, ok && s.value != ""
}

// addressDates are the ways in which publishers write a date into an address:
// "/2013/05/03/", "-2013-05-03", "/20130503/".
var addressDates = []*regexp.Regexp{
	regexp.MustCompile(`[/_-]((?:19|20)\d\d)[/_-](\d\d?|[a-z]{3})[/_-](\d\d?)(?:[/_.-]|$)`),
	regexp.MustCompile(`[/-]((?:19|20)\d\d)(\d\d)(\d\d)(?:[/_.-]|$)`),
}

// dateInAddress finds the date that many publishers write into a page's address.
func dateInAddress(address string) (s stated, at stemma.Span, ok bool) {
	for _, form := range addressDates {
		m := form.FindStringSubmatchIndex(strings.ToLower(address))
		if m == nil || m[7] > len(address) {
			continue
		}
		at = stemma.Span{Start: m[2], End: m[7]}
		month := address[m[4]:m[5]]
		s, ok = dateLine(fmt.Sprintf("%s %s %s", address[m[6]:m[7]], monthName(month), address[m[2]:m[3]]))
		if ok && s.precision == "day" {
			return s, at, true
		}
	}
	return stated{}, stemma.Span{}, false
}

// monthName spells a month's number out; other text stays.
func monthName(month string) string {
	if n, err := strconv.Atoi(month); err == nil && n >= 1 && n <= 12 {
		return time.Month(n).String()
	}
	return month
}
