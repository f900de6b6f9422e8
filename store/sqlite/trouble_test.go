package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stemma/store"
	"stemma/store/sqlite"
	"stemma/store/storetest"
)

// TestFull lets the file grow no further, as a disk that is full does.
func TestFull(t *testing.T) {
	s := open(t, t.TempDir())
	fill(t, s, "PRAGMA max_page_count = 400", "PRAGMA max_page_count = 100000")
}

// TestFullDisk is the same on a disk that is full.
func TestFullDisk(t *testing.T) {
	s := open(t, mount(t))
	fill(t, s, "", "")
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestReadOnlyDisk opens a workspace on a disk that takes nothing.
func TestReadOnlyDisk(t *testing.T) {
	disk := mount(t)
	dir := filepath.Join(disk, "workspace")
	s := open(t, dir)
	err := s.Update(t.Context(), func(tx *store.Tx) error { return addPair(tx, "1", []byte("x")) })
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-o", "remount,ro", disk).CombinedOutput(); err != nil {
		t.Skipf("%v %s", err, out)
	}
	if err := knock(dir); err != nil {
		t.Error(err)
	}
	if _, err := sqlite.Open(t.Context(), filepath.Join(disk, "other"), sqlite.Options{}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("a new workspace: %v", err)
	}
}

// mount gives a disk of four megabytes, where one may be had.
func mount(t *testing.T) string {
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no disk of its own for the test: %v %s", err, out)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	return dir
}

// fill writes until there is no room, and looks whether all is there that was
// kept, and after making room whether more can be.
func fill(t *testing.T, s *store.Store, before, after string) {
	pragma := func(statement string) {
		if statement != "" {
			if err := s.Update(t.Context(), func(tx *store.Tx) error { return tx.Exec(statement) }); err != nil {
				t.Fatal(err)
			}
		}
	}
	pragma(before)
	var kept []string
	body := bytes.Repeat([]byte("x"), 50_000)
	err := error(nil)
	for n := 0; err == nil; n++ {
		pair := fmt.Sprint(n)
		if err = s.Update(t.Context(), func(tx *store.Tx) error { return addPair(tx, pair, body) }); err == nil {
			kept = append(kept, pair)
		}
	}
	if !errors.Is(err, store.ErrFull) || !strings.Contains(err.Error(), "make room") {
		t.Errorf("error %v", err)
	}
	if len(kept) == 0 {
		t.Error("nothing went in")
	}
	look := func() {
		t.Helper()
		err := s.View(t.Context(), func(tx *store.Tx) error { return wholePairs(t, tx, kept) })
		if err := errors.Join(err, s.Check(t.Context())); err != nil {
			t.Error(err)
		}
	}
	look()
	if pragma(after); after != "" {
		if err := s.Update(t.Context(), func(tx *store.Tx) error { return addPair(tx, "again", body) }); err != nil {
			t.Error(err)
		}
		kept = append(kept, "again")
		look()
	}
}

// TestReadOnlyFolder opens a workspace in a folder that must not be written to,
// as a user whom that binds.
func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if err := s.Update(t.Context(), func(tx *store.Tx) error { return addPair(tx, "1", []byte("x")) }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var as []string
	if os.Getuid() == 0 {
		if _, err := exec.LookPath("runuser"); err != nil {
			t.Skipf("root may write anywhere, and nobody else can be asked: %v", err)
		}
		program := filepath.Join(t.TempDir(), "other-user")
		copyFile(t, os.Args[0], program)
		as = []string{"runuser", "-u", "nobody", "--", program}
		for _, path := range []string{filepath.Dir(program), program, filepath.Dir(filepath.Dir(program)), dir} {
			if err := os.Chmod(path, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	if out, err := command("read-only", dir, as...).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	source, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(target, source); err != nil {
		t.Fatal(err)
	}
	if err := target.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestNewer meets a workspace of a later stemma, for writing and for reading.
func TestNewer(t *testing.T) {
	dir := t.TempDir()
	open(t, dir).Close()
	execute(t, filepath.Join(dir, sqlite.File), "INSERT INTO ledger (version_id, is_applied) VALUES (99, 1)")
	for _, readOnly := range []bool{false, true} {
		_, err := sqlite.Open(t.Context(), dir, sqlite.Options{ReadOnly: readOnly})
		if !errors.Is(err, store.ErrNewer) {
			t.Errorf("error %v", err)
		}
	}
}

// TestForeign meets the database of another program, and what is no database.
func TestForeign(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, sqlite.File)
	execute(t, path, "CREATE TABLE contacts (name TEXT)")
	if _, err := sqlite.Open(t.Context(), dir, sqlite.Options{}); err == nil || !strings.Contains(err.Error(), "another program") {
		t.Errorf("error %v", err)
	}
	if err := open(t, t.TempDir()).Restore(t.Context(), path); err == nil || !strings.Contains(err.Error(), "another program") {
		t.Errorf("error %v", err)
	}
	if err := os.WriteFile(path, bytes.Repeat([]byte("no database "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{false, true} {
		_, err := sqlite.Open(t.Context(), dir, sqlite.Options{ReadOnly: readOnly})
		if !errors.Is(err, store.ErrDamaged) {
			t.Errorf("error %v", err)
		}
	}
	if _, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func execute(t testing.TB, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err == nil {
		_, err = db.Exec(statement)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestDamaged overwrites a few bytes at many places of a workspace, one after
// the other. Whatever is opened and read then, nothing but ErrDamaged may come
// of it. What hits no page in use, or the letters of a title, goes unseen.
func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	storetest.Fill(t, s)
	if err := s.Update(t.Context(), func(tx *store.Tx) error { return addPair(tx, "1", bytes.Repeat([]byte("0123456789abcdef"), 2000)) }); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Close(), open(t, dir).Close()); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, sqlite.File))
	if err != nil {
		t.Fatal(err)
	}
	found, places := 0, 0
	for at := 0; at < len(whole); at += 1 + len(whole)/75 {
		for _, with := range []string{"\x00\xff\x55", strings.Repeat("\xee", 512)} {
			hurt := bytes.Clone(whole)
			copy(hurt[at:], with)
			places++
			err := openAndRead(t, hurt)
			if err != nil {
				found++
			}
			if err != nil && !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%d bytes at %d: %v", len(with), at, err)
			}
		}
	}
	t.Logf("found %d of %d", found, places)
	if found*2 < places {
		t.Errorf("found %d of %d, want half", found, places)
	}
}

// TestOtherBytes: what is kept with a digest never comes back as other bytes.
func TestOtherBytes(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	storetest.Fill(t, s)
	for _, test := range []struct {
		hurt string
		read func(tx *store.Tx) error
	}{
		{"UPDATE bodies SET data = x'00' WHERE version = 1 AND part = 'articles'", func(tx *store.Tx) error { _, err := tx.Version(1); return err }},
		{"UPDATE bodies SET data = x'00' WHERE version = 3 AND part = 'documents'", func(tx *store.Tx) error { _, err := tx.Documents(2); return err }},
		{"UPDATE story_states SET state = x'00'", func(tx *store.Tx) error { _, err := tx.StoryState(2); return err }},
		{"UPDATE records SET data = x'00'", func(tx *store.Tx) error { _, err := tx.Record(2); return err }},
	} {
		execute(t, filepath.Join(dir, sqlite.File), test.hurt)
		if err := s.View(t.Context(), test.read); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%s: error %v", test.hurt, err)
		}
	}
	if err := s.Check(t.Context()); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("check: %v", err)
	}
}

func openAndRead(t *testing.T, file []byte) error {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, sqlite.File), file, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Check(context.Background())
}
