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
	for i := range v.reports {
		for k := i + 1; k < len(v.reports); k++ {
			list = v.figureDifferences(list, i, k)
			list = append(list, v.timeDifference(i, k)...)
			list = append(list, v.placeDifference(i, k)...)
			list = append(list, v.namingDifferences(i, k)...)
			list = append(list, v.editedDifference(i, k)...)
			list = append(list, v.framingDifference(i, k)...)
		}
	}
	return onceEach(list)
}

// onceEach keeps the first disagreement of each pair of reports about each
// thing, and of wordings the first pair that shows the two.
func onceEach(list []stemma.Disagreement) []stemma.Disagreement {
	type subject struct{ a, b, about string }
	seen := map[subject]bool{}
	return slices.DeleteFunc(list, func(d stemma.Disagreement) bool {
		s := subject{d.A.Article, d.B.Article, d.About}
		words := subject{"", d.Why, d.About}
		drop := seen[s] || d.Kind == wording && seen[words]
		seen[s], seen[words] = true, true
		return drop
	})
}

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
			list = append(list, stemma.Disagreement{Kind: kind, About: about(p.Quantity), A: p.evidence(), B: nearest.evidence(), Why: why})
		}
	}
	return list
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
	case p.Of == "age" || q.Of == "age":
		return p.Of == q.Of && sameNames(p.note, q.note)
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
			if q.Of != "" || q.Unit != "" {
				list = append(list, figure{q, n})
			}
		}
	}
	return list
}

func about(q stemma.Quantity) string { return cmp.Or(q.Of, q.Unit) }

// figureDifference says how two figures for one thing differ; "" where they agree.
func (v voices) figureDifference(p, q figure) (kind, why string) {
	values := p.Bounds() + " against " + q.Bounds()
	p.Quantity, q.Quantity = toll(p.Quantity), toll(q.Quantity)
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
	}
	if nouns := v.counted(p) + " / " + v.counted(q); differ(v.counted(p), v.counted(q)) {
		return scope, values + ", and what is counted differs: " + nouns
	}
	if grows(p.Of) {
		if why := v.replaces(p, q); why != "" {
			return update, values + ": " + why
		}
	}
	return contradiction, values + " cannot both hold"
}

// toll takes "as many as 80" dead or injured for 80: reporters write so of the
// latest count, not of a limit.
func toll(q stemma.Quantity) stemma.Quantity {
	if grows(q.Of) && q.Low == nil && q.High != nil {
		q.Low = q.High
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
// 10" and "10"): reporters use both for one count.
func openAt(p, q stemma.Quantity) bool {
	return p.Low != nil && q.Low != nil && *p.Low == *q.Low && !p.Approx && !q.Approx ||
		p.High != nil && q.High != nil && *p.High == *q.High && !p.Approx && !q.Approx
}

// rounds reports whether p is q rounded to p's own last non-zero digit.
func rounds(p, q stemma.Quantity) bool {
	if p.Low == nil || q.Low == nil || *p.Low < 20 || math.Trunc(*p.Low) != *p.Low {
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
	if f.Noun.Empty() {
		return ""
	}
	d := v.b.docs[f.note.doc]
	if at := d.TokenAt(f.Noun.Start); at < len(d.Tokens) {
		return family(d.Tokens[at].Lemma)
	}
	return ""
}

// differ reports whether two counted nouns name different things; words for
// people as such count anybody.
func differ(a, b string) bool {
	return a != "" && b != "" && a != b && !people[a] && !people[b]
}

var people = map[string]bool{"person": true, "people": true, "other": true, "kill": true, "injure": true, "body": true, "toll": true, "number": true, "individual": true, "man": true, "woman": true, "victim": true}

// grows reports whether counts of this kind are corrected upwards while news breaks.
func grows(of string) bool {
	return eventFamilies().victim[family(of)] || of == "killed" || of == "injured" || of == "missing"
}

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
		return "a toll that grew; the reports bear no date that tells against it"
	case before > after:
		return ""
	case before == after:
		return "a toll that grew within a day"
	}
	return fmt.Sprintf("%s replaces the figure of %s", after, before)
}

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
	case finer(x, y) || finer(y, x):
		d.Kind, d.Why = precision, fmt.Sprintf("%s against %s", x.Value, y.Value)
	case same == 0 && x.Type == "DATE" && y.Type == "DATE":
		d.Kind, d.Why = contradiction, fmt.Sprintf("%s to %s against %s to %s", a.Time.Begin, last(a.Time), b.Time.Begin, last(b.Time))
	case same == 1 && width(a.Time) != width(b.Time):
		d.Kind, d.Why = precision, fmt.Sprintf("%s against %s", cmp.Or(a.Time.Precision, "a time"), cmp.Or(b.Time.Precision, "a time"))
	default:
		return nil
	}
	return []stemma.Disagreement{d}
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
		if n.Time != nil && n.Time.Begin != "" && own(n.Time) && (best == nil || width(n.Time) < width(best.Time)) {
			best = n
		}
	}
	return best
}

func evidence(n *note, s stemma.Span) stemma.Evidence {
	return stemma.Evidence{Article: n.Article, Span: s}
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

// far reports whether two places with coordinates are more than 100 km apart.
func far(a, b *stemma.Place) bool {
	if a.Lat == nil || b.Lat == nil || a.Lon == nil || b.Lon == nil || isCountry(a) || isCountry(b) {
		return false
	}
	dy := (*a.Lat - *b.Lat) * 111
	dx := (*a.Lon - *b.Lon) * 111 * math.Cos(*a.Lat*math.Pi/180)
	return math.Hypot(dx, dy) > 100
}

// namingDifferences compares how two reports call those whom it befell, where a
// figure that agrees makes sure that both count the same people.
func (v voices) namingDifferences(i, k int) []stemma.Disagreement {
	var list []stemma.Disagreement
	for _, role := range []struct {
		about string
		of    func(*note) []stemma.Party
	}{{"recipient", recipients}} {
		if a, b, p, q := v.namedOtherwise(i, k, role.of); a != nil {
			list = append(list, stemma.Disagreement{Kind: wording, About: role.about, A: evidence(a, p.Span), B: evidence(b, q.Span),
				Why: against(v.headNoun(a, p), v.headNoun(b, q))})
		}
	}
	return list
}

// namedOtherwise finds mentions whose only participant in a role is described
// with another noun in each report, and which agree in a figure of people. Names
// of one entity do not differ, and a name against a description says nothing:
// the one may be the other.
func (v voices) namedOtherwise(i, k int, role func(*note) []stemma.Party) (a, b *note, p, q stemma.Party) {
	for _, m := range v.notes[i] {
		for _, n := range v.notes[k] {
			mine, theirs := role(m), role(n)
			if len(mine) != 1 || len(theirs) != 1 || m.family != n.family {
				continue
			}
			if same, _ := figures(m, n); same == 0 || !countsPeople(m) || !countsPeople(n) {
				continue
			}
			x, y := v.headNoun(m, mine[0]), v.headNoun(n, theirs[0])
			if x == "" || y == "" || x == y {
				return nil, nil, p, q
			}
			if a == nil {
				a, b, p, q = m, n, mine[0], theirs[0]
			}
		}
	}
	return a, b, p, q
}

// countsPeople reports whether a mention's figures count people.
func countsPeople(n *note) bool {
	return slices.ContainsFunc(n.Quantities, func(q stemma.Quantity) bool { return q.Unit == "person" })
}

// headNoun is the family of the noun that a description turns on; "" for names,
// numbers, pronouns, and words for anybody ("others", "people").
func (v voices) headNoun(n *note, p stemma.Party) string {
	d := v.b.docs[n.doc]
	head := headToken(d, p.Span)
	if head < 0 || d.Tokens[head].UPOS != "NOUN" {
		return ""
	}
	if e := entity(d, p.Entity); e != nil && d.MentionAt(head) >= 0 && d.Mentions[d.MentionAt(head)].Form == stemma.Name {
		return ""
	}
	name := family(d.Tokens[head].Lemma)
	if people[name] || strings.ContainsAny(name, "0123456789") {
		return ""
	}
	return name
}

// framingDifference finds event words that name one thing with different
// judgements, "incursion" and "occupation". A report that uses the other's word
// too does not differ.
func (v voices) framingDifference(i, k int) []stemma.Disagreement {
	var a, b *note
	for _, m := range v.notes[i] {
		for _, n := range v.notes[k] {
			group := framing()[strings.ToLower(m.Event.Lemma)]
			if group == "" || group != framing()[strings.ToLower(n.Event.Lemma)] {
				continue
			}
			if v.triggerWord(m) == v.triggerWord(n) {
				return nil
			}
			if a == nil && framing()[v.triggerWord(m)] == group && framing()[v.triggerWord(n)] == group {
				a, b = m, n
			}
		}
	}
	if a == nil {
		return nil
	}
	return []stemma.Disagreement{{Kind: wording, About: "event", A: evidence(a, a.Trigger), B: evidence(b, b.Trigger),
		Why: against(v.triggerWord(a), v.triggerWord(b))}}
}

// against names two words in one order, so that one pair of words is one reason.
func against(a, b string) string {
	return fmt.Sprintf("“%s” against “%s”", min(a, b), max(a, b))
}

// triggerWord is the lemma of the event word as the text has it.
func (v voices) triggerWord(n *note) string {
	d := v.b.docs[n.doc]
	if at := d.TokenAt(n.Trigger.Start); at < len(d.Tokens) {
		return strings.ToLower(d.Tokens[at].Lemma)
	}
	return ""
}

// editedDifference compares the words of two mentions that stand in one edited
// passage: what one side adds or puts otherwise. Only the first such difference
// is kept; many differences are another text, not an edit.
func (v voices) editedDifference(i, k int) []stemma.Disagreement {
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			at := v.b.kin.told(a, b)
			if at < 0 || a.spot[1] != b.spot[1] || v.b.kin.Passages[at].Kind != stemma.Edited {
				continue
			}
			mine, theirs := v.edits(a, b)
			if len(mine)+len(theirs) == 0 || len(mine)+len(theirs) > mostEdits || len(mine) > 0 && len(theirs) > 0 && len(mine) != len(theirs) {
				continue
			}
			return []stemma.Disagreement{{Kind: wording, About: "wording", A: v.spot(a, mine), B: v.spot(b, theirs), Why: added(v.texts(a, mine), v.texts(b, theirs))}}
		}
	}
	return nil
}

// mostEdits is how many content words an edited clause may differ in.
const mostEdits = 4

// edits aligns two mentions of one passage from their event words on, word by
// word, and lists the tokens of content words that stand on one side only. An
// editor's addition may end the sentence, after what the passage shares: the
// alignment goes to the sentence's end and is cut after the last common word.
func (v voices) edits(a, b *note) (mine, theirs []int) {
	d, e := v.b.docs[a.doc], v.b.docs[b.doc]
	steps := editScript(wordsOf(d.Text, v.stretch(a)), wordsOf(e.Text, v.stretch(b)))
	for len(steps) > 0 && (!steps[len(steps)-1].same() || len(steps[len(steps)-1].mine.text) <= 3) {
		steps = steps[:len(steps)-1]
	}
	for _, s := range steps {
		if s.same() || s.mine != nil && s.theirs != nil && respelt(s.mine.text, s.theirs.text) {
			continue
		}
		if s.mine != nil {
			mine = appendContent(mine, d, s.mine.span, b)
		}
		if s.theirs != nil {
			theirs = appendContent(theirs, e, s.theirs.span, a)
		}
	}
	return mine, theirs
}

// stretch is a mention from its event word to the end of its sentence.
func (v voices) stretch(n *note) stemma.Span {
	return stemma.Span{Start: n.Trigger.Start, End: max(n.Trigger.End, around(v.b.docs[n.doc], n.Trigger).End)}
}

// same reports whether a step pairs one word with itself.
func (s step) same() bool { return s.mine != nil && s.theirs != nil && s.mine.text == s.theirs.text }

// appendContent adds the token at s when its content word is missing from the
// other mention; names are left to the comparison of participants.
func appendContent(list []int, d *stemma.Document, s stemma.Span, other *note) []int {
	at := d.TokenAt(s.Start)
	if at >= len(d.Tokens) || d.MentionAt(at) >= 0 || d.Tokens[at].UPOS != "NOUN" && d.Tokens[at].UPOS != "ADJ" || isTime(d, d.Tokens[at].Span) {
		return list
	}
	if word := contentWord(d.Tokens[at]); word != "" && !has(other.words, word) && !has(other.context, word) {
		return append(list, at)
	}
	return list
}

func (v voices) spot(n *note, tokens []int) stemma.Evidence {
	if len(tokens) == 0 {
		return evidence(n, n.Span)
	}
	d := v.b.docs[n.doc]
	return evidence(n, d.TokenSpan(tokens[0], tokens[len(tokens)-1]+1))
}

func (v voices) texts(n *note, tokens []int) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = v.b.docs[n.doc].Tokens[t].Form
	}
	return strings.Join(words, " ")
}

func added(mine, theirs string) string {
	switch {
	case theirs == "":
		return "the first adds “" + mine + "”"
	case mine == "":
		return "the second adds “" + theirs + "”"
	}
	return "“" + mine + "” against “" + theirs + "”"
}
