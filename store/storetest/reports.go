package storetest

import (
	"fmt"
	"strings"
	"testing"

	"stemma/store"
)

func versions(t *testing.T, s *store.Store) {
	first := store.Report{Key: "https://a.example/1", Address: "https://a.example/1?x", Outlet: "Harbour Post", Title: "One", Language: "en", Published: "2025-03-04"}
	update(t, s, try(func(tx *store.Tx) {
		v, added, err := tx.AddVersion(first, store.Version{Digest: "d1", Path: "p1", Added: day, Articles: []byte("a1"), Original: []byte("o1")})
		must(0, err)
		equal(t, "a new version", []any{added, v.Number, v.State, v.Report > 0, v.ID > 0}, []any{true, 1, store.StateNew, true, true})
		again, added, err := tx.AddVersion(first, store.Version{Digest: "d1"})
		must(0, err)
		equal(t, "the same content", []any{added, again.ID}, []any{false, v.ID})

		second := first
		second.Title, second.Outlet = "Two", "Harbour Post Online"
		w, added, err := tx.AddVersion(second, store.Version{Digest: "d2", Added: day.AddDate(0, 0, 1), Articles: []byte("a2")})
		must(0, err)
		equal(t, "changed content", []any{added, w.Number, w.Report}, []any{true, 2, v.Report})
		old, added, err := tx.AddVersion(first, store.Version{Digest: "d1"})
		must(0, err)
		equal(t, "older content", []any{added, old.ID}, []any{false, v.ID})

		second.ID, second.Version, second.Versions, second.Added, second.Changed = v.Report, 2, 2, day, day.AddDate(0, 0, 1)
		equal(t, "report", must(tx.Report(v.Report)), second)
		equal(t, "by key", must(tx.ReportByKey(first.Key)), second)
		equal(t, "original", string(must(tx.Original(v.ID))), "o1")
		equal(t, "no original", must(tx.Original(w.ID)), []byte(nil))
		equal(t, "articles", string(must(tx.Version(v.ID)).Articles), "a1")
		equal(t, "versions", ids(must(tx.Versions(v.Report)), versionID), []int64{v.ID, w.ID})
		equal(t, "outlets", must(tx.Outlets()), []store.OutletCount{{Outlet: "Harbour Post Online", Reports: 1}})
	}))
	for _, find := range []func(tx *store.Tx) error{
		func(tx *store.Tx) error { _, err := tx.Report(99); return err },
		func(tx *store.Tx) error { _, err := tx.ReportByKey("?"); return err },
		func(tx *store.Tx) error { _, err := tx.Version(99); return err },
		func(tx *store.Tx) error { return tx.Begin(99) },
		func(tx *store.Tx) error { return tx.Analysed(store.Version{ID: 99}) },
	} {
		fails(t, s, store.ErrNotFound, find)
	}
}

// anyBytes gives what no honest page has. What is kept may be mended, but the
// same words must lead to it again.
func anyBytes(t *testing.T, s *store.Store) {
	key := strings.Repeat("https://long.example/\x00\xff?", 400)
	noise := []byte{0, 255, 1, 0}
	update(t, s, try(func(tx *store.Tx) {
		v, added, err := tx.AddVersion(store.Report{Key: key, Title: "a\x00b\xffc", Outlet: strings.Repeat("é", 5000), Published: "soon"},
			store.Version{Digest: "\xff", Path: "\x00", Articles: noise, Original: []byte{}})
		must(0, err)
		equal(t, "added", added, true)
		equal(t, "title", must(tx.Report(v.Report)).Title, "a\uFFFDb\uFFFDc")
		equal(t, "found by its key", must(tx.ReportByKey(key)).ID, v.Report)
		_, added, err = tx.AddVersion(store.Report{Key: key}, store.Version{Digest: "\xff"})
		must(0, err)
		equal(t, "added again", added, false)
		must(0, tx.Analysed(store.Version{ID: v.ID, Documents: noise, Problem: "\x00"}))
		equal(t, "bytes", must(tx.Version(v.ID)).Documents, noise)
		id := story(tx)
		text := store.Text{Kind: "report", Ref: key, Title: "\x02\xff", Body: "har\x00bour \x03\xf0\x9f fire " + strings.Repeat("\u0958\uFDFA ", 5000)}
		claim := store.Claim{Key: key, Actors: []string{key, key + "!"}, Mentions: []string{key}, Place: key}
		must(0, tx.PutRecord(store.Record{Story: id, JSON: noise, Claims: []store.Claim{claim}, Texts: []store.Text{text}}, 0))
		equal(t, "claim", must(tx.Claim(key)).Story, id)
		equal(t, "claims", len(must(tx.Claims(store.Filter{Actor: []string{key}, Place: []string{key}}))), 1)
		equal(t, "hits", len(must(tx.Search("fire", nil, store.Filter{}))), 1)
	}))
}

func workInOrder(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		var v []store.Version
		for i := range 5 {
			v = append(v, add(tx, fmt.Sprint("r", i), "1"))
		}
		equal(t, "pending", ids(must(tx.Pending(3)), versionID), []int64{v[0].ID, v[1].ID, v[2].ID})
		equal(t, "articles", string(must(tx.Pending(1))[0].Articles), "articles 1")
		must(0, tx.Begin(v[0].ID))
		must(0, tx.Begin(v[0].ID))
		must(0, tx.Begin(v[0].ID))
		must(0, tx.NotBegun(v[0].ID))
		must(0, tx.NotBegun(v[1].ID))
		equal(t, "attempts", must(tx.Version(v[0].ID)).Attempts, 2)
		equal(t, "attempts of what was never begun", must(tx.Version(v[1].ID)).Attempts, 0)

		read(tx, v[0].ID, "e1")
		read(tx, v[2].ID, "e1")
		equal(t, "before the first new one", ids(must(tx.Unsorted(9)), versionID), []int64{v[0].ID})
		must(0, tx.Analysed(store.Version{ID: v[1].ID, State: store.StateFailed, Problem: "no text", Engine: "e1"}))
		failed := must(tx.Version(v[1].ID))
		equal(t, "failed", []string{failed.State, failed.Problem}, []string{store.StateFailed, "no text"})
		equal(t, "past a failed one", ids(must(tx.Unsorted(9)), versionID), []int64{v[0].ID, v[2].ID})
		equal(t, "at most", len(must(tx.Unsorted(1))), 1)
		equal(t, "documents", string(must(tx.Unsorted(9))[1].Documents), fmt.Sprintf("documents of %d by e1", v[2].ID))

		newer := add(tx, "r3", "2")
		equal(t, "the overtaken one is left", ids(must(tx.Pending(9)), versionID), []int64{v[4].ID, newer.ID})
		read(tx, v[4].ID, "e1")
		equal(t, "nor does it hold up others", ids(must(tx.Unsorted(9)), versionID), []int64{v[0].ID, v[2].ID, v[4].ID})
		read(tx, v[3].ID, "e1") // who read it did not know
		read(tx, newer.ID, "e1")
		equal(t, "current ones only", ids(must(tx.Unsorted(9)), versionID), []int64{v[0].ID, v[2].ID, v[4].ID, newer.ID})

		home := story(tx)
		must(0, tx.MoveReports([]int64{v[0].Report, newer.Report}, home))
		equal(t, "sorted", ids(must(tx.Unsorted(9)), versionID), []int64{v[2].ID, v[4].ID})
		third := add(tx, "r3", "3")
		equal(t, "its story while a new version is unread", ids(must(tx.Documents(home)), versionID), []int64{v[0].ID})
		must(0, tx.MoveReports([]int64{newer.Report}, home))
		equal(t, "moving reads nothing", must(tx.Version(third.ID)).State, store.StateNew)
	}))
}

func readAnew(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		home := story(tx)
		a, b, c := report(tx, "a", home), report(tx, "b", home), add(tx, "c", "1")
		va, vb := must(tx.Versions(a))[0].ID, must(tx.Versions(b))[0].ID
		equal(t, "stale", ids(must(tx.Stale("e2", 9)), versionID), []int64{va, vb})
		equal(t, "its articles", string(must(tx.Stale("e2", 9))[0].Articles), "articles a 1")
		equal(t, "not stale", must(tx.Stale("e1", 9)), []store.Version(nil))
		must(0, tx.PutRecord(store.Record{Story: home}, must(tx.Seen(home))))
		equal(t, "nothing to do", must(tx.Changed(9)), []int64(nil))

		read(tx, va, "e2")
		equal(t, "stays sorted", must(tx.Version(va)).State, store.StateSorted)
		equal(t, "changes its story", must(tx.Changed(9)), []int64{home})
		must(0, tx.Analysed(store.Version{ID: vb, Engine: "e2", Problem: "stumbled"}))
		kept := must(tx.Version(vb))
		equal(t, "keeps what the old engine found", []string{kept.State, kept.Engine, kept.Problem, string(kept.Documents)},
			[]string{store.StateSorted, "e2", "stumbled", fmt.Sprintf("documents of %d by e1", vb)})
		equal(t, "no longer stale", must(tx.Stale("e2", 9)), []store.Version(nil))

		must(0, tx.Analysed(store.Version{ID: c.ID, Engine: "e1", State: store.StateFailed}))
		equal(t, "another engine may read it", ids(must(tx.Stale("e0", 9)), versionID), []int64{c.ID, va, vb})
	}))
}

func reportLists(t *testing.T, s *store.Store) {
	var all []int64
	update(t, s, try(func(tx *store.Tx) {
		home := story(tx)
		for i, published := range []string{"2025-01-31", "2025-02", "2025-02-10T23:59:00Z", "2025", "", "last week"} {
			r := store.Report{Key: fmt.Sprint(i), Outlet: fmt.Sprint("O", i%2), Published: published}
			v, _, err := tx.AddVersion(r, store.Version{Digest: "d"})
			all = append(all, must(v.Report, err))
		}
		must(0, tx.MoveReports(all[1:3], home))
	}))
	list := func(f store.Filter) []int64 {
		t.Helper()
		return ids(get(t, s, func(tx *store.Tx) ([]store.Report, error) { return tx.Reports(f) }), reportID)
	}
	equal(t, "newest first", list(store.Filter{}), []int64{all[5], all[4], all[3], all[2], all[1], all[0]})
	equal(t, "page", list(store.Filter{Limit: 2, After: all[4]}), []int64{all[3], all[2]})
	equal(t, "since", list(store.Filter{Since: "2025-02-01"}), []int64{all[3], all[2], all[1]})
	equal(t, "a day of the month that is known", list(store.Filter{Since: "2025-02-12", Until: "2025-02-13"}), []int64{all[3], all[1]})
	equal(t, "until", list(store.Filter{Until: "2025-01"}), []int64{all[3], all[0]})
	equal(t, "outlet", list(store.Filter{Outlet: []string{"O1", "?"}}), []int64{all[5], all[3], all[1]})
	equal(t, "story", list(store.Filter{Story: 1}), []int64{all[2], all[1]})
	equal(t, "outlets", get(t, s, (*store.Tx).Outlets), []store.OutletCount{{Outlet: "O0", Reports: 3}, {Outlet: "O1", Reports: 3}})
}
