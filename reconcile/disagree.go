package reconcile

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// Kinds of disagreement.
const (
	update        = "update"
	scope         = "scope"
	precision     = "precision"
	contradiction = "contradiction"
	wording       = "wording"
)

// disagreements compares a claim's reports two by two: figures, then times,
// places, participants, and the words of shared passages. One pair disagrees
// about one thing at most once.
func (v voices) disagreements() []stemma.Disagreement {
	list := []stemma.Disagreement{}
	if len(v.reports) < 2 {
		return list
	}
	where := v.whereabouts()
	for i := range v.reports {
		for k := i + 1; k < len(v.reports); k++ {
			list = v.figureDifferences(list, i, k)
			list = append(list, v.unmeasured(i, k)...)
			list = append(list, v.timeDifference(i, k)...)
			list = append(list, v.calendarDifference(i, k)...)
			list = append(list, v.hourDifference(i, k)...)
			list = append(list, v.whereDifferences(where, i, k)...)
			list = append(list, v.numberDifference(i, k)...)
			list = append(list, v.uncounted(i, k)...)
			list = append(list, v.degreeDifference(i, k)...)
			list = append(list, v.namingDifferences(i, k)...)
			list = append(list, v.editedDifference(i, k)...)
			list = append(list, v.framingDifference(i, k)...)
		}
	}
	return onceEach(list)
}

// onceEach keeps the first disagreement of each pair of reports about each
// thing, and of what is only put otherwise the first pair that shows the two.
func onceEach(list []stemma.Disagreement) []stemma.Disagreement {
	type subject struct{ a, b, about string }
	seen := map[subject]bool{}
	return slices.DeleteFunc(list, func(d stemma.Disagreement) bool {
		s := subject{d.A.Article, d.B.Article, d.About}
		words := subject{"", d.Why, d.About}
		drop := seen[s] || d.Kind != contradiction && textual[d.About] && seen[words]
		seen[s], seen[words] = true, true
		return drop
	})
}

// textual are the things that reports put otherwise in words: one pair of reports
// is enough to show each two.
var textual = map[string]bool{"recipient": true, "event": true, "saying": true, "wording": true, "direction": true, "hour": true}

// timeDifference compares when two reports date the event by words of their own.
func (v voices) timeDifference(i, k int) []stemma.Disagreement {
	a, b := v.dated(i), v.dated(k)
	if a == nil || b == nil {
		return nil
	}
	d := stemma.Disagreement{About: "time", A: evidence(a, a.Time.Span), B: evidence(b, b.Time.Span)}
	x, y := v.timex(a), v.timex(b)
	same, _ := times(a.Time, b.Time)
	switch {
	case same == 1 && width(a.Time) == width(b.Time):
		return nil // one day, with or without its hour
	case finer(x, y) || finer(y, x):
		d.Kind, d.Why = precision, fmt.Sprintf("%s against %s", x.Value, y.Value)
	case same == 0 && x.Type == "DATE" && y.Type == "DATE" && exactDay(a.Time) && exactDay(b.Time) && !v.sameText(a, b) && !v.timesMeet(i, k):
		d.Kind, d.Why = contradiction, fmt.Sprintf("%s to %s against %s to %s", a.Time.Begin, last(a.Time), b.Time.Begin, last(b.Time))
	case same == 1 && width(a.Time) != width(b.Time):
		d.Kind, d.Why = precision, fmt.Sprintf("%s against %s", cmp.Or(a.Time.Precision, "a time"), cmp.Or(b.Time.Precision, "a time"))
	default:
		return nil
	}
	return []stemma.Disagreement{d}
}

// timesMeet reports whether two reports date some of their mentions alike.
func (v voices) timesMeet(i, k int) bool {
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			if same, _ := times(a.Time, b.Time); same == 1 {
				return true
			}
		}
	}
	return false
}

// exactDay reports whether a time is one day: only days contradict each other
// for certain, a week or a month is as often loosely meant.
func exactDay(t *stemma.Time) bool { return len(t.Begin) == 10 && (t.End == "" || t.End == t.Begin) }

// sameText reports whether two mentions date their event by the same words, as
// "a day" does in a report of every day.
func (v voices) sameText(a, b *note) bool {
	return strings.EqualFold(a.Time.Span.In(v.b.docs[a.doc].Text), b.Time.Span.In(v.b.docs[b.doc].Text))
}

// timex is the expression that dates a mention.
func (v voices) timex(n *note) stemma.Timex {
	for _, t := range v.b.docs[n.doc].Timexes {
		if t.Span.Overlaps(n.Time.Span) {
			return t
		}
	}
	return stemma.Timex{}
}

// finer reports whether one value is the other with a month, a day or an hour more.
func finer(x, y stemma.Timex) bool {
	return x.Value != "" && len(y.Value) > len(x.Value) && strings.HasPrefix(y.Value, x.Value)
}

func (v voices) dated(report int) *note {
	var best *note
	for _, n := range v.notes[report] {
		if n.Time != nil && n.Time.Begin != "" && own(n.Time) && !strings.HasSuffix(v.timex(n).Value, "_REF") && (best == nil || width(n.Time) < width(best.Time)) {
			best = n
		}
	}
	return best
}

func evidence(n *note, s stemma.Span) stemma.Evidence {
	return stemma.Evidence{Article: n.Article, Span: s}
}

// whereDifferences compares the places of two reports: their lists, else the
// places themselves, and the directions from them.
func (v voices) whereDifferences(w whereabouts, i, k int) []stemma.Disagreement {
	list := v.listDifference(w, i, k)
	if len(list) == 0 {
		list = v.placeDifference(i, k)
	}
	return append(list, w.bearingDifference(i, k)...)
}

// placeDifference compares where: a country against a place in it is precision,
// two places far from each other contradict.
func (v voices) placeDifference(i, k int) []stemma.Disagreement {
	a, b := v.placed(i), v.placed(k)
	if a == nil || b == nil || v.samePlace(i, k) {
		return nil
	}
	d := stemma.Disagreement{About: "place", A: evidence(a, a.Place.Span), B: evidence(b, b.Place.Span), Why: a.Place.Name + " against " + b.Place.Name}
	switch {
	case isCountry(a.Place) != isCountry(b.Place) && a.Place.Country == b.Place.Country:
		d.Kind = precision
	case wide(a.Place) || wide(b.Place):
		return nil // where in it, nothing tells
	case far(a.Place, b.Place):
		d.Kind = contradiction
	default:
		return nil
	}
	return []stemma.Disagreement{d}
}

func (v voices) placed(report int) *note {
	for _, n := range v.notes[report] {
		if n.Place != nil && !n.Place.Span.Empty() {
			return n
		}
	}
	return nil
}

func (v voices) samePlace(i, k int) bool {
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			if a.Place != nil && b.Place != nil && a.place == b.place {
				return true
			}
		}
	}
	return false
}

func isCountry(p *stemma.Place) bool {
	_, found := gazetteer.Country(p.Name)
	return found
}

// wide reports whether a place is a sea or a part of the world: its coordinates
// are of its middle, and a place far from them may lie in it.
func wide(p *stemma.Place) bool {
	return slices.ContainsFunc(gazetteer.Readings(p.Name), func(e gazetteer.Entry) bool {
		return e.Kind == gazetteer.KindArea || e.Kind == gazetteer.KindWater || e.Finer == gazetteer.KindArea
	})
}

// far reports whether two places with coordinates are more than 100 km apart.
func far(a, b *stemma.Place) bool {
	if a.Lat == nil || b.Lat == nil || a.Lon == nil || b.Lon == nil || isCountry(a) || isCountry(b) {
		return false
	}
	dy := (*a.Lat - *b.Lat) * 111
	dx := (*a.Lon - *b.Lon) * 111 * math.Cos(*a.Lat*math.Pi/180)
	return math.Hypot(dx, dy) > 100
}
