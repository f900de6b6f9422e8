package claim

import "stemma"

// parts splits a claim of several things into one claim for each: "seized seven
// rifles and two boats", "Berg and Olsen were killed". Reports differ part by
// part, so each is compared by itself. A part needs a figure or a name of its own.
func (x *extractor) parts(c *clause, whole *stemma.ClaimMention) []stemma.ClaimMention {
	if c.kind == "age" || c.kind == "role" || c.kind == "exist" {
		return nil
	}
	var parts []stemma.ClaimMention
	for _, list := range [][]int{c.recipients, x.objectList(c)} {
		if len(list) < 2 {
			continue
		}
		for _, head := range list {
			if part, ok := x.part(c, whole, head); ok {
				parts = append(parts, part)
			}
		}
	}
	return parts
}

// objectList is the clause's object with what is coordinated with it.
func (x *extractor) objectList(c *clause) []int {
	list := c.objects
	if c.passive {
		list = c.surface
	}
	var objects []int
	for _, i := range list {
		if !member(c.recipients, i) {
			objects = append(objects, i)
		}
	}
	return objects
}

// part is the claim for one of several things.
func (x *extractor) part(c *clause, whole *stemma.ClaimMention, head int) (stemma.ClaimMention, bool) {
	party := x.party(head)
	first, last := x.d.TokensIn(party.Span)
	var figures []stemma.Quantity
	for i := first; i < last; i++ {
		if q := x.sums[i]; q >= 0 && (i == first || x.sums[i-1] != q) {
			figures = append(figures, x.d.Quantities[q])
		}
	}
	if m := x.d.MentionAt(head); len(figures) == 0 && (party.Entity == "" || m < 0 || x.d.Mentions[m].Form != stemma.Name) {
		return stemma.ClaimMention{}, false
	}
	part := *whole
	part.Span, part.Quantities, part.Rule = x.trim(first, last), figures, "part of "+whole.Rule
	if figures == nil {
		part.Quantities = []stemma.Quantity{}
	}
	if member(c.recipients, head) {
		part.Recipient = []stemma.Party{party}
	} else {
		part.Object = &party
	}
	part.Salience = max(0, whole.Salience-0.1)
	part.Summary = tidy(x.partLine(c, head, first, last))
	return part, true
}

// partLine writes the part with the verb it shares.
func (x *extractor) partLine(c *clause, head, first, last int) string {
	thing := x.withNames(first, last)
	if c.kind == "noun" || c.trigger != c.verb {
		return thing
	}
	verb := x.verbGroup(c)
	if c.passive || member(c.surface, head) {
		return thing + " " + verb
	}
	return x.subjectText(c) + " " + verb + " " + thing
}

// verbGroup is the predicate's auxiliaries and verb; a bare participle is tensed.
func (x *extractor) verbGroup(c *clause) string {
	first := c.verb
	for i := x.child[c.verb]; i >= 0 && int(i) < c.verb; i = x.next[i] {
		switch x.relation(int(i)) {
		case "aux", "cop", "advmod":
			first = min(first, int(i))
		}
	}
	if first == c.verb && !x.finite(c.verb) {
		return x.tensed(c, first, first+1)
	}
	for i := first; i < c.verb; i++ {
		if x.relation(i) == "nsubj" || x.d.Tokens[i].UPOS == "PUNCT" {
			return x.text(i+1, c.verb+1)
		}
	}
	return x.text(first, c.verb+1)
}
