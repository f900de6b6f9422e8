package attribution

import "slices"

// The parser's commonest slips around a cue move a subject over a verb, above all
// one with a relative clause, or hang a clause too low. They are set right in the finder's copy of the tree,
// once, so that every rule reads it mended.

// mend moves subjects and clauses that hang on the wrong word.
func (f *finder) mend() {
	for verb := range f.d.Tokens {
		if f.verbal(verb) && len(f.kids[verb]) > 1 {
			f.mendObject(verb)
			f.mendSubject(verb)
			f.mendClause(verb)
		}
	}
}

// mendObject gives a clause the object before it for its subject, where its verb
// can have no such object: "said the woman, who had fled, claimed …".
func (f *finder) mendObject(verb int) {
	object := f.child(verb, "iobj", "obj")
	if object < verb || !f.nominal(object) || !f.unheard(verb) {
		return
	}
	for _, clause := range f.kids[verb] {
		if clause < object || f.rel[clause] != "ccomp" && (f.rel[clause] != "conj" || f.rel[object] != "iobj" || f.child(clause, "cc") >= 0) {
			continue
		}
		if f.child(clause, "nsubj", "nsubj:pass", "csubj", "expl", "mark") >= 0 || !f.finite(clause) && f.child(clause, "aux", "cop", "aux:pass") < 0 {
			return
		}
		f.rel[clause] = "ccomp"
		f.move(object, clause, "nsubj")
		return
	}
}

// mendSubject gives a verb the first of two subjects of its content, that before
// the verb: "Two men, who had fled, said the town fell".
func (f *finder) mendSubject(verb int) {
	clause := f.child(verb, "ccomp")
	if clause < verb || f.child(verb, "nsubj", "nsubj:pass") >= 0 {
		return
	}
	first, second := -1, false
	for _, kid := range f.kids[clause] {
		if f.rel[kid] == "nsubj" || f.rel[kid] == "nsubj:pass" {
			if kid < verb && first < 0 {
				first = kid
			}
			second = second || kid > verb
		}
	}
	if first >= 0 && second {
		f.move(first, verb, "nsubj")
	}
}

// mendClause gives a cue the clause that the tree hangs on what stands between,
// such as the message in which something was said ("told the paper in a statement
// that …"), or joins to the cue though no conjunction stands there.
func (f *finder) mendClause(verb int) {
	if !f.lex.verbs[f.lemma(verb)].allows("that") || f.child(verb, "ccomp") >= 0 {
		return
	}
	for _, kid := range f.kids[verb] {
		switch {
		case kid < verb:
		case f.rel[kid] == "conj" && f.child(kid, "cc") < 0:
			if subject := f.nearest(kid); subject == f.firstNoun(verb+1, kid) {
				f.rel[kid] = "ccomp"
				return
			}
		case f.rel[kid] == "obl" || f.rel[kid] == "obl:agent":
			if clause := f.lent(kid); clause >= 0 {
				f.move(clause, verb, "ccomp")
				return
			}
		}
	}
}

// lent is the clause with "that" that hangs on a noun which takes none, or -1.
func (f *finder) lent(noun int) int {
	message := f.lex.message[f.lemma(noun)] && f.kase(noun) == "in"
	if _, cue := f.lex.nouns[f.lemma(noun)]; cue && !message {
		return -1 // "agreed with the claim that …"
	}
	for _, clause := range f.kids[noun] {
		that := f.child(clause, "mark", "nsubj", "obj", "det")
		if that >= 0 && f.low[that] == "that" && (f.rel[clause] == "acl" || f.rel[clause] == "ccomp" || message && f.rel[clause] == "acl:relcl") {
			return clause
		}
	}
	return -1
}

// move hangs a token on another head.
func (f *finder) move(token, head int, rel string) {
	old := f.kids[f.head[token]]
	f.kids[f.head[token]] = slices.DeleteFunc(old, func(kid int) bool { return kid == token })
	f.head[token], f.rel[token] = head, rel
	f.kids[head] = append(f.kids[head], token)
	slices.Sort(f.kids[head])
}
