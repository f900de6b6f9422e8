package pages

import (
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stemma/ingest"
	"stemma/store"
	"stemma/store/sqlite"
	"stemma/workspace"
)

var update = flag.Bool("update", false, "rewrite the golden pages and the screenshots")

// clock gives times that are the same in every run.
func clock() func() time.Time {
	var ticks atomic.Int64
	start := time.Date(2025, 12, 28, 9, 0, 0, 0, time.UTC)
	return func() time.Time { return start.Add(time.Duration(ticks.Add(1)) * time.Second) }
}

// workspaceOf is a workspace that has read the paths.
func workspaceOf(t testing.TB, paths ...string) *workspace.Workspace {
	t.Helper()
	w := emptyWorkspace(t)
	articles, problems := ingest.Read(context.Background(), paths, ingest.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	add(t, w, workspace.Grouped(articles)...)
	return w
}

func emptyWorkspace(t testing.TB) *workspace.Workspace {
	t.Helper()
	now := clock()
	s, err := sqlite.Open(context.Background(), t.TempDir(), sqlite.Options{Clock: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return workspace.New(s, workspace.Options{Version: "test", Clock: now})
}

func add(t testing.TB, w *workspace.Workspace, additions ...workspace.Addition) {
	t.Helper()
	if _, err := w.Add(context.Background(), additions); err != nil {
		t.Fatal(err)
	}
	work(t, w)
}

func work(t testing.TB, w *workspace.Workspace) {
	t.Helper()
	if _, err := w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// text is a report as a plain text file.
func text(t testing.TB, path, content string) workspace.Addition {
	t.Helper()
	additions, problems := workspace.Additions(ingest.Raw{Path: path, Data: []byte(content)})
	if len(problems) > 0 || len(additions) != 1 {
		t.Fatal(len(additions), problems)
	}
	return additions[0]
}

// line is a report as a line of JSON.
func line(t testing.TB, fields map[string]string) workspace.Addition {
	t.Helper()
	data, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return text(t, "line.jsonl", string(data))
}

// writer lets everybody write, as Ada.
var writer = Options{Version: "test", User: func(*http.Request) string { return "Ada" }, CanWrite: func(*http.Request) bool { return true }}

func get(t testing.TB, h http.Handler, address string, headers ...string) *http.Response {
	t.Helper()
	address, _, _ = strings.Cut(address, "#") // which a browser keeps to itself
	return send(t, h, httptest.NewRequest(http.MethodGet, address, nil), headers...)
}

func submit(t testing.TB, h http.Handler, address string, form url.Values) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	return send(t, h, r, "Content-Type", "application/x-www-form-urlencoded")
}

func send(t testing.TB, h http.Handler, r *http.Request, headers ...string) *http.Response {
	t.Helper()
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// firstStory, firstReport and claims give what stands in a workspace.
func firstStory(t testing.TB, w *workspace.Workspace) *workspace.StoryView {
	t.Helper()
	var stories []store.Story
	err := w.Store().View(context.Background(), func(tx *store.Tx) (err error) {
		stories, err = tx.Stories(store.Filter{})
		return err
	})
	if err != nil || len(stories) == 0 {
		t.Fatal(len(stories), err)
	}
	v, err := w.Story(context.Background(), stories[len(stories)-1].ID)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// links are the addresses of this server that a page leads to.
func links(page string) []string {
	var found []string
	for _, m := range regexp.MustCompile(`href="(/[^"#]*)`).FindAllStringSubmatch(page, -1) {
		found = append(found, strings.ReplaceAll(m[1], "&amp;", "&"))
	}
	return found
}

// TestEveryLinkLeadsSomewhere walks from the list of stories over every link
// that the pages have, in every format.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port", "../../examples/suez-canal")
	p := New(w, writer)
	seen := map[string]bool{}
	queue := []string{"/"}
	for len(queue) > 0 && len(seen) < 1500 {
		address := queue[0]
		queue = queue[1:]
		if seen[address] {
			continue
		}
		seen[address] = true
		r := get(t, p, address)
		page := body(t, r)
		if r.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d\n%s", address, r.StatusCode, page)
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			continue
		}
		queue = append(queue, links(page)...)
	}
	if len(seen) < 300 {
		t.Errorf("only %d addresses were found", len(seen))
	}
	t.Logf("%d addresses", len(seen))
}
