package claim

import "stemma"

// clause is a predicate with its arguments, all as token indices.
type clause struct {
	trigger    int    // the token that bears the event
	verb       int    // the token whose dependents are the clause: the trigger, or the light verb above it
	kind       string // verb, copula, exist, noun, age, role
	passive    bool
	particle   string
	surface    []int // the grammatical subject's heads, inherited ones included
	inherited  bool  // surface comes from another clause
	spoken     []int // the subject as the clause has it, for the summary
	objects    []int
	indirect   []int
	agents     []int
	obliques   []oblique
	actors     []int
	recipients []int
	object     int // -1 for none
	event      stemma.Event
	typed      bool   // the event's type comes from a lexicon
	frame      string // where the recipient stands
	effect     string // what a governing verb makes of this clause: attempt, planned, …
	negated    bool   // a governing word negates it ("failed to", "without")
	rule       string
}

// oblique is a prepositional argument.
type oblique struct {
	preposition string
	head        int
}

// clausal reports whether a token heads a clause: a verb in a clause's
// position, or the complement of a copula.
func (x *extractor) clausal(i int) bool {
	t := &x.d.Tokens[i]
	switch x.relation(i) {
	case "root", "conj", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "dep", "appos", "list":
	default:
		return t.UPOS == "NOUN" && x.freeRelative(i)
	}
	if t.UPOS == "VERB" {
		return x.dependent(i, "nmod:poss") < 0 // "whose killing" is a noun, whatever its tag
	}
	return x.dependent(i, "cop") >= 0
}

// freeRelative reports the complement in "what the army claims is its first
// submarine": a reporting cue stands right before the copula.
func (x *extractor) freeRelative(i int) bool {
	cop := x.dependent(i, "cop")
	if cop < 1 || x.ownSubject(i) >= 0 {
		return false
	}
	_, cue := x.cues[cop-1]
	return cue
}

// predicate reads the clause that a verb or a copula's complement heads.
func (x *extractor) predicate(i int) (clause, bool) {
	if !x.clausal(i) {
		return clause{}, false
	}
	c := clause{trigger: i, verb: i, kind: "verb", object: -1, rule: "verb"}
	expletive, copula := x.dependent(i, "expl"), x.dependent(i, "cop") >= 0 && !x.scheduled(i)
	switch {
	case copula && (expletive < 0 || x.lemma(expletive) == "it" && x.words.adjectives[x.lemma(i)].event.Lemma == "know"):
		c.kind, c.rule = "copula", "copula"
	case copula, expletive >= 0 && x.lemma(i) == "be":
		c.kind, c.rule = "exist", "exist"
	}
	if complement := x.linked(i); complement >= 0 {
		c.trigger, c.kind, c.rule = complement, "copula", "linking verb"
	}
	x.arguments(&c)
	if c.kind == "exist" && len(c.surface) == 0 {
		c.surface = x.conjuncts(i)
		c.spoken = c.surface
	}
	return c, true
}

// linked is the adjective or noun that a linking verb says of its subject
// ("remained closed", "became the second"), or -1.
func (x *extractor) linked(v int) int {
	if !x.words.in("linking", x.lemma(v)) {
		return -1
	}
	for c := x.child[v]; c >= 0; c = x.next[c] {
		i := int(c)
		switch x.relation(i) {
		case "xcomp", "obj":
			becomes := x.d.Tokens[i].UPOS == "NOUN" && (x.lemma(v) == "become" || x.lemma(v) == "remain")
			if i > v && (x.d.Tokens[i].UPOS == "ADJ" || becomes || x.lemma(i) == "close") && x.dependent(i, "cop", "mark") < 0 {
				return i
			}
		}
	}
	return -1
}

// arguments fills in what depends on the clause's verb, and its subject.
func (x *extractor) arguments(c *clause) {
	x.each(c.verb, func(i int) bool {
		switch x.relation(i) {
		case "obj":
			c.objects = append(c.objects, x.conjuncts(i)...)
		case "iobj":
			c.indirect = append(c.indirect, x.conjuncts(i)...)
		case "obl":
			x.obliqueArgument(c, i)
		case "nmod":
			if c.kind != "verb" {
				x.obliqueArgument(c, i)
			}
		}
		return true
	})
	c.particle = x.particle(c.verb)
	c.passive = c.kind == "verb" && x.passive(c.verb, 0)
	if c.passive && x.d.Tokens[c.verb].XPOS == "VBD" && x.relation(c.verb) == "conj" {
		c.objects = nil // a measure ("fired 52 games later"), or passive would not hold
	}
	c.surface, c.inherited = x.subject(c.verb, 0)
	c.spoken = c.surface
	x.antecedentObject(c)
}

func (x *extractor) obliqueArgument(c *clause, i int) {
	preposition := x.preposition(i)
	if x.d.Tokens[i].Deprel == "obl:agent" || preposition == "by" && c.kind == "verb" && x.passive(c.verb, 0) && !x.timed(i) {
		c.agents = append(c.agents, x.conjuncts(i)...)
		return
	}
	for _, head := range x.conjuncts(i) {
		c.obliques = append(c.obliques, oblique{preposition, head})
	}
}

// passive reports whether a verb's subject undergoes the event.
func (x *extractor) passive(v, depth int) bool {
	if x.dependent(v, "aux:pass", "nsubj:pass") >= 0 {
		return true
	}
	t := &x.d.Tokens[v]
	if depth > 8 || x.dependent(v, "aux") >= 0 {
		return false
	}
	if t.XPOS == "VBD" && x.relation(v) == "conj" {
		return x.passiveToo(v, depth)
	}
	if t.XPOS == "VBD" && x.relation(v) == "acl" {
		// "the women killed", whatever the tag: a noun's bare past form without object
		return x.ownSubject(v) < 0 && x.dependent(v, "obj") < 0 && x.words.undergone(x.lemma(v))
	}
	if t.XPOS != "VBN" {
		return false
	}
	if x.dependent(v, "obl:agent") >= 0 {
		return true
	}
	if x.words.in("intransitive", x.lemma(v)) {
		return false
	}
	switch x.relation(v) {
	case "conj":
		if x.dependent(v, "obj") > v && !x.words.in("ditransitive", x.lemma(v)) {
			return false // "were chased and sought refuge"
		}
		return t.Head >= 0 && x.dependent(v, "nsubj") < 0 && x.passive(t.Head, depth+1)
	case "acl":
		return x.dependent(v, "obj") < 0 || x.words.in("ditransitive", x.lemma(v))
	case "advcl", "xcomp":
		return x.dependent(v, "obj") < 0
	case "root", "ccomp", "parataxis":
		// In prose "Police locked the doors" with a participle's tag is a past
		// tense mistaken; in a headline "Two killed in blast" is not.
		return x.dependent(v, "obj") < 0 && (x.heading(v) || x.ownSubject(v) < 0 || x.words.undergone(x.lemma(v)))
	}
	return false
}

// passiveToo reports a past form that shares the auxiliary of a passive before it:
// in "was promoted and fired 52 games later" nobody says whom the man fired.
func (x *extractor) passiveToo(v, depth int) bool {
	head := x.d.Tokens[v].Head
	if head < 0 || head > v || x.ownSubject(v) >= 0 || !x.words.undergone(x.lemma(v)) || !x.passive(head, depth+1) {
		return false
	}
	object := x.dependent(v, "obj")
	return object < 0 || x.dependent(object, "nummod") >= 0 && !x.animate(object)
}

// heading reports whether a token stands in a headline.
func (x *extractor) heading(i int) bool {
	s := x.d.SentenceAt(i)
	if s < 0 {
		return false
	}
	last := x.d.Sentences[s].Last - 1
	if x.d.Sentences[s].First == 0 && x.d.Tokens[last].UPOS != "PUNCT" {
		return true // a title that came in as a paragraph
	}
	block := x.d.Sentences[s].Block
	return block >= 0 && block < len(x.d.Blocks) && x.d.Blocks[block].Kind == stemma.Heading
}

// finite reports whether a predicate bears tense, itself or by an auxiliary.
func (x *extractor) finite(v int) bool {
	if x.d.Tokens[v].XPOS == "VBD" && x.relation(v) == "conj" && x.passiveToo(v, 0) {
		return false
	}
	if x.feature(v, "VerbForm=Fin") {
		return true
	}
	switch x.d.Tokens[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	for c := x.child[v]; c >= 0; c = x.next[c] {
		switch x.relation(int(c)) {
		case "aux", "cop":
			if x.feature(int(c), "VerbForm=Fin") || x.d.Tokens[c].XPOS == "MD" {
				return true
			}
		}
	}
	return false
}

// infinitive reports whether a predicate is marked by "to".
func (x *extractor) infinitive(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "mark" && x.lemma(int(c)) == "to" {
			return true
		}
	}
	return false
}

// imperative reports whether a verb commands.
func (x *extractor) imperative(v int) bool {
	if x.feature(v, "Mood=Imp") {
		return true
	}
	return x.d.Tokens[v].XPOS == "VB" && x.ownSubject(v) < 0 && x.dependent(v, "aux", "mark", "cop") < 0 &&
		(x.relation(v) == "root" || x.relation(v) == "parataxis")
}
