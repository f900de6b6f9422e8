package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"stemma/store"
	"stemma/workspace"
)

// problem turns an error of the workspace into one of HTTP. What is nobody's
// fault outside is logged and told without its words.
func (s *server) problem(ctx context.Context, err error) error {
	var moved workspace.Moved
	var bad workspace.BadJudgement
	var status huma.StatusError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &status):
		return err
	case errors.As(err, &moved):
		to := fmt.Sprintf("%s/api/v1/stories/%d", who(ctx).base, moved.To)
		return huma.ErrorWithHeaders(huma.NewError(http.StatusPermanentRedirect, err.Error()), http.Header{"Location": {to}})
	case errors.As(err, &bad):
		return huma.Error422UnprocessableEntity(bad.What)
	case errors.Is(err, store.ErrNotFound):
		return huma.Error404NotFound("the workspace has nothing of this name; it may have been merged, or be of another workspace")
	case errors.Is(err, store.ErrBusy):
		return huma.ErrorWithHeaders(huma.Error503ServiceUnavailable(store.ErrBusy.Error()), http.Header{"Retry-After": {"2"}})
	case errors.Is(err, store.ErrReadOnly):
		return huma.Error403Forbidden("the workspace is open for reading only")
	case errors.Is(err, store.ErrFull):
		return huma.NewError(http.StatusInsufficientStorage, store.ErrFull.Error())
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return huma.Error503ServiceUnavailable("it took too long")
	}
	s.log("request", err)
	return huma.Error500InternalServerError("something went wrong inside; the log of the server says what")
}

// problems answers with a problem where a handler came to grief.
func problems(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if reason := recover(); reason != nil {
				if reason == http.ErrAbortHandler {
					panic(reason)
				}
				writeProblem(w, http.StatusInternalServerError, "something went wrong inside; please report what you asked for")
			}
		}()
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

// nowhere answers what no operation serves: 405 where one serves the path for
// another method, else 404.
func nowhere(mux *http.ServeMux) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
			other := r.Clone(r.Context())
			other.Method = method
			if _, pattern := mux.Handler(other); pattern != everywhere {
				allowed = append(allowed, method)
			}
		}
		if len(allowed) > 0 {
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			writeProblem(w, http.StatusMethodNotAllowed, "this is served for "+strings.Join(allowed, ", "))
			return
		}
		writeProblem(w, http.StatusNotFound, "nothing is served here; /api/openapi.json says what is")
	}
}

// everywhere is the pattern of what no operation serves.
const everywhere = "/api/"

func writeProblem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(huma.NewError(status, detail))
}
