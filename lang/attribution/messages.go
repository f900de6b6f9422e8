package attribution

import "stemma"

// nameMessages names the authors of messages that stand as sources: "the letter
// read" is its writer's. A message whose author the text does not tell names
// nobody.
func (f *finder) nameMessages(list []stemma.Attribution, kept []*found) {
	entity := map[*found]string{}
	for i := range list {
		if source := list[i].Source; source != nil {
			if name := kept[i].name; name >= 0 && f.isMessage(name) && f.d.MentionAt(name) < 0 || name >= 0 && f.isMessage(name) && f.d.Mentions[f.d.MentionAt(name)].Form == stemma.Nominal {
				if author := f.author(name, entity); author != "" || !f.hasName(name) {
					source.Entity = author
				}
			}
			entity[kept[i]] = source.Entity
		}
	}
}

// hasName reports whether a proper noun stands before a noun in its phrase.
func (f *finder) hasName(noun int) bool {
	for i := f.phraseStart(noun); i < noun; i++ {
		if f.d.Tokens[i].UPOS == "PROPN" {
			return true
		}
	}
	return false
}

func (f *finder) isMessage(token int) bool {
	lemma := f.lemma(token)
	return f.d.Tokens[token].UPOS == "NOUN" && (f.lex.message[lemma] || f.lex.letters[lemma] || f.lex.statements[lemma])
}

// farthestMessage is how many tokens back the first word of a message is looked for.
const farthestMessage = 600

// author is whose a message is: the one its phrase names, else, where it has
// been spoken of before, the one named there or the one who sent it; "" unknown.
func (f *finder) author(message int, named map[*found]string) string {
	if id := f.ownAuthor(message); id != "" {
		return id
	}
	if f.indefinite(message) {
		return ""
	}
	for i := message - 1; i >= max(0, message-farthestMessage); i-- {
		if !f.isMessage(i) || !f.sameMessage(i, message) {
			continue
		}
		if id := f.ownAuthor(i); id != "" {
			return id
		}
		if id := f.sender(i, named); id != "" {
			return id
		}
	}
	return ""
}

func (f *finder) indefinite(noun int) bool {
	at := f.child(noun, "det")
	return at >= 0 && (f.low[at] == "a" || f.low[at] == "an" || f.low[at] == "another")
}

// sameMessage reports whether two words may call one message.
func (f *finder) sameMessage(a, b int) bool {
	x, y := f.lemma(a), f.lemma(b)
	return x == y || f.lex.letters[x] && f.lex.letters[y] || f.lex.statements[x] && f.lex.statements[y]
}

// ownAuthor is the author that a message's own phrase names: its possessor, a
// name before it, "from X", "by X", "released by X"; "" for none.
func (f *finder) ownAuthor(message int) string {
	for _, kid := range f.kids[message] {
		kase := f.kase(kid)
		switch {
		case f.rel[kid] == "nmod:poss",
			(f.rel[kid] == "compound" || f.rel[kid] == "amod" || f.rel[kid] == "nmod") && kid < message && f.byName(kid),
			f.rel[kid] == "nmod" && kid > message && (kase == "by" || kase == "from"):
			if id := f.entity(f.possessor(kid), kid); id != "" {
				return id
			}
		case f.rel[kid] == "acl" && kid > message:
			if at := f.agent(kid); at >= 0 && f.lex.issues[f.lemma(kid)] && !f.publisher(at) {
				return f.entity(f.piece(f.phraseStart(at), f.phraseEnd(at, false)), at)
			}
		}
	}
	return ""
}

// byName reports whether a word before a message's noun is its author: "a
// Defence Ministry statement"; not the place in "a Geneva conference".
func (f *finder) byName(token int) bool {
	m := f.d.MentionAt(token)
	if m < 0 {
		return f.d.Tokens[token].XPOS == "NNP" && f.rel[token] == "compound"
	}
	return f.somebody(token) && f.d.Mentions[m].Type != "GPE"
}

// publisher reports whether a token names an agency or outlet, which publishes
// what others wrote.
func (f *finder) publisher(token int) bool {
	first, last := f.phraseStart(token), f.phraseEnd(token, false)
	for _, m := range f.d.Mentions {
		if m.First >= first && m.Last <= last && m.Entity >= 0 {
			switch f.d.Entities[m.Entity].Kind {
			case "agency", "outlet":
				return true
			}
		}
	}
	return false
}

// somebody reports whether a token belongs to a mention of a body, state or person.
func (f *finder) somebody(token int) bool {
	m := f.d.MentionAt(token)
	if m < 0 {
		return false
	}
	switch f.d.Mentions[m].Type {
	case "PER", "ORG", "GPE", "NORP":
		return true
	}
	return false
}

// sender is the subject of the verb by which a message was sent or in which
// something was said: "Hale sent a letter", "in a message, Hale said"; "" for none.
func (f *finder) sender(message int, named map[*found]string) string {
	verb := f.head[message]
	if f.kase(message) == "in" {
		for at, steps := verb, 0; at >= 0 && steps < deepest; at, steps = f.head[at], steps+1 { // the parser may hang it on any noun before it
			if a := f.byVerb[at]; a != nil && named[a] != "" {
				return named[a]
			}
			if f.verbal(at) && f.rel[at] == "acl:relcl" {
				break
			}
		}
	}
	if verb < 0 || !f.verbal(verb) || f.rel[message] != "obj" && f.rel[message] != "obl" {
		return ""
	}
	if a := f.byVerb[verb]; a != nil && named[a] != "" {
		return named[a]
	}
	if f.rel[message] == "obj" && !f.lex.issues[f.lemma(verb)] {
		return ""
	}
	subject, passive := f.subject(verb)
	if subject < 0 || passive || !f.somebody(subject) {
		return ""
	}
	return f.entity(f.piece(f.phraseStart(subject), f.phraseEnd(subject, false)), subject)
}
