//go:build unix

package lang

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What a process pays once: the processor time of the first article's analysis,
// which loads every model and word list, beyond what the article itself takes;
// and the memory that it then has resident. The test allows slack times as much
// for slow and busy machines.
const (
	loadTime   = 60 * time.Millisecond
	loadMemory = 150 << 20
	slack      = 2
)

// asLoader makes the test binary analyse one article and print what it took.
const asLoader = "STEMMA_TEST_AS_LOADER"

const loadedBy = "“We did it,” Kim Jong Un told KCNA on Saturday. At least nine soldiers were killed, officials said. He didn't say when.\n\nThe ministry denied it."

func TestMain(m *testing.M) {
	if os.Getenv(asLoader) != "" {
		printLoad()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// printLoad prints the nanoseconds that the first analysis takes beyond the
// second, and the bytes resident after both (0: not known here).
func printLoad() {
	began := processorTime()
	Analyze(paragraphs(loadedBy))
	loaded := processorTime()
	Analyze(paragraphs(loadedBy))
	fmt.Println((loaded - began - (processorTime() - loaded)).Nanoseconds(), resident())
}

// resident is VmRSS as Linux tells it, in bytes; 0 elsewhere.
func resident() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kilobytes, _, _ := strings.Cut(rest, "kB")
	n, err := strconv.Atoi(strings.TrimSpace(kilobytes))
	if err != nil {
		return 0
	}
	return n << 10
}

// load runs a process of its own, so that nothing is loaded yet.
func load(tb testing.TB) (took time.Duration, memory int) {
	tb.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asLoader+"=1")
	out, err := cmd.Output()
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := fmt.Sscan(string(out), &took, &memory); err != nil {
		tb.Fatalf("%q: %v", out, err)
	}
	return took, memory
}

// TestLoad takes the best of five processes: the others waited for something.
func TestLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes and measures them")
	}
	took, memory := load(t)
	for range 4 {
		again, _ := load(t)
		took = min(took, again)
	}
	t.Logf("%v, %.1f MiB", took, float64(memory)/(1<<20))
	if took > slack*loadTime {
		t.Errorf("models are loaded in %v; they should be in %v", took, loadTime)
	}
	if memory == 0 {
		t.Skip("no /proc/self/status: memory is not measured")
	}
	if memory > slack*loadMemory {
		t.Errorf("%d MiB are resident; there should be %d", memory>>20, loadMemory>>20)
	}
}

// BenchmarkLoad reports the mean of both.
func BenchmarkLoad(b *testing.B) {
	var total time.Duration
	memory := 0
	for b.Loop() {
		took, resident := load(b)
		total += took
		memory = max(memory, resident)
	}
	b.ReportMetric(float64(total.Milliseconds())/float64(b.N), "load-ms")
	b.ReportMetric(float64(memory)/(1<<20), "resident-MiB")
}
