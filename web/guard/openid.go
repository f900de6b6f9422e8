package guard

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// OpenID lets people in whom an OpenID Connect provider vouches for.
type OpenID struct {
	Allowed  []string // e-mail addresses, and domains as "@desk.example"
	Scope    string   // what they may do
	config   oauth2.Config
	verifier *oidc.IDTokenVerifier
	client   *http.Client
}

// NewOpenID asks the issuer how it is to be spoken to. back is this server's
// own address, "https://stemma.desk.example".
func NewOpenID(ctx context.Context, issuer, id, secret, back string, allowed []string, scope string) (*OpenID, error) {
	if len(allowed) == 0 {
		return nil, errors.New("OpenID Connect needs the addresses or domains that may come in (--oidc-allow)")
	}
	if !slices.Contains(Scopes, scope) {
		return nil, fmt.Errorf("no scope %q; there are %s", scope, strings.Join(Scopes, ", "))
	}
	provider, err := oidc.NewProvider(ctx, issuer)
	if err != nil {
		return nil, fmt.Errorf("OpenID Connect provider %s: %w", issuer, err)
	}
	client, _ := ctx.Value(oauth2.HTTPClient).(*http.Client)
	return &OpenID{Allowed: allowed, Scope: scope, client: client, verifier: provider.Verifier(&oidc.Config{ClientID: id}),
		config: oauth2.Config{ClientID: id, ClientSecret: secret, Endpoint: provider.Endpoint(), RedirectURL: strings.TrimRight(back, "/") + "/sign-in/openid/back", Scopes: []string{oidc.ScopeOpenID, "email", "profile"}}}, nil
}

// admits reports whether a verified address may come in.
func (o *OpenID) admits(email string) bool {
	email = strings.ToLower(email)
	at := strings.LastIndex(email, "@")
	return at > 0 && slices.ContainsFunc(o.Allowed, func(allowed string) bool {
		allowed = strings.ToLower(allowed)
		return allowed == email || strings.HasPrefix(allowed, "@") && allowed == email[at:]
	})
}

// The way to the provider and back is kept in a cookie of a few minutes: state,
// nonce, the PKCE verifier, and where the person was going.
const wayLife = 600 // seconds

func (g *Guard) way(r *http.Request, value string, age int) *http.Cookie {
	c := g.cookie(r, value, age)
	c.Name += "-way"
	return c
}

func (g *Guard) openIDStart(w http.ResponseWriter, r *http.Request) {
	state, nonce, verifier := rand.Text(), rand.Text(), oauth2.GenerateVerifier()
	http.SetCookie(w, g.way(r, strings.Join([]string{state, nonce, verifier, escaped(r.URL.Query().Get("next"))}, "."), wayLife))
	http.Redirect(w, r, g.options.OpenID.config.AuthCodeURL(state, oidc.Nonce(nonce), oauth2.S256ChallengeOption(verifier)), http.StatusSeeOther)
}

func (g *Guard) openIDBack(w http.ResponseWriter, r *http.Request) {
	person, next, err := g.vouched(r)
	http.SetCookie(w, g.way(r, "", -1))
	if err != nil {
		g.failed(r, err.Error())
		g.showSignIn(w, http.StatusUnauthorized, "/", "Not signed in: "+err.Error()+".")
		return
	}
	g.enter(w, r, person, next)
}

// vouched is the person for whom the provider vouches, and where they were going.
func (g *Guard) vouched(r *http.Request) (Person, string, error) {
	o := g.options.OpenID
	c, err := r.Cookie(g.way(r, "", 0).Name)
	if err != nil {
		return Person{}, "", errors.New("the sign-in took too long, or cookies are off")
	}
	parts := strings.SplitN(c.Value, ".", 4)
	if len(parts) != 4 || subtle.ConstantTimeCompare([]byte(parts[0]), []byte(r.URL.Query().Get("state"))) == 0 {
		return Person{}, "", errors.New("the answer belongs to another sign-in")
	}
	ctx := r.Context()
	if o.client != nil {
		ctx = oidc.ClientContext(ctx, o.client)
	}
	answer, err := o.config.Exchange(ctx, r.URL.Query().Get("code"), oauth2.VerifierOption(parts[2]))
	if err != nil {
		return Person{}, "", errors.New("the provider did not confirm it")
	}
	raw, _ := answer.Extra("id_token").(string)
	id, err := o.verifier.Verify(ctx, raw)
	if err != nil || subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(parts[1])) == 0 {
		return Person{}, "", errors.New("the provider's word does not hold")
	}
	var claims struct {
		Email    string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	if err := id.Claims(&claims); err != nil || !claims.Verified || !o.admits(claims.Email) {
		return Person{}, "", fmt.Errorf("%s may not come in here", clean(claims.Email))
	}
	next, _ := unescaped(parts[3])
	return Person{Name: claims.Email, Scope: o.Scope}, next, nil
}
