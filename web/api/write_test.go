package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"stemma/store"
)

const strike = `<html><head><title>Strike hits port</title><meta property="article:published_time" content="2024-03-02T10:00:00Z"></head>
<body><article><h1>Strike hits port</h1><p>Two missiles struck the port of Odesa on Saturday, the mayor said. Nobody was hurt, he said.</p></article></body></html>`

// TestAdd: a page, a text and JSON lines become reports; the same again is known;
// other words under the same address are a version.
func TestAdd(t *testing.T) {
	d := open(t, t.TempDir(), nil)
	send := func(kind, query, body string) (got Received) {
		want(d, d.ask("POST", "/api/v1/reports?wait=true"+query, []byte(body), "Content-Type", kind), 202, &got)
		return got
	}
	page := send("text/html", "&url=https://post.example/strike", strike)
	if len(page.Added) != 1 || page.Added[0].Became != "new" || page.Added[0].Title != "Strike hits port" || !page.Worked {
		t.Fatalf("%+v", page)
	}
	if again := send("text/html", "&url=https://www.post.example/strike?utm_source=x", strike); again.Added[0].Became != "known" {
		t.Errorf("again: %+v", again)
	}
	if other := send("text/html", "&url=https://post.example/strike", strings.Replace(strike, "Two", "Three", 1)); other.Added[0].Became != "version" || other.Added[0].Version != 2 {
		t.Errorf("other words: %+v", other)
	}
	lines := send("application/jsonl", "", `{"text": "A tram left the rails in Graz on Monday, the police said. Three people were hurt.", "published": "2024-04-02", "outlet": "Grazer Bote", "url": "https://bote.example/1"}
{"text": "A tram left the rails in Graz on Monday. Three people were hurt, police said.", "published": "2024-04-02", "outlet": "Kurier"}
`)
	if len(lines.Added) != 2 {
		t.Errorf("lines: %+v", lines)
	}
	full := get[ReportFull](d, "/api/v1/reports/"+itoa(page.Added[0].Report))
	if len(full.Versions) != 2 || full.Version.Number != 2 || !strings.Contains(full.Articles[0].Text, "Three missiles") || full.Version.State != store.StateSorted {
		t.Errorf("%+v", full)
	}
	old := get[ReportFull](d, "/api/v1/reports/"+itoa(page.Added[0].Report)+"?version=1")
	if old.Version.Number != 1 || !strings.Contains(old.Articles[0].Text, "Two missiles") {
		t.Errorf("%+v", old.Version)
	}
	if stories := get[pageOf](d, "/api/v1/stories"); len(stories.Items) < 2 {
		t.Errorf("%d stories", len(stories.Items))
	}
}

type pageOf = page[StoryLine]

// TestWorkFollows: what was added without waiting is analysed, by the API where
// nobody else is told.
func TestWorkFollows(t *testing.T) {
	d := open(t, t.TempDir(), func(o *Options) { o.Wake = nil })
	var got Received
	want(d, d.ask("POST", "/api/v1/reports", []byte(strike), "Content-Type", "text/html"), 202, &got)
	for range 200 {
		if list := get[pageOf](d, "/api/v1/stories"); len(list.Items) == 1 && list.Items[0].Claims > 0 {
			if err := d.s.workNow(context.Background()); err != nil { // the store closes after it
				t.Error(err)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("it was never analysed")
}

func TestJudge(t *testing.T) {
	d := odesa(t, nil)
	keys := get[StoryFull](d, "/api/v1/stories/1").Keys
	done := post[Done](d, "/api/v1/judgements", Judging{Kind: "correct", Story: 1, Claims: []string{keys["c1"]}, Field: "place", Value: "Odesa port", Author: "Mallory"}, 201)
	full := get[ClaimFull](d, "/api/v1/claims/"+keys["c1"])
	if len(full.Judgements) != 1 || full.Judgements[0].Author != "Ana" || full.Judgements[0].Value != "Odesa port" {
		t.Errorf("%+v", full.Judgements)
	}
	post[Done](d, fmt.Sprintf("/api/v1/judgements/%d/undo", done.ID), struct{}{}, 200)
	all := get[page[JudgementLine]](d, "/api/v1/judgements?story=1")
	if len(all.Items) != 1 || all.Items[0].Undone == nil || all.Items[0].UndoneBy != "Ana" {
		t.Errorf("%+v", all.Items)
	}
	problem := post[problemBody](d, fmt.Sprintf("/api/v1/judgements/%d/undo", done.ID), struct{}{}, 422)
	if !strings.Contains(problem.Detail, "undone already, by Ana") {
		t.Errorf("undone twice: %+v", problem)
	}
	for want, j := range map[string]Judging{
		"merging takes two":    {Kind: "merge", Story: 1, Claims: []string{keys["c1"]}},
		"no field \"colour\"":  {Kind: "correct", Story: 1, Claims: []string{keys["c1"]}, Field: "colour"},
		"the judgement names":  {Kind: "confirm", Story: 1},
		"a note without words": {Kind: "annotate", Story: 1, Claims: []string{keys["c1"]}, Note: "  "},
		"has no claim":         {Kind: "confirm", Story: 1, Claims: []string{keys["c1"], "<script>alert(1)</script>"}},
		"is no story":          {Kind: "move", Story: 1, Reports: []int64{1}, Value: "elsewhere"},
	} {
		if problem := post[problemBody](d, "/api/v1/judgements", j, 422); !strings.Contains(problem.Detail, want) {
			t.Errorf("%+v: %+v", j, problem)
		}
	}
}

type problemBody struct {
	Title, Detail string
	Status        int
}

// TestMerge: merged claims are one, and what happened is in the ledger.
func TestMerge(t *testing.T) {
	d := odesa(t, nil)
	before := get[StoryFull](d, "/api/v1/stories/1")
	post[Done](d, "/api/v1/judgements", Judging{Kind: "merge", Story: 1, Claims: []string{before.Keys["c4"], before.Keys["c5"]}}, 201)
	if !get[StoryFull](d, "/api/v1/stories/1").Stale {
		t.Error("the record does not say that it is stale")
	}
	if _, err := d.w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
	after := get[StoryFull](d, "/api/v1/stories/1")
	a, b := get[ClaimFull](d, "/api/v1/claims/"+before.Keys["c4"]), get[ClaimFull](d, "/api/v1/claims/"+before.Keys["c5"])
	if len(after.Record.Claims) != len(before.Record.Claims)-1 || a.Claim.Key != b.Claim.Key {
		t.Errorf("%d claims after %d; %s and %s", len(after.Record.Claims), len(before.Record.Claims), a.Claim.Key, b.Claim.Key)
	}
}

func TestFeeds(t *testing.T) {
	d := open(t, t.TempDir(), nil)
	feed := map[string]string{"address": "https://tribune.example/rss", "title": "Tribune"}
	added := post[FeedLine](d, "/api/v1/feeds", feed, 201)
	if added.Due == nil || added.Title != "Tribune" {
		t.Errorf("%+v", added)
	}
	feed["title"] = "Other"
	if again := post[FeedLine](d, "/api/v1/feeds", feed, 201); again.Title != "Tribune" {
		t.Errorf("again: %+v", again)
	}
	if list := get[page[FeedLine]](d, "/api/v1/feeds"); len(list.Items) != 1 {
		t.Errorf("%+v", list)
	}
	for _, address := range []string{"file:///etc/passwd", "https://user:secret@tribune.example/rss", "tribune.example", "https://", "", "javascript:alert(1)"} {
		post[problemBody](d, "/api/v1/feeds", map[string]string{"address": address}, 422)
	}
	if r := d.ask("DELETE", "/api/v1/feeds?address=https://tribune.example/rss", nil); r.StatusCode != 204 {
		t.Errorf("dropped: %d", r.StatusCode)
	}
	if r := d.ask("DELETE", "/api/v1/feeds?address=https://tribune.example/rss", nil); r.StatusCode != 404 {
		t.Errorf("dropped twice: %d", r.StatusCode)
	}
}

// TestReadersDoNotWrite: every operation that writes turns away who may not.
func TestReadersDoNotWrite(t *testing.T) {
	for name, change := range map[string]func(*Options){"nobody may": func(o *Options) { o.CanWrite = nil }, "this one may not": func(o *Options) { o.CanWrite = func(*http.Request) bool { return false } }} {
		d := odesa(t, change)
		for _, call := range [][3]string{{"POST", "/api/v1/reports", "text"}, {"POST", "/api/v1/judgements", `{"kind":"confirm","story":1}`}, {"POST", "/api/v1/judgements/1/undo", `{}`},
			{"POST", "/api/v1/feeds", `{"address":"https://a.example"}`}, {"DELETE", "/api/v1/feeds?address=https://a.example", ""}} {
			r := d.ask(call[0], call[1], []byte(call[2]), "Content-Type", "application/json")
			body, _ := io.ReadAll(r.Body)
			if r.StatusCode != 403 || r.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s: %s %s: %d %s", name, call[0], call[1], r.StatusCode, body)
			}
		}
		get[StoryFull](d, "/api/v1/stories/1")
	}
}

// TestHostile: whatever is asked is answered with a problem that says what to
// do, never with a crash or a word from inside.
func TestHostile(t *testing.T) {
	d := odesa(t, nil)
	long := strings.Repeat("a", 5000)
	for _, call := range []struct {
		method, path, body, kind string
		status                   int
	}{
		{"GET", "/api/v1/nothing", "", "", 404}, {"GET", "/api/", "", "", 404}, {"PUT", "/api/v1/stories", "", "", 405}, {"POST", "/api/v1/stories/1", "{}", "application/json", 405},
		{"GET", "/api/v1/stories/0", "", "", 422}, {"GET", "/api/v1/stories/one", "", "", 422}, {"GET", "/api/v1/stories/99", "", "", 404}, {"GET", "/api/v1/stories/9999999999999999999999", "", "", 422},
		{"GET", "/api/v1/stories/1?as_of=yesterday", "", "", 422}, {"GET", "/api/v1/stories/1?as_of=2022-02-31", "", "", 422}, {"GET", "/api/v1/stories?limit=0", "", "", 422}, {"GET", "/api/v1/stories?limit=100000", "", "", 422},
		{"GET", "/api/v1/stories?after=-1", "", "", 422}, {"GET", "/api/v1/stories?colour=red", "", "", 422}, {"GET", "/api/v1/claims?standing=true", "", "", 422}, {"GET", "/api/v1/claims?since=%00", "", "", 422},
		{"GET", "/api/v1/claims?actor=%00%ff%27%3b+DROP+TABLE+claims", "", "", 200}, {"GET", "/api/v1/claims?actor=" + long, "", "", 200}, {"GET", "/api/v1/claims/c1", "", "", 422}, {"GET", "/api/v1/claims/aaaaaaaaaaaaaaaa", "", "", 404},
		{"GET", "/api/v1/claims?" + strings.Repeat("actor=a&", 60), "", "", 422}, {"GET", "/api/v1/search?q=", "", "", 422}, {"GET", "/api/v1/search", "", "", 422}, {"GET", "/api/v1/search?q=" + long, "", "", 422},
		{"GET", "/api/v1/search?q=%22%28%2a%29+OR+NEAR%2f2+%00", "", "", 200}, {"GET", "/api/v1/reports/1?version=9", "", "", 404}, {"GET", "/api/v1/judgements", "", "", 422}, {"GET", "/api/v1/judgements?story=9", "", "", 404},
		{"POST", "/api/v1/reports", "", "text/plain", 400}, {"POST", "/api/v1/reports", "\x00\x01\x02\xff\xfe", "text/html", 422}, {"POST", "/api/v1/reports", "%PDF-1.7 ...", "application/pdf", 422},
		{"POST", "/api/v1/reports?url=ftp://x", "words", "text/plain", 422}, {"POST", "/api/v1/reports", strings.Repeat("x", mostBody+2), "text/plain", 413},
		{"POST", "/api/v1/judgements", "{", "application/json", 400}, {"POST", "/api/v1/judgements", `{"kind":"praise","story":1}`, "application/json", 422}, {"POST", "/api/v1/judgements", `{"kind":"confirm","story":1,"claims":7}`, "application/json", 422},
		{"POST", "/api/v1/judgements", strings.Repeat(`[`, 100000), "application/json", 400}, {"POST", "/api/v1/judgements", `{"kind":"confirm","story":99,"claims":["aaaaaaaaaaaaaaaa"]}`, "application/json", 404},
		{"POST", "/api/v1/judgements/1/undo", "{}", "application/json", 404}, {"POST", "/api/v1/judgements", strings.Repeat(" ", 2<<20), "application/json", 413},
	} {
		headers := []string{}
		if call.kind != "" {
			headers = []string{"Content-Type", call.kind}
		}
		r := d.ask(call.method, call.path, []byte(call.body), headers...)
		body, _ := io.ReadAll(r.Body)
		if r.StatusCode != call.status {
			t.Errorf("%s %.80s %.20q: %d, want %d: %.300s", call.method, call.path, call.body, r.StatusCode, call.status, body)
		}
		var p problemBody
		if r.StatusCode >= 400 && (json.Unmarshal(body, &p) != nil || p.Status != r.StatusCode || p.Detail == "" || r.Header.Get("Content-Type") != "application/problem+json") {
			t.Errorf("%s %.80s: no problem: %v %.300s", call.method, call.path, r.Header, body)
		}
		if strings.Contains(string(body), "SQL") || strings.Contains(string(body), "goroutine") {
			t.Errorf("%s %.80s: words from inside: %.300s", call.method, call.path, body)
		}
	}
	if allow := d.ask("PUT", "/api/v1/feeds", nil).Header.Get("Allow"); allow != "GET, POST, DELETE" {
		t.Errorf("Allow: %s", allow)
	}
}

// TestMoved: a story that was merged into another says where it is.
func TestMoved(t *testing.T) {
	d := odesa(t, nil)
	err := d.w.Store().Update(context.Background(), func(tx *store.Tx) error {
		to, err := tx.NewStory()
		if err != nil {
			return err
		}
		return tx.MergeStory(1, to)
	})
	if err != nil {
		t.Fatal(err)
	}
	if r := d.ask("GET", "/api/v1/stories/1", nil); r.StatusCode != 308 || r.Header.Get("Location") != "https://desk.example/api/v1/stories/2" {
		t.Errorf("%d %v", r.StatusCode, r.Header)
	}
}
