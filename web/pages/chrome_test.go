package pages

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// policy is the strictest that the pages must work under.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// site is the pages on a real port, and what asks it.
type site struct {
	*httptest.Server
	ctx   context.Context
	mutex sync.Mutex
	other []string // requests that went elsewhere
}

// profile is a folder for the browser. Its processes may write into it for a
// moment after the browser was told to end, so it is removed with patience, and
// one that stays is no fault of a page.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "stemma-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 20 {
			if os.RemoveAll(dir) == nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
	return dir
}

// browse opens a Chromium on the pages; the test is skipped where there is none.
func browse(t *testing.T, h http.Handler) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.UserDataDir(profile(t)),
		chromedp.DisableGPU, chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true), chromedp.WindowSize(1280, 900))
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancel)
	s.ctx = ctx
	chromedp.ListenTarget(ctx, s.heard)
	s.run(t, network.Enable())
	return s
}

// chromium is the browser of the system.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium is installed; .ci/run installs one")
	return ""
}

// heard notes a request to any other server.
func (s *site) heard(event any) {
	if e, ok := event.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, s.URL) && !strings.HasPrefix(e.Request.URL, "about:") {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.other = append(s.other, e.Request.URL)
	}
}

// run does things in the browser, none of which may take long.
func (s *site) run(t testing.TB, actions ...chromedp.Action) {
	t.Helper()
	// The first run starts the browser, whose context must outlive it.
	done := make(chan error, 1)
	go func() { done <- chromedp.Run(s.ctx, actions...) }()
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(60 * time.Second):
		t.Fatal("the browser does not answer")
	}
}

// sized sets the window, and whether the reader likes it dark.
func (s *site) sized(t testing.TB, width, height int64, dark bool) {
	t.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	s.run(t, emulation.SetDeviceMetricsOverride(width, height, 1, false),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}))
}

// open goes to a page.
func (s *site) open(t testing.TB, path string) {
	t.Helper()
	s.run(t, chromedp.Navigate(s.URL+path), chromedp.WaitReady("main"))
}

// ask evaluates JavaScript of the test's, not of the page's.
func ask[T any](t testing.TB, s *site, script string) T {
	t.Helper()
	var value T
	s.run(t, chromedp.Evaluate(script, &value))
	return value
}

// shoot takes a picture of the window, or with whole of the whole page.
func (s *site) shoot(t testing.TB, file string, whole bool) {
	t.Helper()
	var picture []byte
	s.run(t, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		picture, err = page.CaptureScreenshot().WithFormat(page.CaptureScreenshotFormatPng).WithCaptureBeyondViewport(whole).WithOptimizeForSpeed(false).Do(ctx)
		return err
	}))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, picture, 0o666); err != nil {
		t.Fatal(err)
	}
}

// pause waits a moment for the browser.
func pause() { time.Sleep(50 * time.Millisecond) }

// text is what a reader sees of the page; it works without the page's JavaScript.
func (s *site) text(t testing.TB) string {
	t.Helper()
	return ask[string](t, s, `document.body ? document.body.innerText : ''`)
}

// focus describes what has the focus: element, words, address, seen or not.
func (s *site) focus(t testing.TB) []string {
	t.Helper()
	return ask[[]string](t, s, focused)
}
