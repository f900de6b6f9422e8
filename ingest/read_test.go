package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"stemma"
)

// write puts files into a new folder: path, content, path, content, …
func write(t *testing.T, files ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(root, files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// named is the articles' paths below root.
func named(root string, articles []*stemma.Article) string {
	var paths []string
	for _, a := range articles {
		path, err := filepath.Rel(root, a.Path)
		if err != nil {
			path = a.Path
		}
		paths = append(paths, path)
	}
	return strings.Join(paths, " ")
}

func TestReadBadInput(t *testing.T) {
	prose := "The bridge was closed on Tuesday.\n\nNobody was hurt, police said.\n"
	long := filepath.Join(t.TempDir(), "long.txt")
	if err := os.WriteFile(long, bytes.Repeat([]byte("word "), 20<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	root := write(t, "good.txt", prose, "deep/er/good.txt", prose+"More.", ".hidden/x.txt", prose,
		"empty.txt", "", "blank.txt", " \n\t\n", "page.pdf", "%PDF-1.7 …", "cat.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF\x00",
		"data.bin", "\x00\x01\x02\x03\x00\x00\x00\x9f\x00\x00", "bomb.html", "<html>"+strings.Repeat("<div>", 5_000),
		"broken.txt", "Caf\u00e9 and d\u00e9j\u00e0 vu, but bro\xc3ken and \xff too.\n"+prose,
		"wrong.html", `<html><head><meta charset="utf-8"></head><body><h1>Caf`+"\xe9"+` burns</h1><p>The caf`+"\xe9"+` burnt down on Tuesday, police said, and nobody was hurt in the fire at all.</p></body></html>`,
		"lines.jsonl", `{"text":"One was hurt."}`+"\n{broken\n\n"+`{"url":"https://a.example"}`+"\n"+`{"text":"Two were hurt."}`)
	if err := os.Symlink("loop", filepath.Join(root, "loop")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink(root, filepath.Join(root, "deep", "up")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(root, "pipe"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("good.txt", filepath.Join(root, "same.txt")); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	articles, problems := Read(context.Background(), []string{root, long, filepath.Join(root, "gone.txt")}, Options{})
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	want := "broken.txt deep/er/good.txt good.txt lines.jsonl:1 lines.jsonl:5 wrong.html"
	if got := named(root, articles); got != want {
		t.Errorf("articles %s\nwant     %s", got, want)
	}
	for path, word := range map[string]string{
		"empty.txt": "empty", "blank.txt": "white space", "page.pdf": "PDF", "cat.jpg": "image/jpeg", "data.bin": "binary",
		"bomb.html": "nested", "broken.txt": "broken utf-8", "wrong.html": "label utf-8 is wrong", "lines.jsonl:2": "not a JSON object",
		"lines.jsonl:4": "missing or empty", "loop": "loop of links", "deep/up": "link to a folder", "pipe": "named pipe", "gone.txt": "not there",
		long: "longer than 128 KiB",
	} {
		if !filepath.IsAbs(path) {
			path = filepath.Join(root, path)
		}
		if got := problemsOf(problems, path); len(got) != 1 || !strings.Contains(got[0], word) {
			t.Errorf("%s: problems %q, want one with %q", path, got, word)
		}
	}
	if len(problems) != 15 {
		t.Errorf("%d problems, want 15: %v", len(problems), problems)
	}
	if text := articles[5].Text; !strings.Contains(text, "café") {
		t.Errorf("wrong.html was read as %q", text)
	}
}

func problemsOf(problems []stemma.Problem, path string) []string {
	var words []string
	for _, p := range problems {
		if p.Article == path {
			words = append(words, p.What)
		}
	}
	return words
}

func TestReadUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	root := write(t, "a.txt", "One was hurt.", "b.txt", "Two were hurt.", "c/d.txt", "Three were hurt.")
	for _, path := range []string{"b.txt", "c"} {
		if err := os.Chmod(filepath.Join(root, path), 0); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(filepath.Join(root, path), 0o755)
	}
	articles, problems := Read(context.Background(), []string{root}, Options{})
	if named(root, articles) != "a.txt" || len(problems) != 2 {
		t.Errorf("articles %s, problems %v", named(root, articles), problems)
	}
}

// TestReadOrder: neither the order of inputs, nor naming one twice, nor the
// number of workers changes a byte.
func TestReadOrder(t *testing.T) {
	var files []string
	for i := range 20 {
		files = append(files, fmt.Sprintf("s%02d/%d.txt", i%5, i), fmt.Sprintf("Report number %d of the flood.\n\n☂️ Rain!\n\n\n\npic.twitter.com/ab%d", i, i))
	}
	files = append(files, "all.jsonl", strings.Repeat(`{"text":"A line of news."}`+"\n{\n", 30))
	root := write(t, files...)
	in := func(names ...string) []string {
		for i := range names {
			names[i] = filepath.Join(root, names[i])
		}
		return names
	}
	var first []byte
	for _, inputs := range [][]string{in(""), in("s04", "s03", "all.jsonl", "s02", "s01", "s00"), in("s00", ".", "s00/0.txt", "s00/../s00/0.txt")} {
		for _, workers := range []int{1, 2, 7} {
			articles, problems := Read(context.Background(), inputs, Options{Workers: workers})
			got, err := json.Marshal([]any{articles, problems})
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = got
			}
			if !bytes.Equal(first, got) {
				t.Errorf("%v with %d workers differs", inputs, workers)
			}
		}
	}
	if n := bytes.Count(first, []byte(`"sha256"`)); n != 20+20+30 {
		t.Errorf("%d articles", n)
	}
}

func TestReadStdin(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"Two men spoke on Tuesday.", "-"},
		{`{"text":"One."}` + "\n" + `{"text":"Two."}`, "-:1 -:2"},
		{"{\n \"text\": \"One.\",\n \"title\": \"T\"\n}\n", "-:1"},
		{"[\n{\"text\": \"One.\"},\n{\"text\":\n\"Two.\"}]", "-:1 -:2"},
		{"<html><body><p>" + strings.Repeat("Two men spoke on Tuesday in Lowfield. ", 20), "-"},
	} {
		articles, problems := Read(context.Background(), []string{"-", "-"}, Options{Stdin: strings.NewReader(test.in)})
		if got := named("", articles); got != test.want || len(problems) > 0 {
			t.Errorf("%.30q: articles %q, want %q; problems %v", test.in, got, test.want, problems)
		}
	}
	_, problems := Read(context.Background(), []string{"-"}, Options{Stdin: strings.NewReader(strings.Repeat("x", 100<<20))})
	if len(problems) != 1 {
		t.Errorf("100 MB of one line: %v", problems)
	}
}

func TestReadProgressAndCancel(t *testing.T) {
	root := write(t, "a.txt", "One was hurt.", "b.txt", "Two were hurt.", "c.txt", "Three were hurt.")
	var seen [][2]int
	Read(context.Background(), []string{root}, Options{Progress: func(done, total int) { seen = append(seen, [2]int{done, total}) }})
	if want := [][2]int{{1, 3}, {2, 3}, {3, 3}}; !reflect.DeepEqual(seen, want) {
		t.Errorf("progress %v, want %v", seen, want)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	articles, problems := Read(ctx, []string{root}, Options{})
	if len(articles) != 0 || len(problems) != 3 {
		t.Errorf("cancelled: %d articles, %v", len(articles), problems)
	}
}

// TestReadLongLines: a line of JSON lines beyond the limit is a problem of its
// own, the lines around it are read.
func TestReadLongLines(t *testing.T) {
	root := write(t, "big.jsonl", `{"text":"One was hurt."}`+"\n"+`{"text":"`+strings.Repeat("x", maxEntry)+`"}`+"\n"+`{"text":"Two were hurt."}`+"\n")
	articles, problems := Read(context.Background(), []string{root}, Options{})
	if got := named(root, articles); got != "big.jsonl:1 big.jsonl:3" || len(problems) != 1 || !strings.Contains(problems[0].What, "16 MiB") {
		t.Errorf("articles %s, problems %v", got, problems)
	}
}
