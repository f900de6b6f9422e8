package claim

import (
	"strings"

	"stemma"
)

// innerFigures lists what figures inside a longer claim say by themselves: the
// measure of a thing that the clause only mentions ("the 10-metre dhow"), the
// count of what stands beside its event ("fire from two boats"). The count of
// those whom an act befell is that act's and no claim of its own; that of things
// bought, found or broken is. They have no line: they bear out what another report words in full.
func (x *extractor) innerFigures(c *clause, whole *stemma.ClaimMention) []stemma.ClaimMention {
	if c.kind == "age" || c.kind == "role" || c.kind == "craft" || c.kind == "unknown" {
		return nil
	}
	var mentions []stemma.ClaimMention
	for i := range whole.Quantities {
		q := &whole.Quantities[i]
		at := x.d.TokenAt(q.Span.Start)
		if at >= len(x.d.Tokens) || x.sums[at] < 0 || x.words.counted[q.Of] != "" || q.High != nil && *q.High == 0 {
			continue // the count of victims is their event's
		}
		if counted := x.countedBy(q, at); x.countsVictims(c, q) && x.undergoes(c, counted) && !x.modifies(q, counted) {
			continue
		}
		if m, ok := x.looseFigure(at, q); ok && m.Span != whole.Span {
			m.Summary, m.Salience, m.Rule = x.populationLine(at, q), 0, "inner figure"
			mentions = append(mentions, m)
		}
	}
	return mentions
}

// befallenFigures are the counts of what the clause's event befell.
func (x *extractor) befallenFigures(c *clause, whole *stemma.ClaimMention) []stemma.Span {
	var spans []stemma.Span
	for i := range whole.Quantities {
		q := &whole.Quantities[i]
		at := x.d.TokenAt(q.Span.Start)
		if at >= len(x.d.Tokens) {
			continue
		}
		if counted := x.countedBy(q, at); x.countsVictims(c, q) && x.undergoes(c, counted) && !x.modifies(q, counted) {
			spans = append(spans, q.Span)
		}
	}
	return spans
}

// countsVictims reports that a count of what the clause's event befell is the
// event's own: of persons, and of whatever the figure itself says the fate of.
func (x *extractor) countsVictims(c *clause, q *stemma.Quantity) bool {
	return !x.words.in("happens to things", c.event.Type) || q.Of != "" && c.event.Type != "EVENT"
}

// countedBy is the noun that a figure at a token counts or measures.
func (x *extractor) countedBy(q *stemma.Quantity, at int) int {
	head := at
	if !q.Noun.Empty() {
		head = x.d.TokenAt(q.Noun.Start)
	}
	if head >= len(x.d.Tokens) {
		return at
	}
	return x.measuredThing(head)
}

// undergoes reports a noun that the clause's event befalls.
func (x *extractor) undergoes(c *clause, i int) bool {
	return member(c.recipients, i) || member(c.objects, i) || c.passive && member(c.surface, i)
}

// modifies reports a measure of a thing, which holds whatever befell it: "a
// 6.1-magnitude quake", not "two boats".
func (x *extractor) modifies(q *stemma.Quantity, thing int) bool {
	return q.Unit != "" && q.Unit != "person" && !q.Noun.Empty() && x.d.TokenAt(q.Noun.Start) != thing
}

// populationLine writes how many live in a place that the figure stands beside:
// "Qeshm, home to 120,000 people, …" gives "Qeshm is home to 120,000 people".
func (x *extractor) populationLine(at int, q *stemma.Quantity) string {
	if q.Of != "inhabitants" || q.Noun.Empty() {
		return ""
	}
	home := at
	for home > at-4 && home > 2 && x.lemma(home) != "home" {
		home--
	}
	if x.lemma(home) != "home" || x.d.Tokens[home-1].Form != "," || x.d.SentenceAt(home-2) != x.d.SentenceAt(at) {
		return ""
	}
	place := x.placeAt(home - 2)
	if place == nil {
		return ""
	}
	return tidy(place.Name + " is home to " + x.text(home+2, x.d.TokenAt(q.Noun.End-1)+1))
}

// craftKind is what stands before a ship's or an aircraft's name says of it: "the
// Ethiopian merchant vessel Gibe", "the Liberian-flagged Omar". A craft's flag and
// kind are facts that reports differ in; a person's are colour.
func (x *extractor) craftKind(i int) (clause, bool) {
	m := x.d.MentionAt(i)
	if m < 0 || x.d.Mentions[m].Type != "VEHICLE" || x.d.Mentions[m].Form != stemma.Name || x.d.Mentions[m].Head != i || x.model(m) {
		return clause{}, false
	}
	first, _ := x.phrase(i)
	flag := -1
	for j := first; j < x.d.Mentions[m].First; j++ {
		if n := x.d.MentionAt(j); n >= 0 && x.d.Mentions[n].Type == "NORP" {
			flag = j
		}
	}
	if flag < 0 {
		return clause{}, false
	}
	last := x.d.Mentions[m].First - 1
	return clause{
		trigger: last, verb: last, kind: "craft", surface: []int{i}, objects: []int{last}, object: last, typed: true,
		event: stemma.Event{Type: "ROLE", Lemma: "be"}, rule: "kind of a craft",
	}, true
}

// craftLine writes it: "Gibe is an Ethiopian merchant vessel"; "" where the words
// before the name are no noun phrase by themselves.
func (x *extractor) craftLine(c *clause) string {
	first, _ := x.phrase(c.surface[0])
	if x.d.Tokens[first].UPOS == "DET" {
		first++
	}
	what := x.text(first, c.trigger+1)
	switch vessel := x.words.in("vessel", x.lemma(c.trigger)); {
	case first > c.trigger, vessel && x.verbs(first, c.trigger+1), !vessel && !strings.Contains(what, "-"):
		return "" // "the Spanish captain's Omar"
	case vessel:
		what = indefinite(what)
	}
	return tidy(x.entityName(c.surface[0]) + " is " + what)
}

// indefinite puts "a" or "an" before a phrase.
func indefinite(phrase string) string {
	if phrase != "" && strings.ContainsRune("AEIOaeio", rune(phrase[0])) {
		return "an " + phrase
	}
	return "a " + phrase
}

// unknownReason reads "cut for unknown reasons": that nobody knows why is a claim
// beside the event.
func (x *extractor) unknownReason(i int) (clause, bool) {
	head := x.d.Tokens[i].Head
	if x.relation(i) != "amod" || head < i || !x.words.in("unknown", x.lemma(i)) || !x.words.in("reason", x.lemma(head)) {
		return clause{}, false
	}
	s, known := x.words.adjectives[x.lemma(i)]
	return clause{trigger: i, verb: head, kind: "unknown", object: -1, typed: true, event: s.event, negated: s.negated, rule: "unknown reason"}, known
}
