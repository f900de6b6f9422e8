package claim

import (
	"slices"
	"strings"

	"stemma"
)

// timed reports whether a phrase's head stands in a time expression.
func (x *extractor) timed(i int) bool { return x.times[i] >= 0 }

// time finds when the event happened: the first placed expression whose nearest
// predicate is the clause's. The time of saying is not the event's. A participle
// that continues the clause ("exploded on Friday, killing two") shares its time.
func (x *extractor) time(c *clause) *stemma.Time {
	at := c.verb
	for steps := 0; steps < 4; steps++ {
		if t := x.timeOf(c, at); t != nil {
			return t
		}
		if t := x.cleft(at); t != nil {
			return t
		}
		next, ok := x.continues(at)
		if !ok {
			return x.whenTime(c)
		}
		at = next
	}
	return nil
}

// whenTime is the time of the clause that says when: "killed when a bomb
// exploded on Monday".
func (x *extractor) whenTime(c *clause) *stemma.Time {
	for i := c.verb + 1; i < len(x.d.Tokens) && i < c.verb+longestWait; i++ {
		if x.d.Tokens[i].Head != c.verb || x.relation(i) != "advcl" || !x.finite(i) {
			continue
		}
		if when := x.dependent(i, "mark", "advmod"); when >= 0 && x.lemma(when) == "when" {
			return x.timeOf(c, i)
		}
	}
	return nil
}

// longestWait is how many tokens after a verb its "when" clause is looked for.
const longestWait = 40

// cleft is the time in "it was only in May that they left": the copula's
// complement above the clause.
func (x *extractor) cleft(v int) *stemma.Time {
	head := x.d.Tokens[v].Head
	if head < 0 || head > v || x.times[head] < 0 {
		return nil
	}
	timex := &x.d.Timexes[x.times[head]]
	first, last := x.d.TokensIn(timex.Span)
	copula := false
	for i := first; i < last; i++ {
		copula = copula || x.dependent(i, "cop") >= 0
	}
	if !copula || timex.Begin == "" {
		return nil
	}
	return &stemma.Time{Begin: timex.Begin, End: timex.End, Precision: precision(timex.Value), Span: timex.Span}
}

// bearing is the predicate whose scene a purpose belongs to: what was sent "to
// clear mines in Kidal in May" was sent there and then.
func (x *extractor) bearing(v int) int {
	for steps := 0; v >= 0 && steps < 4; steps++ {
		relation := x.relation(v)
		if relation != "advcl" && relation != "acl" || !x.infinitive(v) || x.finite(v) {
			return v
		}
		if above := x.predicateOf(x.d.Tokens[v].Head); above >= 0 {
			v = above
			continue
		}
		return v
	}
	return v
}

// continues is the predicate whose time and scene a predicate shares.
func (x *extractor) continues(v int) (int, bool) {
	head := x.d.Tokens[v].Head
	if head < 0 || !x.clausal(v) || !x.clausal(head) {
		return 0, false
	}
	if _, reporting := x.cues[head]; reporting {
		return 0, false
	}
	switch x.relation(v) {
	case "xcomp":
		return head, true
	case "advcl":
		return head, !x.finite(v) && x.dependent(v, "mark") < 0
	case "conj":
		return head, x.ownSubject(v) < 0
	}
	return 0, false
}

// timeOf is the first placed time under a predicate, or nil.
func (x *extractor) timeOf(c *clause, v int) *stemma.Time {
	first, last := x.extent(v)
	for i := first; i < last; i++ {
		t := x.times[i]
		if t < 0 || i > first && x.times[i-1] == t {
			continue
		}
		timex := &x.d.Timexes[t]
		if timex.Begin == "" || timex.Type == "SET" || x.saying(int(t)) || x.terminal(c, int(t)) {
			continue
		}
		owner := x.timeOwner(int(t))
		if (owner == v || x.bearing(owner) == v) && !x.insideNoun(i, v) || c.kind == "noun" && v == c.trigger && x.d.Dominates(c.trigger, i) && !x.clauseBetween(i, c.trigger) {
			return &stemma.Time{Begin: timex.Begin, End: timex.End, Precision: precision(timex.Value), Span: timex.Span}
		}
	}
	return nil
}

// terminal reports a time that only ends what the clause tells of: a trial put
// off "until Monday" was not put off then. What did "not" happen until Monday
// happened then.
func (x *extractor) terminal(c *clause, t int) bool {
	first, _ := x.d.TokensIn(x.d.Timexes[t].Span)
	if first == 0 {
		return false
	}
	word := x.lemma(first - 1)
	return (word == "until" || word == "till") && !x.negator(c.verb) && x.polarity(c) == stemma.Positive
}

// insideNoun reports a time that belongs to an event noun inside the clause:
// "arrested for the 1967 killings". The subject's own time is the clause's too.
func (x *extractor) insideNoun(i, v int) bool {
	at := x.d.Tokens[i].Head
	for steps := 0; at >= 0 && at != v && steps < 16; steps++ {
		if x.d.Tokens[at].UPOS == "NOUN" && len(x.words.nouns[x.lemma(at)]) > 0 && x.relation(at) != "nsubj" && x.relation(at) != "obj" {
			return true
		}
		at = x.d.Tokens[at].Head
	}
	return false
}

// timeOwner is the predicate that a time expression belongs to.
func (x *extractor) timeOwner(t int) int {
	first, last := x.d.TokensIn(x.d.Timexes[t].Span)
	for i := first; i < last; i++ {
		if head := x.d.Tokens[i].Head; head < first || head >= last {
			return x.predicateOf(i)
		}
	}
	return -1
}

// saying reports whether a time directly follows a reporting cue and ends its
// sentence or piece: "…, officials said Saturday." It is when they said it,
// wherever the parser hung it.
func (x *extractor) saying(t int) bool {
	first, last := x.d.TokensIn(x.d.Timexes[t].Span)
	if !x.afterCue(first - 1) {
		return false
	}
	if last >= len(x.d.Tokens) || x.d.SentenceAt(last) != x.d.SentenceAt(first) {
		return true
	}
	next := &x.d.Tokens[last]
	return next.UPOS == "PUNCT" || next.UPOS == "SCONJ" || next.UPOS == "CCONJ" || strings.EqualFold(next.Form, "that") || next.UPOS == "PRON" || next.UPOS == "DET" || next.UPOS == "PROPN"
}

// afterCue reports that a reporting cue stands at a token, or before a
// preposition there, or before a phrase that says where it was said: "said in a
// statement".
func (x *extractor) afterCue(at int) bool {
	if at >= 0 && x.d.Tokens[at].UPOS == "ADP" {
		at--
	}
	if x.cueAt(at) {
		return true
	}
	for steps := 0; at > 0 && steps < 4 && slices.Contains(phraseTags, x.d.Tokens[at].UPOS); steps++ {
		at--
	}
	return at > 0 && x.d.Tokens[at].UPOS == "ADP" && x.cueAt(at-1)
}

// phraseTags are the words that a short prepositional phrase is made of.
var phraseTags = []string{"NOUN", "DET", "ADJ", "PRON"}

func (x *extractor) cueAt(i int) bool {
	_, cue := x.cues[i]
	return cue
}

// precision reads how exact a TIMEX3 value is from its shape.
func precision(value string) string {
	date, _, _ := strings.Cut(value, "T")
	switch {
	case strings.Contains(date, "-W"):
		return "week"
	case strings.Contains(date, "-Q"):
		return "quarter"
	case strings.HasSuffix(date, "-SP"), strings.HasSuffix(date, "-SU"), strings.HasSuffix(date, "-FA"), strings.HasSuffix(date, "-WI"):
		return "season"
	case len(date) == len("2006-01-02"):
		return "day"
	case len(date) == len("2006-01"):
		return "month"
	case len(date) == len("2006") && digits(date):
		return "year"
	}
	return "span"
}

// figures lists the quantities that belong to the clause: those whose nearest
// predicate it is, in its span.
func (x *extractor) figures(c *clause) []stemma.Quantity {
	if c.kind == "age" {
		return x.ageFigure(c)
	}
	var list []stemma.Quantity
	first, last := x.extent(c.verb)
	for i := first; i < last; i++ {
		q := x.sums[i]
		if q < 0 || i > first && x.sums[i-1] == q || x.times[i] >= 0 {
			continue
		}
		if x.ownsFigure(c, i) && !x.both(i) {
			list = append(list, x.d.Quantities[q])
		}
	}
	if len(list) == 0 && c.inherited {
		list = x.subjectFigures(c)
	}
	return x.befallen(c, list)
}

// befallen says what befell the counted people where the figure itself does not:
// the clause's event, when they are those whom it befell.
func (x *extractor) befallen(c *clause, list []stemma.Quantity) []stemma.Quantity {
	what := x.words.fate[c.event.Lemma]
	if what == "" {
		return list
	}
	for i := range list {
		if list[i].Of != "" || list[i].Unit != "person" {
			continue
		}
		for _, head := range c.recipients {
			if x.party(head).Span.Overlaps(list[i].Span.Cover(list[i].Noun)) {
				list[i].Of = what
			}
		}
	}
	return list
}

// both reports whether a figure only points back: "the two countries".
func (x *extractor) both(i int) bool {
	q := &x.d.Quantities[x.sums[i]]
	if q.Low == nil || q.High == nil || *q.Low != *q.High || *q.Low > 3 || i == 0 {
		return false
	}
	return x.words.in("pointing", x.lemma(i-1)) || x.words.in("pointing", x.lemma(i))
}

// subjectFigures are the figures of an inherited subject: "three men who fled".
func (x *extractor) subjectFigures(c *clause) []stemma.Quantity {
	var list []stemma.Quantity
	for _, head := range c.surface {
		first, last := x.phrase(head)
		for i := first; i < last; i++ {
			if q := x.sums[i]; q >= 0 && (i == first || x.sums[i-1] != q) && x.suffers(c, &x.d.Quantities[q]) {
				list = append(list, x.d.Quantities[q])
			}
		}
	}
	return list
}

// suffers reports whether a figure of a shared subject belongs to this event: "nine
// killed, who had come in May" does not make the coming a death.
func (x *extractor) suffers(c *clause, q *stemma.Quantity) bool {
	return x.words.counted[q.Of] == "" || x.words.fate[c.event.Lemma] == x.words.counted[q.Of]
}

// ownsFigure reports whether a figure's token belongs to the clause itself.
func (x *extractor) ownsFigure(c *clause, i int) bool {
	if c.kind == "noun" || c.kind == "role" {
		return x.d.Dominates(c.trigger, i) && !x.clauseBetween(i, c.trigger)
	}
	return x.predicateOf(i) == c.verb
}

// clauseBetween reports whether a predicate stands on the way from a token up to another.
func (x *extractor) clauseBetween(from, to int) bool {
	for steps := 0; from >= 0 && from != to && steps < 64; steps++ {
		if x.clausal(from) {
			return true
		}
		from = x.d.Tokens[from].Head
	}
	return false
}

// ageFigure is the age itself, taken from the quantities where they have it.
func (x *extractor) ageFigure(c *clause) []stemma.Quantity {
	if q := x.sums[c.trigger]; q >= 0 {
		quantity := x.d.Quantities[q]
		if quantity.Of == "" {
			quantity.Of = "age"
		}
		return []stemma.Quantity{quantity}
	}
	age := 0.0
	for _, r := range x.d.Tokens[c.trigger].Form {
		age = 10*age + float64(r-'0')
	}
	return []stemma.Quantity{{Span: x.d.Tokens[c.trigger].Span, Low: &age, High: &age, Unit: "year", Of: "age", Rule: "age"}}
}

// extent is the token range below a predicate.
func (x *extractor) extent(v int) (first, last int) {
	first, last = v, v+1
	x.descend(v, func(i int) bool {
		first, last = min(first, i), max(last, i+1)
		return true
	})
	return first, last
}
