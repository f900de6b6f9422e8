package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Store is an open workspace. It is safe for use by many goroutines.
type Store struct {
	dialect Dialect
	writers *pool
	readers *pool
	clock   func() time.Time
}

// Setup is what a dialect opens a Store with.
type Setup struct {
	Dialect  Dialect
	Writer   *sql.DB // carries one transaction at a time
	Reader   *sql.DB // may be Writer
	Readers  int     // how many may look at once
	ReadOnly bool
	Clock    func() time.Time // nil: time.Now
}

// New is a Store over opened databases that hold the newest schema; it is for
// the dialects' packages.
func New(s Setup) *Store {
	if s.Clock == nil {
		s.Clock = time.Now
	}
	store := &Store{dialect: s.Dialect, readers: newPool(s.Reader, s.Readers), clock: s.Clock}
	if !s.ReadOnly {
		store.writers = newPool(s.Writer, 1)
	}
	return store
}

// Name is the dialect's: "sqlite" or "postgres".
func (s *Store) Name() string { return s.dialect.Name() }

// Update runs f in the one transaction that may write. When it returns nil what
// f did is on the disk; otherwise, or if f panics, none of it happened. f must
// use nothing but its Tx: another Update inside it would wait for ever.
func (s *Store) Update(ctx context.Context, f func(*Tx) error) error {
	if s.writers == nil {
		return fmt.Errorf("%w: it was opened for reading only", ErrReadOnly)
	}
	return s.transact(ctx, s.writers, s.dialect.Begin(), f)
}

// View runs f on the workspace as it stands at one moment. It waits for no
// writer and lets none wait.
func (s *Store) View(ctx context.Context, f func(*Tx) error) error {
	return s.transact(ctx, s.readers, s.dialect.Look(), f)
}

func (s *Store) transact(ctx context.Context, p *pool, begin []string, f func(*Tx) error) (err error) {
	t, err := s.begin(ctx, p, begin)
	if err != nil {
		return err
	}
	whole := false
	defer func() { p.give(t.session, whole || t.session.rollback()) }()
	if err := f(t); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// A commit under way is not called off: the caller could not tell what
	// became of it.
	t.ctx = context.WithoutCancel(ctx)
	if err := t.exec("COMMIT"); err != nil {
		return err
	}
	whole = true
	return nil
}

// begin opens a transaction. A session that served before may have lost its
// server since; another is opened then.
func (s *Store) begin(ctx context.Context, p *pool, statements []string) (*Tx, error) {
	for {
		session, err := p.take(ctx)
		if err != nil {
			return nil, s.explain(err)
		}
		t := &Tx{ctx: ctx, store: s, session: session}
		for _, statement := range statements {
			if err = t.exec(statement); err != nil {
				break
			}
		}
		if err == nil {
			return t, nil
		}
		served := session.served
		alive := session.rollback()
		p.give(session, alive)
		if alive || !served || ctx.Err() != nil || errors.Is(err, ErrBusy) {
			return nil, err
		}
	}
}

// Close ends the use of the workspace, after the transactions that run.
func (s *Store) Close() error {
	var errs []error
	for _, p := range []*pool{s.readers, s.writers} {
		if p != nil {
			errs = append(errs, p.close())
		}
	}
	return errors.Join(errs...)
}

// Check looks whether the workspace is whole: the file as the database sees it,
// and what this package holds to be so.
func (s *Store) Check(ctx context.Context) error {
	return s.View(ctx, func(t *Tx) error {
		if err := s.dialect.Check(t); err != nil {
			return err
		}
		return errors.Join(t.whole(), t.invariants())
	})
}
