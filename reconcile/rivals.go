package reconcile

import (
	"strings"

	"stemma"
)

// rival is a mention's standing in another article.
type rival struct{ note, doc int }

// rivalry is how a pair stands among the other pairs of its two mentions.
type rivalry struct{ likeness, low, high, mutual float64 }

// rivals sets each pair against the other pairs of its two mentions. One report
// tells a claim in one place, two at most: of all mentions there only those that
// come near the best can be this one's.
func (b *notebook) rivals(pairs []pair, rows []rivalry) {
	best := map[rival]float64{}
	for i, p := range pairs {
		here, there := rival{p.a, b.notes[p.b].doc}, rival{p.b, b.notes[p.a].doc}
		best[here] = max(best[here], rows[i].likeness)
		best[there] = max(best[there], rows[i].likeness)
	}
	for i, p := range pairs {
		r := &rows[i]
		if r.likeness == 0 || b.notes[p.a].doc == b.notes[p.b].doc {
			continue
		}
		here := r.likeness / best[rival{p.a, b.notes[p.b].doc}]
		there := r.likeness / best[rival{p.b, b.notes[p.a].doc}]
		r.low, r.high, r.mutual = min(here, there), max(here, there), truth(here == 1 && there == 1)
	}
}

// unrivalled is the chance of a pair that is either mention's best: what its
// features tell where the best is looked for anyway.
func unrivalled(v vector) float64 {
	w := alignWeights()
	return logistic(w.odds(&v) + w.rivalOdds(rivalry{low: 1, high: 1, mutual: 1}))
}

// likeness ranks the pairs of one mention by what tells most: events, words,
// figures and participants, each for about as much as the fit gives it. The
// rank by fitted chances ranks no better.
func (v *vector) likeness() float64 {
	return v[dice] + v[dice]*v[contained]/2 + v[context] + (v.oneEvent()+v[relatedEvent]/2)/2 +
		0.3*(v[patientSame]+v[actorSame]) + (v[figureSame]+v[loneWord])/2
}

// How far from the days of the news a sentence puts its event.
const (
	undated = iota
	fresh   // "on Friday", "yesterday", or within a week of publication
	distant // "in January", "last year", or further away
)

// freshDays is how long a thing is news: writers name the weekday within seven
// days and the month beyond (Associated Press Stylebook, "time element").
const freshDays = 7

// farness reads the expression that dates the mention, else the first of its
// sentence that tells.
func farness(d *stemma.Document, m *stemma.ClaimMention) int {
	within := around(d, m.Trigger)
	if m.Time != nil && !m.Time.Span.Empty() {
		within = m.Time.Span
	}
	for i := range d.Timexes {
		if t := &d.Timexes[i]; t.Span.Overlaps(within) {
			if far := farnessOf(d, t); far != undated {
				return far
			}
		}
	}
	return undated
}

func farnessOf(d *stemma.Document, t *stemma.Timex) int {
	published := d.Published.Day()
	switch {
	case t.Type != "DATE" && t.Type != "TIME":
		return undated
	case t.Begin != "" && published != "":
		if days(t.End, published) > freshDays || days(published, t.Begin) > freshDays {
			return distant
		}
		return fresh
	case strings.HasPrefix(t.Value, "XXXX-WXX-"), strings.HasPrefix(t.Value, "XXXX-XX-XX"):
		return fresh
	case strings.HasPrefix(t.Value, "XXXX-WXX"), strings.HasSuffix(t.Value, "_REF"), strings.HasPrefix(t.Value, "T"):
		return undated
	}
	return distant
}
