package watch_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"stemma/ingest"
	"stemma/store"
	"stemma/watch"
	"stemma/workspace"
)

// receiver is a hook that answers so, and what it heard.
type receiver struct {
	*httptest.Server
	heard []string
}

func receive(t *testing.T, answer http.HandlerFunc) *receiver {
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		r.heard = append(r.heard, request.Method+" "+request.URL.Path+" "+request.Header.Get("X-Stemma-Change"))
		if answer != nil {
			answer(w, request)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

// ledger writes n changes that are told into a workspace.
func ledger(t *testing.T, w *workspace.Workspace, n int) {
	t.Helper()
	err := w.Store().Update(t.Context(), func(tx *store.Tx) error {
		var changes []store.Change
		for i := range n {
			changes = append(changes, store.Change{Story: 1, Kind: workspace.ChangeDenied, What: fmt.Sprint("change ", i)})
		}
		return tx.AddChanges(changes)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func hooks(receivers ...*receiver) (list []watch.Hook) {
	for _, r := range receivers {
		list = append(list, watch.Hook{Address: r.URL, Secret: []byte("secret")})
	}
	return list
}

// TestFailingHook: one hook that fails is tried once each time, and no other
// waits for it; when it answers again it hears everything, once.
func TestFailingHook(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	broken := true
	bad := receive(t, func(rw http.ResponseWriter, r *http.Request) {
		if broken {
			http.Redirect(rw, r, "/elsewhere", http.StatusFound) // an answer like any other that is no 2xx
		}
	})
	good := receive(t, nil)
	watcher := watch.New(w, watch.Options{Clock: c.Now, Hooks: hooks(bad, good)})
	step(t, watcher) // from here on it tells
	ledger(t, w, 150)
	for range 4 {
		step(t, watcher)
	}
	if len(good.heard) != 150 || len(bad.heard) > 4 {
		t.Fatalf("the one that answers heard %d times, the other %d times: %q", len(good.heard), len(bad.heard), bad.heard)
	}
	broken, bad.heard = false, nil
	c.to(c.Now().Add(24 * time.Hour))
	for range 4 {
		step(t, watcher)
	}
	slices.Sort(bad.heard)
	if len(bad.heard) != 150 || len(slices.Compact(bad.heard)) != 150 {
		t.Errorf("afterwards it heard %d times: %q", len(bad.heard), bad.heard)
	}
}

// TestOtherWatcher: a watcher without hooks, beside one that has them or run
// once without them, takes nothing from them.
func TestOtherWatcher(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	answers := false
	hook := receive(t, func(rw http.ResponseWriter, _ *http.Request) {
		if !answers {
			http.Error(rw, "not now", http.StatusServiceUnavailable)
		}
	})
	lines := 0
	with := watch.New(w, watch.Options{Clock: c.Now, Hooks: hooks(hook)})
	without := watch.New(w, watch.Options{Clock: c.Now, Tell: func(store.Change) { lines++ }})
	step(t, with)
	ledger(t, w, 3)
	step(t, without)
	step(t, with) // in vain
	ledger(t, w, 2)
	c.to(c.Now().Add(time.Hour))
	step(t, without)
	answers, hook.heard = true, nil
	step(t, with)
	if len(hook.heard) != 5 || lines != 5 {
		t.Errorf("heard %q, %d lines", hook.heard, lines)
	}
}

// TestWatchedAnew: what became of claims before a workspace was first watched is
// told to nobody; a hook that comes later begins where the lines stood.
func TestWatchedAnew(t *testing.T) {
	c := &clock{now: monday}
	w := open(t, c)
	add := func(address, text string) {
		t.Helper()
		additions, _ := workspace.Additions(ingest.Raw{Path: address, URL: address, Data: []byte(page(text)), ContentType: "text/html"})
		if _, err := w.Add(t.Context(), additions); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Work(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var lines []string
	tell := func(c store.Change) { lines = append(lines, c.Kind) }
	add("https://p.example/1", bus)
	add("https://q.example/2", "Eleven people died when a Tallo Tours coach plunged into the Ombra river outside Vissa, the Kessel hospital said on Wednesday. Marek Dunn, the police chief of Vissa, denied that the driver was drunk.")
	step(t, watch.New(w, watch.Options{Clock: c.Now, Tell: tell}))
	if len(lines) > 0 {
		t.Errorf("told of before: %q", lines)
	}
	heard := 0
	hook := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { heard++ }))
	defer hook.Close()
	step(t, watch.New(w, watch.Options{Clock: c.Now, Tell: tell, Hooks: []watch.Hook{{Address: hook.URL, Secret: []byte("secret")}}}))
	if heard > 0 {
		t.Errorf("a new hook heard %d changes of before", heard)
	}
}
