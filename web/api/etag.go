package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// mostTagged is the size of an answer up to which it is kept until its ETag is
// known; longer ones bear one of their handler's making, or none.
const mostTagged = 1 << 20

// tagged gives answers to GET an ETag, and answers 304 to who has them. The tags
// are weak: what stands before this may compress.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		t := &tagger{ResponseWriter: w, known: r.Header.Get("If-None-Match")}
		next.ServeHTTP(t, r)
		t.finish()
	})
}

// tagger keeps an answer back until its tag is known.
type tagger struct {
	http.ResponseWriter
	known  string // the tags that the client has
	status int
	body   bytes.Buffer
	open   bool // what is written goes out
	drop   bool // the client has it already
}

// Unwrap lets streams flush and set deadlines.
func (t *tagger) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func (t *tagger) WriteHeader(status int) {
	if t.status != 0 {
		return
	}
	t.status = status
	if status != http.StatusOK || t.Header().Get("Content-Type") == eventStream {
		t.release()
	} else if t.Header().Get("ETag") != "" {
		t.settle()
	}
}

func (t *tagger) Write(b []byte) (int, error) {
	if t.status == 0 {
		t.WriteHeader(http.StatusOK)
	}
	switch {
	case t.drop:
		return len(b), nil
	case t.open:
		return t.ResponseWriter.Write(b)
	}
	if t.body.Len()+len(b) > mostTagged {
		t.release()
		return t.ResponseWriter.Write(b)
	}
	return t.body.Write(b)
}

// release sends what was kept, and keeps nothing more.
func (t *tagger) release() {
	t.open = true
	t.ResponseWriter.WriteHeader(t.status)
	if t.body.Len() > 0 {
		t.ResponseWriter.Write(t.body.Bytes())
		t.body.Reset()
	}
}

// settle sends the answer, or that the client has it.
func (t *tagger) settle() {
	h := t.Header()
	h.Set("Cache-Control", "private, no-cache")
	if matches(t.known, h.Get("ETag")) {
		t.drop = true
		h.Del("Content-Type")
		h.Del("Content-Length")
		t.ResponseWriter.WriteHeader(http.StatusNotModified)
		return
	}
	t.release()
}

// finish ends an answer that was kept to its end.
func (t *tagger) finish() {
	if t.open || t.drop {
		return
	}
	if t.status == 0 {
		t.status = http.StatusOK
	}
	sum := sha256.Sum256(t.body.Bytes())
	t.Header().Set("ETag", `W/"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	t.settle()
}

// matches reports whether a client has the tag, compared weakly (RFC 9110, 13.1.2).
func matches(known, tag string) bool {
	for one := range strings.SplitSeq(known, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || one != "" && strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
