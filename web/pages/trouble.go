package pages

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"

	"stemma/store"
	"stemma/workspace"
)

// trouble is an error that a reader can do something about.
type trouble struct {
	Status int    `json:"status"`
	What   string `json:"error"`
	Do     string `json:"do"`
}

func (t trouble) Error() string { return t.What + ": " + t.Do }

func missing(what string) trouble {
	return trouble{http.StatusNotFound, what, "It may have been mistyped, or its reports may have been sorted anew. The list and the search know all that is there."}
}

func wrong(what, do string) trouble { return trouble{http.StatusBadRequest, what, do} }

// fail answers with what went wrong and what can be done.
func (p *Pages) fail(w http.ResponseWriter, r *http.Request, err error) {
	var moved workspace.Moved
	if errors.As(err, &moved) {
		p.moved(w, r, moved.To)
		return
	}
	t := understood(err)
	if t.Status >= http.StatusInternalServerError && !errors.Is(err, context.Canceled) {
		slog.ErrorContext(r.Context(), "page", "address", r.URL.Path, "err", err)
	}
	if t.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	a := &answer{Title: t.What, Template: "trouble", Page: t, Status: t.Status}
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	body, err := p.troubleBody(r, a)
	if err != nil {
		http.Error(w, t.What+". "+t.Do, t.Status)
		return
	}
	p.write(w, r, a, body)
}

// troubleBody is JSON for who asked for data.
func (p *Pages) troubleBody(r *http.Request, a *answer) ([]byte, error) {
	switch formatOf(r) {
	case "json":
		return p.json(a)
	case "csv":
		t := a.Page.(trouble)
		return rows([][]string{{"error", "do"}, {t.What, t.Do}})
	}
	return p.page(r, a)
}

// moved leads to the story that took in another.
func (p *Pages) moved(w http.ResponseWriter, r *http.Request, to int64) {
	rest := ""
	if view := lastOf(r.URL.Path, 3); view != "" {
		rest = "/" + view
	}
	if format, _ := r.Context().Value(formatKey{}).(string); format != "" {
		rest += "." + format
	}
	http.Redirect(w, r, fmt.Sprintf("%s/stories/%d%s", p.options.Prefix, to, rest), http.StatusMovedPermanently)
}

func understood(err error) trouble {
	var t trouble
	var bad workspace.BadJudgement
	switch {
	case errors.As(err, &t):
		return t
	case errors.As(err, &bad):
		return wrong("This could not be kept", capital(bad.What)+".")
	case errors.Is(err, store.ErrNotFound):
		return missing("There is nothing at this address")
	case errors.Is(err, store.ErrBusy):
		return trouble{http.StatusServiceUnavailable, "The workspace is busy", "Another program is writing to it. Try again in a moment; nothing was lost."}
	case errors.Is(err, store.ErrReadOnly):
		return trouble{http.StatusForbidden, "The workspace can be read only", "It was opened without the right to write. Ask whoever runs it."}
	case errors.Is(err, store.ErrFull):
		return trouble{http.StatusInsufficientStorage, "The disk is full", "What was kept before is safe; make room and send this again."}
	case errors.Is(err, context.DeadlineExceeded):
		return trouble{http.StatusServiceUnavailable, "This took too long", "Try again; a narrower list is made sooner."}
	}
	return trouble{http.StatusInternalServerError, "Something went wrong here", "It was written to the log. Try again; if it stays so, tell whoever runs this workspace."}
}

func (p *Pages) unknown(r *http.Request) (*answer, error) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil, trouble{http.StatusMethodNotAllowed, "Nothing can be sent to this address", "Use the forms on the pages of claims and stories."}
	}
	return nil, missing("There is nothing at this address")
}

// number reads a number from the path.
func number(r *http.Request, name, what string) (int64, error) {
	n, err := strconv.ParseInt(r.PathValue(name), 10, 64)
	if err != nil || n <= 0 {
		return 0, missing(fmt.Sprintf("There is no %s “%s”", what, clip(r.PathValue(name), 40)))
	}
	return n, nil
}
