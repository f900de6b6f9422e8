package attribution

import "strings"

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

// afterComma is the name between a comma and a verb where the tree's subject
// reaches back over the comma into a phrase under a preposition: "In a letter
// published by the agency, Lee said". -1 where it is not so.
func (f *finder) afterComma(verb, subject int) int {
	first, _ := f.bounds(verb)
	group := f.groupStart(verb)
	if subject < 0 || subject >= group {
		return -1
	}
	start := f.phraseStart(subject)
	at := group
	for at > start && f.roleWord(at-1) {
		at--
	}
	if at == group || at-1 <= start || f.d.Tokens[at-1].Form != "," || start <= first || f.d.Tokens[start-1].UPOS != "ADP" {
		return -1
	}
	for i := group - 1; i >= at; i-- {
		if f.nominal(i) {
			return i
		}
	}
	return -1
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

// pastTense reports whether a participle after the noun that roots its sentence
// is the sentence's verb: "The lawyer pointed out that …", parsed as a noun
// phrase. It has an object or a clause, and no other verb is finite.
func (f *finder) pastTense(verb int) bool {
	up := f.head[verb]
	if f.rel[verb] != "acl" || up < 0 || up >= verb || f.head[up] >= 0 || f.d.Tokens[verb].XPOS != "VBN" && f.d.Tokens[verb].XPOS != "VBD" {
		return false
	}
	if f.child(verb, "aux", "aux:pass", "obl:agent") >= 0 || f.child(verb, "obj", "ccomp", "xcomp") < 0 {
		return false
	}
	first, last := f.bounds(verb)
	for i := first; i < last; i++ {
		if (i < f.lo[verb] || i >= f.hi[verb]) && (f.d.Tokens[i].XPOS == "VBD" || f.d.Tokens[i].XPOS == "VBZ" || f.d.Tokens[i].XPOS == "VBP" || f.d.Tokens[i].UPOS == "AUX") {
			return false
		}
	}
	return true
}

// nounish reports whether what is tagged a plural verb stands after a singular
// noun and its article: "a stimulus plan to …".
func (f *finder) nounish(token int) bool {
	if f.objectNoun(token) {
		return true
	}
	first, _ := f.bounds(token)
	if _, noun := f.lex.nouns[f.lemma(token)]; !noun && !f.lex.both[f.lemma(token)] || token == first || f.d.Tokens[token-1].XPOS != "NN" {
		return false
	}
	switch f.d.Tokens[token].XPOS {
	case "VB", "VBP":
	default:
		return false
	}
	for i := token - 1; i >= first; i-- {
		switch f.d.Tokens[i].UPOS {
		case "DET":
			return true
		case "NOUN", "ADJ", "NUM", "SYM", "PROPN":
		default:
			return false
		}
	}
	return false
}

// objectNoun reports whether what is tagged a present tense is a plural noun by
// its place in the tree: "rejected claims that …".
func (f *finder) objectNoun(token int) bool {
	return (f.d.Tokens[token].XPOS == "VBZ" || f.d.Tokens[token].XPOS == "NNS") && f.rel[token] == "obj" && f.head[token] == token-1 && f.child(token, "nsubj", "nsubj:pass") < 0
}

// mistagged reports whether a plural noun is a verb by its place: "The report
// states that …" with no verb before it in its sentence.
func (f *finder) mistagged(token int) bool {
	first, last := f.bounds(token)
	if f.d.Tokens[token].XPOS != "NNS" || token == first || token+2 >= last || f.low[token+1] != "that" || !f.nominal(token-1) {
		return false
	}
	return !f.verbAhead(first, token) && f.verbAhead(token+2, last)
}

func (f *finder) verbTakenForNoun(token int, entry cue) {
	first, last := f.bounds(token)
	a := &found{entry: entry, verb: token, cue: f.d.Tokens[token].Span, name: token - 1, viaHead: -1, quote: -1, rule: "verb by place"}
	for first < token && f.d.Tokens[first].UPOS == "CCONJ" {
		first++
	}
	a.source, a.content = f.piece(first, token), f.pieces(token+2, last)
	if len(a.content) > 0 {
		f.keep(a)
	}
}

// particled reports whether a particle makes another verb of a cue.
func (f *finder) particled(verb int) bool {
	lemma := f.lemma(verb)
	if strings.Contains(lemma, " ") {
		return false // the particle is the cue's own
	}
	if lemma == "point" { // "pointed to", "pointing at" say nothing
		return verb+1 >= len(f.low) || f.low[verb+1] != "out"
	}
	if verb+1 >= len(f.low) || f.lex.particle[lemma] {
		return false
	}
	return f.child(verb, "compound:prt") == verb+1
}
