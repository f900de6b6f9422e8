package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"

	"stemma/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks the file as a workspace: "stem" in ASCII.
const applicationID = 0x7374656d

// prepare brings the schema up to date and looks whether the file is whole.
func prepare(ctx context.Context, db *sql.DB, path string, unclean bool) error {
	fresh := size(path) == 0
	if !fresh {
		if err := writable(path); err != nil {
			return err
		}
		if _, err := stands(ctx, db); err != nil {
			return err
		}
	}
	if err := migrate(ctx, db); err != nil {
		return err
	}
	if fresh {
		return nil
	}
	return start(ctx, db, path, unclean)
}

// stands is the version of the schema in the file, 0 when it is to be made. It
// refuses a file of another program and a workspace of a newer stemma.
func stands(ctx context.Context, db *sql.DB) (version int64, err error) {
	var id, ledger, tables int
	err = db.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(name = 'ledger'), 0) FROM sqlite_schema WHERE type = 'table'").Scan(&tables, &ledger)
	if err != nil || tables == 0 {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return 0, err
	}
	if ledger > 0 {
		err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM ledger").Scan(&version)
	}
	switch {
	case err != nil:
	case id != applicationID && (ledger == 0 || version > 0):
		err = errors.New("it holds the database of another program; name another folder or file")
	case version > store.Newest():
		err = fmt.Errorf("%w (its format is %d, this stemma knows up to %d)", store.ErrNewer, version, store.Newest())
	}
	return version, err
}

// current says what is wrong with a workspace that is opened for reading only.
func current(ctx context.Context, db *sql.DB) error {
	version, err := stands(ctx, db)
	if err == nil && version < store.Newest() {
		err = store.ErrOlder
	}
	return err
}

// migrate runs what the ledger lacks. Another program may do so at the same
// moment: then one of the two fails, looks again, and finds it done.
func migrate(ctx context.Context, db *sql.DB) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	for tries := 0; ; tries++ {
		provider, err := goose.NewProvider(goose.DialectSQLite3, db, folder, goose.WithTableName("ledger"), goose.WithDisableGlobalRegistry(true))
		if err != nil {
			return err
		}
		_, err = provider.Up(ctx)
		if err == nil || tries == 20 || ctx.Err() != nil || errors.Is(dialect{}.Explain(err), store.ErrFull) {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}
