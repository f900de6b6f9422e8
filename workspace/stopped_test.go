package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"stemma/store"
	"stemma/store/sqlite"
	"stemma/workspace"
)

// states counts the versions in each state.
func states(t *testing.T, w *workspace.Workspace) string {
	t.Helper()
	counts := map[string]int{}
	view(t, w, func(tx *store.Tx) error {
		list, err := tx.Reports(store.Filter{Limit: 1000})
		for _, r := range list {
			versions, err := tx.Versions(r.ID)
			if err != nil {
				return err
			}
			for _, v := range versions {
				counts[v.State]++
			}
		}
		return err
	})
	return fmt.Sprint(counts)
}

func later(t *testing.T, w *workspace.Workspace, n int) {
	t.Helper()
	var all []workspace.Addition
	for i := range n {
		all = append(all, numbered(i))
	}
	if _, err := w.Add(context.Background(), all); err != nil {
		t.Fatal(err)
	}
}

// TestStoppedReading: however often the reading of reports is stopped, by a user
// or by a server that starts anew, they are read in the end.
func TestStoppedReading(t *testing.T) {
	s, err := sqlite.Open(context.Background(), t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	stop := func() {}
	w := workspace.New(s, workspace.Options{Progress: func(stage string, _, _ int) {
		if stage == "reading" {
			stop()
		}
	}})
	later(t, w, 12)
	for range 6 {
		ctx, cancel := context.WithCancel(context.Background())
		stop = cancel
		if _, err := w.Work(ctx); !errors.Is(err, context.Canceled) {
			t.Fatal("not stopped:", err)
		}
		if _, err := w.Analyse(ctx, 1); !errors.Is(err, context.Canceled) {
			t.Fatal("not stopped:", err)
		}
	}
	stop = func() {}
	if _, err := w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := states(t, w); got != "map[sorted:12]" {
		t.Error(got)
	}
}
