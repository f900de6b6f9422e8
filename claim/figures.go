package claim

import (
	"strings"

	"stemma"
)

// looseFigures lists the figures of a sentence that no clause's claim bears:
// items of a list ("seven rifles, two boats"), measures inside a noun phrase
// ("a 6.1-magnitude quake"), what a preposition brings in ("with 20 kilometres
// of cable"). Durations and figures without a counted thing are left out.
func (x *extractor) looseFigures(s stemma.Sentence, borne []stemma.ClaimMention) []stemma.ClaimMention {
	var mentions []stemma.ClaimMention
	for i := s.First; i < s.Last; i++ {
		q := x.sums[i]
		if q < 0 || i > s.First && x.sums[i-1] == q || x.times[i] >= 0 || x.both(i) || x.borne(borne, &x.d.Quantities[q]) {
			continue
		}
		if m, ok := x.looseFigure(i, &x.d.Quantities[q]); ok {
			mentions = append(mentions, m)
		}
	}
	return mentions
}

// borne reports whether a mention bears a figure already. A count of victims
// that only an untyped act mentions ("the list gave nine dead") is not.
func (x *extractor) borne(mentions []stemma.ClaimMention, q *stemma.Quantity) bool {
	victims := len(x.words.nouns["of "+q.Of]) > 0
	for i := range mentions {
		if victims && (mentions[i].Event.Type == "EVENT" || mentions[i].Event.Type == "FIGURE") {
			continue
		}
		for j := range mentions[i].Quantities {
			if mentions[i].Quantities[j].Span == q.Span {
				return true
			}
		}
	}
	return false
}

// looseFigure is the claim that a figure makes by itself: so many of something.
func (x *extractor) looseFigure(at int, q *stemma.Quantity) (stemma.ClaimMention, bool) {
	if q.Low == nil && q.High == nil || x.words.in("duration", q.Unit) || q.Noun.Empty() && q.Of == "" && (q.Unit == "" || q.Unit == "person") {
		return stemma.ClaimMention{}, false
	}
	for _, a := range x.under[at] {
		if x.d.Attributions[a].Negated {
			return stemma.ClaimMention{}, false // "did not say that two had died"
		}
	}
	if x.yearly(at, q) {
		return stemma.ClaimMention{}, false
	}
	head := at
	if !q.Noun.Empty() {
		head = x.d.TokenAt(q.Noun.Start)
	}
	if head >= len(x.d.Tokens) || x.d.SentenceAt(head) != x.d.SentenceAt(at) {
		return stemma.ClaimMention{}, false
	}
	head = x.measuredThing(head)
	governing := x.predicateOf(head)
	c := clause{trigger: head, verb: head, kind: "figure", object: -1, typed: true,
		event: stemma.Event{Type: "FIGURE", Lemma: x.lemma(head)}, surface: []int{head}, rule: "loose figure"}
	befallen := x.words.nouns["of "+q.Of]
	if len(befallen) > 0 && !q.Noun.Empty() && q.Unit != "person" && x.words.counted[q.Of] != "" && !x.animate(head) {
		return stemma.ClaimMention{}, false // "caught 59 passes": no people
	}
	if len(befallen) > 0 {
		c.event = befallen[0].event
	}
	if governing >= 0 {
		if x.supposed(governing) || x.must(governing) || x.able(governing) || x.imperative(governing) || x.counterfactual(governing) || x.mandated(governing) {
			return stemma.ClaimMention{}, false
		}
		c.verb = governing
		c.effect, c.negated = x.governed(&c)
	}
	return x.figureMention(&c, at, q), true
}

// yearly reports a bare number that reads as a year: "a 1970 bribery case".
func (x *extractor) yearly(at int, q *stemma.Quantity) bool {
	form := x.d.Tokens[at].Form
	return q.Unit == "" && len(form) == 4 && digits(form) && (strings.HasPrefix(form, "19") || strings.HasPrefix(form, "20"))
}

// measuredThing is the noun that a measure's own noun only modifies: the quake
// of "a 6.1-magnitude quake".
func (x *extractor) measuredThing(head int) int {
	for range 4 {
		switch x.relation(head) {
		case "compound", "amod", "nummod":
		default:
			return head
		}
		up := x.d.Tokens[head].Head
		if up < 0 || !x.nominal(up) {
			return head
		}
		head = up
	}
	return head
}

func (x *extractor) figureMention(c *clause, at int, q *stemma.Quantity) stemma.ClaimMention {
	first, last := x.phrase(c.trigger)
	numbers, end := x.d.TokensIn(q.Span)
	first, last = min(first, numbers), max(last, end)
	for first < last-1 && x.relation(first) == "case" {
		first++
	}
	m := stemma.ClaimMention{
		Article: x.d.ID, Span: x.trim(first, last), Trigger: x.d.Tokens[c.trigger].Span, Event: c.event,
		Quantities: []stemma.Quantity{*q}, Polarity: x.polarity(c), Rule: c.rule,
	}
	if c.event.Type == "FIGURE" {
		m.Actor = x.parties(c.surface)
	} else {
		m.Recipient = x.parties(c.surface)
	}
	m.Place = x.placeBelow(c.trigger, 0)
	m.Modality = x.modality(c)
	m.Chain = x.chain(c)
	x.voice(&clause{trigger: c.trigger, verb: c.trigger, kind: "figure", object: -1}, &m)
	m.Salience = max(0, x.salience(c, &m, true)-0.2)
	m.Summary = x.figureLine(c, q, &m)
	return m
}

// figureLine writes a bare figure: "at least 33 people were killed", in the place
// that the sentence gives; a measure takes the clause that it stands in.
func (x *extractor) figureLine(c *clause, q *stemma.Quantity, m *stemma.ClaimMention) string {
	if c.event.Type == "FIGURE" {
		if line := x.itemLine(c); line != "" {
			return line
		}
		if line := x.enclosingLine(c.trigger); line != "" {
			return line
		}
		return x.sentenceLine(c.trigger)
	}
	participle := x.words.counted[q.Of]
	if participle == "" || m.Modality != stemma.Asserted && m.Modality != stemma.Alleged || m.Polarity == stemma.Negative && (q.High == nil || *q.High != 0) {
		return ""
	}
	figure := strings.Join(strings.Fields(q.Span.In(x.d.Text)), " ")
	noun := "people"
	if !q.Noun.Empty() {
		if head := x.d.TokenAt(q.Noun.Start); head < len(x.d.Tokens) && x.d.Tokens[head].UPOS == "NOUN" && (x.words.in("people", x.lemma(head)) || x.words.in("person", x.lemma(head))) && !strings.Contains(figure, q.Noun.In(x.d.Text)) {
			noun = q.Noun.In(x.d.Text)
		}
	}
	verb := "were"
	if q.Low != nil && q.High != nil && *q.Low == 1 && *q.High == 1 {
		verb = "was"
		if noun == "people" {
			noun = "person"
		}
	}
	if !q.Noun.Empty() && strings.Contains(figure, q.Noun.In(x.d.Text)) {
		noun = "" // "a judge" counts one
	}
	line := figure + " " + noun + " " + verb + " " + participle
	if q.Vague && !strings.HasSuffix(figure, "of") && !x.words.in("quantifier", strings.ToLower(figure)) {
		line = figure + " of " + noun + " " + verb + " " + participle
	}
	if m.Place != nil {
		line += " in " + m.Place.Name
	}
	return tidy(line)
}

// itemLine writes one item of a list that something befell: "Seven rifles and two
// boats were found" gives "Two boats were found".
func (x *extractor) itemLine(c *clause) string {
	if line := x.amongLine(c); line != "" {
		return line
	}
	if c.verb == c.trigger || !x.passive(c.verb, 0) || x.negator(c.verb) {
		return ""
	}
	own := x.ownSubject(c.verb)
	if own < 0 || own == c.trigger || x.relation(c.trigger) != "conj" || !x.d.Dominates(own, c.trigger) || x.clauseBetween(c.trigger, own) {
		return ""
	}
	first, last := x.phrase(c.trigger)
	begin, end := x.predicateRange(c.verb)
	rest := x.text(begin, end)
	_, rest, ok := strings.Cut(rest, " ")
	if t := strings.ToLower(x.d.Tokens[begin].Form); !ok || t != "was" && t != "were" {
		return ""
	}
	return tidy(x.withNames(x.settleLeft(first), last) + " " + x.be([]int{c.trigger}) + " " + rest)
}

// amongLine turns "Among the seized items were seven rifles and two boats" round
// for one of the things: "Two boats were among the seized items".
func (x *extractor) amongLine(c *clause) string {
	if cop := x.dependent(c.verb, "cop"); cop < 0 || cop > c.verb || x.ownSubject(c.verb) >= 0 || !member(x.series(c.verb), c.trigger) {
		return ""
	}
	for i := x.child[c.verb]; i >= 0 && int(i) < c.verb; i = x.next[i] {
		if preposition := x.preposition(int(i)); preposition != "among" && preposition != "amongst" {
			continue
		}
		first, last := x.phrase(c.trigger)
		from, to := x.extent(int(i))
		where := x.text(from, to)
		if where == "" || x.d.Tokens[from].UPOS != "ADP" {
			return ""
		}
		return tidy(x.withNames(x.settleLeft(first), last) + " " + x.be([]int{c.trigger}) + " among " + x.text(from+1, to))
	}
	return ""
}
