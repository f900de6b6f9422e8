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
	complement int // governed clause whose words belong to this claim, or -1
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
	c := clause{trigger: i, verb: i, kind: "verb", object: -1, complement: -1, rule: "verb"}
	if x.dependent(i, "cop") >= 0 && x.dependent(i, "expl") < 0 {
		c.kind, c.rule = "copula", "copula"
	} else if x.dependent(i, "cop") >= 0 {
		c.kind, c.rule = "exist", "exist"
	} else if x.dependent(i, "expl") >= 0 && x.lemma(i) == "be" {
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
	if t.XPOS != "VBN" || x.dependent(v, "aux") >= 0 || depth > 8 {
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

// subject lists the heads of a predicate's subject. Where it has none of its
// own they are inherited: an antecedent's, a governor's, a first conjunct's.
func (x *extractor) subject(v, depth int) (heads []int, inherited bool) {
	if own := x.ownSubject(v); own >= 0 {
		if x.relative(own) {
			if antecedent := x.antecedent(v); antecedent >= 0 {
				return x.conjuncts(antecedent), true
			}
		}
		return x.conjuncts(own), false
	}
	if depth > 8 {
		return nil, false
	}
	head := x.d.Tokens[v].Head
	if head < 0 {
		return nil, false
	}
	switch x.relation(v) {
	case "acl":
		if x.deed(v) {
			if above := x.predicateOf(head); above >= 0 && above != v {
				heads, _ = x.subject(above, depth+1)
				return heads, true
			}
		}
		if x.d.Tokens[v].Deprel == "acl" && !x.infinitive(v) && x.dependent(v, "mark", "case") < 0 {
			return x.conjuncts(head), true
		}
	case "conj":
		if x.infinitive(v) || !x.imperative(v) {
			head = x.sameVoice(v, head)
			heads, _ = x.subject(head, depth+1)
			return heads, true
		}
	case "xcomp":
		return x.controller(v, head, depth), true
	case "advcl":
		return x.adverbialSubject(v, head, depth), true
	}
	return nil, false
}

// sameVoice keeps a coordinated verb inside what somebody says: where the parser
// joined it to the reporting verb itself ("Berg notes the ship sank but was
// raised"), its subject is that of the nearest clause before it in the content.
func (x *extractor) sameVoice(v, head int) int {
	a, cue := x.cues[head]
	if !cue || !x.says(v, a) {
		return head
	}
	for i := v - 1; i > head; i-- {
		if x.clausal(i) && x.ownSubject(i) >= 0 && x.says(i, a) {
			return i
		}
	}
	return head
}

// says reports whether a token stands in an attribution's content.
func (x *extractor) says(i, attribution int) bool {
	for _, a := range x.under[i] {
		if int(a) == attribution {
			return true
		}
	}
	return false
}

// deed reports a gerund that says what a step or decision was: "took the step
// of sending troops".
func (x *extractor) deed(v int) bool {
	mark := x.dependent(v, "mark")
	return x.d.Tokens[v].Deprel == "acl" && x.d.Tokens[v].XPOS == "VBG" && mark >= 0 && x.lemma(mark) == "of" &&
		x.words.in("deed", x.lemma(x.d.Tokens[v].Head))
}

// ownSubject is the subject that depends on the predicate itself, or -1.
func (x *extractor) ownSubject(v int) int {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		switch x.d.Tokens[c].Deprel {
		case "nsubj", "nsubj:pass":
			return int(c)
		}
	}
	return -1
}

// controller is the subject of an infinitive complement: the governor's object
// where it has one and does not keep the act to its own subject.
func (x *extractor) controller(v, governor, depth int) []int {
	control := x.words.control[x.lemma(governor)]
	if control.subject != "subj" {
		if object := x.dependent(governor, "obj", "iobj"); object >= 0 {
			return x.conjuncts(object)
		}
	}
	heads, _ := x.subject(governor, depth+1)
	return heads
}

// adverbialSubject is the subject of a participle or infinitive that modifies a
// clause: the agent of a passive that names one, and the subject otherwise.
func (x *extractor) adverbialSubject(v, governor, depth int) []int {
	if x.finite(v) {
		return nil
	}
	if control, ok := x.words.control[x.lemma(governor)]; ok && control.subject == "obj" {
		if object := x.dependent(governor, "obj", "iobj"); object >= 0 {
			return x.conjuncts(object)
		}
	}
	if x.passive(governor, 0) && x.d.Tokens[v].XPOS == "VBG" && x.dependent(v, "mark") < 0 {
		if agent := x.dependent(governor, "obl:agent"); agent >= 0 {
			return x.conjuncts(agent)
		}
	}
	if mark := x.dependent(v, "mark"); mark >= 0 && !x.infinitive(v) && !x.words.in("while", x.lemma(mark)) {
		return nil // "kept him from leaving", "for killing two": somebody else's act
	}
	heads, _ := x.subject(governor, depth+1)
	return heads
}

// antecedentObject gives a relative clause without object the antecedent as its
// object: "the bomb that officers found".
func (x *extractor) antecedentObject(c *clause) {
	antecedent := x.antecedent(c.verb)
	if antecedent < 0 || c.passive || c.kind != "verb" {
		return
	}
	for i, object := range c.objects {
		if x.relative(object) {
			c.objects[i] = antecedent
			return
		}
	}
	own := x.ownSubject(c.verb)
	gap := len(c.objects) == 0 && len(c.obliques) == 0 && x.dependent(c.verb, "ccomp", "xcomp") < 0
	if own >= 0 && !x.relative(own) && gap {
		c.objects = append(c.objects, antecedent)
	}
}

// antecedent is the noun that a relative clause modifies, or -1.
func (x *extractor) antecedent(v int) int {
	for steps := 0; v >= 0 && steps < 8; steps++ {
		switch {
		case x.d.Tokens[v].Deprel == "acl:relcl":
			if own := x.ownSubject(v); x.dependent(v, "mark") >= 0 && own >= 0 && !x.feature(own, "PronType=Rel") {
				return -1 // a content clause hung in the wrong place
			}
			return x.d.Tokens[v].Head
		case x.relation(v) == "conj":
			v = x.d.Tokens[v].Head
		default:
			return -1
		}
	}
	return -1
}

// relative reports whether a token is a relative pronoun.
func (x *extractor) relative(i int) bool {
	if x.feature(i, "PronType=Rel") {
		return true
	}
	switch x.d.Tokens[i].XPOS {
	case "WDT", "WP":
		return x.antecedent(x.d.Tokens[i].Head) >= 0
	}
	return false
}

// finite reports whether a predicate bears tense, itself or by an auxiliary.
func (x *extractor) finite(v int) bool {
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
