package postgres_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"stemma/store"
	"stemma/store/postgres"
	"stemma/store/sqlite"
	"stemma/store/storetest"
)

// server is the address of the server, or why there is none.
var server, without string

func TestMain(m *testing.M) {
	address, stop, err := storetest.Server()
	if err != nil {
		without = err.Error()
		stop = func() {}
	}
	server = address
	code := m.Run()
	stop()
	os.Exit(code)
}

func open(t *testing.T) *store.Store {
	t.Helper()
	if server == "" {
		t.Skip(without)
	}
	return storetest.OpenPostgres(t, storetest.Schema(t, server))
}

func TestConformance(t *testing.T) { storetest.Run(t, open) }

// TestServerRestart ends all connections, as a server that restarts does: the
// next transaction opens another.
func TestServerRestart(t *testing.T) {
	s := open(t)
	look := func() error { return s.View(t.Context(), func(*store.Tx) error { return nil }) }
	if err := errors.Join(storetest.Increment(s, "n"), look()); err != nil {
		t.Fatal(err)
	}
	execute(t, server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stemma' AND pid <> pg_backend_pid()")
	if err := errors.Join(storetest.Increment(s, "n"), look()); err != nil {
		t.Error(err)
	}
}

// TestPrograms has two programs make one workspace at once, and write.
func TestPrograms(t *testing.T) {
	if server == "" {
		t.Skip(without)
	}
	address := storetest.Schema(t, server)
	const each = 20
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			s, err := postgres.Open(t.Context(), address, postgres.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for range each {
				if err := storetest.Increment(s, "n"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	err := storetest.OpenPostgres(t, address).View(t.Context(), func(tx *store.Tx) error {
		n, err := tx.Get("n")
		if string(n) != fmt.Sprint(2*each) {
			t.Errorf("counted to %s, want %d", n, 2*each)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestNewer(t *testing.T) {
	if server == "" {
		t.Skip(without)
	}
	address := storetest.Schema(t, server)
	if _, err := postgres.Open(t.Context(), address, postgres.Options{ReadOnly: true}); err == nil {
		t.Error("a workspace that is not made was opened for reading")
	}
	storetest.OpenPostgres(t, address).Close()
	s, err := postgres.Open(t.Context(), address, postgres.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := storetest.Increment(s, "n"); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("error %v", err)
	}
	s.Close()
	execute(t, address, "INSERT INTO ledger (version_id, is_applied) VALUES (99, true)")
	if _, err := postgres.Open(t.Context(), address, postgres.Options{}); !errors.Is(err, store.ErrNewer) {
		t.Errorf("error %v", err)
	}
}

// TestAddress holds that a wrong address is told without its password.
func TestAddress(t *testing.T) {
	for address, want := range map[string]string{
		"postgres://ann:secret@127.0.0.1:1/team":  "no server answers",
		"postgres://ann:secret@[::1:1/team":       "the address of the workspace",
		"postgres://ann:secret@127.0.0.1:x/team":  "the address of the workspace",
		"postgres://ann:secret@127.0.0.1:1/t?x=%": "",
	} {
		_, err := postgres.Open(t.Context(), address, postgres.Options{})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func execute(t *testing.T, address, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err == nil {
		_, err = db.Exec(statement)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestRestore(t *testing.T) {
	embedded := func(t *testing.T) *store.Store {
		s, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	kinds := map[string]func(*testing.T) *store.Store{"sqlite": embedded, "postgres": open}
	for from, openFrom := range kinds {
		for to, openTo := range kinds {
			t.Run(fmt.Sprintf("%s into %s", from, to), func(t *testing.T) {
				storetest.Restores(t, openFrom(t), openTo(t))
			})
		}
	}
}
