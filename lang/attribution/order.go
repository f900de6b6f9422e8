package attribution

import "stemma"

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

// closing is the head of a source with an apposition between commas that, with
// its verb, closes a sentence ("S, his son, Ike Lee, said."), or -1.
func (f *finder) closing(verb int) int {
	first, last := f.bounds(verb)
	group := f.groupStart(verb)
	if group-4 < first || f.d.Tokens[group-1].Form != "," || !f.closes(verb+1, last) {
		return -1
	}
	at, commas := group-2, 0
	for ; at > first; at-- {
		if f.d.Tokens[at].Form == "," {
			if commas++; commas == 2 {
				break
			}
		} else if !f.roleWord(at) && f.d.Tokens[at].UPOS != "PRON" || f.inQuote[at] != f.inQuote[verb] {
			return -1
		}
	}
	if commas < 2 || !f.verbAhead(first, at) || f.timed(at, group) {
		return -1
	}
	return f.phraseHead(f.firstNoun(at+1, group), true)
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
	for after < last && (f.timed(after, after+1) || f.d.Tokens[after].UPOS == "ADP" && after+1 < last && f.timed(after+1, after+2)) {
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
	if f.d.Tokens[after+1].XPOS == "VBG" || f.d.Tokens[after+1].UPOS == "SCONJ" && f.low[after+1] != "so" || f.relative(after+1) || !f.verbAhead(first, start) && !f.verbAhead(after, last) {
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
	if f.closing(verb) == subject {
		for commas := 0; start > 0; start-- {
			if f.d.Tokens[start-1].Form == "," {
				if commas++; commas == 3 {
					return start
				}
			}
		}
	}
	if _, at := f.trailing(verb, subject); at >= 0 {
		return at
	}
	start = min(start, f.phraseStart(subject))
	first, _ := f.bounds(verb)
	for start > first && f.roleWord(start-1) && f.inQuote[start-1] == f.inQuote[verb] {
		start--
	}
	return start
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
	if own := f.nearest(verb); own > first+1 && own < verb && f.low[own] == "i" && f.d.Tokens[own-1].Form == "," && f.lex.verbs[f.lemma(verb)].class == "believe" {
		return f.pieces(first, own) // "In that light, I think …": "I think" only hedges
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
