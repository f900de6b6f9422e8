package eval

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBcubed(t *testing.T) {
	for _, c := range []struct {
		system, gold string
		want         float64
	}{
		{"aabb", "aabb", 100},
		{"aaaa", "aabb", 100 * 2 * 0.5 * 1 / 1.5},
		{"abcd", "aabb", 100 * 2 * 1 * 0.5 / 1.5},
		// precision: (2/3+2/3+1/3+1)/4 = 2/3; recall: (1+1+1/2+1/2)/4 = 3/4
		{"aaab", "aabb", 100 * 2 * (2.0 / 3) * 0.75 / (2.0/3 + 0.75)},
		{"", "", 0},
	} {
		got := bcubed(strings.Split(c.system, ""), strings.Split(c.gold, ""))
		if math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s against %s: %.3f, want %.3f", c.system, c.gold, got, c.want)
		}
	}
}

func TestLookAlikesApart(t *testing.T) {
	folders := []string{"1ecb", "1ecb", "1ecbplus", "1ecbplus", "2ecb"}
	if got := lookAlikesApart([]string{"a", "b", "a", "c", "a"}, folders); got != 75 {
		t.Errorf("got %v, want 75: one of four pairs is joined", got)
	}
}

func TestStoriesReadsFolders(t *testing.T) {
	dir := t.TempDir()
	for path, text := range map[string]string{
		"1x/a.txt":     "A freighter ran aground on the Skerry reef near Northport, and its crew was lifted off.",
		"1x/b.txt":     "The freighter on the Skerry reef off Northport broke in two on Friday, the coastguard said.",
		"1xplus/c.txt": "In Quellin a magistrate freed four beekeepers accused of poisoning the orchard of Doma Ertz.",
	} {
		full := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	scores, err := Stories([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, score := range scores {
		if score.Value != 100 {
			t.Errorf("%s %.1f, want 100", score.Name, score.Value)
		}
	}
	if _, err := Stories([]string{filepath.Join(dir, "none")}); err == nil {
		t.Error("no error for a folder without reports")
	}
}
