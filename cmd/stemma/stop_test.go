//go:build unix

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"stemma/store"
	"stemma/store/sqlite"
)

// TestStop: whoever runs 'serve' ends it with SIGTERM or Ctrl-C, and it ends
// well, though a client listens to its changes.
func TestStop(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		cmd := exec.Command(os.Args[0], "serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0", "--quiet")
		cmd.Env = append(os.Environ(), asCommand+"=1")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		defer time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() }).Stop()
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatalf("%v; standard error: %s", err, stderr.String())
		}
		address := strings.Fields(strings.TrimPrefix(line, "stemma serves "))[0]
		listening, err := http.Get(address + "api/v1/changes/stream")
		if err != nil {
			t.Fatal(err)
		}
		defer listening.Body.Close()
		if listening.StatusCode != http.StatusOK {
			t.Errorf("the stream answers %s", listening.Status)
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if err := cmd.Wait(); err != nil {
			t.Errorf("%s: %v; standard error: %s", signal, err, stderr.String())
		}
		if took := time.Since(began); took > 8*time.Second {
			t.Errorf("%s: it took %s to stop", signal, took)
		}
	}
}

// TestStopAdding: who stops 'add' is told how many reports are kept, and how to
// go on.
func TestStopAdding(t *testing.T) {
	dir := t.TempDir()
	pipe, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer write.Close()
	cmd := exec.Command(os.Args[0], "add", "--data", dir, "-")
	cmd.Env = append(os.Environ(), asCommand+"=1")
	cmd.Stdin = pipe
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() }).Stop()
	line := func(i int) string {
		return fmt.Sprintf("{\"url\":\"https://courier.example/%d\",\"text\":\"A ferry sank off Lorne on Wednesday, killing %d people, harbour master Hanna Voll said.\"}\n", i, i)
	}
	for i := range 1000 { // more than tell what it is, and than are kept at once; the end never comes
		if _, err := write.WriteString(line(i)); err != nil {
			t.Fatal(err)
		}
	}
	for tries := 0; reportsIn(t, dir) < 64; tries++ {
		if tries > 300 {
			t.Fatal("nothing is kept")
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_, _ = write.WriteString(line(1000))
	write.Close()
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitFailed || !strings.Contains(stderr.String(), "stopped before it was done") {
		t.Errorf("exit code %d, %q", code, stderr.String())
	}
	if kept := fmt.Sprint(reportsIn(t, dir), " reports added"); !strings.HasPrefix(stdout.String(), kept) {
		t.Errorf("it says %q, and %s", stdout.String(), kept)
	}
}

// reportsIn counts the reports of the workspace in a folder, 0 where there is none yet.
func reportsIn(t *testing.T, dir string) (n int) {
	s, err := sqlite.Open(t.Context(), dir, sqlite.Options{ReadOnly: true})
	if err != nil {
		return 0
	}
	defer s.Close()
	err = s.View(t.Context(), func(tx *store.Tx) error {
		list, err := tx.Reports(store.Filter{Limit: 10_000})
		n = len(list)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return n
}
