package attribution

// The frames in this file ask for more than those of frames.go: for verbs that
// mostly do something else than say.

// readThat reads a clause whose "that" stands right after the verb or its hearer,
// for verbs that see or prove as often as they tell. What was to be proved, or
// would be found if somebody looked, nobody has said.
func (f *finder) readThat(verb, subject int, entry cue, r *framing) bool {
	clause := f.child(verb, "ccomp")
	if subject < 0 || clause < verb || !f.marked(clause, "that") || !f.finite(verb) && f.child(verb, "aux") < 0 && f.rel[verb] != "acl" || f.supposed(verb) {
		return false
	}
	r.hearer = f.hearer(verb, entry)
	for at := max(verb+1, r.hearer+1); f.low[at] != "that"; at++ {
		if f.d.Tokens[at].UPOS != "ADV" && f.d.Tokens[at].UPOS != "ADP" && f.d.Tokens[at].UPOS != "ADJ" || at == clause {
			return false
		}
	}
	r.content = f.clause(clause, verb)
	return len(r.content) > 0
}

// supposed reports whether a verb stands under "if" or a modal.
func (f *finder) supposed(verb int) bool {
	for _, kid := range f.kids[verb] {
		switch {
		case kid > verb:
		case f.rel[kid] == "aux" && f.d.Tokens[kid].XPOS == "MD" && f.low[kid] != "will", f.rel[kid] == "mark" && (f.low[kid] == "if" || f.low[kid] == "unless" || f.low[kid] == "whether"):
			return true
		}
	}
	return false
}

// readQuestion reads "questioned whether …", a question right after the verb.
func (f *finder) readQuestion(verb, subject int, entry cue, r *framing) bool {
	return subject >= 0 && (f.asked(verb) || verb+1 < len(f.low) && f.low[verb+1] == "if") && f.readClause(verb, subject, entry, r)
}

// withObject reads a complement under a preposition only beside an object:
// "charged the driver with theft", "attributed the fall to the strike".
func withObject(form string, keep bool) func(*finder, int, int, cue, *framing) bool {
	read := preposition(form, keep)
	return func(f *finder, verb, subject int, entry cue, r *framing) bool {
		object := f.child(verb, "obj")
		return subject >= 0 && object > verb && f.complement(verb, form) >= 0 && read(f, verb, subject, entry, r)
	}
}

// withoutObject reads a passive's complement; what has an object is a past tense.
func withoutObject(form string) func(*finder, int, int, cue, *framing) bool {
	read := preposition(form, false)
	return func(f *finder, verb, subject int, entry cue, r *framing) bool {
		return f.child(verb, "obj") < 0 && read(f, verb, subject, entry, r)
	}
}

// readFor reads "called for calm", where "for" stands right after the verb.
func (f *finder) readFor(verb, subject int, entry cue, r *framing) bool {
	at := verb + 1
	for at < len(f.low) && f.d.Tokens[at].UPOS == "ADV" {
		at++
	}
	return at < len(f.low) && f.low[at] == "for" && preposition("for", false)(f, verb, subject, entry, r)
}

// readFigure reads "put the toll at 12": a figure under "at".
func (f *finder) readFigure(verb, subject int, entry cue, r *framing) bool {
	phrase := f.complement(verb, "at")
	if phrase < 0 || f.d.Tokens[phrase].UPOS != "NUM" && f.child(phrase, "nummod") < 0 || f.timed(phrase, phrase+1) {
		return false
	}
	return preposition("at", true)(f, verb, subject, entry, r)
}

// readMeasured reads the same of what is measured: one puts a toll at 12, but the
// children to bed at eight.
func (f *finder) readMeasured(verb, subject int, entry cue, r *framing) bool {
	object := f.child(verb, "obj")
	return object > verb && subject >= 0 && f.lex.measured[f.lemma(object)] && f.readFigure(verb, subject, entry, r)
}
