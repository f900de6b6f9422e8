package pages

import (
	"fmt"
	"net/http"
	"strconv"

	"stemma/store"
	"stemma/workspace"
)

// outletItem is an outlet in the list.
type outletItem struct {
	Name    string `json:"name"`
	Reports int    `json:"reports"`
	URL     string `json:"url,omitempty"`
}

func (p *Pages) outlets(r *http.Request) (*answer, error) {
	var found []store.OutletCount
	err := p.w.Store().View(r.Context(), func(t *store.Tx) (err error) {
		found, err = t.Outlets()
		return err
	})
	if err != nil {
		return nil, err
	}
	skip := 0
	if err := count(r.URL.Query(), "after", &skip); err != nil {
		return nil, err
	}
	size := 200
	if formatOf(r) != "html" {
		size = max(len(found), 1)
	}
	page := listing[outletItem]{Items: []outletItem{}, First: skip == 0}
	table := [][]string{{"outlet", "reports"}}
	for _, o := range found[min(skip, len(found)):min(skip+size, len(found))] {
		i := outletItem{Name: o.Outlet, Reports: o.Reports}
		if o.Outlet != "" {
			i.URL = p.outletURL(o.Outlet)
		}
		page.Items = append(page.Items, i)
		table = append(table, []string{i.Name, strconv.Itoa(i.Reports)})
	}
	if skip+size < len(found) {
		page.Next = p.options.Prefix + "/outlets?after=" + strconv.Itoa(skip+size)
	}
	return &answer{Title: "Outlets", Section: "outlets", Template: "outlets", Page: page, Rows: table}, nil
}

// outletPage is an outlet: from whom it takes, who takes from it, how often it is first.
type outletPage struct {
	Name    string         `json:"name"`
	Reports int            `json:"reports"`
	Shared  int            `json:"stories_with_others"`
	First   int            `json:"first"`
	Alone   int            `json:"first_alone"`
	Unseen  int            `json:"took_from_unseen"`
	Takes   []exchangeItem `json:"takes"`
	Gives   []exchangeItem `json:"gives"`
	Shares  []exchangeItem `json:"shares"`
	Stories []storyItem    `json:"stories"`
	More    bool           `json:"more"`
}

// exchangeItem is how often wording went between two outlets.
type exchangeItem struct {
	Outlet  string  `json:"outlet"`
	Times   int     `json:"times"`
	Likely  float64 `json:"likely"`
	Stories []int64 `json:"stories"`
	URL     string  `json:"url"`
}

// Percent is how far this list's longest bar the item's goes.
func (p *Pages) exchanges(list []workspace.Exchange) []exchangeItem {
	items := []exchangeItem{}
	for _, e := range list {
		items = append(items, exchangeItem{e.Outlet, e.Times, e.Likely, e.Stories, p.outletURL(e.Outlet)})
	}
	return items
}

func (p *Pages) outlet(r *http.Request) (*answer, error) {
	name := r.PathValue("name")
	v, err := p.w.Outlet(r.Context(), name)
	if err == store.ErrNotFound {
		return nil, missing(fmt.Sprintf("There is no outlet “%s”", clip(name, 60)))
	}
	if err != nil {
		return nil, err
	}
	page := outletPage{Name: v.Name, Reports: v.Reports, Shared: v.Shared, First: v.First, Alone: v.Alone, Unseen: v.Unseen,
		Takes: p.exchanges(v.Takes), Gives: p.exchanges(v.Gives), Shares: p.exchanges(v.Shares), Stories: []storyItem{}, More: v.More}
	for _, s := range v.Stories {
		page.Stories = append(page.Stories, p.storyItem(s))
	}
	return &answer{Title: v.Name, Section: "outlets", Template: "outlet", Page: page, Rows: exchangeRows(page)}, nil
}

func exchangeRows(page outletPage) [][]string {
	table := [][]string{{"outlet", "relation", "other", "times", "likely"}}
	for _, part := range []struct {
		name string
		list []exchangeItem
	}{{"takes from", page.Takes}, {"gives to", page.Gives}, {"shares wording with", page.Shares}} {
		for _, e := range part.list {
			table = append(table, []string{page.Name, part.name, e.Outlet, strconv.Itoa(e.Times), strconv.FormatFloat(e.Likely, 'f', 2, 64)})
		}
	}
	return table
}
