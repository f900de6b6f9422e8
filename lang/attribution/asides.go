package attribution

import "strings"

// asides finds "as X notes, S" and "S, as X notes", also where the tagger takes
// the verb for a noun.
func (f *finder) asides() {
	for token := range f.d.Tokens {
		if f.low[token] != "as" {
			continue
		}
		first, last := f.bounds(token)
		if token > first && f.d.Tokens[token-1].Form != "," {
			continue
		}
		verb := f.asVerb(token, last)
		if verb < 0 || f.byVerb[verb] != nil {
			continue
		}
		f.aside(token, verb, first, last)
	}
}

// asVerb is the cue that ends a short "as X says" before a comma or the
// sentence's end, or -1.
func (f *finder) asVerb(as, last int) int {
	for i := as + 1; i < min(last, as+16); i++ {
		if f.d.Tokens[i].Form == "," || i == last-1 {
			cue := i - 1
			if f.d.Tokens[i].Form != "," && f.d.Tokens[i].UPOS != "PUNCT" {
				cue = i
			}
			if _, ok := f.lex.verbs[f.lemma(max(0, cue-1))]; ok && cue-1 > as && f.low[cue] == "it" && f.phrasal(cue-1, strings.TrimSuffix(f.lemma(cue-1), " it")) == "it" {
				cue--
			}
			entry, ok := f.lex.verbs[f.lemma(cue)]
			if cue > as+1 && ok && (entry.allows("that") || entry.allows("as-it")) && f.d.Tokens[cue].XPOS != "VB" && f.d.Tokens[cue].XPOS != "NN" {
				return cue
			}
			if f.roleWord(i-1) && !f.d.Tokens[i-1].Span.Empty() && f.d.Tokens[i].Form == "," { // an apposition's comma
				continue
			}
			return -1
		}
		if f.inQuote[i] != f.inQuote[as] {
			return -1
		}
	}
	return -1
}

func (f *finder) aside(as, verb, first, last int) {
	source := f.piece(as+1, f.groupStart(verb))
	if source.Empty() || f.finite(as+1) || f.d.Tokens[as+1].UPOS == "ADV" || f.d.Tokens[as+1].UPOS == "VERB" {
		return
	}
	a := &found{entry: f.lex.verbs[f.lemma(verb)], verb: verb, cue: f.cueSpan(verb), name: f.nounBefore(f.groupStart(verb)), source: source, viaHead: -1, quote: -1, rule: "as"}
	if a.name >= 0 && a.name <= as {
		a.name = -1
	}
	if q := f.inQuote[verb]; q >= 0 {
		first, last = max(first, f.quotes[q].first), min(last, f.quotes[q].last)
	}
	if as > first+2 || as > first && f.verbAhead(first, as) {
		a.content = f.pieces(first, as)
	}
	a.content = append(a.content, f.pieces(f.d.TokenAt(a.cue.End), last)...)
	if len(a.content) > 0 {
		f.keep(a)
	}
}
