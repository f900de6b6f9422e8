package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"stemma/store"
)

// A small file is looked through whenever it is opened. Opening a workspace of
// many gigabytes must not take minutes: that is looked through once a day, and
// after it was not closed as it should be, for as long as patience lasts. Check
// looks at all of it.
const (
	small    = 16 << 20 // 80 ms of the processor
	daily    = 24 * time.Hour
	again    = 10 * time.Minute
	patience = 3 * time.Second
	checked  = "checked at start" // the setting that says when
)

func start(ctx context.Context, db *sql.DB, path string, unclean bool) error {
	if size(path) < small {
		return look(ctx, db)
	}
	every := daily
	if unclean {
		every = again
	}
	var last string
	err := db.QueryRowContext(ctx, "SELECT CAST(value AS TEXT) FROM settings WHERE name = ?", checked).Scan(&last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	now := time.Now()
	if ms, err := strconv.ParseInt(last, 10, 64); err == nil && now.Sub(time.UnixMilli(ms)).Abs() < every {
		return nil
	}
	if err := look(ctx, db); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `INSERT INTO settings (name, value) VALUES (?, CAST(? AS BLOB))
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, checked, strconv.FormatInt(now.UnixMilli(), 10))
	return err
}

// look goes through the file's pages. What it has not come to when patience
// ends is taken to be whole.
func look(ctx context.Context, db *sql.DB) error {
	short, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var verdict string
	err := db.QueryRowContext(short, "PRAGMA quick_check(1)").Scan(&verdict)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case short.Err() != nil:
		return nil
	case err != nil:
		return err
	case verdict != "ok":
		return fmt.Errorf("%w (%s)", store.ErrDamaged, verdict)
	}
	return nil
}
