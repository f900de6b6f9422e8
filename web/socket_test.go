//go:build unix

package web_test

import (
	"net"
	"os"
	"path/filepath"
	"testing"

	"stemma/web"
)

// TestForsakenSocket: the socket of a server that was killed stands in nobody's
// way; that of one that lives, and what is no socket, do.
func TestForsakenSocket(t *testing.T) {
	dir, err := os.MkdirTemp("", "s") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	path := filepath.Join(dir, "s")
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Skip(err)
	}
	l.SetUnlinkOnClose(false)
	if _, err := web.New(t.Context(), open(t), web.Options{Listen: "unix:" + path}); err == nil {
		t.Error("it took the place of a server that lives")
	}
	l.Close()
	start(t, open(t), web.Options{Listen: "unix:" + path})
	file := filepath.Join(dir, "f")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := web.New(t.Context(), open(t), web.Options{Listen: "unix:" + file}); err == nil {
		t.Error("it took the place of a file")
	}
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}
