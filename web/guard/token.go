package guard

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"hash/crc32"
	"net/http"
	"strings"
	"time"

	"stemma/store"
)

// A token is "stm_", 256 random bits and a checksum of them, so that scanners
// find leaked ones and a typing error is told from a guess. Only its SHA-256 is
// kept: of random bits nothing slower is needed.
const (
	TokenMark  = "stm_"
	tokenBytes = 32
)

var letters = base64.RawURLEncoding

// NewToken makes a token, and what the store keeps of it.
func NewToken(name, scope string, now time.Time) (string, store.Token, error) {
	if !(Person{Name: name, Scope: scope}).May(ScopeRead) {
		return "", store.Token{}, fmt.Errorf("a token needs a name and a scope (%s), not %q and %q", strings.Join(Scopes, ", "), name, scope)
	}
	secret := make([]byte, tokenBytes)
	if _, err := rand.Read(secret); err != nil {
		return "", store.Token{}, err
	}
	return TokenMark + letters.EncodeToString(append(secret, sum(secret)...)), store.Token{Name: name, Scope: scope, Hash: hash(secret), Created: now}, nil
}

func sum(secret []byte) []byte {
	c := crc32.ChecksumIEEE(secret)
	return []byte{byte(c >> 24), byte(c >> 16), byte(c >> 8), byte(c)}
}

func hash(secret []byte) []byte {
	h := sha256.Sum256(secret)
	return h[:]
}

var (
	errNoToken = errors.New("that is no token of stemma")
	errUnknown = errors.New("this token is unknown or was revoked")
)

// secretOf is the secret in a token.
func secretOf(token string) ([]byte, error) {
	data, err := letters.DecodeString(strings.TrimPrefix(token, TokenMark))
	if err != nil || !strings.HasPrefix(token, TokenMark) || len(data) != tokenBytes+4 || subtle.ConstantTimeCompare(data[tokenBytes:], sum(data[:tokenBytes])) == 0 {
		return nil, errNoToken
	}
	return data[:tokenBytes], nil
}

// holder is the person whom a token lets in. The token is found by its hash,
// which tells a guesser nothing of how near they came, and compared in constant
// time all the same.
func (g *Guard) holder(ctx context.Context, token string) (Person, error) {
	secret, err := secretOf(token)
	if err != nil || g.options.Keys == nil {
		return Person{}, errNoToken
	}
	kept, err := g.options.Keys.TokenByHash(ctx, hash(secret))
	switch {
	case errors.Is(err, store.ErrNotFound):
		return Person{}, errUnknown
	case err != nil:
		g.options.Log.Error("look a token up", "error", err)
		return Person{}, errors.New("tokens cannot be looked up just now")
	case subtle.ConstantTimeCompare(kept.Hash, hash(secret)) == 0 || !kept.Revoked.IsZero():
		return Person{}, errUnknown
	}
	if g.options.Clock().Sub(kept.Used) > time.Minute {
		if err := g.options.Keys.UsedToken(ctx, kept.ID); err != nil {
			g.options.Log.Warn("note a token's use", "error", err)
		}
	}
	return Person{Name: kept.Name, Scope: kept.Scope, Token: kept.ID}, nil
}

// who is the person who makes the request; nobody is no error, a bad token is.
func (g *Guard) who(r *http.Request) (Person, error) {
	if g.options.Open {
		return Person{Name: g.options.User, Scope: ScopeAdmin}, nil
	}
	if given := r.Header.Get("Authorization"); given != "" {
		token, found := strings.CutPrefix(given, "Bearer ")
		if !found {
			return Person{}, errors.New("only Bearer tokens are taken")
		}
		// A right token is heard whoever guesses from the same address: of 256
		// random bits no guess hits, and nobody shall lock the others out.
		person, err := g.holder(r.Context(), strings.TrimSpace(token))
		if err != nil && !g.guesses.left(g.client(r), g.options.Clock()) {
			err = errors.New("too many failures from this address; wait some minutes")
		}
		return person, err
	}
	return g.sessionOf(r), nil
}

// failed notes a refused sign-in, and counts it against the client. Who goes on
// when none is left to them is refused unheard, and not noted each time: the
// audit log is kept for good, and nobody from outside is to fill it.
func (g *Guard) failed(r *http.Request, why string) {
	if g.guesses.allow(g.client(r), g.options.Clock()) {
		g.note(r, "", why)
	}
}

// note puts a refusal into the logs.
func (g *Guard) note(r *http.Request, who, why string) {
	g.options.Log.Warn("refused", "who", who, "why", why, "client", g.client(r), "path", r.URL.Path)
	if g.options.Keys != nil {
		g.options.Keys.Audit(context.WithoutCancel(r.Context()), who, "refused", why+", from "+g.client(r))
	}
}
