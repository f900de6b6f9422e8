package claim

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
			return x.conjuncts(x.whomOf(v, head)), true
		}
	case "conj":
		if x.mismatched(v, head) {
			return nil, true
		}
		if x.infinitive(v) || !x.imperative(v) {
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

// whomOf is the noun that a participle is said of: in "the names of the women
// killed" the women, though the parser hangs "killed" on the names.
func (x *extractor) whomOf(v, head int) int {
	if x.animate(head) || x.d.Tokens[v].XPOS != "VBN" || !x.words.undergone(x.lemma(v)) {
		return head
	}
	for c := x.child[head]; c >= 0 && int(c) < v; c = x.next[c] {
		if int(c) > head && x.relation(int(c)) == "nmod" && x.preposition(int(c)) == "of" && x.animate(int(c)) {
			return int(c)
		}
	}
	return head
}

// mismatched reports a bare "-ing" form coordinated with a finite verb ("had a gun
// but then dropping a bombshell"): the two share no subject, whatever the tree says.
func (x *extractor) mismatched(v, head int) bool {
	if x.d.Tokens[v].XPOS != "VBG" || x.dependent(v, "aux", "cop") >= 0 {
		return false
	}
	switch x.d.Tokens[head].XPOS {
	case "VBD", "VBZ", "VBP":
		return x.d.Tokens[head].UPOS == "VERB"
	}
	return false
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

// ownSubject is the subject that depends on the predicate itself, or -1. Of two
// before it the second is meant where a comma stands between: in "Under Berg, the
// former coach, Olsen moved" the parser takes the apposition for a subject.
func (x *extractor) ownSubject(v int) int {
	own := -1
	for c := x.child[v]; c >= 0; c = x.next[c] {
		switch x.d.Tokens[c].Deprel {
		case "nsubj", "nsubj:pass":
			if own >= 0 && (int(c) > v || c == 0 || x.d.Tokens[c-1].Form != "," || x.relative(own)) {
				return own
			}
			own = int(c)
		case "nsubj:outer": // "the minister is to visit Peru", which the parser takes for "the plan is to"
			if own < 0 && int(c) < v && x.infinitive(v) && (x.canAct(int(c)) || x.dependent(v, "aux:pass") >= 0) {
				own = int(c)
			}
		}
	}
	return own
}

// controller is the subject of an infinitive complement: the governor's object
// where it has one and does not keep the act to its own subject.
func (x *extractor) controller(v, governor, depth int) []int {
	control, _ := x.control(governor)
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

// accuser is the verb of accusing that a charge hangs on: what is coordinated with
// a charge is another one ("charged with manslaughter and leaving the scene").
func (x *extractor) accuser(charge int) (int, bool) {
	v := x.d.Tokens[charge].Head
	switch x.preposition(charge) {
	case "with", "of", "for":
		if v >= 0 && x.words.control[x.lemma(v)].effect == "alleged" {
			return v, true
		}
	}
	return 0, false
}

// makesDo reports a verb that makes its object act ("forcing the crew to give
// up"): the infinitive right behind the object is its complement and no purpose.
func (x *extractor) makesDo(governor, v int) bool {
	control := x.words.control[x.lemma(governor)]
	object := x.dependent(governor, "obj")
	if control.effect != "caused" || object < governor || object > v {
		return false
	}
	_, last := x.phrase(object)
	if x.d.Tokens[v].Head == object {
		last = object + 1
	}
	return last < len(x.d.Tokens) && x.relation(last) == "mark" && x.d.Tokens[last].Head == v
}
