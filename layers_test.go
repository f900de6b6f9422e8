package stemma_test

import (
	"go/build"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// reading lists every package in the order in which a newcomer reads them. A
// package may import only packages above it.
var reading = []string{
	".", "lexicon", "gazetteer", "actors", "parallel", "terms", "ingest/nodate", "ingest", "feed", "fetch",
	"model", "model/fixed", "lang/conllu",
	"lang/token", "lang/syntax", "lang/timex", "lang/quantity", "lang/entity", "lang/coref", "lang/attribution",
	"lang",
	"claim", "kinship", "story", "reconcile",
	"pipeline", "query", "collate", "render", "eval",
	"store", "store/sqlite", "store/postgres", "store/storetest",
	"workspace", "collect", "web/guard", "web/pages", "web/api", "web/assistant", "web", "watch", "jobs",
	"train/background", "gazetteer/gen", "train/network", "train", "cmd/stemma",
}

// stages exchange stemma types and never import one another; only lang and
// pipeline know their order.
var stages = []string{
	"ingest",
	"lang/token", "lang/syntax", "lang/timex", "lang/quantity", "lang/entity", "lang/coref", "lang/attribution",
	"claim", "kinship", "story", "reconcile", "render",
}

// TestLayers reads the imports from the files themselves, so that the answer
// never comes from the test cache.
func TestLayers(t *testing.T) {
	for _, dir := range packages(t) {
		at := slices.Index(reading, dir)
		if at < 0 {
			t.Errorf("package %s is not in the reading list of layers_test.go", dir)
			continue
		}
		pkg, err := build.ImportDir(dir, 0)
		if err != nil {
			t.Errorf("%s: %v", dir, err)
			continue
		}
		for _, path := range pkg.Imports {
			checkImport(t, dir, at, path)
		}
	}
}

func checkImport(t *testing.T, dir string, at int, path string) {
	t.Helper()
	imported, own := strings.CutPrefix(path, "stemma/")
	switch {
	case path == "stemma":
		return
	case !own:
		if dir == "." && strings.Contains(path, ".") {
			t.Errorf("the root imports %s; it may import the standard library alone", path)
		}
	case slices.Index(reading, imported) >= at:
		t.Errorf("%s imports %s, which stands below it", dir, imported)
	case slices.Contains(stages, dir) && slices.Contains(stages, imported):
		t.Errorf("stage %s imports stage %s", dir, imported)
	}
}

// packages are the folders that hold Go files other than tests.
func packages(t *testing.T) []string {
	var dirs []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || strings.ContainsAny(entry.Name()[:1], "._") && path != ".") {
			return filepath.SkipDir
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}
