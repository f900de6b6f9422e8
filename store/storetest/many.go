package storetest

import (
	"fmt"
	"slices"
	"testing"

	"stemma/store"
)

// manyClaims asks for claims of which there are more than are looked up at
// once, page by page, and compares with going through all of them.
func manyClaims(t *testing.T, s *store.Store) {
	const stories, each = 3, 800
	update(t, s, try(func(tx *store.Tx) {
		for n := range stories {
			r := store.Record{Story: story(tx)}
			for i := range each {
				c := store.Claim{Key: fmt.Sprint(n, "-", i), Rank: i, Type: "AID", Standing: fmt.Sprint("s", i%2), OriginsLow: 1 + i%3, Origins: 3, Country: "UA"}
				if i%10 == 0 {
					c.Country = "RU"
				}
				if i%400 == 7 {
					c.Actors = []string{"Rare"}
				}
				c.Begin = fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28)
				c.End = c.Begin
				if i%50 == 0 {
					c.End = "2026-06-01"
				}
				r.Claims = append(r.Claims, c)
				r.Texts = append(r.Texts, store.Text{Kind: "claim", Ref: c.Key, Body: "harbour fire"})
			}
			must(0, tx.PutRecord(r, 0))
		}
	}))
	all := get(t, s, func(tx *store.Tx) ([]store.Claim, error) { return tx.Claims(store.Filter{Limit: 10_000}) })
	equal(t, "all", len(all), stories*each)
	for _, f := range []store.Filter{
		{Type: []string{"AID"}},
		{Type: []string{"AID"}, Country: []string{"UA"}},
		{Type: []string{"AID"}, Country: []string{"UA"}, MinOrigins: 2},
		{Type: []string{"AID", "MEET"}, Country: []string{"UA"}},
		{Type: []string{"AID", "MEET"}, Country: []string{"UA", "RU"}, MinOrigins: 3},
		{Country: []string{"UA"}, Standing: []string{"s1"}},
		{Type: []string{"AID"}, Actor: []string{"rare"}},
		{Type: []string{"AID"}, Country: []string{"UA"}, Since: "2025-03-03", Until: "2025-03-20"},
		{Since: "2025-12-01"},
		{Until: "2025-02-10"},
		{Since: "2025-01-15", Until: "2025-11-15"},
	} {
		var want []string
		for _, c := range all {
			if passes(c, f) {
				want = append(want, c.Key)
			}
		}
		equal(t, fmt.Sprintf("%+v", f), pages(t, s, f), want)
	}
	searchPages(t, s, stories*each)
}

// passes is what a filter asks of a claim, told without any index.
func passes(c store.Claim, f store.Filter) bool {
	one := func(wanted []string, has ...string) bool {
		return len(wanted) == 0 || slices.ContainsFunc(has, func(h string) bool { return slices.Contains(wanted, h) })
	}
	return one(f.Type, c.Type, c.Mode) && one(f.Country, c.Country) && one(f.Standing, c.Standing) &&
		(len(f.Actor) == 0 || len(c.Actors) > 0) && c.OriginsLow >= f.MinOrigins &&
		(f.Since == "" || c.End >= f.Since) && (f.Until == "" || c.Begin <= f.Until)
}

func pages(t *testing.T, s *store.Store, f store.Filter) (keys []string) {
	f.Limit = 300
	for {
		page := get(t, s, func(tx *store.Tx) ([]store.Claim, error) { return tx.Claims(f) })
		for _, c := range page {
			keys = append(keys, c.Key)
		}
		if len(page) < f.Limit {
			return keys
		}
		f.After = page[len(page)-1].At
	}
}

// searchPages goes through all hits of a common word.
func searchPages(t *testing.T, s *store.Store, want int) {
	seen := map[string]bool{}
	f := store.Filter{Limit: 90}
	for {
		hits := get(t, s, func(tx *store.Tx) ([]store.Hit, error) { return tx.Search("fire", []string{"claim"}, f) })
		for _, hit := range hits {
			seen[hit.Ref] = true
		}
		f.After += int64(len(hits))
		if len(hits) < f.Limit {
			break
		}
	}
	equal(t, "hits", []int{len(seen), int(f.After)}, []int{want, want})
}
