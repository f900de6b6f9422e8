//go:build unix

package main

import (
	"bufio"
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
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
