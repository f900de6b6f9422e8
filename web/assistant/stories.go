package assistant

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"stemma"
	"stemma/store"
	"stemma/workspace"
)

// Choosing are the words by which stories and claims are narrowed.
type Choosing struct {
	Actor      []string `json:"actor,omitempty" jsonschema:"who acts or is acted upon, by name; alternatives"`
	Type       []string `json:"type,omitempty" jsonschema:"PLOVER event types or modes: ASSAULT, ACCUSE, AID, CASUALTY, …; alternatives"`
	Place      []string `json:"place,omitempty" jsonschema:"names of places; alternatives"`
	Country    []string `json:"country,omitempty" jsonschema:"the place's country as ISO 3166-1 alpha-2; alternatives"`
	Standing   []string `json:"standing,omitempty" jsonschema:"latest status: secret, reported, alleged, acknowledged, denied, retracted; alternatives"`
	Outlet     []string `json:"outlet,omitempty" jsonschema:"of stories that these outlets report; alternatives"`
	Since      string   `json:"since,omitempty" jsonschema:"on or after this date: YYYY, YYYY-MM or YYYY-MM-DD"`
	Until      string   `json:"until,omitempty" jsonschema:"on or before this date"`
	MinOrigins int      `json:"min_origins,omitempty" jsonschema:"at least so many origins for certain"`
	MaxOrigins int      `json:"max_origins,omitempty" jsonschema:"at most so many origins, doubts counted"`
	MinReports int      `json:"min_reports,omitempty" jsonschema:"in at least so many reports"`
	Limit      int      `json:"limit,omitempty" jsonschema:"most items, up to 50; 20 if not given"`
	After      int64    `json:"after,omitempty" jsonschema:"what the answer before gave as next"`
}

const mostListed = 50

var (
	date = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)
	day  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
)

func (c Choosing) filter() (store.Filter, error) {
	for _, text := range []string{c.Since, c.Until} {
		if text != "" && !date.MatchString(text) {
			return store.Filter{}, wrong(fmt.Sprintf("%s is no date; give YYYY, YYYY-MM or YYYY-MM-DD", said(text, 40)))
		}
	}
	for _, list := range [][]string{c.Actor, c.Type, c.Place, c.Country, c.Standing, c.Outlet} {
		if len(list) > 50 {
			return store.Filter{}, wrong("too many alternatives; give 50 at most")
		}
	}
	return store.Filter{Actor: c.Actor, Type: c.Type, Place: c.Place, Country: c.Country, Standing: c.Standing, Outlet: c.Outlet, Since: c.Since, Until: c.Until,
		MinOrigins: c.MinOrigins, MaxOrigins: c.MaxOrigins, MinReports: c.MinReports, Limit: limit(c.Limit), After: max(c.After, 0)}, nil
}

// limit is how many items are given: 20 where it is not said.
func limit(asked int) int {
	if asked <= 0 {
		return 20
	}
	return min(asked, mostListed)
}

// StoryItem is a story in a list.
type StoryItem struct {
	Story   int64  `json:"story" jsonschema:"its number, for get_story"`
	Title   string `json:"title"`
	Begin   string `json:"begin,omitempty" jsonschema:"first day of publication"`
	End     string `json:"end,omitempty" jsonschema:"last day of publication"`
	Reports int    `json:"reports"`
	Claims  int    `json:"claims"`
}

func storyItem(s store.Story) StoryItem {
	return StoryItem{s.ID, s.Title, s.Begin, s.End, s.Reports, s.Claims}
}

// Stories is a list of stories.
type Stories struct {
	Stories []StoryItem `json:"stories"`
	Next    int64       `json:"next,omitempty" jsonschema:"give it as after for more"`
}

func (s *server) listStories(ctx context.Context, in Choosing) (*mcp.CallToolResult, Stories, error) {
	out := Stories{Stories: []StoryItem{}}
	f, err := in.filter()
	if err != nil {
		return nil, out, err
	}
	var stories []store.Story
	err = s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		stories, err = t.Stories(f)
		return err
	})
	if err != nil {
		return nil, out, err
	}
	var a answer
	a.line("%s.", strings.Replace(plural(len(stories), "story"), "storys", "stories", 1))
	for _, story := range stories {
		out.Stories = append(out.Stories, storyItem(story))
		a.line("story %d: %s %s, %s, %s", story.ID, said(story.Title, 160), span(story.Begin, story.End), plural(story.Reports, "report"), plural(story.Claims, "claim"))
	}
	if len(stories) == f.Limit {
		out.Next = stories[len(stories)-1].At
		a.line("There may be more: ask again with after %d.", out.Next)
	}
	return a.result(), out, nil
}

func span(begin, end string) string {
	switch {
	case begin == "" && end == "":
		return "undated"
	case begin == end || end == "":
		return begin
	}
	return begin + " to " + end
}

// AskStory asks for a story.
type AskStory struct {
	Story  int64  `json:"story" jsonschema:"the story's number"`
	AsOf   string `json:"as_of,omitempty" jsonschema:"what was known at the end of this day, YYYY-MM-DD"`
	Claims int    `json:"claims,omitempty" jsonschema:"most claims, up to 50; 20 if not given"`
}

// Story is what a story comes to.
type Story struct {
	Story     StoryItem    `json:"story"`
	AsOf      string       `json:"as_of,omitempty"`
	Stale     bool         `json:"stale" jsonschema:"reports came that are not in it yet"`
	Reports   []ReportItem `json:"reports"`
	Claims    []ClaimItem  `json:"claims" jsonschema:"the foremost"`
	Citations []Citation   `json:"citations"`
}

func (s *server) getStory(ctx context.Context, in AskStory) (*mcp.CallToolResult, Story, error) {
	v, err := s.view(ctx, in.Story, in.AsOf)
	if err != nil {
		return nil, Story{Reports: []ReportItem{}, Claims: []ClaimItem{}, Citations: []Citation{}}, err
	}
	a, out := told(v, limit(in.Claims))
	return a.result(), out, nil
}

func (s *server) view(ctx context.Context, id int64, asOf string) (*workspace.StoryView, error) {
	if asOf == "" {
		return s.w.Story(ctx, id)
	}
	if _, err := time.Parse(time.DateOnly, asOf); err != nil || !day.MatchString(asOf) {
		return nil, wrong(fmt.Sprintf("%s is no day; give YYYY-MM-DD", said(asOf, 40)))
	}
	return s.w.StoryAsOf(ctx, id, asOf)
}

// told is a story in words, with its foremost claims.
func told(v *workspace.StoryView, claims int) (*answer, Story) {
	a := &answer{}
	out := Story{Story: storyItem(v.Story), AsOf: v.AsOf, Stale: v.Stale, Reports: []ReportItem{}, Claims: []ClaimItem{}}
	a.line("Story %d: %s, %s. %s, %s.", v.Story.ID, said(v.Story.Title, 160), span(v.Story.Begin, v.Story.End), plural(len(hosts(v)), "report"), plural(len(v.Record.Claims), "claim"))
	if v.AsOf != "" {
		a.line("As it stood at the end of %s.", v.AsOf)
	}
	if v.Stale {
		a.line("Reports or judgements came that are not in it yet.")
	}
	a.line("\nReports")
	for _, article := range v.Record.Articles {
		item := reportOf(v, article.Article)
		out.Reports = append(out.Reports, item)
		a.line("%s: report %d, %s", article.ID, item.Report, item.text())
	}
	kin(a, v)
	a.line("\nForemost claims")
	for i := range v.Record.Claims[:min(claims, len(v.Record.Claims))] {
		item := claimOf(v, &v.Record.Claims[i])
		out.Claims = append(out.Claims, item)
		a.line("%s %s", item.text(), a.foremost(v, &v.Record.Claims[i]))
		differences(a, v, &v.Record.Claims[i])
	}
	out.Citations = a.citations()
	return a, out
}

// hosts are the story's articles but for the posts embedded in them.
func hosts(v *workspace.StoryView) []stemma.ArticleRecord {
	return slices.DeleteFunc(slices.Clone(v.Record.Articles), func(a stemma.ArticleRecord) bool { return a.Host != nil })
}

// foremost cites the place that best states a claim.
func (a *answer) foremost(v *workspace.StoryView, c *stemma.Claim) string {
	cited, found := v.Foremost(c)
	if !found {
		return ""
	}
	return a.cite(cited)
}

// kin tells who took from whom.
func kin(a *answer, v *workspace.StoryView) {
	if len(v.Record.Kinship.Edges) == 0 {
		return
	}
	a.line("\nWho took from whom (*1 is a text that nobody has seen)")
	for _, e := range v.Record.Kinship.Edges {
		arrow := "→"
		if !e.Directed {
			arrow = "–"
		}
		a.line("%s %s %s: %s", e.From, arrow, e.To, said(e.Why, 200))
	}
}

// differences tells where reports of a claim differ, each wording once.
func differences(a *answer, v *workspace.StoryView, c *stemma.Claim) {
	const most = 6
	for i, d := range c.Disagreements {
		if i == most {
			a.line("  and %s more", plural(len(c.Disagreements)-most, "difference"))
			return
		}
		x, y := v.Cite(d.A), v.Cite(d.B)
		a.line("  %s, %s: %s %s %s; %s %s %s", d.Kind, said(d.About, 40), x.Article, said(x.Words, 100), a.cite(x), y.Article, said(y.Words, 100), a.cite(y))
	}
}
