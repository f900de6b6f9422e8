package attribution

import "stemma"

// The scans in this file read frequent patterns off the order of the words,
// where the tree has missed them.

// scanThat is the first token of the clause that a verb's "that" opens, when
// only times, hearers, adverbs and phrases stand between ("said Saturday
// that …"), or -1.
func (f *finder) scanThat(verb int) int {
	_, last := f.bounds(verb)
	for i := verb + 1; i < min(last, verb+farthestThat); i++ {
		switch token := f.d.Tokens[i]; {
		case f.inQuote[i] != f.inQuote[verb]:
			return -1
		case token.Form == "," && i+1 < last && f.d.Tokens[i+1].XPOS == "VBG": // ", citing officials, that"
			for i++; i+1 < last && f.d.Tokens[i].Form != ","; i++ {
			}
		case f.low[i] == "that" && i > verb+1 && (f.low[i-1] == "now" || f.low[i-1] == "so"):
			return -1
		case f.low[i] == "that":
			if i+1 < last && f.verbAhead(i+1, last) && f.d.Tokens[i+1].UPOS != "AUX" && (i == verb+1 || f.d.Tokens[i+1].UPOS != "VERB") {
				return i + 1
			}
			return -1
		case f.verbal(i), token.UPOS == "CCONJ", token.Form == ";", token.Form == ":", token.UPOS == "SCONJ":
			return -1
		}
	}
	return -1
}

// farthestThat is how many tokens from its verb a "that" may stand.
const farthestThat = 12

// scanClause is the first token of a clause without "that" right after a verb
// and its time: a noun phrase with a finite verb before any mark; or -1.
func (f *finder) scanClause(verb int) int {
	_, last := f.bounds(verb)
	first := verb + 1
	if entry := f.lex.verbs[f.lemma(verb)]; entry.class != "" {
		if hearer := f.hearer(verb, entry); hearer > verb {
			first = f.phraseEnd(hearer, false)
		}
	}
	for first < last && (f.timed(first, first+1) || f.d.Tokens[first].UPOS == "ADV" && f.head[first] == verb) && !f.asked(first-1) {
		first++
	}
	if first < last && f.d.Tokens[first].UPOS == "ADP" && (f.messagePhrase(first, last) || f.timed(first+1, first+2)) {
		if up := f.head[first]; up > first {
			first = f.hi[up]
		}
	}
	if first >= last || f.inQuote[first] != f.inQuote[verb] || f.d.Tokens[first].UPOS == "ADP" {
		return -1
	}
	named := false
	for i := first; i < last; i++ {
		switch token := f.d.Tokens[i]; {
		case f.inQuote[i] != f.inQuote[verb]:
			return -1
		case i == first && f.asked(first-1):
		case f.nominal(i):
			named = true
		case f.finite(i), token.UPOS == "AUX" && token.XPOS != "VB":
			if named {
				return first
			}
			return -1
		case token.Form == "," && f.aged(i):
			i += 2
		case token.UPOS == "PUNCT" && token.Form != "-" && token.Form != "–", f.verbal(i), f.relative(i), token.UPOS == "SCONJ", token.UPOS == "CCONJ" && (!named || f.low[i] == "but" || i+1 < last && f.verbal(i+1)):
			return -1
		}
	}
	return -1
}

// aged reports whether a person's age stands between commas: ", 61,".
func (f *finder) aged(comma int) bool {
	return comma+2 < len(f.low) && f.d.Tokens[comma].Form == "," && f.d.Tokens[comma+1].UPOS == "NUM" && f.d.Tokens[comma+2].Form == "," && f.sent[comma] == f.sent[comma+2]
}

// verbAhead reports whether a finite verb stands among the tokens.
func (f *finder) verbAhead(first, last int) bool {
	for i := first; i < last; i++ {
		if f.finite(i) || f.d.Tokens[i].UPOS == "AUX" {
			return true
		}
	}
	return false
}

// reach is where a clause that begins after a verb ends by the order of the
// words: at the sentence's end, or before what speaks of the source again.
func (f *finder) reach(verb, first int) int {
	_, last := f.bounds(verb)
	if q := f.inQuote[verb]; q >= 0 {
		last = min(last, f.quotes[q].last)
	}
	for i := first; i < last; i++ {
		if f.d.Tokens[i].Form == ";" || f.leaves(verb, i) {
			return i
		}
	}
	return last
}

// leaves reports whether the words from a token on speak of the source again, so
// that a content ends before it: ", adding that", ", speaking at …", "and
// confirmed that", ", in a message to …", ", according to".
func (f *finder) leaves(verb, token int) bool {
	_, last := f.bounds(verb)
	at := token
	comma := f.d.Tokens[at].Form == ","
	if comma {
		at++
	}
	if at+1 >= last || f.inQuote[at] != f.inQuote[verb] {
		return false
	}
	lemma := f.lemma(at)
	if f.d.Tokens[at].XPOS == "VBG" && f.head[at] == verb && f.lex.verbs[lemma].class == "say" && f.child(at, "ccomp") > at {
		return true // "said all was well noting that …"
	}
	if f.d.Tokens[at].XPOS == "VBG" && f.lex.verbs[lemma].class == "say" && f.leadsQuote(at) {
		return true // "said he was against it saying, “…”"
	}
	if comma && (f.finite(at) || f.d.Tokens[at].UPOS == "AUX") && f.inRelative(verb) {
		return true
	}
	if comma && f.backdrop(at, last) {
		return true
	}
	switch {
	case comma && f.d.Tokens[at].XPOS == "VBG":
		entry, ok := f.lex.verbs[lemma]
		return f.lex.aside[lemma] || ok && (entry.allows("that") || entry.allows("as") || entry.allows("quote")) && entry.class != "believe" && entry.class != "plan"
	case comma && f.low[at] == "according" && f.low[at+1] == "to":
		return true
	case comma && f.low[at] == "in":
		return f.messagePhrase(at, last)
	case comma && f.low[at] == "but" && f.asked(verb): // "did not say where, but wanted to …"
		_, ok := f.lex.verbs[f.lemma(at+1)]
		return ok && f.finite(at+1) && f.nearest(at+1) < 0
	case f.low[at] == "and" || f.low[at] == "but":
		return f.parallel(at+1, last)
	}
	return false
}

// inRelative reports whether a verb's subject is a relative pronoun.
func (f *finder) inRelative(verb int) bool {
	name := f.nearest(verb)
	return name >= 0 && name < verb && f.relative(name)
}

// asked reports whether a verb's content is an indirect question, with which no
// statement is coordinated.
func (f *finder) asked(verb int) bool {
	if verb+1 >= len(f.low) {
		return false
	}
	switch f.low[verb+1] {
	case "where", "why", "whether", "when", "how", "who", "what":
		return true
	}
	return false
}

// messagePhrase reports whether "in a message to …" stands at the token and no
// verb follows it in its phrase.
func (f *finder) messagePhrase(at, last int) bool {
	for i := at + 1; i < min(last, at+7); i++ {
		if f.verbal(i) || f.d.Tokens[i].UPOS == "PUNCT" {
			return false
		}
		if f.lex.message[f.lemma(i)] {
			return true
		}
	}
	return false
}

// mediaPhrase reports whether "on Twitter", "via its account" stands at the token.
func (f *finder) mediaPhrase(at int) bool {
	switch f.low[at] {
	case "via":
		return true
	case "on", "through":
		return f.head[at] > at && f.lex.media[f.lemma(f.head[at])]
	}
	return false
}

// parallel reports whether a second cue without a subject of its own follows
// "and": "said that S and confirmed that T".
func (f *finder) parallel(at, last int) bool {
	for at < last && (f.d.Tokens[at].UPOS == "ADV" || f.d.Tokens[at].UPOS == "AUX") {
		at++
	}
	if at+1 >= last || f.child(at, "nsubj") >= 0 {
		return false
	}
	return f.cueLike(at) && f.low[at+1] == "that"
}

// cueLike reports whether a token is a finite verb or participle that may take a
// content clause.
func (f *finder) cueLike(token int) bool {
	entry, ok := f.lex.verbs[f.lemma(token)]
	return ok && entry.allows("that") && (f.finite(token) || f.d.Tokens[token].XPOS == "VBN")
}

// governing is the cue before a verb in its sentence that shares its source with
// it: for ", adding that" and "and confirmed that". Nil where there is none.
func (f *finder) governing(verb int) *found {
	first, last := f.bounds(verb)
	group := f.groupStart(verb)
	for group > first && f.d.Tokens[group-1].UPOS == "ADV" {
		group--
	}
	if group <= first {
		return nil
	}
	before := f.d.Tokens[group-1]
	switch {
	case f.d.Tokens[verb].XPOS == "VBG" && before.Form == ",":
	case (f.low[group-1] == "and" || f.low[group-1] == "but") && f.parallel(verb, last):
	case f.low[group-1] == "but" && f.finite(verb) && f.nearest(verb) < 0 && f.afterQuestion(group-1, first):
	default:
		return nil
	}
	for i := group - 1; i >= first; i-- {
		a := f.byVerb[i]
		if a == nil || f.inQuote[i] != f.inQuote[verb] || a.source.Empty() || a.verb != i {
			continue
		}
		if entry := f.lex.verbs[f.lemma(i)]; entry.allows("that") || entry.allows("quote") || entry.allows("as") || entry.allows("to\"") {
			return a
		}
	}
	return nil
}

// backdrop reports whether a length of time and "after" begin at a token, by which
// a report sets what is said against what it told itself: "admitted that it had
// hit the port, a day after it had denied it".
func (f *finder) backdrop(token, last int) bool {
	for i := token; i < min(last, token+6); i++ {
		switch {
		case f.low[i] == "after" && i > token:
			return f.timed(i-1, i)
		case f.d.Tokens[i].UPOS == "PUNCT" && f.d.Tokens[i].Form != "-", f.verbal(i):
			return false
		}
	}
	return false
}

// leadsQuote reports whether a participle leads up to a quotation and stands
// after no message, which would be what says so: not "a note saying, “…”".
func (f *finder) leadsQuote(verb int) bool {
	return f.quoteOpens(verb+1) && (verb == 0 || !f.lex.message[f.lemma(verb-1)])
}

// quoteOpens reports whether a quotation begins at a token, or behind the comma
// or colon there.
func (f *finder) quoteOpens(token int) bool {
	if token < len(f.low) && (f.d.Tokens[token].Form == "," || f.d.Tokens[token].Form == ":") {
		token++
	}
	return f.quoteAt(token) >= 0
}

// afterQuestion reports whether the cue before a token has an indirect question.
func (f *finder) afterQuestion(token, first int) bool {
	for i := token - 1; i >= first; i-- {
		if f.byVerb[i] != nil {
			return f.asked(i)
		}
	}
	return false
}

// cutAsides ends each clause where its words turn to the source again.
func (f *finder) cutAsides(verb int, pieces []stemma.Span) []stemma.Span {
	for n, piece := range pieces {
		first, last := f.d.TokensIn(piece)
		if first < verb {
			continue
		}
		for i := first + 1; i < last; i++ {
			if f.leaves(verb, i) {
				pieces[n] = f.piece(first, i)
				break
			}
		}
	}
	return pieces
}

// widened is where a clause ends that the tree breaks off in mid-phrase: at the
// next mark, conjunction or subordinate clause.
func (f *finder) widened(verb, last int) int {
	_, end := f.bounds(verb)
	if q := f.inQuote[verb]; q >= 0 {
		end = min(end, f.quotes[q].last)
	}
	last = f.bareJoined(verb, last)
	if last < end && f.aged(last) {
		last += 3
	} else if last > 1 && last < end && f.aged(last-2) && f.d.Tokens[last].Form == "," {
		last++
	}
	if last < end && f.low[last] == "that" && f.d.Tokens[last].UPOS == "SCONJ" || f.runsOn(last, end) {
		return f.reach(verb, last+1)
	}
	if last >= end || f.d.Tokens[last].UPOS == "PUNCT" && f.spaced(last) || f.d.Tokens[last].UPOS == "CCONJ" || f.d.Tokens[last].UPOS == "SCONJ" {
		return last
	}
	if f.timeOf(verb, last) || f.d.Tokens[last].UPOS == "ADP" && f.timeOf(verb, last+1) || f.messagePhrase(last, end) || f.low[last] == "according" || f.low[last] == "to" && f.rel[last] == "case" && f.head[f.head0(last)] == verb || f.low[last] == "as" {
		return last
	}
	at := last
	for at < end {
		token := f.d.Tokens[at]
		if token.UPOS == "PUNCT" && f.spaced(at) || token.UPOS == "SCONJ" || token.UPOS == "ADP" && (f.messagePhrase(at, end) || f.mediaPhrase(at)) || at > last && (f.timeOf(verb, at) || f.leaves(verb, at)) {
			break
		}
		at++
	}
	for at > last && f.d.Tokens[at-1].UPOS == "ADP" { // "on" of "on Tuesday"
		at--
	}
	return at
}

// timeOf reports whether a token is in a time that hangs on the cue, and so
// tells when something was said.
func (f *finder) timeOf(verb, token int) bool {
	if !f.timed(token, token+1) {
		return false
	}
	up := f.head[token]
	for steps := 0; up >= 0 && steps < 4 && f.timed(up, up+1); steps++ {
		up = f.head[up]
	}
	return up == verb || up < 0
}

// bareJoined widens a content over an infinitive that the tree has joined to the
// cue's finite verb: "announced a plan to close the pit and move the workers".
func (f *finder) bareJoined(verb, last int) int {
	if xpos := f.d.Tokens[verb].XPOS; xpos == "VB" || xpos == "VBP" {
		return last
	}
	for _, kid := range f.kids[verb] {
		if f.rel[kid] == "conj" && f.d.Tokens[kid].XPOS == "VB" && (f.lo[kid] == last || f.lo[kid] == last+1) && f.child(kid, "nsubj", "aux") < 0 {
			last = f.hi[kid]
		}
	}
	return last
}

// runsOn reports whether a clause goes on after a comma with a relative clause,
// or with "and that".
func (f *finder) runsOn(last, end int) bool {
	at := last
	if at < end && f.d.Tokens[at].Form == "," {
		at++
	}
	if at+1 >= end {
		return false
	}
	switch f.low[at] {
	case "which", "who", "where", "whose", "whom":
		return at > last
	case "and", "or", "but":
		return f.low[at+1] == "that" && f.d.Tokens[at+1].UPOS != "DET"
	}
	return false
}

// spaced reports whether a mark parts words, unlike the hyphen of "mine-clearing".
func (f *finder) spaced(mark int) bool {
	if mark+1 >= len(f.d.Tokens) {
		return true
	}
	return f.d.Tokens[mark].End < f.d.Tokens[mark+1].Start
}
