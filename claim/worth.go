package claim

import (
	"strings"

	"stemma"
)

// worth decides whether a clause claims something checkable. Each test drops
// one kind of what is no claim; what passes them all stays.
func (x *extractor) worth(c *clause) bool {
	switch c.kind {
	case "age", "role", "craft", "unknown":
		return true
	case "noun":
		return x.worthNoun(c)
	}
	switch {
	case c.event.Type == "": // a figure of speech, by verbs.txt
		return false
	case x.aloof(c.verb):
		return false
	case x.selfDirected(c), x.imperative(c.verb), x.mandated(c.verb) && len(x.covering(c)) == 0, x.asked(c.verb), x.anyones(c), x.counterfactual(c.verb), x.ruleOf(c), x.supposed(c.verb), x.reportsOnly(c), x.yields(c), x.urges(c), x.unconfirmed(c), x.likened(c), x.almost(c):
		return false
	case c.kind == "copula":
		return x.worthCopula(c)
	case c.kind == "exist":
		return x.worthExist(c)
	}
	return x.worthVerb(c)
}

// worthNoun keeps event nouns that name a party, a figure or a time.
func (x *extractor) worthNoun(c *clause) bool {
	if c.trigger != c.verb {
		return true
	}
	if v := x.d.Tokens[c.trigger].Head; v >= 0 && x.relation(c.trigger) == "obj" && x.words.in("wishing", x.lemma(v)) {
		return false // "need a victory"
	}
	for _, list := range [][]int{c.actors, c.recipients, {c.object}} {
		for _, i := range list {
			if i >= 0 && x.substantial(i) {
				return true
			}
		}
	}
	return false
}

// reportsOnly drops bare reporting verbs: what they report is the claim.
func (x *extractor) reportsOnly(c *clause) bool {
	if x.conveyance(c) {
		return true
	}
	if x.words.in("disclosing", x.lemma(c.verb)) && !x.negator(c.verb) && x.tells(c.verb) {
		return true
	}
	if c.typed {
		return false
	}
	if x.words.in("announcing", x.lemma(c.verb)) && len(c.objects) > 0 && !x.timed(c.objects[0]) && x.dependent(c.verb, "ccomp") < 0 && x.dependent(c.objects[0], "acl") < 0 {
		return x.victims(c.objects[0]) // "reported problems", but "reported 33 dead" is the figure
	}
	if x.words.in("report", x.lemma(c.verb)) {
		return true
	}
	_, cue := x.cues[c.verb]
	return cue && (!c.passive || x.dependent(c.verb, "ccomp") >= 0)
}

// conveyance reports a participle that says how words reached the public ("in a
// statement released to the press"): a source's trappings, not an event.
// tells reports whether a verb has a clause of content that claims for itself.
func (x *extractor) tells(v int) bool {
	inner := x.dependent(v, "ccomp")
	return inner >= 0 && x.clausal(inner) && x.finite(inner) && !x.supposed(inner)
}

// victims reports whether a noun phrase counts what befell people.
func (x *extractor) victims(head int) bool {
	first, last := x.extent(head)
	for i := first; i < last; i++ {
		if q := x.sums[i]; q >= 0 && x.words.counted[x.d.Quantities[q].Of] != "" {
			return true
		}
	}
	return false
}

// yields drops a governing verb whose complement is the claim ("began to
// burn"), and a complement whose governing verb is ("refused to leave").
func (x *extractor) yields(c *clause) bool {
	control, known := x.control(c.verb)
	if known && (c.kind == "verb" || c.rule == "copula") && control.emit == "complement" && x.dependent(c.verb, "xcomp") >= 0 {
		return true
	}
	governor, ok := x.governor(c.verb)
	if !ok {
		return false
	}
	above, _ := x.control(governor)
	return above.emit == "self"
}

// asked reports an indirect question for a person or thing ("it is not known who
// fired"): it takes no answer for granted, while "how" and "when" take the event so.
// counterfactual reports "would have done": it was not.
// ruleOf reports a present tense said of anybody of a kind ("when a jury is
// asked to decide", "one who steals"): a rule, not an event.
// present reports a plain present tense, its own or an auxiliary's.
// selfDirected reports an act whose subject and plain pronoun object are taken for
// one person: a plain pronoun never is its own clause's subject (Chomsky 1981,
// principle B), so one of the two is mistaken, and nobody can tell which.
// anyones reports an act of "you" or "anyone": advice, or a rule.
// aloof reports a participle that only opens a sentence: "Granted, the team lost".
// urges drops what the writer says should be; as somebody's attributed word it
// is a demand, and stays.
// must reports whether a predicate bears "must" or "should".
// worthVerb keeps typed events with a participant, and other acts whose
// participants are particular and whose verb reports no inner life.
func (x *extractor) worthVerb(c *clause) bool {
	participants := 0
	for _, list := range [][]int{c.actors, c.recipients, {c.object}} {
		for _, i := range list {
			if i >= 0 && x.substantial(i) {
				participants++
			}
		}
	}
	if x.loose(c) || c.event.Type == "EVENT" && x.habitual(c) || x.whenever(c) {
		return false
	}
	if x.lemma(c.verb) == "know" && x.negator(c.verb) && (x.dependent(c.verb, "ccomp", "csubj") >= 0 || x.freeObject(c) || x.accompanied(c, []string{"of", "about"})) {
		return true // what is not known is news
	}
	if c.typed && len(x.covering(c)) == 0 && len(c.surface) > 0 && x.generic(c.surface[0]) && (x.unreal(c.verb) || x.maybe(c.verb) || x.able(c.verb)) && len(x.figures(c)) == 0 && !x.clocked(c) {
		return false // "when people couldn't pay"
	}
	if c.typed {
		return (participants > 0 || len(x.figures(c)) > 0) && (participants > 1 || !x.vagueObject(c))
	}
	if len(x.covering(c)) == 0 && (x.unreal(c.verb) || x.maybe(c.verb)) && !x.negator(c.verb) && len(x.figures(c)) == 0 && x.time(c) == nil {
		return false // what the writer thinks might be
	}
	if participants == 0 || len(c.surface) == 0 || x.words.in("inner", x.lemma(c.verb)) || x.habitual(c) || x.able(c.verb) {
		return false
	}
	about := false
	for _, i := range c.surface {
		about = about || x.untimed(i) >= 0 && x.particular(i, c)
	}
	return about && !x.vagueObject(c) && !x.intangible(c) && x.specific(c, participants)
}

// freeObject reports an object that is a question in itself: "does not know what
// happened".
func (x *extractor) freeObject(c *clause) bool {
	for _, i := range c.objects {
		if x.d.Tokens[i].XPOS == "WP" && x.dependent(i, "acl") >= 0 {
			return true
		}
	}
	return false
}

// vagueObject reports an act of somebody unnamed on an "it" or "them" that
// nothing explains.
// maybe reports a predicate under "may".
// intangible reports an untyped act done to a feeling, a quality or an impression
// ("showed off his power", "earned a reputation"): colour, unless a figure measures it.
// loose reports an infinitive that no known verb governs ("was sent to find",
// "a chance to win"): nothing says whether it came about.
func (x *extractor) loose(c *clause) bool {
	if _, governed := x.governor(c.verb); governed || x.scheduled(c.verb) || x.deed(c.verb) || x.finite(c.verb) || x.dependent(c.verb, "aux") >= 0 && x.ownSubject(c.verb) >= 0 {
		return false
	}
	xpos := x.d.Tokens[c.verb].XPOS
	if mark := x.dependent(c.verb, "mark", "case"); mark >= 0 && xpos == "VBG" && !x.words.in("while", x.lemma(mark)) {
		return true
	}
	switch x.relation(c.verb) {
	case "xcomp", "advcl", "acl", "ccomp", "csubj", "conj":
		return xpos == "VB" || x.infinitive(c.verb) || x.relation(c.verb) == "xcomp" || x.relation(c.verb) == "csubj"
	}
	return false
}

// specific asks more of an untyped clause the further it stands from the main
// line: an aside needs a figure, a time, a place or a named participant.
func (x *extractor) specific(c *clause, participants int) bool {
	timed := x.time(c) != nil || x.clocked(c)
	figures, placed := len(x.figures(c)) > 0, timed || x.place(c) != nil
	if x.lemma(c.verb) == "have" {
		for _, i := range c.objects {
			figures = figures || x.nothing(i) && !x.words.in("opinion", x.lemma(i))
		}
		return figures || timed || x.negator(c.verb)
	}
	switch relation := x.relation(c.verb); {
	case relation == "acl" && (!x.finite(c.verb) || x.antecedent(c.verb) >= 0), relation == "advcl" && !x.finite(c.verb):
		if figures || placed {
			return true
		}
		for _, list := range [][]int{c.agents, c.objects, c.indirect} {
			for _, i := range list {
				if x.named(i) {
					return true
				}
			}
		}
		return c.passive && len(c.agents) > 0 && x.words.sectors[x.lemma(c.agents[0])] != ""
	}
	if governor, _ := x.governor(c.verb); c.effect == "attempt" && x.anchored(c) && !x.present(governor) {
		return true
	}
	if !figures && !placed && x.words.in("soft", x.lemma(c.verb)) && c.particle == "" && !x.anchored(c) {
		return false
	}
	return figures || placed || participants > 1 || len(c.obliques) > 0 || c.passive || x.dependent(c.verb, "ccomp", "xcomp") >= 0
}

// clocked reports an expression of time that hangs on the predicate: an hour of
// day, or a date too vague for a time of its own.
// anchored reports a clause one of whose participants or places has a name, or is
// somebody by trade or rank. A soft verb asks for that: one of feeling, thinking,
// perceiving or being by WordNet's files, or one that takes its meaning from its
// object ("the first points came from the line").
// able reports whether a predicate bears "can": an ability is no event.
// habitual reports a bare present tense with neither figure nor name: a general
// truth rather than an event.
// worthCopula keeps checkable conditions, roles and measures of particular things.
func (x *extractor) worthCopula(c *clause) bool {
	if x.freeRelative(c.trigger) {
		return true
	}
	if c.event.Lemma == "know" && x.dependent(c.verb, "ccomp", "csubj", "advcl", "xcomp") >= 0 {
		return true // "it is unclear who fired"
	}
	if len(c.surface) == 0 {
		return false
	}
	about := false
	for _, i := range c.surface {
		about = about || x.particular(i, c)
	}
	if !about {
		return x.ordinal(c)
	}
	if x.defines(c) || x.unreal(c.verb) && len(x.covering(c)) == 0 && !x.counts(c) && !x.dated(c) {
		return false
	}
	if x.merelyThere(c) {
		return false
	}
	if x.graded(c.trigger) && !x.counts(c) {
		return false
	}
	if c.typed || x.counts(c) || x.dated(c) {
		return true
	}
	switch x.d.Tokens[c.trigger].UPOS {
	case "NOUN", "PROPN":
		if x.words.in("opinion", x.lemma(c.trigger)) || x.words.in("abstract", x.lemma(c.trigger)) || x.praised(c.trigger) {
			return false
		}
		return x.preposition(c.trigger) != "" || x.dependent(c.trigger, "det", "nmod", "amod", "nmod:poss", "compound") >= 0 || x.d.Tokens[c.trigger].UPOS == "PROPN"
	case "NUM", "SYM":
		return true
	}
	return false
}

// graded reports a predicate that measures by feeling: "never more clear", "too
// dangerous", "a patient man".
// dated reports what a source says of a stated time ("should be back to normal by
// 31 December"): that can be checked, whatever it is.
// merelyThere reports a clause that only says where somebody was ("was in
// Oslo"), without when, and that no source is named for.
// counts reports a figure that is more than "a few".
func (x *extractor) counts(c *clause) bool {
	for _, q := range x.figures(c) {
		if !q.Vague {
			return true
		}
	}
	return false
}

// ordinal reports "it was the second outage in a year": whatever "it" is, the
// rank can be checked.
func (x *extractor) ordinal(c *clause) bool {
	for i := x.child[c.trigger]; i >= 0; i = x.next[i] {
		if x.relation(int(i)) == "amod" && (x.feature(int(i), "NumType=Ord") || x.words.in("ordinal", x.lemma(int(i)))) {
			return x.dependent(c.trigger, "nmod", "obl", "acl") >= 0
		}
	}
	return false
}

// praised reports an evaluating adjective: "a brilliant move".
// worthExist keeps "there were four aftershocks" and leaves "there is hope".
func (x *extractor) worthExist(c *clause) bool {
	if c.typed || len(x.figures(c)) > 0 || x.dated(c) {
		return true
	}
	for _, i := range c.surface {
		if x.words.in("nothing", x.lemma(i)) && x.dependent(i, "amod", "acl") >= 0 {
			continue // "there's nothing wrong"
		}
		if x.dependent(i, "nummod") >= 0 || x.nothing(i) && !x.words.in("opinion", x.lemma(i)) {
			return true
		}
	}
	return false
}

// substantial reports whether a noun phrase says who or what it is.
func (x *extractor) substantial(i int) bool { return !x.empty(i) || x.pronounced(i) }

// pronounced reports whether a head is a personal pronoun, of whatever entity:
// somebody takes part, even where coreference could not say who.
func (x *extractor) pronounced(i int) bool {
	if x.d.Tokens[i].UPOS != "PRON" || x.relation(i) == "expl" {
		return false
	}
	return x.words.in("personal", strings.ToLower(x.d.Tokens[i].Form))
}

// particular reports whether a noun phrase points at particular things: a name,
// a pronoun with a known entity, a definite or counted phrase, or an indefinite
// one in a past event.
func (x *extractor) particular(i int, c *clause) bool {
	if x.words.in("anybody", x.lemma(i)) {
		return false
	}
	if x.empty(i) {
		return x.pronounced(i) && (c.kind == "verb" || len(x.covering(c)) > 0)
	}
	if whole := x.partitive(i); whole >= 0 {
		return x.particular(whole, c)
	}
	if x.d.Tokens[i].UPOS == "NUM" || x.named(i) || x.nothing(i) || x.firstPerson(i) {
		return true
	}
	if x.dependent(i, "det", "nummod", "nmod:poss") >= 0 || x.measuredPhrase(i) {
		return true
	}
	return x.d.Tokens[c.verb].XPOS != "VBZ" && x.d.Tokens[c.verb].XPOS != "VBP" && (c.kind == "verb" || c.rule == "depictive")
}

// named reports whether a mention holds the head.
func (x *extractor) named(i int) bool {
	if x.d.Tokens[i].UPOS == "PROPN" {
		return true
	}
	m := x.d.MentionAt(i)
	return m >= 0 && !x.model(m) && (x.d.Mentions[m].Form == stemma.Name || x.resolved(m))
}

// measuredPhrase reports whether a figure stands in the noun phrase.
func (x *extractor) measuredPhrase(head int) bool {
	first, last := x.phrase(head)
	for i := first; i < last; i++ {
		if x.sums[i] >= 0 {
			return true
		}
	}
	return false
}

// likened reports a comparison: "swung like a pendulum".
