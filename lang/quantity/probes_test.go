package quantity

import (
	"os"
	"testing"

	"stemma/lexicon"
)

// TestProbes runs the sentences of testdata/probes.txt.
func TestProbes(t *testing.T) {
	text, err := os.ReadFile("testdata/probes.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range lexicon.MustRead("probes.txt", string(text), 1) {
		got := seen(entry.Key)
		if got == "" {
			got = "-"
		}
		if got != entry.Example {
			t.Errorf("probes.txt:%d: %q:\n got %s\nwant %s", entry.Line, entry.Key, got, entry.Example)
		}
	}
}
