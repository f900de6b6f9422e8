// Package coref says whom pronouns and descriptions mean.
//
// Input: a document whose names entity.Find has found. Output: the document's
// mentions with resolved pronouns added (Form "pronoun", ID and Entity of whom
// they mean) and descriptions bound to an entity where the text tells which.
//
//	Putin praised them in a message to Kim . He spoke of two countries .
//	                                         [he → Putin]
//
// Persons are weighed with the weights of Lappin and Leass (1994): a mention
// makes its person salient by its part in the sentence (subject, object …), and
// all salience halves from sentence to sentence. Unlike theirs, salience does not
// add up over mentions: the one whom an article is about would outweigh the
// subject of the sentence before, whom "he" means in news. A pronoun whose two best
// candidates are close is left alone: a wrong speaker is worse than none. "It"
// and "they" are resolved only to the subject of the clause that governs them,
// or of the sentence before where they speak.
//
// It deliberately leaves first and second persons (they depend on who speaks,
// which lang/attribution finds), expletives, and pronouns before their name.
package coref

import (
	"slices"
	"strings"

	"stemma"
)

// resolver is one call's working state.
type resolver struct {
	d       *stemma.Document
	people  []referent     // persons in order of appearance
	byID    map[string]int // who is which of people
	mention []int32        // for each token the index of its mention + 1; 0 none
	quoted  []bool         // tokens between quotation marks
	found   []stemma.Mention
	subject int               // mention that is the subject of the sentence before, -1 none
	called  map[string]called // by the lemma of what a body's apposition calls it: "NPD Group, a research firm"
}

// called is a body and the sentence in which it was called something.
type called struct{ entity, sentence int }

// referent is somebody whom a pronoun may mean: a person with a name, or a
// person only described.
type referent struct {
	id       string
	entity   int // -1: only described
	gender   string
	salience float64
	sentence int // of the last mention
	last     int // token of the last mention
}

// Resolve links the document's pronouns and descriptions to its entities.
func Resolve(d *stemma.Document) {
	r := &resolver{d: d, byID: map[string]int{}, mention: make([]int32, len(d.Tokens)), quoted: make([]bool, len(d.Tokens)), subject: -1, called: map[string]called{}}
	r.mark()
	for s := range d.Sentences {
		r.sentence(s)
	}
	d.Mentions = append(d.Mentions, r.found...)
	slices.SortFunc(d.Mentions, func(a, b stemma.Mention) int { return a.First - b.First })
}

// mark notes which tokens belong to mentions and which stand in quotation marks.
func (r *resolver) mark() {
	for i, m := range r.d.Mentions {
		for k := m.First; k < m.Last; k++ {
			r.mention[k] = int32(i + 1)
		}
	}
	open, block := false, -1
	for _, s := range r.d.Sentences {
		if s.Block != block {
			open, block = false, s.Block
		}
		for i := s.First; i < s.Last; i++ {
			switch form := r.d.Tokens[i].Form; {
			case form == "“" || form == "``":
				open = true
			case form == "”" || form == "''":
				open = false
			case form == "\"":
				open = !open
			}
			r.quoted[i] = open
		}
	}
}

// sentence resolves one sentence from left to right and then lets salience fade.
func (r *resolver) sentence(s int) {
	sentence := r.d.Sentences[s]
	subject := -1
	for i := sentence.First; i < sentence.Last; i++ {
		at := int(r.mention[i]) - 1
		switch {
		case at >= 0 && r.d.Mentions[at].First == i:
			r.meet(at, s)
			if subject < 0 && r.weight(r.d.Mentions[at].Head) >= mainSubject {
				subject = at
			}
		case at < 0:
			if pronoun, found := pronouns()[strings.ToLower(r.d.Tokens[i].Form)]; found {
				r.pronoun(i, s, pronoun)
			}
		}
	}
	r.subject = subject
	for i := range r.people {
		r.people[i].salience *= fading
	}
}

// meet takes a mention into account: a description is bound where the text
// tells whose it is, and a person gains salience.
func (r *resolver) meet(at, s int) {
	m := &r.d.Mentions[at]
	if m.Form == stemma.Nominal && m.Entity < 0 {
		r.describe(m, s)
	}
	if m.Type == "ORG" && m.Form == stemma.Name && m.Entity >= 0 {
		r.apposed(m, s)
	}
	if m.Type != "PER" || plural(r.d, m) {
		return
	}
	r.raise(r.person(m), m.Head, s)
}

// person is the referent of a mention of a person, made where it is new.
func (r *resolver) person(m *stemma.Mention) int {
	id := m.ID
	if m.Entity < 0 {
		id = "the " + id // a person described is nobody with that name
	}
	if at, found := r.byID[id]; found {
		return at
	}
	gender := ""
	if m.Entity >= 0 {
		gender = r.d.Entities[m.Entity].Gender
	} else {
		gender = roleGender(r.lemma(m.Head))
	}
	r.people = append(r.people, referent{id: m.ID, entity: m.Entity, gender: gender})
	r.byID[id] = len(r.people) - 1
	return len(r.people) - 1
}

func (r *resolver) raise(who, head, s int) {
	p := &r.people[who]
	p.salience = max(p.salience*again, recency+r.weight(head))
	p.sentence, p.last = s, head
}

func (r *resolver) lemma(i int) string {
	if r.d.Tokens[i].Lemma != "" {
		return strings.ToLower(r.d.Tokens[i].Lemma)
	}
	return strings.ToLower(r.d.Tokens[i].Form)
}

// plural reports whether a mention of persons means several of them.
func plural(d *stemma.Document, m *stemma.Mention) bool {
	if m.Form == stemma.Name {
		return false // "Cheeks" looks like several
	}
	token := &d.Tokens[m.Head]
	return token.XPOS == "NNS" || token.XPOS == "NNPS" || strings.Contains(token.Feats, "Number=Plur") || token.XPOS == "" && strings.HasSuffix(token.Form, "s")
}
