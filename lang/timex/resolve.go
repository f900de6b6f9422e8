package timex

import (
	"strconv"
	"strings"

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
		"none": opNone, "nth": opNth, "monthspan": opMonthSpan, "stretch": opStretch, "dateyear": opDateYear,
		"namedquarter": opNamedQuarter, "theyear": opTheYear, "yearearlier": opYearEarlier, "weekwith": opWeekWith,
		"anchorweekday": opAnchorWeekday, "setvalue": opSetValue, "minutes": opMinutes, "hourbefore": opHourBefore, "asmany": opAsMany,
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

func (r *reading) tense() tense {
	if at := r.match.First; at > 1 && r.atoms[at-1].Lower == "for" && tenseWords["fix"][r.atoms[at-2].Lower] {
		return futureTense // "a date was set for Thursday"
	}
	return tenseAt(r.d, r.atoms, r.match.First, r.match.Last)
}

// beforeNow turns the bounds of a length of time into those of the day that lies
// so far back: "more than a decade ago" is BEFORE that year.
var beforeNow = map[string]string{"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE", "EQUAL_OR_LESS": "ON_OR_AFTER", "APPROX": "APPROX"}

// edges are the mods of edge words that are none themselves. "Later in 2011" is
// later than what was told, not the year's end: LATER leaves the days alone.
var edges = map[string]string{"H1": "START", "H2": "END", "EARLIER": "START", "LATER": "END"}

func (r *reading) modifier(kind string) string {
	if edge, ok := r.match.Get("edge"); ok {
		if mod := edges[edge.Text]; mod != "" {
			return mod
		}
		return edge.Text
	}
	if r.args["from"] != "" {
		return ""
	}
	if _, counted := r.get("count"); !counted {
		return ""
	}
	mod, _ := r.bound()
	if kind == "DATE" && r.args["sign"] == "-1" {
		return beforeNow[mod]
	}
	return mod
}

// bound is what the words before a length of time make of it, "at least", and
// how many they are.
func (r *reading) bound() (mod string, words int) {
	for n := min(3, r.first); n > 0; n-- {
		if k, mod, _ := r.rules.modifier(r.atoms, r.first-n); k == n {
			return mod, n
		}
	}
	return "", 0
}
