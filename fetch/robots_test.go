package fetch

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRules(t *testing.T) {
	for _, c := range []struct{ robots, permitted, forbidden string }{
		{"", "/ /a", ""},
		{"User-agent: *\nDisallow: /private\n", "/ /public", "/private /private/x /privately"},
		{"User-agent: *\nDisallow:\n", "/ /a", ""},
		{"User-agent: *\nDisallow: /\nAllow: /news/\nAllow: /$\n", "/ /news/ /news/a", "/a /news"},
		{"User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", ""},
		{"User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /b\n", "/a", "/b"},
		{"User-agent: *\nDisallow: /\n\nuser-agent: STEMMA/2.0\nDisallow: /c\n", "/a /b", "/c"},
		{"User-agent: a\nUser-agent: stemma\nUser-agent: b\nDisallow: /x\n", "/a", "/x"},
		{"User-agent: stemma\nDisallow: /x\n\nUser-agent: *\nDisallow: /y\n\nUser-agent: stemma\nDisallow: /z\n", "/y", "/x /z"},
		{"User-agent: stemmatics\nDisallow: /\n", "/a", ""},
		{"User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print=\n", "/a.pdf.html /a", "/a.pdf /x/a.pdf /a?print=1"},
		{"User-agent: *\nDisallow: /a%3cd.html\nDisallow: /%7Ejoe\nDisallow: /caf\u00e9\n", "/joe", "/a%3Cd.html /~joe /%7ejoe /caf%C3%A9"},
		{"\ufeffUser-agent: *\rDisallow: /a # not this\rnonsense\rCrawl-delay: soon\rSitemap: https://a.example/map.xml\rDisallow: /b", "/c", "/a /b"},
		{"Disallow: /early\nUser-agent: *\nDisallow: /late\n", "/early", "/late"},
		{"<html><body>Not found</body></html>", "/a", ""},
		{"User-agent: *\nDisallow: /***********************************************************a$\n", "/" + strings.Repeat("b", 1000), "/xa"},
	} {
		r := parseRules([]byte(c.robots), product)
		for _, path := range strings.Fields(c.permitted) {
			if !r.permit(path) {
				t.Errorf("%q forbids %s", c.robots, path)
			}
		}
		for _, path := range strings.Fields(c.forbidden) {
			if r.permit(path) {
				t.Errorf("%q permits %s", c.robots, path)
			}
		}
	}
}

// TestRobots obeys robots.txt, asks for it once a day, and keeps its delay.
func TestRobots(t *testing.T) {
	asked, status, body := 0, 200, "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
	c, later, base := serve(t, Options{IgnoreRobots: true}, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			asked++
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		case "/in":
			http.Redirect(w, r, "/private/page", http.StatusFound)
		case "/private/page", "/private":
			t.Errorf("%s was fetched", r.URL)
		}
	})
	for range 2 {
		if _, err := c.Get(t.Context(), base+"/a", Visit{}); err != nil {
			t.Fatal(err)
		}
	}
	if asked != 1 || len(later.slept) != 1 || later.slept[0] != 7*time.Second {
		t.Errorf("asked %d times, slept %v", asked, later.slept)
	}
	for _, path := range []string{"/private", "/in"} {
		_, err := c.Get(t.Context(), base+path, Visit{})
		expectError(t, err, Robots, "robots.txt forbids it")
	}
	later.pass(25 * time.Hour)
	status = 503
	_, err := c.Get(t.Context(), base+"/a", Visit{})
	expectError(t, err, Robots, "robots.txt cannot be read")
	_, err = c.Get(t.Context(), base+"/b", Visit{})
	e := expectError(t, err, Robots, "robots.txt cannot be read")
	if asked != 2 || e.Retry.Sub(later.Now()) > robotsFailed {
		t.Errorf("asked %d times, again %v", asked, e.Retry)
	}
	later.pass(robotsFailed + time.Second)
	for _, status = range []int{404, 403, 401, 410} {
		if _, err := c.Get(t.Context(), base+"/a", Visit{}); err != nil {
			t.Fatal(status, err)
		}
		later.pass(25 * time.Hour)
	}
}

// TestCrawlDelay keeps to a delay within a bound: one of a day would stop a feed.
func TestCrawlDelay(t *testing.T) {
	c, later, base := serve(t, Options{IgnoreRobots: true}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			_, _ = io.WriteString(w, "User-agent: *\nCrawl-delay: 86400\n")
		}
	})
	for range 2 {
		if _, err := c.Get(t.Context(), base+"/a", Visit{}); err != nil {
			t.Fatal(err)
		}
	}
	if len(later.slept) != 1 || later.slept[0] != maxCrawlDelay {
		t.Errorf("slept %v", later.slept)
	}
}

// TestLargeRobots reads the first 500 KiB, also of what swells to more.
func TestLargeRobots(t *testing.T) {
	c, _, base := serve(t, Options{IgnoreRobots: true}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.WriteString(z, "User-agent: *\nDisallow: /a\n"+strings.Repeat("# more\n", 1<<20)+"Disallow: /b\n")
			_ = z.Close()
		}
	})
	_, err := c.Get(t.Context(), base+"/a", Visit{})
	expectError(t, err, Robots, "forbids")
	if _, err := c.Get(t.Context(), base+"/b", Visit{}); err != nil {
		t.Error(err)
	}
}

// TestIgnoreRobots leaves robots.txt unread when a person asks for one page.
func TestIgnoreRobots(t *testing.T) {
	_, _, base := serve(t, Options{IgnoreRobots: true}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			t.Error("robots.txt was fetched")
		}
	})
	c, _ := client(t, Options{IgnoreRobots: true})
	if _, err := c.Get(t.Context(), base, Visit{}); err != nil {
		t.Error(err)
	}
}

func FuzzRules(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nAllow: /%41\nCrawl-delay: 1e9"), "/aXb")
	f.Add([]byte("user-agent: stemma\ndisallow: %zz%4"), "/%")
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		r := parseRules(data, product)
		if r.delay < 0 || r.delay > time.Hour || len(r.list) > maxRules {
			t.Fatal(r.delay, len(r.list))
		}
		if r.permit(path) != r.permit(normalPath(path)) {
			t.Fatalf("%q is not normal", path)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"https://u:p@a.example/?token=x#y", "http://2130706433", "http://[::1%25a]:80", "//a", "http://a\\@b/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		Redact(address)
		u, err := parse(address)
		if err != nil {
			return
		}
		if again, err := parse(u.String()); err != nil || again.String() != u.String() || u.User != nil || u.Hostname() == "" {
			t.Fatalf("%q became %q, then %v, %v", address, u, again, err)
		}
	})
}
