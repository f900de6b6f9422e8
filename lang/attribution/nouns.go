package attribution

import (
	"strings"

	"stemma"
)

// nouns finds noun cues with a content clause or phrase: "his claim that …",
// "fears of …", "calls for …".
func (f *finder) nouns() {
	for token := range f.d.Tokens {
		entry, ok := f.lex.nouns[f.lemma(token)]
		if !ok || f.d.Tokens[token].UPOS != "NOUN" && !f.objectNoun(token) || f.byVerb[token] != nil {
			continue
		}
		link := f.linked(token, entry)
		if up := f.head[token]; link >= 0 && up >= 0 && f.byVerb[up] != nil && f.lex.message[f.lemma(token)] && f.covers(f.byVerb[up], f.linkStart(link, token)) {
			continue
		}
		if link >= 0 && strings.HasPrefix(f.low[link], "comment") {
			continue // "a request for comment"
		}
		if link >= 0 && (f.nobodys(token) || entry.allows("not-in") && f.kase(token) == "in") {
			continue
		}
		if link < 0 || f.text[f.d.Tokens[token].End:f.d.Tokens[token+1].Start] == "" { // "denial-of-service"
			continue
		}
		a := &found{entry: entry, verb: token, cue: f.d.Tokens[token].Span, name: -1, viaHead: -1, quote: -1, rule: "noun"}
		a.content = f.pieces(f.linkStart(link, token), f.linkEnd(link))
		f.nounSource(a, token)
		if len(a.content) > 0 {
			f.keep(a)
		}
	}
}

// nobodys reports whether nobody has said it: "no reports of injuries".
func (f *finder) nobodys(noun int) bool {
	at := f.child(noun, "det")
	return at >= 0 && at < noun && f.low[at] == "no"
}

// covers reports whether a token stands in an attribution's content.
func (f *finder) covers(a *found, token int) bool {
	for _, piece := range a.content {
		if token < len(f.d.Tokens) && piece.Contains(f.d.Tokens[token].Span) {
			return true
		}
	}
	return false
}

// linked is the head of what a noun cue has for content, or -1.
func (f *finder) linked(noun int, entry cue) int {
	for _, kid := range f.kids[noun] {
		if kid < noun {
			continue
		}
		that := entry.allows("that") || entry.allows("that!") && f.low[f.lo[kid]] == "that" && f.low[f.lo[kid]-1] != "now"
		switch f.rel[kid] {
		case "acl", "ccomp":
			if f.marked(kid, "that") && that || f.marked(kid, "to") && entry.allows("to") && f.d.Tokens[kid].XPOS != "VBG" || f.marked(kid, "of") && entry.allows("of") ||
				(f.rel[kid] == "ccomp" || f.finite(kid) && f.child(kid, "nsubj", "nsubj:pass") >= 0 || f.child(kid, "aux") >= 0 && f.child(kid, "nsubj", "nsubj:pass") >= 0) && that && !f.marked(kid, "for") || f.marked(kid, "for") && entry.allows("for") {
				return kid
			}
		case "acl:relcl": // "the claim that …" as parsers often have it
			if that && f.complete(kid) {
				return kid
			}
			if that && f.low[f.lo[kid]] == "that" && f.child(kid, "nsubj") > f.lo[kid] && f.rel[f.lo[kid]] == "mark" {
				return kid
			}
		case "nmod":
			if f.linkedPhrase(noun, kid, entry) {
				return kid
			}
		}
	}
	return f.besides(noun, entry)
}

// linkedPhrase reports whether a noun phrase under a preposition is a noun cue's
// content. Of plans it is none: "the intention of the night".
func (f *finder) linkedPhrase(noun, phrase int, entry cue) bool {
	switch kase := f.kase(phrase); kase {
	case "", "that", "to":
		return false
	case "of":
		if entry.allows("s-of") && f.d.Tokens[noun].XPOS == "NNS" && f.d.Tokens[phrase].UPOS != "PROPN" {
			return true
		}
		fallthrough
	default:
		return entry.allows(kase) && entry.class != "plan"
	}
}

// complete reports whether a clause without a relative pronoun has all it needs,
// so that the noun before it is no part of it ("concerns they would leave").
func (f *finder) complete(clause int) bool {
	first := f.lo[clause]
	if f.low[first] == "that" {
		for _, kid := range f.kids[clause] { // "that" and a subject beside it
			if kid > first && (f.rel[kid] == "nsubj" || f.rel[kid] == "nsubj:pass") && (f.rel[first] != "obj" || f.d.Tokens[first].XPOS == "IN" || f.child(clause, "aux:pass") >= 0) {
				return true
			}
		}
	}
	if f.relative(first) || f.child(clause, "nsubj", "nsubj:pass") != first && f.rel[first] != "det" && f.rel[first] != "nmod:poss" {
		return false
	}
	return f.child(clause, "obj", "xcomp", "ccomp", "aux:pass", "cop") >= 0
}

// besides is what stands right after a noun cue under one of its links, but hangs
// on another word: parsers often put "calls for …" under the verb. -1 for none.
func (f *finder) besides(noun int, entry cue) int {
	next := noun + 1
	if next >= len(f.low) || f.low[next] == "to" && f.rel[next] != "mark" || !entry.allows(f.low[next]) && !(f.low[next] == "that" && entry.allows("that!")) || f.sent[next] != f.sent[noun] {
		return -1
	}
	if up := f.head[next]; up > next && f.lo[up] == next && (f.rel[next] == "case" && f.low[next] != "to" || f.rel[next] == "mark") {
		return up
	}
	return -1
}

func (f *finder) linkStart(link, noun int) int {
	first := max(f.lo[link], noun+1)
	switch f.low[first] {
	case "that", "of", "for", "on", "over", "about", "in":
		return first + 1
	}
	return first
}

func (f *finder) linkEnd(link int) int {
	if f.rel[link] == "nmod" || f.rel[link] == "obl" {
		return f.phraseEnd(link, true)
	}
	return f.hi[link]
}

// nounSource is whose claim it is: the possessor, a name before the noun, "by X",
// or the subject of the light verb that the noun completes, which is then part
// of the cue ("made the claim that").
func (f *finder) nounSource(a *found, noun int) {
	for _, kid := range f.kids[noun] {
		kase := f.kase(kid)
		switch {
		case f.rel[kid] == "nmod:poss", f.rel[kid] == "compound" && f.d.Tokens[kid].UPOS == "PROPN" && kid < noun,
			f.rel[kid] == "nmod" && (kase == "by" || kase == "from"):
			a.name = kid
			a.source = f.possessor(kid)
			return
		}
	}
	if f.lemma(noun) == "ground" || f.lemma(noun) == "grounds" {
		if at := f.child(noun, "case"); at >= 0 {
			a.cue = a.cue.Cover(f.d.Tokens[at].Span)
		}
		return
	}
	verb := f.head[noun]
	if verb < 0 || verb >= noun || !f.verbal(verb) || !f.lends(verb, noun) || f.rel[noun] != "obj" && (f.rel[noun] != "obl" || f.kase(noun) == "for") {
		return
	}
	if f.lemma(verb) == "have" && a.entry.class != "believe" && a.entry.class != "plan" {
		return // one has a hope oneself, but a warning from others
	}
	if subject, passive := f.subject(verb); subject >= 0 && !passive {
		a.name, a.source = subject, f.sourceSpan(subject, verb)
		a.cue = f.cueSpan(verb).Cover(a.cue)
		if old := f.byVerb[verb]; old != nil {
			f.drop(old)
		}
	}
}

// lends reports whether a verb lends a noun cue its subject: a light verb, or one
// by which a message goes out ("put out a message that").
func (f *finder) lends(verb, noun int) bool {
	return f.lex.light[f.lemma(verb)] || f.isMessage(noun) && f.lex.issues[f.lemma(verb)] && f.rel[noun] == "obj"
}

// possessor is the span of a possessor without its 's.
func (f *finder) possessor(head int) stemma.Span {
	first, last := f.phraseStart(head), f.phraseEnd(head, false)
	for last > first+1 && (f.low[last-1] == "'s" || f.low[last-1] == "’s" || f.low[last-1] == "'" || f.low[last-1] == "’") {
		last--
	}
	return f.piece(first, last)
}

func (f *finder) drop(a *found) {
	for i := range f.found {
		if f.found[i] == a {
			f.found = append(f.found[:i], f.found[i+1:]...)
			return
		}
	}
}

// adjectives finds "were afraid that …".
func (f *finder) adjectives() {
	for token := range f.d.Tokens {
		entry, ok := f.lex.adjectives[f.low[token]]
		if !ok || f.byVerb[token] != nil || token > 0 && f.low[token-1] == "so" { // "so relieved that he left"
			continue
		}
		subject := f.child(token, "nsubj", "nsubj:pass")
		clause := f.child(token, "ccomp", "advcl", "obl", "obj")
		if subject >= 0 && clause < token && f.low[subject] != "it" {
			clause = f.wrongThat(token)
		}
		if subject < 0 || clause < token || f.low[subject] == "it" {
			continue
		}
		if f.rel[clause] != "ccomp" && !f.marked(clause, "that") && !f.marked(clause, "whether") && !f.linkedBy(clause, entry, "of", "about", "over") {
			continue
		}
		first := max(f.lo[clause], token+1)
		switch f.low[first] {
		case "that", "of", "about", "over":
			first++
		}
		a := &found{entry: entry, verb: token, cue: f.cueSpan(token), name: subject, viaHead: -1, quote: -1, rule: "adjective"}
		a.source, a.content = f.sourceSpan(subject, token), f.pieces(first, f.hi[clause])
		if len(a.content) > 0 {
			f.keep(a)
		}
	}
}

// linkedBy reports whether a complement stands under one of the prepositions that
// the entry allows.
func (f *finder) linkedBy(complement int, entry cue, links ...string) bool {
	for _, link := range links {
		if entry.allows(link) && f.marked(complement, link) {
			return true
		}
	}
	return false
}

// wrongThat is the head of the clause after an adjective's "that", wherever the
// parser has hung it; or -1.
func (f *finder) wrongThat(adjective int) int {
	if next := adjective + 1; next < len(f.low) && f.low[next] == "that" && f.rel[next] == "mark" && f.head[next] > next {
		return f.head[next]
	}
	return -1
}

// hedges finds "reportedly" and "alleged".
func (f *finder) hedges() {
	for token := range f.d.Tokens {
		entry, ok := f.lex.hedges[f.low[token]]
		if !ok {
			continue
		}
		a := &found{entry: entry, verb: token, cue: f.d.Tokens[token].Span, name: -1, viaHead: -1, quote: -1, rule: "hedge"}
		head := f.head[token]
		switch {
		case head < 0:
			continue
		case entry.allows("ADJ"):
			if f.rel[token] != "amod" || head < token {
				continue
			}
			a.content = f.pieces(token+1, head+1)
		case f.rel[token] == "advmod" && !f.nominal(head):
			a.content = f.hedged(token, head)
		default:
			continue
		}
		if len(a.content) > 0 {
			f.keep(a)
		}
	}
}

// hedged is the clause that a hedge stands in: its words before and after.
func (f *finder) hedged(token, head int) []stemma.Span {
	first, last := f.lo[head], f.hi[head]
	for _, kid := range f.kids[head] { // the marker and what is coordinated are not hedged
		switch f.rel[kid] {
		case "mark", "cc":
			if kid < token && f.lo[kid] <= first+1 {
				first = max(first, f.hi[kid])
			}
		case "conj":
			if kid > token && (token > first || f.d.Tokens[token+1].Form != ",") {
				last = min(last, f.lo[kid])
			}
		}
	}
	if first >= token {
		return f.pieces(token+1, last)
	}
	return append(f.pieces(first, token), f.pieces(token+1, last)...)
}
