package guard_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"stemma/web/guard"
)

// provider is an OpenID Connect provider that says of everybody what claims
// holds, and may be made to lie.
type provider struct {
	*httptest.Server
	key       *rsa.PrivateKey
	sign      *rsa.PrivateKey // with which it signs; nil: key
	claims    map[string]any
	challenge string // of the sign-in under way
	verified  bool   // that the verifier belongs to the challenge
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{key: key}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": encoded(key.N.Bytes()), "e": encoded(big.NewInt(int64(key.E)).Bytes())}}})
	})
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
		p.verified = encoded(sum[:]) == p.challenge
		if r.PostFormValue("code") != "good" || !p.verified {
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
			return
		}
		answer(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": p.token(t)})
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func answer(w http.ResponseWriter, what any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(what)
}

func encoded(data []byte) string { return base64.RawURLEncoding.EncodeToString(data) }

// token signs the claims (RFC 7519, RS256).
func (p *provider) token(t *testing.T) string {
	claims, err := json.Marshal(p.claims)
	if err != nil {
		t.Error(err)
	}
	text := encoded([]byte(`{"alg":"RS256","kid":"1"}`)) + "." + encoded(claims)
	key := p.key
	if p.sign != nil {
		key = p.sign
	}
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		t.Error(err)
	}
	return text + "." + encoded(signature)
}

// TestOpenID: whom the provider vouches for comes in, once the sign-in is their
// own and every word of the provider's holds; else nobody does.
func TestOpenID(t *testing.T) {
	p := newProvider(t)
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	open, err := guard.NewOpenID(context.Background(), p.URL, "stemma", "secret", "http://127.0.0.1", []string{"ana@desk.example", "@herald.example"}, guard.ScopeWrite)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		lie  func(back url.Values) // about the claims, or about the way back
		in   string
	}{
		{"as it should be", func(url.Values) {}, "ana@desk.example true"},
		{"another case", func(url.Values) { p.claims["email"] = "Ana@DESK.example" }, "Ana@DESK.example true"},
		{"of the domain", func(url.Values) { p.claims["email"] = "bo@herald.example" }, "bo@herald.example true"},
		{"of a domain that ends so", func(url.Values) { p.claims["email"] = "bo@not-herald.example" }, ""},
		{"of a domain below", func(url.Values) { p.claims["email"] = "bo@a.herald.example" }, ""},
		{"two at signs", func(url.Values) { p.claims["email"] = "bo@herald.example@evil.example" }, ""},
		{"no address", func(url.Values) { delete(p.claims, "email") }, ""},
		{"somebody else", func(url.Values) { p.claims["email"] = "eve@evil.example" }, ""},
		{"not verified", func(url.Values) { p.claims["email_verified"] = false }, ""},
		{"not said to be verified", func(url.Values) { delete(p.claims, "email_verified") }, ""},
		{"another state", func(back url.Values) { back.Set("state", "another") }, ""},
		{"no state", func(back url.Values) { back.Del("state") }, ""},
		{"another nonce", func(url.Values) { p.claims["nonce"] = "another" }, ""},
		{"no nonce", func(url.Values) { delete(p.claims, "nonce") }, ""},
		{"for another program", func(url.Values) { p.claims["aud"] = "another" }, ""},
		{"of another provider", func(url.Values) { p.claims["iss"] = "https://evil.example" }, ""},
		{"expired", func(url.Values) { p.claims["exp"] = time.Now().Add(-time.Hour).Unix() }, ""},
		{"signed by another", func(url.Values) { p.sign = stranger }, ""},
		{"another code", func(back url.Values) { back.Set("code", "bad") }, ""},
		{"refused there", func(back url.Values) { back.Del("code"); back.Set("error", "access_denied") }, ""},
		{"another verifier", func(url.Values) { p.challenge = "another" }, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			k := &keys{}
			server := serve(t, guard.Options{Keys: k, OpenID: open})
			jar, _ := cookiejar.New(nil)
			browser := &http.Client{Jar: jar, CheckRedirect: stay.CheckRedirect}
			p.sign = nil
			back := p.signIn(t, browser, server.URL)
			test.lie(back)
			status, body, header := ask(t, browser, "GET", server.URL+"/sign-in/openid/back?"+back.Encode(), "")
			_, who, _ := ask(t, browser, "GET", server.URL+"/stories/1", "")
			if test.in == "" {
				if status != http.StatusUnauthorized || !strings.Contains(body, "Not signed in") || !strings.Contains(who, "Sign in") {
					t.Errorf("%d %s; then %q", status, body, who)
				}
				return
			}
			if status != http.StatusSeeOther || header.Get("Location") != "/stories/1?all=1" || who != test.in {
				t.Errorf("%d %s to %s; then %q", status, body, header.Get("Location"), who)
			}
			if !p.verified || !strings.Contains(strings.Join(k.lines, "\n"), " | signed in | ") {
				t.Errorf("verified: %v; the audit: %q", p.verified, k.lines)
			}
		})
	}
}

// signIn goes to the provider, and gives what it sends the browser back with.
func (p *provider) signIn(t *testing.T, browser *http.Client, server string) url.Values {
	t.Helper()
	status, _, header := ask(t, browser, "GET", server+"/sign-in/openid?next="+url.QueryEscape("/stories/1?all=1"), "")
	to, err := url.Parse(header.Get("Location"))
	if err != nil || status != http.StatusSeeOther || !strings.HasPrefix(to.String(), p.URL+"/authorize") {
		t.Fatalf("%d to %s", status, to)
	}
	asked := to.Query()
	if asked.Get("code_challenge_method") != "S256" || asked.Get("client_id") != "stemma" || asked.Get("redirect_uri") != "http://127.0.0.1/sign-in/openid/back" {
		t.Errorf("it asks %v", asked)
	}
	p.challenge, p.verified = asked.Get("code_challenge"), false
	p.claims = map[string]any{"iss": p.URL, "aud": "stemma", "sub": "1", "exp": time.Now().Add(time.Minute).Unix(), "iat": time.Now().Unix(),
		"nonce": asked.Get("nonce"), "email": "ana@desk.example", "email_verified": true}
	return url.Values{"state": {asked.Get("state")}, "code": {"good"}}
}

// TestOpenIDTwice: an answer of the provider lets in once, and only the browser
// that asked.
func TestOpenIDTwice(t *testing.T) {
	p := newProvider(t)
	open, err := guard.NewOpenID(context.Background(), p.URL, "stemma", "secret", "http://127.0.0.1", []string{"@desk.example"}, guard.ScopeRead)
	if err != nil {
		t.Fatal(err)
	}
	server := serve(t, guard.Options{Keys: &keys{}, OpenID: open})
	jar, _ := cookiejar.New(nil)
	browser := &http.Client{Jar: jar, CheckRedirect: stay.CheckRedirect}
	back := server.URL + "/sign-in/openid/back?" + p.signIn(t, browser, server.URL).Encode()
	if status, body, _ := ask(t, stay, "GET", back, ""); status != http.StatusUnauthorized {
		t.Errorf("another browser: %d %s", status, body)
	}
	if status, body, _ := ask(t, browser, "GET", back, ""); status != http.StatusSeeOther {
		t.Errorf("the browser that asked: %d %s", status, body)
	}
	if status, body, _ := ask(t, browser, "GET", back, ""); status != http.StatusUnauthorized {
		t.Errorf("once more: %d %s", status, body)
	}
	if _, who, _ := ask(t, browser, "GET", server.URL+"/", ""); who != "ana@desk.example false" {
		t.Errorf("then %q", who)
	}
}
