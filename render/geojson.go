package render

import (
	"encoding/json"
	"io"
	"slices"

	"stemma"
	"stemma/gazetteer"
)

// exportGeoJSON writes the claims that have a place on the map as a
// FeatureCollection (RFC 7946): WGS 84, longitude before latitude, a point for
// each place that a claim's reports give it.
//
// A claim whose reports place it apart has a feature for each place, with the
// reports that have it, and "agreed" false: none of them is chosen. A country or
// region in which another of the places lies is none of its own. How exact a
// point is stands beside it as GED's where_prec (see locate), since the middle
// of a country looks on a map like a street. Claims without a place that is
// known are left out, and counted in "unplaced".
func exportGeoJSON(w io.Writer, r *stemma.Record, claims []stemma.Claim, o ExportOptions) error {
	collection := featureCollection{Type: "FeatureCollection", Features: []feature{}}
	for i := range claims {
		features := featuresOf(r, &claims[i], o)
		if len(features) == 0 {
			collection.Unplaced++
		}
		collection.Features = append(collection.Features, features...)
	}
	return indented(w, collection)
}

// indented writes JSON as records are written.
func indented(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(value)
}

type featureCollection struct {
	Type     string    `json:"type"`
	Features []feature `json:"features"`
	Unplaced int       `json:"unplaced"`
}

type feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   point      `json:"geometry"`
	Properties properties `json:"properties"`
}

// point has its longitude first.
type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"`
}

// properties are what a map shows of a claim at a place.
type properties struct {
	Claim       string       `json:"claim"`
	Summary     string       `json:"summary"`
	URL         string       `json:"url,omitempty"`
	Type        string       `json:"event_type,omitempty"`
	Mode        string       `json:"event_mode,omitempty"`
	Actor       []string     `json:"actor"`
	Recipient   []string     `json:"recipient"`
	Begin       string       `json:"begin,omitempty"`
	End         string       `json:"end,omitempty"`
	Figures     []string     `json:"figures"`
	Modality    string       `json:"modality,omitempty"`
	Polarity    string       `json:"polarity,omitempty"`
	Standing    string       `json:"standing,omitempty"`
	Reports     int          `json:"reports"`
	Accounts    stemma.Range `json:"accounts"`
	Origins     stemma.Range `json:"origins"`
	Credibility int          `json:"admiralty,omitempty"`
	Place       string       `json:"place"`
	Country     string       `json:"country,omitempty"`
	Exact       any          `json:"where_prec"`
	Agreed      bool         `json:"agreed"`    // no report places the claim elsewhere
	PlacedBy    []string     `json:"placed_by"` // the reports that have this place
	Differs     []string     `json:"differs,omitempty"`
}

// featuresOf is a claim at each of its places, its own place first.
func featuresOf(r *stemma.Record, c *stemma.Claim, o ExportOptions) []feature {
	sites := sitesOf(c)
	var differs []string
	for _, x := range contrasts(r, *c) {
		if x.About == "place" {
			differs = append(differs, x.String())
		}
	}
	features := make([]feature, len(sites))
	for i, s := range sites {
		p := described(c, o)
		p.Place, p.Country, p.Exact, p.PlacedBy = s.name, s.country, s.at.precision, s.articles
		p.Agreed, p.Differs = len(sites) == 1 && len(differs) == 0, differs
		id := o.key(c)
		if i > 0 {
			id += "@" + s.name
		}
		features[i] = feature{"Feature", id, point{"Point", [2]float64{s.at.lon.(float64), s.at.lat.(float64)}}, p}
	}
	return features
}

// described are a claim's properties, the place left out.
func described(c *stemma.Claim, o ExportOptions) properties {
	p := properties{Claim: c.ID, Summary: flat(c.Summary), URL: o.address(c), Type: c.Event.Type, Mode: c.Event.Mode, Actor: list(c.Actor), Recipient: list(c.Recipient),
		Figures: []string{}, Modality: c.Modality, Polarity: c.Polarity, Standing: stood(*c), Reports: c.Counts.Reports, Accounts: c.Counts.Accounts,
		Origins: c.Counts.Origins, Credibility: c.Credibility.Admiralty}
	if c.Time != nil {
		p.Begin, p.End = c.Time.Begin, c.Time.End
	}
	for _, q := range c.Quantities {
		p.Figures = append(p.Figures, figure(q))
	}
	return p
}

// list is a list that JSON writes as one, never as null.
func list(items []string) []string {
	if items == nil {
		return []string{}
	}
	return items
}

// site is a place on the map, and the reports that put a claim there.
type site struct {
	name, country string
	at            location
	articles      []string
}

// sitesOf are the places of a claim that are known to the map: its own, and
// those by another name that other reports have.
func sitesOf(c *stemma.Claim) []site {
	var sites []site
	add := func(p *stemma.Place, article string) {
		at := locate(p)
		if at.lat == nil {
			return
		}
		i := slices.IndexFunc(sites, func(s site) bool { return s.is(p, at) })
		if i < 0 {
			i = len(sites)
			sites = append(sites, site{name: p.Name, country: p.Country, at: at, articles: []string{}})
		}
		if article != "" && !slices.Contains(sites[i].articles, article) {
			sites[i].articles = append(sites[i].articles, article)
		}
	}
	add(c.Place, "")
	for i := range c.Mentions {
		add(c.Mentions[i].Place, c.Mentions[i].Article)
	}
	return slices.DeleteFunc(slices.Clone(sites), func(wide site) bool {
		return slices.ContainsFunc(sites, func(s site) bool { return s.within(wide) })
	})
}

// within reports whether a site lies in another that is a country or region: a
// report that says less is not one that says otherwise.
func (s site) within(wide site) bool {
	if s.country == "" || s.country != wide.country {
		return false
	}
	fine, coarse := s.at.precision.(int), wide.at.precision.(int)
	return coarse == 6 && fine < 6 || coarse == 4 && fine < 4 && s.at.adm1 != "" && gazetteer.Key(s.at.adm1) == gazetteer.Key(wide.at.adm1)
}

// is reports whether a place is at the site: by its name, however it is written,
// or by its point.
func (s site) is(p *stemma.Place, at location) bool {
	return gazetteer.Key(s.name) == gazetteer.Key(p.Name) && s.country == p.Country || s.at.lat == at.lat && s.at.lon == at.lon
}
