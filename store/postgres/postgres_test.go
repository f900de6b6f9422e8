package postgres_test

import (
	"fmt"
	"os"
	"testing"

	"stemma/store"
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
