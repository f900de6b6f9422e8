package attribution

import "stemma"

// readClause reads "said (that) S", "S, X said", "as X said" and "what it claims is S".
func (f *finder) readClause(verb, subject int, entry cue, r *framing) bool {
	if it := f.reasonable(verb); it >= 0 {
		r.impersonal = it
	} else if subject >= 0 && f.low[subject] == "it" || f.child(verb, "expl") >= 0 {
		r.impersonal = f.impersonal(verb, subject)
	}
	clause := f.contentClause(verb)
	if clause < 0 {
		clause = f.question(verb)
	}
	if clause < 0 && r.impersonal >= 0 {
		clause = f.child(verb, "csubj", "csubj:pass", "advcl", "xcomp")
	}
	if first := f.tail(verb, subject); first >= 0 {
		r.content = f.pieces(first, f.ownStart(verb, subject))
		r.hearer = f.hearer(verb, entry)
		return true
	}
	if f.medial(verb, subject, r) {
		return true
	}
	if clause >= 0 && f.d.Tokens[clause].XPOS == "VBG" && clause > verb && f.lex.verbs[f.lemma(clause)].class != "" && f.lo[clause] > 0 && f.d.Tokens[f.lo[clause]].Form == "," {
		clause = -1
	}
	if clause >= 0 {
		r.content = append(f.condition(verb, clause), f.clause(clause, verb)...)
		if object := f.child(verb, "obj"); object > verb && object < clause && entry.class == "deny" && len(r.content) == 1 && f.lex.nouns[f.lemma(object)].class != "" {
			r.content[0] = f.d.Tokens[max(f.lo[object], verb+1)].Span.Cover(r.content[0]) // "denied suggestions that"
		}
		r.hearer = f.hearer(verb, entry)
		return len(r.content) > 0
	}
	if f.rel[verb] == "parataxis" && subject >= 0 && subject < verb && (f.scanThat(verb) >= 0 || f.scanClause(verb) >= 0) {
		return f.scanned(verb, entry, r)
	}
	if f.rel[verb] == "parataxis" || f.rel[verb] == "advcl" && f.marked(verb, "as") {
		r.content = f.around(verb)
		r.hearer = f.hearer(verb, entry)
		return subject >= 0 && f.under(subject, verb) && !f.relative(subject) && f.child(verb, "obj", "nsubj:pass") < 0
	}
	if r.content = f.freeRelative(verb); len(r.content) > 0 {
		return true
	}
	return subject >= 0 && f.scanned(verb, entry, r)
}

// contentClause is a cue's clause: of several the one that "that" opens, or the
// one after the cue where the other has the subject of both ("Lee confirms the
// strike, says it hit a boat"); or -1.
func (f *finder) contentClause(verb int) int {
	before := f.child(verb, "ccomp")
	for _, kid := range f.kids[verb] {
		if kid > verb && f.rel[kid] == "ccomp" && f.marked(kid, "that") {
			return kid
		}
		if kid > verb && f.rel[kid] == "ccomp" && before >= 0 && before < verb && f.nearest(verb) < 0 && f.nearest(before) >= 0 && f.nearest(kid) > verb {
			return kid
		}
		if cc := f.child(verb, "cc"); kid > verb && f.rel[kid] == "ccomp" && before >= 0 && before < cc && cc < f.nearest(verb) && f.nearest(verb) < verb {
			return kid // "Police put the toll at nine, but the mayor said it was ten"
		}
	}
	return before
}

// anyObject is the first token of an object that can only be a clause taken for
// a noun phrase: one says things, but hardly people or places. -1 for a pronoun
// or a word or two ("said nothing", "said goodbye").
func (f *finder) anyObject(verb int) int {
	object := f.child(verb, "obj")
	if object < verb || f.d.Tokens[object].UPOS == "PRON" || f.hi[object]-f.lo[object] < 4 || f.lo[object] <= verb {
		return -1
	}
	return f.lo[object]
}

// secondSubject is the first token of a subject after a verb that has one before
// it already: the clause that it belongs to has come apart. -1 for none.
func (f *finder) secondSubject(verb int) int {
	for _, kid := range f.kids[verb] {
		if kid > verb && f.rel[kid] == "nsubj" && f.lo[kid] > verb && f.inQuote[kid] == f.inQuote[verb] && f.verbAhead(kid, f.hi[verb]) {
			first := f.lo[kid]
			for first > verb+1 && (f.roleWord(first-1) || f.low[first-1] == "-" || f.low[first-1] == "–") {
				first--
			}
			return first
		}
	}
	return -1
}

// scanned reads a content clause off the order of the words.
func (f *finder) scanned(verb int, entry cue, r *framing) bool {
	first := f.scanThat(verb)
	if first < 0 && f.objectClause(verb) {
		return false
	}
	if first > verb+2 && f.wanted(entry) && f.lex.nouns[f.lemma(first-2)].allows("that") {
		return false // "wants a guarantee that": the clause is the noun's
	}
	if xcomp := f.child(verb, "xcomp"); first < 0 && entry.class != "plan" && (f.rel[verb] != "acl" || entry.class == "say") && (xcomp < 0 || f.finite(xcomp) || f.child(xcomp, "aux") >= 0) {
		first = f.scanClause(verb)
	}
	if kid := f.child(verb, "nsubj"); first < 0 && kid >= 0 && kid < verb {
		first = f.secondSubject(verb)
	}
	if first < 0 && entry.allows("any") {
		first = f.anyObject(verb)
	}
	if first < 0 || !f.finite(verb) && f.d.Tokens[verb].XPOS != "VBG" && f.groupStart(verb) == verb && !f.leads(verb) {
		return false
	}
	r.content = f.pieces(first, f.reach(verb, first))
	r.hearer = f.hearer(verb, entry)
	return len(r.content) > 0
}

// objectClause reports whether a verb has an object with a relative clause that
// lacks its pronoun, which is no content: "add sites they trust".
func (f *finder) objectClause(verb int) bool {
	object := f.child(verb, "obj")
	if object < verb {
		return false
	}
	clause := f.child(object, "acl:relcl")
	return clause > object && f.child(clause, "obj") < 0 && f.d.Tokens[f.lo[clause]].UPOS == "PRON"
}

// wanted reports whether a cue is of those whose content somebody would have,
// so that an object's clause is none of it.
func (f *finder) wanted(entry cue) bool {
	return entry.class == "plan" || entry.class == "ask" || entry.class == "order"
}

// reasonable is the "it" of "it is reasonable to assume that", or -1.
func (f *finder) reasonable(verb int) int {
	up := f.head[verb]
	if up < 0 || up > verb || f.child(up, "cop") < 0 || !f.marked(verb, "to") {
		return -1
	}
	switch f.rel[verb] {
	case "csubj", "xcomp", "ccomp", "advcl":
		if it := f.child(up, "expl", "nsubj"); it >= 0 && f.low[it] == "it" {
			return it
		}
	}
	return -1
}

// question is the word that heads an indirect question ("said why …"), or -1.
func (f *finder) question(verb int) int {
	for _, kid := range f.kids[verb] {
		if kid <= verb {
			continue
		}
		switch f.low[kid] {
		case "why", "where", "when", "how", "what", "who", "whether", "if":
			if f.hi[kid] > kid+1 {
				return kid
			}
		}
	}
	return -1
}

// impersonal is the "it" of a passive "it is believed that", or -1.
func (f *finder) impersonal(verb, subject int) int {
	if f.child(verb, "aux:pass", "nsubj:pass") < 0 {
		return -1
	}
	if at := f.child(verb, "expl"); at >= 0 {
		return at
	}
	return subject
}

// hearer is the object of a verb whose object is who was told, or -1.
func (f *finder) hearer(verb int, entry cue) int {
	if at := f.child(verb, "iobj"); at >= 0 && !f.unheard(verb) {
		return at
	}
	if entry.allows("hearer") || entry.allows("hearer-to") {
		return f.objectAfter(verb)
	}
	return -1
}

// unheard reports whether a verb takes no hearer for its object, as "say" and
// "believe" do not.
func (f *finder) unheard(verb int) bool {
	entry := f.lex.verbs[f.lemma(verb)]
	return (entry.class == "say" || entry.class == "claim" || entry.class == "believe") && !entry.allows("hearer") && !entry.allows("hearer-to")
}

// marked reports whether a clause bears the marker.
func (f *finder) marked(verb int, form string) bool {
	for _, kid := range f.kids[verb] {
		if (f.rel[kid] == "mark" || f.rel[kid] == "case" || f.rel[kid] == "advmod") && f.low[kid] == form {
			return true
		}
	}
	return false
}

// clause is the content that a clause makes: its words but for "that", on the
// side of the verb where its head stands, or on both where the verb's own words
// cut it in two.
func (f *finder) clause(clause, verb int) []stemma.Span {
	first, last := f.lo[clause], f.hi[clause]
	start, end := f.ownWords(verb, clause)
	switch {
	case clause > verb:
		if cut := f.newSpeaker(clause); cut > clause {
			return f.pieces(f.afterThat(f.torn(verb, clause, max(first, verb+1)), cut), cut)
		}
		var before []stemma.Span
		if first < start && !f.marked(clause, "that") && f.d.Tokens[first].XPOS != "VBG" && f.d.Tokens[first].XPOS != "VBN" { // "Had it rained, I think it would …", all hung on the content
			before = f.pieces(first, start)
		}
		first = f.afterThat(f.torn(verb, clause, max(first, f.cueEnd(verb))), last)
		for first-1 > verb && (f.low[first-1] == "–" || f.low[first-1] == "-") && first-2 > verb && f.nominal(first-2) {
			first -= 2 // "said Russia–DPRK ties had grown"
		}
		return append(before, f.pieces(first, f.overTail(f.opening(verb, f.widened(verb, f.extended(verb, f.joined(verb, last))))))...)
	case last <= start:
		return f.pieces(first, last)
	default:
		return append(f.pieces(first, start), f.pieces(end, last)...)
	}
}

// newSpeaker is where a content ends because somebody else, by name, says
// something after a comma and "and" or "but": "Lee said the talks had failed, and
// Smith called it a pity". 0 where nobody does.
func (f *finder) newSpeaker(clause int) int {
	for _, kid := range f.kids[clause] {
		name := f.nearest(kid)
		if f.rel[kid] != "conj" || kid < clause || name < 0 || f.d.Tokens[name].UPOS != "PROPN" || !f.finite(kid) || f.lex.verbs[f.lemma(kid)].class == "" {
			continue
		}
		cc := f.child(kid, "cc")
		if cc > 0 && f.d.Tokens[cc-1].Form == "," && f.inQuote[cc] == f.inQuote[clause] {
			return cc - 1
		}
	}
	return 0
}

// torn is where a clause begins of which the tree has hung the first part on the
// verb: its subject, as an object of the verb's or a second subject ("alleges the
// man burned the barn"), or as a clause ("believes changing the flag has …").
func (f *finder) torn(verb, clause, first int) int {
	if f.marked(clause, "to") || f.low[f.lo[clause]] == "that" {
		return first
	}
	if f.child(clause, "nsubj", "nsubj:pass", "csubj", "expl") >= 0 {
		return first
	}
	own := f.nearest(verb)
	for _, kid := range f.kids[verb] {
		switch f.rel[kid] {
		case "xcomp", "csubj", "obj", "iobj", "nsubj", "nsubj:pass":
			if kid > verb && kid < clause && kid != own && f.lo[kid] < first {
				return max(f.lo[kid], verb+1)
			}
		}
	}
	return first
}

// joined widens a content clause over the clauses after it that the tree joins
// to the cue, and that have a subject of their own: in news it is what is said
// that goes on ("said the pit was closed and the men were safe"). A clause that
// is a cue itself speaks of the source again.
func (f *finder) joined(verb, last int) int {
	for _, kid := range f.kids[verb] {
		first := f.lo[kid]
		if first < last || first > last+1 || f.inQuote[first] != f.inQuote[verb] || f.inQuote[last-1] != f.inQuote[verb] || f.rel[kid] != "ccomp" && f.child(kid, "nsubj", "nsubj:pass", "expl") < 0 {
			continue
		}
		if entry := f.lex.verbs[f.lemma(kid)]; entry.class != "" && (entry.allows("that") || entry.allows("quote") || entry.allows("to") || entry.allows("hearer-to")) {
			continue
		} else if name := f.nearest(kid); entry.class != "" && name >= 0 && f.d.Tokens[name].UPOS == "PROPN" {
			continue // "…, and Smith called it a pity"
		}
		switch {
		case f.rel[kid] == "ccomp", f.rel[kid] == "parataxis" && f.d.Tokens[first-1].Form != ";" && f.d.Tokens[first-1].Form != ":", f.rel[kid] == "conj" && (f.low[first] == "and" || f.low[first] == "or" || first == last):
			last = f.hi[kid]
		}
	}
	return last
}

// opening is where the content of a participle that opens its sentence must end:
// before the subject of the verb it hangs on. Elsewhere it is last.
func (f *finder) opening(verb, last int) int {
	up := f.head[verb]
	if f.d.Tokens[verb].XPOS != "VBG" || up < verb {
		return last
	}
	if name := f.nearest(up); name > verb && f.phraseStart(name) > verb+1 && f.d.Tokens[f.phraseStart(name)-1].Form == "," {
		return min(last, f.phraseStart(name)-1)
	}
	return last
}

// ownWords is the range of tokens of a verb and its dependents but for one.
func (f *finder) ownWords(verb, except int) (first, last int) {
	first, last = f.groupStart(verb), verb+1
	for _, kid := range f.kids[verb] {
		if kid == except || f.rel[kid] == "punct" || f.rel[kid] == "conj" {
			continue
		}
		switch f.rel[kid] {
		case "nsubj", "nsubj:pass", "obj", "iobj", "obl", "advmod", "compound:prt", "expl", "mark", "cc":
			first, last = min(first, f.lo[kid]), max(last, f.hi[kid])
		}
	}
	return first, last
}

// afterThat skips the marks and the "that" at the head of a clause.
func (f *finder) afterThat(first, last int) int {
	for first < last && (f.mark(first) || f.low[first] == "that" && (f.rel[first] == "mark" || f.d.Tokens[first].UPOS == "SCONJ")) {
		if f.low[first] == "that" {
			return first + 1
		}
		first++
	}
	return first
}

// extended is where a clause after a verb ends when the parser has hung the
// clause's own "because …" or "if …" on the verb instead.
func (f *finder) extended(verb, last int) int {
	for _, kid := range f.kids[verb] {
		if f.rel[kid] != "advcl" || f.lo[kid] < last || f.lo[kid] > last+1 {
			continue
		}
		if f.marked(kid, "because") || f.marked(kid, "if") || f.marked(kid, "unless") || f.marked(kid, "until") || f.marked(kid, "since") {
			last = f.hi[kid]
		}
	}
	return f.overTail(last)
}

// overTail widens content over the rest of a sentence that goes on with a
// conjunction and has no verb: … is "a risk", and potentially a grave one.
func (f *finder) overTail(last int) int {
	if last < 1 {
		return last
	}
	_, end := f.bounds(last - 1)
	at := last
	for at < end && f.mark(at) {
		at++
	}
	if at >= end || f.low[at] != "and" && f.low[at] != "or" {
		return last
	}
	for i := at; i < end; i++ {
		if q := f.inQuote[i]; q >= 0 && f.quotes[q].full || q < 0 && f.verbal(i) {
			return last
		}
	}
	return end
}

func (f *finder) pieces(first, last int) []stemma.Span {
	if piece := f.piece(first, last); !piece.Empty() {
		return []stemma.Span{piece}
	}
	return nil
}

// around is the content of "S, X said" and "S1, X said, S2" where the tree hangs
// the cue on the content: the head's words but for the cue's.
func (f *finder) around(verb int) []stemma.Span {
	head := f.head[verb]
	if head < 0 {
		return nil
	}
	first, last := f.lo[head], f.hi[head]
	return append(f.pieces(first, f.lo[verb]), f.pieces(f.hi[verb], last)...)
}

// freeRelative is the content of "what it claims is S": what follows the copula.
func (f *finder) freeRelative(verb int) []stemma.Span {
	first, last := f.bounds(verb)
	at := verb + 1
	if at >= last || f.lemma(at) != "be" && f.low[at] != "as" {
		return nil
	}
	for i := verb - 1; i >= max(first, verb-8); i-- {
		if f.low[i] == "what" && (i == first || f.d.Tokens[i-1].UPOS == "PUNCT" || f.d.Tokens[i-1].UPOS == "CCONJ" || f.d.Tokens[i-1].UPOS == "SCONJ") {
			end := f.hi[f.head0(at)]
			for i := at + 1; i < end; i++ {
				if f.low[i] == "," || f.low[i] == ";" {
					end = i
				}
			}
			return f.pieces(at+1, end)
		}
	}
	return nil
}

// head0 is the head of a token, or the token itself where it is a root.
func (f *finder) head0(token int) int {
	if f.head[token] < 0 {
		return token
	}
	return f.head[token]
}
