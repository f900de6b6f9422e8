package feed

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata/entries.golden")

// listing lists a container's entries and problems, one a line.
func listing(kind Kind, data []byte, base string) string {
	var b strings.Builder
	for e, err := range Read(bytes.NewReader(data), kind, base) {
		if err != nil {
			fmt.Fprintf(&b, "  ! %v\n", err)
			continue
		}
		fmt.Fprintf(&b, "  %s\n", e)
		fmt.Fprintf(&b, "      id %q version %q authors %q updated %q\n", e.ID, e.Version, e.Authors, e.Updated)
		if len(e.Data) > 0 {
			fmt.Fprintf(&b, "      %q\n", e.Data)
		}
	}
	return b.String()
}

// TestGolden reads every sample. What comes of each stands in entries.golden.
func TestGolden(t *testing.T) {
	var b strings.Builder
	for _, path := range samples(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		kind := Sniff(data, "", path)
		fmt.Fprintf(&b, "%s: %s\n%s\n", filepath.Base(path), kind, listing(kind, data, "https://base.example/dir/feed"))
	}
	golden := filepath.Join("testdata", "entries.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("(-update rewrites it)\n%s", diff)
	}
}

func samples(t testing.TB) []string {
	paths, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(paths, func(path string) bool {
		return strings.HasSuffix(path, ".golden") || filepath.Base(path) == "fuzz"
	})
}
