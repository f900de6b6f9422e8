package guard_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"stemma/store"
	"stemma/web/guard"
)

// keys are tokens in memory.
type keys struct {
	mutex  sync.Mutex
	tokens []store.Token
	lines  []string
	used   int
}

func (k *keys) TokenByHash(_ context.Context, hash []byte) (store.Token, error) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	for _, t := range k.tokens {
		if string(t.Hash) == string(hash) {
			return t, nil
		}
	}
	return store.Token{}, store.ErrNotFound
}

func (k *keys) UsedToken(context.Context, int64) error { k.used++; return nil }

func (k *keys) TokenHolds(_ context.Context, id int64) bool {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.tokens[id-1].Revoked.IsZero()
}

func (k *keys) Audit(_ context.Context, who, what, detail string) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.lines = append(k.lines, who+" | "+what+" | "+detail)
}

func (k *keys) token(t *testing.T, name, scope string) string {
	t.Helper()
	token, kept, err := guard.NewToken(name, scope, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	kept.ID = int64(len(k.tokens) + 1)
	k.tokens = append(k.tokens, kept)
	return token
}

// echo answers with who asks.
var echo = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	if _, err := io.ReadAll(r.Body); err != nil {
		http.Error(w, "too long", http.StatusRequestEntityTooLarge)
		return
	}
	fmt.Fprintf(w, "%s %v", guard.User(r), guard.CanWrite(r))
})

func serve(t *testing.T, o guard.Options) *httptest.Server {
	t.Helper()
	g, err := guard.New(o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(g.Handler(echo))
	t.Cleanup(server.Close)
	return server
}

// ask makes a request with headers given as "Name: value".
func ask(t *testing.T, client *http.Client, method, address, body string, headers ...string) (int, string, http.Header) {
	t.Helper()
	r, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Set(name, value)
	}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, _ := io.ReadAll(response.Body)
	return response.StatusCode, strings.TrimSpace(string(data)), response.Header
}

// stay follows no redirect.
var stay = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// TestLocal: on loopback the local user may do everything, and no page of
// another site anything.
func TestLocal(t *testing.T) {
	server := serve(t, guard.Options{Open: true, User: "ana"})
	for _, test := range []struct {
		name, method string
		headers      []string
		status       int
	}{
		{"reads", "GET", nil, 200},
		{"writes", "POST", nil, 200},
		{"writes from its own page", "POST", []string{"Sec-Fetch-Site: same-origin"}, 200},
		{"another site writes", "POST", []string{"Sec-Fetch-Site: cross-site"}, 403},
		{"a sibling host writes", "POST", []string{"Sec-Fetch-Site: same-site"}, 403},
		{"an old browser, another origin", "POST", []string{"Origin: https://evil.example"}, 403},
		{"an old browser, no origin to tell", "POST", []string{"Origin: null"}, 403},
		{"a name that was rebound", "GET", []string{"Host: evil.example"}, 421},
		{"a name that was rebound, with a port", "POST", []string{"Host: evil.example:80"}, 421},
		{"a name that ends like one", "GET", []string{"Host: 127.0.0.1.evil.example"}, 421},
		{"a made-up method", "TRACE", nil, 405},
	} {
		if status, text, _ := ask(t, stay, test.method, server.URL+"/x", "", test.headers...); status != test.status {
			t.Errorf("%s: %d %s, want %d", test.name, status, text, test.status)
		}
	}
	_, text, headers := ask(t, stay, "GET", server.URL, "")
	if text != "ana true" {
		t.Error(text)
	}
	for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(headers.Get("Content-Security-Policy"), want) {
			t.Errorf("no %s in %q", want, headers.Get("Content-Security-Policy"))
		}
	}
	if strings.Contains(headers.Get("Content-Security-Policy"), "unsafe") || headers.Get("X-Content-Type-Options") != "nosniff" || headers.Get("Strict-Transport-Security") != "" {
		t.Errorf("%v", headers)
	}
}

// TestTokens: who shows none, a wrong, a revoked or a lesser one.
func TestTokens(t *testing.T) {
	k := &keys{}
	read, write, gone := k.token(t, "reader", guard.ScopeRead), k.token(t, "writer", guard.ScopeWrite), k.token(t, "gone", guard.ScopeAdmin)
	k.tokens[2].Revoked = time.Now()
	other, _, _ := guard.NewToken("stranger", guard.ScopeAdmin, time.Now())
	server := serve(t, guard.Options{Keys: k, Asking: []string{"/ask"}})
	for _, test := range []struct {
		name, method, header string
		status               int
		text                 string
	}{
		{"nobody", "GET", "X: y", 401, ""},
		{"reader reads", "GET", "Authorization: Bearer " + read, 200, "reader false"},
		{"reader writes", "POST", "Authorization: Bearer " + read, 403, ""},
		{"reader asks", "POST", "Authorization: Bearer " + read, 200, "reader false"},
		{"writer writes", "POST", "Authorization: Bearer " + write, 200, "writer true"},
		{"revoked", "GET", "Authorization: Bearer " + gone, 401, ""},
		{"unknown", "GET", "Authorization: Bearer " + other, 401, ""},
		{"a letter mistyped", "GET", "Authorization: Bearer " + read[:10] + "A" + read[11:], 401, ""},
		{"cut short", "GET", "Authorization: Bearer " + read[:20], 401, ""},
		{"another scheme", "GET", "Authorization: Basic YTpi", 401, ""},
	} {
		path := "/x"
		if strings.HasSuffix(test.name, "asks") {
			path = "/ask"
		}
		status, text, _ := ask(t, stay, test.method, server.URL+path, "", test.header)
		if status != test.status || test.text != "" && text != test.text {
			t.Errorf("%s: %d %s, want %d %s", test.name, status, text, test.status, test.text)
		}
	}
	if status, _, _ := ask(t, stay, "GET", server.URL+"/x?t="+read, ""); status != 400 {
		t.Error("a token in an address passes: ", status)
	}
	log := strings.Join(k.lines, "\n")
	for _, secret := range []string{read, write, gone, other, read[4:]} {
		if strings.Contains(log, secret) {
			t.Error("a token is in the audit log")
		}
	}
	if !strings.Contains(log, "writer | POST /x") {
		t.Error("a write is not in the audit log:", log)
	}
	for _, kept := range k.tokens {
		if strings.Contains(read+write+gone, string(kept.Hash)) {
			t.Error("the store has a secret")
		}
	}
}

// TestGuessing: after ten wrong tokens a client must wait; who shows a right one is heard.
func TestGuessing(t *testing.T) {
	k := &keys{}
	right := k.token(t, "ana", guard.ScopeAdmin)
	server := serve(t, guard.Options{Keys: k})
	for range 12 {
		wrong, _, _ := guard.NewToken("x", guard.ScopeAdmin, time.Now())
		ask(t, stay, "GET", server.URL, "", "Authorization: Bearer "+wrong)
	}
	if status, text, _ := ask(t, stay, "GET", server.URL, "", "Authorization: Bearer "+right+"x"); status != 401 || !strings.Contains(text, "wait") {
		t.Errorf("%d %s", status, text)
	}
	if status, text, _ := ask(t, stay, "GET", server.URL, "", "Authorization: Bearer "+right); status != 200 {
		t.Errorf("a right token is refused for others' guesses: %d %s", status, text)
	}
	status, _, _ := ask(t, stay, "POST", server.URL+"/sign-in", url.Values{"token": {right}}.Encode(), "Content-Type: application/x-www-form-urlencoded")
	if status != 429 {
		t.Error("the form lets guess on:", status)
	}
	if len(k.lines) != 10 {
		t.Errorf("%d lines in the audit log, of ten that were heard", len(k.lines))
	}
}

func TestTooMany(t *testing.T) {
	server := serve(t, guard.Options{Open: true, Rate: 0.001, Burst: 5})
	var last int
	for range 7 {
		last, _, _ = ask(t, stay, "GET", server.URL, "")
	}
	if last != 429 {
		t.Error(last)
	}
	// What a client says of itself changes nothing.
	if status, _, _ := ask(t, stay, "GET", server.URL, "", "X-Forwarded-For: 198.51.100.7"); status != 429 {
		t.Error("a made-up address passes:", status)
	}
}

// TestProxy: behind a proxy that was named clients are told apart, and one that
// makes up hops before its own gains nothing.
func TestProxy(t *testing.T) {
	server := serve(t, guard.Options{Open: true, Rate: 0.001, Burst: 2, Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	try := func(hops string) int {
		status, _, _ := ask(t, stay, "GET", server.URL, "", "X-Forwarded-For: "+hops)
		return status
	}
	for range 3 {
		try("198.51.100.7")
	}
	if try("198.51.100.8") != 200 || try("203.0.113.9, 198.51.100.7") != 429 {
		t.Error("clients behind the proxy are not told apart")
	}
}

func TestLongBody(t *testing.T) {
	server := serve(t, guard.Options{Open: true, Body: 100})
	if status, _, _ := ask(t, stay, "POST", server.URL, strings.Repeat("x", 101)); status != 413 {
		t.Error(status)
	}
}

// TestSession: the form exchanges a token for a session, which ends with it.
func TestSession(t *testing.T) {
	k := &keys{}
	token := k.token(t, "ana", guard.ScopeWrite)
	server := serve(t, guard.Options{Keys: k})
	jar, _ := cookiejar.New(nil)
	browser := &http.Client{Jar: jar, CheckRedirect: stay.CheckRedirect}
	status, _, headers := ask(t, browser, "GET", server.URL+"/stories/1?a=b", "", "Accept: text/html")
	if status != 303 || headers.Get("Location") != "/sign-in?next=%2Fstories%2F1%3Fa%3Db" {
		t.Fatal(status, headers)
	}
	fixed := &http.Cookie{Name: "stemma", Value: "known-to-the-attacker"}
	at, _ := url.Parse(server.URL)
	jar.SetCookies(at, []*http.Cookie{fixed})
	form := func(token, next string) (int, http.Header) {
		status, _, headers := ask(t, browser, "POST", server.URL+"/sign-in", url.Values{"token": {token}, "next": {next}}.Encode(), "Content-Type: application/x-www-form-urlencoded")
		return status, headers
	}
	if status, _ := form("stm_nonsense", "/"); status != 401 {
		t.Error("nonsense signs in:", status)
	}
	status, headers = form(token, "/stories/1?a=b")
	cookie := headers.Get("Set-Cookie")
	if status != 303 || headers.Get("Location") != "/stories/1?a=b" || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") || strings.Contains(cookie, fixed.Value) {
		t.Error(status, headers)
	}
	if status, text, _ := ask(t, browser, "GET", server.URL, ""); status != 200 || text != "ana true" {
		t.Error(status, text)
	}
	if status, _, _ := ask(t, browser, "POST", server.URL, "", "Sec-Fetch-Site: cross-site"); status != 403 {
		t.Error("another site uses the session:", status)
	}
	k.tokens[0].Revoked = time.Now()
	if status, _, _ := ask(t, browser, "GET", server.URL, ""); status != 401 {
		t.Error("the session outlives its token:", status)
	}
	k.tokens[0].Revoked = time.Time{}
	form(token, "/")
	ask(t, browser, "POST", server.URL+"/sign-out", "")
	if status, _, _ := ask(t, browser, "GET", server.URL, ""); status != 401 {
		t.Error("signed out, and still in:", status)
	}
}

// TestOpenRedirect: a sign-in sends nobody to another site.
func TestOpenRedirect(t *testing.T) {
	k := &keys{}
	token := k.token(t, "ana", guard.ScopeRead)
	server := serve(t, guard.Options{Keys: k})
	for _, next := range []string{"https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/x\r\nSet-Cookie: a=b", "///evil.example", "/\t/evil.example"} {
		_, _, headers := ask(t, stay, "POST", server.URL+"/sign-in", url.Values{"token": {token}, "next": {next}}.Encode(), "Content-Type: application/x-www-form-urlencoded")
		if headers.Get("Location") != "/" {
			t.Errorf("%q leads to %q", next, headers.Get("Location"))
		}
	}
	_, page, _ := ask(t, stay, "GET", server.URL+"/sign-in?next="+url.QueryEscape(`/"><script>alert(1)</script>`), "")
	if strings.Contains(page, "<script>") {
		t.Error("the sign-in page lets markup in")
	}
}

func TestNewTokenNeedsNameAndScope(t *testing.T) {
	for _, bad := range [][2]string{{"", guard.ScopeRead}, {"ana", "emperor"}, {"ana", ""}} {
		if _, _, err := guard.NewToken(bad[0], bad[1], time.Now()); err == nil {
			t.Errorf("%q passes", bad)
		}
	}
}
