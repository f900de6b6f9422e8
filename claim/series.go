package claim

import (
	"strings"

	"stemma"
)

// series is a noun phrase's head with all that is listed after it, whatever way
// the parser chained the items: as conjuncts of one another, or as an apposition
// with its own conjuncts ("seven rifles, one launcher, grenades and two boats").
func (x *extractor) series(head int) []int { return x.seriesFrom(nil, head, 0) }

func (x *extractor) seriesFrom(list []int, head, depth int) []int {
	list = append(list, head)
	if depth > 12 {
		return list
	}
	for c := x.child[head]; c >= 0; c = x.next[c] {
		i := int(c)
		if i < head || !x.nominal(i) || x.clausal(i) || x.timed(i) {
			continue
		}
		switch x.relation(i) {
		case "conj":
			list = x.seriesFrom(list, i, depth+1)
		case "appos":
			if x.dependent(i, "conj") > i && x.dependent(head, "nummod") >= 0 && x.d.Tokens[i].UPOS == "NOUN" {
				list = x.seriesFrom(list, i, depth+1)
			}
		}
	}
	return list
}

// included is what a preposition adds to an argument or lists of it: "a cache of
// arms, including seven rifles and two guns", "two boats along with a radio".
func (x *extractor) included(heads []int) []int {
	var items []int
	for _, head := range heads {
		x.each(head, func(i int) bool {
			if preposition := x.preposition(i); x.relation(i) == "nmod" && x.words.in("adding", strings.ReplaceAll(preposition, " ", "-")) {
				items = append(items, x.series(i)...)
			}
			return true
		})
	}
	return items
}

// shares is the parts of a measure that a clause is said of place by place: "55
// percent of traffic in Oman, 52 percent in Egypt and 82 percent in India was down".
func (x *extractor) shares(c *clause, whole *stemma.ClaimMention) []stemma.ClaimMention {
	for _, o := range c.obliques {
		if x.percentage(o.head) && c.kind == "verb" {
			return x.givenShares(c, whole, x.percentages(o.head))
		}
	}
	if len(c.surface) == 0 || c.inherited || c.kind == "noun" || !x.percentage(c.surface[0]) {
		return nil
	}
	list := x.percentages(c.surface[0])
	if len(list) < 2 {
		return nil
	}
	of := x.ofPhrase(list[0])
	_, last := x.predicateRange(c.verb)
	first := c.verb
	for i := x.child[c.verb]; i >= 0 && int(i) < c.verb; i = x.next[i] {
		if r := x.relation(int(i)); r == "aux" || r == "cop" {
			first = min(first, int(i))
		}
	}
	var parts []stemma.ClaimMention
	for k, head := range list {
		place := x.placeBelow(head, 0)
		if place == nil {
			return nil
		}
		end := first
		if k+1 < len(list) {
			end, _ = x.phrase(list[k+1])
		}
		part := x.share(whole, head, end, of, place)
		if part.Summary = ""; of != "" {
			begin, _ := x.phrase(head)
			part.Summary = tidy(strings.TrimSpace(x.text(begin, head+1)) + " " + of + " in " + place.Name + " " + x.text(first, last))
		}
		parts = append(parts, part)
	}
	return parts
}

// givenShares is the same for percentages behind a preposition: "the same goes for
// 59% of calls to Oman and 44% to Mali".
func (x *extractor) givenShares(c *clause, whole *stemma.ClaimMention, list []int) []stemma.ClaimMention {
	if len(list) < 2 || x.ownSubject(c.verb) < 0 {
		return nil
	}
	var parts []stemma.ClaimMention
	from, last := x.clauseRange(c.verb)
	begin, _ := x.phrase(list[0])
	for k, head := range list {
		place := x.placeBelow(head, 0)
		if place == nil || begin <= from {
			return nil
		}
		first, _ := x.phrase(head)
		end := last
		if k+1 < len(list) {
			end, _ = x.phrase(list[k+1])
		}
		part := x.share(whole, head, end, "", place)
		part.Summary = tidy(x.withNames(from, begin) + " " + part.Span.In(x.d.Text))
		if part.Span.Start > x.d.Tokens[first].Start {
			return nil
		}
		parts = append(parts, part)
	}
	return parts
}

// share is one part of a measure: its figure, its place, its stretch of text.
func (x *extractor) share(whole *stemma.ClaimMention, head, end int, of string, place *stemma.Place) stemma.ClaimMention {
	begin, _ := x.phrase(head)
	part := *whole
	part.Span, part.Place, part.Rule = x.trim(begin, max(head+1, end)), place, "part of "+whole.Rule
	part.Quantities = []stemma.Quantity{}
	for i := begin; i <= head; i++ {
		if q := x.sums[i]; q >= 0 {
			part.Quantities = []stemma.Quantity{x.d.Quantities[q]}
		}
	}
	part.Salience = max(0, whole.Salience-0.1)
	return part
}

func (x *extractor) percentage(i int) bool {
	return x.lemma(i) == "percent" || x.lemma(i) == "%" || x.lemma(i) == "cent"
}

// percentages is the percentages of one subject or argument in text order.
func (x *extractor) percentages(head int) []int {
	var list []int
	first, last := x.extent(head)
	for i := first; i < last; i++ {
		if x.percentage(i) && (i == head || x.relation(i) == "conj") && !x.clauseBetween(i, head) {
			list = append(list, i)
		}
	}
	return list
}

// ofPhrase is what a percentage is of, without the place: "of voice traffic".
func (x *extractor) ofPhrase(head int) string {
	of := x.dependent(head, "nmod")
	if of < 0 || x.preposition(of) != "of" {
		return ""
	}
	first, last := x.extent(of)
	for i := of + 1; i < last; i++ {
		if x.d.Tokens[i].UPOS == "ADP" || x.d.Tokens[i].UPOS == "PUNCT" {
			last = i
		}
	}
	return x.text(first, last)
}

// peoples is the breakdown of a count by nationality: "12 Somali and 11 Yemeni
// pirates", "23 pirates (12 Somali and 11 Yemeni)". It is a claim beside the count.
func (x *extractor) peoples(c *clause, whole *stemma.ClaimMention) []stemma.ClaimMention {
	for _, head := range append(append([]int{}, c.recipients...), c.object) {
		if head < 0 || x.timed(head) {
			continue
		}
		first, last := x.extent(head)
		begin, end, count := -1, -1, 0
		var figures []stemma.Quantity
		for i := first; i+1 < last; i++ {
			m := x.d.MentionAt(i + 1)
			if x.d.Tokens[i].UPOS != "NUM" || x.sums[i] < 0 || m < 0 || x.d.Mentions[m].Type != "NORP" || x.clauseBetween(i, head) {
				continue
			}
			if begin < 0 {
				begin = i
			}
			end, count = x.d.Mentions[m].Last, count+1
			figures = append(figures, x.d.Quantities[x.sums[i]])
		}
		if count > 1 {
			list := []stemma.ClaimMention{x.breakdown(c, whole, head, begin, end, figures)}
			for i := range figures {
				if m, ok := x.looseFigure(x.d.TokenAt(figures[i].Span.Start), &figures[i]); ok {
					m.Summary, m.Salience, m.Rule = "", 0, "inner figure"
					list = append(list, m)
				}
			}
			return list
		}
	}
	return nil
}

// breakdown is the part of a claim that [begin, end) counts people by people.
func (x *extractor) breakdown(c *clause, whole *stemma.ClaimMention, head, begin, end int, figures []stemma.Quantity) stemma.ClaimMention {
	part := *whole
	if end == head {
		end++
	}
	part.Span, part.Rule, part.Quantities = x.trim(begin, end), "part of "+whole.Rule, figures
	part.Salience, part.Summary = max(0, whole.Salience-0.1), ""
	if c.kind == "noun" || c.trigger != c.verb {
		return part
	}
	count := x.text(begin, end)
	if x.d.Tokens[head].UPOS == "NOUN" && (end <= head || head < begin) {
		count += " " + x.d.Tokens[head].Form
	}
	switch subject := x.subjectText(c); {
	case c.passive && len(c.surface) > 0:
		part.Summary = tidy(count + " " + x.verbGroup(c, []int{head}))
	case subject != "" && !x.unclear(c.spoken[0]):
		part.Summary = tidy(subject + " " + x.verbGroup(c, c.spoken) + " " + count)
	}
	return part
}
