package claim

import (
	"strings"

	"stemma"
)

// clauseSpan is the stretch of text that bears the claim: the clause's own
// words, from its subject where that stands before it to the end of its
// arguments, without what other clauses say on either side.
func (x *extractor) clauseSpan(c *clause) stemma.Span {
	return x.insideContent(c, x.ownSpan(c))
}

// insideContent cuts a span to the piece of attributed content that holds the
// trigger: wherever the parser hung "she said", it is no part of what she said.
func (x *extractor) insideContent(c *clause, span stemma.Span) stemma.Span {
	trigger := x.d.Tokens[c.trigger].Span
	for _, a := range x.covering(c) {
		for _, piece := range x.d.Attributions[a].Content {
			if !piece.Span.Contains(trigger) {
				continue
			}
			cut := stemma.Span{Start: max(span.Start, piece.Span.Start), End: min(span.End, piece.Span.End)}
			if first, last := x.d.TokensIn(cut); first < last {
				return x.trim(first, last)
			}
		}
	}
	return span
}

func (x *extractor) ownSpan(c *clause) stemma.Span {
	switch c.kind {
	case "age":
		return x.ageSpan(c)
	case "unknown":
		first, last := x.extent(c.verb)
		return x.trim(first, x.cut(c.verb, last))
	case "craft":
		first, last := x.phrase(c.surface[0])
		return x.trim(first, max(last, c.surface[0]+1))
	case "role":
		first, last := x.phrase(c.surface[0])
		f, l := x.d.TokensIn(x.roleSpan(c))
		return x.trim(min(first, f), max(last, l))
	case "noun":
		if c.trigger == c.verb {
			first, last := x.extent(c.trigger)
			for first < c.trigger && x.relation(first) == "case" && x.d.Tokens[first].Head == c.trigger {
				first++
			}
			return x.trim(first, x.cut(c.trigger, last))
		}
	}
	first, last := c.verb, c.verb+1
	first = x.leftEdge(c.verb, first)
	last = x.rightEdge(c.verb, last)
	return x.trim(first, last)
}

// roleSpan is the apposition itself, without the commas around it and the
// clauses that hang on it.
func (x *extractor) roleSpan(c *clause) stemma.Span {
	first, last := x.extent(c.trigger)
	if name := c.surface[0]; name > c.trigger && name < last { // "an Ethiopian ship, MV Gibe"
		last, _ = x.phrase(name)
	}
	return x.trim(first, x.cut(c.trigger, last))
}

// leftEdge goes left over the predicate's own dependents.
func (x *extractor) leftEdge(v, first int) int {
	for c := x.child[v]; c >= 0 && int(c) < v; c = x.next[c] {
		i := int(c)
		switch x.relation(i) {
		case "cc", "punct", "mark", "parataxis", "discourse", "vocative", "conj":
			continue
		case "advcl":
			continue
		case "obl":
			if x.sourcing(i) {
				continue
			}
		}
		f, _ := x.extent(i)
		first = min(first, f)
	}
	return first
}

// rightEdge goes right over the predicate's dependents up to the first one that
// is a claim of its own.
func (x *extractor) rightEdge(v, last int) int {
	end := last
	for c := x.child[v]; c >= 0; c = x.next[c] {
		i := int(c)
		if i < v {
			continue
		}
		switch x.relation(i) {
		case "conj", "parataxis", "cc":
			return end
		case "advcl":
			if x.dependent(i, "mark") < 0 && !x.infinitive(i) || x.d.Tokens[i-1].UPOS == "PUNCT" {
				return end
			}
		case "obl":
			if x.sourcing(i) {
				continue
			}
		case "punct":
			continue
		}
		_, l := x.extent(i)
		end = max(end, l, x.countedEnd(i))
	}
	return end
}

// countedEnd is the end of what a bare figure counts where the parser hung the
// counted noun elsewhere: "there were five | fully geared up officers".
func (x *extractor) countedEnd(i int) int {
	q := x.sums[i]
	if q < 0 || x.d.Tokens[i].UPOS != "NUM" || x.d.Quantities[q].Noun.Empty() {
		return 0
	}
	noun := x.d.TokenAt(x.d.Quantities[q].Noun.End - 1)
	if noun >= len(x.d.Tokens) || x.d.SentenceAt(noun) != x.d.SentenceAt(i) {
		return 0
	}
	return noun + 1
}

// sourcing reports whether a phrase names whose word it is ("according to the
// mayor"): no part of what is claimed.
func (x *extractor) sourcing(i int) bool {
	word, _, _ := strings.Cut(x.preposition(i), " ")
	return x.words.in("sourcing", word)
}

// cut ends a noun phrase before a clause that hangs on it.
func (x *extractor) cut(head, last int) int {
	for c := x.child[head]; c >= 0; c = x.next[c] {
		if i := int(c); i > head && (x.relation(i) == "acl" || x.relation(i) == "parataxis" || x.relation(i) == "conj") {
			f, _ := x.extent(i)
			return min(last, max(head+1, f))
		}
	}
	return last
}

// ageSpan reaches from the name to the age, whichever comes first.
func (x *extractor) ageSpan(c *clause) stemma.Span {
	first, last := c.trigger, c.trigger+1
	if c.rule == describedAge {
		first, last = min(first, c.surface[0]), max(last, c.surface[0]+1)
	} else if m := x.d.MentionAt(c.surface[0]); m >= 0 {
		first, last = min(first, x.d.Mentions[m].First), max(last, x.d.Mentions[m].Last)
	}
	return x.trim(first, last)
}

// trim takes punctuation and conjunctions off both ends. A quotation mark or
// bracket whose partner stands inside stays.
func (x *extractor) trim(first, last int) stemma.Span {
	for first < last-1 {
		t := &x.d.Tokens[first]
		if t.UPOS != "PUNCT" && t.UPOS != "CCONJ" && t.XPOS != "WRB" && (t.UPOS != "SCONJ" || x.relation(first) != "mark" && x.lemma(first) != "that") {
			break
		}
		first++
	}
	for last > first+1 && (x.d.Tokens[last-1].UPOS == "PUNCT" || x.d.Tokens[last-1].UPOS == "CCONJ") {
		last--
	}
	return x.d.TokenSpan(first, last)
}
