package workspace

import (
	"context"
	"os"
	"testing"

	"stemma/store/sqlite"
)

func TestZZFill(t *testing.T) {
	dir := os.Getenv("ZZ_DIR")
	if dir == "" {
		t.Skip()
	}
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	fill(t, New(s, Options{}), 100_000, 4000)
}
