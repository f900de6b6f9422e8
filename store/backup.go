package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes the workspace as it stands at one moment into one new file, and
// returns when that is on the disk. Others may write meanwhile.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s exists already; name a new file for the backup", path)
	}
	part := path + ".part"
	defer func() {
		for _, end := range []string{"", "-wal", "-shm", "-journal"} {
			os.Remove(part + end)
		}
	}()
	os.Remove(part) // of a backup that was cut off
	if err := s.dialect.Backup(ctx, s, part); err != nil {
		return fmt.Errorf("backup into %s: %w", path, s.explain(err))
	}
	if err := os.Chmod(part, 0o600); err != nil { // as the workspace, it is for its owner
		return err
	}
	if err := settle(part); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return settle(filepath.Dir(path))
}

// settle sees to it that a file or folder is on the disk.
func settle(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Restore fills an empty workspace from a backup, of whichever dialect that
// was, whole or not at all. The backup may be of an older stemma; the file stays
// as it is.
func (s *Store) Restore(ctx context.Context, path string) error {
	from, forget, err := s.openBackup(ctx, path)
	if err != nil {
		return fmt.Errorf("backup %s: %w", path, err)
	}
	defer forget()
	defer from.Close()
	if err := from.Check(ctx); err != nil {
		return fmt.Errorf("backup %s: %w", path, err)
	}
	return Copy(ctx, from, s)
}

// openBackup opens a backup. Of an older one a copy is opened: bringing the file
// itself up to date would change it.
func (s *Store) openBackup(ctx context.Context, path string) (from *Store, forget func(), err error) {
	from, err = s.dialect.OpenBackup(ctx, path)
	if !errors.Is(err, ErrOlder) {
		return from, func() {}, err
	}
	folder, err := os.MkdirTemp("", "stemma-restore-")
	if err != nil {
		return nil, nil, err
	}
	forget = func() { os.RemoveAll(folder) }
	file := filepath.Join(folder, "backup.db")
	if err = copyFile(path, file); err == nil {
		from, err = s.dialect.OpenFile(ctx, file)
	}
	if err != nil {
		forget()
	}
	return from, forget, err
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}
