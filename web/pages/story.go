package pages

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/render"
	"stemma/store"
	"stemma/workspace"
)

// head stands at the top of every page of a story.
type head struct {
	ID      int64     `json:"id"`
	Title   string    `json:"title"`
	Days    string    `json:"days,omitempty"`
	Reports int       `json:"reports"`
	Claims  int       `json:"claims"`
	Made    time.Time `json:"made"`
	Stale   bool      `json:"stale,omitempty"` // its record waits to be made anew
	AsOf    string    `json:"as_of,omitempty"`
	View    string    `json:"-"` // which of the story's pages this is
	view    *workspace.StoryView
	pages   *Pages
}

// Tab is one of a story's pages.
type tab struct {
	Name, URL string
	Here      bool
}

// Tabs are a story's pages, in the order in which they are read.
func (h head) Tabs() []tab {
	var tabs []tab
	for _, t := range [][2]string{{"", "Claims"}, {"edition", "Edition"}, {"stemma", "Stemma"}, {"timeline", "Timeline"}, {"map", "Map"}, {"quotations", "Quotations"}} {
		tabs = append(tabs, tab{t[1], h.URL(t[0]), t[0] == h.View})
	}
	return tabs
}

// URL is the address of another page of the story, of the same day.
func (h head) URL(view string) string {
	address := h.pages.storyURL(h.ID, view)
	if h.AsOf != "" {
		address += "?as_of=" + h.AsOf
	}
	return address
}

// Report is the address of the report with the siglum, "" where it is unknown.
func (h head) Report(siglum string) string {
	host, _, _ := strings.Cut(siglum, ".")
	if id := h.view.ReportOf[host]; id != 0 {
		return h.pages.reportURL(id)
	}
	return ""
}

// Claim is the address of the claim with the number, "c3".
func (h head) Claim(number string) string { return h.pages.claimURL(h.view.KeyOf[number]) }

// Outlet is who published the report with the siglum.
func (h head) Outlet(siglum string) string {
	a := h.view.Record.Article(siglum)
	if a == nil {
		return ""
	}
	if a.Handle != "" {
		return a.Handle
	}
	return a.Outlet
}

// Words is an evidence's text within quotation marks.
func (h head) Words(e stemma.Evidence, n int) string { return quoted(h.view.Record, e, n) }

// At is the address of the words that an evidence points at.
func (h head) At(e stemma.Evidence) string {
	address := h.Report(e.Article)
	if address == "" || strings.Contains(e.Article, ".") {
		return address
	}
	return address + "?at=" + strconv.Itoa(e.Span.Start) + "-" + strconv.Itoa(e.Span.End) + "#at"
}

// open is the story that an address asks for, as of the day that it asks for.
func (p *Pages) open(r *http.Request, view string) (*answer, *workspace.StoryView, head, error) {
	id, err := number(r, "id", "story")
	if err != nil {
		return nil, nil, head{}, err
	}
	asOf, err := day(r.URL.Query(), "as_of")
	if err == nil && asOf != "" && len(asOf) != len(time.DateOnly) {
		err = wrong(fmt.Sprintf("“%s” is no day", asOf), "Write as_of as 2025-04-30.")
	}
	if err != nil {
		return nil, nil, head{}, err
	}
	v, err := p.w.Story(r.Context(), id)
	if err == store.ErrNotFound {
		return nil, nil, head{}, p.noStory(r, id)
	}
	if err != nil {
		return nil, nil, head{}, err
	}
	tag := tagOf(v)
	if asOf != "" {
		if v, err = p.asOf(r, v, asOf); err != nil {
			return nil, nil, head{}, err
		}
	}
	h := p.head(v, view)
	return &answer{Title: h.Title, Section: "stories", Tag: tag}, v, h, nil
}

// noStory tells a story that was never there from one whose reports are not read yet.
func (p *Pages) noStory(r *http.Request, id int64) error {
	err := p.w.Store().View(r.Context(), func(t *store.Tx) error {
		_, err := t.Story(id)
		return err
	})
	if err != nil {
		return missing(fmt.Sprintf("There is no story %d", id))
	}
	return trouble{http.StatusNotFound, fmt.Sprintf("Story %d is not read yet", id), "Its reports are being compared. Come back in a moment."}
}

func (p *Pages) head(v *workspace.StoryView, view string) head {
	i := p.storyItem(v.Story)
	h := head{ID: i.ID, Title: i.Title, Days: i.Days, Reports: reports(v.Record), Claims: len(v.Record.Claims), Made: v.Made, Stale: v.Stale, AsOf: v.AsOf, View: view, view: v, pages: p}
	if len(v.Record.Stories) > 0 && v.Record.Stories[0].Title != "" {
		h.Title, h.Days = v.Record.Stories[0].Title, render.Days(v.Record.Stories[0].Begin, v.Record.Stories[0].End)
	}
	return h
}

// reports counts the articles that are no posts within others.
func reports(r *stemma.Record) int {
	n := 0
	for _, a := range r.Articles {
		if a.Host == nil {
			n++
		}
	}
	return n
}

// tagOf is equal for equal states of a story.
func tagOf(v *workspace.StoryView) string {
	undone := 0
	for _, j := range v.Judgements {
		if !j.Undone.IsZero() {
			undone++
		}
	}
	return fmt.Sprint("story ", v.Story.ID, v.Made.UnixMilli(), v.Story.Changed.UnixMilli(), v.Stale, len(v.Judgements), undone)
}

// asOf is the story as it stood at the end of a day.
func (p *Pages) asOf(r *http.Request, v *workspace.StoryView, day string) (*workspace.StoryView, error) {
	key := datedKey{v.Story.ID, day, v.Made, v.Story.Changed}
	if kept := p.dated.get(key); kept != nil {
		return kept, nil
	}
	then, err := p.w.StoryAsOf(r.Context(), v.Story.ID, day)
	if err != nil {
		return nil, err
	}
	p.dated.put(key, then)
	return then, nil
}

// storyPage is a story's overview.
type storyPage struct {
	head
	Shared     int             `json:"carried_by_several"`
	Groups     []group         `json:"-"`
	Show       string          `json:"show,omitempty"`
	Items      []claimItem     `json:"items"`
	Next       string          `json:"next,omitempty"`
	From       int             `json:"-"`
	ReportList []reportItem    `json:"report_list"`
	Problems   []string        `json:"problems,omitempty"`
	Notes      []judgementItem `json:"judgements,omitempty"`
	chosen     []int           // places of the claims to be listed
}

// group is a kind of claim that a reader looks for first.
type group struct {
	Name, Title, None string
	Count             int
	Foremost          []claimItem
	URL               string
	Here              bool
}

// foremost is how many claims of each group the overview shows.
const foremost = 3

// groups are the kinds, with what makes a claim one.
var groups = []struct {
	name, title, none string
	is                func(*stemma.Claim) bool
}{
	{"sure", "Two origins or more", "No claim is known from two informants for certain.", func(c *stemma.Claim) bool { return c.Counts.Origins[0] > 1 }},
	{"single", "Several reports, one origin", "No claim of several reports rests on one origin alone.", func(c *stemma.Claim) bool { return c.Counts.Reports > 1 && c.Counts.Origins[1] <= 1 }},
	{"contradicted", "Reports contradict each other", "Reports contradict each other nowhere.", func(c *stemma.Claim) bool { return render.Contradicted(*c) }},
	{"shared", "Carried by several", "No claim stands in two reports.", func(c *stemma.Claim) bool { return c.Counts.Reports > 1 }},
	{"alone", "In one report only", "Every claim stands in several reports.", func(c *stemma.Claim) bool { return c.Counts.Reports == 1 }},
}

func (p *Pages) story(r *http.Request) (*answer, error) {
	a, v, h, err := p.open(r, "")
	if err != nil {
		return nil, err
	}
	show := r.URL.Query().Get("show")
	after := 0
	if err := count(r.URL.Query(), "after", &after); err != nil {
		return nil, err
	}
	a.Template = "story"
	a.fill = func(a *answer) error {
		page := p.storyPage(v, h, show)
		page.list(p, r, after)
		a.Page, a.Rows = page, claimRows(page.Items)
		return nil
	}
	return a, nil
}

func (p *Pages) storyPage(v *workspace.StoryView, h head, show string) *storyPage {
	page := &storyPage{head: h, Show: show, Items: []claimItem{}, ReportList: p.reportItems(h), Notes: p.judgementItems(v.Judgements, false)}
	page.chosen = page.choose(p, v, show)
	for _, problem := range v.Record.Problems {
		page.Problems = append(page.Problems, problem.String())
	}
	return page
}

// list fills in the claims from a place on: a page of them, or all as data.
func (s *storyPage) list(p *Pages, r *http.Request, after int) {
	size := usualItems
	if formatOf(r) != "html" {
		size = max(len(s.chosen), 1)
	}
	s.From = after
	for _, i := range s.chosen[min(after, len(s.chosen)):min(after+size, len(s.chosen))] {
		s.Items = append(s.Items, p.claimItem(s.view, i))
	}
	if after+size < len(s.chosen) {
		q := r.URL.Query()
		q.Set("after", strconv.Itoa(after+size))
		s.Next = p.storyURL(s.ID, "") + "?" + q.Encode() + "#claims"
	}
}

// choose fills the groups and gives the places of the claims to be listed.
func (s *storyPage) choose(p *Pages, v *workspace.StoryView, show string) []int {
	all := make([]int, len(v.Record.Claims))
	for i := range all {
		all[i] = i
	}
	chosen := all
	for _, kind := range groups {
		g := group{Name: kind.name, Title: kind.title, None: kind.none, URL: s.URL(""), Here: kind.name == show}
		if g.URL += "?show=" + kind.name; s.AsOf != "" {
			g.URL = s.URL("") + "&show=" + kind.name
		}
		var in []int
		for _, i := range all {
			if kind.is(&v.Record.Claims[i]) {
				in = append(in, i)
			}
		}
		if g.Count = len(in); kind.name == "shared" {
			s.Shared = len(in)
		}
		for _, i := range in[:min(foremost, len(in))] {
			g.Foremost = append(g.Foremost, p.brief(v, i))
		}
		if g.Here {
			chosen = in
		}
		s.Groups = append(s.Groups, g)
	}
	return chosen
}

// record is the whole record, as data only.
func (p *Pages) record(r *http.Request) (*answer, error) {
	a, v, h, err := p.open(r, "record")
	if err != nil {
		return nil, err
	}
	if formatOf(r) == "html" {
		return &answer{To: h.URL("record.json"), Status: http.StatusSeeOther}, nil
	}
	a.Data = v.Record
	return a, nil
}
