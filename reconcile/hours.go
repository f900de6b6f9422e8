package reconcile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// hour is a time of day as a report gives it.
type hour struct {
	note   *note
	timex  stemma.Timex
	minute int    // of the day; -1 for a part of it
	part   string // MO, AF, EV, NI; "" where the hour is given
	hedge  string // "", "about", "after" or "before"
}

// hourDifference compares the times of day of one event, which need no date:
// "on Friday night" against "about 4 p.m." is precision, and so is "just after
// 6" against "at 6"; hours far apart contradict. Reports that agree in one time
// of the event do not differ.
func (v voices) hourDifference(i, k int) []stemma.Disagreement {
	var found []stemma.Disagreement
	for _, a := range v.hours(i) {
		for _, b := range v.hours(k) {
			if a.note.family != b.note.family {
				continue
			}
			kind, why := hoursApart(a, b)
			if kind == "" {
				return nil
			}
			if found == nil {
				found = []stemma.Disagreement{{Kind: kind, About: "hour", A: evidence(a.note, a.timex.Span), B: evidence(b.note, b.timex.Span), Why: why}}
			}
		}
	}
	return found
}

// nearMinutes is how far apart two hours may be that reporters round from one.
const nearMinutes = 30

func hoursApart(a, b hour) (kind, why string) {
	if a.part != "" {
		a, b = b, a
	}
	apart := max(a.minute-b.minute, b.minute-a.minute)
	switch {
	case a.part != "":
		return "", "" // night and evening are one
	case b.part != "":
		return precision, "only one gives the hour"
	case apart == 0 && a.hedge == b.hedge:
		return "", ""
	case apart == 0:
		return precision, fmt.Sprintf("“%s” against “%s” the hour", min(a.hedge, b.hedge), max(a.hedge, b.hedge))
	case apart <= nearMinutes:
		return precision, fmt.Sprintf("%d minutes apart", apart)
	}
	return contradiction, fmt.Sprintf("%d minutes apart", apart)
}

// hours are the times of day in a report's mentions, those whose clause gives
// just one: of two, each may be of another thing.
func (v voices) hours(report int) []hour {
	var list []hour
	for _, n := range v.notes[report] {
		var own []hour
		d := v.b.docs[n.doc]
		for _, t := range d.Timexes {
			within := func(inner stemma.Span) bool { return inner.Contains(t.Span) }
			if n.Span.Contains(t.Span) && !slices.ContainsFunc(n.inner, within) {
				if h, ok := readHour(d, t); ok {
					h.note = n
					own = append(own, h)
				}
			}
		}
		if len(own) == 1 && !n.static {
			list = append(list, own[0])
		}
	}
	return list
}

func readHour(d *stemma.Document, t stemma.Timex) (hour, bool) {
	_, clock, found := strings.Cut(t.Value, "T")
	switch {
	case !found || t.Type != "TIME" || strings.HasSuffix(clock, "Z"):
		return hour{}, false // world time beside local time is no difference
	case strings.HasPrefix(t.Span.In(d.Text), "00 "):
		return hour{}, false // the minutes of "6: 00 p.m."
	}
	h := hour{timex: t, minute: -1, hedge: hedge(d, t.Span)}
	if slices.Contains([]string{"MO", "AF", "EV", "NI"}, clock) {
		h.part = clock
		return h, true
	}
	hours, minutes, _ := strings.Cut(clock, ":")
	x, err := strconv.Atoi(hours)
	y, _ := strconv.Atoi(minutes)
	h.minute = 60*x + y
	return h, err == nil
}

// hedges are words before an hour that make it loose, and how.
var hedges = map[string]string{"about": "about", "around": "about", "approximately": "about", "roughly": "about", "nearly": "before",
	"before": "before", "after": "after", "past": "after"}

// hedge is the looseness of a time, by its first words and the two before it.
func hedge(d *stemma.Document, s stemma.Span) string {
	first, last := d.TokensIn(s)
	for i := max(0, first-2); i < min(last, first+2); i++ {
		if loose := hedges[strings.ToLower(d.Tokens[i].Form)]; loose != "" {
			return loose
		}
	}
	return ""
}
