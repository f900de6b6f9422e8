package feed

import (
	"strings"
	"time"

	"golang.org/x/net/html"
)

// plainText is a title or a name without the mark-up that feeds put into them,
// on one line.
func plainText(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = stripped(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// stripped is the text of a piece of HTML. A "<" that begins no tag stays.
func stripped(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		}
	}
}

// instants are the ways in which feeds write a date with its time and zone.
var instants = []string{
	time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "20060102T150405Z0700",
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 06 15:04:05 -0700",
}

// moments are those without a zone.
var moments = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05"}

// days are those of a day, a month or a year, which stay as they are.
var days = []string{"2006-01-02", "2006-01", "2006"}

// zones are the names that RFC 822 gives a meaning. Others mean different things
// in different countries.
var zones = map[string]string{
	"UT": "+0000", "UTC": "+0000", "GMT": "+0000", "Z": "+0000", "EST": "-0500", "EDT": "-0400", "CST": "-0600",
	"CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

// isoDate writes a date in ISO 8601, with the offset that it was given in and no
// more precisely than it was given. parsed is what a library made of it, for
// writings that are not known here; a date that nobody can read stays as given.
func isoDate(given string, parsed *time.Time) string {
	given = strings.Join(strings.Fields(given), " ")
	value := given
	if at := strings.LastIndexByte(given, ' '); at >= 0 {
		if offset, ok := zones[strings.ToUpper(given[at+1:])]; ok {
			value = given[:at+1] + offset
		}
	}
	for _, layout := range instants {
		if t, err := time.Parse(layout, value); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	for _, layout := range moments {
		if t, err := time.Parse(layout, value); err == nil {
			return t.Format("2006-01-02T15:04:05")
		}
	}
	for _, layout := range days {
		if _, err := time.Parse(layout, value); err == nil {
			return value
		}
	}
	if parsed != nil && !namesZone(given) {
		return parsed.UTC().Format(time.RFC3339)
	}
	return given
}

// published is isoDate to the minute, as stemma.Published has it.
func published(given string, parsed *time.Time) string {
	date := isoDate(given, parsed)
	if len(date) >= len("2006-01-02T15:04:05") && date[4] == '-' && date[10] == 'T' && date[16] == ':' {
		return date[:16] + date[19:]
	}
	return date
}

// namesZone reports whether a date ends in a zone's name that RFC 822 has not:
// time.Parse takes such a zone for UTC.
func namesZone(given string) bool {
	at := strings.LastIndexByte(given, ' ')
	zone := given[at+1:]
	return at >= 0 && len(zone) >= 2 && strings.Trim(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
