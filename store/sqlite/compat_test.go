package sqlite_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma/store"
	"stemma/store/sqlite"
	"stemma/store/storetest"
)

var write = flag.Bool("write-compat", false, "write a workspace of the newest format into testdata/compat, once for each format")

// TestCompat opens a workspace of every format there has been, as the stemma of
// its day left it, and finds in it what that one found.
func TestCompat(t *testing.T) {
	for _, format := range store.Formats {
		t.Run(fmt.Sprint(format.Version), func(t *testing.T) {
			name := filepath.Join("testdata", "compat", fmt.Sprintf("v%d", format.Version))
			if *write && format.Version == store.Newest() {
				writeCompat(t, name)
			}
			dir := t.TempDir()
			copyFile(t, name+".db", filepath.Join(dir, sqlite.File))
			s := open(t, dir)
			if err := s.Check(t.Context()); err != nil {
				t.Error(err)
			}
			want, err := os.ReadFile(name + ".json")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), contents(t, s)); diff != "" {
				t.Error(diff)
			}
			restored := open(t, t.TempDir())
			if err := restored.Restore(t.Context(), name+".db"); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), contents(t, restored)); diff != "" {
				t.Errorf("restored: %s", diff)
			}
		})
	}
}

func contents(t *testing.T, s *store.Store) string {
	t.Helper()
	data, err := json.MarshalIndent(byField(reflect.ValueOf(storetest.Contents(t, s))), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

// byField is a value with its structures as maps by the names of their fields,
// so that what JSON leaves out is compared too.
func byField(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return byField(v.Elem())
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return v.Bytes()
		}
		list := make([]any, v.Len())
		for i := range list {
			list[i] = byField(v.Index(i))
		}
		return list
	case reflect.Struct:
		if at, ok := v.Interface().(time.Time); ok {
			return at
		}
		fields := map[string]any{}
		for i := range v.NumField() {
			if f := v.Field(i); !f.IsZero() {
				fields[v.Type().Field(i).Name] = byField(f)
			}
		}
		return fields
	}
	return v.Interface()
}

func writeCompat(t *testing.T, name string) {
	if _, err := os.Stat(name + ".db"); err == nil {
		t.Fatalf("%s.db stands; a format that was given out is never written again", name)
	}
	then := time.Date(2025, 3, 4, 12, 0, 0, 0, time.UTC)
	s, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{Clock: func() time.Time { return then }})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Fill(t, s)
	err = errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), s.Backup(t.Context(), name+".db"),
		os.WriteFile(name+".json", []byte(contents(t, s)), 0o666), s.Close())
	if err != nil {
		t.Fatal(err)
	}
}
