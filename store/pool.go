package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// session is a connection with the statements that it has prepared.
type session struct {
	conn       *sql.Conn
	statements map[string]*sql.Stmt
	served     bool // in a transaction before
}

// statement prepares a query once for each connection: parsing one costs
// SQLite more than running it does.
func (s *session) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if st, ok := s.statements[query]; ok {
		return st, nil
	}
	if len(s.statements) >= mostStatements {
		s.forget()
	}
	st, err := s.conn.PrepareContext(ctx, query)
	if err == nil {
		s.statements[query] = st
	}
	return st, err
}

// rollback ends a transaction that failed, and reports whether the connection
// is still of use.
func (s *session) rollback() bool {
	_, err := s.conn.ExecContext(context.Background(), "ROLLBACK")
	return err == nil
}

// mostStatements bounds what a connection remembers: filters with ever other
// numbers of words are ever other statements.
const mostStatements = 400

func (s *session) forget() {
	for _, st := range s.statements {
		st.Close()
	}
	clear(s.statements)
}

func (s *session) close() error {
	s.forget()
	return s.conn.Close()
}

// pool lends a fixed number of sessions. A slot whose session is yet to be
// opened holds nil.
type pool struct {
	db    *sql.DB
	slots chan *session
	ended chan struct{}
	end   sync.Once
}

func newPool(db *sql.DB, n int) *pool {
	p := &pool{db: db, slots: make(chan *session, n), ended: make(chan struct{})}
	for range n {
		p.slots <- nil
	}
	return p
}

var errClosed = errors.New("the workspace is closed")

func (p *pool) take(ctx context.Context) (*session, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-p.ended:
		return nil, errClosed
	case s := <-p.slots:
		if s != nil {
			return s, nil
		}
		conn, err := p.db.Conn(ctx)
		if err != nil {
			p.slots <- nil
			return nil, err
		}
		return &session{conn: conn, statements: map[string]*sql.Stmt{}}, nil
	}
}

func (p *pool) give(s *session, usable bool) {
	s.served = true
	if !usable {
		s.close()
		s = nil
	}
	p.slots <- s
}

// close waits for every session to come back.
func (p *pool) close() error {
	var errs []error
	p.end.Do(func() {
		close(p.ended)
		for range cap(p.slots) {
			if s := <-p.slots; s != nil {
				errs = append(errs, s.close())
			}
		}
		errs = append(errs, p.db.Close())
	})
	return errors.Join(errs...)
}
