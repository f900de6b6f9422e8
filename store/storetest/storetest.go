// Package storetest is what every store.Store must do, as tests that run
// against each dialect alike.
//
// Run takes a function that opens an empty workspace. Server starts a PostgreSQL
// server for the length of a test where its programs are at hand.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma/store"
)

// Run runs the suite. open gives a new, empty workspace and sees to its end.
func Run(t *testing.T, open func(t *testing.T) *store.Store) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, *store.Store)
	}{
		{"versions", versions},
		{"any bytes", anyBytes},
		{"work in order", workInOrder},
		{"read anew", readAnew},
		{"lists of reports", reportLists},
		{"transactions", transactions},
		{"panic", panics},
		{"snapshots", snapshots},
		{"writers at once", writersAtOnce},
		{"cancelled", cancelled},
		{"closed", closed},
		{"near stories", nearStories},
		{"moves", moves},
		{"merges", merges},
		{"changed stories", changedStories},
		{"records", records},
		{"claims keep their place", claimsKeepTheirPlace},
		{"claims of a moved report", claimsOfMoved},
		{"claim filters", claimFilters},
		{"many claims", manyClaims},
		{"story filters", storyFilters},
		{"search", search},
		{"search filters", searchFilters},
		{"search takes anything", searchTakesAnything},
		{"ledger", ledger},
		{"judgements", judgements},
		{"feeds", feeds},
		{"deliveries", deliveries},
		{"tokens", tokens},
		{"audit", audit},
		{"settings", settings},
		{"backup", backup},
		{"backup while writing", backupWhileWriting},
		{"model", model},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// update changes the workspace, which must succeed.
func update(t testing.TB, s *store.Store, f func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// get looks something up, which must succeed.
func get[T any](t testing.TB, s *store.Store, f func(tx *store.Tx) (T, error)) (value T) {
	t.Helper()
	err := s.View(context.Background(), func(tx *store.Tx) (err error) {
		value, err = f(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// fails runs f in an Update that must fail with this error.
func fails(t *testing.T, s *store.Store, want error, f func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Update(context.Background(), f); !errors.Is(err, want) {
		t.Errorf("error %v, want %v", err, want)
	}
}

func equal(t testing.TB, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s:\n%s", what, diff)
	}
}

// must is for steps within a transaction; Update and View give the error back.
func must[T any](value T, err error) T {
	if err != nil {
		panic(step{err})
	}
	return value
}

// step is an error that ends a transaction from within must.
type step struct{ error }

// try lets must be used in a transaction.
func try(f func(tx *store.Tx)) func(tx *store.Tx) error {
	return func(tx *store.Tx) (err error) {
		defer func() {
			switch r := recover().(type) {
			case nil:
			case step:
				err = r.error
			default:
				panic(r)
			}
		}()
		f(tx)
		return nil
	}
}

// add keeps a new version of a report.
func add(tx *store.Tx, key, digest string) store.Version {
	v, _, err := tx.AddVersion(store.Report{Key: key, Title: "Title of " + key, Outlet: "Harbour Post", Published: "2025-03-04"},
		store.Version{Digest: digest, Path: key, Articles: []byte("articles " + digest)})
	return must(v, err)
}

// read marks a version as read by an engine.
func read(tx *store.Tx, version int64, engine string) {
	must(0, tx.Analysed(store.Version{ID: version, Engine: engine, Documents: fmt.Appendf(nil, "documents of %d by %s", version, engine)}))
}

// report keeps, reads and sorts a report into a story.
func report(tx *store.Tx, key string, story int64) int64 {
	v := add(tx, key, key+" 1")
	read(tx, v.ID, "e1")
	must(0, tx.MoveReports([]int64{v.Report}, story))
	return v.Report
}

func story(tx *store.Tx) int64 { return must(tx.NewStory()) }

// ids are the identities of a list.
func ids[T any](list []T, id func(T) int64) []int64 {
	all := []int64{}
	for _, item := range list {
		all = append(all, id(item))
	}
	return all
}

func versionID(v store.Version) int64 { return v.ID }
func reportID(r store.Report) int64   { return r.ID }
func storyID(s store.Story) int64     { return s.ID }

var day = time.Date(2025, 3, 4, 12, 0, 0, 0, time.UTC)
