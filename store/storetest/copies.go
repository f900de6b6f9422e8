package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"stemma/store"
	"stemma/store/sqlite"
)

// Fill gives a workspace some of everything.
func Fill(t testing.TB, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		a, b := story(tx), story(tx)
		must(0, tx.MergeStory(a, b))
		for i := range 3 {
			report(tx, fmt.Sprint("r", i), b)
		}
		add(tx, "r1", "a second version")
		must(0, tx.PutStoryState(b, []byte("state"), terms(1, 2, 3, 4), "2025-03-04", "2025-03-05"))
		claim := fullClaim()
		must(0, tx.PutRecord(store.Record{Story: b, Made: day, Engine: "e1", JSON: []byte{0, 1}, Title: "Port", Begin: "2025-03-04", End: "2025-03-05",
			Claims: []store.Claim{claim, {Key: "bare", Changed: day}},
			Texts:  []store.Text{{Kind: "claim", Ref: "k1", Title: "Port", Body: "Two missiles struck the port", Day: "2022-07-23"}}}, must(tx.Seen(b))))
		must(0, tx.AddChanges([]store.Change{{At: day, Story: b, Kind: "new", Data: []byte("{}")}}))
		must(0, tx.Undo(must(tx.AddJudgement(store.Judgement{At: day, Story: b, Kind: "confirm", Claims: []string{"k1"}})), "Bob"))
		must(0, tx.PutFeed(store.Feed{Address: "https://a.example/feed", Added: day, Due: day}))
		must(0, tx.AddDelivery(store.Delivery{Hook: "h", Change: 1, Due: day}))
		must(tx.AddToken(store.Token{Name: "Ann", Hash: []byte{0, 255}, Created: day}))
		must(0, tx.AddAudit(store.Audit{At: day, Who: "Ann"}))
		must(0, tx.Set("a", []byte("1")))
	}))
}

// Contents is all that a workspace holds, as its readers see it.
func Contents(t testing.TB, s *store.Store) []any {
	t.Helper()
	return get(t, s, func(tx *store.Tx) (all []any, err error) {
		return all, try(func(tx *store.Tx) {
			for _, r := range must(tx.Reports(store.Filter{Limit: 1000})) {
				all = append(all, r)
				for _, v := range must(tx.Versions(r.ID)) {
					all = append(all, must(tx.Version(v.ID)), must(tx.Original(v.ID)))
				}
			}
			for _, x := range must(tx.Stories(store.Filter{Limit: 1000})) {
				record, err := tx.Record(x.ID)
				if errors.Is(err, store.ErrNotFound) {
					err = nil
				}
				all = append(all, x, must(record, err), must(tx.StoryState(x.ID)), must(tx.Seen(x.ID)), must(tx.Claims(store.Filter{Story: x.ID})))
			}
			all = append(all, must(tx.Claims(store.Filter{})), must(tx.NearStories(terms(1, 1, 3, 1), "", "", 9, 9)),
				refs(must(tx.Search("missile", nil, store.Filter{}))), must(tx.Outlets()), must(tx.Pending(99)), must(tx.Unsorted(99)), must(tx.Changed(99)),
				must(tx.Changes(0, store.Filter{})), must(tx.Judgements(0, true)), must(tx.Feeds(time.Time{})), must(tx.Deliveries(time.Time{}, 99)),
				must(tx.Tokens()), must(tx.Audits(0, 99)), must(tx.Get("a")))
		})(tx)
	})
}

// refs leaves out the score, which each dialect counts its own way.
func refs(hits []store.Hit) (all []string) {
	for _, hit := range hits {
		all = append(all, hit.Ref, hit.Snippet)
	}
	return all
}

func openSQLite(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func check(t testing.TB, s *store.Store) {
	t.Helper()
	if err := s.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

// backup restores into an embedded workspace and back into none that is in use.
func backup(t *testing.T, s *store.Store) {
	Fill(t, s)
	check(t, s)
	path := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), path); err == nil {
		t.Error("a backup was written over another")
	}
	other := openSQLite(t, t.TempDir())
	if err := other.Restore(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	check(t, other)
	equal(t, "restored", Contents(t, other), Contents(t, s))
	update(t, other, try(func(tx *store.Tx) { // numbers go on where they were
		equal(t, "next story", story(tx), int64(3))
		add(tx, "r9", "1")
	}))
	if err := s.Restore(t.Context(), path); err == nil {
		t.Error("a backup was restored into a workspace in use")
	}
	if err := openSQLite(t, t.TempDir()).Restore(t.Context(), filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("restored from nothing: %v", err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("beside the backup lies %v", entries)
	}
}

// Restores holds that a backup of one workspace can be restored into an empty one.
func Restores(t *testing.T, from, to *store.Store) {
	Fill(t, from)
	path := filepath.Join(t.TempDir(), "backup.db")
	if err := errors.Join(from.Backup(t.Context(), path), to.Restore(t.Context(), path)); err != nil {
		t.Fatal(err)
	}
	check(t, to)
	equal(t, "restored", Contents(t, to), Contents(t, from))
	update(t, to, try(func(tx *store.Tx) {
		equal(t, "next story", story(tx), int64(3))
		report(tx, "r9", 3)
		must(tx.AddJudgement(store.Judgement{Story: 3}))
	}))
}

func backupWhileWriting(t *testing.T, s *store.Store) {
	ctx, stop := context.WithCancel(context.Background())
	var writer sync.WaitGroup
	writer.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			err := s.Update(context.Background(), try(func(tx *store.Tx) {
				id := story(tx)
				report(tx, fmt.Sprint("x", i), id)
				report(tx, fmt.Sprint("y", i), id)
			}))
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	time.Sleep(20 * time.Millisecond)
	for n := range 3 {
		path := filepath.Join(t.TempDir(), "backup.db")
		if err := s.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		copied := openSQLite(t, t.TempDir())
		if err := copied.Restore(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		check(t, copied)
		for _, x := range get(t, copied, func(tx *store.Tx) ([]store.Story, error) { return tx.Stories(store.Filter{Limit: 10000}) }) {
			if x.Reports != 2 {
				t.Errorf("backup %d has half of a transaction: story %d has %d reports", n, x.ID, x.Reports)
			}
		}
	}
	stop()
	writer.Wait()
}
