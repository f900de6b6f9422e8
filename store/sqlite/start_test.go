package sqlite

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// TestStart holds that a large file is looked through once a day, and sooner
// when it was not closed.
func TestStart(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	large := filepath.Join(dir, "large")
	if err := errors.Join(os.WriteFile(large, nil, 0o600), os.Truncate(large, small)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", source(filepath.Join(dir, File), nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, test := range []struct {
		ago     time.Duration // since it was looked through
		unclean bool
		again   bool
	}{{time.Minute, false, false}, {time.Hour, false, false}, {25 * time.Hour, false, true}, {time.Minute, true, false}, {time.Hour, true, true}} {
		then := strconv.FormatInt(time.Now().Add(-test.ago).UnixMilli(), 10)
		if _, err := db.Exec("INSERT OR REPLACE INTO settings (name, value) VALUES (?, CAST(? AS BLOB))", checked, then); err != nil {
			t.Fatal(err)
		}
		if err := start(t.Context(), db, large, test.unclean); err != nil {
			t.Fatal(err)
		}
		var now string
		if err := db.QueryRow("SELECT CAST(value AS TEXT) FROM settings WHERE name = ?", checked).Scan(&now); err != nil {
			t.Fatal(err)
		}
		if (now != then) != test.again {
			t.Errorf("looked through %v ago, unclean %v: again %v", test.ago, test.unclean, now != then)
		}
	}
}
