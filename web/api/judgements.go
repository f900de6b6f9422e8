package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"stemma/store"
)

// Judging is what a reader decides.
type Judging struct {
	Kind    string   `json:"kind" enum:"confirm,reject,correct,annotate,merge,split,move" doc:"confirm or reject a claim; correct a field of it; annotate it; merge claims into one; split mentions off as a claim of their own; move reports to another story."`
	Story   int64    `json:"story" minimum:"1" doc:"The story concerned." example:"12"`
	Claims  []string `json:"claims,omitempty" maxItems:"500" doc:"Keys of the claims, or of the mentions, concerned." example:"[\"mfzwizltoqqgc3tf\"]"`
	Reports []int64  `json:"reports,omitempty" maxItems:"500" doc:"The reports to be moved."`
	Field   string   `json:"field,omitempty" maxLength:"40" doc:"Of a correction: summary, type, actor, recipient, object, place, time, figures, standing, modality or polarity."`
	Value   string   `json:"value,omitempty" maxLength:"4000" doc:"Of a correction what it should be; of a move the number of the other story, or \"new\"."`
	Note    string   `json:"note,omitempty" maxLength:"20000" doc:"Why, or the annotation."`
	Author  string   `json:"author,omitempty" maxLength:"200" doc:"Who decides, where the workspace does not know who asks." example:"Ana"`
}

// Undoing is who takes a judgement back.
type Undoing struct {
	Author string `json:"author,omitempty" maxLength:"200" doc:"Who undoes it, where the workspace does not know who asks." example:"Ana"`
}

// Done is the number of what was kept.
type Done struct {
	ID int64 `json:"id" example:"5"`
}

func (s *server) judgements() {
	huma.Register(s.api, operation("list-judgements", http.MethodGet, "/v1/judgements", "List judgements",
		"What readers decided about a story, in order, with what was undone."), s.listJudgements)
	op := operation("judge", http.MethodPost, "/v1/judgements", "Decide about claims or reports",
		"Keep what a reader decides. It is never changed: undoing it is kept beside it. Merges, splits and moves are worked into the record at once; the others stand beside what the record says.")
	op.DefaultStatus = http.StatusCreated
	huma.Register(s.api, op, s.judge)
	huma.Register(s.api, operation("undo-judgement", http.MethodPost, "/v1/judgements/{id}/undo", "Undo a judgement",
		"Take a judgement back, once and for good. Reports that it moved go back."), s.undo)
}

func (s *server) listJudgements(ctx context.Context, in *struct {
	Story int64 `query:"story" required:"true" minimum:"1" doc:"The story." example:"12"`
}) (*answer[page[JudgementLine]], error) {
	var all []store.Judgement
	err := s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		if _, err = t.Story(in.Story); err == nil {
			all, err = t.Judgements(in.Story, true)
		}
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return reply(paged(all, -1, judgementLine, nil)), nil
}

func (s *server) judge(ctx context.Context, in *struct{ Body Judging }) (*answer[Done], error) {
	b := in.Body
	if err := s.known(ctx, b.Story, b.Claims); err != nil {
		return nil, s.problem(ctx, err)
	}
	id, err := s.w.Judge(ctx, store.Judgement{Author: author(ctx, b.Author), Kind: b.Kind, Story: b.Story, Claims: b.Claims, Reports: b.Reports,
		Field: strings.TrimSpace(b.Field), Value: strings.TrimSpace(b.Value), Note: b.Note})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	s.work()
	return reply(Done{id}), nil
}

// known wants every key to be of a claim of the story: a judgement about nothing
// would stand for good.
func (s *server) known(ctx context.Context, story int64, keys []string) error {
	return s.w.Store().View(ctx, func(t *store.Tx) error {
		if _, err := t.Story(story); err != nil {
			return err
		}
		for _, key := range keys {
			c, err := t.Claim(key)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			if err != nil || c.Story != story {
				return huma.Error422UnprocessableEntity(fmt.Sprintf("claims: story %d has no claim or mention %.40q", story, key))
			}
		}
		return nil
	})
}

func (s *server) undo(ctx context.Context, in *struct {
	ID   int64   `path:"id" minimum:"1" doc:"The judgement's number." example:"5"`
	Body Undoing `required:"false"`
}) (*answer[Done], error) {
	if err := s.w.Undo(ctx, in.ID, author(ctx, in.Body.Author)); err != nil {
		return nil, s.problem(ctx, err)
	}
	s.work()
	return reply(Done{in.ID}), nil
}

// author is who asks, as what let them in knows it; only where that knows
// nobody, who they say they are.
func author(ctx context.Context, said string) string { return cmp.Or(who(ctx).user, said) }
