package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// classify gives a clause its event and sorts its arguments into actors,
// recipients and object.
func (x *extractor) classify(c *clause) {
	c.effect, c.negated = x.governed(c)
	if c.rule == "without" {
		return
	}
	switch c.kind {
	case "verb":
		if !x.applySense(c, particular(x.words.verbs[x.verbKey(c.verb)])) && !x.lightVerb(c) {
			x.verbSense(c)
		}
	case "copula":
		x.copulaSense(c)
	case "exist":
		x.existSense(c)
	case "age", "role", "craft", "unknown":
		c.actors = c.surface
		return
	}
	x.roles(c)
	x.goods(c)
	x.fillEvent(c)
}

// particular is the senses that ask for certain company: they go before what a
// light verb's noun says ("opened fire" starts no fire).
func particular(senses []sense) []sense {
	for i, s := range senses {
		if len(s.with) == 0 {
			return senses[:i]
		}
	}
	return senses
}

// verbSense looks the verb up, with its particle first.
func (x *extractor) verbSense(c *clause) {
	c.event = stemma.Event{Type: "EVENT", Lemma: x.lemma(c.verb)}
	if c.particle != "" {
		c.event.Lemma += " " + c.particle
		x.applySense(c, x.words.verbs[c.event.Lemma])
		return // a particle makes another verb: "took on" is no "took"
	}
	for _, o := range c.obliques {
		if !x.timed(o.head) && x.applySense(c, x.words.verbs[x.lemma(c.verb)+" "+o.preposition]) {
			return
		}
	}
	if inner := x.dependent(c.verb, "xcomp", "ccomp"); inner >= 0 && x.applySense(c, x.words.verbs[x.lemma(c.verb)+" "+x.lemma(inner)]) {
		return
	}
	x.applySense(c, x.words.verbs[x.lemma(c.verb)])
}

// applySense takes the first sense whose conditions the clause meets.
func (x *extractor) applySense(c *clause, senses []sense) bool {
	for _, s := range senses {
		if !x.meets(c, s.with) {
			continue
		}
		c.event, c.frame, c.typed = s.event, s.frame, true
		c.negated = c.negated != s.negated
		return true
	}
	return false
}

// meets reports whether any of the conditions holds; none always holds.
func (x *extractor) meets(c *clause, with []string) bool {
	if len(with) == 0 {
		return true
	}
	for _, condition := range with {
		all := true
		for part := range strings.SplitSeq(condition, "&") {
			all = all && x.meetsOne(c, part)
		}
		if all {
			return true
		}
	}
	return false
}

// meetsOne checks one condition of verbs.txt.
func (x *extractor) meetsOne(c *clause, condition string) bool {
	switch condition {
	case "+agent":
		agents := c.surface
		if c.passive {
			agents = c.agents
		}
		for _, a := range agents {
			if x.animate(a) {
				return true
			}
		}
		return false
	case "+obj":
		return len(c.objects)+len(c.indirect) > 0 || c.passive
	case "obj@person", "obj@vessel", "obj@territory", "obj@troops", "obj@reason":
		return x.objectIn(c, strings.TrimPrefix(condition, "obj@"))
	case "+pass":
		return x.dependent(c.verb, "aux:pass") >= 0
	case "-obj":
		return len(c.objects)+len(c.indirect) == 0 && !c.passive
	case "-ccomp":
		return x.dependent(c.verb, "ccomp") < 0
	case "+xcomp", "+ccomp":
		return x.dependent(c.verb, condition[1:]) >= 0
	case "+place":
		return x.travels(c)
	}
	if preposition, ok := strings.CutPrefix(condition, "+"); ok {
		return x.accompanied(c, []string{preposition})
	}
	return x.contains(c, condition)
}

// objectIn reports whether what undergoes the event belongs to a class; a
// person's name is in "person".
func (x *extractor) objectIn(c *clause, class string) bool {
	list := c.objects
	if c.passive {
		list = c.surface
	}
	for _, i := range list {
		if x.words.in(class, x.lemma(i)) {
			return true
		}
		if m := x.d.MentionAt(i); m >= 0 && class == "person" && (x.d.Mentions[m].Type == "PER" || x.d.Mentions[m].Type == "NORP") {
			return true
		}
	}
	return false
}

// travels reports whether the clause names where it goes: a place, an
// institution, a building.
func (x *extractor) travels(c *clause) bool {
	for _, o := range c.obliques {
		if m := x.d.MentionAt(o.head); m >= 0 && x.d.Mentions[m].Type != "PER" || x.words.in("site", x.lemma(o.head)) {
			return true
		}
	}
	for _, i := range c.objects {
		if m := x.d.MentionAt(i); m >= 0 && x.d.Mentions[m].Type != "PER" || x.words.in("site", x.lemma(i)) {
			return true
		}
		if to := x.dependent(i, "nmod"); to >= 0 && x.preposition(to) == "to" {
			return true
		}
	}
	return false
}

// contains reports whether a lemma or a member of an "@class" stands among the
// clause's arguments.
func (x *extractor) contains(c *clause, word string) bool {
	class, isClass := strings.CutPrefix(word, "@")
	match := func(i int) bool {
		if isClass {
			return x.words.in(class, x.lemma(i))
		}
		return x.lemma(i) == word
	}
	found := false
	x.descend(c.verb, func(i int) bool {
		if found || x.foreign(i) {
			return false
		}
		found = match(i)
		return !found
	})
	for _, i := range c.surface {
		if c.inherited && !found {
			found = match(i)
		}
	}
	return found
}

// foreign reports whether a token opens another clause than the one it hangs on.
func (x *extractor) foreign(i int) bool {
	switch x.relation(i) {
	case "parataxis", "advcl", "acl", "ccomp":
		return true
	case "conj":
		return x.clausal(i)
	}
	return false
}

// lightVerb reads an event noun under a verb that only lends it tense: "carried
// out an attack", "suffered an injury", "the explosion occurred".
func (x *extractor) lightVerb(c *clause) bool {
	light, ok := x.words.light[x.verbKey(c.verb)]
	if !ok {
		return false
	}
	carriers := c.objects
	if light == "happen" || c.passive {
		carriers = c.surface
	}
	for _, i := range carriers {
		if len(x.nounSenses(i)) == 0 || x.d.Tokens[i].UPOS != "NOUN" {
			continue
		}
		x.nounArguments(c, i, light)
		if !x.nounSense(c, i) {
			continue
		}
		c.trigger, c.rule = i, "light verb"
		x.lightArguments(c, light)
		return true
	}
	return false
}

// nounArguments takes the event noun's own dependents into the clause.
func (x *extractor) nounArguments(c *clause, noun int, light string) {
	x.each(noun, func(j int) bool {
		switch {
		case x.relation(j) == "nmod" && x.d.Tokens[j].Deprel != "nmod:poss" && !x.timed(j):
			for _, head := range x.conjuncts(j) {
				c.obliques = append(c.obliques, oblique{x.preposition(j), head})
			}
		case x.party(j).Entity != "" && light == "happen":
			c.obliques = append(c.obliques, oblique{"poss", j})
		}
		return true
	})
}

// lightArguments leaves the noun out and gives the verb's subject its part.
func (x *extractor) lightArguments(c *clause, light string) {
	switch {
	case light == "happen":
		c.surface, c.objects, c.kind = nil, nil, "noun"
	case light == "patient":
		if c.passive {
			c.surface = c.agents
		}
		c.objects, c.agents, c.passive, c.frame = nil, nil, true, "obj"
	case c.passive:
		c.surface, c.passive = c.agents, false
		c.objects = nil
	default:
		c.objects = nil
	}
}

// copulaSense types "X is dead", "X was 46", "X is the second in a month".
func (x *extractor) copulaSense(c *clause) {
	predicate := c.trigger
	c.event = stemma.Event{Type: "STATE", Lemma: x.lemma(predicate)}
	s, ok := x.words.adjectives[x.preposition(predicate)+" "+x.lemma(predicate)]
	if !ok {
		s, ok = x.words.adjectives[x.lemma(predicate)]
	}
	if !ok {
		s, ok = x.words.adjectives[strings.ToLower(x.d.Tokens[predicate].Form)]
	}
	if ok {
		c.event, c.typed, c.frame = s.event, true, s.frame
		c.negated = c.negated != s.negated
		return
	}
	if m := x.d.MentionAt(predicate); m >= 0 && x.d.Mentions[m].Type == "NORP" || x.d.Tokens[predicate].UPOS == "ADJ" && capital(x.d.Tokens[predicate].Form) {
		c.event, c.typed = stemma.Event{Type: "ROLE", Lemma: "be"}, true
		c.objects, c.object = []int{predicate}, predicate
		return
	}
	if x.preposition(predicate) != "" && c.trigger == c.verb {
		c.event.Lemma = "be " + x.preposition(predicate)
		return
	}
	if x.words.in("ordinal", x.lemma(predicate)) {
		c.event, c.typed = stemma.Event{Type: "ROLE", Lemma: "be"}, true
		c.objects, c.object = []int{predicate}, predicate
		return
	}
	switch x.d.Tokens[predicate].UPOS {
	case "NUM", "SYM":
		c.event = stemma.Event{Type: "FIGURE", Lemma: "be"}
	case "NOUN", "PROPN":
		c.event = stemma.Event{Type: "ROLE", Lemma: "be"}
		c.objects, c.object = []int{predicate}, predicate
	}
}

// capital reports a form that begins as names and nationalities do.
func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

// existSense types "there were four aftershocks".
func (x *extractor) existSense(c *clause) {
	c.event = stemma.Event{Type: "STATE", Lemma: "be"}
	for _, i := range c.surface {
		if len(x.nounSenses(i)) > 0 {
			x.nounArguments(c, i, "happen")
			if x.nounSense(c, i) {
				c.trigger, c.surface = i, nil
				return
			}
		}
	}
}

// weaponMode is the PLOVER mode of the first weapon that the clause names.
func (x *extractor) weaponMode(c *clause) string {
	mode, at := "", len(x.d.Tokens)
	x.descend(c.verb, func(i int) bool {
		if m, ok := x.words.modes[x.lemma(i)]; ok && i < at {
			mode, at = m, i
		}
		return !x.foreign(i)
	})
	if m, ok := x.words.modes[x.lemma(c.trigger)]; ok && mode == "" {
		mode = m
	}
	return mode
}
