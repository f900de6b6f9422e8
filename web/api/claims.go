package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"stemma"
	"stemma/store"
	"stemma/workspace"
)

// ClaimFull is a claim with the words that state it.
type ClaimFull struct {
	Claim      ClaimLine            `json:"claim"`
	Story      StoryLine            `json:"story"`
	Page       string               `json:"page" doc:"Where a person can read it."`
	Stale      bool                 `json:"stale" doc:"Reports or judgements came since the record was made."`
	Evidence   []workspace.Citation `json:"evidence" doc:"Every place that states it, with its report and the chain of who says so."`
	Standing   []StandingLine       `json:"standing" doc:"What it has been, by whom, and the words that say so."`
	Differs    []DifferenceLine     `json:"differs" doc:"Where two reports of it differ."`
	Judgements []JudgementLine      `json:"judgements" doc:"What readers decided about it."`
	Record     *stemma.Claim        `json:"record" doc:"The claim as the story's record has it: mentions, ties, origins and why."`
}

// StandingLine is a claim's status from a date on, with the words for it.
type StandingLine struct {
	At       string             `json:"at,omitempty" doc:"ISO date, as precise as it is known." example:"2022-07-24"`
	Status   string             `json:"status" example:"acknowledged"`
	By       string             `json:"by,omitempty" example:"Russia"`
	Evidence workspace.Citation `json:"evidence"`
}

// DifferenceLine is a difference between two reports of a claim.
type DifferenceLine struct {
	Kind  string             `json:"kind" doc:"update, scope, precision, contradiction or wording." example:"contradiction"`
	About string             `json:"about" example:"killed"`
	Why   string             `json:"why,omitempty"`
	A     workspace.Citation `json:"a"`
	B     workspace.Citation `json:"b"`
}

func (s *server) claims() {
	huma.Register(s.api, operation("list-claims", http.MethodGet, "/v1/claims", "List claims",
		"Claims of all stories, the latest change first, or of one story in the order of its record."), s.listClaims)
	huma.Register(s.api, operation("get-claim", http.MethodGet, "/v1/claims/{key}", "Get a claim with its evidence",
		"The claim that holds the mention with this key, with every report's words for it. A key goes on naming its claim when the story is grouped anew."), s.getClaim)
}

func (s *server) listClaims(ctx context.Context, in *struct {
	Story int64 `query:"story" minimum:"0" doc:"Of this story only." example:"12"`
	Choosing
	Paging
}) (*answer[page[ClaimLine]], error) {
	var claims []store.Claim
	f := in.filter(in.Paging)
	f.Story = in.Story
	err := s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		claims, err = t.Claims(f)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return reply(paged(claims, f.Limit, claimLine, func(c store.Claim) int64 { return c.At })), nil
}

func (s *server) getClaim(ctx context.Context, in *struct {
	Key string `path:"key" pattern:"^[a-z2-7]{16}$" patternDescription:"a claim's key" doc:"The key of the claim, or of any of its mentions." example:"mfzwizltoqqgc3tf"`
}) (*answer[ClaimFull], error) {
	v, c, err := s.w.Claim(ctx, in.Key)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	full := ClaimFull{Story: storyLine(v.Story), Stale: v.Stale, Evidence: v.Citations(c), Standing: []StandingLine{}, Differs: []DifferenceLine{}, Judgements: []JudgementLine{}, Record: c}
	at := slices.IndexFunc(v.Claims, func(row store.Claim) bool { return row.Number == c.ID })
	if at >= 0 {
		full.Claim = claimLine(v.Claims[at])
		full.Page = s.page(ctx, "claim", v.Claims[at].Key)
		full.Judgements = judged(v.Judgements, v.Claims[at].Mentions)
	}
	for _, step := range c.Standing {
		full.Standing = append(full.Standing, StandingLine{step.At, step.Status, step.By, v.Cite(step.Evidence)})
	}
	for _, d := range c.Disagreements {
		full.Differs = append(full.Differs, DifferenceLine{d.Kind, d.About, d.Why, v.Cite(d.A), v.Cite(d.B)})
	}
	return reply(full), nil
}

// judged are the judgements that concern a claim, known by any of its mentions.
func judged(all []store.Judgement, mentions []string) []JudgementLine {
	lines := []JudgementLine{}
	for _, j := range all {
		if slices.ContainsFunc(j.Claims, func(key string) bool { return slices.Contains(mentions, key) }) {
			lines = append(lines, judgementLine(j))
		}
	}
	return lines
}
