package workspace

import (
	"context"
	"errors"

	"stemma/store"
)

// The steps of Work one by one, for those who share them among machines.

// Waiting is what there is to do.
type Waiting struct {
	Versions []int64 // to be analysed
	Sort     bool    // analysed ones are in no story yet
	Stories  []int64 // whose records are to be made
}

// Waiting looks what there is to do, at most n of each.
func (w *Workspace) Waiting(ctx context.Context, n int) (Waiting, error) {
	var waiting Waiting
	err := w.view(ctx, func(t *store.Tx) error {
		pending, err := t.Pending(n)
		if err != nil {
			return err
		}
		for _, v := range pending {
			waiting.Versions = append(waiting.Versions, v.ID)
		}
		unsorted, err := t.Unsorted(1)
		if err != nil {
			return err
		}
		waiting.Sort = len(unsorted) > 0
		waiting.Stories, err = t.Changed(n)
		return err
	})
	return waiting, err
}

// Analyse reads one version, unless that was done, and reports whether it did.
func (w *Workspace) Analyse(ctx context.Context, version int64) (bool, error) {
	var v store.Version
	err := w.update(ctx, func(t *store.Tx) (err error) {
		if v, err = t.Version(version); err != nil || v.State != store.StateNew {
			return err
		}
		return t.Begin(version)
	})
	if err != nil || v.State != store.StateNew {
		return false, err
	}
	w.readOne(ctx, &v)
	switch err := ctx.Err(); {
	case errors.Is(err, context.DeadlineExceeded):
		return false, err // one that takes too long is given up after some attempts
	case err != nil:
		return false, errors.Join(err, w.notBegun(ctx, v))
	}
	return true, w.update(ctx, func(t *store.Tx) error {
		now, err := t.Version(version)
		if err != nil || now.State != store.StateNew {
			return err // another machine was faster
		}
		return t.Analysed(v)
	})
}

// Sort puts the analysed versions into stories, in the order in which they
// came, and returns how many.
func (w *Workspace) Sort(ctx context.Context) (int, error) { return w.sortAll(ctx) }

// Reconcile makes the record of one story anew.
func (w *Workspace) Reconcile(ctx context.Context, story int64) error {
	return w.reconcile(ctx, story)
}
