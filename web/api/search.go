package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"stemma"
	"stemma/store"
)

// HitLine is what a search found.
type HitLine struct {
	Kind    string        `json:"kind" doc:"report, claim, entity or quotation." example:"claim"`
	Ref     string        `json:"ref" doc:"The report's number, the claim's key, the entity's name, or the quotation's number in its story's record." example:"mfzwizltoqqgc3tf"`
	Story   int64         `json:"story,omitempty" example:"12"`
	Title   string        `json:"title,omitempty"`
	Day     string        `json:"day,omitempty" doc:"Of publication or happening." example:"2022-07-23"`
	Snippet string        `json:"snippet" doc:"The stretch that was found."`
	Found   []stemma.Span `json:"found" doc:"Ranges of bytes of the snippet: the words that were asked for."`
	Score   float64       `json:"score" doc:"Higher is better; comparable within one search only."`
}

// OutletLine is an outlet.
type OutletLine struct {
	Outlet  string `json:"outlet" example:"Tribune Online"`
	Reports int    `json:"reports" example:"3"`
}

func (s *server) search() {
	huma.Register(s.api, operation("search", http.MethodGet, "/v1/search", "Search reports, claims, quotations and names",
		"Full text, the best first: all words must be there; \"a phrase\" in quotation marks; -word to leave out; word* for a beginning."), s.find)
	huma.Register(s.api, operation("list-outlets", http.MethodGet, "/v1/outlets", "List outlets", "Who published, those with the most reports first."), s.listOutlets)
}

func (s *server) find(ctx context.Context, in *struct {
	Query string   `query:"q" required:"true" minLength:"1" maxLength:"500" doc:"What to look for." example:"pumping station"`
	Kind  []string `query:"kind,explode" maxItems:"4" enum:"report,claim,entity,quotation" doc:"Only such; give it again for alternatives."`
	Story int64    `query:"story" minimum:"0" doc:"Of this story only."`
	Choosing
	Limit int   `query:"limit" minimum:"1" maximum:"200" default:"20" doc:"Most hits in a page."`
	After int64 `query:"after" minimum:"0" maximum:"10000" doc:"The \"next\" of the page before."`
}) (*answer[page[HitLine]], error) {
	var hits []store.Hit
	f := in.filter(Paging{in.Limit, in.After})
	f.Story = in.Story
	err := s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		hits, err = t.Search(in.Query, in.Kind, f)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	passed := in.After + int64(len(hits))
	return reply(paged(hits, f.Limit, hitLine, func(store.Hit) int64 { return passed })), nil
}

func hitLine(h store.Hit) HitLine {
	snippet, found := unmarked(h.Snippet)
	return HitLine{h.Kind, h.Ref, h.Story, h.Title, h.Day, snippet, found, h.Score}
}

// unmarked takes the marks out of a snippet and says where they stood.
func unmarked(marked string) (string, []stemma.Span) {
	var b strings.Builder
	found := []stemma.Span{}
	for part := range strings.SplitSeq(marked, store.FoundBegin) {
		word, rest, isFound := strings.Cut(part, store.FoundEnd)
		if isFound {
			found = append(found, stemma.Span{Start: b.Len(), End: b.Len() + len(word)})
		}
		b.WriteString(word + rest)
	}
	return b.String(), found
}

func (s *server) listOutlets(ctx context.Context, _ *struct{}) (*answer[page[OutletLine]], error) {
	var outlets []store.OutletCount
	err := s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		outlets, err = t.Outlets()
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return reply(paged(outlets, -1, func(o store.OutletCount) OutletLine { return OutletLine(o) }, nil)), nil
}
