//go:build unix

package collect_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"stemma/collect"
)

// TestPipe: a named pipe into which nobody writes, alone and in a folder, holds
// nothing up; neither does a link to the folder that it stands in.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "round")); err != nil {
		t.Skip(err)
	}
	done := make(chan []string, 1)
	go func() { done <- found(t, collect.Options{}, pipe, dir) }()
	select {
	case got := <-done:
		expect(t, got, "pipe: collect: that is no file to read", "pipe: collect: that is no file to read", "round: collect: a link to a folder is not followed")
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for the pipe")
	}
}
