package sqlite_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestLibc: the driver is C made into Go, and holds only with the very version
// of its C library that its own go.mod names.
func TestLibc(t *testing.T) {
	module := func(field, path string) string {
		out, err := exec.Command("go", "list", "-m", "-f", "{{."+field+"}}", path).Output()
		if err != nil {
			t.Skip("go list: ", err)
		}
		return strings.TrimSpace(string(out))
	}
	data, err := os.ReadFile(filepath.Join(module("Dir", "modernc.org/sqlite"), "go.mod"))
	if err != nil {
		t.Skip(err)
	}
	asked := regexp.MustCompile(`modernc\.org/libc (\S+)`).FindSubmatch(data)
	if got := module("Version", "modernc.org/libc"); asked == nil || got != string(asked[1]) {
		t.Errorf("modernc.org/libc is %s; the driver asks for %s", got, asked)
	}
}
