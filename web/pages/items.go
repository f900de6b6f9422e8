package pages

import (
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/render"
	"stemma/workspace"
)

// claimItem is a claim in a list.
type claimItem struct {
	Key       string            `json:"key"`
	Number    string            `json:"number"`
	Story     int64             `json:"story"`
	Summary   string            `json:"summary"`
	Reports   int               `json:"reports"`
	Accounts  stemma.Range      `json:"accounts"`
	Origins   stemma.Range      `json:"origins"`
	Sigla     []string          `json:"sigla,omitempty"`
	Verdict   string            `json:"verdict,omitempty"`
	Facts     string            `json:"facts,omitempty"`
	Doubt     string            `json:"doubt,omitempty"`
	Standing  string            `json:"standing,omitempty"`
	History   []stemma.Standing `json:"history,omitempty"`
	Contrasts []contrastItem    `json:"contrasts,omitempty"`
	Judged    []string          `json:"judged,omitempty"` // what readers decided, in words
	URL       string            `json:"url"`
}

// Only reports whether several reports rest on one origin.
func (c claimItem) Only() bool { return c.Reports > 1 && c.Origins[1] <= 1 }

// Sure reports whether two origins are certain.
func (c claimItem) Sure() bool { return c.Origins[0] > 1 }

// brief is a claim with its counts alone.
func (p *Pages) brief(v *workspace.StoryView, i int) claimItem {
	c := &v.Record.Claims[i]
	key := v.KeyOf[c.ID]
	return claimItem{Number: c.ID, Story: v.Story.ID, Key: key, Summary: c.Summary, Reports: c.Counts.Reports, Accounts: c.Counts.Accounts, Origins: c.Counts.Origins, URL: p.claimURL(key)}
}

func (p *Pages) claimItem(v *workspace.StoryView, i int) claimItem {
	c := &v.Record.Claims[i]
	item := p.brief(v, i)
	item.Sigla, item.Verdict, item.Facts, item.Doubt = c.Reports, render.Verdict(*c), render.Facts(*c), render.Doubt(v.Record, *c)
	item.History, item.Contrasts = render.History(v.Record, *c), contrasts(v.Record, c)
	if len(item.History) > mostHistory {
		item.History = item.History[len(item.History)-mostHistory:]
	}
	if n := len(c.Standing); n > 0 {
		item.Standing = c.Standing[n-1].Status
	}
	if i < len(v.Claims) {
		item.Judged = judged(v.Judgements, v.Claims[i].Mentions)
	}
	return item
}

// In a list, a claim shows so many steps of its history, things that reports
// differ about, and sides that they take; the claim's page has all.
const (
	mostHistory   = 4
	mostContrasts = 4
	mostSides     = 6
)

// contrastItem is what reports differ about, and the sides that they take.
type contrastItem struct {
	Kind    string     `json:"kind"`
	Heading string     `json:"about"`
	Sides   []sideItem `json:"sides"`
	More    int        `json:"more_sides,omitempty"`
}

// sideItem is one wording or figure and the reports that have it.
type sideItem struct {
	Sigla string `json:"reports"`
	Words string `json:"words"`
	Value string `json:"value,omitempty"`
}

func contrasts(r *stemma.Record, c *stemma.Claim) []contrastItem {
	var list []contrastItem
	for _, x := range render.Contrasts(r, *c) {
		if len(list) == mostContrasts {
			break
		}
		item := contrastItem{Kind: x.Kind, Heading: x.Heading(), More: max(0, len(x.Sides)-mostSides)}
		for _, s := range x.Sides[:min(len(x.Sides), mostSides)] {
			item.Sides = append(item.Sides, sideItem{short(r, s.Articles), clip(s.Words, 110), s.Value})
		}
		list = append(list, item)
	}
	return list
}

func claimRows(items []claimItem) [][]string {
	table := [][]string{{"key", "story", "claim", "summary", "reports", "accounts_low", "accounts_high", "origins_low", "origins_high", "standing", "rests_on", "facts", "in"}}
	for _, c := range items {
		table = append(table, []string{c.Key, itoa(c.Story), c.Number, c.Summary, strconv.Itoa(c.Reports), strconv.Itoa(c.Accounts[0]), strconv.Itoa(c.Accounts[1]),
			strconv.Itoa(c.Origins[0]), strconv.Itoa(c.Origins[1]), c.Standing, c.Verdict, c.Facts, strings.Join(c.Sigla, " ")})
	}
	return table
}

// reportItem is a report in a story's list.
type reportItem struct {
	Siglum  string   `json:"siglum"`
	ID      int64    `json:"id,omitempty"`
	Outlet  string   `json:"outlet,omitempty"`
	Title   string   `json:"title"`
	Dated   string   `json:"published"`
	Because string   `json:"because,omitempty"` // of a date that was inferred
	Credits []string `json:"credits,omitempty"`
	Host    string   `json:"host,omitempty"` // of an embedded post: the report that shows it
	URL     string   `json:"url,omitempty"`
}

func (p *Pages) reportItems(h head) []reportItem {
	var items []reportItem
	for _, a := range h.view.Record.Articles {
		host, _, _ := strings.Cut(a.ID, ".")
		i := reportItem{Siglum: a.ID, ID: h.view.ReportOf[host], Outlet: h.Outlet(a.ID), Title: render.Title(a.Article), Dated: render.Dated(a.Article), URL: h.Report(a.ID)}
		if a.Published != nil {
			i.Because = a.Published.Because
		}
		if a.Host != nil {
			i.Host = a.Host.Article
		}
		for _, c := range a.Credits {
			if credit := c.Kind + " credit: " + c.Name; !slices.Contains(i.Credits, credit) {
				i.Credits = append(i.Credits, credit)
			}
		}
		items = append(items, i)
	}
	return items
}
