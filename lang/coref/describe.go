package coref

import (
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// describe binds a description to an entity where the text tells which: "the
// North Korean dictator" to the leader of that country, "the ministry" to the
// one ministry lately named, "his country" to the person's.
func (r *resolver) describe(m *stemma.Mention, s int) {
	if plural(r.d, m) {
		return
	}
	lemma := r.lemma(m.Head)
	owner := r.ownerOf(m)
	if !r.definite(m) && owner < 0 {
		return
	}
	entity := -1
	switch {
	case owner >= 0 && lemma == "country":
		entity = r.countryOf(owner)
	case m.Type == "PER":
		entity = r.holder(m, lemma, owner)
	case owner < 0:
		entity = r.sameKind(m, lemma, s)
	}
	if entity >= 0 {
		m.Entity, m.ID, m.Type = entity, r.d.Entities[entity].ID, r.d.Entities[entity].Type
		m.Rule += "+same"
	}
}

// definite reports whether "the" or "that" stands at the head of the noun
// phrase; names between it and the mention belong to the phrase.
func (r *resolver) definite(m *stemma.Mention) bool {
	for i := m.Head; i >= max(0, m.Head-8); i-- {
		switch strings.ToLower(r.d.Tokens[i].Form) {
		case "the", "that", "this":
			return true
		case "a", "an":
			return false
		}
		if i < m.First && r.mention[i] == 0 {
			return false
		}
	}
	return false
}

// ownerOf is the entity of the pronoun or name that owns a description ("its
// leader", "Russia's president"), -1 where none does or it is not known.
func (r *resolver) ownerOf(m *stemma.Mention) int {
	var buffer [32]int
	for _, child := range r.d.Children(buffer[:0], m.Head) {
		if r.d.Tokens[child].Deprel != "nmod:poss" {
			continue
		}
		if at := r.mention[child]; at > 0 && r.d.Mentions[at-1].Head != m.Head {
			return r.d.Mentions[at-1].Entity
		}
		if pronoun, found := pronouns()[strings.ToLower(r.d.Tokens[child].Form)]; found {
			return r.ownerPronoun(child, pronoun)
		}
	}
	return -1
}

// ownerPronoun is whom an owner within a description means.
func (r *resolver) ownerPronoun(i int, p pronoun) int {
	if p.means == "person" {
		s := r.d.SentenceAt(i)
		if who := r.best(s, p.gender, func(who *referent) bool { return r.quoted[i] }); who >= 0 {
			return r.people[who].entity
		}
		return -1
	}
	if own := r.verbAbove(i); own >= 0 && p.means == "thing" {
		if at := int(r.mentionAt(r.subjectOf(own))) - 1; at >= 0 && r.d.Mentions[at].First < i {
			return r.d.Mentions[at].Entity
		}
	}
	return -1
}

// countryOf is the entity of a person's or body's country.
func (r *resolver) countryOf(owner int) int {
	return r.countryEntity(r.d.Entities[owner].Country)
}

func (r *resolver) countryEntity(code string) int {
	if code == "" {
		return -1
	}
	return slices.IndexFunc(r.d.Entities, func(e stemma.Entity) bool {
		return e.Kind == gazetteer.KindCountry && e.Country == code
	})
}

// holder is the one person met so far who holds the described role: of the
// country that the description names, or whose title has the very word; a role
// word without a family is held by its very word alone ("Coroner Lee Marsh").
func (r *resolver) holder(m *stemma.Mention, lemma string, owner int) int {
	family := families()[lemma]
	country := r.countryNamed(m)
	if owner >= 0 && country == "" {
		country = r.d.Entities[owner].Country
	}
	found, same := -1, false
	for i := range r.people {
		p := &r.people[i]
		if p.entity < 0 {
			continue
		}
		e := &r.d.Entities[p.entity]
		exact, kin := titled(e.Title, lemma, family)
		if family != "" && family == wholeFamily {
			exact = exact || kin
		}
		if !kin || country != "" && e.Country != country || country == "" && !exact {
			continue
		}
		switch {
		case found < 0, exact && !same:
			found, same = p.entity, exact
		case exact == same:
			return -1 // two hold it
		}
	}
	return found
}

// countryNamed is the country that a demonym or name within the description
// names.
func (r *resolver) countryNamed(m *stemma.Mention) string {
	for i := m.Head - 1; i >= max(0, m.Head-6); i-- {
		at := r.mention[i]
		if at > 0 && at-1 != r.mention[m.Head]-1 {
			if e := r.d.Mentions[at-1].Entity; e >= 0 {
				return r.d.Entities[e].Country
			}
		}
		if i < m.First && at == 0 {
			break
		}
	}
	return ""
}

// wholeFamily is the family whose words call one person whichever stands in his
// title: "the Rev. Lee Marsh", "the pastor".
const wholeFamily = "clergy"

// lower reports whether a word begins with a small letter.
func lower(form string) bool { return form != "" && form[0] >= 'a' && form[0] <= 'z' }

// titled reports whether a title has the very role, or one of its family.
func titled(title, lemma, family string) (exact, kin bool) {
	for word := range strings.FieldsSeq(strings.ToLower(title)) {
		word = strings.Trim(word, ".,")
		exact = exact || word == lemma
		kin = kin || family != "" && families()[word] == family
	}
	return exact, kin || exact
}

// apposed notes what an apposition calls a body, so that "the firm" is the one
// that was called a firm, whichever others stand about.
func (r *resolver) apposed(m *stemma.Mention, s int) {
	var buffer [32]int
	for _, child := range r.d.Children(buffer[:0], m.Head) {
		if r.d.Tokens[child].Deprel == "appos" && len(kinds()[r.lemma(child)]) > 0 {
			r.called[r.lemma(child)] = called{m.Entity, s}
		}
	}
}

// sameKind is the one entity of a fitting kind that the last sentences name; -1
// where there are two, or where the description says more than "the ministry".
func (r *resolver) sameKind(m *stemma.Mention, lemma string, s int) int {
	fitting := kinds()[lemma]
	if len(fitting) == 0 || m.Head-m.First > 2 || m.Head-m.First == 2 && (!slices.Contains(fitting, "company") || !lower(r.d.Tokens[m.First+1].Form)) {
		return -1 // "the software giant" may say what a company makes, "the foreign ministry" which it is
	}
	if country := r.countryNamed(m); country != "" {
		return -1
	}
	if last, found := r.called[lemma]; found && s-last.sentence <= 2*reach {
		return last.entity
	}
	from := r.d.Sentences[max(0, s-reach)].First
	found := -1
	for i := m.First - 1; i >= from; i-- {
		at := r.mention[i]
		if at == 0 || r.d.Mentions[at-1].Form != stemma.Name || r.d.Mentions[at-1].Entity < 0 {
			continue
		}
		e := r.d.Mentions[at-1].Entity
		if r.d.Mentions[at-1].Type == "NORP" || !slices.Contains(fitting, r.d.Entities[e].Kind) {
			continue
		}
		if found >= 0 && e != found {
			return -1
		}
		found = e
	}
	return found
}
