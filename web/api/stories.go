package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"stemma"
	"stemma/render"
	"stemma/store"
	"stemma/workspace"
)

// StoryFull is a story with all that stands about it.
type StoryFull struct {
	Story      StoryLine         `json:"story"`
	Made       time.Time         `json:"made" doc:"When the record was made."`
	Stale      bool              `json:"stale" doc:"Reports or judgements came since."`
	AsOf       string            `json:"as_of,omitempty" doc:"The day for which the record holds, where one was asked for."`
	Reports    []ReportLine      `json:"reports" doc:"The latest first."`
	Sigla      map[string]int64  `json:"sigla" doc:"Which report each letter of the record is."`
	Keys       map[string]string `json:"keys" doc:"The lasting key of each claim, by its number in the record."`
	Judgements []JudgementLine   `json:"judgements" doc:"What readers decided, with what was undone."`
	Record     *stemma.Record    `json:"record" doc:"The whole record, as \"stemma report --format json\" prints it."`
}

// StoryAsked says which story is asked for, and of which day.
type StoryAsked struct {
	ID   int64  `path:"id" minimum:"1" doc:"The story's number." example:"12"`
	AsOf string `query:"as_of" pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$" patternDescription:"YYYY-MM-DD" doc:"What was known at the end of this day." example:"2022-07-23"`
}

func (s *server) stories() {
	huma.Register(s.api, operation("list-stories", http.MethodGet, "/v1/stories", "List stories",
		"Stories, the latest change first. Words on claims ask for a story that has one such claim; dates are of publication."), s.listStories)
	huma.Register(s.api, operation("get-story", http.MethodGet, "/v1/stories/{id}", "Get a story with its record",
		"Everything that stands about a story: its reports, claims with every mention and chain, quotations, who took from whom, the timeline. A story that was merged into another answers with 308 and where to."), s.getStory)
	op := operation("export-story", http.MethodGet, "/v1/stories/{id}/export/{format}", "Export a story", exportsAbout())
	op.Responses = exportResponses()
	huma.Register(s.api, op, s.exportStory)
}

func (s *server) listStories(ctx context.Context, in *struct {
	Choosing
	Paging
}) (*answer[page[StoryLine]], error) {
	var stories []store.Story
	f := in.filter(in.Paging)
	err := s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		stories, err = t.Stories(f)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return reply(paged(stories, f.Limit, storyLine, func(s store.Story) int64 { return s.At })), nil
}

// view is a story's record, as of a day where one is asked for. Few are made
// for a day past at once: each takes the work of the whole story.
func (s *server) view(ctx context.Context, in StoryAsked) (*workspace.StoryView, error) {
	if in.AsOf == "" {
		v, err := s.w.Story(ctx, in.ID)
		return v, s.problem(ctx, err)
	}
	if _, err := time.Parse(time.DateOnly, in.AsOf); err != nil {
		return nil, huma.Error422UnprocessableEntity(fmt.Sprintf("%q is no day of the calendar", in.AsOf))
	}
	select {
	case s.asOf <- struct{}{}:
		defer func() { <-s.asOf }()
	case <-ctx.Done():
		return nil, s.problem(ctx, ctx.Err())
	}
	v, err := s.w.StoryAsOf(ctx, in.ID, in.AsOf)
	return v, s.problem(ctx, err)
}

func (s *server) getStory(ctx context.Context, in *StoryAsked) (*answer[StoryFull], error) {
	v, err := s.view(ctx, *in)
	if err != nil {
		return nil, err
	}
	full := StoryFull{Story: storyLine(v.Story), Made: v.Made, Stale: v.Stale, AsOf: v.AsOf, Reports: []ReportLine{}, Sigla: v.ReportOf, Keys: v.KeyOf, Judgements: []JudgementLine{}, Record: v.Record}
	for _, r := range v.Reports {
		full.Reports = append(full.Reports, reportLine(r))
	}
	for _, j := range v.Judgements {
		full.Judgements = append(full.Judgements, judgementLine(j))
	}
	return reply(full), nil
}

type exportInput struct {
	StoryAsked
	Format string `path:"format" doc:"The format's name." example:"stix"`
	Author string `query:"author" maxLength:"200" doc:"Of claimreview: who answers for the reviews; by default whoever asks." example:"Verification Desk"`
}

func (s *server) exportStory(ctx context.Context, in *exportInput) (*huma.StreamResponse, error) {
	format, err := render.FormatOf(in.Format)
	if err != nil {
		return nil, huma.Error404NotFound(err.Error())
	}
	v, err := s.view(ctx, in.StoryAsked)
	if err != nil {
		return nil, err
	}
	key := func(c *stemma.Claim) string { return cmp.Or(v.KeyOf[c.ID], c.ID) }
	o := render.ExportOptions{Author: cmp.Or(in.Author, who(ctx).user), Key: key,
		Address: func(c *stemma.Claim) string { return s.page(ctx, "claim", key(c)) }}
	return &huma.StreamResponse{Body: func(out huma.Context) {
		out.SetHeader("Content-Type", format.Media)
		out.SetHeader("Content-Disposition", fmt.Sprintf(`attachment; filename="story-%d-%s%s"`, in.ID, format.Name, format.Suffix))
		if err := format.Export(out.BodyWriter(), v.Record, v.Record.Claims, o); err != nil {
			s.log("export", err)
		}
	}}, nil
}

// exportsAbout tells of the formats, for the document.
func exportsAbout() string {
	about := "The story's claims for other programs:\n"
	for _, f := range render.Exports {
		about += "\n- `" + f.Name + "`: " + f.About
	}
	return about
}

func exportResponses() map[string]*huma.Response {
	ok := &huma.Response{Description: "The export.", Content: map[string]*huma.MediaType{}}
	for _, f := range render.Exports {
		ok.Content[f.Media] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Description: f.About}}
	}
	return map[string]*huma.Response{strconv.Itoa(http.StatusOK): ok}
}
