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
	begin, end := days(c.Begin, c.End)
	if begin != "" && daysBetween(begin, end) > month {
		all = append(all, "long")
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(facet string) bool { return len(facet) == 2 })
}

// month is the stretch within which the days of most claims and reports lie.
const month = 31

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
// few pass.
func (t *Tx) ofClaims(f Filter) (w where, sparse bool, err error) {
	facets := f.facets()
	var sources []source
	for _, alternatives := range facets {
		sources = append(sources, source{"SELECT claim FROM claim_facets WHERE facet IN (" + marks(len(alternatives)) + ")", texts(alternatives)})
	}
	if f.Story == 0 {
		sources = append(sources, claimDays(f)...)
	}
	best, err := t.sparsest(sources)
	if err != nil {
		return w, false, err
	}
	if best >= 0 {
		w.add("c.id IN ("+sources[best].query+")", sources[best].args...)
	}
	for i, alternatives := range facets {
		if i != best {
			w.add("EXISTS (SELECT 1 FROM claim_facets x WHERE x.facet IN ("+marks(len(alternatives))+") AND x.claim = c.id)", texts(alternatives)...)
		}
	}
	if f.MinOrigins > 0 {
		w.add("c.origins_low >= ?", f.MinOrigins)
	}
	if f.MaxOrigins > 0 {
		w.add("c.origins <= ?", f.MaxOrigins)
	}
	return w, best >= 0, nil
}

// claimDays are the claims that may lie within the filter's days.
func claimDays(f Filter) []source {
	first, _ := span(f.Since)
	_, last := span(f.Until)
	switch {
	case first != "" && last != "":
		return []source{{"SELECT id FROM claims WHERE begin_day >= ? AND begin_day <= ? UNION ALL SELECT claim FROM claim_facets WHERE facet = 'long'",
			[]any{dayBefore(first, month), last}}}
	case first != "":
		return []source{{"SELECT id FROM claims WHERE end_day >= ?", []any{first}}}
	case last != "":
		return []source{{"SELECT id FROM claims WHERE begin_day <= ? AND begin_day <> ''", []any{last}}}
	}
	return nil
}

// reportDays are the reports that may be of the filter's days. A date is a day,
// a month or a year.
func reportDays(f Filter) []source {
	first, _ := span(f.Since)
	_, last := span(f.Until)
	switch {
	case first != "" && last != "":
		return []source{{"SELECT id FROM reports WHERE first_day >= ? AND first_day <= ? OR first_day = ?",
			[]any{dayBefore(first, month), last, first[:4] + "-01-01"}}}
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

func daysBetween(begin, end string) int {
	a, err := time.Parse(time.DateOnly, begin)
	b, err2 := time.Parse(time.DateOnly, end)
	if err != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

func dayBefore(day string, n int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(0, 0, -n).Format(time.DateOnly)
}
