package api

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"stemma/store"
)

// Following are the words by which changes are narrowed.
type Following struct {
	Story int64    `query:"story" minimum:"0" doc:"Of this story only." example:"12"`
	Kind  []string `query:"kind,explode" maxItems:"9" enum:"story,new,origin,denied,acknowledged,retracted,figures,disputed,gone" doc:"Only such changes; give it again for alternatives."`
}

func (f Following) filter(limit int) store.Filter {
	return store.Filter{Story: f.Story, Type: f.Kind, Limit: limit}
}

func (s *server) changes() {
	follow := func(id, path, summary, about string) huma.Operation {
		op := operation(id, http.MethodGet, path, summary, about)
		op.Tags = []string{"follow"}
		return op
	}
	huma.Register(s.api, follow("list-changes", "/v1/changes", "List changes",
		"The ledger of what became of claims, in order. With after, from there; without, from its beginning."), s.listChanges)
	atom := follow("changes-atom", "/v1/changes.atom", "Changes as an Atom feed", "The latest changes as a feed (RFC 4287), for feed readers.")
	atom.Responses = media(atomType, "The feed.")
	huma.Register(s.api, atom, s.atom)
	stream := follow("stream-changes", "/v1/changes/stream", "Listen to changes",
		"Server-Sent Events: a \"change\" for each line of the ledger, its data a change as JSON, its id the change's. A client that comes back with Last-Event-ID misses nothing, as the ledger is kept. "+
			"Without it the stream begins with what comes next. A comment every few seconds tells that the line is alive.")
	stream.Responses = media(eventStream, "The events.")
	stream.Responses["200"].Content[eventStream].Example = "id: 1841\nevent: change\ndata: {\"id\":1841,\"story\":12,\"kind\":\"origin\",\"what\":\"2 origins for certain, 1 before: Two missiles struck the port\"}\n\n"
	huma.Register(s.api, stream, s.stream)
}

// media documents an answer that is not JSON.
func media(kind, about string) map[string]*huma.Response {
	return map[string]*huma.Response{"200": {Description: about, Content: map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString}}}}}
}

func (s *server) listChanges(ctx context.Context, in *struct {
	Following
	Paging
}) (*answer[page[ChangeLine]], error) {
	var changes []store.Change
	f := in.filter(in.Limit)
	err := s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		changes, err = t.Changes(in.After, f)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return reply(paged(changes, f.Limit, changeLine, func(c store.Change) int64 { return c.ID })), nil
}

// inFeed is how many of the latest changes a feed has.
const inFeed = 100

func (s *server) atom(ctx context.Context, in *struct{ Following }) (*huma.StreamResponse, error) {
	changes, err := s.latest(ctx, in.Following)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	var b bytes.Buffer
	f := feedOf{base: who(ctx).base, story: in.Story, page: func(kind, id string) string { return s.page(ctx, kind, id) }}
	if err := f.write(&b, changes); err != nil {
		return nil, s.problem(ctx, err)
	}
	return &huma.StreamResponse{Body: func(out huma.Context) {
		out.SetHeader("Content-Type", atomType+"; charset=utf-8")
		out.BodyWriter().Write(b.Bytes())
	}}, nil
}

// latest are the last changes, the newest first. The ledger is read from its
// end in steps that grow, since few of its lines may be those wanted.
func (s *server) latest(ctx context.Context, in Following) (changes []store.Change, err error) {
	newest, err := s.w.Newest(ctx)
	if err != nil {
		return nil, err
	}
	for step, end := int64(inFeed), newest; end > 0 && len(changes) < inFeed; step *= 4 {
		begin := max(end-step, 0)
		some, err := s.between(ctx, begin, end, in)
		if err != nil {
			return nil, err
		}
		changes = append(some, changes...)
		end = begin
	}
	changes = changes[max(len(changes)-inFeed, 0):]
	for i, j := 0, len(changes)-1; i < j; i, j = i+1, j-1 {
		changes[i], changes[j] = changes[j], changes[i]
	}
	return changes, nil
}

// between are the last changes behind begin, up to end, no more than a feed has.
func (s *server) between(ctx context.Context, begin, end int64, in Following) ([]store.Change, error) {
	var some []store.Change
	for {
		var more []store.Change
		err := s.w.Store().View(ctx, func(t *store.Tx) (err error) {
			more, err = t.Changes(begin, in.filter(1000))
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, c := range more {
			if c.ID <= end {
				some = append(some, c)
			}
		}
		some = some[max(len(some)-inFeed, 0):]
		if len(more) < 1000 || more[len(more)-1].ID >= end {
			return some, nil
		}
		begin = more[len(more)-1].ID
	}
}
