package web

import (
	"log/slog"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
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
		s.measures.request(r.Method, rec.status, took)
		s.options.Log.Info("request", "method", r.Method, "path", r.URL.Path, "parameters", names(r.URL.Query()), "status", rec.status, "bytes", rec.bytes, "took", took.Round(time.Microsecond))
	})
}

func names(values url.Values) string {
	list := make([]string, 0, len(values))
	for name := range values {
		list = append(list, name[:min(len(name), 30)])
	}
	return strings.Join(list, ",")
}

// recovered turns a handler's panic into an answer that tells nothing of it.
func recovered(log *slog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				log.Error("defect", "panic", p, "path", r.URL.Path, "stack", string(debug.Stack()))
				http.Error(w, "Something went wrong here; it is in the server's log.", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
