package attribution

import "slices"

// The parser's commonest slips around a cue move a subject over a verb, above all
// one with a relative clause. They are set right in the finder's copy of the tree,
// once, so that every rule reads it mended.

// mend moves the subjects that hang on the wrong verb.
func (f *finder) mend() {
	for verb := range f.d.Tokens {
		if f.verbal(verb) && len(f.kids[verb]) > 1 {
			f.mendObject(verb)
			f.mendSubject(verb)
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
		f.move(object, clause)
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
		f.move(first, verb)
	}
}

// move hangs a token on another head as its subject.
func (f *finder) move(token, head int) {
	old := f.kids[f.head[token]]
	f.kids[f.head[token]] = slices.DeleteFunc(old, func(kid int) bool { return kid == token })
	f.head[token], f.rel[token] = head, "nsubj"
	f.kids[head] = append(f.kids[head], token)
	slices.Sort(f.kids[head])
}
