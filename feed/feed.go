// Package feed reads the containers that news comes in: it cuts a feed, a
// sitemap or an archive into the reports that it holds and the links to those
// that it only names.
//
// Input: bytes of RSS (0.9–2.0, RDF), Atom, JSON Feed, sitemaps with Google's
// news extension and their indexes, OPML, WARC (plain, gzip, zstd with or
// without a dictionary), ninjs (1.x–3.x: one object, a list, one a line),
// NewsML-G2 (items, messages, packages) and JSON lines; all but WARC may be
// gzipped as a whole. Output: entries, one at a time, in the container's order,
// and a named error for every part that cannot be read; the parts beside it are.
//
// Worked example: of
//
//	<rss><channel><title>Harbour Post</title><language>en</language>
//	<item><title>Quay closed</title><link>/quay</link>
//	<pubDate>Sat, 27 Dec 2025 10:14:00 +0200</pubDate></item>
//	</channel></rss>
//
// read with the base https://post.example/rss, comes one entry with the address
// https://post.example/quay, the title "Quay closed", the outlet "Harbour Post",
// the language "en", published 2025-12-27T10:14+02:00, and no body: its
// address must be fetched.
//
// A container is never held in memory as a whole, save a JSON Feed; one part of
// it is, up to a limit. Whatever a container may do to a reader (entity bombs,
// nesting, compression bombs, endless lists) ends in an error that says so.
//
// What it deliberately misses: nothing is fetched. A feed's description is a
// summary, not the report, and is marked so. Pictures, sound and film are
// passed over, and so are what an archive holds besides pages (requests,
// revisits, redirects, style sheets). Items that their provider withholds or
// has cancelled are named, not read. An XML part must be well-formed but for
// stray entities; nothing is guessed into it.
//
// It follows RSS 2.0, RFC 4287, JSON Feed 1.1, sitemaps.org 0.9, OPML 2.0, WARC
// 1.1 and the IIPC's proposal for Zstandard in WARC, IPTC ninjs, NewsML-G2, NITF.
package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"iter"
	"net/url"
	"strings"

	"stemma"
	"stemma/ingest"
)

// Limits. They are far above what honest containers have, and low enough that a
// hostile one takes seconds, not hours.
const (
	maxEntry    = 16 << 20  // bytes of one part: as much as ingest reads of one line
	maxItem     = 2 << 20   // bytes of one RSS or Atom item, whose parser is not linear
	maxWhole    = 32 << 20  // bytes of a JSON Feed, which is read whole
	maxEntries  = 1_000_000 // entries of one container
	maxProblems = 1_000     // problems of one container; then the rest is given up
)

// Entry is one report that a container holds, or a link to one.
type Entry struct {
	Address, Title, Outlet, Language string
	Authors                          []string

	// Published (to the minute, as stemma.Published has it) and Updated are in
	// ISO 8601 where the container's own writing can be read, else as given.
	Published, Updated string

	ID      string // the container's own: guid, atom:id, ninjs uri, NewsML guid, WARC record; "" for none
	Version string // ninjs and NewsML-G2 number the versions of one ID
	Place   string // where it stands in the container: "item 3", "line 17"

	// Data is the body as far as the container holds it; Full says that this
	// is the whole report. Otherwise Data is a summary, or empty, and the
	// report is at Address.
	Data        []byte
	ContentType string
	Full        bool

	// Container says that Address leads to a container (a feed of an OPML list,
	// a sitemap of an index) and not to a report.
	Container bool
}

// String is the entry in one line.
func (e Entry) String() string {
	body := "link"
	switch {
	case e.Container:
		body = "container"
	case e.Full:
		body = fmt.Sprintf("%d bytes %s", len(e.Data), e.ContentType)
	case len(e.Data) > 0:
		body = fmt.Sprintf("summary of %d bytes %s", len(e.Data), e.ContentType)
	}
	return fmt.Sprintf("%s: %s %q %q %s %s (%s)", e.Place, first(e.Address, e.ID), e.Title, e.Outlet, e.Language, e.Published, body)
}

// Read streams the entries of a container. base is the address or path that it
// came from: links are resolved against it. An error stands for one part that
// could not be read and comes with an empty entry; what follows is still read.
// The caller may stop at any entry; r is read no further then.
func Read(r io.Reader, kind Kind, base string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		read := &reading{kind: kind, most: maxEntries, yield: yield}
		if u, err := url.Parse(base); err == nil && u.IsAbs() {
			read.base = u
		}
		read.container(r)
	}
}

// reading is one call of Read.
type reading struct {
	kind              Kind
	base              *url.URL // nil: links must be absolute
	yield             func(Entry, error) bool
	most              int // entries
	entries, problems int
	stopped           bool
}

func (r *reading) container(source io.Reader) {
	if r.kind == WARC {
		r.warc(source)
		return
	}
	text, err := inflated(source)
	if err != nil {
		r.problem("", "not readable: %v", err)
		return
	}
	switch r.kind {
	case RSS, Atom:
		r.syndication(text)
	case Sitemap, SitemapIndex:
		r.sitemap(text)
	case OPML:
		r.opml(text)
	case NewsML:
		r.newsml(text)
	case JSONFeed:
		r.jsonFeed(text)
	case Ninjs:
		r.ninjs(text)
	case JSONL:
		r.jsonLines(text)
	default:
		r.problem("", "no container of a known kind: hand it to ingest as a page or a text")
	}
}

// entry hands an entry over; false means that no more are wanted.
func (r *reading) entry(e Entry) bool {
	if r.stopped {
		return false
	}
	if r.entries++; r.entries > r.most {
		r.stop("more than %d entries: the rest is not read; split it", r.most)
		return false
	}
	r.stopped = !r.yield(e, nil)
	return !r.stopped
}

// problem names a part that could not be read; false means to stop.
func (r *reading) problem(place, format string, args ...any) bool {
	if r.stopped {
		return false
	}
	if r.problems++; r.problems > maxProblems {
		r.stop("more than %d parts are damaged: the rest is not read", maxProblems)
		return false
	}
	what := fmt.Sprintf(format, args...)
	if place != "" {
		what = place + ": " + what
	}
	r.stopped = !r.yield(Entry{}, fmt.Errorf("%s", what))
	return !r.stopped
}

func (r *reading) stop(format string, args ...any) {
	r.yield(Entry{}, fmt.Errorf(format, args...))
	r.stopped = true
}

// address resolves a link. Only http and https lead anywhere: a container must
// not make its reader open a file or run a script.
func (r *reading) address(link string) (string, error) {
	link = strings.TrimSpace(link)
	if link == "" {
		return "", nil
	}
	u, err := url.Parse(link)
	if err != nil {
		return "", fmt.Errorf("the address %.80q cannot be read", link)
	}
	if r.base != nil {
		u = r.base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", fmt.Errorf("the address %.80q is neither http nor https: it is not followed", link)
	}
	return u.String(), nil
}

// Raw is what ingest.Parse takes of an entry that has a body: as it came where
// the container says nothing about it (a page of an archive, a line of JSON),
// else as one JSON line that carries title, outlet, date, authors and language.
func (e Entry) Raw() (ingest.Raw, bool) {
	if len(bytes.TrimSpace(e.Data)) == 0 {
		return ingest.Raw{}, false
	}
	raw := ingest.Raw{Path: first(e.Address, e.ID, e.Place), Data: e.Data, ContentType: e.ContentType, URL: e.Address}
	if e.ContentType == jsonType || e.plain() {
		return raw, true
	}
	line := jsonLine{URL: e.Address, Title: e.Title, Published: first(e.Published, e.Updated), Outlet: e.Outlet, Authors: e.Authors, Language: e.Language}
	if strings.HasPrefix(e.ContentType, "text/plain") {
		line.Text = string(e.Data)
	} else {
		line.HTML = e.page()
	}
	raw.Data, raw.ContentType = line.encode(), jsonType
	return raw, true
}

// Articles is the article of an entry that has a body, followed by the posts
// embedded in it, as ingest.Parse reads them; none without a body. Their Path is
// the entry's address, or what else names it.
func (e Entry) Articles() ([]*stemma.Article, []stemma.Problem) {
	raw, ok := e.Raw()
	if !ok {
		return nil, nil
	}
	articles, problems := ingest.Parse(raw)
	for _, a := range articles {
		if a.Path == raw.Path+":1" { // the one line of JSON is nobody's business
			a.Path = raw.Path
		}
	}
	for i := range problems {
		if problems[i].Article == raw.Path+":1" {
			problems[i].Article = raw.Path
		}
	}
	return articles, problems
}

// plain reports whether the container says nothing about the entry.
func (e Entry) plain() bool {
	return e.Title == "" && e.Outlet == "" && e.Language == "" && e.Published == "" && e.Updated == "" && len(e.Authors) == 0
}

// page makes a piece of HTML a page, so that its main text is found whole.
func (e Entry) page() string {
	body := string(e.Data)
	if lower := strings.ToLower(body[:min(len(body), 1024)]); strings.Contains(lower, "<html") || strings.Contains(lower, "<body") {
		return body
	}
	head, heading := "", ""
	if title := html.EscapeString(e.Title); title != "" {
		head, heading = "<title>"+title+"</title>", "<h1>"+title+"</h1>\n"
	}
	return "<!DOCTYPE html><html><head>" + head + "</head><body><article>" + heading + body + "\n</article></body></html>"
}

// jsonLine is a line of JSON lines as ingest reads it.
type jsonLine struct {
	URL       string   `json:"url,omitempty"`
	Title     string   `json:"title,omitempty"`
	Published string   `json:"published,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Language  string   `json:"language,omitempty"`
	Text      string   `json:"text,omitempty"`
	HTML      string   `json:"html,omitempty"`
}

func (l jsonLine) encode() []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(l); err != nil {
		panic(err) // strings can always be encoded
	}
	return b.Bytes()
}

// first is the first string that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
