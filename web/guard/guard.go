// Package guard stands before the workspace's pages and API: it says who asks,
// what they may do, and what a browser may do with the answer.
//
// Input: a request. Output: the request for the handler behind it, with a Person
// in its context (see Who), or a refusal. On a loopback address without sign-in
// the person is the local user, who may do everything; elsewhere a person shows a
// token, or a session that one was exchanged for, or that an OpenID Connect
// provider vouched for.
//
// Refused are: hosts by which this server is not called (DNS rebinding), unsafe
// requests from other origins (cross-site request forgery; Fetch metadata and
// Origin, as http.CrossOriginProtection reads them), too many requests, bodies
// that are too long, tokens in an address. Answers carry a Content-Security-Policy
// that lets a page load nothing from anywhere else and run no script at all.
//
// It deliberately trusts no header that a client can set about itself, save
// X-Forwarded-For and -Proto from proxies that were named.
package guard

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"stemma/store"
)

// Scopes of what a person may do, each with those before it.
const (
	ScopeRead  = "read"
	ScopeWrite = "write"
	ScopeAdmin = "admin"
)

// Scopes lists them, the least first.
var Scopes = []string{ScopeRead, ScopeWrite, ScopeAdmin}

// Keys keeps tokens and the audit log.
type Keys interface {
	TokenByHash(ctx context.Context, hash []byte) (store.Token, error) // store.ErrNotFound for none
	UsedToken(ctx context.Context, id int64) error
	TokenHolds(ctx context.Context, id int64) bool // it is there and was not revoked
	Audit(ctx context.Context, who, what, detail string)
}

// Options of a Guard; Keys is needed unless Open.
type Options struct {
	Open    bool           // whoever asks is LocalUser: for loopback addresses alone
	User    string         // the local user's name; "local" where it is empty
	Names   []string       // the hosts by which the server is called, without ports; empty: loopback's
	Secure  bool           // browsers come over TLS
	Proxies []netip.Prefix // whose X-Forwarded-For and -Proto hold
	Keys    Keys
	OpenID  *OpenID  // nil: none
	Asking  []string // paths under which POST only asks, and changes nothing
	Rate    float64  // requests a second that one client may go on making; 0: 50, or where it is open 5000
	Burst   int      // requests at once; 0: 200, or 20,000
	Body    int64    // bytes of a request's body; 0: 32 MiB
	Clock   func() time.Time
	Log     *slog.Logger
}

// Guard is the middleware.
type Guard struct {
	options  Options
	origin   *http.CrossOriginProtection
	clients  *limiter // all requests
	guesses  *limiter // failed sign-ins
	sessions *sessions
}

// New is a Guard.
func New(o Options) (*Guard, error) {
	if !o.Open && o.Keys == nil {
		return nil, errors.New("guard: nothing tells who may come in")
	}
	o.User = cmp.Or(o.User, "local")
	if o.Open { // the machine's own user is the only client
		o.Rate, o.Burst = cmp.Or(o.Rate, 5000), cmp.Or(o.Burst, 20_000)
	}
	o.Rate, o.Burst, o.Body = cmp.Or(o.Rate, 50), cmp.Or(o.Burst, 200), cmp.Or(o.Body, 32<<20)
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if len(o.Names) == 0 {
		o.Names = []string{"localhost", "127.0.0.1", "::1"}
	}
	return &Guard{options: o, origin: http.NewCrossOriginProtection(), clients: newLimiter(o.Rate, o.Burst), guesses: newLimiter(1.0/30, 10),
		sessions: &sessions{all: map[[32]byte]session{}}}, nil
}

// Person is who asks.
type Person struct {
	Name  string // "" nobody
	Scope string
	Token int64 // by which they came; 0 none
}

// May reports whether the person has the scope.
func (p Person) May(scope string) bool {
	return p.Name != "" && slices.Index(Scopes, p.Scope) >= slices.Index(Scopes, scope)
}

type personKey struct{}

// Who is the person of a request that came through a Guard.
func Who(r *http.Request) Person {
	p, _ := r.Context().Value(personKey{}).(Person)
	return p
}

// User is the person's name; "" for nobody.
func User(r *http.Request) string { return Who(r).Name }

// CanWrite reports whether the person may change things.
func CanWrite(r *http.Request) bool { return Who(r).May(ScopeWrite) }

// Handler puts the guard before next.
func (g *Guard) Handler(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sign-in", g.signInPage)
	mux.HandleFunc("POST /sign-in", g.signIn)
	mux.HandleFunc("POST /sign-out", g.signOut)
	mux.HandleFunc("GET /sign-in.css", style)
	if g.options.OpenID != nil {
		mux.HandleFunc("GET /sign-in/openid", g.openIDStart)
		mux.HandleFunc("GET /sign-in/openid/back", g.openIDBack)
	}
	mux.Handle("/", g.known(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headers(w, g.secure(r))
		if refusal := g.refuse(r); refusal != nil {
			refusal.write(w, r)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, g.options.Body)
		mux.ServeHTTP(w, r)
	})
}

// refusal is an answer that goes no further.
type refusal struct {
	status int
	what   string
}

func (f *refusal) write(w http.ResponseWriter, r *http.Request) {
	if f.status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "5")
	}
	if f.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="stemma"`)
	}
	http.Error(w, f.what, f.status)
}

// Methods are those of the requests that go further than here.
var Methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

// refuse tells why a request goes no further, whoever makes it; nil if it may.
func (g *Guard) refuse(r *http.Request) *refusal {
	switch {
	case !g.calledSo(r.Host):
		return &refusal{http.StatusMisdirectedRequest, "This server is not called " + clean(r.Host) + ". Use its own name, or start it with --name."}
	case !slices.Contains(Methods, r.Method):
		return &refusal{http.StatusMethodNotAllowed, "No such method."}
	case !g.clients.allow(g.client(r), g.options.Clock()):
		return &refusal{http.StatusTooManyRequests, "Too many requests; wait a few seconds."}
	case r.URL.Query().Has("access_token") || strings.Contains(r.URL.RawQuery, TokenMark):
		return &refusal{http.StatusBadRequest, "A token in an address ends up in logs: send it in the Authorization header. Revoke this one."}
	}
	if err := g.origin.Check(r); err != nil {
		return &refusal{http.StatusForbidden, "The request came from another site's page, and was refused."}
	}
	return nil
}

// calledSo reports whether the host is a name of this server.
func (g *Guard) calledSo(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	return slices.Contains(g.options.Names, name) || slices.Contains(g.options.Names, "*")
}

// client is the address by which requests are counted: an IPv6 one by its /64.
func (g *Guard) client(r *http.Request) string {
	address := peer(r)
	if g.proxied(address) {
		// The last one that no proxy of ours is: those before it the client may have made up.
		hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		for _, hop := range slices.Backward(hops) {
			forwarded, err := netip.ParseAddr(strings.TrimSpace(hop))
			if err != nil {
				break
			}
			address = forwarded.Unmap()
			if !g.proxied(address) {
				break
			}
		}
	}
	if address.Is6() {
		prefix, _ := address.Prefix(64)
		return prefix.String()
	}
	return address.String()
}

func peer(r *http.Request) netip.Addr {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap()
}

func (g *Guard) proxied(address netip.Addr) bool {
	return slices.ContainsFunc(g.options.Proxies, func(p netip.Prefix) bool { return p.Contains(address) })
}

// secure reports whether the browser came over TLS.
func (g *Guard) secure(r *http.Request) bool {
	return g.options.Secure || r.TLS != nil || g.proxied(peer(r)) && r.Header.Get("X-Forwarded-Proto") == "https"
}

// policy lets a page have styles, pictures and forms of this server, and nothing else.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func headers(w http.ResponseWriter, secure bool) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// known lets through who is known, and what needs no knowing.
func (g *Guard) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		person, err := g.who(r)
		switch {
		case err != nil:
			g.failed(r, err.Error())
			(&refusal{http.StatusUnauthorized, err.Error()}).write(w, r)
			return
		case person.Name == "" && !public(r.URL.Path):
			if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") {
				http.Redirect(w, r, "/sign-in?next="+escaped(r.URL.RequestURI()), http.StatusSeeOther)
				return
			}
			(&refusal{http.StatusUnauthorized, "Sign in, or send a token: Authorization: Bearer …. 'stemma token new' makes one."}).write(w, r)
			return
		case g.changes(r) && !person.May(ScopeWrite):
			g.note(r, person.Name, "may not write")
			(&refusal{http.StatusForbidden, "This token lets you read, not change things."}).write(w, r)
			return
		}
		if !g.options.Open {
			w.Header().Set("Cache-Control", "private, no-cache")
			w.Header().Add("Vary", "Authorization, Cookie")
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), personKey{}, person)))
		if g.changes(r) && g.options.Keys != nil {
			g.options.Keys.Audit(context.WithoutCancel(r.Context()), person.Name, r.Method+" "+r.URL.Path, "from "+g.client(r))
		}
	})
}

// changes reports whether a request may change something.
func (g *Guard) changes(r *http.Request) bool {
	asks := slices.ContainsFunc(g.options.Asking, func(path string) bool { return r.URL.Path == path || strings.HasPrefix(r.URL.Path, path+"/") })
	return !safe(r.Method) && !asks
}

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// public are the paths that tell nothing.
func public(path string) bool {
	return path == "/healthz" || path == "/readyz" || path == "/favicon.ico" || strings.HasPrefix(path, "/assets/")
}

// clean is what a client sent, safe to show.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, text[:min(len(text), 100)])
}
