package pages

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/collate"
	"stemma/render"
	"stemma/store"
	"stemma/workspace"
)

// reportPage is a report's text with its claims marked, or what became of it
// from one version to another.
type reportPage struct {
	ID       int64           `json:"id"`
	Title    string          `json:"title"`
	Outlet   string          `json:"outlet,omitempty"`
	Address  string          `json:"address,omitempty"` // where it was published
	Dated    string          `json:"published"`
	Because  string          `json:"because,omitempty"`
	Authors  []string        `json:"authors,omitempty"`
	Language string          `json:"language,omitempty"`
	Siglum   string          `json:"siglum,omitempty"`
	Story    *storyItem      `json:"story,omitempty"`
	Version  int             `json:"version"`
	Versions []versionItem   `json:"versions"`
	Newest   bool            `json:"newest"`
	Texts    []textItem      `json:"texts"` // the report, and the posts embedded in it
	Claims   []claimItem     `json:"claims,omitempty"`
	Against  int             `json:"against,omitempty"`
	Changes  [][]collate.Run `json:"changes,omitempty"`
	Problem  string          `json:"problem,omitempty"`
	Edges    []edgeItem      `json:"edges,omitempty"`
	head     head
}

// Head is of the story that the report is in.
func (s reportPage) Head() head { return s.head }

// versionItem is a text that the report had.
type versionItem struct {
	Number  int       `json:"number"`
	Added   time.Time `json:"added"`
	State   string    `json:"state"`
	Problem string    `json:"problem,omitempty"`
	URL     string    `json:"url"`
	Here    bool      `json:"-"`
}

// textItem is an article's text in blocks.
type textItem struct {
	Siglum string      `json:"siglum,omitempty"`
	Handle string      `json:"handle,omitempty"`
	Text   string      `json:"text"`
	Blocks []blockItem `json:"blocks"`
}

// blockItem is a block with what stands in it.
type blockItem struct {
	Kind stemma.BlockKind `json:"kind"`
	Span stemma.Span      `json:"span"`
	Runs []textRun        `json:"-"`
}

// textRun is text, before which claims may begin.
type textRun struct {
	Claims []claimSign
	Text   string
	Marked bool // what the address points at
	First  bool // of it
}

// claimSign says that a claim is stated from here on.
type claimSign struct {
	Number, URL, Summary string
	Only, Sure           bool
}

func (p *Pages) report(r *http.Request) (*answer, error) {
	id, err := number(r, "id", "report")
	if err != nil {
		return nil, err
	}
	n := int64(0)
	if r.PathValue("n") != "" {
		if n, err = number(r, "n", "version"); err != nil {
			return nil, err
		}
	}
	v, err := p.w.Report(r.Context(), id, int(n))
	if err == store.ErrNotFound {
		return nil, missing(fmt.Sprintf("There is no report %d, or no such version of it", id))
	}
	if err != nil {
		return nil, err
	}
	s, err := p.storyOf(r.Context(), v.Report.Story)
	if err != nil {
		return nil, err
	}
	against := 0
	if err := count(r.URL.Query(), "against", &against); err != nil {
		return nil, err
	}
	if against == 0 && r.PathValue("n") != "" {
		against = v.Version.Number - 1
	}
	a := &answer{Title: cmp.Or(v.Report.Title, fmt.Sprintf("Report %d", id)), Section: "stories", Template: "report"}
	if s != nil {
		a.Tag = tagOf(s) + fmt.Sprint(" report ", id, v.Version.Number, len(v.Versions), v.Version.State)
	}
	a.fill = func(a *answer) error {
		page := p.reportPage(v, s, pointed(r.URL.Query().Get("at")))
		if against > 0 && against != v.Version.Number {
			before, err := p.w.Report(r.Context(), id, against)
			if err != nil {
				return missing(fmt.Sprintf("Report %d has no version %d", id, against))
			}
			page.Against, page.Changes = against, collate.Compare(before.Articles[0], v.Articles[0])
		}
		a.Title, a.Page = page.Title, page
		return nil
	}
	return a, nil
}

// storyOf is the story that a report is in, nil where it is in none or that is
// not read yet.
func (p *Pages) storyOf(ctx context.Context, id int64) (*workspace.StoryView, error) {
	if id == 0 {
		return nil, nil
	}
	s, err := p.w.Story(ctx, id)
	var moved workspace.Moved
	if err == store.ErrNotFound || errors.As(err, &moved) {
		return nil, nil
	}
	return s, err
}

// pointed reads the span that an address points at, "120-180".
func pointed(at string) stemma.Span {
	from, to, _ := strings.Cut(at, "-")
	start, err := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err != nil || err2 != nil || start < 0 || end <= start {
		return stemma.Span{}
	}
	return stemma.Span{Start: start, End: end}
}

func (p *Pages) reportPage(v *workspace.ReportView, s *workspace.StoryView, at stemma.Span) reportPage {
	host := v.Articles[0]
	page := reportPage{ID: v.Report.ID, Title: render.Title(host), Outlet: host.Outlet, Address: v.Report.Address, Authors: host.Authors, Language: host.Language,
		Version: v.Version.Number, Newest: v.Version.Number == v.Report.Version, Problem: v.Version.Problem, Dated: render.Dated(host)}
	for _, x := range v.Versions {
		page.Versions = append(page.Versions, versionItem{x.Number, x.Added, x.State, x.Problem, p.reportURL(v.Report.ID) + "/versions/" + strconv.Itoa(x.Number), x.Number == v.Version.Number})
	}
	var signs map[string][]signAt
	if s != nil {
		page.place(p, v, s)
		if page.Newest && page.Siglum != "" {
			signs = p.signs(s)
		}
	}
	for i, a := range v.Articles {
		siglum := page.Siglum
		if i > 0 && siglum != "" {
			siglum = fmt.Sprint(siglum, ".", i)
		}
		page.Texts = append(page.Texts, textOf(a, siglum, signs[siglum], at))
		at = stemma.Span{} // it is of the report, not of its posts
	}
	return page
}

// place says where in its story the report stands.
func (s *reportPage) place(p *Pages, v *workspace.ReportView, story *workspace.StoryView) {
	i := p.storyItem(story.Story)
	s.Story, s.head = &i, p.head(story, "report")
	for _, a := range story.Record.Articles {
		if a.Host != nil || story.ReportOf[a.ID] != v.Report.ID {
			continue
		}
		s.Siglum, s.Dated = a.ID, render.Dated(a.Article)
		if a.Published != nil {
			s.Because = a.Published.Because
		}
		if a.Text != v.Articles[0].Text { // its record waits to be made anew
			s.Siglum = ""
		}
	}
	if s.Siglum == "" {
		return
	}
	for n := range story.Record.Claims {
		if slices.Contains(story.Record.Claims[n].Reports, s.Siglum) {
			s.Claims = append(s.Claims, p.claimItem(story, n))
		}
	}
	for _, e := range story.Record.Kinship.Edges {
		if e.From == s.Siglum || e.To == s.Siglum {
			s.Edges = append(s.Edges, s.head.edge(e))
		}
	}
}

// signAt is where a claim is stated.
type signAt struct {
	at int
	claimSign
}

// signs are where each article states claims.
func (p *Pages) signs(v *workspace.StoryView) map[string][]signAt {
	all := map[string][]signAt{}
	for i := range v.Record.Claims {
		c := &v.Record.Claims[i]
		sign := claimSign{c.ID, p.claimURL(v.KeyOf[c.ID]), c.Summary, c.Counts.Reports > 1 && c.Counts.Origins[1] <= 1, c.Counts.Origins[0] > 1}
		for _, m := range c.Mentions {
			list := all[m.Article]
			if !slices.ContainsFunc(list, func(x signAt) bool { return x.at == m.Span.Start && x.Number == c.ID }) {
				all[m.Article] = append(list, signAt{m.Span.Start, sign})
			}
		}
	}
	for id := range all {
		slices.SortStableFunc(all[id], func(a, b signAt) int { return a.at - b.at })
	}
	return all
}

func textOf(a *stemma.Article, siglum string, signs []signAt, at stemma.Span) textItem {
	item := textItem{Siglum: siglum, Handle: a.Handle, Text: a.Text}
	for _, b := range a.Blocks {
		if b.Span.Start < 0 || b.Span.End > len(a.Text) || b.Span.Empty() {
			continue
		}
		item.Blocks = append(item.Blocks, blockItem{b.Kind, b.Span, textRuns(a.Text, b.Span, signs, at)})
	}
	return item
}

// textRuns cuts a block where claims begin, and around what is pointed at.
func textRuns(text string, block stemma.Span, signs []signAt, at stemma.Span) []textRun {
	begins := at.Start // in whichever block
	at = stemma.Span{Start: max(at.Start, block.Start), End: min(at.End, block.End)}
	cuts := []int{block.Start, block.End}
	if !at.Empty() {
		cuts = append(cuts, at.Start, at.End)
	}
	for _, s := range signs {
		if block.Start <= s.at && s.at < block.End {
			cuts = append(cuts, s.at)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var runs []textRun
	for i := 0; i+1 < len(cuts); i++ {
		s := stemma.Span{Start: cuts[i], End: cuts[i+1]}
		out := textRun{Text: s.In(text), Marked: at.Contains(s), First: at.Contains(s) && s.Start == begins}
		for _, sign := range signs {
			if sign.at == s.Start {
				out.Claims = append(out.Claims, sign.claimSign)
			}
		}
		runs = append(runs, out)
	}
	return runs
}
