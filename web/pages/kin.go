package pages

import (
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"stemma"
	"stemma/collate"
	"stemma/render"
)

// stemmaPage is who took from whom.
type stemmaPage struct {
	head
	Drawing  template.HTML `json:"-"`
	Edges    []edgeItem    `json:"edges"`
	Accounts []accountItem `json:"accounts"`
	Apart    []string      `json:"apart"` // kin to no other
}

// edgeItem is a line of the stemma in words.
type edgeItem struct {
	From     string   `json:"from"`
	To       string   `json:"to"`
	Directed bool     `json:"directed"`
	Percent  int      `json:"percent"`
	Why      string   `json:"why"`
	Words    []string `json:"words,omitempty"` // of the credit lines that bear it
	Shared   int      `json:"shared_words"`
	Says     string   `json:"says"`
}

// accountItem is a group of reports that are one telling.
type accountItem struct {
	Number int      `json:"number"`
	Sigla  []string `json:"reports"`
	Brief  string   `json:"-"`
}

func (p *Pages) stemma(r *http.Request) (*answer, error) {
	a, v, h, err := p.open(r, "stemma")
	if err != nil {
		return nil, err
	}
	a.Title, a.Template = "Stemma: "+h.Title, "stemma"
	a.fill = func(a *answer) error {
		page := stemmaPage{head: h, Drawing: render.StemmaSVG(v.Record, h.Report), Apart: render.Apart(v.Record), Edges: []edgeItem{}}
		for _, e := range v.Record.Kinship.Edges {
			page.Edges = append(page.Edges, h.edge(e))
		}
		for i, sigla := range v.Record.Kinship.Accounts {
			page.Accounts = append(page.Accounts, accountItem{i + 1, sigla, collate.Brief(v.Record, sigla)})
		}
		a.Page, a.Rows = page, edgeRows(page.Edges)
		return nil
	}
	return a, nil
}

func (h head) edge(e stemma.Edge) edgeItem {
	i := edgeItem{From: e.From, To: e.To, Directed: e.Directed, Percent: int(100*e.Probability + 0.5), Why: e.Why}
	for _, w := range e.Words {
		i.Words = append(i.Words, w.Article+" "+h.Words(w, 120))
	}
	for _, at := range e.Evidence {
		if at >= 0 && at < len(h.view.Record.Kinship.Passages) {
			i.Shared += h.view.Record.Kinship.Passages[at].Words
		}
	}
	switch {
	case strings.HasPrefix(e.From, "*"):
		i.Says = e.To + " took from " + e.From + ", a text nobody has seen"
	case e.Directed:
		i.Says = e.To + " took from " + e.From
	default:
		i.Says = e.From + " and " + e.To + " share wording; nothing tells who took from whom"
	}
	return i
}

func edgeRows(edges []edgeItem) [][]string {
	table := [][]string{{"from", "to", "directed", "percent", "shared_words", "why", "words"}}
	for _, e := range edges {
		table = append(table, []string{e.From, e.To, strconv.FormatBool(e.Directed), strconv.Itoa(e.Percent), strconv.Itoa(e.Shared), e.Why, strings.Join(e.Words, "; ")})
	}
	return table
}

// quotationsPage is who is quoted with which words.
type quotationsPage struct {
	head
	Items []quotationItem `json:"quotations"`
	Next  string          `json:"next,omitempty"`
}

// quotationItem is somebody's words as the reports give them.
type quotationItem struct {
	ID        string        `json:"id"`
	Speaker   string        `json:"speaker"`
	Words     string        `json:"words"`
	Reference string        `json:"reference"` // the report that has it fullest
	At        string        `json:"at"`
	Variants  []variantItem `json:"variants"`
}

// variantItem is one printing of them.
type variantItem struct {
	Siglum   string        `json:"report"`
	Fidelity string        `json:"fidelity"`
	Words    string        `json:"words"`
	Changed  string        `json:"changed,omitempty"`
	Speaker  string        `json:"speaker,omitempty"`
	At       string        `json:"at"`
	Runs     []collate.Run `json:"-"` // against the reference
}

func (p *Pages) quotations(r *http.Request) (*answer, error) {
	a, v, h, err := p.open(r, "quotations")
	if err != nil {
		return nil, err
	}
	after := 0
	if err := count(r.URL.Query(), "after", &after); err != nil {
		return nil, err
	}
	a.Title, a.Template = "Quotations: "+h.Title, "quotations"
	a.fill = func(a *answer) error {
		page := quotationsPage{head: h, Items: []quotationItem{}}
		all := v.Record.Quotations
		size := usualItems
		if formatOf(r) != "html" {
			size = max(len(all), 1)
		}
		for _, q := range all[min(after, len(all)):min(after+size, len(all))] {
			page.Items = append(page.Items, h.quotation(q))
		}
		if after+size < len(all) {
			q := r.URL.Query()
			q.Set("after", strconv.Itoa(after+size))
			page.Next = p.storyURL(h.ID, "quotations") + "?" + q.Encode()
		}
		a.Page, a.Rows = page, quotationRows(page.Items)
		return nil
	}
	return a, nil
}

// mostQuoted is how many letters of a quotation are printed.
const mostQuoted = 1200

func (h head) quotation(q stemma.Quotation) quotationItem {
	item := quotationItem{ID: q.ID, Speaker: q.Speaker, Words: h.Words(q.Reference, mostQuoted), Reference: q.Reference.Article, At: h.At(q.Reference)}
	for _, x := range q.Variants {
		e := stemma.Evidence{Article: x.Article, Span: x.Span}
		out := variantItem{Siglum: x.Article, Fidelity: x.Fidelity, Words: h.Words(e, mostQuoted), Changed: x.Changed, Speaker: x.Speaker, At: h.At(e)}
		if x.Fidelity != stemma.FidelityVerbatim {
			out.Runs = collate.Words(unquoted(item.Words), unquoted(out.Words))
		}
		item.Variants = append(item.Variants, out)
	}
	return item
}

func quotationRows(items []quotationItem) [][]string {
	table := [][]string{{"quotation", "speaker", "report", "fidelity", "words", "changed"}}
	for _, q := range items {
		table = append(table, []string{q.ID, q.Speaker, q.Reference, "reference", q.Words, ""})
		for _, v := range q.Variants {
			table = append(table, []string{q.ID, q.Speaker, v.Siglum, v.Fidelity, v.Words, v.Changed})
		}
	}
	return table
}
