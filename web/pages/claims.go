package pages

import (
	"net/http"
	"time"

	"stemma"
	"stemma/claim"
	"stemma/render"
	"stemma/store"
)

// claimRow is a claim of any story, from the lists that the store keeps.
type claimRow struct {
	claimItem
	Type    string    `json:"type,omitempty"`
	Place   string    `json:"place,omitempty"`
	Country string    `json:"country,omitempty"`
	When    string    `json:"when,omitempty"`
	Changed time.Time `json:"changed"`
}

// claimsPage is the list of claims with what can be asked for.
type claimsPage struct {
	listing[claimRow]
	Types    []string `json:"-"`
	Statuses []string `json:"-"`
}

func (p *Pages) claims(r *http.Request) (*answer, error) {
	f, err := filterOf(r)
	if err != nil {
		return nil, err
	}
	var found []store.Claim
	err = p.w.Store().View(r.Context(), func(t *store.Tx) (err error) {
		found, err = t.Claims(f.Filter)
		return err
	})
	if err != nil {
		return nil, err
	}
	page := claimsPage{listing: listing[claimRow]{Items: []claimRow{}, Filter: f, First: f.After == 0}, Types: claim.Types(), Statuses: stemma.Statuses}
	items := make([]claimItem, 0, len(found))
	for _, c := range found {
		row := p.claimRow(c)
		page.Items, items = append(page.Items, row), append(items, row.claimItem)
	}
	if n := len(found); n > 0 {
		page.Next = next(r, p, n, f.Limit, found[n-1].At)
	}
	return &answer{Title: "Claims", Section: "claims", Template: "claims", Page: page, Rows: claimRows(items)}, nil
}

func (p *Pages) claimRow(c store.Claim) claimRow {
	i := claimItem{Key: c.Key, Number: c.Number, Story: c.Story, Summary: c.Summary, Reports: c.Reports, Accounts: stemma.Range{c.AccountsLow, c.Accounts},
		Origins: stemma.Range{c.OriginsLow, c.Origins}, Standing: c.Standing, URL: p.claimURL(c.Key)}
	row := claimRow{i, c.Type, c.Place, c.Country, render.Days(c.Begin, c.End), c.Changed}
	for _, part := range []string{c.Figures, c.Place, row.When} {
		if part != "" && row.Facts != "" {
			row.Facts += " · "
		}
		row.Facts += part
	}
	if c.Disagree > 0 {
		row.Doubt = render.Plural(c.Disagree, "disagreement") + " between reports"
	}
	return row
}
