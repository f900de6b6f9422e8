package watch_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stemma/collect"
	"stemma/store"
	"stemma/store/sqlite"
	"stemma/watch"
	"stemma/workspace"
)

// clock is a time that tests move.
type clock struct {
	mutex sync.Mutex
	now   time.Time
}

func (c *clock) Now() time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.now
}

func (c *clock) to(t time.Time) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.now = t
}

var monday = time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)

func open(t testing.TB, c *clock) *workspace.Workspace {
	t.Helper()
	s, err := sqlite.Open(context.Background(), t.TempDir(), sqlite.Options{Clock: c.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return workspace.New(s, workspace.Options{Clock: c.Now})
}

func step(t testing.TB, w *watch.Watcher) time.Time {
	t.Helper()
	next, err := w.Step(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func follow(t testing.TB, w *watch.Watcher, addresses ...string) {
	t.Helper()
	var feeds []store.Feed
	for _, a := range addresses {
		feeds = append(feeds, store.Feed{Address: a})
	}
	if _, err := w.Follow(context.Background(), feeds); err != nil {
		t.Fatal(err)
	}
}

func reports(t testing.TB, w *workspace.Workspace) []store.Report {
	t.Helper()
	var list []store.Report
	err := w.Store().View(context.Background(), func(tx *store.Tx) (err error) {
		list, err = tx.Reports(store.Filter{Limit: 1 << 20})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func rss(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>` + strings.Join(items, "") + `</channel></rss>`
}

func item(address, day string) string {
	return fmt.Sprintf("<item><title>Coach falls</title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate></item>", address, address, day)
}

const may1 = "Wed, 01 May 2024 10:14:00 +0200"

func page(text string) string {
	return "<html><body><article><p>" + text + "</p><p>" + text + "</p></article></body></html>"
}

const bus = "A coach of Tallo Tours fell into the Ombra river near Vissa on Monday, killing nine people, police chief Marek Dunn said."

// answers is a web of pages that can be changed, with errors in it.
type answers struct {
	pages map[string]string
	asked []string
	fail  map[string]int // how often an address fails first
}

func (a *answers) fetch(_ context.Context, address string, visit []byte) (watch.Answer, error) {
	a.asked = append(a.asked, address)
	if a.fail[address] > 0 {
		a.fail[address]--
		return watch.Answer{}, errors.New("500 Internal Server Error")
	}
	text, ok := a.pages[address]
	if !ok {
		return watch.Answer{}, errors.New("404 Not Found")
	}
	if string(visit) == text {
		return watch.Answer{NotModified: true, Visit: visit}, nil
	}
	kind := "text/html"
	if strings.HasPrefix(text, "<?xml") {
		kind = "application/xml"
	}
	return watch.Answer{Page: collect.Page{Data: []byte(text), ContentType: kind, Address: address}, Visit: []byte(text)}, nil
}

// TestReportIsWaitedFor: a report whose server fails twice comes in the end,
// though the feed names it no more.
func TestReportIsWaitedFor(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	web := &answers{pages: map[string]string{"https://p.example/rss": rss(item("https://p.example/1", may1)), "https://p.example/1": page(bus)}, fail: map[string]int{"https://p.example/1": 2}}
	watcher := watch.New(w, watch.Options{Fetch: web.fetch, Clock: c.Now})
	follow(t, watcher, "https://p.example/rss")
	c.to(step(t, watcher))
	if n := len(reports(t, w)); n != 0 {
		t.Fatalf("%d reports", n)
	}
	web.pages["https://p.example/rss"] = rss(item("https://p.example/2", may1))
	web.pages["https://p.example/2"] = page("Engineers inspected the Kessel bridge at Lorne.")
	for range 6 {
		c.to(step(t, watcher))
	}
	if n := len(reports(t, w)); n != 2 {
		t.Errorf("%d reports; asked %q", n, web.asked)
	}
}

// TestNothingTwice: known reports are not fetched again, and a feed in which
// nothing is new is not read again.
func TestNothingTwice(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	web := &answers{pages: map[string]string{"https://p.example/rss": rss(item("https://p.example/1", may1), item("https://p.example/1?utm_source=rss", may1)), "https://p.example/1": page(bus), "https://p.example/1?utm_source=rss": page(bus)}}
	watcher := watch.New(w, watch.Options{Fetch: web.fetch, Clock: c.Now})
	follow(t, watcher, "https://p.example/rss", "https://p.example/rss")
	for range 5 {
		c.to(step(t, watcher))
	}
	if n := len(reports(t, w)); n != 1 {
		t.Errorf("%d reports", n)
	}
	pages := slices.DeleteFunc(slices.Clone(web.asked), func(a string) bool { return strings.HasSuffix(a, "rss") && !strings.Contains(a, "?") })
	if len(pages) != 2 {
		t.Errorf("pages asked for: %q", pages)
	}
}

// TestFailingFeed: the waits grow, the reason stands with the feed, and it
// recovers.
func TestFailingFeed(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	web := &answers{pages: map[string]string{"https://p.example/rss": rss()}, fail: map[string]int{"https://p.example/rss": 3}}
	watcher := watch.New(w, watch.Options{Fetch: web.fetch, Clock: c.Now})
	follow(t, watcher, "https://p.example/rss")
	var waits []time.Duration
	for range 4 {
		next := step(t, watcher)
		waits = append(waits, next.Sub(c.Now()))
		c.to(next)
	}
	if waits[0] != 5*time.Minute || waits[1] != 10*time.Minute || waits[2] != 20*time.Minute || waits[3] < 15*time.Minute {
		t.Error(waits)
	}
}

// TestStoppedVisit: whoever stops within a long visit keeps what came until then.
func TestStoppedVisit(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	web := &answers{pages: map[string]string{}}
	var items []string
	for i := range 30 {
		address := fmt.Sprintf("https://p.example/%d", i)
		items = append(items, item(address, may1))
		web.pages[address] = page(fmt.Sprint(bus, " It was coach number ", i, "."))
	}
	web.pages["https://p.example/rss"] = rss(items...)
	ctx, stop := context.WithCancel(context.Background())
	watcher := watch.New(w, watch.Options{Clock: c.Now, Fetch: func(ctx context.Context, address string, visit []byte) (watch.Answer, error) {
		if address == "https://p.example/20" {
			stop()
		}
		return web.fetch(ctx, address, visit)
	}})
	follow(t, watcher, "https://p.example/rss")
	if _, err := watcher.Step(ctx); err == nil {
		t.Error("not stopped")
	}
	if n := len(reports(t, w)); n != 16 {
		t.Errorf("%d reports are kept", n)
	}
	web.asked = nil
	step(t, watcher)
	if n := len(reports(t, w)); n != 30 || len(web.asked) > 20 {
		t.Errorf("%d reports in the end, %d more requests", n, len(web.asked))
	}
}

// TestNoFeed: what is no feed is asked for less and less often, as what fails is.
func TestNoFeed(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	web := &answers{pages: map[string]string{"https://p.example/": page(bus)}}
	watcher := watch.New(w, watch.Options{Fetch: web.fetch, Clock: c.Now})
	follow(t, watcher, "https://p.example/")
	for range 400 {
		step(t, watcher)
		c.to(c.Now().Add(5 * time.Minute))
	}
	if len(web.asked) > 12 {
		t.Errorf("asked %d times in a day and a half", len(web.asked))
	}
}

// TestHooks: a change is told once, signed, and told again until it is heard.
func TestHooks(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	var heard []string
	fail := 2
	hook := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if watch.Sign([]byte("secret"), c.Now(), body) != r.Header.Get("X-Stemma-Signature") {
			t.Errorf("signature %q", r.Header.Get("X-Stemma-Signature"))
		}
		if fail--; fail >= 0 {
			http.Error(rw, "not now", http.StatusServiceUnavailable)
			return
		}
		var change store.Change
		if err := json.Unmarshal(body, &change); err != nil {
			t.Error(err)
		}
		heard = append(heard, change.Kind+" "+change.What)
	}))
	defer hook.Close()
	web := &answers{pages: map[string]string{"https://p.example/rss": rss(item("https://p.example/1", may1)), "https://p.example/1": page(bus)}}
	var lines []string
	watcher := watch.New(w, watch.Options{Fetch: web.fetch, Clock: c.Now, Hooks: []watch.Hook{{Address: hook.URL, Secret: []byte("secret")}}, Tell: func(c store.Change) { lines = append(lines, c.What) }})
	follow(t, watcher, "https://p.example/rss")
	c.to(step(t, watcher))
	web.pages["https://p.example/rss"] = rss(item("https://q.example/2", may1))
	web.pages["https://q.example/2"] = page("Eleven people died when a Tallo Tours coach plunged into the Ombra river outside Vissa, the Kessel hospital said on Wednesday. Marek Dunn, the police chief of Vissa, denied that the driver was drunk.")
	for range 12 {
		c.to(step(t, watcher))
	}
	slices.Sort(heard)
	if !slices.ContainsFunc(heard, func(h string) bool { return strings.HasPrefix(h, "origin 2 origins for certain, 1 before") }) ||
		len(lines) != len(heard) || len(slices.Compact(slices.Clone(heard))) != len(heard) {
		t.Errorf("heard %q, lines %q", heard, lines)
	}
}

// TestDay follows feeds for a day of simulated time over real connections, with
// every fault that feeds and servers have: nothing is lost, nothing doubled,
// and memory stays flat.
func TestDay(t *testing.T) {
	feeds, each := 6, 12
	if os.Getenv("STEMMA_LONG") != "" {
		feeds, each = 20, 60
	}
	c := &clock{now: monday}
	web := newFaulty(c, feeds, each)
	server := httptest.NewServer(web)
	defer server.Close()
	web.self = server.URL
	w := open(t, c)
	watcher := watch.New(w, watch.Options{Fetch: fetchOver(server.Client()), Clock: c.Now})
	for i := range feeds {
		follow(t, watcher, fmt.Sprintf("%s/feed/%d", server.URL, i))
	}
	var early uint64
	for c.Now().Before(monday.Add(30 * time.Hour)) { // the last reports may wait some hours
		next := step(t, watcher)
		c.to(later(next, c.Now().Add(time.Minute)))
		if early == 0 && c.Now().After(monday.Add(6*time.Hour)) {
			early = heap()
		}
	}
	byAddress := map[string]int{}
	for _, r := range reports(t, w) {
		byAddress[r.Address]++
		if r.Versions != 1 {
			t.Errorf("%s has %d versions", r.Address, r.Versions)
		}
	}
	for i := range feeds {
		for k := range each {
			if n := byAddress[web.address(i, k)]; n != 1 {
				t.Errorf("report %d of feed %d is there %d times", k, i, n)
			}
		}
	}
	if late := heap(); late > early+32<<20 {
		t.Errorf("memory grew from %d to %d MiB", early>>20, late>>20)
	}
	t.Logf("%d feeds, %d reports, %d requests, faults %v", feeds, feeds*each, web.requests, web.faults)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// fetchOver fetches without manners: those are tested where they are made.
func fetchOver(client *http.Client) func(context.Context, string, []byte) (watch.Answer, error) {
	client.Timeout = 100 * time.Millisecond
	return func(ctx context.Context, address string, visit []byte) (watch.Answer, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return watch.Answer{}, err
		}
		if visit != nil {
			r.Header.Set("If-None-Match", string(visit))
		}
		response, err := client.Do(r)
		if err != nil {
			return watch.Answer{}, err
		}
		defer response.Body.Close()
		if response.StatusCode == http.StatusNotModified {
			return watch.Answer{NotModified: true, Visit: visit}, nil
		}
		data, err := io.ReadAll(response.Body)
		if err != nil {
			return watch.Answer{}, err
		}
		if response.StatusCode != http.StatusOK {
			return watch.Answer{}, errors.New(response.Status)
		}
		answer := watch.Answer{Page: collect.Page{Data: data, ContentType: response.Header.Get("Content-Type"), Address: address}}
		if tag := response.Header.Get("ETag"); tag != "" {
			answer.Visit = []byte(tag)
		}
		return answer, nil
	}
}

// faulty is a web of feeds that publish over a day, and of servers that fail.
type faulty struct {
	mutex    sync.Mutex
	clock    *clock
	random   *rand.Rand
	self     string
	feeds    int
	each     int
	requests int
	faults   map[string]int
}

func newFaulty(c *clock, feeds, each int) *faulty {
	return &faulty{clock: c, random: rand.New(rand.NewPCG(6, 7)), feeds: feeds, each: each, faults: map[string]int{}}
}

func (f *faulty) address(feed, k int) string { return fmt.Sprintf("%s/page/%d/%d", f.self, feed, k) }

// published is how many of its reports a feed has published by now.
func (f *faulty) published(feed int) int {
	passed := f.clock.Now().Sub(monday) - time.Duration(feed)*time.Minute
	return max(0, min(f.each, 1+int(passed*time.Duration(f.each)/(20*time.Hour))))
}

func (f *faulty) fault() string {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.requests++
	kinds := []string{"500", "reset", "truncated", "slow", "loop", "malformed", "charset", "doubled"}
	if f.random.IntN(3) > 0 {
		return ""
	}
	kind := kinds[f.random.IntN(len(kinds))]
	f.faults[kind]++
	return kind
}

func (f *faulty) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fault := f.fault()
	switch fault {
	case "500":
		http.Error(w, "down", http.StatusInternalServerError)
		return
	case "reset":
		panic(http.ErrAbortHandler)
	case "slow":
		select {
		case <-r.Context().Done():
		case <-time.After(time.Second):
		}
		return
	case "loop":
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
		return
	}
	var feed, k int
	if _, err := fmt.Sscanf(r.URL.Path, "/page/%d/%d", &feed, &k); err == nil {
		f.page(w, feed, k, fault)
		return
	}
	fmt.Sscanf(r.URL.Path, "/feed/%d", &feed)
	f.feed(w, r, feed, fault)
}

func (f *faulty) page(w http.ResponseWriter, feed, k int, fault string) {
	text := page(fmt.Sprintf("The mayor of Xan%d-%dvar met engineer Qor%d-%dlum in Pel%ddton on the quay.", feed, k, feed, k, feed))
	w.Header().Set("Content-Type", "text/html")
	if fault == "truncated" {
		w.Header().Set("Content-Length", fmt.Sprint(len(text)))
		text = text[:len(text)/2]
	}
	io.WriteString(w, text)
}

// feed shows the latest ten reports: what is missed for long is never named again.
func (f *faulty) feed(w http.ResponseWriter, r *http.Request, feed int, fault string) {
	n := f.published(feed)
	tag := fmt.Sprintf(`"%d"`, n)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	var items []string
	for k := n - 1; k >= max(0, n-10); k-- {
		items = append(items, item(f.address(feed, k), may1))
		if fault == "doubled" {
			items = append(items, item(f.address(feed, k), may1))
		}
	}
	text := rss(items...)
	w.Header().Set("ETag", tag)
	w.Header().Set("Content-Type", "application/rss+xml")
	switch fault {
	case "truncated":
		w.Header().Set("Content-Length", fmt.Sprint(len(text)))
		text = text[:len(text)/2]
	case "malformed":
		text = text[:len(text)*2/3] + "<item><title>&nonsense; <b></title>"
	case "charset":
		w.Header().Set("Content-Type", "application/rss+xml; charset=utf-16")
	}
	io.WriteString(w, text)
}
