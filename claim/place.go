package claim

import (
	"cmp"
	"strings"

	"stemma"
	"stemma/gazetteer"
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
	return x.target(c)
}

// target is the place that an attack, a blast or a quake befell, which is where
// it happened: "struck Odesa", "hit the port of Odesa", "damaged Odesa port".
func (x *extractor) target(c *clause) *stemma.Place {
	if !strings.Contains(" ASSAULT DAMAGE DISASTER ", " "+c.event.Type+" ") {
		return nil
	}
	lists := [][]int{c.objects, c.recipients}
	if c.passive {
		lists = append(lists, c.surface)
	}
	for _, list := range lists {
		for _, i := range list {
			if p := x.placeAt(i); p != nil {
				return p
			}
			if p := cmp.Or(x.partOf(i, "nmod"), x.partOf(i, "compound")); p != nil {
				return p
			}
		}
	}
	return nil
}

// partOf is the town or region that a noun's dependent names: "the port of
// Odesa", "Odesa port". Countries and seas say whose or which it is.
func (x *extractor) partOf(noun int, relation string) *stemma.Place {
	for k := x.child[noun]; k >= 0; k = x.next[k] {
		i := int(k)
		if x.relation(i) != relation || relation == "nmod" && x.preposition(i) != "of" {
			continue
		}
		if p := x.placeAt(i); p != nil && p.Kind != gazetteer.KindCountry && p.Kind != "" {
			return p
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
	return x.placeByBearing(c.verb)
}

// placeByBearing is the place that a bearing of the predicate is taken from,
// "north of Goma", "30 km south of Lyon": the event was near it.
func (x *extractor) placeByBearing(verb int) *stemma.Place {
	for c := x.child[verb]; c >= 0; c = x.next[c] {
		if i := int(c); x.relation(i) != "advmod" || !x.words.in("bearing", x.lemma(i)) {
			continue
		}
		for k := x.child[c]; k >= 0; k = x.next[k] {
			if i := int(k); x.preposition(i) == "of" && (x.relation(i) == "obl" || x.relation(i) == "nmod") {
				if p := cmp.Or(x.placeAt(i), x.placeBelow(i, 0)); p != nil {
					p.Near, p.Away = x.lemma(int(c)) != "inside", x.distance(int(c))
					return p
				}
			}
		}
	}
	return nil
}

// kilometres are the units of distances on a map.
var kilometres = map[string]float64{"km": 1, "mile": 1.609344, "nautical mile": 1.852, "metre": 0.001, "yard": 0.0009144}

// distance is how many kilometres stand before a bearing: "30 km south". 0
// where the text does not say.
func (x *extractor) distance(bearing int) float64 {
	for i := bearing - 1; i >= max(0, bearing-6); i-- {
		if q := x.sums[i]; q >= 0 {
			if n := x.d.Quantities[q]; n.Low != nil && kilometres[n.Unit] > 0 {
				return *n.Low * kilometres[n.Unit]
			}
		}
	}
	return 0
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
	x.regionOf(p, m)
	return p
}

// regionOf notes the region that stands after a place's name: "Woodburn,
// Oregon", "Maiduguri in Borno state". A place whose country is not known lies in
// the region's.
func (x *extractor) regionOf(p *stemma.Place, m int) {
	if m+1 >= len(x.d.Mentions) || p.Kind == gazetteer.KindCountry || p.Kind == gazetteer.KindRegion {
		return
	}
	last, next := x.d.Mentions[m].Last, &x.d.Mentions[m+1]
	if next.First != last+1 || next.Entity < 0 || x.d.Tokens[last].Form != "," && x.d.Tokens[last].Form != "in" {
		return
	}
	region := &x.d.Entities[next.Entity]
	if region.Kind != gazetteer.KindRegion || p.Country != "" && region.Country != p.Country {
		return
	}
	p.Region, p.Country = region.ID, region.Country
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
