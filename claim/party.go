package claim

import (
	"strings"

	"stemma"
)

// parties names noun phrases, the same party once.
func (x *extractor) parties(heads []int) []stemma.Party {
	var parties []stemma.Party
	for _, head := range heads {
		if head = x.untimed(head); head < 0 {
			continue
		}
		party := x.party(head)
		if party.Name == "" || x.empty(head) {
			continue
		}
		known := false
		for _, p := range parties {
			known = known || p.Name == party.Name
		}
		if !known {
			parties = append(parties, party)
		}
	}
	return parties
}

// untimed is a head that is no time expression: where the parser made one the
// head of a party ("the minister today urged"), a mention below it; -1 for none.
func (x *extractor) untimed(head int) int {
	if !x.timed(head) {
		return head
	}
	for c := x.child[head]; c >= 0; c = x.next[c] {
		if m := x.d.MentionAt(int(c)); m >= 0 && !x.timed(int(c)) {
			return int(c)
		}
	}
	return -1
}

// empty reports whether a head says nothing of who it is: an expletive, an
// unresolved "it" or "that", a relative pronoun without antecedent.
func (x *extractor) empty(i int) bool {
	if whole := x.partitive(i); whole >= 0 {
		return x.empty(whole)
	}
	switch x.d.Tokens[i].UPOS {
	case "PRON", "DET":
	case "ADP", "PUNCT", "CCONJ", "SCONJ", "PART", "AUX", "ADV", "INTJ":
		return true
	case "VERB":
		return x.dependent(i, "det") < 0
	default:
		return false
	}
	if m := x.d.MentionAt(i); m >= 0 && x.resolved(m) {
		return false
	}
	return !x.words.in("quantifier", x.lemma(i)) && !x.firstPerson(i)
}

// resolved reports whether a mention's entity has a name of its own.
func (x *extractor) resolved(m int) bool {
	mention := &x.d.Mentions[m]
	if x.model(m) {
		return false
	}
	return mention.Form != stemma.Pronoun || mention.ID != "" && !strings.EqualFold(mention.ID, mention.Span.In(x.d.Text))
}

// model reports whether a mention names a make of which there are many and no
// single thing: "seven AK-47 rifles", "two F-16s", but not "the INS Tabar".
func (x *extractor) model(m int) bool {
	mention := &x.d.Mentions[m]
	if mention.Type != "WEAPON" && mention.Type != "VEHICLE" {
		return false
	}
	kind := x.d.Entities[mention.Entity].Kind
	return kind != "ship" && kind != "craft"
}

// party is the participant that a head names: its entity where a mention holds
// the head, and the trimmed words of its noun phrase otherwise.
func (x *extractor) party(head int) stemma.Party {
	if whole := x.partitive(head); whole >= 0 {
		party := x.party(whole)
		party.Span = party.Span.Cover(x.d.Tokens[head].Span)
		return party
	}
	d := x.d
	first, last := x.phrase(head)
	party := stemma.Party{Span: d.TokenSpan(first, last), Sector: x.words.sectors[x.lemma(head)]}
	m := d.MentionAt(head)
	if m >= 0 && d.Mentions[m].Type == "NORP" && d.Tokens[head].UPOS != "ADJ" {
		// "Two Somalis" are people, not Somalia; the country is theirs.
		party.Name, party.Country = x.phraseName(first, last, head), x.phraseCountry(first, last)
		return party
	}
	if m >= 0 && d.Mentions[m].Type == "ORG" {
		if titled := x.titled(head); titled >= 0 && d.Mentions[d.MentionAt(titled)].Type == "PER" {
			return x.party(titled) // "Rovers defender Ada Berg" parsed as headed by the club
		}
	}
	if m >= 0 && x.heads(m, head) && x.resolved(m) {
		mention := &d.Mentions[m]
		party.Span = party.Span.Cover(mention.Span)
		if mention.Form == stemma.Pronoun {
			party.Span = mention.Span
		}
		party.Name, party.Entity = mention.ID, mention.ID
		if mention.Form == stemma.Nominal && !x.proper[mention.ID] {
			party.Name = x.phraseName(first, last, head) // "nine engineers" are called "engineers"
		}
		if e := mention.Entity; e >= 0 && e < len(d.Entities) {
			party.Country = d.Entities[e].Country
			if party.Sector == "" || d.Entities[e].Sector != "" {
				party.Sector = d.Entities[e].Sector
			}
		}
		if party.Country == "" && mention.Form == stemma.Nominal {
			party.Country = x.phraseCountry(first, last)
		}
		return party
	}
	if titled := x.titled(head); titled >= 0 {
		holder := x.party(titled)
		holder.Span = holder.Span.Cover(party.Span)
		return holder
	}
	party.Name = x.phraseName(first, last, head)
	party.Country = x.phraseCountry(first, last)
	return party
}

// partitive is the noun in "thousands of students", "one of the guards", "a
// group of rebels": the party is what the share is of. -1 for other heads.
func (x *extractor) partitive(head int) int {
	if x.d.Tokens[head].UPOS != "NUM" && !x.words.in("partitive", x.lemma(head)) {
		return -1
	}
	for c := x.child[head]; c >= 0; c = x.next[c] {
		if i := int(c); i > head && x.relation(i) == "nmod" && x.preposition(i) == "of" && !x.timed(i) {
			return i
		}
	}
	return -1
}

// titled is the head of a person's name that a title's head stands right before
// ("police captain Ada Berg" parsed as headed by "police"), or -1.
func (x *extractor) titled(head int) int {
	for i := head + 1; i < len(x.d.Tokens) && i <= head+6; i++ {
		if m := x.d.MentionAt(i); m >= 0 && m != x.d.MentionAt(head) {
			if kind := x.d.Mentions[m].Type; (kind == "PER" || kind == "ORG") && x.d.Mentions[m].Form == stemma.Name && x.d.Dominates(head, x.d.Mentions[m].Head) {
				return x.d.Mentions[m].Head
			}
		}
		switch x.d.Tokens[i].UPOS {
		case "NOUN", "PROPN", "ADJ":
		default:
			return -1
		}
	}
	return -1
}

// heads reports whether a mention is of the thing that the head names, not of a
// modifier inside a longer name.
func (x *extractor) heads(m, head int) bool {
	mention := &x.d.Mentions[m]
	return mention.Head == head || mention.First <= head && head < mention.Last && !x.within(mention.Head, head, mention)
}

// within reports whether a mention's own head hangs below the given token
// outside the mention: then the mention only modifies the token's phrase.
func (x *extractor) within(inner, outer int, m *stemma.Mention) bool {
	return inner >= 0 && inner < len(x.d.Tokens) && (inner < m.First || inner >= m.Last) && x.d.Dominates(outer, inner)
}

// phrase is the token range of a noun phrase: its head with what stands before
// it and the short modifiers after it, without clauses, appositions and
// coordinated phrases.
func (x *extractor) phrase(head int) (first, last int) {
	first, last = x.phraseAt(head, 0)
	for first > 1 && x.d.Tokens[first-1].Form == "-" && x.joined(first-2) && x.d.Tokens[first-1].End == x.d.Tokens[first].Start {
		first -= 2 // a compound's first half: "61-year-old man"
	}
	return first, last
}

func (x *extractor) phraseAt(head, depth int) (first, last int) {
	first, last = head, head+1
	if depth > 20 {
		return first, last
	}
	for c := x.child[head]; c >= 0; c = x.next[c] {
		i := int(c)
		switch x.relation(i) {
		case "det", "amod", "nummod", "compound", "flat", "nmod", "fixed", "goeswith", "advmod", "name":
			if x.d.Tokens[i].Deprel == "nmod:poss" && i > head || x.d.Tokens[i].Deprel == "nmod:unmarked" && i > head {
				continue
			}
			if x.relation(i) == "nmod" && i > head && (x.timed(i) || depth == 0 && x.placeAt(i) != nil && x.locates(x.preposition(i), false)) {
				continue // when and where are the claim's own, no part of the name
			}
			f, l := x.phraseAt(i, depth+1)
			if i > head && (f > last+1 || x.separated(last, f)) {
				continue
			}
			first, last = min(first, f), max(last, l)
		case "case":
			// A preposition belongs to the phrase above, and "'s" closes a possessor.
			if depth > 0 {
				first, last = min(first, i), max(last, i+1)
			}
		}
	}
	return first, last
}

// separated reports whether a comma or bracket stands in [from, to).
func (x *extractor) separated(from, to int) bool {
	for i := from; i < to && i < len(x.d.Tokens); i++ {
		if x.d.Tokens[i].UPOS == "PUNCT" {
			return true
		}
	}
	return false
}

// phraseName is a noun phrase's words without determiners and figures in front:
// "at least nine members of a regiment" is called "members of a regiment".
func (x *extractor) phraseName(first, last, head int) string {
	for first < head {
		t := &x.d.Tokens[first]
		if t.UPOS == "DET" || t.UPOS == "NUM" && !x.joined(first) || t.UPOS == "ADP" || t.UPOS == "PUNCT" || t.UPOS == "CCONJ" || x.words.in("hedge", x.lemma(first)) || x.measured(first) {
			first++
			continue
		}
		break
	}
	for last > head+1 && x.d.Tokens[last-1].UPOS == "PUNCT" {
		last--
	}
	name := strings.Join(strings.Fields(x.d.TokenSpan(first, last).In(x.d.Text)), " ")
	if first < head && x.d.Tokens[first].Deprel == "nmod:poss" && x.d.Tokens[first].UPOS == "PRON" {
		return x.ownedName(first, last, head)
	}
	return name
}

// joined reports whether a token is hyphened to the next: "61-year-old".
func (x *extractor) joined(i int) bool {
	return i+1 < len(x.d.Tokens) && x.d.Tokens[i].End == x.d.Tokens[i+1].Start && x.d.Tokens[i+1].Form == "-"
}

// ownedName writes a phrase that begins with a possessive pronoun: the owner's
// name for the pronoun where it is known, nothing for it otherwise.
func (x *extractor) ownedName(first, last, head int) string {
	rest := x.phraseName(first+1, last, head)
	if m := x.d.MentionAt(first); m >= 0 && x.resolved(m) {
		if owner := x.d.Mentions[m].ID; !strings.Contains(rest, owner) {
			return owner + "'s " + rest
		}
	}
	return rest
}

// measured reports whether a figure, its counted noun aside, covers a token.
func (x *extractor) measured(i int) bool {
	q := x.sums[i]
	return q >= 0 && x.d.Quantities[q].Of != "age" && !x.d.Quantities[q].Noun.Overlaps(x.d.Tokens[i].Span)
}

// phraseCountry is the country of the first name in a noun phrase: "North
// Korean soldiers" belong to North Korea.
func (x *extractor) phraseCountry(first, last int) string {
	for i := first; i < last; i++ {
		if m := x.d.MentionAt(i); m >= 0 {
			if e := x.d.Mentions[m].Entity; e >= 0 && e < len(x.d.Entities) && x.d.Entities[e].Country != "" {
				return x.d.Entities[e].Country
			}
		}
	}
	return ""
}

// firstPerson reports whether a token is "I" or "we".
func (x *extractor) firstPerson(i int) bool {
	switch strings.ToLower(x.d.Tokens[i].Form) {
	case "i", "we", "me", "us", "our", "my":
		return true
	}
	return false
}
