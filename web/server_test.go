package web_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stemma/ingest"
	"stemma/store"
	"stemma/store/sqlite"
	"stemma/web"
	"stemma/web/guard"
	"stemma/workspace"
)

func open(t testing.TB) *workspace.Workspace {
	t.Helper()
	s, err := sqlite.Open(context.Background(), t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return workspace.New(s, workspace.Options{})
}

// start serves until the test ends, or stop is called.
func start(t testing.TB, w *workspace.Workspace, o web.Options) (address string, stop func()) {
	t.Helper()
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	ctx, cancel := context.WithCancel(context.Background())
	s, err := web.New(ctx, w, o)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx) }()
	var once sync.Once
	stop = func() {
		once.Do(func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		})
	}
	t.Cleanup(stop)
	return strings.TrimSuffix(s.Address(), "/"), stop
}

func get(t testing.TB, address string, headers ...string) (int, string) {
	t.Helper()
	r, _ := http.NewRequest(http.MethodGet, address, nil)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return response.StatusCode, strings.TrimSpace(string(body))
}

func TestServesAndEnds(t *testing.T) {
	ignore := goleak.IgnoreCurrent()
	w := open(t)
	began := time.Now()
	streaming := make(chan struct{})
	address, stop := start(t, w, web.Options{Work: true, User: "ana",
		Pages: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { fmt.Fprint(rw, guard.User(r), " ", r.URL.Path) }),
		API: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Type", "text/event-stream")
			rw.WriteHeader(200)
			http.NewResponseController(rw).Flush()
			close(streaming)
			<-r.Context().Done()
		})})
	if took := time.Since(began); took > 300*time.Millisecond {
		t.Errorf("it took %v to start", took)
	}
	for path, want := range map[string]string{"/healthz": "ok", "/readyz": "ready", "/x": "ana /x"} {
		if status, text := get(t, address+path); status != 200 || text != want {
			t.Errorf("%s: %d %s", path, status, text)
		}
	}
	if status, text := get(t, address+"/metrics"); status != 200 || !strings.Contains(text, "stemma_http_request_seconds") {
		t.Errorf("metrics: %d", status)
	}
	go http.Get(address + "/api/v1/changes/stream")
	<-streaming
	began = time.Now()
	stop()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("a stream held the server for %v", took)
	}
	http.DefaultClient.CloseIdleConnections()
	w.Store().Close()
	goleak.VerifyNone(t, ignore, goleak.IgnoreTopFunction("database/sql.(*DB).connectionOpener"))
}

// TestOtherMachines: an address that other machines reach needs a token.
func TestOtherMachines(t *testing.T) {
	w := open(t)
	for _, address := range []string{"0.0.0.0:0", "[::]:0", ":0", "192.0.2.1:0"} {
		if _, err := web.New(context.Background(), w, web.Options{Listen: address}); err == nil || !strings.Contains(err.Error(), "stemma token new") {
			t.Errorf("%s: %v", address, err)
		}
	}
	token, kept, err := guard.NewToken("desk", guard.ScopeRead, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Store().Update(context.Background(), func(tx *store.Tx) error { _, err := tx.AddToken(kept); return err }); err != nil {
		t.Fatal(err)
	}
	address, _ := start(t, w, web.Options{SignIn: true, Pages: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { fmt.Fprint(rw, guard.User(r)) })})
	if status, _ := get(t, address+"/"); status != 401 {
		t.Error("nobody comes in:", status)
	}
	if status, text := get(t, address+"/", "Authorization: Bearer "+token); status != 200 || text != "desk" {
		t.Error(status, text)
	}
	if status, _ := get(t, address+"/metrics", "Authorization: Bearer "+token); status != 403 {
		t.Error("a reader sees the measures:", status)
	}
}

// TestLog: neither a defect's details nor a secret go where they should not.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	var mutex sync.Mutex
	address, stop := start(t, open(t), web.Options{Log: slog.New(slog.NewTextHandler(writer(func(p []byte) (int, error) {
		mutex.Lock()
		defer mutex.Unlock()
		return log.Write(p)
	}), nil)), Pages: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the vault's number is 4711") })})
	status, text := get(t, address+"/x?password=hunter2", "Authorization: Bearer stm_secret", "Cookie: stemma=session-secret")
	stop()
	if status != 500 || strings.Contains(text, "4711") {
		t.Error(status, text)
	}
	if !strings.Contains(log.String(), "4711") || !strings.Contains(log.String(), "parameters=password") {
		t.Errorf("%s", log.String())
	}
	for _, secret := range []string{"hunter2", "stm_secret", "session-secret"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%s is in the log", secret)
		}
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

// TestReadersDuringWork: 200 readers at once, while reports come in and are
// worked on, see no error.
func TestReadersDuringWork(t *testing.T) {
	w := open(t)
	address, _ := start(t, w, web.Options{Work: true, Pages: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		err := w.Store().View(r.Context(), func(tx *store.Tx) error {
			if _, err := tx.Stories(store.Filter{}); err != nil {
				return err
			}
			_, err := tx.Claims(store.Filter{})
			return err
		})
		if err != nil {
			http.Error(rw, err.Error(), 500)
		}
	})})
	folders, _ := filepath.Glob("../examples/*")
	articles, _ := ingest.Read(context.Background(), folders, ingest.Options{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, a := range workspace.Grouped(articles) {
			if _, err := w.Add(context.Background(), []workspace.Addition{a}); err != nil {
				t.Error(err)
			}
			if _, err := w.Work(context.Background()); err != nil {
				t.Error(err)
			}
		}
	}()
	var wrong, right atomic.Int64
	var wait sync.WaitGroup
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}}
	defer client.CloseIdleConnections()
	for range 200 {
		wait.Go(func() {
			for running := true; running; {
				select {
				case <-done:
					running = false
				default:
				}
				response, err := client.Get(address + "/")
				if err != nil {
					wrong.Add(1)
					continue
				}
				io.Copy(io.Discard, response.Body)
				response.Body.Close()
				switch response.StatusCode {
				case 200:
					right.Add(1)
				case http.StatusTooManyRequests: // the guard counts them as one client
					time.Sleep(50 * time.Millisecond)
				default:
					wrong.Add(1)
				}
			}
		})
	}
	wait.Wait()
	if wrong.Load() > 0 || right.Load() < 200 {
		t.Errorf("%d answers, %d errors", right.Load(), wrong.Load())
	}
}

// TestLogAndMeasures: what a client makes up is neither told on, where it could
// be a secret, nor kept for good.
func TestLogAndMeasures(t *testing.T) {
	var log bytes.Buffer
	address, stop := start(t, open(t), web.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Pages: http.NotFoundHandler()})
	get(t, address+"/stm_somebodyssecret?stm_anothersecret=1&page=2")
	for _, method := range []string{"BREW", "PROPFIND"} {
		r, _ := http.NewRequest(method, address+"/"+strings.Repeat("x", 5000), nil)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
	_, measures := get(t, address+"/metrics")
	if strings.Contains(measures, "BREW") || !strings.Contains(measures, `stemma_http_request_seconds_count{method="other",status="405"} 2`) {
		t.Errorf("the measures: %s", measures)
	}
	stop()
	if said := log.String(); strings.Contains(said, "secret") || strings.Contains(said, strings.Repeat("x", 400)) || !strings.Contains(said, "parameters=page,stm_…") {
		t.Errorf("the log: %s", said)
	}
}
