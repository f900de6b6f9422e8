package attribution

import "stemma"

// setVia sets who it was said to or through whom it came: the hearer, "to
// reporters", "on Twitter", "in a statement carried by …".
func (f *finder) setVia(a *found, hearer int) {
	if hearer < 0 && a.verb >= 0 {
		hearer = f.channel(a.verb)
	}
	if hearer < 0 || hearer == a.name || f.timed(hearer, hearer+1) {
		return
	}
	a.viaHead = hearer
	end := f.phraseEnd(hearer, false)
	for _, piece := range a.content {
		if first := f.d.TokenAt(piece.Start); first > hearer {
			end = min(end, first)
		}
	}
	for end > hearer+1 && f.low[end-1] == "that" {
		end--
	}
	start := f.phraseStart(hearer)
	if a.verb >= 0 && a.verb < hearer {
		start = max(start, a.verb+1)
	}
	for i := hearer + 1; i < end; i++ {
		if f.low[i] == "after" || f.low[i] == "before" || f.low[i] == "during" || f.low[i] == "on" || f.low[i] == "in" {
			end = i
		}
	}
	start, end = f.rightRun(start, end, hearer)
	if at := f.d.TokenAt(a.source.Start); !a.source.Empty() && at > hearer {
		end = min(end, at)
	}
	a.via = f.piece(start, end)
	for _, piece := range a.content {
		if piece.Overlaps(a.via) {
			a.via, a.viaHead = stemma.Span{}, -1
			return
		}
	}
}

// channel is the head of a via among a verb's own dependents, or -1.
func (f *finder) channel(verb int) int {
	for _, kid := range f.kids[verb] {
		if f.rel[kid] != "obl" || !f.nominal(kid) {
			continue
		}
		switch kase := f.kase(kid); {
		case kase == "to" && f.lex.verbs[f.lemma(verb)].allows("that"):
			return kid
		case (kase == "on" || kase == "via" || kase == "through") && f.lex.media[f.lemma(kid)]:
			return kid
		case f.lex.message[f.lemma(kid)]:
			if at := f.carrier(kid); at >= 0 {
				return at
			}
		}
	}
	return f.openingMessage(verb)
}

// openingMessage is who carried the message that opens the sentence: "In a
// statement released by the agency, …"; or -1.
func (f *finder) openingMessage(verb int) int {
	first, _ := f.bounds(verb)
	if f.low[first] != "in" || !f.messagePhrase(first, verb) || f.verbAhead(first, f.groupStart(verb)) {
		return -1
	}
	for i := first + 2; i < verb; i++ {
		switch f.low[i] {
		case ",":
			return -1
		case "by", "to", "with":
			if f.d.Tokens[i].UPOS == "ADP" && f.nounAfter(i) >= 0 {
				return f.nounAfter(i)
			}
		}
	}
	return -1
}

// carrier is who a message went to or was carried by, or -1.
func (f *finder) carrier(message int) int {
	for _, kid := range f.kids[message] {
		switch kase := f.kase(kid); f.rel[kid] {
		case "nmod":
			if kase == "to" || kase == "with" || kase == "on" && f.lex.media[f.lemma(kid)] {
				return kid
			}
		case "acl", "acl:relcl":
			if at := f.agent(kid); at >= 0 {
				return at
			}
		}
	}
	return -1
}
