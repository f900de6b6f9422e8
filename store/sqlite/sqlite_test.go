package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"stemma/store"
	"stemma/store/sqlite"
	"stemma/store/storetest"
)

// TestMain lets the test's own program serve as the other programs that have a
// workspace open; see child.
func TestMain(m *testing.M) {
	if what := os.Getenv("STEMMA_STORE_CHILD"); what != "" {
		os.Exit(child(what, os.Args[len(os.Args)-1]))
	}
	os.Exit(m.Run())
}

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) *store.Store { return open(t, t.TempDir()) })
}

func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// TestPromises reads the pragmas that durability rests on, in the transaction that
// writes.
func TestPromises(t *testing.T) {
	s := open(t, t.TempDir())
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "busy_timeout": "10000"} {
		err := s.Update(t.Context(), func(tx *store.Tx) error {
			return tx.Each(func(r store.Row) error {
				var got string
				err := r.Scan(&got)
				if got != want {
					t.Errorf("%s is %s, want %s", pragma, got, want)
				}
				return err
			}, "PRAGMA "+pragma)
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestTwiceInOneProcess: opening a workspace once more in a process takes no
// lock from the first: another process must see that it is in use.
func TestTwiceInOneProcess(t *testing.T) {
	if _, err := os.Stat("/proc/locks"); err != nil {
		t.Skip("no /proc/locks to see the locks in")
	}
	dir := t.TempDir()
	first := open(t, dir)
	set := func(s *store.Store) {
		t.Helper()
		if err := s.Update(t.Context(), func(tx *store.Tx) error { return tx.Set("x", []byte("y")) }); err != nil {
			t.Fatal(err)
		}
	}
	set(first)
	before := locks(t, filepath.Join(dir, sqlite.File))
	second := open(t, dir)
	set(second)
	if after := locks(t, filepath.Join(dir, sqlite.File)); before == 0 || after < before {
		t.Errorf("%d locks before, %d after", before, after)
	}
}

// locks counts the locks on a file, by its number in /proc/locks.
func locks(t *testing.T, path string) int {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("/proc/locks")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(data), fmt.Sprintf(":%d ", reflect.ValueOf(info.Sys()).Elem().FieldByName("Ino").Uint()))
}
