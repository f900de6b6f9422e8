package sqlite_test

import (
	"bufio"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"stemma/store"
)

// TestKill kills a program that writes, at random moments and again and again
// on one workspace, by default 30 times, STEMMA_KILLS times where that is set.
// Nothing that it said was kept may be missing, and what was half done must not
// be there.
func TestKill(t *testing.T) {
	times := 30
	if n, err := strconv.Atoi(os.Getenv("STEMMA_KILLS")); err == nil {
		times = n
	}
	dir := t.TempDir()
	var kept []string
	for range times {
		kept = append(kept, killOne(t, dir)...)
	}
	if len(kept) < times {
		t.Errorf("%d pairs kept in %d runs: killed before they wrote", len(kept), times)
	}
	s := open(t, dir)
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	err := s.View(t.Context(), func(tx *store.Tx) error { return wholePairs(t, tx, kept) })
	if err != nil {
		t.Error(err)
	}
	t.Logf("%d pairs kept", len(kept))
}

// killOne starts a writer, kills it after a while, and gives what it said was
// kept.
func killOne(t *testing.T, dir string) (kept []string) {
	t.Helper()
	c := command("write", dir)
	output, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(output)
	for lines.Scan() { // from its first word on: opening is not what is tried
		if len(kept) == 0 {
			time.AfterFunc(time.Duration(rand.IntN(80_000))*time.Microsecond, func() { c.Process.Kill() })
		}
		kept = append(kept, lines.Text())
	}
	if c.Wait(); len(kept) == 0 || c.ProcessState.Exited() {
		t.Fatalf("the writer ended by itself: %s, %v", c.ProcessState, kept)
	}
	return kept
}

func wholePairs(t *testing.T, tx *store.Tx, kept []string) error {
	for _, pair := range kept {
		for _, half := range []string{"a", "b"} {
			r, err := tx.ReportByKey(pair + half)
			if err != nil || r.Story == 0 {
				t.Errorf("%s%s was kept and is gone: %v", pair, half, err)
			}
		}
		if _, err := tx.Claim(pair); err != nil {
			t.Errorf("the claim of %s was kept and is gone: %v", pair, err)
		}
	}
	stories, err := tx.Stories(store.Filter{Limit: 1 << 30})
	for _, s := range stories {
		if s.Reports != 2 || s.Claims != 1 {
			t.Errorf("story %d is half done: %d reports, %d claims", s.ID, s.Reports, s.Claims)
		}
	}
	if len(stories) < len(kept) {
		t.Errorf("%d stories of %d", len(stories), len(kept))
	}
	return err
}
