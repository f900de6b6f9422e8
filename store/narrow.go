package store

import (
	"slices"
	"time"
)

// A list is answered in one of two ways. Where one of the filter's words lets
// few rows through, those are looked up and sorted. Where each lets through
// many, the table is walked from its newest row until the page is full, which is
// soon. Which it is, the database cannot know: it is counted, up to few.
const few = 2000

// source is a query for the identities that one of the filter's words lets
// through, perhaps with some more.
type source struct {
	query string
	args  []any
}

// sparsest is the source that gives the fewest rows, -1 where all give many.
func (t *Tx) sparsest(sources []source) (int, error) {
	best, least := -1, few
	for i, s := range sources {
		n, err := only(t, number, "SELECT count(*) FROM (SELECT 1 FROM ("+s.query+") AS s LIMIT ?) AS n", append(slices.Clone(s.args), least)...)
		if err != nil {
			return 0, err
		}
		if int(n) < least {
			best, least = i, int(n)
		}
	}
	return best, nil
}

// facets are what a claim is found by.
func (c Claim) facets() []string {
	all := []string{"t:" + c.Type, "t:" + c.Mode, "p:" + fold(c.Place), "c:" + c.Country, "s:" + c.Standing}
	for _, name := range append(slices.Clone(c.Actors), c.Recipients...) {
		all = append(all, "a:"+fold(name))
	}
	all = append(all, dayFacets(days(c.Begin, c.End))...)
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(facet string) bool { return len(facet) == 2 })
}

// fewDays is the longest stretch that has each of its days as a facet, fewMonths
// the longest that has each of its months; what is longer is "long".
const (
	fewDays   = 3
	fewMonths = 12
)

// dayFacets are what a stretch is found by, whichever of its days is asked for.
func dayFacets(begin, end string) []string {
	first, err := time.Parse(time.DateOnly, begin)
	last, err2 := time.Parse(time.DateOnly, end)
	switch {
	case err != nil || err2 != nil || last.Before(first):
		return nil
	case last.Before(first.AddDate(0, 0, fewDays)):
		return steps("d:2006-01-02", first, last, 0, 1)
	case last.Before(first.AddDate(0, fewMonths, 0)):
		return steps("m:2006-01", first, last, 1, 0)
	}
	return []string{"long"}
}

// steps writes each month or day from first to last.
func steps(layout string, first, last time.Time, months, days int) (all []string) {
	if months > 0 {
		first = first.AddDate(0, 0, 1-first.Day())
	}
	for at := first; !at.After(last); at = at.AddDate(0, months, days) {
		all = append(all, at.Format(layout))
	}
	return all
}

// facets are what the filter asks for, the alternatives of each field together.
func (f Filter) facets() (all [][]string) {
	for _, field := range []struct {
		kind   string
		values []string
		as     func(string) string
	}{{"a:", f.Actor, fold}, {"t:", f.Type, short}, {"p:", f.Place, fold}, {"c:", f.Country, short}, {"s:", f.Standing, short}} {
		if len(field.values) == 0 {
			continue
		}
		var facets []string
		for _, v := range field.values {
			facets = append(facets, field.kind+field.as(v))
		}
		all = append(all, facets)
	}
	return all
}

// ofClaims are the filter's words on claims c but for their days, and whether
// few pass. Where many do and walk is given, facets that stand alone are left to
// the caller to walk along.
func (t *Tx) ofClaims(f Filter, walk bool) (w where, sparse bool, along []string, err error) {
	facets := f.facets()
	var sources []source
	for _, alternatives := range facets {
		sources = append(sources, ofFacets(alternatives))
	}
	if f.Story == 0 {
		sources = append(sources, claimDays(f)...)
	}
	best, err := t.sparsest(sources)
	if err != nil {
		return w, false, nil, err
	}
	id := "c.id"
	if best >= 0 {
		id = "s.id"
	}
	var all where // of a claim's ID, before the claim's row is read: that costs more
	for i, alternatives := range facets {
		switch {
		case i == best:
		case walk && best < 0 && len(alternatives) == 1:
			along = append(along, alternatives[0])
		default:
			all.add("EXISTS (SELECT 1 FROM claim_facets x WHERE x.facet IN ("+marks(len(alternatives))+") AND x.claim = "+id+")", texts(alternatives)...)
		}
	}
	if best >= 0 {
		w.add("c.id IN (SELECT s.id FROM ("+sources[best].query+") AS s"+all.String()+")", append(slices.Clone(sources[best].args), all.args...)...)
	} else {
		w = all
	}
	if f.MinOrigins > 0 {
		w.add("c.origins_low >= ?", f.MinOrigins)
	}
	if f.MaxOrigins > 0 {
		w.add("c.origins <= ?", f.MaxOrigins)
	}
	return w, best >= 0, along, nil
}

func ofFacets(facets []string) source {
	return source{"SELECT claim AS id FROM claim_facets WHERE facet IN (" + marks(len(facets)) + ")", texts(facets)}
}

// mostDays bounds the stretch whose days are asked for one by one.
const mostDays = 62

// claimDays are the claims that may lie within the filter's days.
func claimDays(f Filter) []source {
	first, _ := span(f.Since)
	_, last := span(f.Until)
	begin, err := time.Parse(time.DateOnly, first)
	end, err2 := time.Parse(time.DateOnly, last)
	switch {
	case err == nil && err2 == nil && end.Before(begin.AddDate(0, 0, mostDays)):
		facets := append(steps("d:2006-01-02", begin, end, 0, 1), steps("m:2006-01", begin, end, 1, 0)...)
		return []source{ofFacets(append(facets, "long"))}
	case err == nil && err2 != nil:
		return []source{{"SELECT id FROM claims WHERE end_day >= ?", []any{first}}}
	case err != nil && err2 == nil:
		return []source{{"SELECT id FROM claims WHERE begin_day <= ? AND begin_day <> ''", []any{last}}}
	}
	return nil
}

// reportDays are the reports that may be of the filter's days. A date is a day,
// a month or a year: one that began before is of the month or year of the first.
func reportDays(f Filter) []source {
	first, _ := span(f.Since)
	_, last := span(f.Until)
	switch {
	case first != "" && last != "":
		return []source{{"SELECT id FROM reports WHERE first_day >= ? AND first_day <= ? OR first_day IN (?, ?)",
			[]any{first, last, first[:7] + "-01", first[:4] + "-01-01"}}}
	case first != "":
		return []source{{"SELECT id FROM reports WHERE last_day >= ?", []any{first}}}
	case last != "":
		return []source{{"SELECT id FROM reports WHERE first_day <= ? AND first_day <> ''", []any{last}}}
	}
	return nil
}

// published asks for a story that has a report of one of the filter's outlets.
func (t *Tx) published(w *where, story string, f Filter) error {
	if len(f.Outlet) == 0 {
		return nil
	}
	const rare = 100 // reports: the claims of as many stories are soon sorted
	in := " IN (" + marks(len(f.Outlet)) + ")"
	n, err := only(t, number, "SELECT CAST(COALESCE(sum(reports), 0) AS BIGINT) FROM outlets WHERE outlet"+in, texts(f.Outlet)...)
	if err != nil {
		return err
	}
	if n < rare {
		w.add(story+" IN (SELECT r.story FROM reports r WHERE r.outlet"+in+")", texts(f.Outlet)...)
	} else {
		w.add("EXISTS (SELECT 1 FROM reports r WHERE r.story = "+story+" AND r.outlet"+in+")", texts(f.Outlet)...)
	}
	return nil
}
