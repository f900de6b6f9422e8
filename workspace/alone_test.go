package workspace

import (
	"context"
	"testing"

	"stemma/ingest"
	"stemma/store"
	"stemma/store/sqlite"
)

// TestReadAlone: reports in whose reading the process ended twice are read one
// by one, so that only the one that ends it is blamed.
func TestReadAlone(t *testing.T) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := New(s, Options{})
	articles, _ := ingest.Read(ctx, []string{"../examples/odesa-port"}, ingest.Options{})
	added, err := w.Add(ctx, Grouped(articles))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(ctx, func(tx *store.Tx) error {
		for _, a := range added {
			for range suspected {
				if err := tx.Begin(a.Version); err != nil {
					return err
				}
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.analyse(ctx); n != 1 || err != nil {
		t.Errorf("%d read together, %v", n, err)
	}
}
