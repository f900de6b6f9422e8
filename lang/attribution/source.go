package attribution

import (
	"strings"

	"stemma"
)

// subject is the token that heads the source of a verb, or -1, and whether the
// verb is passive. A verb without a subject of its own has that of the verb it
// is joined to; a participle after a noun has the noun.
func (f *finder) subject(verb int) (subject int, passive bool) {
	passive = f.child(verb, "aux:pass", "nsubj:pass", "csubj:pass") >= 0 && f.d.Tokens[verb].XPOS != "VBZ" && f.d.Tokens[verb].XPOS != "VBP" && (f.d.Tokens[verb].XPOS != "VBD" || f.child(verb, "aux:pass") >= 0)
	for at, steps := verb, 0; at >= 0 && steps < 8; steps++ {
		up := f.head[at]
		if up >= 0 && f.rel[at] == "conj" && f.d.Tokens[up].UPOS == "PROPN" && f.head[up] < 0 && f.finite(at) && f.child(up, "cop") < 0 {
			return up, passive // "Smith, mayor of Arden and head of …, says": a name that roots its sentence
		}
		if own := f.nearest(at); own >= 0 {
			return own, passive
		}
		if up < 0 || f.inQuote[up] != f.inQuote[at] {
			return -1, passive
		}
		switch f.rel[at] {
		case "conj", "advcl":
			if f.rel[at] == "conj" && at == verb && f.d.Tokens[verb].XPOS == "VBN" && f.child(verb, "aux") < 0 {
				passive = passive || f.child(up, "aux:pass", "nsubj:pass") >= 0
			}
			if f.nominal(up) && f.child(up, "cop", "nsubj") < 0 {
				if f.finite(at) && f.head[up] < 0 && up < at {
					return up, passive
				}
				return -1, passive
			}
		case "xcomp":
			if object := f.child(up, "obj", "iobj"); object >= 0 && object < at && f.lex.verbs[f.lemma(up)].allows("hearer-to") {
				return object, passive
			}
		case "parataxis":
			if f.d.Tokens[at].XPOS != "VBG" {
				if f.finite(at) && f.nominal(up) && f.head[up] < 0 && up < at && f.child(up, "cop", "nsubj") < 0 {
					return up, passive
				}
				return -1, passive
			}
		case "acl", "acl:relcl":
			if !f.nominal(up) {
				return -1, passive
			}
			return up, passive || f.participle(verb) && !f.pastTense(verb)
		default:
			return -1, passive
		}
		at = up
	}
	return -1, passive
}

// participle reports whether a verb after a noun is passive: by its tag, or because
// one is accused of something by others unless an object says who is accused.
func (f *finder) participle(verb int) bool {
	return f.d.Tokens[verb].XPOS == "VBN" ||
		f.d.Tokens[verb].XPOS == "VBD" && f.rel[verb] == "acl" && f.lex.verbs[f.lemma(verb)].class == "accuse" && f.child(verb, "obj", "iobj") < 0
}

// nearest is a verb's own subject: of several, which only a broken tree has, the
// last before the verb; or -1.
func (f *finder) nearest(verb int) int {
	own := -1
	for _, kid := range f.kids[verb] {
		if (f.rel[kid] == "nsubj" || f.rel[kid] == "nsubj:pass") && (own < 0 || kid < verb) {
			own = kid
		}
	}
	return own
}

// agent is the head of a passive's "by" phrase, or -1.
func (f *finder) agent(verb int) int {
	for _, kid := range f.kids[verb] {
		if (f.rel[kid] == "obl" || f.rel[kid] == "obl:agent") && f.kase(kid) == "by" && f.d.Tokens[kid].UPOS != "NUM" {
			return kid
		}
	}
	return -1
}

func (f *finder) lemma(token int) string {
	if f.verbal(token) {
		if lemma, ok := f.lex.forms[f.low[token]]; ok {
			if rest := f.phrasal(token, lemma); rest != "" {
				return lemma + " " + rest
			}
			return lemma
		}
		if _, cue := f.lex.verbs[f.d.Tokens[token].Lemma]; cue {
			return f.low[token] // "lay", given as a form of "lie"
		}
	}
	if lemma := f.d.Tokens[token].Lemma; lemma != "" {
		return strings.ToLower(lemma)
	}
	return f.low[token]
}

// sourceSpan is the full noun phrase of a source: with its apposition, role and
// relative clause, on one side of the verb.
func (f *finder) sourceSpan(head, verb int) stemma.Span {
	first, last := f.phraseStart(head), f.phraseEnd(head, false)
	if verb >= 0 && head < verb {
		if _, start := f.trailing(verb, head); start >= 0 {
			return f.piece(start, f.groupStart(verb))
		}
	}
	if verb >= 0 && head < verb && f.closing(verb) == head {
		return f.piece(f.ownStart(verb, head), f.groupStart(verb))
	}
	if verb >= 0 && head < verb && f.rooted(verb) == head {
		begin, _ := f.bounds(verb)
		return f.piece(begin, f.rootedEnd(verb))
	}
	if verb >= 0 && head < verb {
		last = min(f.withRelative(head, last), f.groupStart(verb))
		if f.head[head] < 0 && f.under(verb, head) && !f.verbAhead(head, f.groupStart(verb)) {
			last = f.groupStart(verb)
		}
		first, last = f.leftRun(first, last, verb)
	} else if verb >= 0 {
		first, last = f.rightRun(max(first, verb+1), last, head)
	}
	return f.piece(first, last)
}

// withRelative is where a noun phrase ends with the relative clause that follows
// its end, after a comma or not: "Lee, who owns the bar, said". One that closes
// the sentence after a comma ("said Lee, who owns the bar") only adds to it.
func (f *finder) withRelative(head, end int) int {
	_, closing := f.bounds(head)
	for kid := head + 1; kid < f.hi[head] && kid < len(f.low); kid++ {
		first := f.lo[kid]
		if f.rel[kid] != "acl:relcl" || first < end || f.inQuote[first] != f.inQuote[head] {
			continue
		}
		comma := f.d.Tokens[end].Form == ","
		if comma && first == end {
			first++
		}
		if first > end+1 || first > end && !comma || comma && f.hi[kid]+1 >= closing {
			return end
		}
		if f.relative(first) && f.low[first] != "that" {
			return max(end, f.hi[kid])
		}
	}
	return end
}

// leftRun widens a source before its verb to the whole run of names and nouns
// that ends at the verb, where the run begins its clause: parsers break long
// roles with a name ("Senate Majority leader Harry Reid said").
func (f *finder) leftRun(first, last, verb int) (int, int) {
	group := f.groupStart(verb)
	at := group
	for at > 0 && f.d.Tokens[at-1].UPOS == "ADV" {
		at--
	}
	end := at
	begin, _ := f.bounds(verb)
	for at > begin && f.roleWord(at-1) && f.inQuote[at-1] == f.inQuote[verb] || at > begin && f.quotedWord(at-1, verb) {
		at--
		if at > begin && f.d.Tokens[at].UPOS == "DET" && f.nominal(at-1) && f.head[at-1] != f.head[at] {
			break // "told parliament the army feared": another phrase begins
		}
	}
	for at < end && (f.d.Tokens[at].UPOS == "ADP" || f.d.Tokens[at].UPOS == "CCONJ" || f.d.Tokens[at].UPOS == "PART" || f.mark(at)) {
		if f.d.Tokens[at].UPOS == "ADP" {
			return first, last // "In April Bush said": the run begins with another phrase
		}
		at++
	}
	if end <= first {
		return first, last
	}
	if at > first && at > begin && f.d.Tokens[at-1].UPOS == "ADP" || f.timed(at, end) || last < at || first > end {
		return first, last
	}
	if at > first && f.d.Tokens[at-1].Form != "," && f.d.Tokens[at-1].UPOS != "CCONJ" {
		at = first
	}
	if at > first {
		return first, max(last, end)
	}
	return at, end
}

// roleWord reports whether a token may stand within a name with its role.
func (f *finder) roleWord(token int) bool {
	switch f.d.Tokens[token].UPOS {
	case "NOUN", "PROPN", "ADJ", "DET", "NUM":
		return true
	case "PART":
		return f.low[token] == "'s" || f.low[token] == "’s" || f.low[token] == "'" || f.low[token] == "’"
	case "ADP":
		return f.low[token] == "of" || f.low[token] == "for" || f.low[token] == "on" || f.low[token] == "at"
	}
	if f.low[token] == "(" || f.low[token] == ")" || f.low[token] == "-" {
		return true
	}
	return token > 0 && token+1 < len(f.low) && f.low[token-1] == "(" && f.low[token+1] == ")"
}

// quotedWord reports whether a token is a quoted word or its marks before a
// verb that stands outside: The "History" section explains.
func (f *finder) quotedWord(token, verb int) bool {
	for _, q := range f.over(f.d.Tokens[token].Span) {
		inside := verb >= q.first && verb < q.last
		if !q.single && !inside && !q.full && q.last-q.first <= 6 {
			return true
		}
	}
	return false
}

// timed reports whether a time expression stands among the tokens.
func (f *finder) timed(first, last int) bool {
	if last = min(last, len(f.d.Tokens)); first < 0 || first >= last {
		return false
	}
	span := f.d.TokenSpan(first, last)
	for _, t := range f.d.Timexes {
		if t.Span.Overlaps(span) {
			return true
		}
	}
	return false
}

// rightRun widens a source after its verb over the names and nouns that follow
// it without a mark ("said the firm's chief executive officer Alan Mulally").
func (f *finder) rightRun(first, last, head int) (int, int) {
	_, end := f.bounds(head)
	for i := head + 1; i < last; i++ { // "said Smith commenting on …", "said Smith in …"
		if f.d.Tokens[i].XPOS == "VBG" || f.finite(i) {
			return first, i
		}
	}
	at := last
	for at < end && (f.d.Tokens[at].UPOS == "PROPN" || f.d.Tokens[at].UPOS == "NOUN" && at > 0 && f.nominal(at-1)) && f.inQuote[at] == f.inQuote[head] {
		at++
	}
	if at > last && f.timed(last, at) {
		return first, last
	}
	return first, at
}

// phraseStart is the first token of a noun phrase: its modifiers before the
// head, without the preposition, conjunction or clause that may stand there.
func (f *finder) phraseStart(head int) int {
	first := head
	for i := len(f.kids[head]) - 1; i >= 0; i-- {
		kid := f.kids[head][i]
		if kid > head {
			continue
		}
		switch f.rel[kid] {
		case "det", "amod", "compound", "nummod", "nmod:poss", "nmod", "flat", "goeswith", "advmod", "appos":
			first = min(first, f.lo[kid])
		case "cc":
			if f.d.Tokens[kid].Deprel != "cc:preconj" {
				return first
			}
			first = min(first, f.lo[kid])
		case "punct":
			if f.opensQuote(kid, head) {
				first = min(first, kid)
			}
		default:
			return first
		}
	}
	return first
}

// opensQuote reports whether the token is a mark that opens a quotation which
// closes before or at the end of the phrase of head.
func (f *finder) opensQuote(token, head int) bool {
	for _, q := range f.over(f.d.Tokens[token].Span) {
		if q.outer.Start == f.d.Tokens[token].Start {
			return q.closed && q.outer.End <= f.d.Tokens[max(head, f.hi[head]-1)].End
		}
	}
	return false
}

// phraseEnd is the token after a noun phrase. Relative clauses, parentheses of
// speech and verbs end it; with whole set, participles and relative clauses
// that no comma sets off are kept, as content wants them.
func (f *finder) phraseEnd(head int, whole bool) int {
	end := f.phraseTail(head, whole)
	if end < len(f.low) && f.low[end] == ")" {
		for i := f.lo[head]; i < end; i++ {
			if f.low[i] == "(" {
				return end + 1
			}
		}
	}
	return end
}

func (f *finder) phraseTail(head int, whole bool) int {
	end := head + 1
	for _, kid := range f.kids[head] {
		if kid < head || f.rel[kid] == "punct" {
			continue
		}
		comma := f.lo[kid] > 0 && f.lo[kid] > head && f.mark(f.lo[kid]-1)
		switch f.rel[kid] {
		case "parataxis", "discourse", "advcl", "vocative":
			return end
		case "acl:relcl", "advcl:relcl":
			if !whole || comma {
				return end
			}
			end = max(end, f.hi[kid])
		case "nmod":
			if comma && !whole && f.kase(kid) != "of" && f.kase(kid) != "for" && f.kase(kid) != "at" && f.kase(kid) != "from" {
				return end
			}
			end = max(end, f.phraseEnd(kid, whole))
		case "acl":
			if comma || !whole && (f.d.Tokens[head].UPOS == "PROPN" || head > 0 && f.saidBefore(head)) && f.d.Tokens[kid].XPOS == "VBG" {
				return end
			}
			end = max(end, f.hi[kid])
		case "conj":
			switch {
			case !f.verbal(kid) || f.verbal(head):
				end = max(end, f.phraseEnd(kid, whole))
			case whole && f.d.Tokens[kid].XPOS == "VBG": // "charged with theft and leaving the scene"
				end = max(end, f.hi[kid])
			default:
				return end
			}
		default:
			end = max(end, f.phraseEnd(kid, whole))
		}
	}
	return end
}

// adjacent is the head of the noun phrase right before a verb group where it
// begins a clause: after a mark, a conjunction or at the sentence's head; or -1.
func (f *finder) adjacent(verb int) int {
	group := f.groupStart(verb)
	name := f.nounBefore(group)
	if name < 0 || name >= group {
		return -1
	}
	first := f.phraseStart(name)
	begin, _ := f.bounds(verb)
	for first > begin && f.roleWord(first-1) && f.d.Tokens[first-1].UPOS != "ADP" && f.d.Tokens[first-1].UPOS != "CCONJ" {
		first--
	}
	if first <= begin {
		return name
	}
	switch before := f.d.Tokens[first-1]; {
	case before.UPOS == "PUNCT", before.UPOS == "CCONJ", before.UPOS == "SCONJ":
		return name
	}
	return -1
}

// nounBefore is the head of the noun phrase that ends right before a token: the
// fallback where the tree has no subject. -1 where something else stands there.
func (f *finder) nounBefore(token int) int {
	first, _ := f.bounds(token)
	at := token - 1
	for at >= first && f.d.Tokens[at].UPOS == "ADV" {
		at--
	}
	if at == first && at == token-1 && f.d.Tokens[at].UPOS == "VERB" && f.finiteAhead(token) {
		return first // a name that the tagger takes for a participle, "Fanning says"
	}
	if at >= first && f.nominal(at) && f.inQuote[at] == f.inQuote[token] {
		return f.phraseHead(at, false)
	}
	if at < token-1 && at+1 == first && f.finiteAhead(token) { // a name that the tagger takes for an adverb
		return first
	}
	return -1
}

// finiteAhead reports whether the verb group at a token is finite.
func (f *finder) finiteAhead(token int) bool {
	return token < len(f.d.Tokens) && (f.finite(token) || f.d.Tokens[token].UPOS == "AUX")
}

// nounAfter is the head of the noun phrase that begins right after a token, or -1.
func (f *finder) nounAfter(token int) int {
	_, last := f.bounds(token)
	for at := token + 1; at < last; at++ {
		switch f.d.Tokens[at].UPOS {
		case "DET", "ADJ", "NUM":
			continue
		}
		if f.nominal(at) && f.inQuote[at] == f.inQuote[token] {
			return f.phraseHead(at, true)
		}
		return -1
	}
	return -1
}

// phraseHead climbs from a noun to the head of the phrase it is part of, only
// ever to the one side.
func (f *finder) phraseHead(token int, right bool) int {
	for steps := 0; steps < 8; steps++ {
		up := f.head[token]
		if up < 0 || !f.nominal(up) || right != (up > token) || f.inQuote[up] != f.inQuote[token] {
			return token
		}
		switch f.rel[token] {
		case "flat", "compound", "nmod", "nmod:poss", "appos", "conj", "nummod", "fixed", "goeswith":
			token = up
		default:
			return token
		}
	}
	return token
}
