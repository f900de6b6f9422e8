package claim

import (
	"sort"
	"strings"

	"stemma"
)

// covering lists the attributions in whose content the clause stands, innermost
// first. The attribution that the clause itself reports is not among them.
func (x *extractor) covering(c *clause) []int32 {
	list := x.under[c.trigger]
	own, reports := x.cues[c.trigger]
	if !reports {
		return list
	}
	var others []int32
	for _, a := range list {
		if int(a) != own {
			others = append(others, a)
		}
	}
	return others
}

// layers lists for every token the attributions over it, innermost first: an
// inner content is the shorter one.
func layers(d *stemma.Document) [][]int32 {
	under := make([][]int32, len(d.Tokens))
	sizes := make([]int, len(d.Attributions))
	order := make([]int32, len(d.Attributions))
	for a := range d.Attributions {
		order[a] = int32(a)
		for _, piece := range d.Attributions[a].Content {
			sizes[a] += piece.Span.Len()
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return sizes[order[i]] < sizes[order[j]] })
	for _, a := range order {
		for _, piece := range d.Attributions[a].Content {
			first, last := d.TokensIn(piece.Span)
			for i := first; i < last; i++ {
				if n := len(under[i]); n == 0 || under[i][n-1] != a {
					under[i] = append(under[i], a)
				}
			}
		}
	}
	return under
}

// chain says whom the report has the claim from, innermost informant first. A
// "via" is a link of its own; an agency that the article credits stands for what
// has no other source.
func (x *extractor) chain(c *clause) []stemma.Link {
	var links []stemma.Link
	if a, own := x.cues[c.trigger]; own && !x.words.in("addressed", x.d.Attributions[a].Class) && !x.about(c, x.d.Attributions[a].Via) {
		links = x.link(links, &x.d.Attributions[a], x.d.Attributions[a].Via)
	}
	for _, a := range x.covering(c) {
		attribution := &x.d.Attributions[a]
		if attribution.Source != nil || attribution.Via == nil {
			links = x.link(links, attribution, attribution.Source)
		}
		if attribution.Via != nil {
			links = x.link(links, attribution, attribution.Via)
		}
	}
	if len(links) == 0 {
		links = x.reporter(links, c.trigger)
	}
	if len(links) == 0 {
		return x.credits(links)
	}
	return links
}

// about reports whether a source is what the clause is about: "a revolver was
// found" has nothing from the revolver, whatever "found that" makes of it.
func (x *extractor) about(c *clause, source *stemma.Ref) bool {
	for _, i := range c.surface {
		if source != nil && c.passive && source.Span.Contains(x.d.Tokens[i].Span) {
			return true
		}
	}
	return false
}

// reporter is who a plain reporting verb above the clause belongs to, where no
// attribution was found for it: "the press reported 200 troops crossing".
func (x *extractor) reporter(links []stemma.Link, v int) []stemma.Link {
	at := v
	for steps := 0; steps < 4; steps++ {
		switch x.relation(at) {
		case "ccomp", "xcomp", "obj", "acl":
		default:
			return links
		}
		at = x.d.Tokens[at].Head
		if at < 0 {
			return links
		}
		if _, cue := x.cues[at]; cue || x.d.Tokens[at].UPOS != "VERB" || !x.words.in("report", x.lemma(at)) {
			continue
		}
		if heads, _ := x.subject(at, 0); len(heads) == 1 && !x.passive(at, 0) && !x.empty(heads[0]) {
			party := x.party(heads[0])
			_, named := x.sourceName(&stemma.Ref{Span: party.Span, Entity: party.Entity})
			return append(links, stemma.Link{Source: party.Name, Named: named, Span: party.Span})
		}
		return links
	}
	return links
}

// link appends a source, unless it is "unnamed" beneath a known link or stands
// in the chain already. A nil source of a reporting attribution is "unnamed".
func (x *extractor) link(links []stemma.Link, a *stemma.Attribution, source *stemma.Ref) []stemma.Link {
	if source == nil && a.Source != nil {
		return links
	}
	link := stemma.Link{Source: "unnamed", Attribution: a.ID}
	switch {
	case source != nil:
		link.Span = source.Span
		link.Source, link.Named = x.sourceName(source)
	case a.Cue != nil:
		link.Span = a.Cue.Span
	}
	for _, known := range links {
		if known.Source == link.Source {
			return links
		}
	}
	return append(links, link)
}

// sourceName is a source's canonical name, or its words without determiner, and
// whether that names anyone.
func (x *extractor) sourceName(ref *stemma.Ref) (name string, named bool) {
	first, last := x.d.TokensIn(ref.Span)
	proper := false
	for i := first; i < last; i++ {
		proper = proper || x.d.Tokens[i].UPOS == "PROPN"
	}
	if ref.Entity != "" {
		return ref.Entity, proper || x.proper[ref.Entity]
	}
	for first < last-1 && x.d.Tokens[first].UPOS == "DET" {
		first++
	}
	if first >= last {
		return strings.TrimSpace(ref.Span.In(x.d.Text)), proper
	}
	words := x.d.TokenSpan(first, last).In(x.d.Text)
	return strings.Join(strings.Fields(words), " "), proper
}

// credits appends the agencies that the article says it rests on.
func (x *extractor) credits(links []stemma.Link) []stemma.Link {
	for _, credit := range x.d.Credits {
		if credit.Kind != "agency" {
			continue
		}
		known := false
		for _, link := range links {
			known = known || strings.EqualFold(link.Source, credit.Name)
		}
		if !known {
			links = append(links, stemma.Link{Source: credit.Name, Named: true, Span: credit.Span})
		}
	}
	return links
}

// speaker is the source of the innermost attribution over the clause, for "I"
// and "we" inside a quotation.
func (x *extractor) speaker(c *clause) (name string, ok bool) {
	for _, a := range x.covering(c) {
		if source := x.d.Attributions[a].Source; source != nil {
			name, _ = x.sourceName(source)
			return name, true
		}
	}
	return "", false
}
