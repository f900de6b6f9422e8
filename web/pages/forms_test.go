package pages

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"stemma/store"
)

// TestJudgements: each kind of form is kept, told, shown beside the record,
// found in the history, and undone.
func TestJudgements(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	v := firstStory(t, w)
	claim := p.claimURL(v.KeyOf["c1"])
	for _, test := range []struct {
		form url.Values
		says string
	}{
		{url.Values{"kind": {"confirm"}, "note": {"seen in the pictures"}}, "Confirmed by Ada"},
		{url.Values{"kind": {"reject"}}, "Rejected by Ada"},
		{url.Values{"kind": {"annotate"}, "note": {"ask the desk"}}, "Annotated by Ada"},
		{url.Values{"kind": {"correct"}, "field": {"place"}, "value": {"Odesa, the grain berth"}}, "Place corrected to “Odesa, the grain berth” by Ada"},
	} {
		to := judge(t, p, claim, test.form)
		page := body(t, get(t, p, to))
		if strings.Count(page, test.says) < 2 || !strings.Contains(page, `role="status"`) || !strings.Contains(page, test.form.Get("note")) {
			t.Errorf("%v: the page does not tell %q", test.form, test.says)
		}
	}
	story := body(t, get(t, p, p.storyURL(v.Story.ID, "")))
	if !strings.Contains(story, "Confirmed by Ada") {
		t.Error("the story's page does not show the judgement")
	}
	r := submit(t, p, "/judgements/1/undo", nil)
	page := body(t, get(t, p, r.Header.Get("Location")))
	if r.StatusCode != http.StatusSeeOther || !strings.Contains(page, "Undone: confirmed by Ada.") || !strings.Contains(page, "Undone by Ada") {
		t.Errorf("undo: %d\n%s", r.StatusCode, page)
	}
	if page := body(t, get(t, p, claim)); strings.Contains(page, "✎</span> Confirmed by Ada") {
		t.Error("what was undone still stands beside the claim")
	}
	if r := submit(t, p, "/judgements/1/undo", nil); r.StatusCode != http.StatusBadRequest || !strings.Contains(body(t, r), "undone already") {
		t.Errorf("undone twice: %d", r.StatusCode)
	}
}

// TestMergeAndSplit: they take effect with the next run, and a new run of the
// same reports leaves them.
func TestMergeAndSplit(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	v := firstStory(t, w)
	before := len(v.Record.Claims)
	claim := p.claimURL(v.KeyOf["c4"])
	to := judge(t, p, claim, url.Values{"kind": {"merge"}, "other": {"c7 Russia confirms"}})
	if page := body(t, get(t, p, to)); !strings.Contains(page, "It takes effect when the story is made anew") || !strings.Contains(page, "it is being made anew") {
		t.Error("the page does not tell that the merge waits")
	}
	work(t, w)
	if now := firstStory(t, w); len(now.Record.Claims) != before-1 {
		t.Errorf("%d claims, %d before the merge", len(now.Record.Claims), before)
	}
	if r := get(t, p, to); r.StatusCode != http.StatusOK {
		t.Errorf("the claim's address: %d", r.StatusCode)
	}
	mention := regexp.MustCompile(`name="mention" value="([^"]+)"`).FindStringSubmatch(body(t, get(t, p, claim)))
	if mention == nil {
		t.Fatal("no mention can be ticked")
	}
	judge(t, p, claim, url.Values{"kind": {"split"}, "mention": {mention[1]}})
	work(t, w)
	if now := firstStory(t, w); len(now.Record.Claims) != before {
		t.Errorf("%d claims, %d before, after the split", len(now.Record.Claims), before)
	}
}

func TestMove(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	v := firstStory(t, w)
	story := p.storyURL(v.Story.ID, "")
	r := submit(t, p, story+"/judgements", url.Values{"report": {itoa(v.ReportOf["E"])}, "value": {"new"}, "note": {"of the deal, not of the strike"}})
	if r.StatusCode != http.StatusSeeOther {
		t.Fatal(r.StatusCode, body(t, r))
	}
	work(t, w)
	page := body(t, get(t, p, r.Header.Get("Location")))
	if !strings.Contains(page, "Kept: 1 report moved to story 2 by Ada.") {
		t.Errorf("the page does not tell:\n%s", page)
	}
	if now, err := w.Story(context.Background(), v.Story.ID); err != nil || len(now.Record.Articles) != 4 {
		t.Errorf("the report is still there: %v", err)
	}
}

// TestFormsThatCannotBeKept: each is refused with what to do, and nothing is kept.
func TestFormsThatCannotBeKept(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	v := firstStory(t, w)
	claim, story := p.claimURL(v.KeyOf["c1"]), p.storyURL(v.Story.ID, "judgements")
	for _, test := range []struct {
		address string
		form    url.Values
		status  int
		says    string
	}{
		{claim + "/judgements", url.Values{}, 400, "No judgement"},
		{claim + "/judgements", url.Values{"kind": {"praise"}}, 400, "praise"},
		{claim + "/judgements", url.Values{"kind": {"move"}}, 400, "Move reports"},
		{claim + "/judgements", url.Values{"kind": {"annotate"}}, 400, "without words"},
		{claim + "/judgements", url.Values{"kind": {"correct"}, "field": {"key"}, "value": {"x"}}, 400, "No field"},
		{claim + "/judgements", url.Values{"kind": {"correct"}, "field": {"place"}}, 400, "empty"},
		{claim + "/judgements", url.Values{"kind": {"merge"}, "other": {"c999"}}, 400, "no other claim"},
		{claim + "/judgements", url.Values{"kind": {"merge"}, "other": {"c1"}}, 400, "no other claim"},
		{claim + "/judgements", url.Values{"kind": {"split"}}, 400, "Tick some"},
		{claim + "/judgements", url.Values{"kind": {"split"}, "mention": {"foreign"}}, 400, "Tick some"},
		{claim + "/judgements", url.Values{"kind": {"confirm"}, "note": {strings.Repeat("x", 5000)}}, 400, "too long"},
		{claim + "/judgements", url.Values{"kind": {"confirm"}, "note": {strings.Repeat("x", 400_000)}}, 413, "too long"},
		{"/claims/nokey/judgements", url.Values{"kind": {"confirm"}}, 404, "nokey"},
		{story, url.Values{"value": {"new"}}, 400, "one report or more"},
		{story, url.Values{"report": {"1"}}, 400, "missing"},
		{story, url.Values{"report": {"one"}, "value": {"new"}}, 400, "is no report"},
		{story, url.Values{"report": {"1"}, "value": {"77"}}, 404, "no story"},
		{story, url.Values{"report": {"1"}, "value": {"<b>"}}, 400, "&lt;b&gt;"},
		{"/judgements/7/undo", nil, 404, "no judgement 7"},
		{"/judgements/x/undo", nil, 404, "no judgement"},
	} {
		r := submit(t, p, test.address, test.form)
		if text := body(t, r); r.StatusCode != test.status || !strings.Contains(text, test.says) {
			t.Errorf("%s %v: %d without %q\n%s", test.address, test.form.Get("kind"), r.StatusCode, test.says, main(text))
		}
	}
	err := w.Store().View(context.Background(), func(tx *store.Tx) error {
		kept, err := tx.Judgements(0, true)
		if len(kept) > 0 {
			t.Errorf("kept: %v", kept)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// main is the middle of a page.
func main(page string) string {
	_, page, _ = strings.Cut(page, "<main")
	page, _, _ = strings.Cut(page, "</main>")
	return page
}

// TestWhoMayNotWrite sees no form that writes, and is refused.
func TestWhoMayNotWrite(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, Options{})
	v := firstStory(t, w)
	for _, address := range addresses(p, v) {
		if page := body(t, get(t, p, address)); strings.Contains(page, "<button>Undo") || strings.Contains(page, `name="kind" value="confirm"`) || strings.Contains(page, "Move the reports") {
			t.Errorf("%s has a form that writes", address)
		}
	}
	for _, address := range []string{p.claimURL(v.KeyOf["c1"]) + "/judgements", p.storyURL(v.Story.ID, "judgements"), "/judgements/1/undo"} {
		if r := submit(t, p, address, url.Values{"kind": {"confirm"}}); r.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
	}
}

// TestNobodySignedIn: whoever may write without signing in gives a name.
func TestNobodySignedIn(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, Options{CanWrite: func(*http.Request) bool { return true }})
	claim := p.claimURL(firstStory(t, w).KeyOf["c1"])
	if page := body(t, get(t, p, claim)); strings.Count(page, `name="author"`) != 4 {
		t.Errorf("%d forms ask for a name", strings.Count(page, `name="author"`))
	}
	if r := submit(t, p, claim+"/judgements", url.Values{"kind": {"confirm"}}); r.StatusCode != http.StatusBadRequest || !strings.Contains(body(t, r), "Your name is missing") {
		t.Errorf("without a name: %d", r.StatusCode)
	}
	judge(t, p, claim, url.Values{"kind": {"confirm"}, "author": {"Ben"}})
	if page := body(t, get(t, p, claim)); !strings.Contains(page, "Confirmed by Ben") {
		t.Error("the name is not kept")
	}
}

// hostile are texts that would do harm if a page did not escape them.
var hostile = []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'); alert(1)//`, `javascript:alert(1)`, `{{.Page}}`, `</title><svg onload=alert(1)>`, "\x02\x03\x00￿", `../../etc/passwd`, `=HYPERLINK("http://x")`}

// TestHostileText: whatever reports, readers and addresses bring, no page has an
// element, attribute or address of theirs.
func TestHostileText(t *testing.T) {
	w := emptyWorkspace(t)
	for i, bad := range hostile {
		bad = strings.ReplaceAll(bad, "\x00", "")
		add(t, w, line(t, map[string]string{
			"text":  "Police in Ashford said on Monday that " + bad + " killed ten people at the mill.\n\n“We saw " + bad + " at the mill,” said Tom " + bad + " Fell of the union.",
			"title": "Fire " + bad + " at the mill", "outlet": "The " + bad + " Post", "url": "https://example.org/" + url.PathEscape(bad), "published": fmt.Sprintf("2025-03-0%d", 1+i)}))
	}
	p := New(w, writer)
	v := firstStory(t, w)
	claim := p.claimURL(v.KeyOf["c1"])
	for _, bad := range hostile {
		judge(t, p, claim, url.Values{"kind": {"annotate"}, "note": {bad + " note"}})
		judge(t, p, claim, url.Values{"kind": {"correct"}, "field": {"place"}, "value": {bad + " place"}})
	}
	pages := addresses(p, v)
	for _, a := range v.Record.Articles {
		pages = append(pages, p.outletURL(a.Outlet), p.reportURL(v.ReportOf[a.ID]), p.storyURL(v.Story.ID, "edition")+"?base="+a.ID)
	}
	for _, bad := range hostile {
		q := url.QueryEscape(bad)
		pages = append(pages, "/search?q="+q, "/search?q=mill&kind="+q, "/claims?actor="+q, "/?outlet="+q, "/claims?since="+q, "/changes?kind="+q, p.storyURL(v.Story.ID, "")+"?show="+q,
			p.storyURL(v.Story.ID, "edition")+"?base="+q+"&with="+q, claim+"?done="+q, "/outlets/"+segment(bad), "/claims/"+segment(bad), "/reports/1?at="+q)
	}
	for _, address := range pages {
		r := get(t, p, address)
		page := body(t, r)
		if r.StatusCode >= 500 {
			t.Errorf("%s: %d", address, r.StatusCode)
		}
		for _, harm := range []string{"<script", "<img", "onerror=alert(1)>", "<svg onload", `href="javascript:`, "style=", "\x02", "\x03"} {
			if strings.Contains(page, harm) {
				t.Errorf("%s has %q", address, harm)
			}
		}
		if problem := unbalanced(page); problem != "" {
			t.Errorf("%s: %s", address, problem)
		}
	}
	for _, address := range []string{p.storyURL(v.Story.ID, "") + ".csv", "/judgements.csv", "/outlets.csv"} {
		if table := body(t, get(t, p, address)); strings.Contains(table, "\n=") || strings.Contains(table, ",=") || strings.Contains(table, ",\"=") {
			t.Errorf("%s has a formula:\n%s", address, table)
		}
	}
}

// unbalanced says which element is not closed as it was opened.
func unbalanced(page string) string {
	void := map[string]bool{"meta": true, "link": true, "input": true, "br": true, "path": true, "rect": true, "circle": true}
	var open []string
	for _, tag := range regexp.MustCompile(`<(/?)([a-z0-9]+)[^>]*?(/?)>`).FindAllStringSubmatch(page, -1) {
		switch name := tag[2]; {
		case void[name]:
		case tag[1] == "":
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			return fmt.Sprintf("</%s> closes %v", name, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return fmt.Sprintf("%v stay open", open)
	}
	return ""
}

// TestHostilePaths: names that look like something else are found all the same.
func TestHostilePaths(t *testing.T) {
	w := emptyWorkspace(t)
	for i, name := range []string{"Post.json", "a/b", "..", ".", "A & B?", "Ünïcode", "50% off", "x.csv.html", "#1"} {
		add(t, w, line(t, map[string]string{"text": fmt.Sprintf("Police said on Monday that %d people died in a fire in Ashford.", i+2), "outlet": name, "title": "Fire", "published": "2025-03-01"}))
		p := New(w, writer)
		r := get(t, p, p.outletURL(name))
		if page := body(t, r); r.StatusCode != http.StatusOK || !strings.Contains(page, "reports") && !strings.Contains(page, "report") {
			t.Errorf("outlet %q at %s: %d", name, p.outletURL(name), r.StatusCode)
		}
	}
}

// FuzzAddress: no address ends in a failure of the server.
func FuzzAddress(f *testing.F) {
	w := workspaceOf(f, "../../examples/odesa-port")
	p := New(w, Options{})
	for _, address := range addresses(p, firstStory(f, w)) {
		f.Add(address)
	}
	f.Add("/stories/1/edition?base=A&with=B,C,,&all=1&as_of=")
	f.Add("/reports/1?at=5-1&against=1")
	f.Fuzz(func(t *testing.T, address string) {
		u, err := url.ParseRequestURI(address)
		if err != nil || u.Host != "" || strings.ContainsAny(address, " \r\n\x00") || u.Query().Get("as_of") != "" {
			t.Skip()
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL = u
		a := httptest.NewRecorder()
		p.ServeHTTP(a, r)
		if a.Code >= 500 {
			t.Errorf("%q: %d %s", address, a.Code, main(a.Body.String()))
		}
	})
}
