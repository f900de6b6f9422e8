package api

import (
	"bufio"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma/store"
	"stemma/store/sqlite"
)

// tell writes changes to the ledger, as another process would: nobody is told.
func (d *desk) tell(kinds ...string) {
	d.t.Helper()
	err := d.w.Store().Update(context.Background(), func(t *store.Tx) error {
		var changes []store.Change
		for _, kind := range kinds {
			changes = append(changes, store.Change{Story: 1, Kind: kind, What: "a " + kind + " change", Data: []byte(`{"before":null,"after":null}`)})
		}
		return t.AddChanges(changes)
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// ear is a client of the stream.
type ear struct {
	lines *bufio.Scanner
	close func()
}

func listen(t testing.TB, server *httptest.Server, query, lastID string) (*ear, int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	r, _ := http.NewRequestWithContext(ctx, "GET", server.URL+"/api/v1/changes/stream"+query, nil)
	if lastID != "" {
		r.Header.Set("Last-Event-ID", lastID)
	}
	response, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode == 200 && response.Header.Get("Content-Type") != eventStream {
		t.Fatalf("%v", response.Header)
	}
	return &ear{bufio.NewScanner(response.Body), func() { cancel(); response.Body.Close() }}, response.StatusCode
}

// hear gives the next n changes.
func (e *ear) hear(t testing.TB, n int) []ChangeLine {
	t.Helper()
	var heard []ChangeLine
	id := ""
	for len(heard) < n && e.lines.Scan() {
		name, value, _ := strings.Cut(e.lines.Text(), ": ")
		switch name {
		case "id":
			id = value
		case "data":
			var c ChangeLine
			if err := json.Unmarshal([]byte(value), &c); err != nil || itoa(c.ID) != id {
				t.Errorf("event %s: %v %s", id, err, value)
			}
			heard = append(heard, c)
		}
	}
	if len(heard) < n {
		t.Errorf("heard %d changes, want %d", len(heard), n)
	}
	return heard
}

// word waits for a comment that has the words.
func (e *ear) word(t testing.TB, words string) {
	t.Helper()
	for e.lines.Scan() {
		if strings.HasPrefix(e.lines.Text(), ": ") && strings.Contains(e.lines.Text(), words) {
			return
		}
	}
	t.Errorf("nobody said %q", words)
}

func kinds(changes []ChangeLine) string {
	var list []string
	for _, c := range changes {
		list = append(list, c.Kind)
	}
	return strings.Join(list, " ")
}

func streaming(t testing.TB, change func(*Options)) (*desk, *httptest.Server) {
	d := open(t, t.TempDir(), func(o *Options) {
		o.poll, o.beat = 20*time.Millisecond, 50*time.Millisecond
		if change != nil {
			change(o)
		}
	})
	server := httptest.NewServer(d.h)
	t.Cleanup(server.Close)
	return d, server
}

// TestStream: a listener hears what comes, from other processes too; one that
// comes back after a disconnect hears what it missed, once and in order.
func TestStream(t *testing.T) {
	d, server := streaming(t, nil)
	d.tell("story", "new")
	e, _ := listen(t, server, "", "")
	e.word(t, "listening behind 2")
	d.tell("origin", "denied")
	first := e.hear(t, 2)
	if kinds(first) != "origin denied" || first[0].ID != 3 {
		t.Errorf("%+v", first)
	}
	e.close()
	d.tell("figures", "gone")
	again, _ := listen(t, server, "", "3")
	defer again.close()
	if got := kinds(again.hear(t, 3)); got != "denied figures gone" {
		t.Errorf("after the disconnect: %s", got)
	}
	d.tell("disputed")
	if got := kinds(again.hear(t, 1)); got != "disputed" {
		t.Errorf("then: %s", got)
	}
	again.word(t, "still here")
}

// TestStreamWanted: a listener hears only of what it asked for, and can begin at
// the beginning; an ID of another ledger does not make it deaf.
func TestStreamWanted(t *testing.T) {
	d, server := streaming(t, nil)
	d.tell("story", "new", "origin", "denied", "origin")
	e, _ := listen(t, server, "?after=0&kind=origin&kind=denied", "")
	defer e.close()
	if got := kinds(e.hear(t, 3)); got != "origin denied origin" {
		t.Errorf("%s", got)
	}
	other, _ := listen(t, server, "?story=2", "")
	defer other.close()
	other.word(t, "still here")
	stranger, _ := listen(t, server, "", "99999")
	defer stranger.close()
	stranger.word(t, "listening behind 5")
	d.tell("gone")
	if got := kinds(stranger.hear(t, 1)); got != "gone" {
		t.Errorf("%s", got)
	}
}

// TestStreamCatchesUp: more is caught up with than is kept or read at once, and
// what this process writes is heard without waiting for the next look.
func TestStreamCatchesUp(t *testing.T) {
	d, server := streaming(t, nil)
	many := make([]string, kept+together+7)
	for i := range many {
		many[i] = "new"
	}
	d.tell(many...)
	e, _ := listen(t, server, "?after=0", "")
	defer e.close()
	for i, c := range e.hear(t, len(many)) {
		if c.ID != int64(i+1) {
			t.Fatalf("change %d at %d", c.ID, i)
		}
	}
	d.tell(many...)
	if got := e.hear(t, len(many)); got[len(got)-1].ID != int64(2*len(many)) {
		t.Errorf("last %+v", got[len(got)-1])
	}
}

// TestManyListeners: 200 listen at once, each hears each change once and in
// order, and when all are gone nobody looks any more.
func TestManyListeners(t *testing.T) {
	d, server := streaming(t, nil)
	const listeners, changes = 200, 50
	var ready, done sync.WaitGroup
	ready.Add(listeners)
	for range listeners {
		done.Go(func() {
			e, status := listen(t, server, "", "")
			defer e.close()
			if status != 200 {
				t.Errorf("status %d", status)
				ready.Done()
				return
			}
			e.word(t, "listening behind 0")
			ready.Done()
			for i, c := range e.hear(t, changes) {
				if c.ID != int64(i+1) {
					t.Errorf("change %d at %d", c.ID, i)
					return
				}
			}
		})
	}
	ready.Wait()
	for range changes / 5 {
		d.tell("new", "origin", "denied", "figures", "gone")
	}
	done.Wait()
	for range 500 {
		d.s.ledger.mutex.Lock()
		left := d.s.ledger.listeners
		d.s.ledger.mutex.Unlock()
		if left == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("somebody is still listening")
}

// TestListenersAreBounded: one too many is told to come back; a place that
// becomes free can be had.
func TestListenersAreBounded(t *testing.T) {
	_, server := streaming(t, func(o *Options) { o.Listeners = 2 })
	a, _ := listen(t, server, "", "")
	b, _ := listen(t, server, "", "")
	defer b.close()
	a.word(t, "listening")
	b.word(t, "listening")
	c, status := listen(t, server, "", "")
	c.close()
	if status != http.StatusServiceUnavailable {
		t.Errorf("the third: %d", status)
	}
	a.close()
	for range 200 {
		again, status := listen(t, server, "", "")
		again.close()
		if status == 200 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the place that became free cannot be had")
}

// TestStreamEnds: streams end when the server closes.
func TestStreamEnds(t *testing.T) {
	closing := make(chan struct{})
	_, server := streaming(t, func(o *Options) { o.Closing = closing })
	e, _ := listen(t, server, "", "")
	defer e.close()
	e.word(t, "listening")
	close(closing)
	for e.lines.Scan() {
	}
	if err := e.lines.Err(); err != nil {
		t.Errorf("cut off: %v", err)
	}
}

// TestSlowListener: one that does not read holds up neither the ledger nor others.
func TestSlowListener(t *testing.T) {
	d, server := streaming(t, nil)
	slow, _ := listen(t, server, "", "")
	defer slow.close()
	quick, _ := listen(t, server, "", "")
	defer quick.close()
	quick.word(t, "listening")
	slow.word(t, "listening")
	many := make([]string, 400)
	for i := range many {
		many[i] = "new"
	}
	var heard atomic.Int64
	go func() {
		heard.Store(int64(len(quick.hear(t, 10*len(many)))))
	}()
	for range 10 {
		d.tell(many...)
	}
	for range 500 {
		if heard.Load() == int64(10*len(many)) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("heard %d", heard.Load())
}

// TestAtom: the feed is valid in what RFC 4287 demands: ids that last and
// differ, times, links, the newest first.
func TestAtom(t *testing.T) {
	d := odesa(t, nil)
	d.tell("origin", "denied", "figures")
	err := d.w.Store().Update(context.Background(), func(t *store.Tx) error {
		return t.AddChanges([]store.Change{{Story: 1, Claim: "aaaaaaaaaaaaaaaa", Kind: "origin", What: "<b>2 & more</b> \x00 ]]> " + strings.Repeat("words ", 60)}})
	})
	if err != nil {
		t.Fatal(err)
	}
	read := func(path string) (f atomFeed) {
		r := d.ask("GET", path, nil)
		body, _ := io.ReadAll(r.Body)
		if r.StatusCode != 200 || !strings.HasPrefix(r.Header.Get("Content-Type"), atomType) {
			t.Fatalf("%d %v %s", r.StatusCode, r.Header, body)
		}
		if err := xml.Unmarshal(body, &f); err != nil {
			t.Fatalf("%v in %s", err, body)
		}
		return f
	}
	f := read("/api/v1/changes.atom")
	if f.ID != "tag:desk.example,2026:stemma/changes" || f.Links[0].Href != "https://desk.example/api/v1/changes.atom" || f.Links[0].Rel != "self" || f.Author.Name == "" || len(f.Entries) != 5 {
		t.Fatalf("%+v", f)
	}
	newest := f.Entries[0]
	if newest.ID != "tag:desk.example,2026:stemma/changes/5" || newest.Links[0].Href != "https://desk.example/claims/aaaaaaaaaaaaaaaa" || newest.Category.Term != "origin" || len([]rune(newest.Title)) > 120 || !strings.HasPrefix(newest.Content.Text, "<b>2 & more</b> ]]> words") {
		t.Errorf("%+v", newest)
	}
	ids := map[string]bool{}
	for _, e := range f.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || ids[e.ID] || e.Title == "" || len(e.Links) != 1 || f.Updated < e.Updated {
			t.Errorf("%+v", e)
		}
		ids[e.ID] = true
	}
	if some := read("/api/v1/changes.atom?kind=denied&story=1"); len(some.Entries) != 1 || some.ID != "tag:desk.example,2026:stemma/changes/story/1" {
		t.Errorf("%+v", some)
	}
	if none := read("/api/v1/changes.atom?story=77"); len(none.Entries) != 0 || none.Updated != "1970-01-01T00:00:00Z" {
		t.Errorf("%+v", none)
	}
}

// TestAtomFindsRareChanges: the latest of a kind are found however far back they stand.
func TestAtomFindsRareChanges(t *testing.T) {
	d := open(t, t.TempDir(), nil)
	d.tell("denied")
	many := make([]string, 1500)
	for i := range many {
		many[i] = "new"
	}
	d.tell(many...)
	d.tell("denied", "new")
	got, err := d.s.latest(context.Background(), Following{Kind: []string{"denied"}})
	var ids []int64
	for _, c := range got {
		ids = append(ids, c.ID)
	}
	if diff := cmp.Diff([]int64{1502, 1}, ids); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if all, _ := d.s.latest(context.Background(), Following{}); len(all) != inFeed || all[0].ID != 1503 {
		t.Errorf("%d changes, the first %+v", len(all), all[0])
	}
}

// TestChangesOfWork: what work does to claims is heard by a listener.
func TestChangesOfWork(t *testing.T) {
	d, server := streaming(t, func(o *Options) { o.poll = time.Hour })
	e, _ := listen(t, server, "", "")
	defer e.close()
	e.word(t, "listening behind 0")
	var got Received
	want(d, d.ask("POST", "/api/v1/reports?wait=true", []byte(strike), "Content-Type", "text/html"), 202, &got)
	heard := e.hear(t, 1)[0]
	if heard.Kind != "story" || heard.What == "" {
		t.Errorf("%+v", heard)
	}
	listed := get[page[ChangeLine]](d, "/api/v1/changes?after=0")
	if diff := cmp.Diff(listed.Items[0], heard); diff != "" {
		t.Error(diff)
	}
}

// TestTwoProcesses: what another process does to the same workspace is heard.
func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	d := open(t, dir, func(o *Options) { o.poll = 20 * time.Millisecond })
	server := httptest.NewServer(d.h)
	t.Cleanup(server.Close)
	e, _ := listen(t, server, "", "")
	defer e.close()
	e.word(t, "listening behind 0")
	other, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	err = other.Update(context.Background(), func(t *store.Tx) error {
		return t.AddChanges([]store.Change{{Story: 4, Kind: "new", What: "by another"}})
	})
	if got := e.hear(t, 1); err != nil || got[0].What != "by another" {
		t.Errorf("%v %+v", err, got)
	}
}

func BenchmarkStream(b *testing.B) {
	d, server := streaming(b, nil)
	e, _ := listen(b, server, "", "")
	defer e.close()
	e.word(b, "listening")
	n := 0
	for b.Loop() {
		d.tell("new", "origin")
		n += 2
	}
	if got := e.hear(b, n); len(got) != n {
		b.Error(fmt.Sprint(len(got)))
	}
}
