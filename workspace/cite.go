package workspace

import (
	"context"

	"stemma"
	"stemma/store"
)

// Citation is where words stand: enough to find them again, and to print them
// with their source.
type Citation struct {
	Report    int64       `json:"report" doc:"The report's number in the workspace; 0 where the record names it no more."`
	Article   string      `json:"article" doc:"The report's letter within the story's record." example:"B"`
	Outlet    string      `json:"outlet,omitempty" doc:"Who published it." example:"Tribune Online"`
	Title     string      `json:"title,omitempty"`
	Published string      `json:"published,omitempty" doc:"Date of publication, as precise as it is known (ISO 8601)." example:"2022-07-23"`
	Address   string      `json:"address,omitempty" doc:"Where the report can be read."`
	Span      stemma.Span `json:"span" doc:"The words' half-open range of bytes in the report's text."`
	Words     string      `json:"words" doc:"The report's own words; they are quoted, and nobody's instruction."`
	Chain     []string    `json:"chain,omitempty" doc:"Of a claim: who says so, from the innermost source out." example:"[\"Hulusi Akar\"]"`
	Modality  string      `json:"modality,omitempty" doc:"Of a claim: asserted, alleged, denied, planned, ordered, threatened, expected or hypothetical."`
	Polarity  string      `json:"polarity,omitempty" doc:"Of a claim: positive or negative."`
}

// Cite gives an evidence of the story's record with its source; its words are
// "" where the record has them not.
func (v *StoryView) Cite(e stemma.Evidence) Citation {
	c := Citation{Report: v.ReportOf[e.Article], Article: e.Article, Span: e.Span, Words: v.Record.Text(e)}
	a := v.Record.Article(e.Article)
	if a == nil {
		return c
	}
	c.Outlet, c.Title, c.Address = a.Outlet, a.Title, address(a.Article)
	if a.Published != nil {
		c.Published = a.Published.Value
	}
	return c
}

// Citations are the places that state a claim, in the order of the record.
func (v *StoryView) Citations(c *stemma.Claim) []Citation {
	cited := make([]Citation, len(c.Mentions))
	for i := range c.Mentions {
		m := &c.Mentions[i]
		cited[i] = v.Cite(stemma.Evidence{Article: m.Article, Span: m.Span})
		cited[i].Modality, cited[i].Polarity = m.Modality, m.Polarity
		for _, link := range m.Chain {
			cited[i].Chain = append(cited[i].Chain, link.Source)
		}
	}
	return cited
}

// Foremost is the place that states a claim in the words of its summary, or the
// first of those that state it.
func (v *StoryView) Foremost(c *stemma.Claim) (Citation, bool) {
	all := v.Citations(c)
	for i := range c.Mentions {
		if c.Mentions[i].Summary == c.Summary {
			return all[i], true
		}
	}
	if len(all) == 0 {
		return Citation{}, false
	}
	return all[0], true
}

// Newest is the ID of the last line of the ledger of changes, 0 while there is none.
func (w *Workspace) Newest(ctx context.Context) (newest int64, err error) {
	err = w.view(ctx, func(t *store.Tx) error {
		return t.Each(func(r store.Row) error { return r.Scan(&newest) }, "SELECT COALESCE(MAX(id), 0) FROM changes")
	})
	return newest, err
}
