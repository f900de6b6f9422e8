package workspace_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"stemma/store"
	"stemma/store/sqlite"
	"stemma/workspace"
)

// childOf names the folder of the workspace into which this process, a child of
// the test, adds reports until it is killed.
const childOf = "STEMMA_KILL_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childOf); dir != "" {
		if err := addUntilKilled(dir); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// addUntilKilled adds the examples' reports again and again, each with a text of
// its own so that it is new, and says which were acknowledged.
func addUntilKilled(dir string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		return err
	}
	w := workspace.New(s, workspace.Options{})
	first, err := reportsIn(w)
	if err != nil {
		return err
	}
	for i := first; ; i++ {
		added, err := w.Add(ctx, []workspace.Addition{numbered(i)})
		if err != nil {
			return err
		}
		fmt.Println("added", added[0].Key)
		if _, err := w.Work(ctx); err != nil {
			return err
		}
	}
}

// numbered is a report of one of a few stories.
func numbered(i int) workspace.Addition {
	story := i % 7
	return page(fmt.Sprintf("https://outlet%d.example/%d", i%5, i), fmt.Sprint("Outlet ", i%5), "2024-05-01",
		fmt.Sprintf("A ferry of Xan%dline sank off Pel%ddton on Wednesday, killing %d people, harbour master Qor%dlum Voll said.", story, story, 2+i%3, story))
}

func reportsIn(w *workspace.Workspace) (n int, err error) {
	err = w.Store().View(context.Background(), func(t *store.Tx) error {
		list, err := t.Reports(store.Filter{Limit: 1 << 20})
		n = len(list)
		return err
	})
	return n, err
}

// TestKilled kills a process that adds reports, at random moments, and finds
// each time what it had acknowledged, and in the end the records that the
// reports make from scratch. STEMMA_LONG kills 200 times.
func TestKilled(t *testing.T) {
	times := 6
	if os.Getenv("STEMMA_LONG") != "" {
		times = 200
	}
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(4, uint64(times)))
	acknowledged := map[string]bool{}
	for range times {
		killOne(t, dir, time.Duration(random.IntN(600))*time.Millisecond, acknowledged)
	}
	w := openIn(t, dir)
	if err := w.Store().Check(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
	n := 0
	view(t, w, func(tx *store.Tx) error {
		for key := range acknowledged {
			r, err := tx.ReportByKey(key)
			if err != nil {
				t.Errorf("%s was acknowledged: %v", key, err)
			}
			if r.Story == 0 || r.Versions != 1 {
				t.Errorf("%s: story %d, %d versions", key, r.Story, r.Versions)
			}
		}
		list, err := tx.Reports(store.Filter{Limit: 1 << 20})
		n = len(list)
		return err
	})
	t.Logf("killed %d times; %d reports acknowledged, %d kept", times, len(acknowledged), n)
	scratch := open(t)
	var all []workspace.Addition
	for i := range n {
		all = append(all, numbered(i))
	}
	add(t, scratch, all...)
	if printed(t, w) != printed(t, scratch) {
		t.Error("another record than from scratch")
	}
}

// killOne runs a child, kills it so long after its first words, and notes what
// it acknowledged.
func killOne(t *testing.T, dir string, after time.Duration, acknowledged map[string]bool) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childOf+"="+dir)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	killed := time.AfterFunc(time.Minute, func() { _ = child.Process.Kill() })
	var first sync.Once
	for lines := bufio.NewScanner(out); lines.Scan(); {
		var what, key string
		if _, err := fmt.Sscan(lines.Text(), &what, &key); err != nil || what != "added" {
			t.Error("the child says: " + strconv.Quote(lines.Text()))
			continue
		}
		if acknowledged[key] {
			t.Error(key, "was acknowledged twice")
		}
		acknowledged[key] = true
		first.Do(func() { killed.Reset(after) })
	}
	_ = child.Wait()
}
