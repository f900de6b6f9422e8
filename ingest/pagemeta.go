package ingest

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stemma"
)

// pageMeta reads what a page's head and structured data say about its article:
// JSON-LD (schema.org) before meta tags (Open Graph, Dublin Core and other
// habits) before the marked-up body. Dates are only taken where the page calls
// them dates of publication.
func pageMeta(doc *html.Node) meta {
	h := readHead(doc)
	ld := h.article()
	m := meta{
		url:      first(h.canonical, h.tag("og:url"), ld.URL()),
		outlet:   first(h.tag("og:site_name"), ld.Publisher.name(), h.tag("application-name", "citation_journal_title", "dc.publisher", "twitter:app:name:iphone")),
		language: languageTag(first(h.language, h.tag("og:locale", "content-language", "dc.language"))),
	}
	m.url = absolute(m.url)
	m.outlet = cleanOutlet(m.outlet)
	m.title = h.headline(ld, m.outlet)
	m.authors = h.authors(ld)
	m.published = h.published(ld)
	return m
}

// headline is the page's title: of the places that may hold it the first that
// agrees with the <title>, which some have wrong and none leave out; a top
// heading only so.
func (h head) headline(ld linked, outlet string) string {
	stated := []string{ld.Headline, h.tag("og:title"), h.tag("twitter:title", "dc.title", "citation_title", "parsely-title")}
	for _, title := range append(stated, h.tops...) {
		if title != "" && similar(collapse(normalise(html.UnescapeString(title))), h.title) {
			return cleanTitle(title, outlet)
		}
	}
	return cleanTitle(first(append(stated, h.title)...), outlet)
}

// cleanOutlet takes a motto off an outlet's name.
func cleanOutlet(name string) string {
	for _, sign := range []string{" | ", " - ", " – ", " — ", ": "} {
		name, _, _ = strings.Cut(name, sign)
	}
	return strings.TrimSpace(name)
}

// head is what pageMeta collects in one walk over the page.
type head struct {
	tags      map[string]string // meta name or property, lower case → first content
	canonical string
	title     string
	tops      []string // top headings
	language  string
	scripts   []string // JSON-LD
	bylines   []string // text of elements marked as the author's name
	times     []string // machine dates of elements marked as publication
	loose     []string // machine dates of <time> elements within the article's head
}

func readHead(doc *html.Node) head {
	h := head{tags: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			h.read(n)
		}
	}
	return h
}

func (h *head) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.language = attribute(n.Attr, "lang")
	case atom.Title:
		h.title = first(h.title, textOf(n))
	case atom.H1:
		if len(h.tops) < 8 {
			h.tops = append(h.tops, textOf(n))
		}
	case atom.Meta:
		h.meta(n)
	case atom.Link:
		if strings.EqualFold(attribute(n.Attr, "rel"), "canonical") {
			h.canonical = first(h.canonical, attribute(n.Attr, "href"))
		}
	case atom.Script:
		if strings.HasPrefix(strings.ToLower(attribute(n.Attr, "type")), "application/ld+json") && n.FirstChild != nil {
			h.scripts = append(h.scripts, n.FirstChild.Data)
		}
	case atom.Time:
		h.time(n)
	}
	h.marked(n)
}

func (h *head) meta(n *html.Node) {
	content := collapse(attribute(n.Attr, "content"))
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		name := strings.ToLower(attribute(n.Attr, key))
		if name != "" && content != "" && h.tags[name] == "" {
			h.tags[name] = content
		}
	}
}

func (h *head) time(n *html.Node) {
	value := attribute(n.Attr, "datetime")
	if value == "" {
		return
	}
	if strings.Contains(strings.ToLower(attribute(n.Attr, "itemprop")), "datepublished") || classed(n, "published", "pubdate", "entry-date", "publish") || hasAttribute(n, "pubdate") {
		h.times = append(h.times, value)
		return
	}
	if !classed(n, "updated", "modified") {
		h.loose = append(h.loose, value)
	}
}

// marked reads elements that microdata, microformats or their class call the
// author.
func (h *head) marked(n *html.Node) {
	if len(h.bylines) >= 8 {
		return
	}
	item := strings.ToLower(attribute(n.Attr, "itemprop"))
	switch {
	case item == "datepublished" && n.DataAtom != atom.Time:
		h.times = append(h.times, first(attribute(n.Attr, "content"), attribute(n.Attr, "datetime"), textOf(n)))
	case n.DataAtom == atom.Meta:
	case attribute(n.Attr, "rel") == "author", item == "author", classed(n, "byline", "author-name", "article-author", "authorname", "story-author", "post-author"), hasClass(n, "author", "authors", "auteur", "autor"):
		if text := textOf(n); len(text) > 0 && len(text) <= 120 {
			h.bylines = append(h.bylines, text)
		}
	}
}

// tag is the content of the first of the meta tags that the page has.
func (h head) tag(names ...string) string {
	for _, name := range names {
		if value := h.tags[name]; value != "" {
			return collapse(normalise(html.UnescapeString(value)))
		}
	}
	return ""
}

// authors are the persons who signed the page.
func (h head) authors(ld linked) []string {
	var names []string
	for _, name := range ld.authors() {
		names = appendNew(names, people(name)...)
	}
	if len(names) == 0 {
		names = appendNew(names, people(h.tag("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "citation_author"))...)
	}
	for _, text := range h.bylines {
		if len(names) > 0 {
			break
		}
		found := bylineAuthors(text)
		if found == nil {
			found = people(bylineEnd.ReplaceAllString(text, ""))
		}
		names = appendNew(names, found...)
	}
	return names
}

// published is the page's date of publication.
func (h head) published(ld linked) *stemma.Published {
	values := []string{ld.DatePublished, h.tag("article:published_time", "og:article:published_time", "article:published", "datepublished",
		"date.issued", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "publish-date", "publishdate", "pubdate",
		"publication_date", "publish_date", "cxenseparse:recs:publishtime", "rnews:datepublished", "citation_publication_date", "citation_date", "article.published", "date", "bt:pubdate", "og:published_time", "ptime")}
	values = append(values, h.times...)
	if sameDay(h.loose) { // several days are those of other pages or of comments
		values = append(values, h.loose...)
	}
	for _, value := range values {
		if s, ok := anyDate(value); ok && s.precision != "year" {
			return s.published(stemma.BasisMetadata, stemma.Span{})
		}
	}
	return nil
}

// sameDay reports whether dates are all of one day.
func sameDay(values []string) bool {
	day := ""
	for _, value := range values {
		s, ok := isoDate(value)
		if !ok || len(s.value) < 10 || day != "" && s.value[:10] != day {
			return false
		}
		day = s.value[:10]
	}
	return day != ""
}

// cleanTitle takes the outlet's name off a title's end or beginning.
func cleanTitle(title, outlet string) string {
	title = collapse(normalise(html.UnescapeString(title)))
	for _, sign := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " · "} {
		if cut := strings.LastIndex(title, sign); cut > 0 {
			tail := title[cut+len(sign):]
			if outlet != "" && (strings.EqualFold(tail, outlet) || strings.Contains(strings.ToLower(outlet), strings.ToLower(tail))) || sign == " | " && cut > len(title)/2 {
				title = strings.TrimSpace(title[:cut])
			}
		}
	}
	return title
}

// absolute is the address if it is one, else "".
func absolute(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// hasClass reports whether one of the element's classes is one of the names.
func hasClass(n *html.Node, names ...string) bool {
	for class := range strings.FieldsSeq(strings.ToLower(attribute(n.Attr, "class"))) {
		if slices.Contains(names, class) {
			return true
		}
	}
	return false
}

func hasAttribute(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// textOf is the text within a node, white space collapsed.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && b.Len() < 4096 {
			b.WriteString(d.Data)
		}
	}
	return collapse(normalise(b.String()))
}

func collapse(text string) string { return strings.Join(strings.Fields(text), " ") }

// linked is the part of schema.org's Article that is read from JSON-LD.
type linked struct {
	Type             typeNames         `json:"@type"`
	Headline         string            `json:"headline"`
	Author           json.RawMessage   `json:"author"`
	Publisher        publisher         `json:"publisher"`
	DatePublished    string            `json:"datePublished"`
	MainEntityOfPage json.RawMessage   `json:"mainEntityOfPage"`
	Address          json.RawMessage   `json:"url"`
	Graph            []json.RawMessage `json:"@graph"`
}

// typeNames is "@type", one name or a list.
type typeNames []string

func (t *typeNames) UnmarshalJSON(data []byte) error {
	*t = stringsOf(data)
	return nil
}

// publisher is an organisation's name, however it is written.
type publisher struct{ list []string }

func (p *publisher) UnmarshalJSON(data []byte) error {
	p.list = stringsOf(data)
	return nil
}

func (p publisher) name() string {
	if len(p.list) == 0 || strings.HasPrefix(p.list[0], "http") {
		return ""
	}
	return p.list[0]
}

func (l linked) authors() []string { return stringsOf(l.Author) }

// URL is the address that the structured data gives the page.
func (l linked) URL() string {
	for _, raw := range []json.RawMessage{l.Address, l.MainEntityOfPage} {
		for _, value := range stringsOf(raw) {
			if strings.HasPrefix(value, "http") {
				return value
			}
		}
	}
	return ""
}

// news reports whether the object is an article.
func (l linked) news() bool {
	for _, name := range l.Type {
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "Posting") || name == "Report" {
			return true
		}
	}
	return false
}

// longestLinked is the most JSON-LD, in bytes, that one script may have to be
// read; the longest of the shared corpora has 60 kB.
const longestLinked = 512 << 10

// article is the first article in the page's JSON-LD. Graphs within graphs,
// which nobody writes, are not followed.
func (h head) article() linked {
	for _, script := range h.scripts {
		if len(script) > longestLinked {
			continue
		}
		for _, item := range linkedItems([]byte(bareScript(script))) {
			for _, candidate := range append([]linked{item}, readLinked(item.Graph)...) {
				if candidate.news() {
					return candidate
				}
			}
		}
	}
	return linked{}
}

// bareScript takes the wrappings of old habits off a script, and the line ends
// within strings that many a page's structured data has against JSON's rules.
func bareScript(script string) string {
	script = strings.NewReplacer("//<![CDATA[", " ", "<![CDATA[", " ", "//]]>", " ", "]]>", " ", "<!--", " ", "-->", " ").Replace(script)
	return strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script), " ;")
}

// linkedItems reads a script that holds an object or a list of objects.
func linkedItems(data []byte) []linked {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	return readLinked(list)
}

// readLinked reads objects; of one that does not fit, what fits is kept.
func readLinked(list []json.RawMessage) []linked {
	items := make([]linked, len(list))
	for i, raw := range list {
		_ = json.Unmarshal(raw, &items[i])
	}
	return items
}
