package workspace_test

import (
	"context"
	"testing"

	"stemma/store"
	"stemma/workspace"
)

// TestStale: what another engine read is read anew, for each record at first,
// for good with Refresh; the records are the same.
func TestStale(t *testing.T) {
	w := open(t)
	add(t, w, examples(t, "../examples/odesa-port")...)
	want := printed(t, w)
	was := workspace.Engine
	defer func() { workspace.Engine = was }()
	workspace.Engine = "another"
	again := func() {
		t.Helper()
		if err := w.Store().Update(context.Background(), func(tx *store.Tx) error { return tx.Touch(1) }); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Work(context.Background()); err != nil {
			t.Fatal(err)
		}
		if printed(t, w) != want {
			t.Error("another record")
		}
	}
	again()
	n, err := w.Refresh(context.Background())
	if err != nil || n != 5 {
		t.Errorf("%d read anew, %v", n, err)
	}
	again()
	if n, err := w.Refresh(context.Background()); err != nil || n != 0 {
		t.Errorf("%d read anew twice, %v", n, err)
	}
}
