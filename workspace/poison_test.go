package workspace_test

import (
	"context"
	"strings"
	"testing"

	"stemma/store"
)

// TestPoison: a report whose reading ends the process is given up after some
// tries, and those that were read beside it are not.
func TestPoison(t *testing.T) {
	w := open(t)
	added, err := w.Add(context.Background(), examples(t, "../examples/odesa-port"))
	if err != nil {
		t.Fatal(err)
	}
	// The process ended twice while all were read, and then whenever the first was.
	if err := w.Store().Update(context.Background(), func(tx *store.Tx) error {
		for i, a := range added {
			times := 2
			if i == 0 {
				times = 8
			}
			for range times {
				if err := tx.Begin(a.Version); err != nil {
					return err
				}
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
	view(t, w, func(tx *store.Tx) error {
		for i, a := range added {
			v, err := tx.Version(a.Version)
			if err != nil {
				return err
			}
			if want := store.StateSorted; i == 0 && v.State != store.StateFailed || i > 0 && v.State != want {
				t.Errorf("report %d: %s %s", i, v.State, v.Problem)
			}
			if i == 0 && !strings.Contains(v.Problem, "8 times") {
				t.Error(v.Problem)
			}
		}
		return nil
	})
}
