package attribution

// refusals finds what was not said and not checked: "declined to comment", "did
// not respond to requests", "could not be independently verified". Their classes
// are "refuse" and "unverified"; nobody vouches for anything in their content.
func (f *finder) refusals() {
	for token := range f.d.Tokens {
		if !f.verbal(token) || f.byVerb[token] != nil {
			continue
		}
		parts := f.lex.refusals[f.lemma(token)]
		switch {
		case parts["refuse"] && f.refuses(token):
			f.refusal(token, token+1)
			f.byVerb[token+2] = f.byVerb[token]
		case parts["withhold"] && f.negated(token) && f.willed(token):
			f.refusal(token, token+1)
		case parts["reply"] && f.negated(token) && token+1 < len(f.low) && f.low[token+1] == "to":
			f.refusal(token, token+1)
		case parts["verify"] && f.negated(token) && f.marked(token, "independently"):
			f.unverified(token)
		}
	}
}

// refuses reports whether "to" and a word of speech follow a verb.
func (f *finder) refuses(verb int) bool {
	_, last := f.bounds(verb)
	return verb+2 < last && f.low[verb+1] == "to" && f.lex.refusals[f.lemma(verb+2)]["speech"]
}

// willed reports whether "would" or "will" stands in a verb's group.
func (f *finder) willed(verb int) bool {
	for i := f.groupStart(verb); i < verb; i++ {
		switch f.low[i] {
		case "would", "will", "wo":
			return true
		}
	}
	return false
}

// negated reports whether a verb group has a negation.
func (f *finder) negated(verb int) bool {
	for i := f.groupStart(verb); i < verb; i++ {
		switch f.low[i] {
		case "not", "n't", "n’t", "never":
			return true
		}
	}
	return false
}

func (f *finder) refusal(verb, first int) {
	who := f.speakingOf(verb, cue{class: "refuse"})
	if who.subject < 0 || who.passive {
		return
	}
	f.keepRefusal(&found{entry: cue{class: "refuse"}, verb: verb, name: who.subject, rule: "refusal", content: f.pieces(first, f.reach(verb, first))})
}

func (f *finder) unverified(verb int) {
	subject, passive := f.subject(verb)
	a := &found{entry: cue{class: "unverified", stance: "unverified"}, verb: verb, name: -1, rule: "unverified"}
	switch object := f.objectAfter(verb); {
	case subject < 0:
		return
	case passive:
		a.content = f.subjectPiece(subject, verb)
	case object >= 0:
		a.name, a.content = subject, f.pieces(verb+1, f.phraseEnd(object, true))
	}
	f.keepRefusal(a)
}

func (f *finder) keepRefusal(a *found) {
	a.cue, a.viaHead, a.quote = f.cueSpan(a.verb), -1, -1
	if a.name >= 0 {
		a.source = f.sourceSpan(a.name, a.verb)
	}
	if len(a.content) > 0 {
		f.keep(a)
	}
}
