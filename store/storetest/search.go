package storetest

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stemma/store"
)

func search(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		id := story(tx)
		must(0, tx.PutRecord(store.Record{Story: id, Texts: []store.Text{
			{Kind: "claim", Ref: "a", Body: "Harbour workers’ union ended its strike at Kyïv’s 10,000-tonne port"},
			{Kind: "claim", Ref: "b", Title: "Strike", Body: "Supplies were re-routed; the port stayed shut"},
			{Kind: "report", Ref: "c", Body: "A missile struck. The harbour stayed open and supplied the town"},
			{Kind: "entity", Ref: "d", Body: "北京市 Порт"},
		}}, 0))
	}))
	for query, want := range map[string]string{
		"port":                   "a b",
		"PORTS":                  "a b",
		"strike":                 "b a",
		"striking":               "b a",
		"worker":                 "a",
		"harbour -missile":       "a",
		"-missile":               "",
		"stayed -\"stayed sh*\"": "b c",
		"\"stayed shut\"":        "b",
		"\"shut stayed\"":        "",
		"“harbour stayed”":       "c",
		"\"harbour stayed":       "c",
		"kyiv":                   "a",
		"10000":                  "a",
		"10,000 tonne":           "a",
		"suppl*":                 "b c",
		"supplie*":               "b c",
		"supplies*":              "b",
		"supplying":              "b c",
		"re-routed":              "b",
		"re-rout*":               "b",
		"rerouted":               "",
		"北京":                     "d",
		"порт":                   "d",
		"harbour OR town":        "",
		"strike\tport":           "a b",
		"":                       "",
		"*":                      "",
		"- \" -":                 "",
	} {
		var refs []string
		hits := get(t, s, func(tx *store.Tx) ([]store.Hit, error) { return tx.Search(query, nil, store.Filter{}) })
		for _, hit := range hits {
			refs = append(refs, hit.Ref)
		}
		// Within a story no index is asked: each text is looked at.
		equal(t, query+" in the story", get(t, s, func(tx *store.Tx) ([]store.Hit, error) { return tx.Search(query, nil, store.Filter{Story: 1}) }), hits)
		if query == "strike" || query == "striking" { // the title counts more
			equal(t, query, strings.Join(refs, " "), want)
			continue
		}
		equal(t, query, sorted(refs), want)
	}
	hit := get(t, s, func(tx *store.Tx) ([]store.Hit, error) { return tx.Search("harbour town", nil, store.Filter{}) })[0]
	equal(t, "snippet", hit.Snippet, "A missile struck. The \x02harbour\x03 stayed open and supplied the \x02town\x03")
	equal(t, "hit", []any{hit.Kind, hit.Ref, hit.Story}, []any{"report", "c", int64(1)})
}

func sorted(words []string) string {
	set := map[string]bool{}
	for _, w := range words {
		set[w] = true
	}
	var all []string
	for _, w := range []string{"a", "b", "c", "d"} {
		if set[w] {
			all = append(all, w)
		}
	}
	return strings.Join(all, " ")
}

func searchFilters(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		for i := range 4 {
			id := story(tx)
			r := report(tx, fmt.Sprint("r", i), id)
			day := fmt.Sprintf("2025-03-%02d", i+1)
			must(0, tx.PutRecord(store.Record{Story: id,
				Claims: []store.Claim{{Key: fmt.Sprint("k", i), Actors: []string{fmt.Sprint("Actor ", i)}}},
				Texts: []store.Text{
					{Kind: "claim", Ref: fmt.Sprint("k", i), Body: "harbour fire", Day: day},
					{Kind: "report", Ref: fmt.Sprint(r), Body: "harbour fire", Day: day},
				}}, 0))
		}
	}))
	hits := func(kinds []string, f store.Filter) string {
		t.Helper()
		var all []string
		for _, hit := range get(t, s, func(tx *store.Tx) ([]store.Hit, error) { return tx.Search("fire", kinds, f) }) {
			all = append(all, hit.Ref)
		}
		return strings.Join(all, " ")
	}
	claims := []string{"claim"}
	equal(t, "the latest of equals", hits(nil, store.Filter{}), "4 k3 3 k2 2 k1 1 k0")
	equal(t, "kind", hits(claims, store.Filter{}), "k3 k2 k1 k0")
	equal(t, "page", hits(claims, store.Filter{Limit: 2, After: 1}), "k2 k1")
	equal(t, "story", hits(nil, store.Filter{Story: 2}), "2 k1")
	equal(t, "days", hits(claims, store.Filter{Since: "2025-03-02", Until: "2025-03-03"}), "k2 k1")
	equal(t, "words on claims", hits(nil, store.Filter{Actor: []string{"ACTOR 1", "actor 3"}}), "k3 k1")
	equal(t, "outlet", hits(nil, store.Filter{Outlet: []string{"Harbour Post"}, Limit: 2}), "4 3")
	update(t, s, try(func(tx *store.Tx) {
		must(0, tx.PutRecord(store.Record{Story: 4, Texts: []store.Text{{Kind: "claim", Ref: "new", Body: "harbour shut"}}}, 0))
	}))
	equal(t, "replaced", hits(claims, store.Filter{}), "k2 k1 k0")
}

// searchTakesAnything: no query is an error, and each finds what it was cut from.
func searchTakesAnything(t *testing.T, s *store.Store) {
	body := `harbour "fire" 'n' (port) AND OR NOT NEAR/3 a*b ^c {x y} : + - | & ! <-> \ % _ ; -- $1 ? ÄÖ 北京`
	update(t, s, try(func(tx *store.Tx) {
		must(0, tx.PutRecord(store.Record{Story: story(tx), Texts: []store.Text{{Kind: "claim", Ref: "a", Title: "T", Body: body}}}, 0))
	}))
	look := func(query string) int {
		hits := get(t, s, func(tx *store.Tx) ([]store.Hit, error) { return tx.Search(query, nil, store.Filter{}) })
		equal(t, query, get(t, s, func(tx *store.Tx) ([]store.Hit, error) { return tx.Search(query, nil, store.Filter{Story: 1}) }), hits)
		return len(hits)
	}
	for _, query := range strings.Fields(body) {
		if n := look(strings.TrimLeft(query, "-")); n > 1 {
			t.Errorf("%q: %d hits", query, n)
		}
	}
	piece := rapid.OneOf(rapid.SampledFrom(strings.Fields(body)), rapid.String(), rapid.SampledFrom([]string{`"`, "*", "-", "“", "\x00", "\xff"}))
	rapid.Check(t, func(r *rapid.T) {
		look(strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(r, "pieces"), rapid.SampledFrom([]string{" ", ""}).Draw(r, "between")))
	})
}
