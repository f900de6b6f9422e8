package web

import (
	"cmp"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"stemma/web/guard"
)

// recorder remembers an answer's status and length.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(data []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(data)
	r.bytes += n
	return n, err
}

// Unwrap lets streams flush.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// Flush is for handlers that ask for an http.Flusher.
func (r *recorder) Flush() { _ = http.NewResponseController(r.ResponseWriter).Flush() }

// logged writes a line for each request, without what could be a secret: no
// headers, and of the address only the path and the names of parameters.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		rec := &recorder{ResponseWriter: w}
		next.ServeHTTP(rec, r)
		took := time.Since(began)
		s.measures.request(r.Method, cmp.Or(rec.status, http.StatusOK), took)
		s.options.Log.Info("request", "method", r.Method, "path", told(r.URL.Path), "parameters", names(r.URL.Query()), "status", cmp.Or(rec.status, http.StatusOK), "bytes", rec.bytes, "took", took.Round(time.Microsecond))
	})
}

// told is a part of an address as the log has it: a token that somebody put
// there is not told on, and of what is long only the beginning.
func told(part string) string {
	const most = 300
	if before, _, found := strings.Cut(part, guard.TokenMark); found {
		part = before + guard.TokenMark + "…"
	}
	if len(part) > most {
		part = part[:most] + "…"
	}
	return part
}

// names lists some parameters, in order.
func names(values url.Values) string {
	list := slices.Sorted(maps.Keys(values))
	for i, name := range list {
		list[i] = told(name[:min(len(name), 30)])
	}
	return told(strings.Join(list, ","))
}

// recovered turns a handler's panic into an answer that tells nothing of it.
func recovered(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				log.Error("defect", "panic", p, "path", told(r.URL.Path), "stack", string(debug.Stack()))
				http.Error(w, "Something went wrong here; it is in the server's log.", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
