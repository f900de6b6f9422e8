package storetest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"stemma/store"
)

func ledger(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		must(0, tx.AddChanges(nil))
		must(0, tx.AddChanges([]store.Change{
			{At: day, Story: 1, Claim: "k", Kind: "new", What: "k is new", Data: []byte(`{"after":1}`)},
			{At: day, Story: 2, Kind: "merged", What: "into 1"},
		}))
		must(0, tx.AddChanges([]store.Change{{Story: 1, Claim: "k", Kind: "denied"}}))
		all := must(tx.Changes(0, store.Filter{}))
		equal(t, "first", all[0], store.Change{ID: 1, At: day, Story: 1, Claim: "k", Kind: "new", What: "k is new", Data: []byte(`{"after":1}`)})
		equal(t, "in order", ids(all, func(c store.Change) int64 { return c.ID }), []int64{1, 2, 3})
		equal(t, "dated", all[2].At.IsZero(), false)
		equal(t, "behind", len(must(tx.Changes(1, store.Filter{}))), 2)
		equal(t, "story", len(must(tx.Changes(0, store.Filter{Story: 1}))), 2)
		equal(t, "kind", must(tx.Changes(0, store.Filter{Type: []string{"denied"}}))[0].ID, int64(3))
		equal(t, "at most", len(must(tx.Changes(0, store.Filter{Limit: 1}))), 1)
		latest := func(before int64, f store.Filter) []int64 {
			return ids(must(tx.LatestChanges(before, f)), func(c store.Change) int64 { return c.ID })
		}
		equal(t, "latest first", latest(0, store.Filter{}), []int64{3, 2, 1})
		equal(t, "before", latest(3, store.Filter{Limit: 1}), []int64{2})
		equal(t, "latest of a story and kind", latest(0, store.Filter{Story: 1, Type: []string{"new"}}), []int64{1})
	}))
}

func judgements(t *testing.T, s *store.Store) {
	full := store.Judgement{At: day, Author: "Ann", Kind: "correct", Story: 1, Claims: []string{"k", "l"}, Reports: []int64{7, 8}, Field: "place", Value: "Odesa", Note: "see the map"}
	update(t, s, try(func(tx *store.Tx) {
		id := story(tx)
		full.ID = must(tx.AddJudgement(full))
		second := must(tx.AddJudgement(store.Judgement{Story: id, Kind: "reject"}))
		must(tx.AddJudgement(store.Judgement{Kind: "annotate"}))
		equal(t, "first", must(tx.Judgements(id, false))[0], full)
		seen := must(tx.Seen(id))
		must(0, tx.Undo(second, "Bob"))
		equal(t, "changes its story", must(tx.Seen(id)) > seen, true)
		first := must(tx.Judgements(id, true))[1]
		equal(t, "undone", []any{first.UndoneBy, first.Undone.IsZero()}, []any{"Bob", false})
		must(0, tx.Undo(second, "Eve"))
		equal(t, "undone once", must(tx.Judgements(id, true))[1], first)
		equal(t, "hold", len(must(tx.Judgements(id, false))), 1)
		equal(t, "of all stories", len(must(tx.Judgements(0, true))), 3)
	}))
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.Undo(99, "Bob") })
	for _, table := range []string{"judgements", "undone"} {
		stands(t, s, "UPDATE "+table+" SET author = 'Eve'")
		stands(t, s, "DELETE FROM "+table)
	}
}

// stands holds that the database itself refuses a statement.
func stands(t *testing.T, s *store.Store, statement string) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *store.Tx) error { return tx.Exec(statement) })
	if err == nil || !strings.Contains(err.Error(), "never") && !strings.Contains(err.Error(), "stays") {
		t.Errorf("%s: %v", statement, err)
	}
}

func audit(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		must(0, tx.AddAudit(store.Audit{At: day, Who: "Ann", What: "merge", Detail: "2 into 1"}))
		must(0, tx.AddAudit(store.Audit{Who: "Bob"}))
		equal(t, "lines", must(tx.Audits(0, 1)), []store.Audit{{ID: 1, At: day, Who: "Ann", What: "merge", Detail: "2 into 1"}})
		equal(t, "behind", must(tx.Audits(1, 9))[0].Who, "Bob")
	}))
	stands(t, s, "UPDATE audits SET who = 'Eve'")
	stands(t, s, "DELETE FROM audits")
}

func feeds(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		a := store.Feed{Address: "https://a.example/feed", Title: "A", Kind: "rss", Added: day, Visit: []byte("etag"), Visited: day, Due: day.Add(time.Hour), Failures: 2, Problem: "slow"}
		b := store.Feed{Address: "https://b.example/feed", Added: day, Due: day}
		must(0, tx.PutFeed(b))
		must(0, tx.PutFeed(a))
		equal(t, "all", must(tx.Feeds(time.Time{})), []store.Feed{a, b})
		equal(t, "due", must(tx.Feeds(day)), []store.Feed{b})
		equal(t, "most overdue first", must(tx.Feeds(day.Add(time.Hour))), []store.Feed{b, a})
		b.Due, b.Failures = day.Add(2*time.Hour), 1
		must(0, tx.PutFeed(b))
		equal(t, "replaced", must(tx.Feeds(time.Time{})), []store.Feed{a, b})
		must(0, tx.DropFeed(a.Address))
		equal(t, "dropped", must(tx.Feeds(time.Time{})), []store.Feed{b})
	}))
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.DropFeed("https://c.example/feed") })
}

func deliveries(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		must(0, tx.AddDelivery(store.Delivery{Hook: "h", Change: 1, Due: day.Add(time.Hour)}))
		must(0, tx.AddDelivery(store.Delivery{Hook: "h", Change: 2, Due: day}))
		must(0, tx.AddDelivery(store.Delivery{Hook: "h", Change: 2, Due: day})) // once more
		must(0, tx.AddDelivery(store.Delivery{Hook: "i", Change: 2, Due: day}))
		changes := func(due time.Time, limit int) []int64 {
			return ids(must(tx.Deliveries(due, limit)), func(d store.Delivery) int64 { return d.Change })
		}
		equal(t, "all", changes(time.Time{}, 9), []int64{2, 2, 1})
		equal(t, "due", changes(day, 9), []int64{2, 2})
		equal(t, "at most", changes(day, 1), []int64{2})
		d := must(tx.Deliveries(day, 1))[0]
		d.Attempts, d.Due, d.Problem = 1, day.Add(2*time.Hour), "refused"
		must(0, tx.PutDelivery(d))
		equal(t, "tried", must(tx.Deliveries(time.Time{}, 9))[2], d)
		d.Done = day
		must(0, tx.PutDelivery(d))
		equal(t, "done", changes(time.Time{}, 9), []int64{2, 1})
	}))
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.PutDelivery(store.Delivery{ID: 99}) })
}

func tokens(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		k := store.Token{Name: "Ann", Hash: []byte{0, 1, 255}, Scope: "read", Created: day}
		k.ID = must(tx.AddToken(k))
		equal(t, "by hash", must(tx.TokenByHash(k.Hash)), k)
		must(0, tx.UsedToken(k.ID))
		equal(t, "used", must(tx.TokenByHash(k.Hash)).Used.IsZero(), false)
		must(0, tx.RevokeToken(k.ID))
		_, err := tx.TokenByHash(k.Hash)
		equal(t, "revoked", errors.Is(err, store.ErrNotFound), true)
		equal(t, "listed", must(tx.Tokens())[0].Revoked.IsZero(), false)
	}))
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.TokenByHash([]byte("?")); return err })
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.RevokeToken(99) })
	err := s.Update(t.Context(), func(tx *store.Tx) error { _, err := tx.AddToken(store.Token{Hash: []byte{0, 1, 255}}); return err })
	if err == nil {
		t.Error("two tokens with one hash")
	}
}

func settings(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		equal(t, "not set", must(tx.Get("a")), []byte(nil))
		must(0, tx.Set("a", []byte{}))
		equal(t, "empty", must(tx.Get("a")) == nil, false)
		must(0, tx.Set("a", []byte("1")))
		must(0, tx.Set("a", []byte("2")))
		equal(t, "set", string(must(tx.Get("a"))), "2")
		must(0, tx.Set("a", nil))
		equal(t, "removed", must(tx.Get("a")), []byte(nil))
	}))
}
