package reconcile

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"stemma"
)

// figureDifferences compares the figures of two reports, thing by thing. A
// report that gives a figure twice disagrees only where none of its values agrees.
func (v voices) figureDifferences(list []stemma.Disagreement, i, k int) []stemma.Disagreement {
	mine, theirs := v.figures(i), v.figures(k)
	for _, p := range mine {
		agreed := false
		var nearest figure
		var kind, why string
		for _, q := range theirs {
			if !v.comparable(p, q) {
				continue
			}
			thisKind, thisWhy := v.figureDifference(p, q)
			if thisKind == "" {
				agreed = true
			}
			if kind == "" || distance(p.Quantity, q.Quantity) < distance(p.Quantity, nearest.Quantity) {
				nearest, kind, why = q, thisKind, thisWhy
			}
		}
		if !agreed && kind != "" && !v.agreesElsewhere(p, mine, theirs) {
			d := stemma.Disagreement{Kind: kind, About: about(p.Quantity), A: p.evidence(), B: nearest.evidence(), Why: why}
			if kind == scope {
				d.A, d.B = v.countedThing(p), v.countedThing(nearest)
			}
			list = append(list, d)
		}
	}
	return list
}

// countedThing is a figure with the noun that it counts, or is a share of, where
// that follows in its sentence: what differs in scope.
func (v voices) countedThing(f figure) stemma.Evidence {
	d := v.b.docs[f.note.doc]
	thing := f.Span.Cover(f.Noun)
	if f.Unit == "percent" {
		thing = f.Span.Cover(wholeSpan(d, f.Span))
	}
	if f.Noun.Empty() && f.Unit != "percent" || !around(d, f.Span).Contains(thing) {
		return f.evidence()
	}
	return evidence(f.note, thing)
}

// agreesElsewhere reports whether another figure of the same report for the
// same thing agrees with one of the other report's.
func (v voices) agreesElsewhere(p figure, mine, theirs []figure) bool {
	for _, other := range mine {
		if !v.comparable(p, other) {
			continue
		}
		for _, q := range theirs {
			if v.comparable(other, q) {
				if kind, _ := v.figureDifference(other, q); kind == "" {
					return true
				}
			}
		}
	}
	return false
}

// comparable reports whether two figures measure one thing of the claim: what
// befell the counted is the same, or the same noun is counted, or the unit is
// one that a claim has once (its magnitude, its cost). Ages and people as such
// are of somebody.
func (v voices) comparable(p, q figure) bool {
	switch {
	case v.currency(p) != v.currency(q):
		return false
	case p.Of == "age" || q.Of == "age":
		return p.Of == q.Of && sameNames(p.note, q.note) && v.sameAged(p, q)
	case p.Unit == "percent" && v.placeOf(p) != "" && v.placeOf(q) != "" && v.placeOf(p) != v.placeOf(q):
		return false
	case p.Unit != "person" && v.kindsApart(p, q):
		return false
	case p.Of != "" && p.Of == q.Of:
		return true
	case victimsApart([]string{p.Of}, []string{q.Of}):
		return false
	case p.Unit != q.Unit || p.Unit == "" || p.Unit == "person":
		return false
	case p.note.family != q.note.family && v.counted(p) != v.counted(q):
		return false
	}
	return v.counted(p) == v.counted(q) || v.counted(p) == "" || v.counted(q) == ""
}

// whoseAge is the person named nearest to an age in its sentence: the age's own.
// "" where none is named.
func (v voices) whoseAge(f figure) string {
	d := v.b.docs[f.note.doc]
	sentence := around(d, f.Span)
	name, nearest := "", sentence.Len()
	for _, m := range d.Mentions {
		if m.Type != "PER" || m.Form != stemma.Name || !sentence.Contains(m.Span) {
			continue
		}
		gap := max(m.Span.Start-f.Span.End, f.Span.Start-m.Span.End)
		if m.Span.Start < f.Span.Start && strings.HasPrefix(d.Text[f.Span.End:], "-year-old") {
			continue // "Ann Lee and 48-year-old Bo Ek"
		}
		if gap < nearest {
			name, nearest = m.ID, gap
		}
	}
	return name
}

// sameAged reports whether two ages may be one person's: those of two different
// persons, as of two victims of one crime, are compared with nothing.
func (v voices) sameAged(p, q figure) bool {
	a, b := strings.Fields(v.whoseAge(p)), strings.Fields(v.whoseAge(q))
	return len(a) == 0 || len(b) == 0 || slices.ContainsFunc(a, func(word string) bool { return slices.Contains(b, word) })
}

// currency is the sign or word for money in a figure, "" for other figures.
func (v voices) currency(f figure) string {
	if f.Unit != "money" && f.Of != "money" {
		return ""
	}
	text := strings.ToLower(f.Span.In(v.b.docs[f.note.doc].Text))
	for _, money := range [][]string{{"€", "euro", "eur"}, {"£", "pound", "gbp", "sterling"}, {"¥", "yen", "yuan", "rmb"}, {"₹", "rs", "rupee", "inr"}, {"c$", "cad"}, {"a$", "aud"}, {"$", "dollar", "usd"}} {
		if slices.ContainsFunc(money, func(sign string) bool { return strings.Contains(text, sign) }) {
			return money[0]
		}
	}
	return strings.Trim(text, "0123456789., ")
}

// sameNames reports whether two mentions name one participant.
func sameNames(a, b *note) bool {
	for _, p := range append(slices.Clone(a.actor), a.patient...) {
		for _, q := range append(slices.Clone(b.actor), b.patient...) {
			if p.key != "" && p.key == q.key {
				return true
			}
		}
	}
	return false
}

// figure is a quantity of one report.
type figure struct {
	stemma.Quantity
	note *note
}

func (f figure) evidence() stemma.Evidence {
	return stemma.Evidence{Article: f.note.Article, Span: f.Span}
}

func (v voices) figures(report int) []figure {
	var list []figure
	for _, n := range v.notes[report] {
		for _, q := range n.Quantities {
			if (q.Of != "" || q.Unit != "") && !v.bare(n, q) {
				list = append(list, figure{q, n})
			}
		}
	}
	return list
}

// bare reports whether a figure is no count of all: an article read as one ("a
// technician and a captain"), or what is named besides others ("three other rifles").
func (v voices) bare(n *note, q stemma.Quantity) bool {
	d := v.b.docs[n.doc]
	words := strings.Fields(strings.ToLower(q.Span.In(d.Text)))
	if len(words) > 0 && (words[0] == "a" || words[0] == "an") && q.Low != nil && q.High != nil && *q.Low == 1 && *q.High == 1 {
		return true
	}
	if q.Noun.Start <= q.Span.End {
		return false
	}
	between := strings.Fields(strings.ToLower(stemma.Span{Start: q.Span.End, End: q.Noun.Start}.In(d.Text)))
	return slices.ContainsFunc(between, func(w string) bool { return besides[w] })
}

// besides are words that count what comes on top of something named before.
var besides = map[string]bool{"other": true, "more": true, "further": true, "additional": true, "extra": true}

func about(q stemma.Quantity) string { return cmp.Or(q.Of, q.Unit) }

// figureDifference says how two figures for one thing differ; "" where they agree.
func (v voices) figureDifference(p, q figure) (kind, why string) {
	values := p.Bounds() + " against " + q.Bounds()
	if v.moreThan(p, q) || v.moreThan(q, p) {
		return "", ""
	}
	p.Quantity, q.Quantity = toll(p.Quantity), toll(q.Quantity)
	if wholes := v.sharesApart(p, q); wholes != "" {
		return scope, values + ", and each is a share of another thing: " + wholes
	}
	switch {
	case p.Vague != q.Vague:
		if overlap(p.Quantity, q.Quantity) {
			return precision, values + ": one gives no number"
		}
	case overlap(p.Quantity, q.Quantity):
		if loose(p.Quantity) != loose(q.Quantity) && !openAt(p.Quantity, q.Quantity) && !aroundOne(p.Quantity, q.Quantity) {
			return precision, values + ": one is rounder"
		}
		return "", ""
	case rounds(p.Quantity, q.Quantity) || rounds(q.Quantity, p.Quantity):
		return precision, values + ": one is rounded"
	case v.picked(p) || v.picked(q):
		return scope, values + ": one counts those that it picks out"
	}
	if nouns := v.counted(p) + " / " + v.counted(q); differ(v.counted(p), v.counted(q)) && !v.countsEvents(p) && !v.countsEvents(q) {
		return scope, values + ", and what is counted differs: " + nouns
	}
	if (grows(p.Of) || recurring[v.counted(p)]) && !v.longPast(p.note) && !v.longPast(q.note) {
		if why := v.replaces(p, q); why != "" {
			return update, values + ": " + why
		}
	}
	if why := v.lapse(p, q); why != "" {
		return update, values + ": " + why
	}
	if v.brokenDown(p) || v.brokenDown(q) {
		return "", ""
	}
	if both, left, right := shared(p.note, q.note); p.Unit == "percent" && 2*both < aboutShare*(left+right) && (v.placeOf(p) == "" || v.placeOf(p) != v.placeOf(q)) {
		return "", "" // shares of too many things stand in one report
	}
	if (!measures[p.Unit] || p.Unit == "percent") && !v.longPast(p.note) && !v.longPast(q.note) {
		if words := cmp.Or(v.forATime(p), v.forATime(q)); words != "" {
			return update, values + ": “" + words + "” gives it for a time only"
		}
	}
	return contradiction, values + " cannot both hold"
}

// lapse says why a count of anything may have changed between two reports: they
// appeared on different days. Ages, sizes and other measures do not change so.
func (v voices) lapse(p, q figure) string {
	before, after := v.b.docs[p.note.doc].Published.Day(), v.b.docs[q.note.doc].Published.Day()
	if before == "" || after == "" || before == after || lasting[p.Of] || measures[p.Unit] || measures[q.Unit] || v.longPast(p.note) || v.longPast(q.note) {
		return ""
	}
	return fmt.Sprintf("counted on %s and on %s", min(before, after), max(before, after))
}

// lasting are counts that do not change while news of an event breaks.
var lasting = map[string]bool{"age": true, "inhabitants": true}

// settledDays is how long after an event its figures are still corrected; those
// of an older one that differ are two countings of it.
const settledDays = 365

// longPast reports whether a mention tells of an event that was long past when
// its report appeared.
func (v voices) longPast(n *note) bool {
	published := v.b.docs[n.doc].Published.Day()
	if published == "" || n.Time == nil || n.Time.Begin == "" || !own(n.Time) {
		return false
	}
	return days(last(n.Time), published) > settledDays
}

// measures are units of what an event has once and for all.
var measures = map[string]bool{"magnitude": true, "percent": true, "metre": true, "kilometre": true, "mile": true, "year": true, "hour": true, "minute": true, "day": true}

// toll takes "at least 50" or "as many as 80" dead or injured for 50 and 80, and
// "as much as 82 percent" for 82: reporters write so of the latest count or the
// worst hour, not of a limit.
func toll(q stemma.Quantity) stemma.Quantity {
	switch {
	case !grows(q.Of) && q.Unit != "percent" || q.Vague:
	case q.Low == nil:
		q.Low = q.High
	case q.High == nil:
		q.High = q.Low
	}
	return q
}

// overlap reports whether both figures can be true of one number.
func overlap(p, q stemma.Quantity) bool { return distance(p, q) == 0 }

// loose figures are open, approximate or a range.
func loose(q stemma.Quantity) bool {
	return q.Approx || q.Vague || q.Low == nil || q.High == nil || *q.Low != *q.High
}

// aroundOne reports whether both figures give one number, with or without "about".
func aroundOne(p, q stemma.Quantity) bool {
	return p.Low != nil && q.Low != nil && p.High != nil && q.High != nil && *p.Low == *q.Low && *p.High == *q.High
}

// openAt reports whether one figure is the other with an open end ("at least
// 10" and "10"): reporters use both for one count. "Up to three" beside "three" is
// the looser, but for tolls and shares, of which toll takes it for the number.
func openAt(p, q stemma.Quantity) bool {
	return p.Low != nil && q.Low != nil && *p.Low == *q.Low && !p.Approx && !q.Approx
}

// moreThan reports whether p is "more than q", which reporters write of the same
// count as the number alone, though not as "about" it. "At least four" has the bounds of "more than three",
// but nobody writes it for three.
func (v voices) moreThan(p, q figure) bool {
	if p.High != nil || p.Low == nil || q.Approx || q.Low == nil || q.High == nil || *q.Low != *q.High || *p.Low != *q.Low+1 {
		return false
	}
	words := strings.Fields(strings.ToLower(p.Span.In(v.b.docs[p.note.doc].Text)))
	return !slices.Contains(words, "least") && !slices.Contains(words, "fewer") && !slices.Contains(words, "less")
}

// rounds reports whether p is q rounded to p's own last non-zero digit.
func rounds(p, q stemma.Quantity) bool {
	if p.Of == "age" || p.Low == nil || q.Low == nil || *p.Low < 20 || math.Trunc(*p.Low) != *p.Low {
		return false
	}
	unit := 1.0
	for math.Mod(*p.Low, unit*10) == 0 {
		unit *= 10
	}
	return unit > 1 && math.Abs(*p.Low-*q.Low) <= unit/2 && math.Abs(*p.Low-*q.Low) <= 0.1*(*p.Low)
}

// counted is the counted noun's family, "" where the text leaves it out.
func (v voices) counted(f figure) string {
	if f.Noun.Empty() || f.Unit == "percent" {
		return "" // "percent", "per cent" and "%" count nothing
	}
	d := v.b.docs[f.note.doc]
	if at := d.TokenAt(f.Noun.Start); at < len(d.Tokens) {
		return family(d.Tokens[at].Lemma)
	}
	return ""
}

// countsEvents reports whether the counted noun is the event itself: "86 arrests".
func (v voices) countsEvents(f figure) bool {
	noun := v.counted(f)
	return noun != "" && (noun == f.note.family || noun == family(f.Of))
}

// differ reports whether two counted nouns name different things; words for
// people as such count anybody.
func differ(a, b string) bool {
	return a != "" && b != "" && a != b && !people[a] && !people[b]
}

var people = map[string]bool{"person": true, "people": true, "other": true, "kill": true, "injure": true, "body": true, "toll": true, "number": true, "individual": true, "man": true, "woman": true, "victim": true}

// grows reports whether counts of this kind are corrected upwards while news breaks.
func grows(of string) bool {
	return eventFamilies().victim[family(of)] || of == "killed" || of == "injured" || of == "missing" || of == "arrested" || of == "evacuated"
}

// recurring are things that keep coming while news breaks, so that counts of them
// grow as tolls do.
var recurring = map[string]bool{"aftershock": true}

// replaces says why the one of two tolls is the later; "" where their dates contradict that.
func (v voices) replaces(p, q figure) string {
	if low, _ := bounds(p.Quantity); low > 0 {
		if other, _ := bounds(q.Quantity); other < low {
			p, q = q, p
		}
	}
	before, after := v.b.docs[p.note.doc].Published.Day(), v.b.docs[q.note.doc].Published.Day()
	switch {
	case before == "" || after == "":
		return "a count that grew; the reports bear no date that tells against it"
	case before > after:
		return ""
	case before == after:
		return "a count that grew within a day"
	}
	return fmt.Sprintf("%s replaces the figure of %s", after, before)
}
