package reconcile

import (
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// listDifference compares the lists of places that two reports give for one
// event: one that has all places of the other and more has another scope. Lists
// that cross are examples.
func (v voices) listDifference(w whereabouts, i, k int) []stemma.Disagreement {
	for m, a := range v.notes[i] {
		for n, b := range v.notes[k] {
			x, y := w.lists[i][m], w.lists[k][n]
			mine, theirs := x.names, y.names
			if len(mine) == len(theirs) || min(len(mine), len(theirs)) < 1 || !covers(mine, theirs) && !covers(theirs, mine) || w.sameList(i, k) || (a.family != b.family || min(len(mine), len(theirs)) == 1) && !v.likelyOne(a, b) {
				continue
			}
			return []stemma.Disagreement{{Kind: scope, About: "places", A: evidence(a, x.span), B: evidence(b, y.span),
				Why: against(strings.Join(mine, ", "), strings.Join(theirs, ", "))}}
		}
	}
	return nil
}

// covers reports whether each of some places is, or lies in, one of a list.
func covers(list, places []string) bool {
	return !slices.ContainsFunc(places, func(place string) bool {
		return !slices.ContainsFunc(list, func(wider string) bool { return wider == place || liesIn(place, wider) })
	})
}

// liesIn reports whether a place is known to lie in a country.
func liesIn(place, country string) bool {
	c, found := gazetteer.Country(country)
	readings := gazetteer.Readings(place)
	return found && len(readings) > 0 && readings[0].Kind != gazetteer.KindCountry && readings[0].Country == c.Country
}

// whereabouts are the places of all mentions of a claim, read once for all pairs
// of its reports.
type whereabouts struct {
	lists    [][]listing // of each report's mentions
	bearings [][]bearing // of each report
}

func (v voices) whereabouts() whereabouts {
	var w whereabouts
	for i := range v.reports {
		lists := make([]listing, len(v.notes[i]))
		for m, n := range v.notes[i] {
			lists[m] = v.placesListed(n)
		}
		w.lists, w.bearings = append(w.lists, lists), append(w.bearings, v.bearings(i))
	}
	return w
}

// sameList reports whether some mentions of two reports list the same places.
func (w whereabouts) sameList(i, k int) bool {
	for _, mine := range w.lists[i] {
		for _, theirs := range w.lists[k] {
			if len(mine.names) > 0 && slices.Equal(mine.names, theirs.names) {
				return true
			}
		}
	}
	return false
}

// listing is places that a text names one after the other.
type listing struct {
	names []string
	span  stemma.Span
	and   bool // joined by "and": not "Harwick, Norway"
}

// placesListed are the places of a mention's clause that the text lists together
// ("Norway, Sweden and Finland"), or its only place, by name, sorted. None where
// it lists the places of several things, or tells whose share a figure is.
func (v voices) placesListed(n *note) listing {
	if slices.ContainsFunc(n.Quantities, func(q stemma.Quantity) bool { return q.Unit == "percent" }) {
		return listing{}
	}
	var best listing
	all := v.listings(n)
	for _, l := range all {
		switch {
		case l.and && best.and:
			return listing{}
		case l.and:
			best = l
		case len(all) == 1:
			best = listing{names: l.names[:1], span: l.span}
		}
	}
	best.names = slices.Clone(best.names)
	slices.Sort(best.names)
	best.names = slices.Compact(best.names)
	return best
}

func (v voices) listings(n *note) []listing {
	d := v.b.docs[n.doc]
	var lists []listing
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if !n.Span.Contains(m.Span) || m.Type != "GPE" && m.Type != "LOC" || m.Form != stemma.Name || m.Metonym || water(m.ID) || !saidOf(d, n, m.Head) {
			continue
		}
		if last := len(lists) - 1; last >= 0 {
			if and, joined := joins(stemma.Span{Start: lists[last].span.End, End: m.Span.Start}.In(d.Text)); joined {
				l := &lists[last]
				l.names, l.span, l.and = append(l.names, m.ID), l.span.Cover(m.Span), l.and || and
				continue
			}
		}
		if way, _ := wayTo(d, m.First); way != "" && way != "in" || v.cutOut(n, m) {
			return nil // "south of Italy"; one of several that another mention has
		}
		lists = append(lists, listing{names: []string{m.ID}, span: m.Span})
	}
	return lists
}

// cutOut reports whether a place is listed with one that stands outside of the
// mention's clause.
func (v voices) cutOut(n *note, m *stemma.Mention) bool {
	d := v.b.docs[n.doc]
	return slices.ContainsFunc(d.Mentions, func(o stemma.Mention) bool {
		if n.Span.Contains(o.Span) || o.Type != "GPE" && o.Type != "LOC" {
			return false
		}
		between := stemma.Span{Start: min(m.Span.End, o.Span.End), End: max(m.Span.Start, o.Span.Start)}
		if between.Empty() {
			return false
		}
		and, joined := joins(between.In(d.Text))
		return and && joined
	})
}

// water reports whether a name is a sea's or a river's: "across the Gulf in Oman"
// names one place.
func water(name string) bool {
	readings := gazetteer.Readings(name)
	return len(readings) > 0 && (readings[0].Kind == gazetteer.KindWater || readings[0].Finer == gazetteer.KindWater)
}

// joins reports whether what stands between two names makes them a list, and
// whether "and" does.
func joins(between string) (and, joined bool) {
	for _, w := range strings.FieldsFunc(strings.ToLower(between), func(r rune) bool { return r == ' ' || r == '\n' || r == ',' }) {
		switch w {
		case "and", "&":
			and = true
		case "the":
		default:
			return false, false
		}
	}
	return and, and || strings.Contains(between, ",")
}

// saidOf reports whether a token belongs to what a mention says of its event,
// and not to another clause beside it ("after cables between … were cut").
func saidOf(d *stemma.Document, n *note, at int) bool {
	for steps := 0; at >= 0 && at < len(d.Tokens) && steps < len(d.Tokens); steps++ {
		if n.Trigger.Overlaps(d.Tokens[at].Span) {
			return true
		}
		relation, _, _ := strings.Cut(d.Tokens[at].Deprel, ":")
		if relation == "advcl" || relation == "acl" || relation == "ccomp" || relation == "parataxis" {
			return false
		}
		at = d.Tokens[at].Head
	}
	return false
}
