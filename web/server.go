// Package web serves a workspace: the pages, the API and the assistants' door
// behind one guard, and the work that new reports ask for.
//
// Input: a workspace and the handlers of the packages below it. Output: a server
// that starts at once, ends when its context does, and lets nobody in from
// elsewhere without a token.
//
// It deliberately makes no certificates: for other machines give it a
// certificate, or put a proxy before it.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"stemma/store"
	"stemma/web/guard"
	"stemma/workspace"
)

// Options of a Server.
type Options struct {
	Listen    string   // "127.0.0.1:7317", or "unix:" and a path
	Names     []string // hosts by which it is called, besides those of Listen
	User      string   // the local user's name, for a loopback address
	SignIn    bool     // ask for a token on a loopback address too
	Cert, Key string   // files, for TLS
	Secure    bool     // browsers come over TLS, though this server speaks none
	Proxies   []netip.Prefix
	OpenID    *guard.OpenID
	Pages     http.Handler // "/"
	API       http.Handler // "/api/"
	Assistant http.Handler // "/mcp"
	Work      bool         // do the work that new reports ask for
	Log       *slog.Logger
}

// Server serves a workspace.
type Server struct {
	workspace *workspace.Workspace
	options   Options
	listener  net.Listener
	http      *http.Server
	poke      chan struct{}
	measures  *measures
}

// New listens at once, so that a port that is taken is known before anything else.
func New(ctx context.Context, w *workspace.Workspace, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{workspace: w, options: o, poke: make(chan struct{}, 1), measures: newMeasures(w)}
	open, err := s.open(ctx)
	if err != nil {
		return nil, err
	}
	g, err := guard.New(guard.Options{Open: open, User: o.User, Names: s.names(), Secure: o.Secure || o.Cert != "", Proxies: o.Proxies, Keys: keys{w}, OpenID: o.OpenID, Asking: []string{"/mcp"}, Log: o.Log})
	if err != nil {
		return nil, err
	}
	if s.listener, err = listen(ctx, o.Listen); err != nil {
		return nil, err
	}
	s.http = &http.Server{
		Handler:           s.logged(recovered(o.Log, g.Handler(s.routes()))),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		WriteTimeout:      2 * time.Minute, // streams set their own
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug),
	}
	return s, nil
}

// open reports whether whoever asks is the local user. An address that other
// machines reach needs a way to tell who asks.
func (s *Server) open(ctx context.Context) (bool, error) {
	local := loopback(s.options.Listen)
	if local && !s.options.SignIn {
		return true, nil
	}
	if s.options.OpenID != nil {
		return false, nil
	}
	var tokens []store.Token
	err := s.workspace.Store().View(ctx, func(t *store.Tx) (err error) {
		tokens, err = t.Tokens()
		return err
	})
	if err != nil {
		return false, err
	}
	for _, t := range tokens {
		if t.Revoked.IsZero() {
			return false, nil
		}
	}
	return false, fmt.Errorf("other machines can reach %s, and nothing tells who may come in: make a token first ('stemma token new NAME'), or give an OpenID Connect provider (--oidc-issuer)", s.options.Listen)
}

// loopback reports whether only this machine reaches the address.
func loopback(address string) bool {
	if strings.HasPrefix(address, "unix:") {
		return true
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// names are the hosts by which the server is called.
func (s *Server) names() []string {
	names := append([]string{}, s.options.Names...)
	for i, name := range names {
		names[i] = strings.ToLower(name)
	}
	if loopback(s.options.Listen) {
		return append(names, "localhost", "127.0.0.1", "::1")
	}
	if host, _, err := net.SplitHostPort(s.options.Listen); err == nil && host != "" && host != "0.0.0.0" && host != "::" {
		return append(names, strings.ToLower(host))
	}
	if len(names) == 0 {
		if name, err := os.Hostname(); err == nil {
			names = append(names, strings.ToLower(name))
		}
	}
	return append(names, "localhost", "127.0.0.1", "::1")
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	network := "tcp"
	if path, found := strings.CutPrefix(address, "unix:"); found {
		network, address = "unix", path
		forsaken(ctx, path)
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, network, address)
	if err != nil {
		return nil, fmt.Errorf("%w; choose another address with --listen", err)
	}
	return l, nil
}

// forsaken removes a socket at which nobody listens any more: a server that was
// killed leaves its own behind.
func forsaken(ctx context.Context, path string) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&os.ModeSocket == 0 {
		return
	}
	var dialer net.Dialer
	c, err := dialer.DialContext(ctx, "unix", path)
	if err == nil {
		c.Close()
	} else if errors.Is(err, syscall.ECONNREFUSED) {
		_ = os.Remove(path) // what is in the way still is named when it is listened at
	}
}

// routes puts the handlers in their places.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", only(guard.ScopeAdmin, s.measures.handler()))
	compressed, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.ExceptContentTypes([]string{"text/event-stream", "image/png", "application/zip"}))
	if err != nil {
		compressed = func(h http.Handler) http.HandlerFunc { return h.ServeHTTP }
	}
	for path, h := range map[string]http.Handler{"/": s.options.Pages, "/api/": s.options.API, "/mcp": s.options.Assistant} {
		if h != nil {
			mux.Handle(path, s.worked(compressed(h)))
		}
	}
	return mux
}

func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	if err := s.workspace.Store().View(r.Context(), func(*store.Tx) error { return nil }); err != nil {
		s.options.Log.Error("not ready", "error", err)
		http.Error(w, "the workspace cannot be read", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}

// only lets in who has the scope.
func only(scope string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !guard.Who(r).May(scope) {
			http.Error(w, "This needs a token of scope "+scope+".", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// worked looks for work after whatever may have brought some.
func (s *Server) worked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r)
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			s.Poke()
		}
	})
}

// Poke says that there may be work.
func (s *Server) Poke() {
	select {
	case s.poke <- struct{}{}:
	default:
	}
}

// Address is where the server listens, as a browser is told.
func (s *Server) Address() string {
	if s.listener.Addr().Network() == "unix" {
		return "unix:" + s.listener.Addr().String()
	}
	scheme := "http"
	if s.options.Cert != "" {
		scheme = "https"
	}
	return scheme + "://" + s.listener.Addr().String() + "/"
}

const (
	lookEvery = 5 * time.Second // for what other processes added
	longest   = time.Minute     // between two tries after failures
	farewell  = 10 * time.Second
)

// Serve serves until ctx ends, then lets requests that are under way finish.
func (s *Server) Serve(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.http.BaseContext = func(net.Listener) context.Context { return ctx } // streams end when the server does
	var wait sync.WaitGroup
	if s.options.Work {
		wait.Go(func() { s.work(ctx) })
	}
	ended := make(chan error, 1)
	go func() { ended <- s.accept() }()
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
		defer cancel()
		err = s.http.Shutdown(last)
		<-ended
	}
	stop()
	wait.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func (s *Server) accept() error {
	if s.options.Cert != "" {
		return s.http.ServeTLS(s.listener, s.options.Cert, s.options.Key)
	}
	return s.http.Serve(s.listener)
}

// work does what there is to do, when told and now and then.
func (s *Server) work(ctx context.Context) {
	pause := lookEvery
	for ctx.Err() == nil {
		if _, err := s.workspace.Work(ctx); err != nil && ctx.Err() == nil {
			s.options.Log.Error("work", "error", err, "again in", pause)
			pause = min(2*pause, longest)
		} else {
			pause = lookEvery
		}
		if n, err := s.workspace.Refresh(ctx); n > 0 && err == nil {
			continue // there may be more
		}
		select {
		case <-ctx.Done():
		case <-s.poke:
		case <-time.After(pause):
		}
	}
}
