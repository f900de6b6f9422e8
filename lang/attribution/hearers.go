package attribution

import "stemma"

// infinitive is the "to" clause that completes a verb, or -1.
func (f *finder) infinitive(verb int) int {
	for _, kid := range f.kids[verb] {
		if kid < verb || !f.marked(kid, "to") {
			continue
		}
		switch f.rel[kid] {
		case "xcomp", "ccomp":
			return kid
		case "advcl": // "asked X to …" as some treebanks have it
			if object := f.child(verb, "obj", "iobj"); object > verb && f.hi[object] == f.lo[kid] {
				return kid
			}
		}
	}
	if object := f.child(verb, "obj", "iobj"); object > verb { // the same, hung on X
		for _, kid := range f.kids[object] {
			if f.rel[kid] == "acl" && f.marked(kid, "to") && f.lo[kid] > object && f.lo[kid] <= object+2 {
				return kid
			}
		}
	}
	return -1
}

func (f *finder) readInfinitive(verb, subject int, entry cue, r *framing) bool {
	clause := f.infinitive(verb)
	if clause < 0 || subject < 0 || f.rel[verb] == "acl" && entry.class != "claim" && entry.class != "threaten" {
		return false
	}
	first := max(f.lo[clause], verb+1)
	if object := f.child(verb, "obj", "iobj"); object > verb && object < clause && !entry.allows("hearer") && !entry.allows("hearer-to") {
		first = f.lo[object]
	}
	r.content = f.pieces(first, f.hi[clause])
	return true
}

// readHearerTo reads "asked X to …".
func (f *finder) readHearerTo(verb, subject int, entry cue, r *framing) bool {
	clause, object := f.infinitive(verb), f.objectAfter(verb)
	if clause < 0 {
		if object < 0 {
			return false
		}
		to := f.toAfter(object)
		if to < 0 || !f.leads(verb) {
			return false
		}
		r.hearer, r.content = object, f.pieces(to, f.reach(verb, to))
		return true
	}
	if object < 0 {
		object = f.child(clause, "nsubj")
	}
	if object < 0 || object > clause {
		return false
	}
	first := max(f.lo[clause], object+1)
	if f.hi[object] <= clause {
		first = max(first, f.hi[object])
	}
	if f.head[clause] == object && f.d.Tokens[f.lo[clause]].UPOS != "PART" {
		first = f.lo[clause]
	}
	r.hearer, r.content = object, f.pieces(first, f.hi[clause])
	return true
}

// readOnTo reads "called on X to …".
func (f *finder) readOnTo(verb, subject int, entry cue, r *framing) bool {
	next := verb + 1
	_, last := f.bounds(verb)
	if subject < 0 || next >= last || f.low[next] != "on" && f.low[next] != "upon" && f.low[next] != "to" && f.low[next] != "with" {
		return false
	}
	name := f.nounAfter(next)
	if name < 0 {
		return false
	}
	to := f.toAfter(name)
	if to < 0 {
		return false
	}
	end := f.reach(verb, to)
	if up := f.head[to]; up > to && f.rel[to] == "mark" {
		end = min(end, f.hi[up])
	}
	r.hearer, r.content = name, f.pieces(to, end)
	return true
}

// readWith reads "threatened X with Y".
func (f *finder) readWith(verb, subject int, entry cue, r *framing) bool {
	object, phrase := f.child(verb, "obj"), f.complement(verb, "with")
	if object < verb || phrase < object || subject < 0 {
		return false
	}
	r.hearer, r.content = object, f.pieces(f.lo[phrase]+1, f.contentEnd(phrase))
	return true
}

// readObjectTo reads "wants X to …", where X belongs to the content.
func (f *finder) readObjectTo(verb, subject int, entry cue, r *framing) bool {
	clause, object := f.infinitive(verb), f.child(verb, "obj", "iobj")
	if clause < 0 || object < 0 || object > clause || object < verb {
		return false
	}
	r.content = f.pieces(f.lo[object], f.hi[clause])
	return true
}

// readRaised reads "X is said to …" and "X is considered Y": the subject and
// the complement are the content.
func (f *finder) readRaised(verb, subject int, entry cue, r *framing) bool {
	clause := f.child(verb, "xcomp", "ccomp")
	if clause < 0 && entry.allows("pred-passive") {
		clause = f.child(verb, "obj", "obl", "advcl")
		if clause > verb && f.rel[clause] == "obl" && f.kase(clause) != "" && f.kase(clause) != "as" {
			clause = -1
		}
	}
	if clause < 0 || clause < verb || f.aclOf(verb) >= 0 && f.child(verb, "aux:pass") < 0 {
		return false
	}
	if subject >= 0 && f.low[subject] == "it" && f.rel[clause] == "ccomp" {
		r.impersonal = subject
	} else if subject >= 0 {
		r.content = f.subjectPiece(subject, verb)
	}
	r.subject = true
	if by := f.byTail(clause, f.hi[clause]); by >= 0 && entry.allows("pred-passive") {
		r.agent = by + 1
		r.content = append(r.content, f.pieces(max(f.lo[clause], verb+1), by)...)
		return true
	}
	r.content = append(r.content, f.pieces(f.afterThat(max(f.lo[clause], verb+1), f.hi[clause]), f.beforeWhich(clause))...)
	return true
}

// beforeWhich is where a hedged infinitive ends: before a relative clause after a
// comma, which tells what nobody hedges ("is believed to have died in the fire,
// which closed the road").
func (f *finder) beforeWhich(clause int) int {
	for i := clause + 1; i < f.hi[clause]; i++ {
		if f.rel[i] == "acl:relcl" && f.lo[i] > clause {
			first := f.lo[i]
			if f.d.Tokens[first].Form == "," {
				first++
			}
			if first > 0 && f.d.Tokens[first-1].Form == "," && (f.low[first] == "which" || f.low[first] == "who") {
				return first - 1
			}
		}
	}
	return f.hi[clause]
}

// byTail is the "by" of an agent that closes a complement, or -1.
func (f *finder) byTail(first, last int) int {
	for i := last - 2; i > first; i-- {
		switch {
		case f.low[i] == "by" && f.nounAfter(i) >= 0 && !f.timed(i+1, last):
			return i
		case !f.roleWord(i):
			return -1
		}
	}
	return -1
}

// subjectPiece is a passive's subject as content.
func (f *finder) subjectPiece(subject, verb int) []stemma.Span {
	if f.relative(subject) {
		return nil
	}
	last := f.phraseEnd(subject, true)
	if subject < verb {
		last = min(last, f.groupStart(verb))
	}
	return f.pieces(f.phraseStart(subject), last)
}

// readGerund reads "denied taking part", "admitted to taking part".
func (f *finder) readGerund(verb, subject int, entry cue, r *framing) bool {
	if f.d.Tokens[verb].XPOS == "VB" && f.child(verb, "aux") < 0 && f.aspectBefore(verb) < 0 {
		return false // "the process to consider changing it"
	}
	for _, kid := range f.kids[verb] {
		switch f.rel[kid] {
		case "xcomp", "ccomp", "advcl", "obj", "obl":
			if kid > verb && f.d.Tokens[kid].XPOS == "VBG" && f.lo[kid] <= verb+2 && subject >= 0 && !f.mark(verb+1) {
				first := max(f.lo[kid], verb+1)
				if f.d.Tokens[first].XPOS == "WRB" || f.d.Tokens[first].UPOS == "SCONJ" && f.low[first] != "to" {
					continue // "consider when weighing …"
				}
				if f.low[first] == "to" {
					first++
				}
				r.content = f.pieces(first, f.hi[kid])
				return true
			}
			if first := f.lo[kid]; first == verb+1 && f.low[first] == "to" && first+1 < len(f.d.Tokens) && f.d.Tokens[first+1].XPOS == "VBG" && subject >= 0 {
				r.content = f.pieces(first+1, f.hi[kid])
				return true
			}
		}
	}
	return false
}

// readPassive reads "losses are expected when …" and "the move was announced by X".
func (f *finder) readPassive(verb, subject int, entry cue, r *framing) bool {
	if subject < 0 || f.agent(verb) < 0 && (!entry.allows("passive") || f.child(verb, "aux:pass") < 0) {
		return false
	}
	if f.low[subject] == "it" || f.low[subject] == "which" || f.low[subject] == "that" {
		subject = f.antecedent(subject)
	}
	if subject < 0 {
		return false
	}
	r.subject = true
	r.content = f.subjectPiece(subject, verb)
	if clause := f.child(verb, "advcl"); clause > verb && f.agent(verb) < 0 {
		r.content = append(r.content, f.pieces(f.lo[clause], f.hi[clause])...)
	}
	return true
}

// antecedent is the noun that a relative pronoun stands for, or -1.
func (f *finder) antecedent(pronoun int) int {
	for at, steps := pronoun, 0; at >= 0 && steps < 8; at, steps = f.head[at], steps+1 {
		if f.rel[at] == "acl:relcl" {
			return f.head[at]
		}
	}
	return -1
}
