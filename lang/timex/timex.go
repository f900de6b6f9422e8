// Package timex finds expressions of time in an article and places them on the
// calendar.
//
// Input: a document with text, blocks and the date of publication (DCT; may be
// unknown); tags, where they are there, tell the tense. Output:
// Document.Timexes, ordered and disjoint, as ISO-TimeML's TIMEX3 (type, value,
// mod, quant, freq) with the first and last day that the value covers.
//
// With the article dated Saturday 2025-12-27, "Earlier this month, he said on
// Friday that the 120-day mission, begun last April, had ended" gives DATE
// 2025-12 START (2025-12-01 to 2025-12-27), DATE 2025-12-26, DURATION P120D and
// DATE 2025-04. Without a date the same text gives XXXX-XX, XXXX-WXX-5, P120D
// and XXXX-04, and no days.
//
// The language is in lexicon/rules.txt: patterns over atoms (package lexicon)
// and the operation that makes the value; each rule's example is a test. A
// weekday or month without a year is the last one before the DCT, unless the
// clause's verb looks ahead. "a day after he ordered" is a DURATION whose Begin
// and End are the day of the event that the offset counts from, "he ordered".
//
// A length of time that its sentence bounds by a date ("the 120-day mission,
// which began on 28 May") has the days that follow.
//
// It deliberately misses people's ages ("46-year-old"), events used as dates
// ("since the war"), and names of things that hold words of time ("Sunday
// Times", "Christmas party").
//
// Follows ISO 24617-1 (ISO-TimeML) and, for how rules are kept, HeidelTime
// (Strötgen and Gertz, 2013).
package timex

import (
	"time"

	"stemma"
	"stemma/lexicon"
)

// Find fills d.Timexes.
func Find(d *stemma.Document) {
	d.Timexes = d.Timexes[:0:0]
	r := newResolver(d)
	for _, block := range d.Prose() {
		r.atoms = lexicon.Atoms(d.Text, block)
		first := len(d.Timexes)
		r.scan()
		r.bounded(first)
	}
}

// resolver reads one document.
type resolver struct {
	d      *stemma.Document
	rules  *grammar
	atoms  []lexicon.Atom
	dct    time.Time
	known  bool // dct is known
	anchor anchor
	news   time.Time // the day that the article reports of
	old    int       // dates in a row that lie more than a year before the DCT
	late   int       // dates in a row that lie after the DCT and are told of as past
	dmy    bool      // the outlet writes the day before the month

	looked, game       bool // whether words of games have been looked for; the article tells of a game
	dayMonth, monthDay bool // the article has written "3 May", "May 3"
}

func newResolver(d *stemma.Document) *resolver {
	r := &resolver{d: d, rules: loaded, dmy: dayFirst(d)}
	if t, err := time.Parse(isoDay, d.Published.Day()); err == nil {
		r.dct, r.known = t, true
	}
	return r
}

// scan reads the atoms from left to right; the longest reading at an atom wins.
func (r *resolver) scan() {
	for at := 0; at < len(r.atoms); {
		m, ok := r.rules.patterns.At(r.atoms, at)
		if !ok {
			at++
			continue
		}
		if r.inAddress(&m) || !r.emit(&m) {
			at++
			continue
		}
		at = m.Last
	}
}

// inAddress reports a match within a web address: "www.today.com", "/2010/09/10/".
func (r *resolver) inAddress(m *lexicon.Match) bool {
	if m.First > 0 && !r.atoms[m.First].Space {
		switch r.atoms[m.First-1].Lower {
		case "/", ".", "@", "_", "=":
			return true
		}
	}
	if m.Last+1 >= len(r.atoms) || r.atoms[m.Last].Space || r.atoms[m.Last+1].Space {
		return false
	}
	after := r.atoms[m.Last].Lower
	return after == "/" || after == "." && r.atoms[m.Last+1].Kind == lexicon.Word && !r.atoms[m.Last+1].Upper
}

// emit appends what a match says; false when no part of it can be.
func (r *resolver) emit(m *lexicon.Match) bool {
	rule := &r.rules.rules[m.Pattern]
	done := false
	for i, part := range m.Parts {
		call := rule.calls[min(i, len(rule.calls)-1)]
		t := stemma.Timex{Type: rule.kind, Rule: rule.name}
		reading := &reading{resolver: r, match: m, args: call.args, first: part[0], last: part[1]}
		if !call.op(reading, &t) {
			continue
		}
		if done = true; t.Type == nothing {
			continue
		}
		first, last := r.bare(part[0], part[1])
		t.Span = stemma.Span{Start: r.atoms[first].Start, End: r.atoms[last-1].End}
		r.finish(&t, reading)
		r.d.Timexes = append(r.d.Timexes, t)
	}
	return done
}

// bare drops the preposition that some patterns read with a weekday.
func (r *resolver) bare(first, last int) (int, int) {
	for last-first > 1 {
		switch r.atoms[first].Lower {
		case "on", "from", "between", "around", ",":
			first++
			continue
		}
		break
	}
	return first, last
}

// finish adds the modifier and the interval, and follows the narrative.
func (r *resolver) finish(t *stemma.Timex, reading *reading) {
	if t.Mod == "" {
		if t.Mod = reading.modifier(t.Type); t.Mod != "" && reading.text("edge") == "" {
			_, words := reading.bound() // "about a week": TimeML has them within the expression
			t.Span.Start = min(t.Span.Start, r.atoms[reading.first-words].Start)
		}
	}
	if t.Begin == "" && (t.Type == "DATE" || t.Type == "TIME") {
		narrowing := t.Mod
		if edge := reading.text("edge"); edge == "EARLIER" || edge == "LATER" {
			narrowing = ""
		}
		if begin, end, ok := interval(t.Value, narrowing); ok {
			place(t, begin, end)
		}
	}
	if t.Begin != "" && (t.Type == "DATE" || t.Type == "TIME") && t.Value != "PRESENT_REF" {
		r.follow(t, reading)
	}
}
