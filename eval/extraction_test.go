package eval

import (
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestShingles(t *testing.T) {
	for _, test := range []struct {
		want, got         string
		precision, recall float64
	}{
		{"one two three four five", "one two three four five", 1, 1},
		// Gold has the shingles 1234 2345; the system has 1234 alone.
		{"one two three four five", "one two three four", 1, 0.5},
		// The system has 1234 2345 3456, gold the first two.
		{"one two three four five", "one two three four five six", 2.0 / 3, 1},
		// A shingle that stands twice counts twice: gold aaaa ×2, system ×1.
		{"a a a a a", "a a a a", 1, 0.5},
		// Fewer than four words are one shingle.
		{"one two", "one, two!", 1, 1},
		{"one two", "one", 0, 0},
		{"", "", 1, 1},
		{"one", "", 0, 0},
		// Words are runs of letters, digits and underscores in any script.
		{"dix-huit œufs à l’École n_o 1", "dix huit œufs à l École n_o 1", 1, 1},
	} {
		page := compareShingles(words(test.want), words(test.got))
		precision, recall := page.ratio(page.fp), page.ratio(page.fn)
		if math.Abs(precision-test.precision) > 1e-9 || math.Abs(recall-test.recall) > 1e-9 {
			t.Errorf("%q against %q: precision %.3f recall %.3f, want %.3f %.3f", test.got, test.want, precision, recall, test.precision, test.recall)
		}
	}
}

// TestExtractionMeans works one corpus by hand: one page is found whole, of the
// other nothing is. Precision and recall are 1/2 each, and one page of two is
// exact.
func TestExtractionMeans(t *testing.T) {
	root := t.TempDir()
	prose := "Two men were hurt when a wall fell in Lowfield on Tuesday evening, police said."
	more := "The wall had stood beside the market since the flood of the year before, and the council had twice been asked to mend it."
	page := "<html><body><h1>Wall falls</h1><article><p>" + prose + "</p><p>" + more + "</p></article></body></html>"
	writeGzip(t, filepath.Join(root, "html", "a.html.gz"), page)
	writeGzip(t, filepath.Join(root, "html", "b.html.gz"), "%PDF-1.7")
	truth := `{"a": {"articleBody": "` + prose + "\\n" + more + `", "url": "https://a.example/1"}, "b": {"articleBody": "Some other text that is there.", "url": ""}}`
	if err := os.WriteFile(filepath.Join(root, "ground-truth.json"), []byte(truth), 0o644); err != nil {
		t.Fatal(err)
	}
	scores, err := scoreExtraction([]string{root})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []Score{{"extraction.f1", 50}, {"extraction.precision", 50}, {"extraction.recall", 50}, {"extraction.accuracy", 50}} {
		if scores[i].Name != want.Name || math.Abs(scores[i].Value-want.Value) > 1e-9 {
			t.Errorf("%v, want %v", scores[i], want)
		}
	}
}

func writeGzip(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	packed := gzip.NewWriter(file)
	if _, err := packed.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
}
