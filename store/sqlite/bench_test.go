//go:build unix

package sqlite_test

import (
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"stemma/store/sqlite"
	"stemma/store/storetest"
)

// BenchmarkStore works on a workspace of 100,000 reports in 4,000 stories, or of
// as many stories as STEMMA_STORIES says. Filling it takes minutes: where
// STEMMA_LARGE names a folder it is kept there, and a copy is worked on.
func BenchmarkStore(b *testing.B) {
	stories := 4000
	if n, err := strconv.Atoi(os.Getenv("STEMMA_STORIES")); err == nil {
		stories = n
	}
	large := storetest.NewLarge(stories)
	dir := b.TempDir()
	if kept := os.Getenv("STEMMA_LARGE"); kept != "" {
		if _, err := os.Stat(filepath.Join(kept, sqlite.File)); err != nil {
			s := open(b, kept)
			large.Fill(b, s)
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
		copyFile(b, filepath.Join(kept, sqlite.File), filepath.Join(dir, sqlite.File))
		storetest.Bench(b, open(b, dir), large, cpu)
		return
	}
	s := open(b, dir)
	large.Fill(b, s)
	storetest.Bench(b, s, large, cpu)
}

// cpu is the time that the processor has been at this program.
func cpu() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
