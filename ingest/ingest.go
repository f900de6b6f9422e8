// Package ingest turns bytes into articles. It is the only place where text is
// normalised; afterwards the text is frozen and every later span points into it.
//
// Input: plain text, HTML, or JSON lines ({"text"|"html", "url", "title",
// "published", "outlet", …}, one article a line) in any character encoding,
// from files, folders and standard input. Output: articles, each followed by
// the social posts embedded in it (articles of their own that name their host),
// and a named problem for everything that could not be read as it stood.
//
// Worked example: the text " date 2025-12-27 Two men spoke." becomes an article
// published on 2025-12-27 (basis metadata, evidence [1,16)), with the blocks
// furniture [1,16) and paragraph [17,31).
//
// Text is Unicode in NFC with LF line ends; control characters, zero-width and
// direction marks are removed, all spaces are the plain space, and bytes that
// are no character become U+FFFD and a problem.
//
// What it deliberately misses: it never guesses a date. Dates that can be read
// two ways ("8/2/13" without a word on the country's habit) are left out, and
// an article without a stated date stays undated. Scripts are not run, frames
// not followed, pictures and PDF not read. Pages are cut down to their main text
// by trafilatura (Barbaresi 2021, ACL demo), after limits on bytes, elements and
// depth, because that library can be neither stopped nor trusted to be linear.
// Charset labels follow the WHATWG Encoding standard.
package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"stemma"
)

// Limits on one article. They are far above any news report (the longest of the
// shared corpora has 60 kB of text and 3 MB of HTML) and low enough that no
// stage after this one can be made to run for long.
const (
	maxText = 256 << 10 // bytes of text in one article; the whole program takes 3 s for as much
	maxLine = 128 << 10 // bytes in one line of text: no paragraph is longer
	maxHTML = 8 << 20   // bytes of one page

	MaxInput = maxHTML + 1 // bytes of an input that need to be read to see that it is too long
	maxEntry = 16 << 20    // bytes of one line of JSON lines
)

// Raw is one input as it came: its name, its bytes, and what its carrier said
// of it (both may be empty).
type Raw struct {
	Path        string // a file, "-" or an address; names the articles
	Data        []byte
	ContentType string // the HTTP header's value, "text/html; charset=utf-8"
	URL         string // where it was fetched from
}

// Parse reads one input of any kind. It returns its articles, hosts before
// their embedded posts, with ID empty, and the problems met; Host.Article and
// Problem.Article hold the host's SHA256 and the input's path, for the pipeline
// to rename. It never fails as a whole and takes time linear in the input.
func Parse(raw Raw) ([]*stemma.Article, []stemma.Problem) {
	switch kind := sniff(raw); kind {
	case kindEmpty:
		return nil, problem(raw.Path, "the file is empty: nothing to read")
	case kindHTML:
		return parseHTML(raw, meta{})
	case kindLines:
		return parseLines(raw)
	case kindText:
		return parsePlain(raw, meta{})
	default:
		return nil, problem(raw.Path, "%s, not text: convert it to text or HTML first", kind)
	}
}

// meta is what a carrier (a line of JSON, a page's head) says about an article.
type meta struct {
	url, title, outlet, language string
	authors                      []string
	published                    *stemma.Published
}

// fill sets what the article does not have yet.
func (m meta) fill(a *stemma.Article) {
	a.URL = first(a.URL, m.url)
	a.Title = first(a.Title, m.title)
	a.Outlet = first(a.Outlet, m.outlet)
	a.Language = first(a.Language, m.language)
	if len(a.Authors) == 0 {
		a.Authors = append(a.Authors, m.authors...)
	}
	if a.Published == nil && m.published != nil {
		published := *m.published
		a.Published = &published
	}
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

func problem(path, format string, args ...any) []stemma.Problem {
	return []stemma.Problem{{Article: path, Stage: "ingest", What: fmt.Sprintf(format, args...)}}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
