//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stemma"
)

const (
	mebibyte  = 1 << 20
	maxMemory = 1 << 30 // bytes, resident, the whole process
	maxTime   = 10 * time.Second
)

// hostile are inputs that a program like this is sent one day. Each must be a
// named problem and cost the others nothing.
var hostile = []struct {
	name string
	data func() []byte
}{
	{"empty.txt", func() []byte { return nil }},
	{"blank.txt", func() []byte { return []byte(" \n\t\n ") }},
	{"binary.txt", func() []byte { return bytes.Repeat([]byte{0, 1, 2, 0xff, 0x80}, 4000) }},
	{"image.html", func() []byte { return append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 4000)...) }},
	{"one-line.txt", func() []byte { return bytes.Repeat([]byte("Two men died. "), 100*mebibyte/14) }},
	{"one-word.txt", func() []byte { return bytes.Repeat([]byte("a"), 100*mebibyte) }},
	{"deep.html", func() []byte { return []byte("<html><body>" + strings.Repeat("<div>", 1_000_000) + "Two men died.") }},
	{"wide.html", func() []byte { return []byte("<html><body>" + strings.Repeat("<p>Two men died.</p>", 1_000_000)) }},
	{"inline.html", func() []byte { return []byte("<html><body><p>" + strings.Repeat("<b><i>x</b>", 300_000)) }},
	{"broken.txt", func() []byte { return []byte("Two men died in K\xff\xfeln on 3 May 2021, police \xc3\x28 said.") }},
}

// TestHostileInput runs each hostile file beside a good one, as one process.
func TestHostileInput(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads some 400 MB")
	}
	for _, input := range hostile {
		t.Run(input.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, input.name), input.data())
			write(t, filepath.Join(dir, "good.txt"), []byte("date 2021-05-04\nTwo people were killed when a bus overturned near Lyon, police said.\n"))
			record, stderr := report(t, dir)
			if !strings.Contains(stderr, input.name) {
				t.Errorf("standard error does not name it: %q", stderr)
			}
			good := false
			for _, a := range record.Articles {
				good = good || strings.HasSuffix(a.Path, "good.txt") && len(a.Entities) > 0
			}
			if !good {
				t.Error("the good report beside it is not intact")
			}
		})
	}
}

// TestOddFolder: what is in a folder but is no file to read, and what vanished.
func TestOddFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "good.txt"), []byte("Two people were killed when a bus overturned near Lyon, police said.\n"))
	for _, err := range []error{
		os.Symlink(dir, filepath.Join(dir, "loop")),
		os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "dangling.txt")),
		syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o600),
	} {
		if err != nil {
			t.Skip(err)
		}
	}
	record, stderr := report(t, dir, filepath.Join(dir, "vanished.txt"))
	for _, name := range []string{"dangling.txt", "vanished.txt"} {
		if !strings.Contains(stderr, name) {
			t.Errorf("standard error does not name %s: %q", name, stderr)
		}
	}
	if len(record.Articles) != 1 {
		t.Errorf("%d articles", len(record.Articles))
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// report runs `stemma report --format json` as a process of its own, which must
// end with exit code 1 within the limits of time and memory.
func report(t *testing.T, paths ...string) (*stemma.Record, string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], append([]string{"report", "--format", "json"}, paths...)...)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	began := time.Now()
	err := cmd.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
		t.Errorf("ended with %v, want exit code 1; standard error: %.2000s", err, stderr.String())
	}
	if took := time.Since(began); took > maxTime {
		t.Errorf("took %s", took)
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && usage.Maxrss*1024 > maxMemory {
		t.Errorf("took %d MiB of memory", usage.Maxrss/1024)
	}
	var record stemma.Record
	if err := json.Unmarshal(stdout.Bytes(), &record); err != nil {
		t.Fatalf("no record: %v; standard error: %.2000s", err, stderr.String())
	}
	return &record, stderr.String()
}
