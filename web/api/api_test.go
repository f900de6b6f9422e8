package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"stemma/ingest"
	"stemma/store/sqlite"
	"stemma/workspace"
)

// desk is a workspace behind its API, for a test.
type desk struct {
	t testing.TB
	w *workspace.Workspace
	s *server
	h http.Handler
}

// open opens a workspace in a folder and its API, whose users write and are called Ana.
func open(t testing.TB, dir string, change func(*Options)) *desk {
	t.Helper()
	kept, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	o := Options{Version: "test", Base: "https://desk.example", User: func(*http.Request) string { return "Ana" }, CanWrite: func(*http.Request) bool { return true }, Wake: func() {},
		Log: func(what string, err error) { t.Logf("%s: %v", what, err) }}
	if change != nil {
		change(&o)
	}
	d := &desk{t: t, w: workspace.New(kept, workspace.Options{Version: "test"})}
	d.s = newServer(d.w, o)
	d.h = d.s.handler()
	return d
}

// example is a folder with a workspace that has one of the project's examples
// in it; it is made once, and copied.
var example = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "stemma-api-")
	if err != nil {
		return "", err
	}
	kept, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		return "", err
	}
	defer kept.Close()
	w := workspace.New(kept, workspace.Options{Version: "test"})
	articles, _ := ingest.Read(context.Background(), []string{"../../examples/odesa-port"}, ingest.Options{})
	if _, err := w.Add(context.Background(), workspace.Grouped(articles)); err != nil {
		return "", err
	}
	_, err = w.Work(context.Background())
	return dir, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := example(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// odesa is a desk with the example's five reports.
func odesa(t testing.TB, change func(*Options)) *desk {
	t.Helper()
	from, err := example()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return open(t, dir, change)
}

// ask sends a request and gives what came back.
func (d *desk) ask(method, path string, body []byte, headers ...string) *http.Response {
	d.t.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.h.ServeHTTP(w, r)
	return w.Result()
}

// get asks for JSON and wants 200.
func get[T any](d *desk, path string) (got T) {
	d.t.Helper()
	want(d, d.ask("GET", path, nil), 200, &got)
	return got
}

// post sends JSON and wants a status.
func post[T any](d *desk, path string, body any, status int) (got T) {
	d.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		d.t.Fatal(err)
	}
	want(d, d.ask("POST", path, data, "Content-Type", "application/json"), status, &got)
	return got
}

func want(d *desk, r *http.Response, status int, into any) {
	d.t.Helper()
	data, _ := io.ReadAll(r.Body)
	if r.StatusCode != status {
		d.t.Fatalf("status %d, want %d: %.600s", r.StatusCode, status, data)
	}
	if err := json.Unmarshal(data, into); err != nil {
		d.t.Fatalf("%v in %.600s", err, data)
	}
}

func TestStories(t *testing.T) {
	d := odesa(t, nil)
	list := get[page[StoryLine]](d, "/api/v1/stories")
	if len(list.Items) != 1 || list.Items[0].Reports != 5 || list.Next != 0 {
		t.Fatalf("%+v", list)
	}
	full := get[StoryFull](d, "/api/v1/stories/1")
	if len(full.Record.Articles) != 5 || len(full.Reports) != 5 || full.Sigla["A"] == 0 || len(full.Keys) != len(full.Record.Claims) || full.Stale {
		t.Errorf("%d articles, %d reports, sigla %v, %d keys, stale %v", len(full.Record.Articles), len(full.Reports), full.Sigla, len(full.Keys), full.Stale)
	}
	early := get[StoryFull](d, "/api/v1/stories/1?as_of=2022-07-23")
	if early.AsOf != "2022-07-23" || len(early.Record.Articles) != 3 {
		t.Errorf("as of the 23rd: %q, %d articles", early.AsOf, len(early.Record.Articles))
	}
	for query, n := range map[string]int{"?actor=russia": 1, "?actor=Peru": 0, "?country=UA&type=ASSAULT": 1, "?since=2022-07-25": 0, "?since=2022-07": 1, "?min_reports=6": 0, "?after=1": 0} {
		if got := get[page[StoryLine]](d, "/api/v1/stories"+query); len(got.Items) != n {
			t.Errorf("%s: %d stories, want %d", query, len(got.Items), n)
		}
	}
}

// TestPages: pages put together are the list, for every list that has more than one.
func TestPages(t *testing.T) {
	d := odesa(t, nil)
	whole := get[page[ClaimLine]](d, "/api/v1/claims?limit=200")
	if len(whole.Items) < 20 || whole.Next != 0 {
		t.Fatalf("%d claims, next %d", len(whole.Items), whole.Next)
	}
	for _, path := range []string{"/api/v1/claims?", "/api/v1/claims?story=1&", "/api/v1/reports?", "/api/v1/search?q=Odesa&", "/api/v1/changes?"} {
		seen := map[string]bool{}
		all := get[page[map[string]any]](d, path+"limit=200")
		next, n := "", 0
		for pages := 0; pages < 100; pages++ {
			p := get[page[map[string]any]](d, path+"limit=3"+next)
			for _, item := range p.Items {
				data, _ := json.Marshal(item)
				seen[string(data)] = true
				n++
			}
			if p.Next == 0 {
				break
			}
			next = "&after=" + itoa(p.Next)
		}
		if n != len(all.Items) || len(seen) != n {
			t.Errorf("%s: %d items in pages, %d different, want %d", path, n, len(seen), len(all.Items))
		}
	}
}

func itoa(n int64) string {
	data, _ := json.Marshal(n)
	return string(data)
}

// TestClaim: the evidence is the reports' own words, letter by letter.
func TestClaim(t *testing.T) {
	d := odesa(t, nil)
	for _, line := range get[page[ClaimLine]](d, "/api/v1/claims?limit=200").Items {
		full := get[ClaimFull](d, "/api/v1/claims/"+line.Key)
		if full.Claim.Key != line.Key || full.Record.Summary != line.Summary || len(full.Evidence) != len(full.Record.Mentions) || full.Page != "https://desk.example/claims/"+line.Key {
			t.Errorf("%s: %+v", line.Key, full.Claim)
		}
		for _, e := range full.Evidence {
			text := get[ReportFull](d, "/api/v1/reports/"+itoa(e.Report)).Articles[0].Text
			if e.Words == "" || text[e.Span.Start:e.Span.End] != e.Words || e.Published == "" {
				t.Errorf("%s: %+v", line.Key, e)
			}
		}
	}
	denied := get[page[ClaimLine]](d, "/api/v1/claims?standing=acknowledged&standing=denied")
	if len(denied.Items) == 0 {
		t.Fatal("nothing acknowledged or denied")
	}
	full := get[ClaimFull](d, "/api/v1/claims/"+denied.Items[0].Key)
	if len(full.Standing) == 0 || full.Standing[0].Evidence.Words == "" {
		t.Errorf("standing %+v", full.Standing)
	}
}

func TestSearch(t *testing.T) {
	d := odesa(t, nil)
	got := get[page[HitLine]](d, "/api/v1/search?q=pumping+station&kind=claim")
	if len(got.Items) == 0 || got.Items[0].Kind != "claim" || !strings.Contains(got.Items[0].Snippet, "pumping station") {
		t.Fatalf("%+v", got)
	}
	hit := got.Items[0]
	if len(hit.Found) == 0 || hit.Snippet[hit.Found[0].Start:hit.Found[len(hit.Found)-1].End] != "pumping station" {
		t.Errorf("found %v in %q", hit.Found, hit.Snippet)
	}
	get[ClaimFull](d, "/api/v1/claims/"+hit.Ref)
	if out := get[page[OutletLine]](d, "/api/v1/outlets"); out.Items == nil {
		t.Error("no list of outlets")
	}
}

// TestExports: every format is served, in its media type and with a name.
func TestExports(t *testing.T) {
	d := odesa(t, nil)
	for format, media := range map[string]string{"json": "application/json", "html": "text/html", "csv": "text/csv", "ged": "text/csv", "plover": "text/csv", "jsonl": "application/jsonl",
		"stix": "application/stix+json", "geojson": "application/geo+json", "claimreview": "application/ld+json", "md": "text/markdown", "text": "text/plain"} {
		r := d.ask("GET", "/api/v1/stories/1/export/"+format, nil)
		body, _ := io.ReadAll(r.Body)
		if r.StatusCode != 200 || !strings.HasPrefix(r.Header.Get("Content-Type"), media) || len(body) < 500 || !strings.Contains(r.Header.Get("Content-Disposition"), "story-1-"+format+".") {
			t.Errorf("%s: %d %v, %d bytes", format, r.StatusCode, r.Header, len(body))
		}
		if format == "claimreview" && (!bytes.Contains(body, []byte(`"name": "Ana"`)) || !bytes.Contains(body, []byte("https://desk.example/claims/"))) {
			t.Errorf("no author or page: %.400s", body)
		}
	}
	if r := d.ask("GET", "/api/v1/stories/1/export/pdf", nil); r.StatusCode != 404 {
		t.Errorf("pdf: %d", r.StatusCode)
	}
}

// TestETag: what has not changed is not sent again, and what has is.
func TestETag(t *testing.T) {
	d := odesa(t, nil)
	for _, path := range []string{"/api/v1/stories", "/api/v1/stories/1", "/api/v1/stories/1/export/stix", "/api/v1/changes.atom", "/api/openapi.json"} {
		first := d.ask("GET", path, nil)
		tag := first.Header.Get("ETag")
		again := d.ask("GET", path, nil, "If-None-Match", `"other", `+tag)
		body, _ := io.ReadAll(again.Body)
		if tag == "" || again.StatusCode != http.StatusNotModified || len(body) != 0 {
			t.Errorf("%s: tag %q, then %d with %d bytes", path, tag, again.StatusCode, len(body))
		}
	}
	tag := d.ask("GET", "/api/v1/stories/1", nil).Header.Get("ETag")
	key := get[StoryFull](d, "/api/v1/stories/1").Keys["c1"]
	post[Done](d, "/api/v1/judgements", Judging{Kind: "annotate", Story: 1, Claims: []string{key}, Note: "see the photographs"}, 201)
	if r := d.ask("GET", "/api/v1/stories/1", nil, "If-None-Match", tag); r.StatusCode != 200 {
		t.Errorf("after a judgement: %d", r.StatusCode)
	}
}
