// Package postgres keeps a workspace in a PostgreSQL database, for teams whose
// programs run on several machines.
//
// The address is the usual postgres://user:password@host/database?sslmode=…;
// with search_path=name in it the workspace lies in that schema, so that one
// database may hold several. One program writes at a time, under an advisory
// lock; readers wait for nobody.
//
// It deliberately creates neither database nor user: that is for who runs the
// server.
package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"stemma/store"
)

// Options of a workspace; the zero value is usable.
type Options struct {
	ReadOnly bool
	Clock    func() time.Time // nil: time.Now
}

// readers is how many may look at once; each holds a connection.
const readers = 8

// oldest is the oldest server that is known to do, PostgreSQL 13.
const oldest = 130000

// Open opens the workspace at an address, makes it where the database holds
// none, and brings that of an older stemma up to date.
func Open(ctx context.Context, url string, options Options) (*store.Store, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("the address of the workspace: %w", err)
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "stemma"
	}
	db := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(settle))
	db.SetMaxOpenConns(readers + 2)
	if err := prepare(ctx, db, options); err != nil {
		return nil, errors.Join(fmt.Errorf("workspace on %s, database %s: %w", config.Host, config.Database, reach(err)), db.Close())
	}
	return store.New(store.Setup{Dialect: dialect{}, Writer: db, Reader: db, Readers: readers, ReadOnly: options.ReadOnly, Clock: options.Clock}), nil
}

// settle makes a connection keep the store's promises, whatever the server's
// settings: what is committed is on the disk, and nobody waits for ever.
func settle(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `SELECT set_config('lock_timeout', '10s', false);
		SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`)
	return err
}

func reach(err error) error {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return fmt.Errorf("no server answers; start it, or correct the address (%w)", err)
	}
	return dialect{}.Explain(err)
}

//go:embed migrations/*.sql
var migrations embed.FS

func prepare(ctx context.Context, db *sql.DB, options Options) error {
	if err := suitable(ctx, db); err != nil {
		return err
	}
	version, err := stands(ctx, db)
	switch {
	case err != nil:
		return err
	case version > store.Newest():
		return fmt.Errorf("%w (its format is %d, this stemma knows up to %d)", store.ErrNewer, version, store.Newest())
	case version == store.Newest():
		return nil
	case options.ReadOnly:
		return store.ErrOlder
	}
	return migrate(ctx, db)
}

func suitable(ctx context.Context, db *sql.DB) error {
	var version int
	var encoding string
	var schema sql.NullString
	err := db.QueryRowContext(ctx, `SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), current_schema()`).
		Scan(&version, &encoding, &schema)
	switch {
	case err != nil:
		return err
	case version < oldest:
		return fmt.Errorf("the server is too old (%d); PostgreSQL 13 or newer will do", version/10000)
	case encoding != "UTF8":
		return fmt.Errorf("the database keeps texts in %s; make one with createdb --encoding=UTF8 --template=template0", encoding)
	case !schema.Valid:
		return errors.New("the schema that search_path names does not exist; make it with CREATE SCHEMA")
	}
	return nil
}

// stands is the version of the schema that is there; 0 when it is to be made.
func stands(ctx context.Context, db *sql.DB) (version int64, err error) {
	var ledger bool
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'ledger')`).Scan(&ledger)
	if err != nil || !ledger {
		return 0, err
	}
	err = db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM ledger").Scan(&version)
	return version, err
}

// migrate runs what the ledger lacks; a lock lets one program do so at a time.
func migrate(ctx context.Context, db *sql.DB) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, folder,
		goose.WithTableName("ledger"), goose.WithDisableGlobalRegistry(true), goose.WithSessionLocker(locker))
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}
