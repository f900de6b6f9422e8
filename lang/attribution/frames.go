package attribution

import (
	"sort"

	"stemma"
)

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
	{"that!", false, (*finder).readThat},
	{"wh", false, (*finder).readQuestion},
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
	{"with", false, withObject("with", false)},
	{"obj-to", false, withObject("to", true)},
	{"obj-to", true, preposition("to", true)},
	{"at", false, (*finder).readFigure},
	{"at", true, (*finder).readFigure},
	{"figure-at", false, (*finder).readMeasured},
	{"obj-for", false, withObject("for", false)},
	{"obj-for", true, withoutObject("for")},
	{"after-for", false, (*finder).readFor},
	{"against", false, preposition("against", true)},
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
	begin := sort.Search(len(f.quotes), func(i int) bool { return f.quotes[i].first > object })
	for i := begin; i < len(f.quotes) && f.quotes[i].first < last; i++ {
		q := &f.quotes[i]
		if q.first-object <= 6 && !f.verbAhead(object, q.first) && f.d.Tokens[q.first-1].Form != "," {
			return i
		}
	}
	return -1
}

// calledQuote reads "called X, while …, “Y”": the object and the quotation that
// ends the clause.
func (f *finder) calledQuote(verb, object int, r *framing) bool {
	_, last := f.bounds(verb)
	comma := -1
	for i := object + 1; i < last; i++ {
		if f.finite(i) {
			return false
		}
		if comma < 0 && f.d.Tokens[i].Form == "," {
			comma = i
		}
		if q := f.quoteAt(i); q >= 0 && comma >= 0 {
			r.content = append(f.pieces(max(f.lo[object], verb+1), min(f.phraseEnd(object, false), comma)), f.quotes[q].inner)
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
			return form != "as" && f.scanNext(verb, subject, form, r)
		}
		if form == "as" && (f.finite(phrase) || f.child(phrase, "nsubj", "nsubj:pass") >= 0) {
			return false // "described the man as he left"
		}
		first := max(f.lo[phrase], verb+1)
		object := f.child(verb, "obj", "iobj")
		if object < verb {
			object = -1
		}
		if object > verb && f.lex.objects[f.lemma(verb)][f.lemma(object)] {
			return false // "slammed the door for the second time"
		}
		if !keep && f.low[first] == form && !(entry.class == "accuse" && object < 0 && form == "for") {
			first++
		}
		passive := f.child(verb, "aux:pass", "nsubj:pass") >= 0 || f.aclOf(verb) == subject && f.participle(verb)
		switch {
		case object > verb && object < phrase && (entry.allows("hearer") || entry.allows("hearer-to")):
			r.hearer = object
		case object > verb && object < phrase:
			first = f.lo[object]
		case passive && subject >= 0:
			r.content, r.subject = f.subjectPiece(subject, verb), true
		case keep && form != "against":
			return false
		}
		last := f.andAgain(form, f.widened(verb, f.withPhrases(verb, f.contentEnd(phrase))))
		if up := f.aclOf(verb); up >= 0 {
			last = min(last, max(f.hi[up], f.hi[phrase])) // "the man accused of theft | left"
		}
		r.content = append(r.content, f.pieces(first, last)...)
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
	if end := f.listEnd(at); at > last && end > at {
		return end
	}
	if at+2 >= len(f.low) || f.low[at] != "and" && f.low[at] != "or" || f.low[at+1] != form && (at > last || f.d.Tokens[at+1].XPOS != "VBG") {
		return last
	}
	_, end := f.bounds(at)
	for at += 2; at < end && f.d.Tokens[at].UPOS != "PUNCT"; at++ {
	}
	return at
}

// listEnd is where a list that goes on with a gerund after a comma ends: "charged
// with theft, fraud, leaving the scene and perjury"; or -1.
func (f *finder) listEnd(first int) int {
	if first >= len(f.low) || f.d.Tokens[first].XPOS != "VBG" {
		return -1
	}
	_, end := f.bounds(first)
	for i, joined := first+1, false; i < end; i++ {
		switch {
		case f.low[i] == "and" || f.low[i] == "or":
			joined = true
		case f.d.Tokens[i].Form == "," || f.d.Tokens[i].Form == "-":
		case f.d.Tokens[i].UPOS == "PUNCT" && joined:
			return i
		case f.d.Tokens[i].UPOS == "PUNCT" || f.finite(i) || f.relative(i) || f.d.Tokens[i].UPOS == "SCONJ" || f.d.Tokens[i].UPOS == "AUX":
			return -1
		}
	}
	return -1
}

// scanNext reads "called for X to …" off the order of the words, where the
// preposition stands right after the verb.
func (f *finder) scanNext(verb, subject int, form string, r *framing) bool {
	_, last := f.bounds(verb)
	if subject < 0 || verb+2 >= last || f.low[verb+1] != form {
		return false
	}
	end := verb + 2
	for end < last && (f.d.Tokens[end].UPOS != "PUNCT" || !f.spaced(end)) && !f.finite(end) && f.d.Tokens[end].UPOS != "SCONJ" {
		end++
	}
	r.content = f.pieces(verb+2, end)
	return len(r.content) > 0
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
		case f.low[i] == "as" && i+1 < last && (f.low[i+1] == "well" || f.low[i+1] == "much" || f.low[i+1] == "many"):
			return false
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
		case "obl", "advcl", "xcomp", "ccomp", "acl":
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
	if object < 0 || object < verb || subject < 0 || !f.nominal(object) && !f.objectNoun(object) {
		return false
	}
	if entry.class == "deny" && (f.child(verb, "iobj") >= 0 || f.lex.refused[f.lemma(object)]) || f.lex.objects[f.lemma(verb)][f.lemma(object)] {
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
	if token >= len(f.d.Tokens) {
		return -1
	}
	start := f.d.Tokens[token].Start
	i := sort.Search(len(f.quotes), func(i int) bool { return f.quotes[i].outer.Start >= start })
	if i < len(f.quotes) && f.quotes[i].outer.Start == start && f.quotes[i].last-f.quotes[i].first >= 3 {
		return i
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
	for _, q := range f.over(f.d.TokenSpan(first, last)) {
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
