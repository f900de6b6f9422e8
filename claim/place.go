package claim

import (
	"strings"

	"stemma"
)

// locating prepositions put an event somewhere; motion's end counts as its
// place only for events that are motions. What is nearby is not in the place.
const (
	locating = " in at near off outside inside around across along above below on within over throughout "
	moving   = " to into towards toward from "
	nearby   = " near off outside around "
)

// place finds where the event happened: a place name in a locating phrase of
// the clause, nearest to the predicate first, then inside its arguments ("at a
// bank in Woodburn"). A dateline is the report's place and never the event's.
func (x *extractor) place(c *clause) *stemma.Place {
	motion := strings.Contains(" MOVE MOBILIZE TRANSFER RETREAT ", " "+c.event.Type+" ")
	if p := x.placeAmong(c, motion); p != nil {
		return p
	}
	for _, list := range [][]int{c.objects, c.recipients, c.surface} {
		for _, i := range list {
			if c.inherited && member(c.surface, i) {
				continue
			}
			if p := x.placeBelow(i, 0); p != nil {
				return p
			}
		}
	}
	if c.kind == "verb" && x.relation(c.verb) == "advcl" && !x.finite(c.verb) {
		if above := x.d.Tokens[c.verb].Head; above >= 0 && x.clausal(above) {
			outer := clause{trigger: above, verb: above, kind: "verb", object: -1}
			x.arguments(&outer)
			return x.placeAmong(&outer, false)
		}
	}
	return nil
}

func (x *extractor) placeAmong(c *clause, motion bool) *stemma.Place {
	if p := x.placeOf(c, motion); p != nil {
		return p
	}
	first, last := x.extent(c.verb)
	for i := first; i < last; i++ {
		if i == c.verb || !x.infinitive(i) || x.bearing(i) != c.verb {
			continue
		}
		inner := clause{trigger: i, verb: i, kind: "verb", object: -1}
		x.arguments(&inner)
		if p := x.placeOf(&inner, motion); p != nil {
			return p
		}
	}
	return nil
}

func (x *extractor) placeOf(c *clause, motion bool) *stemma.Place {
	for _, o := range c.obliques {
		if !x.locates(o.preposition, motion) || member(c.recipients, o.head) && !motion {
			continue
		}
		if p := x.placeAt(o.head); p != nil {
			return p
		}
		if p := x.placeBelow(o.head, 0); p != nil {
			return p
		}
	}
	return nil
}

func (x *extractor) locates(preposition string, motion bool) bool {
	word := " " + preposition + " "
	if motion && strings.Contains(moving, word) {
		return true
	}
	if strings.Contains(locating, word) && preposition != "" {
		return true
	}
	last := preposition[strings.LastIndexByte(preposition, ' ')+1:]
	return last != preposition && strings.Contains(" of from in ", " "+last+" ") && x.words.in("bearing", strings.Fields(preposition)[0])
}

// placeAt is the place that a token names, or nil. A place that stands for its
// government is none.
func (x *extractor) placeAt(i int) *stemma.Place {
	m := x.d.MentionAt(i)
	if m < 0 {
		return nil
	}
	mention := &x.d.Mentions[m]
	if mention.Metonym || mention.Type != "GPE" && mention.Type != "LOC" {
		return nil
	}
	p := &stemma.Place{Name: mention.ID, Span: mention.Span, Near: x.nearby(x.preposition(i))}
	if e := mention.Entity; e >= 0 && e < len(x.d.Entities) {
		entity := &x.d.Entities[e]
		p.Kind, p.Country = entity.Kind, entity.Country
		if entity.Lat != 0 || entity.Lon != 0 {
			lat, lon := entity.Lat, entity.Lon
			p.Lat, p.Lon = &lat, &lon
		}
	}
	return p
}

// nearby reports whether a preposition puts an event beside a place: "near
// Goma", "north of Goma".
func (x *extractor) nearby(preposition string) bool {
	first, _, compound := strings.Cut(preposition, " ")
	return first != "" && strings.Contains(nearby, " "+first+" ") || compound && x.words.in("bearing", first) && first != "inside"
}

// placeBelow is the place in a locating phrase inside a noun phrase, or nil.
func (x *extractor) placeBelow(head, depth int) *stemma.Place {
	if depth > 3 {
		return nil
	}
	for c := x.child[head]; c >= 0; c = x.next[c] {
		i := int(c)
		switch x.relation(i) {
		case "nmod", "obl":
		default:
			continue
		}
		if x.locates(x.preposition(i), false) {
			if p := x.placeAt(i); p != nil {
				return p
			}
		}
		if p := x.placeBelow(i, depth+1); p != nil {
			return p
		}
	}
	return nil
}
