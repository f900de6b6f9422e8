// Package sqlite keeps a workspace in a folder: stemma.db, one SQLite file,
// with its write-ahead log beside it while it is open.
//
// Every Update is on the disk when it returns (synchronous = FULL). Several
// programs may have the folder open at once: one writes at a time, the others
// wait up to ten seconds for it, and readers wait for nobody.
//
// It deliberately works on local disks only: SQLite's log needs memory that all
// its programs share, which no network file system gives. Teams use
// store/postgres.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
	"time"

	_ "modernc.org/sqlite" // the driver

	"stemma/store"
)

// File is the name of the workspace's file in its folder.
const File = "stemma.db"

// Options of a workspace; the zero value is usable.
type Options struct {
	ReadOnly bool
	Clock    func() time.Time // nil: time.Now
}

// readers is how many may look at once; each holds a connection.
const readers = 8

// Open opens the workspace in a folder, and makes folder and workspace where
// there are none. It brings the workspace of an older stemma up to date and
// looks whether the file is whole (see start).
func Open(ctx context.Context, dir string, options Options) (*store.Store, error) {
	if !options.ReadOnly {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("workspace %s: %w", dir, access(err))
		}
	}
	s, err := openFile(ctx, filepath.Join(dir, File), options)
	if err != nil {
		return nil, fmt.Errorf("workspace %s: %w", dir, err)
	}
	return s, nil
}

// OpenFile opens a workspace by its file, and makes it where there is none.
func OpenFile(ctx context.Context, path string) (*store.Store, error) {
	return openFile(ctx, path, Options{})
}

func openFile(ctx context.Context, path string, options Options) (*store.Store, error) {
	if options.ReadOnly {
		return openReader(ctx, path, options)
	}
	unclean := size(path+"-wal") > 0
	writer, err := sql.Open("sqlite", source(path, nil, "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "journal_size_limit(67108864)"))
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, writer, path, unclean); err != nil {
		return nil, errors.Join(dialect{}.Explain(err), writer.Close())
	}
	reader, err := sql.Open("sqlite", source(path, nil, "query_only(1)"))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	return store.New(store.Setup{Dialect: dialect{path}, Writer: writer, Reader: reader, Readers: readers, Clock: options.Clock}), nil
}

// openReader opens a workspace that must not be written to. Where not even
// SQLite's own files may be made beside it, it is read as a file that nobody
// changes.
func openReader(ctx context.Context, path string, options Options) (*store.Store, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	s, err := openAs(ctx, path, options, url.Values{"mode": {"ro"}})
	if errors.Is(err, store.ErrReadOnly) && size(path+"-wal") == 0 {
		return openAs(ctx, path, options, unchanged)
	}
	return s, err
}

// unchanged says of a file that nobody changes it.
var unchanged = url.Values{"mode": {"ro"}, "immutable": {"1"}}

func openAs(ctx context.Context, path string, options Options, how url.Values) (*store.Store, error) {
	reader, err := sql.Open("sqlite", source(path, how, "query_only(1)"))
	if err != nil {
		return nil, err
	}
	if err := current(ctx, reader); err != nil {
		return nil, errors.Join(dialect{}.Explain(err), reader.Close())
	}
	return store.New(store.Setup{Dialect: dialect{path}, Reader: reader, Readers: readers, ReadOnly: true, Clock: options.Clock}), nil
}

// OpenBackup opens a backup of the newest format to be read, and leaves nothing
// beside it.
func OpenBackup(ctx context.Context, path string) (*store.Store, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return openAs(ctx, path, Options{}, unchanged)
}

// source names a file to the driver.
func source(path string, more url.Values, pragmas ...string) string {
	query := url.Values{"_pragma": append([]string{"busy_timeout(10000)"}, pragmas...)}
	for key, values := range more {
		query[key] = values
	}
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: query.Encode()}).String()
}

func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// access tells a folder that may not be written to, and a full disk, from other
// trouble.
func access(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w (%w)", store.ErrReadOnly, err)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w (%w)", store.ErrFull, err)
	}
	return err
}
