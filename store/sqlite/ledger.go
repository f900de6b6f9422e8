package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
		if err := ours(ctx, db, path); err != nil {
			return err
		}
	}
	if err := migrate(ctx, db); err != nil {
		return err
	}
	if fresh {
		return writable(path)
	}
	return start(ctx, db, unclean)
}

// writable meets a file that may not be written to when it is opened, not at
// the first report.
func writable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return access(err)
	}
	return f.Close()
}

// ours refuses a file of another program and a workspace of a newer stemma.
func ours(ctx context.Context, db *sql.DB, path string) error {
	if err := writable(path); err != nil {
		return err
	}
	var id int64
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	version, err := stands(ctx, db)
	if err != nil {
		return err
	}
	if version > 0 && id != applicationID {
		return fmt.Errorf("%s is a database of another program; name another folder", path)
	}
	if version > store.Newest() {
		return fmt.Errorf("%w (its format is %d, this stemma knows up to %d)", store.ErrNewer, version, store.Newest())
	}
	return nil
}

// stands is the version of the schema in the file; 0 when it is to be made.
func stands(ctx context.Context, db *sql.DB) (version int64, err error) {
	var ledger, tables int
	err = db.QueryRowContext(ctx, "SELECT count(*), coalesce(sum(name = 'ledger'), 0) FROM sqlite_schema WHERE type = 'table'").Scan(&tables, &ledger)
	if err != nil || tables == 0 {
		return 0, err
	}
	if ledger == 0 {
		return 1, nil // of another program: it has no mark
	}
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM ledger").Scan(&version)
	return version, err
}

// current says what is wrong with a workspace that is opened for reading only.
func current(ctx context.Context, db *sql.DB) error {
	version, err := stands(ctx, db)
	switch {
	case err != nil:
		return err
	case version > store.Newest():
		return store.ErrNewer
	case version < store.Newest():
		return errors.New("the workspace is of an older stemma; open it once for writing, which brings it up to date")
	}
	return nil
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
