package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"stemma/store"
)

// dialect is what the store asks of SQLite.
type dialect struct{ path string }

func (dialect) Name() string               { return "sqlite" }
func (dialect) Rebind(query string) string { return query }

// Begin takes the lock for writing at once: a transaction that asked for it
// after reading could only fail when another wrote meanwhile.
func (dialect) Begin() []string { return []string{"BEGIN IMMEDIATE"} }
func (dialect) Look() []string  { return []string{"BEGIN"} }

func (dialect) Index(t *store.Tx, texts []store.Indexed) error {
	for _, x := range texts {
		err := t.Exec("INSERT INTO words (rowid, title, body, forms, kind) VALUES (?, ?, ?, ?, ?)",
			x.ID, strings.Join(x.Title, " "), strings.Join(x.Body, " "), strings.Join(x.Forms, " "), x.Kind)
		if err != nil {
			return err
		}
	}
	return nil
}

func (dialect) Unindex(t *store.Tx, texts []int64) error {
	for _, id := range texts {
		if err := t.Exec("DELETE FROM words WHERE rowid = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// Match has FTS5 go through the texts from the latest on.
func (dialect) Match(q store.Query, kinds []string) store.Matching {
	return store.Matching{
		From:  "words JOIN texts t ON t.id = words.rowid",
		Where: "words MATCH ?",
		Args:  []any{expression(q, kinds)},
		Order: "words.rowid",
	}
}

// expression writes a query for FTS5. Words have neither quotation marks nor
// anything else that it reads as its own.
func expression(q store.Query, kinds []string) string {
	var want []string
	if len(kinds) > 0 {
		want = append(want, `{kind} : ("`+strings.Join(kinds, `" OR "`)+`")`)
	}
	for _, p := range q.Want {
		want = append(want, phrase(p))
	}
	out := "(" + strings.Join(want, " AND ") + ")"
	for _, p := range q.Not {
		out += " NOT " + phrase(p)
	}
	return out
}

func phrase(p store.Phrase) string {
	words := `"` + strings.Join(p.Stems, " ") + `"`
	switch {
	case !p.Prefix:
		return "{title body} : " + words
	case len(p.Stems) == 1:
		return "{title body forms} : " + words + " *"
	}
	return "{title body} : " + words + " *"
}

// Check has the database look through its file, and at whom each row refers to.
func (dialect) Check(t *store.Tx) error {
	var found []string
	err := t.Each(func(r store.Row) error {
		var line string
		err := r.Scan(&line)
		if line != "ok" {
			found = append(found, line)
		}
		return err
	}, "PRAGMA integrity_check(5)")
	if err != nil {
		return err
	}
	err = t.Each(func(r store.Row) error {
		var table string
		var row sql.NullInt64
		var parent, key any
		err := r.Scan(&table, &row, &parent, &key)
		found = append(found, fmt.Sprintf("row %d of %s refers to nothing in %v", row.Int64, table, parent))
		return err
	}, "PRAGMA foreign_key_check")
	if err == nil && len(found) > 0 {
		err = fmt.Errorf("%w (%s)", store.ErrDamaged, strings.Join(found[:min(len(found), 5)], "; "))
	}
	return err
}

// Explain tells apart what a user can do something about.
func (dialect) Explain(err error) error {
	var e *driver.Error
	if !errors.As(err, &e) || explained(err) {
		return err
	}
	kind := error(nil)
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		kind = store.ErrBusy
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN, lib.SQLITE_AUTH:
		kind = store.ErrReadOnly
	case lib.SQLITE_FULL:
		kind = store.ErrFull
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		kind = store.ErrDamaged
	case lib.SQLITE_IOERR:
		if e.Code() == lib.SQLITE_IOERR_SHMSIZE { // the log's index did not fit
			kind = store.ErrFull
		}
	}
	if kind == nil {
		return err
	}
	return fmt.Errorf("%w (%w)", kind, err)
}

func explained(err error) bool {
	for _, kind := range []error{store.ErrBusy, store.ErrReadOnly, store.ErrFull, store.ErrDamaged, store.ErrNewer} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// Backup has SQLite write a file that is whole and has no gaps.
func (d dialect) Backup(ctx context.Context, _ *store.Store, path string) error {
	db, err := sql.Open("sqlite", source(d.path, nil))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", path)
	return errors.Join(err, db.Close())
}

func (dialect) OpenBackup(ctx context.Context, path string) (*store.Store, error) {
	return OpenBackup(ctx, path)
}

func (dialect) OpenFile(ctx context.Context, path string) (*store.Store, error) {
	return OpenFile(ctx, path)
}
