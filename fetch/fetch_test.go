package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// clock is a time that passes only when somebody sleeps.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
}

func newClock() *clock { return &clock{now: time.Date(2025, 12, 27, 10, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.slept = c.now.Add(d), append(c.slept, d)
	return ctx.Err()
}

func (c *clock) pass(d time.Duration) { _ = c.Sleep(context.Background(), d) }

// serve is a server on loopback, a client that may reach it, and its clock.
// The handler answers for robots.txt too when options ignore it; else there is
// none.
func serve(t *testing.T, options Options, handler http.HandlerFunc) (*Client, *clock, string) {
	t.Helper()
	ownRobots := options.IgnoreRobots
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" && !ownRobots {
			http.NotFound(w, r)
			return
		}
		handler(w, r)
	}))
	options.IgnoreRobots = false
	c, time := client(t, options)
	t.Cleanup(server.Close)
	return c, time, server.URL
}

func client(t *testing.T, options Options) (*Client, *clock) {
	t.Helper()
	time := newClock()
	options.AllowPrivate, options.Now, options.Sleep = true, time.Now, time.Sleep
	c := New(options)
	t.Cleanup(c.Close)
	return c, time
}

// expectError wants an *Error of that reason that says that.
func expectError(t *testing.T, err error, reason Reason, says string) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%v is no *Error", err)
	}
	t.Log(err)
	if e.Reason != reason || !strings.Contains(err.Error(), says) {
		t.Fatalf("%s: %v; want %s: …%s…", e.Reason, err, reason, says)
	}
	return e
}

func TestGet(t *testing.T) {
	c, _, base := serve(t, Options{Contact: "desk@post.example\r\nX: y"}, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Cookie") != "" || r.Header.Get("Accept-Encoding") != "gzip" || !strings.HasPrefix(r.UserAgent(), "stemma (") || !strings.HasSuffix(r.UserAgent(), "; desk@post.example X: y)") {
			t.Errorf("%v", r.Header)
		}
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/page#top", http.StatusMovedPermanently)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(gzipped("<p>A page.</p>"))
	})
	for _, path := range []string{"/page", "/moved"} {
		r, err := c.Get(t.Context(), base+path, Visit{Failures: 3})
		if err != nil || r.Status != 200 || string(r.Data) != "<p>A page.</p>" || r.ContentType != "text/html; charset=utf-8" || r.Address != base+"/page" || r.Visit != (Visit{Address: base + "/page"}) {
			t.Errorf("%s: %+v, %v", path, r, err)
		}
	}
}

func gzipped(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	return b.Bytes()
}

// TestConditional asks again with what the last visit left, and sends that to
// nobody but the one it came from.
func TestConditional(t *testing.T) {
	c, _, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		asked := r.Header.Get("If-None-Match") + r.Header.Get("If-Modified-Since")
		if r.URL.Path == "/old" {
			if asked != "" {
				t.Errorf("validators were sent to %s", r.URL)
			}
			http.Redirect(w, r, "/feed", http.StatusFound)
			return
		}
		if r.Header.Get("If-None-Match") == `"a1"` && r.Header.Get("If-Modified-Since") == "Sat, 27 Dec 2025 09:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"a1"`)
		w.Header().Set("Last-Modified", "Sat, 27 Dec 2025 09:00:00 GMT")
		_, _ = io.WriteString(w, "feed")
	})
	for _, path := range []string{"/feed", "/old"} {
		first, err := c.Get(t.Context(), base+path, Visit{})
		if err != nil || first.NotModified || string(first.Data) != "feed" {
			t.Fatalf("%+v, %v", first, err)
		}
		again, err := c.Get(t.Context(), base+path, first.Visit)
		if err != nil || !again.NotModified || again.Data != nil || again.Visit != first.Visit {
			t.Fatalf("%+v, %v", again, err)
		}
	}
}

// TestBackoff leaves a failing address alone for longer each time, and forgets
// that when it answers.
func TestBackoff(t *testing.T) {
	broken := true
	c, later, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if broken {
			w.WriteHeader(http.StatusInternalServerError)
		}
	})
	var visit Visit
	for failures, want := range []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute} {
		r, err := c.Get(t.Context(), base, visit)
		e := expectError(t, err, Status, "the host answers 500")
		wait := e.Retry.Sub(later.Now())
		if r.Visit.Failures != failures+1 || !r.Visit.NotBefore.Equal(e.Retry) || wait < want || wait > want*5/4 {
			t.Fatalf("%+v, %v after %d failures", r.Visit, wait, failures)
		}
		_, err = c.Get(t.Context(), base, r.Visit)
		expectError(t, err, TooEarly, "try again at 2025-12-27 10:")
		later.pass(wait)
		visit = r.Visit
	}
	broken = false
	r, err := c.Get(t.Context(), base, visit)
	if err != nil || r.Visit.Failures != 0 || !r.Visit.NotBefore.IsZero() {
		t.Fatalf("%+v, %v", r, err)
	}
	if a, b := backoff("a", 1000), backoff("a", 1001); a < maxBackoff || a > maxBackoff*5/4 || a == b {
		t.Errorf("%v, %v", a, b)
	}
}

// TestRetryAfter obeys what a host says, within a bound, for all of its
// addresses.
func TestRetryAfter(t *testing.T) {
	say := "7200"
	c, later, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if say != "" {
			w.Header().Set("Retry-After", say)
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	_, err := c.Get(t.Context(), base+"/a", Visit{})
	expectError(t, err, Status, "it wants fewer requests; try again at 2025-12-27 12:00:00 UTC")
	r, err := c.Get(t.Context(), base+"/b", Visit{})
	expectError(t, err, TooEarly, "try again at 2025-12-27 12:00:00 UTC")
	if !r.Visit.NotBefore.Equal(later.Now().Add(2 * time.Hour)) {
		t.Errorf("%+v", r.Visit)
	}
	later.pass(2 * time.Hour)
	say = ""
	if _, err = c.Get(t.Context(), base+"/b", r.Visit); err != nil {
		t.Fatal(err)
	}
	header := func(value string) http.Header { return http.Header{"Retry-After": {value}} }
	for value, want := range map[string]time.Duration{
		"9999999": maxRetry, "Sat, 27 Dec 2025 10:30:00 GMT": 30 * time.Minute, "Sat, 27 Dec 2030 10:30:00 GMT": maxRetry,
		"120": 2 * time.Minute,
	} {
		now := newClock().Now()
		if got := retryAfter(header(value), now).Sub(now); got != want {
			t.Errorf("%s: %v, want %v", value, got, want)
		}
	}
	for _, value := range []string{"", "-1", "soon", "Sat, 27 Dec 2003 10:30:00 GMT", "99999999999999999999"} {
		if got := retryAfter(header(value), newClock().Now()); !got.IsZero() {
			t.Errorf("%q: %v", value, got)
		}
	}
}

// TestPause sends one request at a time to a host, and pauses between two.
func TestPause(t *testing.T) {
	var mu sync.Mutex
	at, most, served := 0, 0, 0
	c, later, base := serve(t, Options{Pause: 3 * time.Second, Patience: time.Hour}, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		at, served = at+1, served+1
		most = max(most, at)
		mu.Unlock()
		time.Sleep(2 * time.Millisecond)
		mu.Lock()
		at--
		mu.Unlock()
	})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			if _, err := c.Get(t.Context(), fmt.Sprintf("%s/%d", base, i), Visit{}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most != 1 || served != 8 || len(later.slept) != 7 || later.slept[0] != 3*time.Second {
		t.Errorf("%d at once, %d served, slept %v", most, served, later.slept)
	}
}

func TestStatus(t *testing.T) {
	status := 0
	c, later, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) })
	for code, says := range map[int]string{404: "check the address", 410: "take it off your list", 403: "save the page yourself", 502: "the fault is the host's", 204: "which is no page", 304: "304", 503: "it wants fewer requests"} {
		status = code
		r, err := c.Get(t.Context(), base, Visit{})
		if e := expectError(t, err, Status, says); e.Status != code || r.Status != code {
			t.Errorf("%d: %d, %d", code, e.Status, r.Status)
		}
		later.pass(time.Hour)
	}
}

// TestCancel ends a wait and an exchange when the caller wants no more.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c, _, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	if r, err := c.Get(ctx, base, Visit{ETag: "x"}); !errors.Is(err, context.Canceled) || r.Visit != (Visit{ETag: "x"}) {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := c.Get(ctx, base, Visit{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestForget keeps the memory of hosts within bounds.
func TestForget(t *testing.T) {
	c, _ := client(t, Options{})
	for i := range maxHosts + 50 {
		c.release(c.host(fmt.Sprintf("host%d.example", i)))
	}
	if len(c.hosts) > maxHosts {
		t.Errorf("%d hosts", len(c.hosts))
	}
}

// TestNobodyThere words the errors of the network.
func TestNobodyThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + listener.Addr().String() + "/"
	listener.Close()
	c, _ := client(t, Options{})
	_, err = c.Get(t.Context(), address, Visit{})
	expectError(t, err, Network, "its host cannot be reached")
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	_, err = c.Get(t.Context(), server.URL, Visit{})
	expectError(t, err, Network, "its certificate cannot be trusted")
	if c.transport.Proxy != nil {
		t.Error("a proxy would resolve names where nobody checks")
	}
}
