package pages

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/render"
)

// timelinePage is what happened when, and who published when.
type timelinePage struct {
	head
	Drawing   template.HTML     `json:"-"`
	Dates     []dayItem         `json:"dates"`
	Published []publicationItem `json:"published"`
	Undated   string            `json:"undated,omitempty"`
}

// dayItem is a date with what happened then.
type dayItem struct {
	At      string       `json:"at"`
	Moments []momentItem `json:"moments"`
}

// momentItem is one line of the timeline.
type momentItem struct {
	What   string `json:"what"`
	Claim  string `json:"claim,omitempty"`
	URL    string `json:"url,omitempty"`
	Siglum string `json:"report"`
	Words  string `json:"words"`
	At     string `json:"at"`
}

// publicationItem is a report in the order of publication.
type publicationItem struct {
	Siglum string `json:"report"`
	Outlet string `json:"outlet,omitempty"`
	Dated  string `json:"published"`
	Title  string `json:"title"`
	URL    string `json:"url,omitempty"`
	at     time.Time
}

func (p *Pages) timeline(r *http.Request) (*answer, error) {
	a, v, h, err := p.open(r, "timeline")
	if err != nil {
		return nil, err
	}
	a.Title, a.Template = "Timeline: "+h.Title, "timeline"
	a.fill = func(a *answer) error {
		page := timelinePage{head: h, Dates: []dayItem{}}
		a.Rows = [][]string{{"at", "precision", "claim", "what", "report", "words"}}
		for _, m := range v.Record.Timeline {
			page.add(m)
			a.Rows = append(a.Rows, []string{m.At, m.Precision, m.Claim, m.What, m.Evidence.Article, h.Words(m.Evidence, 300)})
		}
		page.publications(v.Record)
		page.Drawing = band(page.Published)
		a.Page = page
		return nil
	}
	return a, nil
}

func (s *timelinePage) add(m stemma.Moment) {
	if n := len(s.Dates); n == 0 || s.Dates[n-1].At != m.At {
		s.Dates = append(s.Dates, dayItem{At: m.At})
	}
	d := &s.Dates[len(s.Dates)-1]
	i := momentItem{What: m.What, Claim: m.Claim, Siglum: m.Evidence.Article, Words: s.Words(m.Evidence, 160), At: s.head.At(m.Evidence)}
	if m.Claim != "" {
		i.URL = s.Claim(m.Claim)
	}
	d.Moments = append(d.Moments, i)
}

func (s *timelinePage) publications(r *stemma.Record) {
	var undated []string
	for _, a := range r.Articles {
		if a.Host != nil {
			continue
		}
		i := publicationItem{Siglum: a.ID, Outlet: s.Outlet(a.ID), Dated: render.Dated(a.Article), Title: render.Title(a.Article), URL: s.Report(a.ID)}
		if a.Published != nil {
			i.at = instant(a.Published.Value)
		}
		if i.at.IsZero() {
			undated = append(undated, a.ID)
		}
		s.Published = append(s.Published, i)
	}
	s.Undated = strings.Join(undated, ", ")
	slices.SortStableFunc(s.Published, func(a, b publicationItem) int {
		return cmp.Or(cmp.Compare(b2i(a.at.IsZero()), b2i(b.at.IsZero())), a.at.Compare(b.at))
	})
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// instant is the time that an ISO 8601 date begins at, zero where it cannot be read.
func instant(value string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly, "2006-01"} {
		if at, err := time.Parse(layout, value); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}

// Sizes of the drawing of publications, in SVG units.
const (
	bandWidth  = 880
	bandMargin = 30
	dotApart   = 22
	tallest    = 12 // dots above one another; more are counted
)

// band draws when the reports were published: a dot each, those of one time
// above one another. It is "" for fewer than two.
func band(published []publicationItem) template.HTML {
	var dated []publicationItem
	for _, i := range published {
		if !i.at.IsZero() {
			dated = append(dated, i)
		}
	}
	if len(dated) < 2 || !dated[len(dated)-1].at.After(dated[0].at) {
		return ""
	}
	first, last := dated[0].at, dated[len(dated)-1].at
	x := func(at time.Time) int {
		return bandMargin + int(float64(bandWidth-2*bandMargin)*float64(at.Sub(first))/float64(last.Sub(first)))
	}
	stacks, most := map[int]int{}, 1
	for _, i := range dated {
		column := x(i.at) / dotApart
		stacks[column]++
		most = max(most, min(stacks[column], tallest))
	}
	clear(stacks)
	floor := 20 + most*dotApart
	var b strings.Builder
	fmt.Fprintf(&b, `<svg role="img" aria-labelledby="band-title" class="band" viewBox="0 0 %d %d" width="%d" height="%d"><title id="band-title">When the %s were published, from %s to %s</title><path class="axis" d="M%d %dH%d"/>`,
		bandWidth, floor+36, bandWidth, floor+36, render.Plural(len(dated), "report"), first.Format(time.DateOnly), last.Format(time.DateOnly), bandMargin-10, floor, bandWidth-bandMargin+10)
	for _, i := range dated {
		column := x(i.at) / dotApart
		if stacks[column]++; stacks[column] > tallest {
			continue
		}
		cx, cy := column*dotApart+dotApart/2, floor-stacks[column]*dotApart+dotApart/2
		fmt.Fprintf(&b, `<g><title>%s</title><circle cx="%d" cy="%d" r="10"/><text x="%d" y="%d">%s</text></g>`,
			template.HTMLEscapeString(i.Siglum+", "+orUnnamed(i.Outlet)+", "+i.Dated), cx, cy, cx, cy+4, template.HTMLEscapeString(i.Siglum))
	}
	fmt.Fprintf(&b, `<text class="first" x="%d" y="%d">%s</text><text class="last" x="%d" y="%d">%s</text></svg>`,
		bandMargin-10, floor+22, shortTime(first), bandWidth-bandMargin+10, floor+22, shortTime(last))
	return template.HTML(b.String())
}

// shortTime leaves out a clock time that is midnight, as of dates without one.
func shortTime(at time.Time) string {
	if at.Hour() == 0 && at.Minute() == 0 {
		return at.Format("2 January 2006")
	}
	return at.Format("2 January 2006, 15:04 UTC")
}
