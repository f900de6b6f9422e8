package quantity

// ofTree is what befell the counted by the sentence's tree. It climbs from the
// counted noun to the first word that says so: modifiers ("people killed in
// the blast", "who died"), the verb whose object or subject the noun is, or a
// noun over it ("the deaths of two women"). Lists, appositions and parts ("12
// people, including three children", "two of the crew") hand their fate down.
func (f *finder) ofTree(q *figure) string {
	if q.noun >= 0 && q.Unit != "person" && loaded.words["afar"][f.at(q.end)] {
		return "" // "arrested five buildings away"
	}
	return f.fate(f.anchor(q), f.atoms[q.first].Start)
}

// fate climbs from the token n, whose phrase begins at an offset.
func (f *finder) fate(n, start int) string {
	for steps := 0; n >= 0 && steps < 6; steps++ {
		if of := f.modified(n); of != "" {
			return of
		}
		head := f.tree.head(n)
		if head < 0 {
			return ""
		}
		if of := f.governed(n, head, start); of != "" {
			return of
		}
		if !f.handsDown(n, head, start) {
			return ""
		}
		n = head
	}
	return ""
}

// anchor is the token that stands for the counted: the noun's or the number's,
// whichever heads the other. -1 where there is no tree.
func (f *finder) anchor(q *figure) int {
	at := q.last - 1
	if q.noun >= 0 {
		at = q.noun
	}
	n := f.token(at)
	for steps := 0; n >= 0 && steps < 6; steps++ {
		head := f.tree.head(n)
		if head < 0 || f.tree.tokens[head].Start < f.atoms[q.first].Start || f.tree.tokens[head].Start >= f.atoms[max(q.end, q.last)-1].End {
			break
		}
		n = head
	}
	return n
}

// handsDown reports that what befell the head befell its dependent too.
func (f *finder) handsDown(n, head, start int) bool {
	switch t := f.tree; {
	case t.is(n, "conj"):
		return !t.has(n, "nsubj", "cop") && f.verb(head) == f.verb(n)
	case t.is(n, "appos") && t.tokens[n].UPOS == "NUM" && !t.has(n, "nmod", "det", "nummod", "cc"):
		return false // an age: "his two brothers, 17 and 22, were arrested"
	case t.is(n, "amod"):
		return loaded.words["vague"][t.form(n)]
	case t.is(n, "appos", "nummod", "det", "flat", "compound", "list"), t.tokens[n].Deprel == "cc:preconj" && !f.verb(head):
		return true
	case t.is(n, "nmod", "acl", "obl"):
		marker := t.marker(n, start)
		return parts(marker) || marker == "of" && (f.tree.tokens[head].UPOS == "NUM" || loaded.words["group"][t.form(head)] || loaded.people[t.form(head)] && !loaded.one[t.form(head)])
	}
	return false
}

// parts reports a preposition that names some of those counted before.
func parts(marker string) bool { return marker == "including" || marker == "among" }

func (f *finder) verb(i int) bool { return f.tree.tokens[i].UPOS == "VERB" }

// modified is what n's own modifiers say: "people killed in the blast",
// "wounded soldiers", "crew who were shot and killed", "two of the dead".
func (f *finder) modified(n int) string {
	of := ""
	f.tree.find(n, func(c int) bool {
		r := f.roleAt(c)
		switch t := f.tree; {
		case t.is(c, "amod"), t.is(c, "nmod") && t.marker(c, t.tokens[c].Start) == "of" && r.state:
			if r.passive || r.state {
				of = r.of
			}
		case t.is(c, "obl", "nmod", "nsubj") && f.amongFirst(n, c): // "among the dead were four students"
			if r.state || r.passive {
				of = r.of
			}
		case t.is(c, "acl"):
			of = f.suffered(c, f.relative(c) || !t.has(c, "nsubj"))
		}
		return of != ""
	})
	return of
}

// amongFirst reports that c begins n's clause: "among the dead".
func (f *finder) amongFirst(n, c int) bool {
	return c < n && f.tree.has(n, "cop") && parts(f.tree.marker(c, f.tree.tokens[c].Start))
}

// relative reports a clause whose subject is a relative pronoun.
func (f *finder) relative(verb int) bool {
	return f.tree.find(verb, func(c int) bool {
		form := f.tree.form(c)
		return f.tree.is(c, "nsubj") && (form == "who" || form == "that" || form == "which")
	}) >= 0
}

// governed is what the word over n says befell it. "Two more were shot down" has
// "more" for a subject, which parsers take for an adverb.
func (f *finder) governed(n, head, start int) string {
	switch t := f.tree; {
	case t.is(n, "nsubj"), t.is(n, "advmod") && t.form(n) == "more" && n < head:
		return f.suffered(head, true)
	case t.is(n, "obj") && loaded.words["include"][t.form(head)]: // "the dead included four students"
		if subject := t.find(head, func(c int) bool { return t.is(c, "nsubj") && c < head }); subject >= 0 {
			if r := f.roleAt(subject); r.state || r.noun {
				return r.of
			}
		}
	case t.is(n, "obj", "iobj"), t.is(n, "obl", "dep") && t.marker(n, start) == "" && f.verb(head):
		if of := f.suffered(head, false); of != "" || !loaded.words["leave"][t.form(head)] {
			return of
		}
		return f.leftAlike(n)
	case t.is(n, "obl") && f.verb(head) && parts(t.marker(n, start)): // of the object, or else the subject
		return f.suffered(head, !t.has(head, "obj"))
	case t.is(n, "nmod") && t.marker(n, start) == "of":
		if r := f.roleAt(head); r.noun && t.find(head, func(c int) bool { return loaded.words["pending"][t.form(c)] }) < 0 { // "the attempted murder of two men"
			return r.of
		}
	}
	return ""
}

// leftAlike is what the word behind a list says of all in it: "left nine men and
// ten women injured". Parsers agree on nothing here, so words decide.
func (f *finder) leftAlike(n int) string {
	t := f.tree
	for i := n + 1; i < len(t.tokens) && i <= n+widest; i++ {
		if r := f.roleAt(i); r.state || r.passive {
			if i+1 < len(t.tokens) && (f.nominal(i+1) || t.tokens[i+1].UPOS == "ADJ") {
				return ""
			}
			return r.of
		}
		switch t.tokens[i].UPOS {
		case "CCONJ", "NUM", "NOUN", "ADJ", "ADV", "DET":
		default:
			return ""
		}
	}
	return ""
}

// suffered is what a predicate says befell its subject, or else its object. A
// verb that tells nothing may have a complement that does ("were confirmed
// dead", "left five homeless", "took 23 into custody") or be joined to one
// ("were shot and killed").
func (f *finder) suffered(verb int, subject bool) string {
	if f.pending(verb) || f.denied(verb) || subject && f.toDeath(verb) {
		return ""
	}
	of := f.tells(verb, subject)
	if of == "shot" && f.fatal(verb) {
		return "killed"
	}
	if of != "" && of != "shot" {
		return of
	}
	f.tree.find(verb, func(c int) bool {
		told := ""
		switch t := f.tree; {
		case t.is(c, "obl") && t.form(c) == "death" && t.marker(c, t.tokens[c].Start) == "to" && (!subject || t.passive(verb) || t.has(verb, "cop")):
			told = "killed" // "stabbed to death"
		case t.is(c, "xcomp", "ccomp", "advmod", "amod", "advcl", "obl", "acl") && c > verb-2 && !t.has(c, "nsubj"):
			if r := f.roleAt(c); !(subject && f.active(verb, c)) && (r.state || r.passive && t.is(c, "xcomp", "ccomp")) && (subject || !t.is(c, "obl") || t.marker(c, t.tokens[c].Start) != "") {
				told = r.of
			}
		case subject && t.is(c, "obj") && loaded.words["undergo"][t.form(verb)]:
			if r := f.roleAt(c); r.noun { // "lost their lives", "suffered injuries"
				told = r.of
			}
		case t.is(c, "conj") && !t.has(c, "nsubj") && (t.passive(verb) || !t.passive(c)) && (subject || !t.has(c, "obj") && t.find(verb, func(o int) bool { return t.is(o, "obj") && o < c }) < 0):
			told = f.tells(c, subject)
		}
		if told != "" {
			of = told
		}
		return told != ""
	})
	return of
}

// denied reports a verb with a plain "not": "the person was not arrested".
func (f *finder) denied(verb int) bool {
	t := f.tree
	return t.find(verb, func(c int) bool {
		return t.is(c, "advmod") && c < verb && loaded.words["not"][t.form(c)] && (c+1 >= len(t.tokens) || !loaded.words["but"][t.form(c+1)])
	}) >= 0
}

// pending reports what has not come about: "2,000 are waiting to be housed", "he
// tried to kill two people".
func (f *finder) pending(verb int) bool {
	head := f.tree.head(verb)
	return loaded.words["pending"][f.tree.form(verb)] ||
		f.tree.is(verb, "xcomp") && head >= 0 && loaded.words["pending"][f.tree.form(head)]
}

// tells is what a predicate by itself says of its subject or object.
func (f *finder) tells(verb int, subject bool) string {
	r := f.roleAt(verb)
	t := f.tree
	switch {
	case !subject && r.object:
		return r.of
	case subject && r.state:
		return r.of
	case subject && r.passive && (t.passive(verb) || !t.has(verb, "obj")):
		return r.of
	}
	return ""
}

// toDeath reports "shot to death one person": the doer's verb, whose object comes
// behind "death" and is lost on parsers.
func (f *finder) toDeath(verb int) bool {
	t, next := f.tree, verb+3
	if next >= len(t.tokens) || t.form(verb+1) != "to" || t.form(verb+2) != "death" {
		return false
	}
	switch t.tokens[next].UPOS {
	case "DET", "NUM", "PRON", "NOUN", "PROPN":
		return !t.passive(verb)
	}
	return false
}

// active reports an adverb that says what the subject did to others: "two officers
// fatally shot the boy".
func (f *finder) active(verb, adverb int) bool {
	return f.tree.is(adverb, "advmod") && f.tree.tokens[adverb].UPOS == "ADV" && !f.tree.passive(verb)
}

// fatal reports "fatally shot three" and "shot one man fatally right away":
// the adverb is near the verb, whatever it depends on.
func (f *finder) fatal(verb int) bool {
	for i := max(0, verb-1); i < min(len(f.tree.tokens), verb+6); i++ {
		if f.tree.form(i) == "fatally" || i > verb && f.tree.form(i) == "death" && f.tree.form(i-1) == "to" {
			return true
		}
	}
	return false
}

// roleAt is the role of a token's word. A condition is a role only where it is
// a patient's ("in critical condition").
func (f *finder) roleAt(i int) role {
	form := f.tree.form(i)
	if form == "condition" && f.tree.find(i, func(c int) bool { return loaded.words["grave"][f.tree.form(c)] }) < 0 {
		return role{}
	}
	if loaded.words["expel"][form] && f.tree.find(i, func(c int) bool {
		return f.tree.lemma(c) == "home" && f.tree.marker(c, f.tree.tokens[c].Start) == "from"
	}) >= 0 {
		return role{of: "displaced", object: true, passive: true} // "were forced from their homes"
	}
	if loaded.words["carry"][form] && f.tree.find(i, func(c int) bool {
		return loaded.words["clinic"][f.tree.form(c)] && f.tree.marker(c, f.tree.tokens[c].Start) == "to"
	}) >= 0 {
		return role{of: "injured", object: true, passive: true} // "were taken to hospital"
	}
	r := loaded.roles[form]
	if r.of == "cut" && f.tree.find(i, func(c int) bool { return f.tree.form(c) == "off" }) >= 0 {
		r.of = "cut off"
	}
	return r
}
