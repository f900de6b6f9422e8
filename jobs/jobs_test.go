package jobs_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stemma/ingest"
	"stemma/jobs"
	"stemma/store"
	"stemma/store/postgres"
	"stemma/store/sqlite"
	"stemma/store/storetest"
	"stemma/workspace"
)

// server is the address of the server, or why there is none.
var server, without string

const child = "STEMMA_JOBS_CHILD"

func TestMain(m *testing.M) {
	if address := os.Getenv(child); address != "" {
		work(address)
		return
	}
	address, stop, err := storetest.Server()
	if err != nil {
		without, stop = err.Error(), func() {}
	}
	server = address
	code := m.Run()
	stop()
	os.Exit(code)
}

// work is another machine: it works until it is killed.
func work(address string) {
	s, err := postgres.Open(context.Background(), address, postgres.Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	err = jobs.Run(context.Background(), workspace.New(s, workspace.Options{}), address, jobs.Options{Workers: 2, Every: 200 * time.Millisecond, Done: func(kind string) { fmt.Println(kind) }})
	fmt.Println(err)
	os.Exit(1)
}

func open(t *testing.T, address string) *workspace.Workspace {
	t.Helper()
	s, err := postgres.Open(t.Context(), address, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return workspace.New(s, workspace.Options{})
}

func examples(t *testing.T) []workspace.Addition {
	t.Helper()
	folders, _ := filepath.Glob("../examples/*")
	articles, _ := ingest.Read(t.Context(), folders, ingest.Options{})
	return workspace.Grouped(articles)
}

// finished waits until nothing is to be done.
func finished(t *testing.T, w *workspace.Workspace) {
	t.Helper()
	for deadline := time.Now().Add(90 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		waiting, err := w.Waiting(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(waiting.Versions) == 0 && !waiting.Sort && len(waiting.Stories) == 0 {
			return
		}
	}
	t.Fatal("the work does not end")
}

// printed are the records of all stories, whatever their numbers.
func printed(t *testing.T, w *workspace.Workspace) string {
	t.Helper()
	var list []store.Story
	if err := w.Store().View(t.Context(), func(tx *store.Tx) (err error) {
		list, err = tx.Stories(store.Filter{Limit: 1000})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range list {
		v, err := w.Story(t.Context(), s.ID)
		if err != nil {
			t.Fatal(err)
		}
		data, _ := json.Marshal(v.Record)
		lines = append(lines, string(data))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestShared: two machines do the work, each article once, and what comes of it
// is what one process makes.
func TestShared(t *testing.T) {
	if server == "" {
		t.Skip(without)
	}
	address := storetest.Schema(t, server)
	w := open(t, address)
	additions := examples(t)
	if _, err := w.Add(t.Context(), additions); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var analysed atomic.Int64
	ended := make(chan error, 2)
	for range 2 {
		other := open(t, address)
		go func() {
			ended <- jobs.Run(ctx, other, address, jobs.Options{Workers: 2, Every: 100 * time.Millisecond, Done: func(kind string) {
				if kind == "analyse" {
					analysed.Add(1)
				}
			}})
		}()
	}
	finished(t, w)
	stop()
	for range 2 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	if int(analysed.Load()) != len(additions) {
		t.Errorf("%d reports were read %d times", len(additions), analysed.Load())
	}
	s, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	alone := workspace.New(s, workspace.Options{})
	if _, err := alone.Add(t.Context(), additions); err != nil {
		t.Fatal(err)
	}
	if _, err := alone.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := printed(t, w), printed(t, alone); got != want {
		t.Errorf("shared, another record than alone: %d bytes, %d", len(got), len(want))
	}
}

// TestKilled: machines that are killed at work lose nothing to those that come
// after them.
func TestKilled(t *testing.T) {
	if server == "" {
		t.Skip(without)
	}
	address := storetest.Schema(t, server)
	w := open(t, address)
	additions := examples(t)
	if _, err := w.Add(t.Context(), additions); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		machine := exec.Command(os.Args[0])
		machine.Env = append(os.Environ(), child+"="+address)
		if err := machine.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(700 * time.Millisecond)
		_ = machine.Process.Kill()
		_ = machine.Wait()
	}
	// What the dead had begun is theirs for two minutes; the work itself waits
	// for nobody, who does it without jobs.
	if _, err := w.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	finished(t, w)
	n := 0
	if err := w.Store().View(t.Context(), func(tx *store.Tx) error {
		reports, err := tx.Reports(store.Filter{Limit: 1000})
		for _, r := range reports {
			if r.Story != 0 {
				n++
			}
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if n != len(additions) {
		t.Errorf("%d of %d reports are in a story", n, len(additions))
	}
}
