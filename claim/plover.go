package claim

import (
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// voice settles what depends on the whole mention: who "we" is, what a demand
// or a plan is in PLOVER's words, and what a figure makes of a bare statement.
func (x *extractor) voice(c *clause, m *stemma.ClaimMention) {
	x.ownWords(c, m)
	x.governments(m)
	if x.must(c.verb) {
		x.demand(c, m)
	}
	x.future(m)
	x.refused(m)
	if m.Event.Type == "FIGURE" && len(m.Quantities) == 0 && c.kind == "verb" {
		m.Event.Type = "EVENT"
	}
	if m.Event.Type == "FIGURE" && m.Event.Context == "economic" && len(c.surface) > 0 && x.someone(c.surface[0]) && x.by(c) {
		m.Event.Type, m.Event.Context = "EVENT", "" // a climber fell, not a price
	}
	if m.Event.Type == "ROLE" && x.sums[c.trigger] >= 0 {
		m.Event.Type = "FIGURE"
	}
	if len(m.Quantities) > 0 && (m.Event.Type == "STATE" || m.Event.Type == "EVENT" && c.kind != "verb") {
		m.Event.Type = "FIGURE"
	}
	if m.Actor == nil {
		m.Actor = []stemma.Party{}
	}
	if m.Recipient == nil {
		m.Recipient = []stemma.Party{}
	}
	if m.Quantities == nil {
		m.Quantities = []stemma.Quantity{}
	}
	if m.Chain == nil {
		m.Chain = []stemma.Link{}
	}
}

// someone reports whether a noun phrase names or describes a person or people.
func (x *extractor) someone(i int) bool {
	if m := x.d.MentionAt(i); m >= 0 && x.d.Mentions[m].Head == i {
		return x.d.Mentions[m].Type == "PER"
	}
	return x.words.in("people", x.lemma(i))
}

// by reports whether a clause has no object but a measure: "fell 200ft".
func (x *extractor) by(c *clause) bool {
	return !slices.ContainsFunc(c.objects, func(i int) bool {
		number := x.dependent(i, "nummod")
		return number < 0 || x.sums[number] < 0
	})
}

// governments puts the country for a capital that takes part in a dealing
// between states: "has supplied Bamako with fuel". Where things merely happen in
// a capital ("lifted the curfew in Bamako") the town is meant.
func (x *extractor) governments(m *stemma.ClaimMention) {
	if !strings.Contains(directed, " "+m.Event.Type+" ") {
		return
	}
	for _, parties := range [][]stemma.Party{m.Actor, m.Recipient} {
		for i := range parties {
			head := x.d.MentionAt(x.d.TokenAt(parties[i].Span.Start))
			if head < 0 || x.d.Mentions[head].Type != "GPE" || x.d.Mentions[head].Form != stemma.Name || parties[i].Entity == "" {
				continue
			}
			if x.locates(x.preposition(x.d.Mentions[head].Head), false) {
				continue
			}
			if country, ok := gazetteer.Capital(parties[i].Name); ok {
				parties[i].Name, parties[i].Entity, parties[i].Country = country.Name, country.Name, country.Country
			}
		}
	}
}

// ownWords puts the speaker's name for "I" and "we" in what somebody says.
func (x *extractor) ownWords(c *clause, m *stemma.ClaimMention) {
	rename := func(parties []stemma.Party) {
		for i := range parties {
			token := x.d.TokenAt(parties[i].Span.Start)
			if parties[i].Entity != "" || token >= len(x.d.Tokens) || !x.firstPerson(token) {
				continue
			}
			if name, ok := x.speaker(c); ok {
				parties[i].Name = name
			}
		}
	}
	rename(m.Actor)
	rename(m.Recipient)
}

// demand turns "the ministry said Mali must pay" into the ministry's request to Mali.
func (x *extractor) demand(c *clause, m *stemma.ClaimMention) {
	for _, a := range x.covering(c) {
		source := x.d.Attributions[a].Source
		if source == nil {
			continue
		}
		name, _ := x.sourceName(source)
		m.Recipient = m.Actor
		m.Actor = []stemma.Party{{Name: name, Span: source.Span, Entity: source.Entity}}
		m.Event.Type, m.Event.Mode, m.Event.CAMEO = "REQUEST", "", "100"
		return
	}
}

// future applies PLOVER's rules for what has not happened yet: cooperation to
// come is AGREE, a retreat announced CONCEDE, coercion to come THREATEN.
func (x *extractor) future(m *stemma.ClaimMention) {
	if m.Modality != stemma.Planned && m.Modality != stemma.Expected && m.Modality != stemma.Threatened {
		return
	}
	switch m.Event.Type {
	case "CONSULT", "SUPPORT", "COOPERATE", "AID":
		if m.Polarity == stemma.Positive {
			m.Event.Type, m.Event.Mode, m.Event.CAMEO = "AGREE", "", "030"
		}
	case "SANCTION":
		m.Event.Type, m.Event.Mode, m.Event.CAMEO = "THREATEN", "relations", "130"
	case "COERCE":
		m.Event.Type, m.Event.Mode, m.Event.CAMEO = "THREATEN", "restrict", "132"
	case "ASSAULT":
		m.Event.Type, m.Event.Mode, m.Event.CAMEO = "THREATEN", "violence", "138"
	}
}

// refused turns an announced "will not" into a rejection.
func (x *extractor) refused(m *stemma.ClaimMention) {
	if m.Modality == stemma.Planned && m.Polarity == stemma.Negative && len(m.Actor) > 0 &&
		strings.Contains(" AGREE CONSULT SUPPORT COOPERATE AID RETREAT CONCEDE ", " "+m.Event.Type+" ") {
		m.Event.Type, m.Event.Mode, m.Event.CAMEO = "REJECT", "", "120"
	}
}
