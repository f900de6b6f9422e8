package render

import (
	"slices"

	"stemma"
	"stemma/gazetteer"
)

// ploverColumns are a claim in the terms of PLOVER (manual 0.8, 2021; the names
// are those of the POLECAT data set): one line an event, its actors and
// recipients as parallel lists of names, countries and sectors, "" in a list
// standing for unknown. Countries are ISO 3166-1's three letters, with PLOVER's
// IGO, UNO, EUR and NGO for international bodies, whose sector is then empty.
//
// Types that PLOVER lacks (CASUALTY, DAMAGE, …; see package claim) are printed
// as they are and have no quad_code. CAMEO's code goes with them, since much
// older data is coded by it. A time or a place that no report gives is empty.
func ploverColumns(r *stemma.Record, c *stemma.Claim) []datum {
	actor, recipient := sideOf(r, c, c.Actor, actors), sideOf(r, c, c.Recipient, recipients)
	var date, end any
	if c.Time != nil {
		date, end = known(c.Time.Begin), known(c.Time.End)
	}
	var place, letters any
	if c.Place != nil {
		place, letters = known(c.Place.Name), known(gazetteer.Alpha3(c.Place.Country))
	}
	at := locate(c.Place)
	list := []datum{
		{"event_id", c.ID}, {"event_date", date}, {"event_enddate", end},
		{"event_type", known(c.Event.Type)}, {"event_mode", known(c.Event.Mode)}, {"event_context", known(c.Event.Context)},
		{"cameo", known(c.Event.CAMEO)}, {"quad_code", quad(c.Event.Type)},
		{"actor_name", actor.names}, {"actor_id", actor.ids}, {"actor_country", actor.countries}, {"actor_sector", actor.sectors},
		{"recipient_name", recipient.names}, {"recipient_id", recipient.ids}, {"recipient_country", recipient.countries}, {"recipient_sector", recipient.sectors},
		{"object", known(c.Object)},
		{"placename", place}, {"country", at.country}, {"country_code", letters}, {"latitude", at.lat}, {"longitude", at.lon},
	}
	return append(list, figureColumns(c)...)
}

// figureColumns are the figures as PLOVER's size object names them, and all
// others in words.
func figureColumns(c *stemma.Claim) []datum {
	var others []string
	size := map[string]any{}
	for _, q := range c.Quantities {
		text := figure(q)
		if (q.Of == "killed" || q.Of == "injured" || q.Of == "arrested") && size[q.Of] == nil {
			size[q.Of] = q.Bounds()
		} else if !slices.Contains(others, text) {
			others = append(others, text)
		}
	}
	return []datum{{"dead", size["killed"]}, {"injured", size["injured"]}, {"arrested", size["arrested"]}, {"quantities", others}}
}

// quad is PLOVER's quad category: 1 verbal and 2 material cooperation, 3 verbal
// and 4 material conflict; nil of a type that is not PLOVER's.
func quad(event string) any {
	for i, types := range [][]string{
		{"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
		{"COOPERATE", "AID", "RETREAT"},
		{"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
		{"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
	} {
		if slices.Contains(types, event) {
			return i + 1
		}
	}
	return nil
}

// taking are the participants of one side, in parallel lists.
type taking struct{ names, ids, countries, sectors []string }

func actors(m *stemma.ClaimMention) []stemma.Party     { return m.Actor }
func recipients(m *stemma.ClaimMention) []stemma.Party { return m.Recipient }

// sideOf are a claim's participants in one role. What is known of one comes from
// the record's actors, and for a description from the report that has it.
func sideOf(r *stemma.Record, c *stemma.Claim, names []string, role func(*stemma.ClaimMention) []stemma.Party) taking {
	var t taking
	for _, name := range names {
		p := partyOf(r, c, name, role)
		country, sector := ploverCountry(p)
		t.names, t.ids = append(t.names, name), append(t.ids, p.Entity)
		t.countries, t.sectors = append(t.countries, country), append(t.sectors, sector)
	}
	if !slices.ContainsFunc(t.ids, func(id string) bool { return id != "" }) {
		t.ids = nil
	}
	return t
}

// partyOf is what is known of a participant; its Entity is the ID that the
// user's own list gives it.
func partyOf(r *stemma.Record, c *stemma.Claim, name string, role func(*stemma.ClaimMention) []stemma.Party) stemma.Party {
	found := stemma.Party{Name: name}
	for i := range c.Mentions {
		for _, p := range role(&c.Mentions[i]) {
			if p.Name != name && p.Entity != name {
				continue
			}
			if found.Country == "" {
				found.Country = p.Country
			}
			if found.Sector == "" {
				found.Sector = p.Sector
			}
		}
	}
	if a := r.Actor(name); a != nil {
		found.Entity = a.ID
		if a.Country != "" {
			found.Country = a.Country
		}
		if a.Sector != "" {
			found.Sector = a.Sector
		}
	}
	return found
}

// ploverCountry is a participant's country and sector as PLOVER writes them.
func ploverCountry(p stemma.Party) (country, sector string) {
	switch p.Sector {
	case "IGO":
		switch p.Name {
		case "United Nations":
			return "UNO", ""
		case "European Union":
			return "EUR", ""
		}
		return "IGO", ""
	case "NGO":
		return "NGO", ""
	}
	return gazetteer.Alpha3(p.Country), p.Sector
}
