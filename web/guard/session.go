package guard

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Sessions live in memory: who had one before the server started anew signs in
// again. A session's number is random, new at each sign-in, and kept as its hash.
const (
	sessionLife  = 12 * time.Hour
	mostSessions = 10_000
)

type session struct {
	person Person
	ends   time.Time
}

type sessions struct {
	mutex sync.Mutex
	all   map[[32]byte]session
}

func (s *sessions) open(p Person, now time.Time) string {
	id := rand.Text() + rand.Text() // 260 random bits
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.all) >= mostSessions {
		for key, old := range s.all {
			if now.After(old.ends) {
				delete(s.all, key)
			}
		}
		if len(s.all) >= mostSessions {
			clear(s.all)
		}
	}
	s.all[sha256.Sum256([]byte(id))] = session{p, now.Add(sessionLife)}
	return id
}

func (s *sessions) of(id string, now time.Time) (Person, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	found, ok := s.all[sha256.Sum256([]byte(id))]
	return found.person, ok && now.Before(found.ends)
}

func (s *sessions) close(id string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.all, sha256.Sum256([]byte(id)))
}

// cookie is the session's cookie; the prefix makes browsers refuse one that was
// set by another host or without TLS.
func (g *Guard) cookie(r *http.Request, id string, age int) *http.Cookie {
	c := &http.Cookie{Name: "stemma", Value: id, Path: "/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if g.secure(r) {
		c.Name, c.Secure = "__Host-stemma", true
	}
	return c
}

// sessionOf is the person of the request's session. A token that was revoked
// ends the sessions that it opened.
func (g *Guard) sessionOf(r *http.Request) Person {
	c, err := r.Cookie(g.cookie(r, "", 0).Name)
	if err != nil {
		return Person{}
	}
	person, ok := g.sessions.of(c.Value, g.options.Clock())
	if !ok {
		return Person{}
	}
	if person.Token != 0 && !g.options.Keys.TokenHolds(r.Context(), person.Token) {
		g.sessions.close(c.Value)
		return Person{}
	}
	return person
}

var signInTemplate = template.Must(template.New("").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in – stemma</title>
<link rel="stylesheet" href="/sign-in.css"></head><body><main>
<h1>Sign in</h1>
{{with .Wrong}}<p role="alert">{{.}}</p>{{end}}
<form method="post" action="/sign-in"><input type="hidden" name="next" value="{{.Next}}">
<p><label for="token">Token</label> <input id="token" name="token" type="password" autocomplete="current-password" required autofocus></p>
<p><button>Sign in</button></p></form>
{{if .OpenID}}<p><a href="/sign-in/openid?next={{.Next}}">Sign in with your organisation</a></p>{{end}}
<p>Whoever runs this server makes tokens with <code>stemma token new NAME</code>.</p>
</main></body></html>
`))

const signInStyle = `:root{color-scheme:light dark;font:1.1rem/1.5 Georgia,serif}
main{max-width:32rem;margin:4rem auto;padding:0 1rem}
input,button{font:inherit;padding:.4rem .6rem}
[role=alert]{border-left:.3rem solid;padding-left:.7rem}
`

func style(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = io.WriteString(w, signInStyle)
}

func (g *Guard) signInPage(w http.ResponseWriter, r *http.Request) {
	g.showSignIn(w, http.StatusOK, r.URL.Query().Get("next"), "")
}

func (g *Guard) showSignIn(w http.ResponseWriter, status int, next, wrong string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = signInTemplate.Execute(w, struct {
		Next, Wrong string
		OpenID      bool
	}{within(next), wrong, g.options.OpenID != nil})
}

func (g *Guard) signIn(w http.ResponseWriter, r *http.Request) {
	next := r.PostFormValue("next")
	if !g.guesses.left(g.client(r), g.options.Clock()) {
		g.showSignIn(w, http.StatusTooManyRequests, next, "Too many failures from your address; wait some minutes.")
		return
	}
	person, err := g.holder(r.Context(), strings.TrimSpace(r.PostFormValue("token")))
	if err != nil {
		g.failed(r, err.Error())
		g.showSignIn(w, http.StatusUnauthorized, next, "Not signed in: "+err.Error()+".")
		return
	}
	g.enter(w, r, person, next)
}

// enter opens a session and sends the browser on.
func (g *Guard) enter(w http.ResponseWriter, r *http.Request, person Person, next string) {
	if c, err := r.Cookie(g.cookie(r, "", 0).Name); err == nil {
		g.sessions.close(c.Value)
	}
	http.SetCookie(w, g.cookie(r, g.sessions.open(person, g.options.Clock()), int(sessionLife.Seconds())))
	if g.options.Keys != nil {
		g.options.Keys.Audit(context.WithoutCancel(r.Context()), person.Name, "signed in", "from "+g.client(r))
	}
	http.Redirect(w, r, within(next), http.StatusSeeOther)
}

func (g *Guard) signOut(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(g.cookie(r, "", 0).Name); err == nil {
		g.sessions.close(c.Value)
	}
	http.SetCookie(w, g.cookie(r, "", -1))
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
}

// within is an address on this server, "/" for every other: a sign-in sends
// nobody elsewhere.
func within(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(next, "/") ||
		strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}

func escaped(address string) string { return url.QueryEscape(within(address)) }

func unescaped(address string) (string, error) { return url.QueryUnescape(address) }
