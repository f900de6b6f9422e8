package coref

import (
	"strings"

	"stemma"
)

// pronoun resolves one pronoun, or leaves it.
func (r *resolver) pronoun(i, s int, p pronoun) {
	switch p.means {
	case "person":
		r.personal(i, s, p)
	default:
		r.impersonal(i, s, p)
	}
}

// personal resolves "he" or "her" to the most salient person of the gender.
// Not to the one whose act it is the object of ("he told him"), and within
// quotation marks not to the one who speaks them.
func (r *resolver) personal(i, s int, p pronoun) {
	self := r.subjectOf(r.verbAbove(i))
	barred := func(who *referent) bool {
		if r.quoted[i] && who.sentence == s && !r.quoted[who.last] && strings.HasPrefix(r.outer(who.last), "nsubj") {
			return true
		}
		return p.part == "object" && r.object(i) && self >= 0 && who.sentence == s && who.last == self
	}
	rule := "pronoun:clause"
	who := r.clauseSubject(i, s, p)
	if who < 0 {
		rule = "pronoun:salience"
		who = r.best(s, p.gender, barred)
	}
	if who < 0 {
		return
	}
	person := &r.people[who]
	if person.gender == "" {
		person.gender = p.gender
	}
	if person.entity >= 0 && r.d.Entities[person.entity].Gender == "" {
		r.d.Entities[person.entity].Gender = p.gender
	}
	r.add(i, "PER", person.id, person.entity, rule)
	r.raise(who, i, s)
}

// clauseSubject is the person who is the subject of the clause that a pronoun's
// clause completes ("Hale said Marsh believed he …": Marsh), or of its own
// clause where it is an owner ("Hale sold his car"); -1 where that is nobody of
// the gender.
func (r *resolver) clauseSubject(i, s int, p pronoun) int {
	own := r.verbAbove(i)
	if own < 0 || r.d.Tokens[i].Deprel == "" {
		return -1
	}
	if p.part == "subject" {
		if relation := r.d.Tokens[own].Deprel; r.subjectOf(own) != i || relation != "ccomp" && relation != "advcl" {
			return -1
		}
		own = r.verbAbove(own)
	} else if p.part == "object" || r.object(i) && p.part != "self" {
		return -1
	}
	subject := r.subjectOf(own)
	at := int(r.mentionAt(subject)) - 1
	if at < 0 || subject > i || r.quoted[i] != r.quoted[subject] || r.d.Mentions[at].Type != "PER" || plural(r.d, &r.d.Mentions[at]) || r.coordinated(subject) {
		return -1
	}
	who := r.person(&r.d.Mentions[at])
	if gender := r.people[who].gender; gender != p.gender && (gender != "" || r.another(who, s, p.gender)) || r.people[who].sentence != s {
		return -1
	}
	return who
}

// another reports whether somebody else, known to be of the gender, was named
// lately.
func (r *resolver) another(who, s int, gender string) bool {
	for i := range r.people {
		if p := &r.people[i]; i != who && p.gender == gender && s-p.sentence <= reach {
			return true
		}
	}
	return false
}

// object reports whether a pronoun is not an owner ("her" is both).
func (r *resolver) object(i int) bool { return !strings.HasSuffix(r.d.Tokens[i].XPOS, "$") }

// verbAbove is the nearest token above that bears a subject; -1 where there is
// none or a clause without its own subject lies between.
func (r *resolver) verbAbove(i int) int {
	for steps := 0; i >= 0 && steps < 32; steps++ {
		i = r.d.Tokens[i].Head
		if i < 0 {
			return -1
		}
		if r.subjectOf(i) >= 0 {
			return i
		}
		switch relation, _, _ := strings.Cut(r.d.Tokens[i].Deprel, ":"); relation {
		case "acl", "ccomp", "csubj", "parataxis":
			return -1
		}
	}
	return -1
}

// subjectOf is the subject of a token, or -1.
func (r *resolver) subjectOf(verb int) int {
	if verb < 0 {
		return -1
	}
	var buffer [32]int
	for _, child := range r.d.Children(buffer[:0], verb) {
		if strings.HasPrefix(r.d.Tokens[child].Deprel, "nsubj") {
			return child
		}
	}
	return -1
}

// impersonal resolves "it" and "they" to the subject of the clause that governs
// theirs, where that is a body, a state or a group: "Police said they …". At the
// head of a sentence that speaks, to the subject of the sentence before.
func (r *resolver) impersonal(i, s int, p pronoun) {
	own := r.verbAbove(i)
	if r.d.Tokens[i].Deprel == "" || p.part != "owner" && (own < 0 || r.subjectOf(own) != i) {
		return // an object is seldom the subject of its own clause
	}
	if own >= 0 && r.subjectOf(own) == i {
		if r.d.Tokens[own].Deprel == "root" {
			if r.subject >= 0 && speaks()[r.lemma(own)] {
				r.take(i, r.subject, p)
			}
			return
		}
		if !strings.HasPrefix(r.d.Tokens[own].Deprel, "ccomp") {
			return // "evacuated after it …": the subject above need not be meant
		}
		own = r.verbAbove(own)
	}
	if own < 0 {
		return
	}
	if at := int(r.mentionAt(r.subjectOf(own))) - 1; at >= 0 {
		r.take(i, at, p)
	}
}

// mentionAt is the index + 1 of the mention that a subject token heads, 0 none.
func (r *resolver) mentionAt(token int) int32 {
	if token < 0 {
		return 0
	}
	at := r.mention[token]
	if at > 0 && r.d.Mentions[at-1].Head != token {
		return 0
	}
	return at
}

// take makes a pronoun mean what a mention means, where number and kind agree.
func (r *resolver) take(i, at int, p pronoun) {
	m := &r.d.Mentions[at]
	if m.First > i || m.ID == "" || !m.Acts() || r.rival(m, i) {
		return
	}
	many := plural(r.d, m) || r.coordinated(m.Head)
	switch p.means {
	case "thing":
		if many || m.Type == "PER" || m.Type == "NORP" {
			return
		}
	case "group":
		body := m.Type == "ORG" || m.Type == "NORP"
		if r.coordinated(m.Head) || !many && !body {
			return
		}
	}
	r.add(i, m.Type, m.ID, m.Entity, "pronoun:subject")
}

// rival reports whether the subject of another clause, a body or state of its
// own, stands between a mention and a pronoun, so that either may be meant.
func (r *resolver) rival(m *stemma.Mention, i int) bool {
	for k := m.Last; k < i; k++ {
		at := r.mention[k]
		if at == 0 || !strings.HasPrefix(r.d.Tokens[k].Deprel, "nsubj") {
			continue
		}
		if other := &r.d.Mentions[at-1]; other.Head == k && other.ID != m.ID && (other.Type == "ORG" || other.Type == "GPE") {
			return true
		}
	}
	return false
}

// coordinated reports whether a phrase is one of several joined by "and".
func (r *resolver) coordinated(head int) bool {
	var buffer [32]int
	for _, child := range r.d.Children(buffer[:0], head) {
		if r.d.Tokens[child].Deprel == "conj" {
			return true
		}
	}
	return r.d.Tokens[head].Deprel == "conj"
}

func (r *resolver) add(i int, kind, id string, entity int, rule string) {
	r.found = append(r.found, stemma.Mention{
		Span: r.d.Tokens[i].Span, Type: kind, ID: id, Form: stemma.Pronoun, Entity: entity, First: i, Last: i + 1, Head: i, Rule: rule,
	})
}
