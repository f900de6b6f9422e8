package api

import (
	"cmp"
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"stemma"
	"stemma/workspace"
)

// Options of the API; the zero value serves for reading only.
type Options struct {
	Version   string                       // of stemma
	User      func(*http.Request) string   // the name of who asks; nil, or "" from it: unknown
	CanWrite  func(*http.Request) bool     // nil: nobody
	Base      string                       // the address under which this is reached, "https://desk.example"; "": as the request has it
	Page      func(kind, id string) string // path of the page of a "story", "claim" or "report"; nil: as package pages has them
	Wake      func()                       // tells whoever does the workspace's work that there is some; nil: the API sees to it
	Listeners int                          // most that may listen to the stream at once; 0: 500
	Closing   <-chan struct{}              // closed when streams must end, since a server waits for them; nil: never
	Log       func(what string, err error) // of what went wrong inside; nil: nowhere
	beat      time.Duration                // between signs of life on a stream; 0: 15 s
	poll      time.Duration                // between looks at what other processes wrote; 0: 1 s
}

// server is the API over one workspace.
type server struct {
	w       *workspace.Workspace
	o       Options
	api     huma.API
	ledger  ledger
	working sync.Mutex    // held by who does the workspace's work
	waiting chan struct{} // has a value while somebody waits to do it
	asOf    chan struct{} // has a value for each record that is made for a day past
}

// New is the API over a workspace; it answers below /api.
func New(w *workspace.Workspace, o Options) http.Handler {
	s := newServer(w, o)
	return s.handler()
}

func newServer(w *workspace.Workspace, o Options) *server {
	o.Listeners = cmp.Or(o.Listeners, 500)
	o.beat, o.poll = cmp.Or(o.beat, 15*time.Second), cmp.Or(o.poll, time.Second)
	s := &server{w: w, o: o, waiting: make(chan struct{}, 1), asOf: make(chan struct{}, 2)}
	s.ledger = ledger{w: w, poll: o.poll, news: make(chan struct{})}
	return s
}

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	s.api = humago.NewWithPrefix(mux, "/api", s.config())
	s.api.UseMiddleware(s.mayWrite)
	s.stories()
	s.claims()
	s.reports()
	s.search()
	s.changes()
	s.judgements()
	s.feeds()
	describeNull(s.api.OpenAPI().Components.Schemas)
	mux.HandleFunc(everywhere, nowhere(mux))
	return problems(tagged(mux))
}

// config is the document's frame. Schemas are named as the record's types are.
func (s *server) config() huma.Config {
	c := huma.DefaultConfig("stemma", cmp.Or(s.o.Version, "dev"))
	c.CreateHooks = nil // no "$schema" in every answer
	c.DocsPath, c.SchemasPath = "", ""
	c.RejectUnknownQueryParameters = true
	c.Info.Description = "Who says so, whom they have it from, how many independent origins that really is, where reports differ, and how a claim's standing changed. " +
		"Spans are half-open ranges of bytes in a report's text. Counts that are in doubt are ranges: the first number is certain."
	c.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	c.Servers = []*huma.Server{{URL: "/api", Description: "this workspace"}}
	c.Tags = []*huma.Tag{
		{Name: "read", Description: "Stories, claims, reports, and what was said where."},
		{Name: "follow", Description: "What became of claims, as it happens."},
		{Name: "write", Description: "Reports to read, feeds to follow, and what readers decide."},
	}
	registry := c.Components.Schemas
	alias[stemma.Span, [2]int](registry)
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "A token of the workspace, where it asks for one."}}
	c.Security = []map[string][]string{{}, {"token": {}}}
	return c
}

// operation is what all operations have in common.
func operation(id, method, path, summary, about string) huma.Operation {
	op := huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, Description: about, Tags: []string{"read"},
		Errors: []int{http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusServiceUnavailable}}
	if strings.Contains(path, "{") {
		op.Errors = append(op.Errors, http.StatusNotFound)
	}
	if method != http.MethodGet {
		op.Tags = []string{"write"}
		op.Metadata = map[string]any{"writes": true}
		op.Errors = append(op.Errors, http.StatusForbidden, http.StatusRequestEntityTooLarge)
	}
	return op
}

// mayWrite turns away who may not write from operations that do.
func (s *server) mayWrite(ctx huma.Context, next func(huma.Context)) {
	r, _ := humago.Unwrap(ctx)
	if ctx.Operation().Metadata["writes"] == true && (s.o.CanWrite == nil || !s.o.CanWrite(r)) {
		huma.WriteErr(s.api, ctx, http.StatusForbidden, "you may read here and not write; ask whoever runs this workspace for the right to")
		return
	}
	next(huma.WithContext(ctx, context.WithValue(ctx.Context(), asking{}, s.askedBy(r))))
}

// asking is the key of what a handler knows of its request.
type asking struct{}

type asked struct{ user, base string }

func (s *server) askedBy(r *http.Request) asked {
	a := asked{base: strings.TrimSuffix(s.o.Base, "/")}
	if s.o.User != nil {
		a.user = s.o.User(r)
	}
	if a.base == "" {
		scheme := "http"
		if r.TLS != nil {
			scheme = "https"
		}
		a.base = scheme + "://" + r.Host
	}
	return a
}

func who(ctx context.Context) asked {
	a, _ := ctx.Value(asking{}).(asked)
	return a
}

// page is the address of a page about something, for a person to read.
func (s *server) page(ctx context.Context, kind, id string) string {
	if s.o.Page != nil {
		return who(ctx).base + s.o.Page(kind, id)
	}
	folder := map[string]string{"story": "stories", "claim": "claims", "report": "reports"}[kind]
	return who(ctx).base + "/" + folder + "/" + id
}

// work has the workspace's work done that a request left behind. However many
// ask, one works and one waits.
func (s *server) work() {
	if s.o.Wake != nil {
		s.o.Wake()
		return
	}
	select {
	case s.waiting <- struct{}{}:
	default:
		return
	}
	go func() {
		s.working.Lock()
		defer s.working.Unlock()
		<-s.waiting
		if _, err := s.w.Work(context.Background()); err != nil {
			s.log("work", err)
		}
	}()
}

// workNow does the workspace's work and returns when it is done.
func (s *server) workNow(ctx context.Context) error {
	s.working.Lock()
	defer s.working.Unlock()
	_, err := s.w.Work(ctx)
	return err
}

func (s *server) log(what string, err error) {
	if s.o.Log != nil {
		s.o.Log(what, err)
	}
}
