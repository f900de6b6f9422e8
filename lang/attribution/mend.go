package attribution

import "slices"

// The parser's commonest slips around a cue move a subject over a verb, above all
// one with a relative clause, or hang a clause too low. They are set right in the finder's copy of the tree,
// once, so that every rule reads it mended.

// mend moves subjects and clauses that hang on the wrong word.
func (f *finder) mend() {
	for verb := range f.d.Tokens {
		if !f.verbal(verb) {
			continue
		}
		f.mendSubject(verb)
		f.mendSender(verb)
		if len(f.kids[verb]) > 1 {
			f.mendObject(verb)
			f.mendHearer(verb)
			f.mendClause(verb)
			f.mendAgain(verb)
			f.mendTime(verb)
			f.mendTrailing(verb)
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
		if own := f.child(clause, "nsubj", "nsubj:pass"); own > object && f.rel[object] == "iobj" && f.begins(own, "cc") && f.adjoin(object, own) {
			f.move(object, own, "conj") // "said Lee and two others were held"
			return
		}
		if f.child(clause, "nsubj", "nsubj:pass", "csubj", "expl", "mark") >= 0 || !f.finite(clause) && f.child(clause, "aux", "cop", "aux:pass") < 0 {
			return
		}
		f.rel[clause] = "ccomp"
		f.move(object, clause, "nsubj")
		return
	}
}

// begins reports whether the first dependent of a token, before it, has the relation.
func (f *finder) begins(token int, relation string) bool {
	return len(f.kids[token]) > 0 && f.kids[token][0] < token && f.rel[f.kids[token][0]] == relation
}

// adjoin reports whether nothing but the conjunction at the head of a noun
// phrase stands between it and the noun before.
func (f *finder) adjoin(before, noun int) bool { return f.kids[noun][0] == before+1 }

// mendHearer gives a verb of telling the first of two subjects of its clause:
// "told jurors in court he and a friend went".
func (f *finder) mendHearer(verb int) {
	clause := f.child(verb, "ccomp")
	if clause < verb || !f.lex.verbs[f.lemma(verb)].allows("hearer") || f.child(verb, "iobj", "obj") >= 0 {
		return
	}
	subjects := f.subjectsAfter(clause, verb)
	if len(subjects) != 2 || f.d.Tokens[subjects[0]].UPOS == "PRON" || f.firstNoun(verb+1, clause) > subjects[0] {
		return
	}
	for _, kid := range append([]int(nil), f.kids[clause]...) {
		if kid > subjects[0] && kid < subjects[1] && f.rel[kid] == "obl" {
			f.move(kid, subjects[0], "nmod")
		}
	}
	f.move(subjects[0], verb, "iobj")
}

// subjectsAfter lists a clause's subjects that stand after a verb.
func (f *finder) subjectsAfter(clause, verb int) []int {
	var list []int
	for _, kid := range f.kids[clause] {
		if (f.rel[kid] == "nsubj" || f.rel[kid] == "nsubj:pass") && kid > verb {
			list = append(list, kid)
		}
	}
	return list
}

// mendAgain hangs on a cue of saying the cue after it that the tree joins to
// what is said, though nobody speaks there: "said the gun was hidden, and said he
// had put it back", "said an inquiry was under way, noting that …".
func (f *finder) mendAgain(verb int) {
	clause := f.child(verb, "ccomp")
	if clause < verb || f.lex.verbs[f.lemma(verb)].class != "say" {
		return
	}
	again, rel := f.again(clause), "conj"
	if below := f.child(clause, "advcl"); again < 0 && below > clause {
		again = f.again(below) // "said he was out when the fire began and would not discuss it"
	}
	if again < 0 {
		return
	}
	if f.d.Tokens[again].XPOS == "VBG" {
		rel = "advcl"
	}
	f.move(again, verb, rel)
}

// again is the cue of saying with words of its own, joined to a clause of which
// no person is the subject; or -1.
func (f *finder) again(clause int) int {
	if name := f.nearest(clause); name >= 0 && f.talks(name) {
		return -1
	}
	for _, kid := range f.kids[clause] {
		if kid < clause || f.nearest(kid) >= 0 || f.marked(kid, "to") {
			continue
		}
		if f.rel[kid] == "conj" && f.lex.refusals[f.lemma(kid)]["withhold"] && f.negated(kid) && f.willed(kid) {
			return kid
		}
		if f.lex.verbs[f.lemma(kid)].class != "say" || f.child(kid, "ccomp") < kid {
			continue
		}
		if f.rel[kid] == "conj" && f.finite(kid) || f.rel[kid] == "advcl" && f.d.Tokens[kid].XPOS == "VBG" {
			return kid
		}
	}
	return -1
}

// talks reports whether a noun may be somebody who says something: a pronoun, a
// name, a thing that can be read, and whatever is not known for a thing.
func (f *finder) talks(name int) bool {
	switch f.d.Tokens[name].UPOS {
	case "PRON", "PROPN":
		return f.low[name] != "it" && f.low[name] != "there"
	}
	if m := f.d.MentionAt(name); m >= 0 {
		return f.d.Mentions[m].Acts()
	}
	return f.lex.message[f.lemma(name)] || f.d.Tokens[name].XPOS == "NNS"
}

// mendTrailing gives a cue that closes its sentence the noun phrase before it
// that the tree has for an apposition to the last noun of what was said: "89 were
// held in a sweep, police in Palermo, Sicily, said".
func (f *finder) mendTrailing(verb int) {
	clause := f.child(verb, "ccomp", "parataxis")
	if clause < 0 || clause > verb || !f.lex.verbs[f.lemma(verb)].allows("quote") || f.child(verb, "nsubj", "nsubj:pass", "expl", "obj") >= 0 || !f.ends(verb) {
		return
	}
	at := verb - 1
	for at > 0 && (f.d.Tokens[at].UPOS == "AUX" || f.d.Tokens[at].UPOS == "ADV") {
		at--
	}
	if at < 1 || f.d.Tokens[at].Form != "," {
		return
	}
	name := -1
	for up, steps := at-1, 0; up >= 0 && up != clause && steps < deepest; up, steps = f.head[up], steps+1 {
		if f.rel[up] == "appos" && f.d.Tokens[up].UPOS != "NUM" && f.afterMark(up) {
			name = up
		}
	}
	if name >= 0 {
		f.move(name, verb, "nsubj")
	}
}

// ends reports whether nothing but marks follows a token in its sentence.
func (f *finder) ends(token int) bool {
	_, last := f.bounds(token)
	for i := token + 1; i < last; i++ {
		if f.d.Tokens[i].UPOS != "PUNCT" {
			return false
		}
	}
	return true
}

// afterMark reports whether a comma stands before a noun and its determiners and adjectives.
func (f *finder) afterMark(noun int) bool {
	first, _ := f.bounds(noun)
	at := noun - 1
	for at >= first && f.roleWord(at) && f.d.Tokens[at].UPOS != "ADP" {
		at--
	}
	return at >= first && f.d.Tokens[at].Form == ","
}

// mendTime gives a verb the time that the tree hangs on the subject before it:
// "Lee on Tuesday recalled". A document keeps its date ("the report last year").
func (f *finder) mendTime(verb int) {
	name := f.nearest(verb)
	if name < 0 || name > verb || f.lex.message[f.lemma(name)] || f.lex.verbs[f.lemma(verb)].class == "" {
		return
	}
	for _, kid := range f.kids[name] {
		if kid > name && f.rel[kid] == "nmod" && f.timed(kid, kid+1) && f.closeBefore(kid, verb) {
			f.move(kid, verb, "obl")
			return
		}
	}
}

// closeBefore reports whether only auxiliaries and adverbs stand between a token
// and a verb after it.
func (f *finder) closeBefore(token, verb int) bool {
	for i := token + 1; i < verb; i++ {
		if f.d.Tokens[i].UPOS != "AUX" && f.d.Tokens[i].UPOS != "ADV" {
			return false
		}
	}
	return true
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
	if first < 0 || !second {
		return
	}
	f.move(first, verb, "nsubj")
	if cc := f.child(clause, "cc"); cc >= 0 && cc < first {
		f.move(cc, verb, "cc") // "…, but the ministry in Arden, the capital, said it was"
	}
}

// mendSender hangs a participle of saying on the sender of the message before it:
// "received a distress call from the Gannet saying …". The message says it, not
// who received it.
func (f *finder) mendSender(verb int) {
	if f.d.Tokens[verb].XPOS != "VBG" || f.lex.verbs[f.lemma(verb)].class != "say" || verb == 0 || f.rel[verb] != "advcl" {
		return
	}
	from := f.fromBefore(verb)
	if from < 1 || !f.lex.message[f.lemma(from-1)] {
		return
	}
	sender := verb - 1
	for steps := 0; f.head[sender] > from && f.head[sender] < verb && steps < deepest; steps++ {
		sender = f.head[sender]
	}
	f.move(verb, sender, "acl")
}

// fromBefore is the "from" of the phrase that ends right before a token, or -1.
func (f *finder) fromBefore(token int) int {
	for at := token - 1; at > 0; at-- {
		switch f.d.Tokens[at].UPOS {
		case "NOUN", "PROPN", "ADJ", "DET", "NUM", "PUNCT", "PART":
		default:
			if at < token-1 && f.low[at] == "from" {
				return at
			}
			if f.d.Tokens[at].XPOS != "VBN" { // "the Maltese-flagged Gannet"
				return -1
			}
		}
	}
	return -1
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
