package eval

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata/scores.txt")

// scored says where each task's shared corpus stands below STEMMA_DATA. A task
// may stand here more than once.
var scored = []struct {
	title string // the line above its figures
	task  string
	paths []string
}{
	{"extraction: article-extraction-benchmark", "extraction", []string{"article-extraction-benchmark"}},
	{"parse: UD English EWT, dev", "parse", []string{"ud-english-ewt/en_ewt-ud-dev.conllu"}},
	{"parse: UD English GUM, dev", "parse", []string{"ud-english-gum/en_gum-ud-dev.open.conllu"}},
	{"parse --raw: UD English EWT, dev", "parse", []string{"--raw", "ud-english-ewt/en_ewt-ud-dev.conllu"}},
	{"ner: UNER English EWT, dev", "ner", []string{"uner-english-ewt/en_ewt-ud-dev.iob2"}},
	{"timex: MEANTIME", "timex", []string{"meantime"}},
	{"dates: GUM", "dates", []string{"gum-dates/gum-dates.jsonl"}},
	{"figures: stories/claims", "figures", []string{"stories/claims"}},
	{"attribution: Wikinews", "attribution", []string{"attribution"}},
	{"attribution: ECB+, ten reports by our own annotation, errors read", "attribution", []string{"testdata/attribution/read.jsonl", "."}},
	{"attribution: ECB+, ten more, never looked at", "attribution", []string{"testdata/attribution/unread.jsonl", "."}},
	{"plover: dev", "plover", []string{"plover/PLOVER_GSR_CAMEO.dev.json"}},
	{"stories: ECB+", "stories", []string{"stories/ecb-plus"}},
	{"claims: stories/claims", "claims", []string{"stories/claims"}},
	{"kinship: generated traditions", "kinship", []string{"."}},
}

// TestScores holds every stage's figures against testdata/scores.txt, so that
// each change shows its effect in the diff.
func TestScores(t *testing.T) {
	data := os.Getenv("STEMMA_DATA")
	if data == "" {
		t.Skip("STEMMA_DATA is not set: the corpora stand outside the project")
	}
	var b strings.Builder
	for _, s := range scored {
		fmt.Fprintf(&b, "# %s\n", s.title)
		for _, score := range run(t, data, s.task, s.paths) {
			fmt.Fprintf(&b, "%s %.1f\n", score.Name, score.Value)
		}
	}
	golden := filepath.Join("testdata", "scores.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("figures moved (-update rewrites the file):\n%s", diff)
	}
}

func run(t *testing.T, data, task string, paths []string) []Score {
	t.Helper()
	full := make([]string, len(paths))
	for i, path := range paths {
		full[i] = path
		if !strings.HasPrefix(path, "--") && !strings.HasPrefix(path, "testdata/") {
			full[i] = filepath.Join(data, filepath.FromSlash(path))
		}
	}
	for _, candidate := range Tasks() {
		if candidate.Name == task {
			scores, err := candidate.Run(full)
			if err != nil {
				t.Fatalf("%s: %v", task, err)
			}
			return scores
		}
	}
	t.Errorf("no task %q", task)
	return nil
}
