package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"

	"stemma/store"
	"stemma/store/sqlite"
	"stemma/store/storetest"
)

// child is another program that has the workspace of dir open.
func child(what, dir string) int {
	var err error
	switch what {
	case "write":
		err = writeForEver(dir)
	case "count":
		err = countUp(dir)
	case "read-only":
		err = knock(dir)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// command is a child to be started; as goes before the program.
func command(what, dir string, as ...string) *exec.Cmd {
	program := os.Args[0]
	if len(as) > 0 {
		program = as[len(as)-1]
		as = as[:len(as)-1]
	}
	line := append(as, program, dir)
	c := exec.Command(line[0], line[1:]...)
	c.Env = append(os.Environ(), "STEMMA_STORE_CHILD="+what)
	return c
}

// writeForEver adds pairs of reports, each pair in one transaction and one
// story, and says so once each is kept.
func writeForEver(dir string) error {
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		return err
	}
	noise := make([]byte, 100_000)
	for i := range noise {
		noise[i] = byte(rand.Uint32())
	}
	for n := 0; ; n++ {
		pair := fmt.Sprintf("%d-%d", os.Getpid(), n)
		err := s.Update(context.Background(), func(tx *store.Tx) error { return addPair(tx, pair, noise[:rand.IntN(len(noise))]) })
		if err != nil {
			return err
		}
		fmt.Println(pair)
	}
}

func addPair(tx *store.Tx, pair string, body []byte) error {
	id, err := tx.NewStory()
	if err != nil {
		return err
	}
	var reports []int64
	for _, half := range []string{"a", "b"} {
		v, _, err := tx.AddVersion(store.Report{Key: pair + half, Outlet: "Harbour Post"}, store.Version{Digest: "d", Articles: body, Original: body})
		if err != nil {
			return err
		}
		if err := tx.Analysed(store.Version{ID: v.ID, Documents: body, Engine: "e"}); err != nil {
			return err
		}
		reports = append(reports, v.Report)
	}
	claims := []store.Claim{{Key: pair, Actors: []string{"Actor"}}}
	texts := []store.Text{{Kind: "claim", Ref: pair, Body: "harbour fire"}}
	return errors.Join(
		tx.PutStoryState(id, body, []store.StoryTerm{{Term: uint64(id), Weight: 1}}, "", ""),
		tx.MoveReports(reports, id),
		tx.PutRecord(store.Record{Story: id, JSON: body, Claims: claims, Texts: texts}, 0))
}

const countTo = 40

func countUp(dir string) error {
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		return err
	}
	for range countTo {
		if err := storetest.Increment(s, "n"); err != nil {
			return err
		}
	}
	return s.Close()
}

// knock tries a workspace that must not be written to, and says what it meets.
func knock(dir string) error {
	_, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if !errors.Is(err, store.ErrReadOnly) {
		return fmt.Errorf("opened for writing: %w", err)
	}
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{ReadOnly: true})
	if err != nil {
		return fmt.Errorf("opened for reading: %w", err)
	}
	defer s.Close()
	return s.View(context.Background(), func(tx *store.Tx) error {
		hits, err := tx.Search("fire", nil, store.Filter{})
		if err == nil && len(hits) != 1 {
			err = fmt.Errorf("%d hits", len(hits))
		}
		return err
	})
}

// TestProcesses has several programs make the workspace at once, and write.
func TestProcesses(t *testing.T) {
	dir := t.TempDir()
	var children []*exec.Cmd
	var said []*strings.Builder
	for range 3 {
		c, out := command("count", dir), &strings.Builder{}
		c.Stdout, c.Stderr = out, out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		children, said = append(children, c), append(said, out)
	}
	for i, c := range children {
		if err := c.Wait(); err != nil {
			t.Errorf("%v: %s", err, said[i])
		}
	}
	err := open(t, dir).View(t.Context(), func(tx *store.Tx) error {
		n, err := tx.Get("n")
		if string(n) != fmt.Sprint(3*countTo) {
			t.Errorf("counted to %s, want %d", n, 3*countTo)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
