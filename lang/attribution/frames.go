package attribution

import "stemma"

// frameRule reads one frame. Passive says whether it wants a passive verb.
type frameRule struct {
	frame   string
	passive bool
	read    func(f *finder, verb, subject int, entry cue, r *framing) bool
}

// frameRules stand in the order in which they are tried: a frame that is
// harder to meet by mistake comes first.
var frameRules = []frameRule{
	{"that", false, (*finder).readClause},
	{"hearer-to", false, (*finder).readHearerTo},
	{"on-to", false, (*finder).readOnTo},
	{"with-hearer", false, (*finder).readWith},
	{"hearer-to-passive", true, (*finder).readInfinitive},
	{"to-passive", true, (*finder).readRaised},
	{"pred-passive", true, (*finder).readRaised},
	{"pred", true, (*finder).readRaised},
	{"np-to", false, (*finder).readObjectTo},
	{"to", false, (*finder).readInfinitive},
	{"ing", false, (*finder).readGerund},
	{"pred", false, (*finder).readPredicate},
	{"as", false, func(f *finder, verb, subject int, entry cue, r *framing) bool {
		r.content = f.freeRelative(verb)
		return len(r.content) > 0
	}},
	{"as", false, preposition("as", true)},
	{"as", true, preposition("as", true)},
	{"of", false, preposition("of", false)},
	{"of", true, preposition("of", false)},
	{"with", true, preposition("with", false)},
	{"on", false, preposition("on", false)},
	{"for", false, preposition("for", false)},
	{"for", true, preposition("for", false)},
	{"about", false, preposition("about", false)},
	{"to\"", false, (*finder).readQuotedTo},
	{"np", false, (*finder).readObject},
	{"np\"", false, (*finder).readQuotedObject},
	{"claims", false, (*finder).readObject},
	{"guilty", false, (*finder).readAdjective},
	{"np", true, (*finder).readPassive},
	{"passive", true, (*finder).readPassive},
}

// readClause reads "said (that) S", "S, X said", "as X said" and "what it claims is S".
func (f *finder) readClause(verb, subject int, entry cue, r *framing) bool {
	if it := f.reasonable(verb); it >= 0 {
		r.impersonal = it
	} else if subject >= 0 && f.low[subject] == "it" || f.child(verb, "expl") >= 0 {
		r.impersonal = f.impersonal(verb, subject)
	}
	clause := f.child(verb, "ccomp")
	if clause < 0 {
		clause = f.question(verb)
	}
	if clause < 0 {
		clause = f.lent(verb)
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
		r.hearer = f.hearer(verb, entry)
		return len(r.content) > 0
	}
	if f.rel[verb] == "parataxis" && subject >= 0 && subject < verb && (f.scanThat(verb) >= 0 || f.scanClause(verb) >= 0) {
		return f.scanned(verb, entry, r)
	}
	if f.rel[verb] == "parataxis" || f.rel[verb] == "advcl" && f.marked(verb, "as") {
		r.content = f.around(verb)
		r.hearer = f.hearer(verb, entry)
		return subject >= 0 && f.under(subject, verb) && !f.relative(subject) && f.child(verb, "obj") < 0
	}
	if r.content = f.freeRelative(verb); len(r.content) > 0 {
		return true
	}
	return subject >= 0 && f.scanned(verb, entry, r)
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
			return f.lo[kid]
		}
	}
	return -1
}

// scanned reads a content clause off the order of the words.
func (f *finder) scanned(verb int, entry cue, r *framing) bool {
	first := f.scanThat(verb)
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

// tail is the first token of the content where a cue closes its sentence ("S,
// police said."), else -1. The order of the words says so more surely than the
// tree does: the source stands between a comma and the verb, and nothing but a
// time follows; all before the comma is content.
func (f *finder) tail(verb, subject int) int {
	first, last := f.bounds(verb)
	if subject < 0 || !f.finite(verb) && f.groupStart(verb) == verb {
		return -1
	}
	start := f.ownStart(verb, subject)
	if start-first < 3 || f.d.Tokens[start-1].Form != "," || f.inQuote[start-1] != f.inQuote[verb] {
		return -1
	}
	after := verb + 1
	if entry := f.lex.verbs[f.lemma(verb)]; subject < verb && entry.allows("hearer") {
		if hearer := f.objectAfter(verb); hearer > verb && !f.verbAhead(verb+1, f.phraseEnd(hearer, false)) {
			after = f.phraseEnd(hearer, false)
		}
	}
	for i := after; i < last; i++ {
		if f.mark(i) || f.timed(i, i+1) || f.d.Tokens[i].UPOS == "ADV" || subject > verb && i < f.phraseEnd(subject, false) || f.d.Tokens[i].UPOS == "ADP" && f.timed(i+1, i+2) {
			if f.d.Tokens[i].Form == "," && i+1 < last && f.d.Tokens[i+1].XPOS == "VBG" {
				break
			}
			continue
		}
		if f.messagePhrase(i, last) && !f.verbAhead(i, last) {
			break
		}
		return -1
	}
	if q := f.inQuote[verb]; q >= 0 {
		first = max(first, f.quotes[q].first)
	}
	for i := first; i < start; i++ { // a clause must stand there, not "On Monday,"
		if f.inQuote[i] != f.inQuote[verb] {
			return -1
		}
		if f.finite(i) || f.d.Tokens[i].UPOS == "AUX" || f.d.Tokens[i].XPOS == "VBN" && f.d.Tokens[first].UPOS != "ADP" {
			return first
		}
	}
	return -1
}

// medial is where the two pieces of "S1, X says, S2" end and begin again, by the
// order of the words: the cue stands between commas, and the first piece is no
// mere adverb or phrase. False where it is not so.
func (f *finder) medial(verb, subject int, r *framing) bool {
	first, last := f.bounds(verb)
	if q := f.inQuote[verb]; q >= 0 {
		first, last = max(first, f.quotes[q].first), min(last, f.quotes[q].last)
	}
	if subject < 0 || !f.finite(verb) && f.groupStart(verb) == verb {
		return false
	}
	start, after := f.ownStart(verb, subject), verb+1
	if subject > verb {
		after = f.phraseEnd(subject, false)
	}
	for after < last && f.timed(after, after+1) {
		after++
	}
	if start-first < 2 || after+1 >= last || f.d.Tokens[start-1].Form != "," || f.d.Tokens[after].Form != "," || f.inQuote[start-1] != f.inQuote[verb] || f.inQuote[after+1] != f.inQuote[verb] {
		return false
	}
	switch f.d.Tokens[first].UPOS {
	case "ADP", "ADV", "SCONJ", "CCONJ":
		if !f.verbAhead(first, start) && (start-first < 6 || f.timed(first, start) || f.messagePhrase(first, start)) {
			return false
		}
	}
	if f.d.Tokens[after+1].XPOS == "VBG" || f.d.Tokens[after+1].UPOS == "SCONJ" || f.relative(after+1) || !f.verbAhead(first, start) && !f.verbAhead(after, last) {
		return false
	}
	r.content = append(f.pieces(first, start), f.pieces(after+1, last)...)
	return true
}

// ownStart is the first token of the source and the verb group.
func (f *finder) ownStart(verb, subject int) int {
	start := f.groupStart(verb)
	if subject < 0 || subject > verb {
		return start
	}
	start = min(start, f.phraseStart(subject))
	first, _ := f.bounds(verb)
	for start > first && f.roleWord(start-1) && f.inQuote[start-1] == f.inQuote[verb] {
		start--
	}
	return start
}

// lent is the clause that the parser has hung on the message in which something
// was said ("told the paper in a statement that …"), or -1.
func (f *finder) lent(verb int) int {
	for _, kid := range f.kids[verb] {
		if kid < verb || f.rel[kid] != "obl" || !f.lex.message[f.lemma(kid)] || f.kase(kid) != "in" {
			continue
		}
		for _, clause := range f.kids[kid] {
			if (f.rel[clause] == "acl" || f.rel[clause] == "ccomp" || f.rel[clause] == "acl:relcl") && f.low[f.lo[clause]] == "that" {
				return clause
			}
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
	if at := f.child(verb, "iobj"); at >= 0 {
		return at
	}
	if entry.allows("hearer") || entry.allows("hearer-to") {
		return f.objectAfter(verb)
	}
	return -1
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
		var before []stemma.Span
		if first < start { // "Had it rained, I think it would …", all hung on the content
			before = f.pieces(first, start)
		}
		first = f.afterThat(max(first, verb+1), last)
		return append(before, f.pieces(first, f.overTail(f.opening(verb, f.widened(verb, f.extended(verb, last)))))...)
	case last <= start:
		return f.pieces(first, last)
	default:
		return append(f.pieces(first, start), f.pieces(end, last)...)
	}
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

// condition is the "if" clause that stands before the subject of a verb whose
// content follows: "If it rains, he thinks the bridge will fall".
func (f *finder) condition(verb, clause int) []stemma.Span {
	if clause < verb {
		return nil
	}
	first, _ := f.bounds(verb)
	if q := f.inQuote[verb]; q >= 0 {
		first = max(first, f.quotes[q].first)
	}
	start, _ := f.ownWords(verb, clause)
	if start-1 <= first || f.d.Tokens[start-1].Form != "," {
		return nil
	}
	switch f.low[first] {
	case "if", "unless", "had", "were", "should":
		return f.pieces(first, start)
	}
	return nil
}

// ownWords is the range of tokens of a verb and its dependents but for one.
func (f *finder) ownWords(verb, except int) (first, last int) {
	first, last = f.groupStart(verb), verb+1
	for _, kid := range f.kids[verb] {
		if kid == except || f.rel[kid] == "punct" || f.rel[kid] == "conj" {
			continue
		}
		switch f.rel[kid] {
		case "nsubj", "nsubj:pass", "obj", "iobj", "obl", "advmod", "compound:prt", "expl", "mark":
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
		if f.marked(kid, "because") || f.marked(kid, "if") || f.marked(kid, "unless") || f.marked(kid, "until") {
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
		if f.low[i] == "what" {
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

// infinitive is the "to" clause that completes a verb, or -1.
func (f *finder) infinitive(verb int) int {
	for _, kid := range f.kids[verb] {
		if kid < verb || !f.marked(kid, "to") {
			continue
		}
		switch f.rel[kid] {
		case "xcomp", "ccomp":
			return kid
		case "advcl": // "asked X to …" as some treebanks have it
			if object := f.child(verb, "obj", "iobj"); object > verb && f.hi[object] == f.lo[kid] {
				return kid
			}
		}
	}
	if object := f.child(verb, "obj", "iobj"); object > verb { // the same, hung on X
		for _, kid := range f.kids[object] {
			if f.rel[kid] == "acl" && f.marked(kid, "to") && f.lo[kid] > object && f.lo[kid] <= object+2 {
				return kid
			}
		}
	}
	return -1
}

func (f *finder) readInfinitive(verb, subject int, entry cue, r *framing) bool {
	clause := f.infinitive(verb)
	if clause < 0 || subject < 0 || f.rel[verb] == "acl" && entry.class != "claim" && entry.class != "threaten" {
		return false
	}
	first := max(f.lo[clause], verb+1)
	if object := f.child(verb, "obj", "iobj"); object > verb && object < clause && !entry.allows("hearer") && !entry.allows("hearer-to") {
		first = f.lo[object]
	}
	r.content = f.pieces(first, f.hi[clause])
	return true
}

// readHearerTo reads "asked X to …".
func (f *finder) readHearerTo(verb, subject int, entry cue, r *framing) bool {
	clause, object := f.infinitive(verb), f.objectAfter(verb)
	if clause < 0 {
		if object < 0 {
			return false
		}
		to := f.toAfter(object)
		if to < 0 || !f.leads(verb) {
			return false
		}
		r.hearer, r.content = object, f.pieces(to, f.reach(verb, to))
		return true
	}
	if object < 0 {
		object = f.child(clause, "nsubj")
	}
	if object < 0 || object > clause {
		return false
	}
	first := max(f.lo[clause], object+1)
	if f.hi[object] <= clause {
		first = max(first, f.hi[object])
	}
	if f.head[clause] == object && f.d.Tokens[f.lo[clause]].UPOS != "PART" {
		first = f.lo[clause]
	}
	r.hearer, r.content = object, f.pieces(first, f.hi[clause])
	return true
}

// readOnTo reads "called on X to …".
func (f *finder) readOnTo(verb, subject int, entry cue, r *framing) bool {
	next := verb + 1
	_, last := f.bounds(verb)
	if subject < 0 || next >= last || f.low[next] != "on" && f.low[next] != "upon" && f.low[next] != "to" && f.low[next] != "with" {
		return false
	}
	name := f.nounAfter(next)
	if name < 0 {
		return false
	}
	to := f.toAfter(name)
	if to < 0 {
		return false
	}
	r.hearer, r.content = name, f.pieces(to, f.reach(verb, to))
	return true
}

// readWith reads "threatened X with Y".
func (f *finder) readWith(verb, subject int, entry cue, r *framing) bool {
	object, phrase := f.child(verb, "obj"), f.complement(verb, "with")
	if object < verb || phrase < object || subject < 0 {
		return false
	}
	r.hearer, r.content = object, f.pieces(f.lo[phrase]+1, f.contentEnd(phrase))
	return true
}

// readObjectTo reads "wants X to …", where X belongs to the content.
func (f *finder) readObjectTo(verb, subject int, entry cue, r *framing) bool {
	clause, object := f.infinitive(verb), f.child(verb, "obj", "iobj")
	if clause < 0 || object < 0 || object > clause || object < verb {
		return false
	}
	r.content = f.pieces(f.lo[object], f.hi[clause])
	return true
}

// readRaised reads "X is said to …" and "X is considered Y": the subject and
// the complement are the content.
func (f *finder) readRaised(verb, subject int, entry cue, r *framing) bool {
	clause := f.child(verb, "xcomp", "ccomp")
	if clause < 0 && entry.allows("pred-passive") {
		clause = f.child(verb, "obj", "obl", "advcl")
		if clause > verb && f.rel[clause] == "obl" && f.kase(clause) != "" && f.kase(clause) != "as" {
			clause = -1
		}
	}
	if clause < 0 || clause < verb || f.aclOf(verb) >= 0 && f.child(verb, "aux:pass") < 0 {
		return false
	}
	if subject >= 0 && f.low[subject] == "it" && f.rel[clause] == "ccomp" {
		r.impersonal = subject
	} else if subject >= 0 {
		r.content = f.subjectPiece(subject, verb)
	}
	r.subject = true
	if by := f.byTail(clause, f.hi[clause]); by >= 0 && entry.allows("pred-passive") {
		r.agent = by + 1
		r.content = append(r.content, f.pieces(max(f.lo[clause], verb+1), by)...)
		return true
	}
	r.content = append(r.content, f.pieces(f.afterThat(max(f.lo[clause], verb+1), f.hi[clause]), f.hi[clause])...)
	return true
}

// byTail is the "by" of an agent that closes a complement, or -1.
func (f *finder) byTail(first, last int) int {
	for i := last - 2; i > first; i-- {
		switch {
		case f.low[i] == "by" && f.nounAfter(i) >= 0 && !f.timed(i+1, last):
			return i
		case !f.roleWord(i):
			return -1
		}
	}
	return -1
}

// subjectPiece is a passive's subject as content.
func (f *finder) subjectPiece(subject, verb int) []stemma.Span {
	last := f.phraseEnd(subject, true)
	if subject < verb {
		last = min(last, f.groupStart(verb))
	}
	return f.pieces(f.phraseStart(subject), last)
}

// readGerund reads "denied taking part", "admitted to taking part".
func (f *finder) readGerund(verb, subject int, entry cue, r *framing) bool {
	for _, kid := range f.kids[verb] {
		switch f.rel[kid] {
		case "xcomp", "ccomp", "advcl", "obj", "obl":
			if kid > verb && f.d.Tokens[kid].XPOS == "VBG" && f.lo[kid] <= verb+2 && subject >= 0 && !f.mark(verb+1) {
				first := max(f.lo[kid], verb+1)
				if f.low[first] == "to" {
					first++
				}
				r.content = f.pieces(first, f.hi[kid])
				return true
			}
			if first := f.lo[kid]; first == verb+1 && f.low[first] == "to" && f.d.Tokens[first+1].XPOS == "VBG" && subject >= 0 {
				r.content = f.pieces(first+1, f.hi[kid])
				return true
			}
		}
	}
	return false
}

// readPredicate reads "called X Y".
func (f *finder) readPredicate(verb, subject int, entry cue, r *framing) bool {
	object := f.child(verb, "obj")
	predicate := f.child(verb, "xcomp")
	if object < 0 || subject < 0 {
		return false
	}
	if i := f.quoteIn(object, f.hi[verb]); i >= 0 && object > verb && predicate < 0 {
		r.content = []stemma.Span{{Start: f.d.Tokens[max(f.lo[object], verb+1)].Start, End: f.quotes[i].outer.End}}
		return true
	}
	if predicate < 0 || predicate < object {
		return object > verb && (f.calledQuote(verb, object, r) || f.twoPhrases(verb, r))
	}
	r.content = f.pieces(max(f.lo[object], verb+1), f.widened(verb, f.withPhrases(verb, f.hi[predicate])))
	return true
}

// quoteIn is the index of the quotation that begins among the tokens right after
// the noun phrase of object, or -1.
func (f *finder) quoteIn(object, last int) int {
	for i, q := range f.quotes {
		if q.first > object && q.first < last && q.first-object <= 6 && !f.verbAhead(object, q.first) && f.d.Tokens[q.first-1].Form != "," {
			return i
		}
	}
	return -1
}

// calledQuote reads "called X, while …, “Y”": the object and the quotation that
// ends the clause.
func (f *finder) calledQuote(verb, object int, r *framing) bool {
	_, last := f.bounds(verb)
	for i := f.phraseEnd(object, false); i < last; i++ {
		if f.finite(i) {
			return false
		}
		if q := f.quoteAt(i); q >= 0 {
			r.content = append(f.pieces(max(f.lo[object], verb+1), f.phraseEnd(object, false)), f.quotes[q].inner)
			return true
		}
	}
	return false
}

// twoPhrases reads "dubbed the bridge a danger" where the tree has no
// predicate: two noun phrases, or one and an adjective, side by side.
func (f *finder) twoPhrases(verb int, r *framing) bool {
	_, last := f.bounds(verb)
	first, noun := verb+1, -1
	for i := first; i < last; i++ {
		token := f.d.Tokens[i]
		switch token.UPOS {
		case "DET", "ADJ", "NUM":
			if noun >= 0 && noun == i-1 {
				r.content = f.pieces(first, f.withPhrases(verb, f.nextEnd(i)))
				return true
			}
		case "NOUN", "PROPN", "PRON":
			noun = i
		case "PART":
		default:
			return false
		}
	}
	return false
}

// nextEnd is the end of the noun phrase that begins at a token.
func (f *finder) nextEnd(first int) int {
	if up := f.head[first]; up > first {
		return f.hi[up]
	}
	return max(first+1, f.hi[first])
}

// preposition reads a complement under a preposition: with the object where
// there is one ("accused X of Y"), in two pieces with a passive's subject. The
// preposition itself is content only where keep says so ("described X as Y").
func preposition(form string, keep bool) func(*finder, int, int, cue, *framing) bool {
	return func(f *finder, verb, subject int, entry cue, r *framing) bool {
		phrase := f.complement(verb, form)
		if phrase < 0 && form == "as" {
			return f.scanAs(verb, r)
		}
		if phrase < 0 {
			return false
		}
		first := max(f.lo[phrase], verb+1)
		object := f.child(verb, "obj", "iobj")
		if object < verb {
			object = -1
		}
		if !keep && f.low[first] == form && !(entry.class == "accuse" && object < 0 && form == "for") {
			first++
		}
		passive := f.child(verb, "aux:pass", "nsubj:pass") >= 0
		switch {
		case object > verb && object < phrase && (entry.allows("hearer") || entry.allows("hearer-to")):
			r.hearer = object
		case object > verb && object < phrase:
			first = f.lo[object]
		case passive && subject >= 0:
			r.content, r.subject = f.subjectPiece(subject, verb), true
		case keep:
			return false
		}
		r.content = append(r.content, f.pieces(first, f.andAgain(form, f.widened(verb, f.withPhrases(verb, f.contentEnd(phrase)))))...)
		return true
	}
}

// andAgain widens a complement over a second one under the same preposition:
// "accused of theft and of lying".
func (f *finder) andAgain(form string, last int) int {
	at := last
	if at < len(f.low) && f.d.Tokens[at].Form == "," {
		at++
	}
	if at+2 >= len(f.low) || f.low[at] != "and" && f.low[at] != "or" || f.low[at+1] != form {
		return last
	}
	_, end := f.bounds(at)
	for at += 2; at < end && f.d.Tokens[at].UPOS != "PUNCT"; at++ {
	}
	return at
}

// scanAs reads "described X as Y" off the order of the words.
func (f *finder) scanAs(verb int, r *framing) bool {
	object := f.child(verb, "obj")
	_, last := f.bounds(verb)
	if object < verb {
		return false
	}
	for i := object + 1; i < last; i++ {
		switch {
		case f.low[i] == "as" && i+1 < last:
			end := i + 2
			for end < last && (f.inQuote[end] >= 0 || f.d.Tokens[end].UPOS != "PUNCT" && f.d.Tokens[end].UPOS != "CCONJ" && !f.verbal(end)) {
				end++
			}
			r.content = f.pieces(max(f.lo[object], verb+1), end)
			return true
		case f.verbal(i), f.d.Tokens[i].Form == ",":
			return false
		}
	}
	return false
}

// complement is the phrase or gerund under the preposition, or -1.
func (f *finder) complement(verb int, form string) int {
	for _, kid := range f.kids[verb] {
		switch f.rel[kid] {
		case "obl", "advcl", "xcomp", "ccomp":
			if kid > verb && f.lo[kid] > verb && f.low[f.lo[kid]] == form {
				return kid
			}
		}
	}
	if object := f.child(verb, "obj"); object > verb {
		for _, kid := range f.kids[object] {
			if f.rel[kid] == "nmod" && f.low[f.lo[kid]] == form || f.rel[kid] == "acl" && f.low[f.lo[kid]] == form {
				return kid
			}
		}
	}
	return -1
}

// contentEnd is the end of a complement: a noun phrase's, or the whole clause's.
func (f *finder) contentEnd(token int) int {
	if f.verbal(token) {
		return f.hi[token]
	}
	return f.phraseEnd(token, true)
}

// readObject reads "denied any role", "announced the move".
func (f *finder) readObject(verb, subject int, entry cue, r *framing) bool {
	object := f.objectAfter(verb)
	if object < 0 || object < verb || subject < 0 || !f.nominal(object) {
		return false
	}
	if entry.class == "deny" && (f.child(verb, "iobj") >= 0 || f.lex.refused[f.lemma(object)]) {
		return false
	}
	switch f.low[object] {
	case "himself", "herself", "itself", "themselves", "it", "so", "this", "that", "him", "her", "them", "what":
		return false
	}
	if noun, ok := f.lex.nouns[f.lemma(object)]; !entry.allows("np") && (!ok || f.linked(object, noun) < 0) {
		return false
	}
	r.content = f.pieces(max(f.lo[object], verb+1), f.beforeDay(f.widened(verb, f.withPhrases(verb, f.phraseEnd(object, true)))))
	return true
}

// beforeDay takes the day on which something was said off the end of a noun
// phrase: "announced the move on Wednesday".
func (f *finder) beforeDay(last int) int {
	for at := last - 1; at > 1 && at > last-5; at-- {
		if f.low[at] == "on" && f.timed(at+1, last) {
			return at
		}
	}
	return last
}

// withPhrases widens an object over the prepositional phrases after it that the
// parser has hung on the verb, but not over times, hearers and media.
func (f *finder) withPhrases(verb, last int) int {
	for _, kid := range f.kids[verb] {
		if f.rel[kid] != "obl" || f.lo[kid] != last || f.timed(f.lo[kid], f.hi[kid]) {
			continue
		}
		switch f.kase(kid) {
		case "in", "of", "for", "at", "into", "against", "between", "over", "among", "from", "with":
			if !f.lex.message[f.lemma(kid)] && !f.lex.media[f.lemma(kid)] {
				last = f.phraseEnd(kid, true)
			}
		}
	}
	return last
}

// readQuotedObject reads "condemned the “…”": an object that holds a quotation.
func (f *finder) readQuotedObject(verb, subject int, entry cue, r *framing) bool {
	if i := f.quoteAt(verb + 1); i >= 0 && subject >= 0 { // praised “the courage”
		r.content = []stemma.Span{f.quotes[i].inner}
		return true
	}
	object := f.child(verb, "obj")
	if object < verb || subject < 0 {
		return false
	}
	if i := f.quoteAt(f.phraseEnd(object, true)); i >= 0 { // wished him “good health”
		r.content, r.hearer = []stemma.Span{f.quotes[i].inner}, object
		return true
	}
	if !f.holdsQuote(f.lo[object], f.hi[object]) {
		return false
	}
	r.content = f.quotedWhole(max(f.lo[object], verb+1), f.phraseEnd(object, true))
	return true
}

// readQuotedTo reads "referred to “…”".
func (f *finder) readQuotedTo(verb, subject int, entry cue, r *framing) bool {
	phrase := f.complement(verb, "to")
	if phrase < 0 || subject < 0 || !f.holdsQuote(f.lo[phrase], f.hi[phrase]) {
		return false
	}
	r.content = f.quotedWhole(f.lo[phrase]+1, f.hi[phrase])
	return true
}

// quoteAt is the index of the quotation of three words or more whose opening
// mark is the token, or -1.
func (f *finder) quoteAt(token int) int {
	for i, q := range f.quotes {
		if token < len(f.d.Tokens) && q.outer.Start == f.d.Tokens[token].Start && q.last-q.first >= 3 {
			return i
		}
	}
	return -1
}

// quotedWhole is the quotation alone where the words open with one.
func (f *finder) quotedWhole(first, last int) []stemma.Span {
	if i := f.quoteAt(first); i >= 0 {
		return []stemma.Span{f.quotes[i].inner}
	}
	return f.pieces(first, last)
}

// holdsQuote reports whether a quotation of three words or more begins among
// the tokens.
func (f *finder) holdsQuote(first, last int) bool {
	for _, q := range f.quotes {
		if q.first >= first && q.first < last && q.last-q.first >= 3 {
			return true
		}
	}
	return false
}

func (f *finder) readAdjective(verb, subject int, entry cue, r *framing) bool {
	_, last := f.bounds(verb)
	first := verb + 1
	if first < last && f.low[first] == "not" {
		first++
	}
	if subject < 0 || first >= last || f.low[first] != "guilty" && f.low[first] != "innocent" {
		return false
	}
	end := first + 1
	for _, kid := range f.kids[first] {
		end = max(end, f.hi[kid])
	}
	r.content = f.pieces(verb+1, end)
	return true
}

// readPassive reads "losses are expected when …" and "the move was announced by X".
func (f *finder) readPassive(verb, subject int, entry cue, r *framing) bool {
	if subject < 0 || f.agent(verb) < 0 && (!entry.allows("passive") || f.child(verb, "aux:pass") < 0) {
		return false
	}
	if f.low[subject] == "it" || f.low[subject] == "which" || f.low[subject] == "that" {
		subject = f.antecedent(subject)
	}
	if subject < 0 {
		return false
	}
	r.subject = true
	r.content = f.subjectPiece(subject, verb)
	if clause := f.child(verb, "advcl"); clause > verb && f.agent(verb) < 0 {
		r.content = append(r.content, f.pieces(f.lo[clause], f.hi[clause])...)
	}
	return true
}

// antecedent is the noun that a relative pronoun stands for, or -1.
func (f *finder) antecedent(pronoun int) int {
	for at, steps := pronoun, 0; at >= 0 && steps < 8; at, steps = f.head[at], steps+1 {
		if f.rel[at] == "acl:relcl" {
			return f.head[at]
		}
	}
	return -1
}
