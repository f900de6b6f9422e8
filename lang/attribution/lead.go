package attribution

// leads reports whether a word tagged as a participle is the verb of its
// sentence: a noun phrase alone opens the sentence before it, what follows is an
// object or "that", and no verb is finite but in a clause after "that". Taggers
// read "The general told state television that …" as a noun phrase.
func (f *finder) leads(verb int) bool {
	first, last := f.bounds(verb)
	if f.d.Tokens[verb].XPOS != "VBN" || verb == first || verb+1 >= last || f.rel[verb] != "amod" && f.rel[verb] != "acl" && f.rel[verb] != "root" {
		return false
	}
	named := false
	for i := first; i < verb; i++ {
		if !f.roleWord(i) || f.d.Tokens[i].UPOS == "ADP" {
			return false
		}
		named = named || f.nominal(i) || i > first
	}
	if !named || f.timed(first, verb) || !f.opensObject(verb+1) {
		return false
	}
	for i := verb + 1; i < last; i++ {
		if f.low[i] == "that" || f.low[i] == "to" || f.low[i] == "who" || f.low[i] == "which" {
			return true
		}
		if f.finite(i) || f.d.Tokens[i].UPOS == "AUX" {
			return false
		}
	}
	return true
}

// opensObject reports whether an object or "that" may begin at a token.
func (f *finder) opensObject(token int) bool {
	switch f.d.Tokens[token].UPOS {
	case "DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ":
		return !f.timed(token, token+1)
	}
	return f.low[token] == "that"
}

// objectAfter is the object after a verb by the order of the words, or -1.
func (f *finder) objectAfter(verb int) int {
	if object := f.child(verb, "obj", "iobj"); object > verb {
		return object
	}
	if f.leads(verb) {
		return f.nounAfter(verb)
	}
	return -1
}

// toAfter is the "to" of an infinitive right after a noun phrase, or -1.
func (f *finder) toAfter(noun int) int {
	_, last := f.bounds(noun)
	for i := noun + 1; i < min(last, noun+6); i++ {
		switch {
		case f.low[i] == "to" && i+1 < last && f.d.Tokens[i+1].UPOS == "VERB" || f.low[i] == "not" && i+1 < last && f.low[i+1] == "to":
			return i
		case f.nominal(i), f.d.Tokens[i].UPOS == "ADP", f.d.Tokens[i].UPOS == "DET", f.d.Tokens[i].UPOS == "ADJ":
		default:
			return -1
		}
	}
	return -1
}

// rooted is the head of the noun phrase that opens a sentence and ends in the
// comma before a verb: "Lee, 34, of Arden, said". No verb stands between. -1
// where it is not so.
func (f *finder) rooted(verb int) int {
	first, _ := f.bounds(verb)
	group := f.groupStart(verb)
	for group > first && f.d.Tokens[group-1].UPOS == "ADV" {
		group--
	}
	if group-2 <= first || f.d.Tokens[group-1].Form != "," || f.inQuote[first] != f.inQuote[verb] {
		return -1
	}
	switch f.d.Tokens[first].UPOS {
	case "DET", "NOUN", "PROPN", "ADJ", "NUM":
	default:
		return -1
	}
	for i := first; i < group; i++ {
		if f.verbal(i) || f.relative(i) || f.d.Tokens[i].UPOS == "SCONJ" {
			return -1
		}
	}
	if f.timed(first, first+1) {
		return -1
	}
	return f.phraseHead(f.firstNoun(first, group), true)
}

// firstNoun is the first noun or name among the tokens, or the first token.
func (f *finder) firstNoun(first, last int) int {
	for i := first; i < last; i++ {
		if f.nominal(i) {
			return i
		}
	}
	return first
}

// rootedEnd is where the source that opens a sentence ends before a verb: at
// the verb, or before an aside that begins with a preposition (", in remarks").
func (f *finder) rootedEnd(verb int) int {
	first, _ := f.bounds(verb)
	group := f.groupStart(verb)
	for i := first + 1; i+1 < group; i++ {
		if f.d.Tokens[i].Form == "," && f.d.Tokens[i+1].UPOS == "ADP" {
			switch f.low[i+1] {
			case "of", "for", "from", "at", "with":
			default:
				return i
			}
		}
	}
	return group
}
