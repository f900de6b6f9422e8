package claim

import "strings"

// unconfirmed reports content that its source is said not to say, confirm, deny
// or believe: nobody claims it.
func (x *extractor) unconfirmed(c *clause) bool {
	for _, a := range x.covering(c) {
		if x.d.Attributions[a].Negated {
			return true
		}
	}
	return false
}

// almost reports what all but happened: "had all but accepted the job", "almost
// died". A figure that nearly doubled is told all the same.
func (x *extractor) almost(c *clause) bool {
	v := c.verb
	if c.kind != "verb" || v == 0 {
		return false
	}
	at := v - 1
	for at > 0 && x.d.Tokens[at].UPOS == "ADV" && !x.words.in("almost", x.lemma(at)) {
		at--
	}
	if at > 0 && x.lemma(at) == "but" && x.lemma(at-1) == "all" {
		return true
	}
	return x.words.in("almost", x.lemma(at)) && x.d.Tokens[at].Head == v && len(x.figures(c)) == 0
}

func (x *extractor) asked(v int) bool {
	switch x.relation(v) {
	case "ccomp", "csubj":
	default:
		return false
	}
	own := x.ownSubject(v)
	if own < 0 || x.freeRelative(v) {
		return false
	}
	first, _ := x.extent(own)
	return x.d.Tokens[first].XPOS == "WP" || x.d.Tokens[first].XPOS == "WDT"
}

func (x *extractor) counterfactual(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "aux" && x.lemma(int(c)) == "would" {
			return x.perfect(v)
		}
	}
	return false
}

func (x *extractor) ruleOf(c *clause) bool {
	if c.kind != "verb" || x.heading(c.verb) || len(c.surface) != 1 || len(x.figures(c)) > 0 || !x.present(c.verb) || x.anchored(c) || x.dated(c) {
		return false
	}
	det := x.dependent(c.surface[0], "det")
	return det >= 0 && x.words.in("indefinite", x.lemma(det))
}

func (x *extractor) present(v int) bool {
	bearer := v
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if r := x.relation(int(c)); (r == "aux" || r == "cop") && x.finiteForm(int(c)) {
			bearer = int(c)
		}
	}
	if x.lemma(bearer) == "have" || x.d.Tokens[v].XPOS == "VBG" {
		return false // "has fled", "is burning"
	}
	return x.d.Tokens[bearer].XPOS == "VBZ" || x.d.Tokens[bearer].XPOS == "VBP"
}

func (x *extractor) selfDirected(c *clause) bool {
	if len(c.surface) != 1 || c.kind != "verb" {
		return false
	}
	subject := x.d.MentionAt(c.surface[0])
	if subject < 0 || x.d.Mentions[subject].ID == "" {
		return false
	}
	for _, list := range [][]int{c.objects, c.indirect, c.agents} {
		for _, i := range list {
			m := x.d.MentionAt(i)
			if m >= 0 && m != subject && x.d.Tokens[i].XPOS == "PRP" && x.d.Mentions[m].ID == x.d.Mentions[subject].ID && !strings.Contains(strings.ToLower(x.d.Tokens[i].Form), "sel") {
				return true
			}
		}
	}
	return false
}

func (x *extractor) anyones(c *clause) bool {
	if len(c.surface) != 1 || c.passive {
		return false
	}
	switch strings.ToLower(x.d.Tokens[c.surface[0]].Form) {
	case "you", "anyone", "anybody":
		return len(x.covering(c)) == 0 || x.d.Tokens[c.surface[0]].Form != "you"
	}
	return false
}

func (x *extractor) aloof(v int) bool {
	s := x.d.SentenceAt(v)
	return s >= 0 && x.d.Sentences[s].First == v && v+1 < x.d.Sentences[s].Last && x.d.Tokens[v+1].Form == "," && x.participle(v)
}

func (x *extractor) urges(c *clause) bool {
	return x.must(c.verb) && len(x.covering(c)) == 0
}

func (x *extractor) must(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "aux" && x.words.in("must", x.lemma(int(c))) {
			return true
		}
	}
	return false
}

func (x *extractor) maybe(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "aux" && x.words.in("possible", x.lemma(int(c))) {
			return true
		}
	}
	return false
}

func (x *extractor) able(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "aux" && x.words.in("ability", x.lemma(int(c))) {
			return true
		}
	}
	return false
}

func (x *extractor) habitual(c *clause) bool {
	t := &x.d.Tokens[c.verb]
	if t.XPOS != "VBZ" && t.XPOS != "VBP" || len(x.figures(c)) > 0 {
		return false
	}
	for _, i := range c.surface {
		if x.named(i) || x.dependent(i, "det", "nmod:poss") >= 0 {
			return false
		}
	}
	return true
}
