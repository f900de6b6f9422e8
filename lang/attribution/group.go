package attribution

import (
	"strings"

	"stemma"
)

// cueSpan is the verb group: from its first auxiliary to its particle.
func (f *finder) cueSpan(verb int) stemma.Span {
	if f.quoted(verb) >= 0 {
		return f.d.TokenSpan(verb-1, f.cueEnd(verb)) // "quoted the mayor as saying"
	}
	return f.d.TokenSpan(f.groupStart(verb), f.cueEnd(verb))
}

// cueEnd is the token after a verb and the words that belong to it.
func (f *finder) cueEnd(verb int) int {
	if lemma, ok := f.lex.forms[f.low[verb]]; ok && f.verbal(verb) && f.phrasal(verb, lemma) != "" {
		return verb + 1 + len(strings.Fields(f.phrasal(verb, lemma)))
	}
	if f.child(verb, "compound:prt") == verb+1 {
		return verb + 2
	}
	return verb + 1
}

// groupStart is the first token of a verb group: auxiliaries, negation, and the
// verb of aspect ("began reporting") or report ("is quoted as saying") before it.
func (f *finder) groupStart(verb int) int {
	if up := f.aspectBefore(verb); up >= 0 {
		return f.groupStart(up)
	}
	if up := f.sayingAfter(verb); up >= 0 {
		return f.groupStart(up)
	}
	first, _ := f.bounds(verb)
	start := verb
	for i := verb - 1; i >= first && verb-i < 8; i-- {
		token := f.d.Tokens[i]
		switch {
		case token.UPOS == "AUX" && (f.head[i] == verb || f.head[i] < 0), f.head[i] == verb && (f.low[i] == "not" || f.low[i] == "n't" || f.low[i] == "n’t" || f.low[i] == "never"):
			start = i
		case token.UPOS == "ADV":
		default:
			return start
		}
	}
	return start
}

// aspectBefore is the verb of aspect that a verb completes, right before it but
// for "to" and adverbs; or -1.
func (f *finder) aspectBefore(verb int) int {
	up := f.head[verb]
	if f.rel[verb] != "xcomp" || up < 0 || up >= verb || !f.lex.aspect[f.lemma(up)] {
		return -1
	}
	for i := up + 1; i < verb; i++ {
		if f.low[i] != "to" && f.low[i] != "on" && f.d.Tokens[i].UPOS != "ADV" {
			return -1
		}
	}
	return up
}

// sayingAfter is the passive before "as saying", or -1.
func (f *finder) sayingAfter(verb int) int {
	up := f.head[verb]
	if up < 0 || up >= verb || verb < 1 || f.low[verb-1] != "as" || !f.lex.heard[f.lemma(up)] || f.quoted(verb) >= 0 {
		return -1
	}
	return up
}

// quoted is the one who is quoted where another quotes him ("quoted the mayor as
// saying"), or -1.
func (f *finder) quoted(verb int) int {
	if verb < 1 || f.low[verb-1] != "as" {
		return -1
	}
	first, _ := f.bounds(verb)
	for i := verb - 2; i >= max(first, verb-14); i-- {
		if !f.verbal(i) {
			continue
		}
		if object := f.child(i, "obj"); f.lex.heard[f.lemma(i)] && object > i && object < verb {
			return object
		}
		return -1
	}
	return -1
}

// phrasal is the words after a verb that make another cue of it, "out" of "rule
// out", "it clear" of "make it clear"; "" for none. A particle must be the verb's.
func (f *finder) phrasal(token int, lemma string) string {
	for _, rest := range f.lex.phrasal[lemma] {
		at := token + 1
		for word := range strings.FieldsSeq(rest) {
			if at >= len(f.low) || f.low[at] != word || f.sent[at] != f.sent[token] {
				at = -1
				break
			}
			at++
		}
		if at < 0 || at == token+2 && f.d.Tokens[token+1].UPOS == "ADP" && f.rel[token+1] != "compound:prt" && f.head[token+1] != token {
			continue
		}
		return rest
	}
	return ""
}
