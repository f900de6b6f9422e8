package claim

import "strings"

// clauseRange is the token range of a clause with its own subject, repaired at
// both ends where the words go on past what the tree gives it.
func (x *extractor) clauseRange(v int) (first, last int) {
	own := x.ownSubject(v)
	first, last = x.predicateRange(v)
	begin, end := x.extent(own)
	if own < v {
		begin = min(begin, own)
		first = begin
		for i := x.child[v]; i >= 0 && int(i) < own; i = x.next[i] {
			if x.relation(int(i)) == "expl" {
				first = min(first, int(i))
			}
		}
	} else { // "there were four aftershocks"
		first, last = min(first, x.leftEdge(v, v)), max(last, end)
	}
	first, last = x.insidePiece(v, x.settleLeft(first), last)
	return first, x.settleRight(first, last, v)
}

// predicateRange is the same without the subject.
func (x *extractor) predicateRange(v int) (first, last int) {
	first = v
	own := x.ownSubject(v)
	for c := x.child[v]; c >= 0 && int(c) < v; c = x.next[c] {
		i := int(c)
		switch x.relation(i) {
		case "aux", "cop", "advmod", "det", "amod", "compound", "nummod", "case", "obj", "flat", "nmod":
			if i > own {
				f, _ := x.extent(i)
				first = min(first, max(f, own+1))
			}
		}
	}
	for i := first; i < v; i++ {
		if x.d.Tokens[i].UPOS == "PUNCT" && x.d.Tokens[i].Form == "," || x.d.Tokens[i].UPOS == "CCONJ" && x.d.Tokens[i].Head == v {
			first = i + 1
		}
	}
	last = x.rightEdge(v, v+1)
	f, l := x.insidePiece(v, first, last)
	return max(first, f), x.settleRight(max(first, f), l, v)
}

// insidePiece cuts a range to what the innermost source says around a token,
// from its first piece in the sentence to its last.
func (x *extractor) insidePiece(trigger, first, last int) (int, int) {
	for _, a := range x.under[trigger] {
		if own, cue := x.cues[trigger]; cue && own == int(a) {
			continue
		}
		low, high := -1, -1
		for _, piece := range x.d.Attributions[a].Content {
			f, l := x.d.TokensIn(piece.Span)
			if l <= first || f >= last {
				continue
			}
			if low < 0 {
				low = f
			}
			high = l
		}
		if low >= 0 {
			return max(first, low), min(last, high)
		}
	}
	return first, last
}

// aside reports a token of a range that belongs to the words of attribution
// between two pieces of one content: "the quake, he said, killed five".
func (x *extractor) aside(i, first, last int) bool {
	if len(x.under[first]) == 0 {
		return false
	}
	for _, a := range x.under[first] {
		pieces := x.d.Attributions[a].Content
		if x.raised(a) {
			continue
		}
		for p := 1; p < len(pieces); p++ {
			_, from := x.d.TokensIn(pieces[p-1].Span)
			to, _ := x.d.TokensIn(pieces[p].Span)
			if i >= from && i < to && from > first && to < last {
				return true
			}
		}
	}
	return false
}

// raised reports an attribution whose cue is part of its content's clause, an
// adverb of it or the main verb over its subject: "Berg and Olsen are accused of fraud" is no sentence without its cue.
func (x *extractor) raised(a int32) bool {
	cue := x.d.Attributions[a].Cue
	if cue == nil {
		return false
	}
	first, last := x.d.TokensIn(cue.Span)
	for i := first; i < last; i++ {
		if x.d.Tokens[i].UPOS == "ADV" {
			return true // "has reportedly left": a hedge, and part of the line
		}
		if head := x.d.Tokens[i].Head; x.relation(i) == "acl" && head >= 0 && head < i && x.says(head, int(a)) {
			return true // "a woman charged with killing two": without its cue she would be guilty
		}
		if own := x.ownSubject(i); own >= 0 && own < i && x.passive(i, 0) && x.says(own, int(a)) {
			return true
		}
	}
	return false
}

// settleLeft takes in what stands right before a noun phrase and belongs to it.
func (x *extractor) settleLeft(first int) int {
	s := x.d.SentenceAt(first)
	if s < 0 {
		return first
	}
	for i := first - 1; i >= x.d.Sentences[s].First && first-i < 8; i = first - 1 {
		t, next := &x.d.Tokens[i], &x.d.Tokens[first]
		switch {
		case (t.Form == "-" || t.Form == "–") && t.End == next.Start && i > x.d.Sentences[s].First && x.d.Tokens[i-1].End == t.Start:
		case t.End == next.Start && t.UPOS != "PUNCT":
		case t.UPOS == "DET" && (next.UPOS == "NOUN" || next.UPOS == "ADJ" || next.UPOS == "PROPN" || next.UPOS == "NUM"):
		case t.UPOS == "PROPN" && next.UPOS == "PROPN" && x.d.MentionAt(i) >= 0 && x.d.MentionAt(i) == x.d.MentionAt(first):
		case strings.EqualFold(next.Form, "to") && strings.EqualFold(t.Form, "up"):
		case next.UPOS == "NUM" && strings.EqualFold(t.Form, "to") && i > x.d.Sentences[s].First && strings.EqualFold(x.d.Tokens[i-1].Form, "up"):
		case strings.EqualFold(next.Form, "than") && x.words.in("hedging", strings.ToLower(t.Form)):
		case (next.UPOS == "NUM" || next.Form == "$") && x.words.in("hedging", strings.ToLower(t.Form)) && t.UPOS != "VERB":
		default:
			return first
		}
		first = i
	}
	return first
}

// settleRight ends a range where the words allow a line to end: past what the
// tree left out in the middle of a phrase, before a dangling word, before the
// words of attribution that close a sentence.
func (x *extractor) settleRight(first, last, v int) int {
	s := x.d.SentenceAt(last - 1)
	if s < 0 {
		return last
	}
	end := x.d.Sentences[s].Last
	for steps := 0; last < end && steps < 40 && x.goesOn(last, v); steps++ {
		last++
	}
	last = x.comparison(first, last, end)
	last = x.listEnd(last, end)
	last = x.beforeSource(first, last, end)
	last = x.beforeStub(first, x.beforeSecond(first, last))
	last = x.beforeAside(first, last, v)
	for last > first+1 && x.dangles(last-1, first) {
		last--
	}
	return last
}

// comparison takes in what "such … as" and "as much … as" announce.
func (x *extractor) comparison(first, last, end int) int {
	if last >= end || !strings.EqualFold(x.d.Tokens[last].Form, "as") {
		return last
	}
	for i := max(first, last-6); i < last; i++ {
		if !x.words.in("announcing as", strings.ToLower(x.d.Tokens[i].Form)) {
			continue
		}
		if head := x.d.Tokens[last].Head; head > last && head < end {
			_, to := x.extent(head)
			return min(to, end)
		}
		return min(last+2, end)
	}
	return last
}

// listEnd is the end of a list that goes on to the end of its sentence without
// another verb: "shells, missiles | and rockets."
func (x *extractor) listEnd(last, end int) int {
	if last >= end || x.d.Tokens[last].Form != "," && x.d.Tokens[last].UPOS != "CCONJ" {
		return last
	}
	joined := false
	for i := last; i < end && i < last+25; i++ {
		t := &x.d.Tokens[i]
		joined = joined || t.UPOS == "CCONJ" && t.Form != "but"
		if _, cue := x.cues[i]; cue || t.UPOS == "VERB" || t.UPOS == "AUX" || t.UPOS == "SCONJ" || x.times[i] >= 0 || t.Form == "\"" || t.Form == "”" || t.Form == "“" {
			return last
		}
		if t.UPOS == "PUNCT" && t.Form != "," && t.Form != "-" || i == end-1 {
			if joined {
				return i
			}
			return last
		}
	}
	return last
}

// pastOpening skips "However," and the like at the beginning of a sentence.
func (x *extractor) pastOpening(first, end int) int {
	if first+2 < end && x.d.Tokens[first].UPOS == "ADV" && x.d.Tokens[first+1].Form == "," {
		return first + 2
	}
	return first
}

// goesOn reports whether a token continues the phrase or clause before it. A
// verb goes on only with a clause that it belongs to: after "the man who fled" the
// main clause's verb follows.
func (x *extractor) goesOn(i, v int) bool {
	t, before := &x.d.Tokens[i], &x.d.Tokens[i-1]
	if _, cue := x.cues[i]; cue {
		return false
	}
	if before.End == t.Start && t.UPOS != "PUNCT" || t.Form == "-" && before.End == t.Start {
		return true
	}
	switch t.UPOS {
	case "PUNCT", "CCONJ", "SCONJ":
		return before.UPOS == "PUNCT" && before.Form == "-" && before.End == t.Start
	case "ADP":
		return before.UPOS == "ADP" || before.UPOS == "VERB"
	case "PART":
		return strings.HasPrefix(t.Form, "'") || strings.HasPrefix(t.Form, "’") || x.lemma(i) == "not"
	case "ADV":
		return false
	case "AUX":
		return v < 0 || x.relation(v) == "root" || x.d.Dominates(v, i) || before.UPOS == "AUX"
	case "VERB":
		if v >= 0 && x.relation(v) != "root" && !x.d.Dominates(v, i) {
			return false
		}
		return t.XPOS == "VBD" || t.XPOS == "VBZ" || t.XPOS == "VBP" || t.XPOS == "MD" || before.UPOS == "AUX" || before.UPOS == "PART" || before.UPOS == "SCONJ"
	case "PRON":
		return before.UPOS == "ADP" || before.UPOS == "SCONJ" || before.UPOS == "VERB"
	}
	return true
}

// beforeSource cuts "…, officials said" and "…, according to the mayor", whether
// an attribution was found there or not.
func (x *extractor) beforeSource(first, last, end int) int {
	for i := first + 1; i < last; i++ {
		if strings.EqualFold(x.d.Tokens[i].Form, "according") && i+1 < end && strings.EqualFold(x.d.Tokens[i+1].Form, "to") {
			return i
		}
	}
	comma := -1
	tense := false
	for i := first; i < last; i++ {
		if x.d.Tokens[i].Form == "," && tense {
			comma = i
		}
		tense = tense || x.finiteForm(i) || x.heading(i)
	}
	if comma < 0 {
		return last
	}
	for i := comma + 1; i < min(end, last+4); i++ {
		_, cue := x.cues[i]
		said := x.d.Tokens[i].UPOS == "VERB" && x.finite(i) && x.words.in("report", x.lemma(i))
		said = said || i == comma+1 && cue
		if said || cue && x.finite(i) && x.d.Tokens[i].UPOS == "VERB" {
			if own := x.ownSubject(i); own < 0 || own > comma {
				return comma
			}
		}
		if i > last && x.d.Tokens[i].UPOS == "PUNCT" {
			break
		}
	}
	return last
}

// beforeSecond cuts a second content clause ("…, and that he had fled") off a line
// that has left the first one's "that" behind.
func (x *extractor) beforeSecond(first, last int) int {
	for i := first; i+1 < last; i++ {
		t, next := &x.d.Tokens[i], &x.d.Tokens[i+1]
		if strings.EqualFold(t.Form, "that") && t.UPOS == "SCONJ" {
			return last
		}
		if t.UPOS == "CCONJ" && strings.EqualFold(next.Form, "that") && next.UPOS == "SCONJ" && i > first+2 {
			return i
		}
	}
	return last
}

// beforeStub cuts a subordinate clause that the range breaks off before its verb:
// "…, when the acting boss".
func (x *extractor) beforeStub(first, last int) int {
	for i := last - 1; i > first; i-- {
		switch t := &x.d.Tokens[i]; {
		case t.UPOS == "VERB" || t.UPOS == "AUX":
			return last
		case t.UPOS == "SCONJ" && x.relation(i) == "mark", t.XPOS == "WRB", t.XPOS == "WDT", t.XPOS == "WP":
			return i
		}
	}
	return last
}

// beforeAside cuts a relative clause behind a comma that goes on to the range's
// end: it says something else of a participant, and is a clause of its own.
func (x *extractor) beforeAside(first, last, v int) int {
	for i := first + 1; i < last-1 && v >= 0; i++ {
		if x.d.Tokens[i].Form != "," || x.d.Tokens[i+1].XPOS != "WDT" && x.d.Tokens[i+1].XPOS != "WP" {
			continue
		}
		clause := x.d.Tokens[i+1].Head
		if clause <= i || clause >= last || x.d.Tokens[clause].Deprel != "acl:relcl" || clause == v || x.d.Dominates(clause, v) {
			continue
		}
		if _, end := x.extent(clause); end >= last {
			return i
		}
	}
	return last
}

// dangles reports a word that cannot end a line.
func (x *extractor) dangles(i, first int) bool {
	t := &x.d.Tokens[i]
	switch t.UPOS {
	case "PUNCT":
		return t.Form != ")" && t.Form != "\"" && t.Form != "”" && t.Form != "'" && t.Form != "’" && t.Form != "]" || i == first
	case "CCONJ", "SCONJ", "DET":
		return t.UPOS != "DET" || x.relation(i) == "det"
	case "ADP":
		if x.words.in("particle", strings.ToLower(t.Form)) || t.Deprel == "compound:prt" {
			return false
		}
		return true
	case "PART":
		return strings.EqualFold(t.Form, "to") || strings.EqualFold(t.Form, "not")
	case "PRON":
		return t.XPOS == "WDT" || t.XPOS == "WP" || t.XPOS == "WP$" || t.XPOS == "PRP$"
	case "AUX":
		return true
	case "ADV":
		return t.XPOS == "WRB" || t.XPOS == "RBR" && x.words.in("degree", x.lemma(i))
	case "VERB":
		return strings.EqualFold(t.Form, "including") || strings.EqualFold(t.Form, "according")
	}
	return strings.EqualFold(t.Form, "including") || strings.EqualFold(t.Form, "amid")
}
