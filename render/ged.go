package render

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/gazetteer"
)

// gedColumns are a claim in the columns of the UCDP Georeferenced Event Dataset
// (Högbladh, UCDP GED Codebook, version 25.1, Uppsala University, with
// Sundberg and Melander 2013, doi:10.1177/0022343313484347). What a coder of
// UCDP decides and a report does not say (conflict, dyad, activity) is left out.
//
// number_of_sources is the number of reports; how many independent voices they
// come to is in stemma's own columns. source_article, source_office, source_date
// and source_headline are the reports in their order, source_original the
// claim's origins. Where, when and how many are in locate, datePrecision and
// deaths; each says what it takes from the codebook, and leaves empty what the
// reports do not tell.
func gedColumns(r *stemma.Record, c *stemma.Claim) []datum {
	sides := sidesOf(r, c)
	at := locate(c.Place)
	toll := deaths(c)
	split := toll.among(sides)
	year, start, end, precise := daysOf(c.Time)
	return slices.Concat(
		[]datum{{"id", c.ID}, {"year", year}, {"type_of_violence", sides.violence}, {"side_a", known(sides.a)}, {"side_b", known(sides.b)}},
		sourceColumns(r, c),
		[]datum{
			{"where_prec", at.precision}, {"where_coordinates", known(at.name)}, {"where_description", whereWords(r, c)},
			{"adm_1", known(at.adm1)}, {"adm_2", known(at.adm2)}, {"latitude", at.lat}, {"longitude", at.lon},
			{"geom_wkt", at.wkt()}, {"priogrid_gid", at.grid()}, {"country", at.country},
			{"event_clarity", clarity(precise, at.precision)}, {"date_prec", precise}, {"date_start", start}, {"date_end", end},
			{"deaths_a", split[0]}, {"deaths_b", split[1]}, {"deaths_civilians", split[2]}, {"deaths_unknown", split[3]},
			{"best", toll.best}, {"high", toll.high}, {"low", toll.low},
		})
}

// sourceColumns are the reports: GED writes an article as "office,date,headline".
func sourceColumns(r *stemma.Record, c *stemma.Claim) []datum {
	var articles, offices, dates, headlines, originals []string
	for _, id := range c.Reports {
		a := r.Article(id)
		if a == nil {
			continue
		}
		day := a.Published.Day()
		articles = append(articles, fmt.Sprintf("%q", strings.Join(slices.DeleteFunc([]string{a.Outlet, day, flat(title(a.Article))}, func(part string) bool { return part == "" }), ",")))
		offices, dates, headlines = append(offices, a.Outlet), append(dates, day), append(headlines, flat(title(a.Article)))
	}
	for _, o := range c.Origins {
		originals = append(originals, o.Name)
	}
	return []datum{{"number_of_sources", c.Counts.Reports}, {"source_article", articles}, {"source_office", offices},
		{"source_date", dates}, {"source_headline", headlines}, {"source_original", originals}}
}

// whereWords is the place in the words of the report that has it.
func whereWords(r *stemma.Record, c *stemma.Claim) any {
	for i := range c.Mentions {
		if m := &c.Mentions[i]; m.Place != nil && c.Place != nil && m.Place.Name == c.Place.Name {
			return known(flat(r.Text(stemma.Evidence{Article: m.Article, Span: m.Place.Span})))
		}
	}
	return nil
}

// location is where a claim's event is put on the map.
type location struct {
	name       string // what has the coordinates
	precision  any    // where_prec, 1 to 7
	lat, lon   any
	adm1, adm2 string
	country    any
}

// locate puts a place on the map with GED's where_prec:
//
//	1  a point: a town, a building        2  near a point, within some 25 km
//	3  a division of the second order     4  one of the first order
//	5  a line or an area without borders: a river, a coast, "the Sahel"
//	6  a country                          7  the open sea
//
// A place without coordinates is put, as GED does, at the middle of the region
// that the text names with it, with precision 4, or of its country, with 6; one
// of which neither is known has none. Divisions are ISO 3166-2's; adm_1 is known
// only where the place itself is one or the text names it.
func locate(p *stemma.Place) location {
	var at location
	if p == nil {
		return at
	}
	country, found := gazetteer.CountryOf(p.Country)
	if found {
		at.country = country.Name
	}
	at.adm1 = p.Region
	switch p.Kind {
	case gazetteer.KindRegion:
		at.adm1 = p.Name
	case gazetteer.KindCounty:
		at.adm2 = p.Name
	}
	if p.Lat != nil && p.Lon != nil {
		at.name, at.precision, at.lat, at.lon = p.Name, wherePrecision(p), *p.Lat, *p.Lon
		return at
	}
	for _, region := range gazetteer.Places(p.Region) {
		if region.Kind == gazetteer.KindRegion && region.Country == p.Country && region.Lat != 0 {
			at.name, at.precision, at.lat, at.lon = region.Name, 4, region.Lat, region.Lon
			return at
		}
	}
	if lat, lon, known := gazetteer.Middle(p.Country); known {
		at.name, at.precision, at.lat, at.lon = country.Name, 6, lat, lon
	}
	return at
}

// nearby is GED's radius about a known point, in kilometres: farther off, the
// place is an area without borders.
const nearby = 25

// wherePrecision is where_prec of a place that has coordinates of its own.
func wherePrecision(p *stemma.Place) int {
	switch p.Kind {
	case gazetteer.KindCountry:
		return 6
	case gazetteer.KindRegion:
		return 4
	case gazetteer.KindCounty:
		return 3
	case gazetteer.KindWater:
		if p.Country == "" && (strings.Contains(p.Name, "Sea") || strings.Contains(p.Name, "Ocean") || strings.Contains(p.Name, "Gulf")) {
			return 7
		}
		return 5
	case gazetteer.KindArea, "mountain", "island", "":
		return 5
	}
	switch {
	case p.Away > nearby:
		return 5
	case p.Near:
		return 2
	}
	return 1
}

// wkt is the point as well-known text: longitude first.
func (at location) wkt() any {
	if at.lat == nil {
		return nil
	}
	return fmt.Sprintf("POINT (%v %v)", at.lon, at.lat)
}

// grid is the PRIO-GRID cell of half a degree (Tollefsen, Strand and Buhaug
// 2012): counted from 1 in the south-west, 720 to a row.
func (at location) grid() any {
	lat, ok := at.lat.(float64)
	lon, both := at.lon.(float64)
	if !ok || !both {
		return nil
	}
	return int(math.Floor((lat+90)*2))*720 + int(math.Floor((lon+180)*2)) + 1
}

// daysOf is a time as GED's year, date_start, date_end and date_prec.
func daysOf(t *stemma.Time) (year, start, end, precise any) {
	if t == nil || t.Begin == "" {
		return nil, nil, nil, nil
	}
	if number, err := strconv.Atoi(t.Begin[:min(4, len(t.Begin))]); err == nil {
		year = number
	}
	if t.End == "" {
		return year, t.Begin, nil, nil // open at its end
	}
	return year, t.Begin, t.End, datePrecision(t.Begin, t.End)
}

// datePrecision is GED's date_prec for the days within which an event happened:
// 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year; nil of
// longer spans, which GED does not code.
func datePrecision(begin, end string) any {
	from, err := time.Parse(time.DateOnly, begin)
	if err != nil {
		return nil
	}
	to, err := time.Parse(time.DateOnly, end)
	if err != nil || to.Before(from) {
		return nil
	}
	days := int(to.Sub(from).Hours()/24) + 1
	for precision, most := range []int{1, 6, 7, 31, 366} {
		if days <= most {
			return precision + 1
		}
	}
	return nil
}

// clarity is GED's event_clarity: 1 where the reports make out one event, here
// one of a day or few at a place known to the second order; 2 where they sum
// events up, here over more than a week. Between these it is a coder's to say.
func clarity(datePrec, wherePrec any) any {
	date, dated := datePrec.(int)
	where, placed := wherePrec.(int)
	switch {
	case dated && placed && date <= 2 && where <= 3:
		return 1
	case dated && date >= 4:
		return 2
	}
	return nil
}
