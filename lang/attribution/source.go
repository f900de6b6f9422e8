package attribution

import (
	"strings"

	"stemma"
)

// subject is the token that heads the source of a verb, or -1, and whether the
// verb is passive. A verb without a subject of its own has that of the verb it
// is joined to; a participle after a noun has the noun.
func (f *finder) subject(verb int) (subject int, passive bool) {
	passive = f.child(verb, "aux:pass", "nsubj:pass", "csubj:pass") >= 0
	for at, steps := verb, 0; at >= 0 && steps < 8; steps++ {
		if own := f.child(at, "nsubj", "nsubj:pass"); own >= 0 {
			return own, passive
		}
		up := f.head[at]
		if up < 0 {
			return -1, passive
		}
		switch f.rel[at] {
		case "conj", "advcl":
			if f.nominal(up) && f.child(up, "cop", "nsubj") < 0 {
				return -1, passive
			}
		case "xcomp":
			if object := f.child(up, "obj", "iobj"); object >= 0 && object < at && f.lex.verbs[f.lemma(up)].allows("hearer-to") {
				return object, passive
			}
		case "parataxis":
			if f.d.Tokens[at].XPOS != "VBG" {
				return -1, passive
			}
		case "acl", "acl:relcl":
			if !f.nominal(up) {
				return -1, passive
			}
			return up, passive || f.d.Tokens[verb].XPOS == "VBN"
		default:
			return -1, passive
		}
		at = up
	}
	return -1, passive
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
	if lemma := f.d.Tokens[token].Lemma; lemma != "" {
		return strings.ToLower(lemma)
	}
	return f.low[token]
}

// sourceSpan is the noun phrase of a source: with its apposition and role,
// without relative clauses, and on one side of the verb.
func (f *finder) sourceSpan(head, verb int) stemma.Span {
	first, last := f.phraseStart(head), f.phraseEnd(head, false)
	if verb >= 0 && head < verb {
		last = min(last, f.groupStart(verb))
	} else if verb >= 0 {
		first = max(first, verb+1)
	}
	return f.piece(first, last)
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
	for _, q := range f.quotes {
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
		case "acl":
			if comma || !whole && f.d.Tokens[head].UPOS == "PROPN" && f.d.Tokens[kid].XPOS == "VBG" {
				return end
			}
			end = max(end, f.hi[kid])
		case "conj":
			if f.verbal(kid) && !f.verbal(head) {
				return end
			}
			end = max(end, f.phraseEnd(kid, whole))
		default:
			end = max(end, f.phraseEnd(kid, whole))
		}
	}
	return end
}

// nounBefore is the head of the noun phrase that ends right before a token: the
// fallback where the tree has no subject. -1 where something else stands there.
func (f *finder) nounBefore(token int) int {
	first, _ := f.bounds(token)
	at := token - 1
	for at >= first && f.d.Tokens[at].UPOS == "ADV" {
		at--
	}
	if at >= first && f.nominal(at) && f.inQuote[at] == f.inQuote[token] {
		return f.phraseHead(at)
	}
	return -1
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
			return f.phraseHead(at)
		}
		return -1
	}
	return -1
}

// phraseHead climbs from a noun to the head of the phrase it is part of.
func (f *finder) phraseHead(token int) int {
	for steps := 0; steps < 8; steps++ {
		up := f.head[token]
		if up < 0 || !f.nominal(up) {
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
