package claim

import "strings"

func (x *extractor) conveyance(c *clause) bool {
	return x.relation(c.verb) == "acl" && !x.finite(c.verb) && c.passive && len(c.surface) == 1 && x.words.in("document", x.lemma(c.surface[0]))
}

func (x *extractor) vagueObject(c *clause) bool {
	for _, i := range c.surface {
		if x.named(i) || x.words.sectors[x.lemma(i)] != "" || x.words.in("vessel", x.lemma(i)) {
			return false
		}
	}
	for _, i := range c.objects {
		switch strings.ToLower(x.d.Tokens[i].Form) {
		case "it", "them":
			return x.empty(i)
		}
	}
	return false
}

func (x *extractor) intangible(c *clause) bool {
	list := c.objects
	if c.passive {
		list = c.surface
	}
	for _, i := range list {
		if x.lemma(i) == "thing" && x.dependent(i, "acl") < 0 {
			return true
		}
		if (x.words.in("intangible", x.lemma(i)) || x.words.in("abstract", x.lemma(i)) || x.praised(i)) && !x.counts(c) && !x.nothing(i) {
			return true
		}
	}
	if !c.passive && len(c.objects) == 0 && len(c.surface) == 1 && !x.counts(c) && !x.named(c.surface[0]) {
		if s := x.lemma(c.surface[0]); x.words.in("intangible", s) || x.words.in("abstract", s) {
			return true // "concerns grew"
		}
	}
	return c.passive && x.words.in("emotion", x.lemma(c.verb)) && len(c.surface) > 0 && x.animate(c.surface[0])
}

func (x *extractor) clocked(c *clause) bool {
	for _, o := range c.obliques {
		if x.timed(o.head) && x.d.Timexes[x.times[o.head]].Type != "DURATION" && x.d.Timexes[x.times[o.head]].Type != "SET" {
			return true
		}
	}
	return false
}

func (x *extractor) anchored(c *clause) bool {
	for _, list := range [][]int{c.surface, c.agents, c.objects, c.indirect} {
		for _, i := range list {
			if x.named(i) || x.words.sectors[x.lemma(i)] != "" {
				return true
			}
		}
	}
	for _, o := range c.obliques {
		if x.named(o.head) {
			return true
		}
	}
	return false
}

func (x *extractor) graded(i int) bool {
	for c := x.child[i]; c >= 0; c = x.next[c] {
		switch x.relation(int(c)) {
		case "advmod":
			if x.d.Tokens[i].UPOS == "ADJ" && x.words.in("degree", x.lemma(int(c))) {
				return true
			}
		case "amod":
			if x.words.in("anyman", x.lemma(i)) && x.dependent(i, "acl", "nmod") < 0 {
				return true
			}
		}
	}
	return false
}

func (x *extractor) dated(c *clause) bool { return len(x.covering(c)) > 0 && x.time(c) != nil }

func (x *extractor) merelyThere(c *clause) bool {
	return !c.typed && x.placeAt(c.trigger) != nil && x.locates(x.preposition(c.trigger), false) &&
		x.time(c) == nil && len(x.figures(c)) == 0 && len(x.covering(c)) == 0
}

func (x *extractor) praised(i int) bool {
	for c := x.child[i]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "amod" && x.d.Tokens[c].XPOS != "JJR" && x.words.in("opinion", x.lemma(int(c))) {
			return true
		}
	}
	return false
}

func (x *extractor) likened(c *clause) bool {
	if c.inherited && len(c.surface) > 0 && x.preposition(c.surface[0]) == "like" {
		return true
	}
	if c.typed && c.event.Type != "EVENT" {
		return false
	}
	for _, o := range c.obliques {
		if o.preposition == "like" {
			return true
		}
	}
	return x.preposition(c.trigger) == "like"
}

// whenever reports a plain present tense under "when" of a thing without a name or
// a date: a case that may arise ("when the document is opened").
func (x *extractor) whenever(c *clause) bool {
	if !x.present(c.verb) || x.time(c) != nil || len(x.figures(c)) > 0 || len(c.surface) != 1 {
		return false
	}
	if u := x.d.Tokens[c.surface[0]].UPOS; u != "NOUN" || x.animate(c.surface[0]) {
		return false
	}
	for i := x.child[c.verb]; i >= 0 && int(i) < c.verb; i = x.next[i] {
		if r := x.relation(int(i)); (r == "advmod" || r == "mark") && x.words.in("whenever", x.lemma(int(i))) {
			return true
		}
	}
	return false
}

// defines reports what a thing of some kind is in general: "a Lisfranc is a
// fracture".
func (x *extractor) defines(c *clause) bool {
	if c.event.Type != "ROLE" || len(c.surface) != 1 || !x.present(c.verb) || len(x.figures(c)) > 0 || x.animate(c.surface[0]) {
		return false
	}
	det := x.dependent(c.surface[0], "det")
	return det >= 0 && x.words.in("indefinite", x.lemma(det))
}
