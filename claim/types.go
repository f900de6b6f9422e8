package claim

import (
	"strings"

	"stemma"
)

// classify gives a clause its event and sorts its arguments into actors,
// recipients and object.
func (x *extractor) classify(c *clause) {
	c.effect, c.negated = x.governed(c)
	switch c.kind {
	case "verb":
		if !x.lightVerb(c) {
			x.verbSense(c)
		}
	case "copula":
		x.copulaSense(c)
	case "exist":
		x.existSense(c)
	case "age", "role":
		c.actors = c.surface
		return
	}
	x.roles(c)
	if c.event.Type == "ASSAULT" && c.event.Mode == "" {
		c.event.Mode = x.weaponMode(c)
	}
}

// verbSense looks the verb up, with its particle first.
func (x *extractor) verbSense(c *clause) {
	c.event = stemma.Event{Type: "EVENT", Lemma: x.lemma(c.verb)}
	if c.particle != "" {
		c.event.Lemma += " " + c.particle
		if x.applySense(c, x.words.verbs[c.event.Lemma]) {
			return
		}
	}
	for _, o := range c.obliques {
		if x.applySense(c, x.words.verbs[x.lemma(c.verb)+" "+o.preposition]) {
			return
		}
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
		return len(c.objects) > 0 || c.passive
	}
	return x.contains(c, condition)
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
		entry, known := x.words.nouns[x.lemma(i)]
		if !known || x.d.Tokens[i].UPOS != "NOUN" {
			continue
		}
		c.event, c.frame, c.typed = entry.event, entry.frame, true
		c.trigger, c.rule = i, "light verb"
		x.lightArguments(c, i, light)
		return true
	}
	return false
}

// lightArguments takes the event noun's own dependents in, and leaves out the noun.
func (x *extractor) lightArguments(c *clause, noun int, light string) {
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
	switch {
	case light == "happen":
		c.surface, c.objects, c.kind = nil, nil, "noun"
	case light == "patient":
		c.objects, c.passive = nil, true
		c.frame = "obj"
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
	if s, ok := x.words.adjectives[x.lemma(predicate)]; ok {
		c.event, c.typed, c.frame = s.event, true, s.frame
		c.negated = c.negated != s.negated
		return
	}
	if x.preposition(predicate) != "" {
		c.event.Lemma = "be " + x.preposition(predicate)
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

// existSense types "there were four aftershocks".
func (x *extractor) existSense(c *clause) {
	c.event = stemma.Event{Type: "STATE", Lemma: "be"}
	for _, i := range c.surface {
		if s, ok := x.words.nouns[x.lemma(i)]; ok {
			c.event, c.typed, c.frame, c.trigger = s.event, true, s.frame, i
			c.surface = nil
			return
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
