package entity

import (
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// readMetonyms marks the countries, capitals and seats that act as governments
// and makes a capital or seat that does a mention of its country: "Pyongyang
// admitted" names North Korea, "in Pyongyang" the city.
func (f *finder) readMetonyms() {
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		e := &f.d.Entities[m.Entity]
		if m.Type != "GPE" || e.Kind != gazetteer.KindCountry && e.Kind != gazetteer.KindCapital && e.Kind != gazetteer.KindSeat {
			continue
		}
		rule := f.acting(m)
		if rule == "" {
			continue
		}
		m.Metonym, m.Rule = true, m.Rule+"+"+rule
		if country, found := gazetteer.CountryOf(e.Country); found && e.Kind != gazetteer.KindCountry {
			m.Entity = f.countryEntity(country)
			m.ID = country.Name
		}
	}
}

// countryEntity is the document's entity of a country, made where it has none.
func (f *finder) countryEntity(country gazetteer.Entry) int {
	key := "GPE " + gazetteer.Key(country.Name)
	at, found := f.entities[key]
	if !found {
		at = len(f.d.Entities)
		f.d.Entities = append(f.d.Entities, fromEntry(country))
		f.entities[key] = at
	}
	return at
}

// acting is the rule by which a place acts as a government, "" where it is a place.
func (f *finder) acting(m *stemma.Mention) string {
	if f.d.Tokens[m.Head].Deprel != "" {
		if rule := f.actingByTree(m); rule != "" {
			return rule
		}
	}
	return f.actingByWords(m)
}

// actingByTree reads the name's place in the tree, for a coordinated name that
// of the first of them.
func (f *finder) actingByTree(m *stemma.Mention) string {
	token := m.Head
	for steps := 0; f.d.Tokens[token].Deprel == "conj" && f.d.Tokens[token].Head >= 0 && steps < 8; steps++ {
		token = f.d.Tokens[token].Head
	}
	relation, governor := f.d.Tokens[token].Deprel, f.d.Tokens[token].Head
	if governor < 0 {
		return ""
	}
	if strings.HasPrefix(f.d.Tokens[governor].Deprel, "aux") && f.d.Tokens[governor].Head >= 0 {
		governor = f.d.Tokens[governor].Head // a parser's slip: the auxiliary bears the subject
	}
	relation, _, _ = strings.Cut(relation+":", ":")
	lemma := f.lemma(governor)
	switch relation {
	case "nsubj":
		if f.d.Tokens[token].Deprel == "nsubj:pass" {
			if f.passiveParty(governor) {
				return "metonym-object"
			}
			return ""
		}
		if strings.Contains(acts()[lemma], "s") || f.open(governor) {
			return "metonym-subject"
		}
	case "obj", "iobj":
		if strings.Contains(acts()[lemma], "o") {
			return "metonym-object"
		}
	case "obl", "nmod":
		return f.actingOblique(token, governor, lemma)
	}
	return ""
}

// passiveParty reports whether the subject of a passive is dealt with as a
// government is: "Moscow was accused".
func (f *finder) passiveParty(verb int) bool { return strings.Contains(acts()[f.lemma(verb)], "o") }

// open reports whether a verb governs a clause, as only somebody who speaks or
// wills does.
func (f *finder) open(verb int) bool {
	var buffer [32]int
	for _, child := range f.d.Children(buffer[:0], verb) {
		if relation := f.d.Tokens[child].Deprel; f.d.Tokens[verb].UPOS == "VERB" && (relation == "ccomp" || relation == "xcomp") {
			return true
		}
	}
	return false
}

func (f *finder) actingOblique(token, governor int, lemma string) string {
	switch f.caseOf(token) {
	case "'s", "’s", "'", "’":
		if strings.Contains(affairs()[lemma], "own") {
			return "metonym-owner"
		}
	case "by":
		if f.d.Tokens[token].Deprel == "obl:agent" || strings.Contains(acts()[lemma], "s") {
			return "metonym-agent"
		}
	case "with", "between", "against", "towards", "toward", "from", "to", "by way of":
		if strings.Contains(affairs()[lemma], "with") || strings.Contains(acts()[lemma], "p") {
			return "metonym-party"
		}
	}
	return ""
}

// caseOf is the preposition or possessive of a noun.
func (f *finder) caseOf(token int) string {
	var buffer [32]int
	for _, child := range f.d.Children(buffer[:0], token) {
		if f.d.Tokens[child].Deprel == "case" {
			return strings.ToLower(f.d.Tokens[child].Form)
		}
	}
	return ""
}

func (f *finder) lemma(i int) string {
	if f.d.Tokens[i].Lemma != "" {
		return strings.ToLower(f.d.Tokens[i].Lemma)
	}
	return stem(strings.ToLower(f.d.Tokens[i].Form))
}

// stem takes the endings of regular verbs off where no lemma is known.
func stem(form string) string {
	for _, ending := range []string{"ied", "ed", "es", "s", "ing"} {
		base, found := strings.CutSuffix(form, ending)
		if !found {
			continue
		}
		for _, candidate := range []string{base, base + "e", base + "y", base[:max(0, len(base)-1)]} {
			if acts()[candidate] != "" {
				return candidate
			}
		}
	}
	if form == "said" {
		return "say"
	}
	return form
}

// actingByWords reads the verb that follows, where there is no tree.
func (f *finder) actingByWords(m *stemma.Mention) string {
	_, end := f.sentence(m.First)
	if m.First > 0 && preposition(f.d.Tokens[m.First-1].Form) {
		return ""
	}
	auxiliary := false
	for i := m.Last; i < min(end, m.Last+5); i++ {
		token := &f.d.Tokens[i]
		if strings.Contains(acts()[f.lemma(i)], "s") && token.UPOS != "NOUN" && token.UPOS != "PROPN" {
			return "metonym-subject"
		}
		auxiliary = auxiliary || token.UPOS == "AUX" || f.lemma(i) == "have"
		between := auxiliary && (token.UPOS == "ADP" || token.UPOS == "NOUN" || token.UPOS == "PART") // "has in turn provided"
		if token.UPOS != "AUX" && token.UPOS != "ADV" && !between && !skipped(token.Form) {
			return ""
		}
	}
	return ""
}

func skipped(form string) bool {
	switch form {
	case "also", "has", "have", "had", "will", "would", "later", "again", "already", "then":
		return true
	}
	return false
}

func preposition(form string) bool {
	switch strings.ToLower(form) {
	case "in", "at", "near", "to", "from", "of", "into", "around", "outside", "through":
		return true
	}
	return false
}
