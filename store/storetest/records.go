package storetest

import (
	"fmt"
	"testing"
	"time"

	"stemma/store"
)

// fullClaim has a value in every field.
func fullClaim() store.Claim {
	lat, lon := 46.49, 30.74
	return store.Claim{Key: "k1", Number: "c1", Rank: 3, Summary: "Two missiles struck the port", Type: "ASSAULT", Mode: "airstrike",
		Place: "Odesa", Country: "UA", Lat: &lat, Lon: &lon, Begin: "2022-07-23", End: "2022-07-24", Modality: "asserted", Polarity: "positive",
		Standing: "reported", Reports: 5, AccountsLow: 2, Accounts: 4, OriginsLow: 1, Origins: 3, Disagree: 2,
		Actors: []string{"Russia"}, Recipients: []string{"Ukraine", "Odesa Port"}, Mentions: []string{"k1", "k2"}, Changed: day}
}

func records(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		id := story(tx)
		_, err := tx.Record(id)
		equal(t, "no record yet", fmt.Sprint(err), store.ErrNotFound.Error())
		made := store.Record{Story: id, Made: day, Engine: "e1", JSON: []byte{1, 2}, Title: "Port", Begin: "2022-07-23", End: "2022-07-25", Claims: []store.Claim{fullClaim()}}
		must(0, tx.PutRecord(made, 0))
		got := must(tx.Record(id))
		want := made
		want.Claims = nil
		equal(t, "record", got, want)
		at, waits, err := tx.Made(id)
		equal(t, "made", fmt.Sprint(at.Equal(day), waits, err), "true true <nil>")
		must(0, tx.PutRecord(made, must(tx.Seen(id))))
		at, waits, err = tx.Made(id)
		equal(t, "made, and up to date", fmt.Sprint(at.Equal(day), waits, err), "true false <nil>")
		_, _, err = tx.Made(id + 1)
		equal(t, "none made", fmt.Sprint(err), store.ErrNotFound.Error())

		claim := fullClaim()
		claim.Story, claim.At = id, 4
		equal(t, "claims", must(tx.Claims(store.Filter{Story: id})), []store.Claim{claim})
		for _, key := range []string{"k1", "k2"} {
			found := must(tx.Claim(key))
			found.At = 4
			equal(t, "claim of "+key, found, claim)
		}
		must(0, tx.PutRecord(store.Record{Story: id, JSON: nil}, 0))
		equal(t, "no claims left", len(must(tx.Claims(store.Filter{}))), 0)
		equal(t, "count", must(tx.Story(id)).Claims, 0)
	}))
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Claim("k1"); return err })
	err := s.Update(t.Context(), func(tx *store.Tx) error {
		return tx.PutRecord(store.Record{Story: 1, Claims: []store.Claim{{Key: "k"}, {Key: "k"}}}, 0)
	})
	if err == nil {
		t.Error("a record with one key twice is taken")
	}
}

// claimsKeepTheirPlace: a claim that did not change is not among the latest.
func claimsKeepTheirPlace(t *testing.T, s *store.Store) {
	put := func(tx *store.Tx, claims ...store.Claim) {
		for i := range claims {
			claims[i].Rank, claims[i].Number = i, fmt.Sprint("c", i+1)
		}
		must(0, tx.PutRecord(store.Record{Story: 1, Claims: claims}, 0))
	}
	latest := func(tx *store.Tx) (keys []string) {
		for _, c := range must(tx.Claims(store.Filter{})) {
			keys = append(keys, c.Key)
		}
		return keys
	}
	var before time.Time
	update(t, s, try(func(tx *store.Tx) {
		story(tx)
		put(tx, store.Claim{Key: "a"}, store.Claim{Key: "b"}, store.Claim{Key: "c"})
		equal(t, "foremost first", latest(tx), []string{"a", "b", "c"})
		before = must(tx.Claim("b")).Changed
	}))
	time.Sleep(2 * time.Millisecond)
	update(t, s, try(func(tx *store.Tx) {
		put(tx, store.Claim{Key: "d"}, store.Claim{Key: "b"}, store.Claim{Key: "c", Reports: 2})
		equal(t, "latest first", latest(tx), []string{"d", "c", "b"})
		b, c := must(tx.Claim("b")), must(tx.Claim("c"))
		equal(t, "its place in the record", []any{b.Rank, b.Number}, []any{1, "c2"})
		equal(t, "unchanged", b.Changed, before)
		equal(t, "changed", c.Changed.After(before), true)
		first := must(tx.Claims(store.Filter{Story: 1, Limit: 2}))
		rest := must(tx.Claims(store.Filter{Story: 1, After: first[1].At}))
		equal(t, "pages of a story", []string{first[0].Key, first[1].Key, rest[0].Key}, []string{"d", "b", "c"})
		page := must(tx.Claims(store.Filter{Limit: 1}))
		equal(t, "pages of all", must(tx.Claims(store.Filter{After: page[0].At}))[0].Key, "c")
	}))
}

// claimsOfMoved: after a report moved, two stories may hold its claim until the
// record of the one it left is made anew.
func claimsOfMoved(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		a, b := story(tx), story(tx)
		claim := store.Claim{Key: "k", Mentions: []string{"k", "l"}}
		must(0, tx.PutRecord(store.Record{Story: a, Claims: []store.Claim{claim}}, 0))
		must(0, tx.PutRecord(store.Record{Story: b, Claims: []store.Claim{claim}}, 0))
		equal(t, "kept last", must(tx.Claim("l")).Story, b)
		must(0, tx.PutRecord(store.Record{Story: b}, 0))
		equal(t, "the other", must(tx.Claim("l")).Story, a)
	}))
}

func claimFilters(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		home, other := story(tx), story(tx)
		report(tx, "r", home)
		must(0, tx.PutRecord(store.Record{Story: home, Claims: []store.Claim{
			{Key: "a", Actors: []string{"North Korea"}, Type: "AID", Mode: "military", Place: "Kursk", Country: "RU", Standing: "reported", OriginsLow: 1, Origins: 3, Reports: 2, Begin: "2025-03-01", End: "2025-03-31"},
			{Key: "b", Actors: []string{"Russia"}, Recipients: []string{"North  KOREA"}, Type: "MEET", Country: "KP", Standing: "denied", OriginsLow: 2, Origins: 2, Reports: 1, Begin: "2025-04-02"},
		}}, 0))
		must(0, tx.PutRecord(store.Record{Story: other, Claims: []store.Claim{{Key: "c", Type: "military"}}}, 0))
	}))
	for _, test := range []struct {
		what   string
		filter store.Filter
		want   string
	}{
		{"all", store.Filter{}, "[c a b]"},
		{"actor or recipient", store.Filter{Actor: []string{"north korea"}}, "[a b]"},
		{"one of two", store.Filter{Actor: []string{"russia", "nobody"}}, "[b]"},
		{"type or mode", store.Filter{Type: []string{"military", "MEET"}}, "[c a b]"},
		{"place", store.Filter{Place: []string{"KURSK"}}, "[a]"},
		{"country", store.Filter{Country: []string{"KP"}}, "[b]"},
		{"standing", store.Filter{Standing: []string{"denied"}}, "[b]"},
		{"origins for certain", store.Filter{MinOrigins: 2}, "[b]"},
		{"origins at most", store.Filter{MaxOrigins: 2}, "[c b]"},
		{"reports", store.Filter{MinReports: 2}, "[a]"},
		{"since", store.Filter{Since: "2025-03-31"}, "[a b]"},
		{"until", store.Filter{Until: "2025-04-01"}, "[a]"},
		{"one day", store.Filter{Since: "2025-04-02", Until: "2025-04-02"}, "[b]"},
		{"outlet", store.Filter{Outlet: []string{"Harbour Post"}}, "[a b]"},
		{"all at once", store.Filter{Story: 1, Actor: []string{"Russia"}, Type: []string{"MEET"}, Country: []string{"KP"}, Standing: []string{"denied"}, MinReports: 1}, "[b]"},
		{"at most", store.Filter{Limit: 1}, "[c]"},
	} {
		var keys []string
		for _, c := range get(t, s, func(tx *store.Tx) ([]store.Claim, error) { return tx.Claims(test.filter) }) {
			keys = append(keys, c.Key)
		}
		equal(t, test.what, fmt.Sprint(keys), test.want)
	}
}
