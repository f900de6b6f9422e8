package pipeline

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// actors are the named that take part in the claims or stand in their chains,
// by name. What articles say of one adds up: of two countries, sectors or
// titles the one that most articles have holds, of equals the first. IDs are
// from the user's own list, from the rows that hold when the articles appeared.
func actors(documents []*stemma.Document, claims []stemma.Claim, own *gazetteer.List) []stemma.Actor {
	taking := participants(claims)
	found := map[string]*gathered{}
	for _, d := range documents {
		for i, mentions := range byEntity(d) {
			if taking[d.Entities[i].ID] {
				gather(found, d, i, mentions, own)
			}
		}
	}
	list := []stemma.Actor{}
	for _, g := range found {
		list = append(list, stemma.Actor{Name: g.name, ID: g.id.most(), Kind: g.kind.most(), Country: g.country.most(), Sector: g.sector.most(), Title: g.title.most(), Aliases: notNil(g.aliases)})
	}
	slices.SortFunc(list, func(a, b stemma.Actor) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// adopt gives the user's names to parties that claims name by the gazetteer's: a
// capital that takes part in a dealing between states stands for its country
// there, where the mention is only of a town.
func adopt(mentions []stemma.ClaimMention, d *stemma.Document, own *gazetteer.List) {
	if own == nil {
		return
	}
	for _, m := range mentions {
		for _, parties := range [][]stemma.Party{m.Actor, m.Recipient} {
			for i := range parties {
				p := &parties[i]
				if row, found := own.Find(p.Entity, d.Published.Day()); found && p.Entity != "" && p.Entity != row.Name && !row.Place(p.Entity) {
					p.Name, p.Entity = row.Name, row.Name
					p.Country, p.Sector = cmp.Or(row.Country, p.Country), cmp.Or(row.Sector, p.Sector)
				}
			}
		}
	}
}

// byEntity is, for each entity of a document, the indices of its mentions.
func byEntity(d *stemma.Document) [][]int {
	of := make([][]int, len(d.Entities))
	for i := range d.Mentions {
		if e := d.Mentions[i].Entity; e >= 0 && e < len(of) {
			of[e] = append(of[e], i)
		}
	}
	return of
}

// participants are the entities and sources that claims name.
func participants(claims []stemma.Claim) map[string]bool {
	names := map[string]bool{}
	for _, c := range claims {
		for _, m := range c.Mentions {
			for _, p := range slices.Concat(m.Actor, m.Recipient) {
				names[p.Entity] = true
			}
			for _, link := range m.Chain {
				names[link.Source] = true
			}
		}
	}
	delete(names, "")
	return names
}

// gathered is what the articles say of one actor.
type gathered struct {
	name                             string
	id, kind, country, sector, title votes
	aliases                          []string
}

// gather adds what one document says of an entity, if it calls it by a name: a
// description is nobody's name.
func gather(found map[string]*gathered, d *stemma.Document, entity int, mentions []int, own *gazetteer.List) {
	e := &d.Entities[entity]
	var names []string
	for _, i := range mentions {
		switch m := &d.Mentions[i]; {
		case m.Form != stemma.Name:
		case m.Type == "NORP" && e.Type != "NORP":
			names = append(names, e.ID) // "Russian" is no name of Russia
		default:
			names = append(names, flat(m.Span.In(d.Text)))
		}
	}
	if len(names) == 0 {
		return
	}
	g := found[e.ID]
	if g == nil {
		g = &gathered{name: e.ID}
		found[e.ID] = g
	}
	for _, name := range names {
		if name != e.ID && !slices.Contains(g.aliases, name) {
			g.aliases = append(g.aliases, name)
		}
	}
	if row, listed := own.Find(e.ID, d.Published.Day()); listed {
		g.id.add(row.ID)
	}
	g.kind.add(kind(e))
	country, sector := beside(d, mentions)
	g.country.add(cmp.Or(e.Country, country))
	g.sector.add(cmp.Or(e.Sector, sector))
	g.title.add(e.Title)
}

// beside is the country and the sector that a description right before or after
// a person's name tells: "Turkey's defence minister, Hulusi Akar".
func beside(d *stemma.Document, mentions []int) (country, sector string) {
	for k := 0; k+1 < len(mentions); k++ {
		a, b := &d.Mentions[mentions[k]], &d.Mentions[mentions[k+1]]
		if b.First-a.Last > 1 || b.First > a.Last && d.Tokens[a.Last].Form != "," {
			continue
		}
		for _, m := range []*stemma.Mention{a, b} {
			if m.Form == stemma.Nominal {
				country, sector = cmp.Or(country, owner(d, m)), cmp.Or(sector, role(d, m))
			}
		}
	}
	return country, sector
}

// role is the sector of the title that ends a description.
func role(d *stemma.Document, m *stemma.Mention) string {
	for i := m.First; i < m.Last; i++ {
		if title, n := gazetteer.LongestTitle(d.Tokens[i:m.Last]); n > 0 && i+n == m.Last {
			return title.Sector
		}
	}
	return ""
}

// owner is the country of a name that depends on a description's head.
func owner(d *stemma.Document, m *stemma.Mention) string {
	var buffer [32]int
	for _, child := range d.Children(buffer[:0], m.Head) {
		if at := d.MentionAt(child); at >= 0 && d.Mentions[at].Type != "PER" && d.Mentions[at].Entity >= 0 {
			if country := d.Entities[d.Mentions[at].Entity].Country; country != "" {
				return country
			}
		}
	}
	return ""
}

// kind is an entity's kind, in the words of its type where nothing finer is known.
func kind(e *stemma.Entity) string {
	types := map[string]string{"PER": "person", "ORG": "organisation", "NORP": "people", "GPE": "place", "LOC": "place"}
	return cmp.Or(e.Kind, types[e.Type])
}

// votes counts values in order of appearance; "" is no value.
type votes []struct {
	value string
	count int
}

func (v *votes) add(value string) {
	if value == "" {
		return
	}
	for i := range *v {
		if (*v)[i].value == value {
			(*v)[i].count++
			return
		}
	}
	*v = append(*v, struct {
		value string
		count int
	}{value, 1})
}

// most is the value that has the most votes, of equals the first.
func (v votes) most() string {
	best, count := "", 0
	for _, x := range v {
		if x.count > count {
			best, count = x.value, x.count
		}
	}
	return best
}

// flat is text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
