package pages

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"stemma/store"
)

// searchPage is what a search found.
type searchPage struct {
	Query string    `json:"query"`
	Kind  string    `json:"kind,omitempty"`
	Items []hitItem `json:"items"`
	Next  string    `json:"next,omitempty"`
	Kinds []string  `json:"-"`
}

// hitItem is one find.
type hitItem struct {
	Kind    string    `json:"kind"`
	Title   string    `json:"title"`
	Day     string    `json:"day,omitempty"`
	Story   int64     `json:"story"`
	URL     string    `json:"url"`
	Snippet []snippet `json:"snippet"`
}

// snippet is text around what was found, or the found words themselves.
type snippet struct {
	Text  string `json:"text"`
	Found bool   `json:"found,omitempty"`
}

// searchKinds are what can be found, kindWords how readers call it.
var (
	searchKinds = []string{"claim", "report", "quotation", "entity"}
	kindWords   = map[string]string{"claim": "claims", "report": "reports", "quotation": "quotations", "entity": "people and places"}
)

// mostQuery is how many letters of a query are searched for.
const mostQuery = 300

func (p *Pages) search(r *http.Request) (*answer, error) {
	f, err := filterOf(r)
	if err != nil {
		return nil, err
	}
	page := searchPage{Query: strings.TrimSpace(r.URL.Query().Get("q")), Kind: r.URL.Query().Get("kind"), Items: []hitItem{}, Kinds: searchKinds}
	if q := []rune(page.Query); len(q) > mostQuery {
		page.Query = string(q[:mostQuery])
	}
	kinds := searchKinds
	if kindWords[page.Kind] != "" {
		kinds = []string{page.Kind}
	}
	var hits []store.Hit
	if page.Query != "" {
		err = p.w.Store().View(r.Context(), func(t *store.Tx) (err error) {
			hits, err = t.Search(page.Query, kinds, f.Filter)
			return err
		})
	}
	if err != nil {
		return nil, err
	}
	table := [][]string{{"kind", "title", "day", "story", "words", "address"}}
	for _, h := range hits {
		i := p.hitItem(h)
		page.Items = append(page.Items, i)
		table = append(table, []string{i.Kind, i.Title, i.Day, itoa(i.Story), plain(h.Snippet), i.URL})
	}
	if n := len(hits); n > 0 {
		page.Next = next(r, p, n, f.Limit, f.After+int64(n))
	}
	title := "Search"
	if page.Query != "" {
		title = "Search: " + clip(page.Query, 60)
	}
	return &answer{Title: title, Section: "search", Template: "search", Page: page, Rows: table}, nil
}

func plain(text string) string { return strings.NewReplacer("\x02", "", "\x03", "").Replace(text) }

func (p *Pages) hitItem(h store.Hit) hitItem {
	i := hitItem{Kind: h.Kind, Title: h.Title, Day: h.Day, Story: h.Story, Snippet: snippets(h.Snippet)}
	switch h.Kind {
	case "claim":
		i.URL = p.claimURL(h.Ref)
	case "report":
		i.URL = p.options.Prefix + "/reports/" + segment(h.Ref)
	case "quotation":
		i.URL = p.storyURL(h.Story, "quotations") + "#" + url.PathEscape(h.Ref)
	case "entity":
		i.URL = p.options.Prefix + "/claims?actor=" + url.QueryEscape(h.Ref)
	}
	if i.Title == "" {
		i.Title = clip(plain(cmp.Or(h.Body, h.Snippet)), 160)
	}
	return i
}

// snippets cuts at the store's signs for found words.
func snippets(text string) []snippet {
	var list []snippet
	for i, part := range strings.Split(text, "\x02") {
		found, rest, closed := strings.Cut(part, "\x03")
		if i == 0 || !closed {
			list = append(list, snippet{Text: plain(part)})
			continue
		}
		list = append(list, snippet{plain(found), true}, snippet{Text: plain(rest)})
	}
	return list
}
