package workspace

import (
	"context"
	"runtime"
	"sync"
	"time"

	"stemma/gazetteer"
	"stemma/store"
	"stemma/story"
)

// Options of a workspace; the zero value is usable.
type Options struct {
	Version  string                              // of stemma, for the records
	Actors   *gazetteer.List                     // the user's own; nil none
	Workers  int                                 // 0: one for each core
	Original bool                                // keep the bytes as they came, too
	Clock    func() time.Time                    // nil: the machine's
	Progress func(stage string, done, total int) // may be called from several goroutines
}

// Workspace drives the stages over a store. It is safe for many goroutines, and
// many workspaces may share one store.
type Workspace struct {
	store   *store.Store
	options Options
	sorting sync.Mutex // held by who sorts or moves reports; taken before the store's transaction, never within one
	sorter  *story.Sorter
	heard   hearers
	records records
	views   views
	parts   parts
}

// New is the workspace that a store keeps.
func New(s *store.Store, options Options) *Workspace {
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.Workers <= 0 {
		options.Workers = runtime.GOMAXPROCS(0)
	}
	return &Workspace{store: s, options: options, sorter: story.NewSorter()}
}

// Store is what keeps the workspace.
func (w *Workspace) Store() *store.Store { return w.store }

func (w *Workspace) progress(stage string, done, total int) {
	if w.options.Progress != nil {
		w.options.Progress(stage, done, total)
	}
}

// update and view name the store's transactions.
func (w *Workspace) update(ctx context.Context, f func(*store.Tx) error) error {
	return w.store.Update(ctx, f)
}

func (w *Workspace) view(ctx context.Context, f func(*store.Tx) error) error {
	return w.store.View(ctx, f)
}
