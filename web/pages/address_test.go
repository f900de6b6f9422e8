package pages

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"stemma/store"
	"stemma/workspace"
)

// addresses are one of each kind, of a story.
func addresses(p *Pages, v *workspace.StoryView) []string {
	story := p.storyURL(v.Story.ID, "")
	return []string{"/", "/stories", story, story + "/edition", story + "/stemma", story + "/timeline", story + "/map", story + "/quotations", story + "/judgements",
		p.claimURL(v.KeyOf["c1"]), p.reportURL(v.ReportOf["A"]), p.reportURL(v.ReportOf["A"]) + "/versions/1", "/claims", "/outlets", p.outletURL(v.Record.Articles[2].Outlet),
		"/search?q=port", "/changes", "/judgements", "/help/words"}
}

// TestEveryAddressHasItsData: each view is JSON, too, and lists are CSV.
func TestEveryAddressHasItsData(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	single := 0
	for _, address := range addresses(p, firstStory(t, w)) {
		path, query, _ := strings.Cut(address, "?")
		if path == "/" {
			path = "/stories"
		}
		for _, r := range []*http.Response{get(t, p, path+".json?"+query), get(t, p, address, "Accept", "application/json")} {
			var data any
			if text := body(t, r); r.StatusCode != http.StatusOK || json.Unmarshal([]byte(text), &data) != nil {
				t.Errorf("%s as JSON: %d %.200s", address, r.StatusCode, text)
			}
		}
		r := get(t, p, path+".csv?"+query)
		if r.StatusCode == http.StatusNotAcceptable {
			single++
			continue
		}
		table, err := csv.NewReader(r.Body).ReadAll()
		if err != nil || r.StatusCode != http.StatusOK || len(table) == 0 {
			t.Errorf("%s as CSV: %d, %d rows, %v", address, r.StatusCode, len(table), err)
		}
	}
	if single != 3 { // a claim, a report, a version
		t.Errorf("%d addresses are no lists", single)
	}
	if page := body(t, get(t, p, "/claims.html")); !strings.Contains(page, "<h1>Claims</h1>") {
		t.Error("no page at .html")
	}
}

// TestAPageIsSentOnce: a browser that has a page is told so, until the story or
// a judgement changes.
func TestAPageIsSentOnce(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	v := firstStory(t, w)
	for _, address := range addresses(p, v) {
		first := get(t, p, address)
		tag := first.Header.Get("ETag")
		again := get(t, p, address, "If-None-Match", `"other", `+tag)
		if tag == "" || again.StatusCode != http.StatusNotModified || body(t, again) != "" {
			t.Errorf("%s: tag %q, then %d", address, tag, again.StatusCode)
		}
		if body(t, first) != body(t, get(t, p, address)) {
			t.Errorf("%s is not the same twice", address)
		}
	}
	claim := p.claimURL(v.KeyOf["c1"])
	before := get(t, p, claim).Header.Get("ETag")
	judge(t, p, claim, url.Values{"kind": {"confirm"}})
	if r := get(t, p, claim, "If-None-Match", before); r.StatusCode != http.StatusOK || !strings.Contains(body(t, r), "Confirmed by Ada") {
		t.Error("a judgement does not show")
	}
	reader := New(w, Options{Version: "test"})
	if get(t, reader, claim).Header.Get("ETag") == get(t, p, claim).Header.Get("ETag") {
		t.Error("who may not write has the page of who may")
	}
}

func judge(t testing.TB, p http.Handler, claim string, form url.Values) string {
	t.Helper()
	r := submit(t, p, claim+"/judgements", form)
	if r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%v: %d\n%s", form, r.StatusCode, body(t, r))
	}
	return r.Header.Get("Location")
}

// TestUnknownAddresses: each is answered in the format that was asked for, with
// what can be done.
func TestUnknownAddresses(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	story := p.storyURL(firstStory(t, w).Story.ID, "")
	for address, status := range map[string]int{
		"/nowhere": 404, "/stories/999": 404, "/stories/x": 404, "/stories/-1/edition": 404, "/stories/9999999999999999999999": 404, story + "/nothing": 404,
		story + "/edition?base=ZZ": 404, story + "?as_of=yesterday": 400, story + "?as_of=2022": 400, story + "?after=x": 400,
		"/claims/nokey": 404, "/claims?since=tomorrow": 400, "/claims?min_origins=many": 400, "/reports/999": 404, "/reports/1/versions/9": 404, "/reports/1?against=x": 400,
		"/reports/1?against=7": 404, "/outlets/Nobody": 404, "/assets/other.css": 404, "/help/other": 404, "/claims/nokey.json": 404, "/stories/999.csv": 404,
	} {
		r := get(t, p, address)
		text := body(t, r)
		if r.StatusCode != status {
			t.Errorf("%s: %d, not %d", address, r.StatusCode, status)
		}
		if !strings.HasPrefix(address, "/assets/") && r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: a browser may keep it", address)
		}
		var data struct{ Error, Do string }
		if strings.HasSuffix(address, ".json") && (json.Unmarshal([]byte(text), &data) != nil || data.Error == "" || data.Do == "") {
			t.Errorf("%s: %s", address, text)
		}
	}
	if r := send(t, p, httptest.NewRequest(http.MethodDelete, story, nil)); r.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("DELETE: %d", r.StatusCode)
	}
}

func TestAMergedStoryLeadsOn(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port", "../../examples/suez-canal")
	p := New(w, writer)
	err := w.Store().Update(context.Background(), func(tx *store.Tx) error { return tx.MergeStory(1, 2) })
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"/stories/1": "/stories/2", "/stories/1/edition": "/stories/2/edition", "/stories/1.json": "/stories/2.json", "/stories/1/judgements": "/stories/2/judgements"} {
		if r := get(t, p, from); r.StatusCode != http.StatusMovedPermanently || r.Header.Get("Location") != to {
			t.Errorf("%s: %d to %s", from, r.StatusCode, r.Header.Get("Location"))
		}
	}
}

// TestAsOf: the story stands as it stood, and its links stay on that day.
func TestAsOf(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	story := p.storyURL(firstStory(t, w).Story.ID, "")
	page := body(t, get(t, p, story+"?as_of=2022-07-23"))
	if strings.Contains(page, "Russia confirms strike") || !strings.Contains(page, "Missiles hit Odesa port") {
		t.Error("it is not as it stood on the day")
	}
	for _, want := range []string{"As it stood at the end of 2022-07-23", story + "/edition?as_of=2022-07-23"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, "Move the reports") {
		t.Error("the past can be judged")
	}
}

func TestPrefix(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	o := writer
	o.Prefix = "/stemma/"
	p := New(w, o)
	v := firstStory(t, w)
	page := body(t, get(t, p, p.storyURL(v.Story.ID, "")))
	for _, link := range links(page) {
		if !strings.HasPrefix(link, "/stemma/") {
			t.Errorf("%s leads out", link)
		}
		if r := get(t, p, link); r.StatusCode >= 400 {
			t.Errorf("%s: %d", link, r.StatusCode)
		}
	}
	if r := get(t, p, "/stories"); r.StatusCode != http.StatusNotFound {
		t.Errorf("without the prefix: %d", r.StatusCode)
	}
	if to := judge(t, p, p.claimURL(v.KeyOf["c1"]), url.Values{"kind": {"confirm"}}); !strings.HasPrefix(to, "/stemma/claims/") {
		t.Errorf("a form leads to %s", to)
	}
}

// TestListsTurnPages: every story is on one page of the list.
func TestListsTurnPages(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port", "../../examples/suez-canal", "../../examples/beirut-blast")
	p := New(w, writer)
	for _, list := range []string{"/stories.json?limit=1", "/claims.json?limit=10", "/changes.json?limit=1", "/search.json?q=port&limit=3"} {
		seen, pages := map[string]bool{}, 0
		for address := list; address != ""; pages++ {
			var page struct {
				Items []map[string]any
				Next  string
			}
			if err := json.Unmarshal([]byte(body(t, get(t, p, address))), &page); err != nil {
				t.Fatal(err)
			}
			for _, i := range page.Items {
				item := fmt.Sprint(i["url"], i["what"], i["kind"])
				if seen[item] {
					t.Errorf("%s: %s twice", list, item)
				}
				seen[item] = true
			}
			if address = strings.Replace(page.Next, "?", ".json?", 1); pages > 200 {
				t.Fatal(list, "has no end")
			}
		}
		if pages < 3 || len(seen) < 3 {
			t.Errorf("%s: %d on %d pages", list, len(seen), pages)
		}
	}
}

// TestAssetsAreKept: a browser keeps what is named by its content.
func TestAssetsAreKept(t *testing.T) {
	p := New(emptyWorkspace(t), Options{})
	for _, name := range []string{styleName, iconName} {
		r := get(t, p, "/assets/"+name)
		if r.StatusCode != http.StatusOK || !strings.Contains(r.Header.Get("Cache-Control"), "immutable") || r.Header.Get("Content-Type") == "" {
			t.Errorf("%s: %d %v", name, r.StatusCode, r.Header)
		}
	}
	for _, address := range []string{"/", "/claims", "/outlets", "/changes", "/judgements", "/search"} {
		if r := get(t, p, address); r.StatusCode != http.StatusOK {
			t.Errorf("%s of an empty workspace: %d", address, r.StatusCode)
		}
	}
}

// TestWordsPointedAt are marked, once named, over blocks and out of bounds.
func TestWordsPointedAt(t *testing.T) {
	w := emptyWorkspace(t)
	add(t, w, text(t, "a.txt", "Fire at the mill\n\nTen people died.\n\nTwo were hurt."))
	p := New(w, writer)
	for at, want := range map[string]string{
		"18-28": `<mark id="at">Ten people</mark> died.`,
		"22-39": `Ten <mark id="at">people died.</mark>`,
		"36-99": `<mark id="at">Two were hurt.</mark>`,
		"0-999": `<mark id="at">Fire at the mill</mark>`,
		"9-2":   "Ten people died.",
	} {
		page := body(t, get(t, p, "/reports/1?at="+at))
		if !strings.Contains(page, want) || strings.Count(page, `id="at"`) > 1 {
			t.Errorf("%s: no %s in\n%s", at, want, main(page))
		}
	}
}

// TestVersions: a report that changed shows what changed.
func TestVersions(t *testing.T) {
	w := emptyWorkspace(t)
	add(t, w, text(t, "https://example.org/fire", "date 2025-03-01\n\nFire at the mill\n\nTen people died in a fire at the mill in Ashford on Saturday, police said."))
	add(t, w, text(t, "https://example.org/fire", "date 2025-03-01\n\nFire at the mill\n\nTwelve people died in a fire at the mill in Ashford on Saturday, police said."))
	p := New(w, writer)
	page := body(t, get(t, p, "/reports/1/versions/2"))
	if !strings.Contains(page, "<del>Ten</del> <ins>Twelve</ins>") {
		t.Errorf("no difference:\n%s", page)
	}
	for _, address := range []string{"/reports/1", "/reports/1/versions/1", "/reports/1/versions/1?against=2"} {
		if r := get(t, p, address); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
	}
}
