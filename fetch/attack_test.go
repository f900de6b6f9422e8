package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"code.dny.dev/ssrf"
)

// public is the address that these tests take for one of the public internet:
// the guard is the real one, with this hole in it.
const public = "127.0.0.2"

// attacked is a server on the "public" address, another on loopback that nobody
// may reach, and a client with the real guard whose names these are.
type attacked struct {
	*Client
	clock   *clock
	port    string // of the public server
	private string // of the other
	reached bool   // the other was
	names   *names
	mu      sync.Mutex
}

func attack(t *testing.T, handler func(a *attacked, w http.ResponseWriter, r *http.Request)) *attacked {
	t.Helper()
	a := &attacked{clock: newClock(), names: &names{addresses: map[string][]string{}}}
	listener, err := net.Listen("tcp", public+":0")
	if err != nil {
		t.Skipf("this system has one loopback address only: %v", err)
	}
	_, a.port, _ = net.SplitHostPort(listener.Addr().String())
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		handler(a, w, r)
	})}}
	server.Start()
	secret := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		a.reached = true
		a.mu.Unlock()
		_, _ = io.WriteString(w, "the secret")
	}))
	_, a.private, _ = net.SplitHostPort(secret.Listener.Addr().String())
	hole := guard{ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix(public+"/32")))}
	a.Client = newClient(Options{Now: a.clock.Now, Sleep: a.clock.Sleep, Patience: time.Hour}, hole, a.names.resolver())
	a.transport.DisableKeepAlives = true
	t.Cleanup(func() {
		server.Close()
		secret.Close()
		if a.reached {
			t.Error("the private server was reached")
		}
	})
	return a
}

// TestPrivateLiterals names private addresses in every writing.
func TestPrivateLiterals(t *testing.T) {
	c := newClient(Options{IgnoreRobots: true}, newGuard(false), (&names{}).resolver())
	defer c.Close()
	for _, host := range []string{
		"127.0.0.1", "127.8.9.10", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16",
		"0.0.0.0", "255.255.255.255", "224.0.0.1", "198.18.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]",
		"[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2001::1]", "[fd00:ec2::254]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[ff02::1]",
		"127。0。0。1", "①②⑦。⓪。⓪。①",
	} {
		_, err := c.Get(t.Context(), "http://"+host+"/latest/meta-data/", Visit{})
		expectError(t, err, Refused, "fetched")
	}
	for _, address := range []string{"http://8.8.8.8:22/", "https://example.com:8443/", "http://[2606:4700::1111]:6379/"} {
		c.resolverTo(t, address)
		_, err := c.Get(t.Context(), address, Visit{})
		expectError(t, err, Refused, "port")
	}
}

// resolverTo lets the host of an address be found, at a public address that is
// never dialled.
func (c *Client) resolverTo(t *testing.T, address string) {
	t.Helper()
	u, err := parse(address)
	if err != nil {
		t.Fatal(err)
	}
	n := &names{addresses: map[string][]string{u.Hostname(): {"93.184.216.34"}}}
	dialer := &net.Dialer{Resolver: n.resolver(), Control: newGuard(false).control}
	c.transport.DialContext = dialer.DialContext
}

// TestMetadataAlways refuses metadata services though private addresses are
// allowed.
func TestMetadataAlways(t *testing.T) {
	c, _ := client(t, Options{IgnoreRobots: true})
	for _, host := range []string{"169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "168.63.129.16", "169.254.1.1"} {
		_, err := c.Get(t.Context(), "http://"+host+"/", Visit{})
		expectError(t, err, Refused, "fetched")
	}
}

// TestBadAddresses refuses what is no address of the web, before anything is
// looked up.
func TestBadAddresses(t *testing.T) {
	c := New(Options{})
	defer c.Close()
	for address, says := range map[string]string{
		"file:///etc/passwd":              "neither http nor https",
		"FTP://a.example/":                "neither http nor https",
		"gopher://127.0.0.1:6379/_INFO":   "neither http nor https",
		"javascript:alert(1)":             "neither http nor https",
		"//a.example/":                    "neither http nor https",
		"/etc/passwd":                     "neither http nor https",
		"":                                "neither http nor https",
		"http://":                         "names no host",
		"http:///path":                    "names no host",
		"http:a.example/":                 "names no host",
		"http://good.example@127.0.0.1/":  "user name or password",
		"http://user:pw@a.example/":       "user name or password",
		"http://good.example\\@127.0.0.1": "cannot be read",
		"http://a b/":                     "cannot be read",
		"http://a.example:x/":             "cannot be read",
		"http://a.example/\r\nHost: b":    "cannot be read",
		"http://2130706433/":              "number in disguise",
		"http://0x7f000001/":              "number in disguise",
		"http://0177.0.0.1/":              "number in disguise",
		"http://127.1/":                   "number in disguise",
		"http://127.0.0.1./":              "number in disguise",
		"http://a.0x7f/":                  "number in disguise",
		"http://１２７.0.0.1/":               "number in disguise",
		"https://a.example/" + strings.Repeat("a", 9000): "8192 bytes",
	} {
		_, err := c.Get(t.Context(), address, Visit{})
		e := expectError(t, err, BadAddress, says)
		if strings.Contains(e.Error(), "pw") {
			t.Errorf("a password is printed: %v", e)
		}
	}
}

// TestPrivateByName resolves names to private addresses.
func TestPrivateByName(t *testing.T) {
	a := attack(t, func(a *attacked, w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "public") })
	for name, at := range map[string]string{"loop.example": "127.0.0.1", "ten.example": "10.1.2.3", "meta.example": "169.254.169.254",
		"metasix.example": "fd00:ec2::254", "six.example": "::1", "mapped.example": "::ffff:127.0.0.1", "zero.example": "0.0.0.0"} {
		a.names.addresses[name] = []string{at}
		_, err := a.Get(t.Context(), "http://"+name+":"+a.private+"/", Visit{})
		expectError(t, err, Refused, "fetched")
	}
	a.names.addresses["good.example"] = []string{public}
	if r, err := a.Get(t.Context(), "http://good.example:"+a.port+"/", Visit{}); err != nil || string(r.Data) != "public" {
		t.Errorf("%+v, %v", r, err)
	}
	_, err := a.Get(t.Context(), "http://nowhere.example/", Visit{})
	expectError(t, err, Network, "its host cannot be found")
}

// TestRebinding changes a name's address between two questions: first public,
// then private. What is dialled is what is checked.
func TestRebinding(t *testing.T) {
	a := attack(t, func(a *attacked, w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "public") })
	a.names.addresses["rebind.example"] = []string{public, public, "127.0.0.1"} // robots.txt, the page, then
	address := "http://rebind.example:" + a.port + "/"
	if r, err := a.Get(t.Context(), address, Visit{}); err != nil || string(r.Data) != "public" {
		t.Fatalf("%+v, %v", r, err)
	}
	_, err := a.Get(t.Context(), "http://rebind.example:"+a.port+"/again", Visit{})
	expectError(t, err, Refused, "private")
	a.names.addresses["rebind2.example"] = []string{public, "127.0.0.1"} // after robots.txt
	_, err = a.Get(t.Context(), "http://rebind2.example:"+a.private+"/", Visit{})
	if err == nil {
		t.Error("the private server was asked")
	}
}

// TestRedirects leads a client to where it must not go.
func TestRedirects(t *testing.T) {
	far := 0
	a := attack(t, func(a *attacked, w http.ResponseWriter, r *http.Request) {
		switch to := r.URL.Query().Get("to"); {
		case r.URL.Path == "/loop":
			http.Redirect(w, r, "/loop2", http.StatusFound)
		case r.URL.Path == "/loop2":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case r.URL.Path == "/far":
			far++
			http.Redirect(w, r, "/far?"+r.URL.RawQuery+"x", http.StatusFound)
		case to != "":
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusTemporaryRedirect)
		default:
			w.WriteHeader(http.StatusFound) // to nowhere
		}
	})
	a.names.addresses["good.example"] = []string{public}
	a.names.addresses["evil.example"] = []string{"127.0.0.1"}
	base := "http://good.example:" + a.port
	for _, c := range []struct {
		path   string
		reason Reason
		says   string
	}{
		{"/?to=http://127.0.0.1:" + a.private + "/", Refused, "private"},
		{"/?to=//127.0.0.1:" + a.private + "/", Refused, "private"},
		{"/?to=http://evil.example:" + a.private + "/", Refused, "private"},
		{"/?to=http://[::ffff:127.0.0.1]:" + a.private + "/", Refused, "private"},
		{"/?to=http://169.254.169.254/latest/", Refused, "metadata"},
		{"/?to=file:///etc/passwd", Redirects, "neither http nor https"},
		{"/?to=gopher://127.0.0.1/", Redirects, "neither http nor https"},
		{"/?to=http://good.example:pw@127.0.0.1/", Redirects, "user name"},
		{"/?to=http://2130706433/", Redirects, "disguise"},
		{"/?to=http://%2500/", Redirects, "no address"},
		{"/loop", Redirects, "a loop of 2 redirects"},
		{"/far", Redirects, "after 5 redirects"},
		{"/nowhere", Redirects, "to nowhere"},
	} {
		_, err := a.Get(t.Context(), base+c.path, Visit{})
		e := expectError(t, err, c.reason, c.says)
		if strings.Contains(e.Error(), "pw@") {
			t.Errorf("a password is printed: %v", e)
		}
	}
	if far != maxRedirects+1 {
		t.Errorf("%d requests through %d redirects", far, maxRedirects)
	}
}

// raw answers with bytes that are no handler's: what is served is written as it
// stands, and the connection is held until the client goes.
func raw(t *testing.T, options Options, serve func(conn net.Conn)) (*Client, string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer conn.Close()
				buffer := make([]byte, 4096)
				if _, err := conn.Read(buffer); err == nil {
					serve(conn)
				}
			})
		}
	})
	t.Cleanup(func() {
		listener.Close()
		all.Wait()
	})
	options.IgnoreRobots = true
	c, _ := client(t, options)
	return c, "http://" + listener.Addr().String() + "/"
}

// TestHostileAnswers sends answers made to hurt. Each is given up in time.
func TestHostileAnswers(t *testing.T) {
	bomb := func(size int) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(make([]byte, size))
		_ = z.Close()
		return b.Bytes()
	}
	swelling, empty := bomb(16<<20), string(bomb(0))
	ok := "HTTP/1.1 200 OK\r\n"
	forever := func(conn net.Conn, piece string, pause time.Duration) {
		for {
			if _, err := io.WriteString(conn, piece); err != nil {
				return
			}
			time.Sleep(pause)
		}
	}
	for _, c := range []struct {
		name   string
		serve  func(conn net.Conn)
		reason Reason
		says   string
	}{
		{"bomb", func(conn net.Conn) {
			fmt.Fprintf(conn, "%sContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s", ok, len(swelling), swelling)
		}, TooLarge, "swells"},
		{"endless", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"\r\n")
			forever(conn, strings.Repeat("word ", 4096), 0)
		}, TooLarge, "no report has"},
		{"said to be large", func(conn net.Conn) { _, _ = io.WriteString(conn, ok+"Content-Length: 99999999999\r\n\r\n") }, TooLarge, "no report has"},
		{"drops", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Content-Length: 100000\r\n\r\n")
			forever(conn, "x", 10*time.Millisecond)
		}, TooSlow, "less than a kilobyte in 200ms"},
		{"drops after a while", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Content-Length: 100000\r\n\r\n"+strings.Repeat("x", 2048))
			forever(conn, "x", 10*time.Millisecond)
		}, TooSlow, "less than a kilobyte in 200ms"},
		{"drops of chunks", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Transfer-Encoding: chunked\r\n\r\n")
			forever(conn, "1\r\nx\r\n", 10*time.Millisecond)
		}, TooSlow, "less than a kilobyte"},
		{"just fast enough", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Content-Length: 4000000\r\n\r\n")
			forever(conn, strings.Repeat("x", 1024), 50*time.Millisecond)
		}, TooSlow, "no whole answer within 1s"},
		{"header in drops", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok)
			forever(conn, "X: y\r\n", 20*time.Millisecond)
		}, TooSlow, "no whole answer"},
		{"silence", func(conn net.Conn) { _, _ = conn.Read(make([]byte, 1)) }, TooSlow, "no whole answer"},
		{"huge header", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok)
			forever(conn, "X: "+strings.Repeat("y", 4096)+"\r\n", 0)
		}, TooLarge, "its header has more than"},
		{"bad chunks", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Transfer-Encoding: chunked\r\n\r\nzz\r\nfoo\r\n")
		}, Broken, "its answer is broken"},
		{"huge chunk", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n")
		}, Broken, "its answer is broken"},
		{"cut off", func(conn net.Conn) { _, _ = io.WriteString(conn, ok+"Content-Length: 100\r\n\r\nabc") }, Broken, "its answer is broken"},
		{"no HTTP", func(conn net.Conn) { _, _ = io.WriteString(conn, "220 smtp.example ESMTP\r\n") }, Broken, "its answer is broken"},
		{"no gzip", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")
		}, Broken, "gzip"},
		{"other encoding", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Content-Encoding: br\r\nContent-Length: 3\r\n\r\nabc")
		}, Broken, "not asked for"},
		{"endless gzip", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Content-Encoding: gzip\r\n\r\n")
			forever(conn, strings.Repeat(empty, 100), 0)
		}, TooLarge, "no report has"},
		{"100 Continue forever", func(conn net.Conn) { forever(conn, "HTTP/1.1 100 Continue\r\n\r\n", 0) }, TooLarge, "its header has more than"},
	} {
		t.Run(c.name, func(t *testing.T) {
			options := Options{MaxBody: 4 << 20, Timeout: 20 * time.Second, Stall: 10 * time.Second}
			if c.reason == TooSlow {
				options.Timeout, options.Stall = time.Second, 200*time.Millisecond
			}
			client, address := raw(t, options, c.serve)
			start := time.Now()
			_, err := client.Get(t.Context(), address, Visit{})
			expectError(t, err, c.reason, c.says)
			if took := time.Since(start); took > 15*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestBombMemory inflates no more than the limit.
func TestBombMemory(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 256 {
		_, _ = z.Write(make([]byte, 1<<20))
	}
	_ = z.Close()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := readBody(&b, "gzip", want{most: 4 << 20})
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; !errors.Is(err, errLarge) || used > 64<<20 {
		t.Errorf("%v, %d MiB", err, used>>20)
	}
}

// TestNoSecrets prints no password, token or fragment, wherever an error is
// from.
func TestNoSecrets(t *testing.T) {
	for address, want := range map[string]string{
		"https://u:pw@a.example/x?id=17&token=SECRET#SECRET":             "https://a.example/x?id=17&token=…",
		"https://a.example/?API_KEY=SECRET&page=2":                       "https://a.example/?API_KEY=…&page=2",
		"https://a.example/?x=SECRETSECRETSECRETSECRETSECRET&b":          "https://a.example/?x=…&b",
		"https://a.example/?SECRETSECRETSECRETSECRETSECRETSECRET":        "https://a.example/?…",
		"mailto:SECRET@a.example":                                        "mailto:…",
		"https://u:SECRET@a.example/%zz":                                 "an address that cannot be read",
		"https://a.example/2025/12/27/a-long-headline-of-a-story?page=2": "https://a.example/2025/12/27/a-long-headline-of-a-story?page=2",
	} {
		if got := Redact(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	c, _, base := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "ftp://u:SECRET@a.example/?token=SECRET", http.StatusFound)
	})
	for _, address := range []string{base + "/?token=SECRET", "http://127.0.0.1:1/?token=SECRET", "http://u:SECRET@a.example/", "http://a.example:x/?token=SECRET", "https" + base[4:] + "/?token=SECRET"} {
		_, err := c.Get(t.Context(), address, Visit{})
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(e.Error(), "SECRET") {
				t.Errorf("%s: %v", address, e)
			}
		}
	}
}
