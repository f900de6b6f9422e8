package claim

import (
	"strings"

	"stemma"
)

// parts splits a claim of several things into one claim for each: "seized seven
// rifles and two boats", "Berg and Olsen were killed". Reports differ part by
// part, so each is compared by itself. A part needs a figure or a name of its own.
func (x *extractor) parts(c *clause, whole *stemma.ClaimMention) []stemma.ClaimMention {
	if c.kind == "age" || c.kind == "role" || c.kind == "craft" || c.kind == "unknown" || c.kind == "exist" {
		return nil
	}
	if parts := append(x.shares(c, whole), x.peoples(c, whole)...); len(parts) > 0 {
		return parts
	}
	var parts []stemma.ClaimMention
	for k, list := range [][]int{x.included(x.things(c)), x.people(c), x.objectList(c), x.listedPlaces(c)} {
		if len(list) < 2 && k > 0 {
			continue
		}
		for _, head := range list {
			if part, ok := x.part(c, whole, head, len(list)); ok {
				parts = append(parts, part)
			}
		}
	}
	return parts
}

// people is the recipients, or the persons named in the recipients' phrases
// where the parser did not see them coordinated.
func (x *extractor) people(c *clause) []int {
	if len(c.recipients) != 1 || !x.words.in("happens to each", c.event.Type) {
		return c.recipients
	}
	var persons []int
	first, last := x.extent(c.recipients[0])
	for i := first; i < last; i++ {
		m := x.d.MentionAt(i)
		if m < 0 || x.d.Mentions[m].Head != i || x.d.Mentions[m].Type != "PER" || x.d.Mentions[m].Form != stemma.Name {
			continue
		}
		if x.clauseBetween(i, c.recipients[0]) || x.preposition(i) != "" {
			continue
		}
		persons = append(persons, i)
	}
	return persons
}

// listedPlaces is three or more countries or towns listed inside an argument:
// "calls to Peru, Chile and Mali were cut".
func (x *extractor) listedPlaces(c *clause) []int {
	var places []int
	heads := append(append([]int{}, c.surface...), c.objects...)
	for _, o := range c.obliques {
		heads = append(heads, o.head)
	}
	for _, head := range heads {
		x.each(head, func(i int) bool {
			list := x.conjuncts(i)
			if x.relation(i) != "nmod" || len(list) < 3 {
				return true
			}
			var named []int
			for _, place := range list {
				if x.placeAt(place) != nil {
					named = append(named, place)
				}
			}
			if len(named) > 1 {
				places = append(places, named...)
			}
			return true
		})
	}
	return places
}

// objectList is the clause's object with what is coordinated with it.
func (x *extractor) objectList(c *clause) []int {
	if c.kind == "copula" {
		return nil // what something is said to be is one thing
	}
	list := c.objects
	if c.passive {
		list = c.surface
	}
	var objects []int
	for _, i := range list {
		if member(c.recipients, i) {
			continue
		}
		for _, item := range x.series(i) {
			if !member(objects, item) {
				objects = append(objects, item)
			}
		}
	}
	return objects
}

// things is what undergoes the clause's event.
func (x *extractor) things(c *clause) []int {
	if c.passive {
		return c.surface
	}
	return c.objects
}

// part is the claim for one of several things.
func (x *extractor) part(c *clause, whole *stemma.ClaimMention, head, of int) (stemma.ClaimMention, bool) {
	party := x.party(head)
	first, last := x.d.TokensIn(party.Span)
	var figures []stemma.Quantity
	for i := first; i < last; i++ {
		if q := x.sums[i]; q >= 0 && (i == first || x.sums[i-1] != q) {
			figures = append(figures, x.d.Quantities[q])
		}
	}
	if m := x.d.MentionAt(head); len(figures) == 0 && (party.Entity == "" || m < 0 || x.d.Mentions[m].Form != stemma.Name) && !x.item(head, of) {
		return stemma.ClaimMention{}, false
	}
	part := *whole
	part.Span, part.Quantities, part.Rule = x.trim(first, last), figures, "part of "+whole.Rule
	if x.nothing(head) && !x.allNothing(c.objects) {
		part.Polarity = stemma.Negative
	}
	if figures == nil {
		part.Quantities = []stemma.Quantity{}
	}
	if member(c.recipients, head) || x.words.in("happens to each", c.event.Type) && party.Entity != "" {
		part.Recipient = []stemma.Party{party}
	} else if place := x.placeAt(head); place != nil {
		part.Place = place
	} else {
		part.Object = &party
	}
	part.Salience = max(0, whole.Salience-0.1)
	if part.Summary = tidy(x.partLine(c, head, first, last)); len(figures) == 0 && party.Entity == "" && !x.single(head) {
		part.Summary, part.Salience = "", 0 // "grenades": how many, the line could not say
	}
	return part, true
}

// item reports one of three or more things listed one by one: "a launcher",
// "grenades".
func (x *extractor) item(head, of int) bool {
	return of > 2 && (x.single(head) || x.d.Tokens[head].XPOS == "NNS" && x.dependent(head, "det") < 0)
}

// single reports a noun phrase under "a".
func (x *extractor) single(head int) bool {
	det := x.dependent(head, "det")
	return det >= 0 && (x.lemma(det) == "a" || x.lemma(det) == "an")
}

// partLine writes the part with the verb it shares; "" where that makes no line.
func (x *extractor) partLine(c *clause, head, first, last int) string {
	if c.kind == "noun" || c.trigger != c.verb || len(c.spoken) == 0 || x.covered(head) || x.gapped(c.verb) {
		return ""
	}
	if place := x.placeAt(head); place != nil && !member(c.objects, head) {
		return x.placeLine(c, head)
	}
	if !c.passive && member(c.surface, head) && x.words.undergone(x.lemma(c.verb)) && len(c.objects) == 0 {
		return ""
	}
	if last < len(x.d.Tokens) && x.d.Tokens[last].UPOS != "PUNCT" && x.d.Tokens[last].UPOS != "CCONJ" {
		last = x.settleRight(first, last, head)
	}
	thing := x.withNames(x.settleLeft(first), last)
	if c.passive || member(c.surface, head) {
		rest, ok := x.restOf(c)
		if !ok {
			return ""
		}
		group := x.verbGroup(c, []int{head})
		if first, _, _ := strings.Cut(group, " "); x.plural([]int{head}) && (first == "was" || first == "is" || first == "has") {
			return "" // no part of that subject
		}
		return thing + " " + group + rest
	}
	for _, i := range c.spoken {
		if x.unclear(i) {
			return ""
		}
	}
	subject := x.subjectText(c)
	if subject == "" || x.ownSubject(c.verb) < 0 && !c.typed || !x.agrees(c.verb, c.spoken) {
		return ""
	}
	return subject + " " + x.verbGroup(c, c.spoken) + " " + thing
}

// restOf is what follows a predicate's verb where it is short; false where the verb
// says nothing without a longer complement ("is accused", "is presumed").
func (x *extractor) restOf(c *clause) (string, bool) {
	_, control := x.control(c.verb)
	bare := !control && x.dependent(c.verb, "xcomp", "ccomp") < 0
	_, last := x.predicateRange(c.verb)
	if last <= c.verb+1 || last > c.verb+12 || x.separated(c.verb+1, last) {
		return "", bare
	}
	return " " + x.withNames(c.verb+1, last), true
}

// placeLine writes a clause about several places for one of them: "Service in
// Egypt, Oman and Mali was cut" gives "Service in Oman was cut".
func (x *extractor) placeLine(c *clause, place int) string {
	if len(c.spoken) != 1 || x.unclear(c.spoken[0]) || !x.finite(c.verb) || x.relative(c.spoken[0]) {
		return ""
	}
	head := c.spoken[0]
	for i := x.child[head]; i >= 0; i = x.next[i] {
		list := x.conjuncts(int(i))
		if int(i) < head || !member(list, place) {
			continue
		}
		first, _ := x.phrase(head)
		from, _ := x.phrase(int(i))
		for from > head+1 && x.relation(from-1) == "case" {
			from--
		}
		begin, last := x.predicateRange(c.verb)
		preposition := x.preposition(int(i))
		if preposition == "" || x.verbs(first, from) {
			return ""
		}
		before := strings.TrimSpace(x.text(first, from))
		before = strings.TrimSuffix(before, " "+preposition)
		return before + " " + preposition + " " + x.placeAt(place).Name + " " + x.text(begin, last)
	}
	return ""
}

// covered reports a head that stands for no thing of its own: a time, a pronoun.
func (x *extractor) covered(head int) bool {
	u := x.d.Tokens[head].UPOS
	return x.timed(head) || x.unclear(head) || u != "NOUN" && u != "PROPN"
}

// verbGroup is the predicate's auxiliaries and verb, in the subject's number; a
// bare participle is tensed.
func (x *extractor) verbGroup(c *clause, subject []int) string {
	first := c.verb
	for i := x.child[c.verb]; i >= 0 && int(i) < c.verb; i = x.next[i] {
		switch x.relation(int(i)) {
		case "aux", "cop", "advmod":
			first = min(first, int(i))
		}
	}
	if first == c.verb && !x.finite(c.verb) {
		shared := *c
		shared.spoken = subject
		return x.tensed(&shared, first, first+1)
	}
	for i := first; i < c.verb; i++ {
		if x.relation(i) == "nsubj" || x.d.Tokens[i].UPOS == "PUNCT" {
			first = i + 1
		}
	}
	group := x.text(first, c.verb+1)
	if x.plural(subject) {
		return group
	}
	for many, one := range map[string]string{"were ": "was ", "are ": "is ", "have ": "has "} {
		if rest, ok := strings.CutPrefix(group, many); ok {
			return one + rest
		}
	}
	return group
}
