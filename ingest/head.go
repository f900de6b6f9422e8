package ingest

import (
	_ "embed"
	"net/url"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"

	"stemma"
	"stemma/lexicon"
)

// longestHead is how many lines may stand before the first paragraph: address,
// section, title, standfirst, by-line, two dates and the like.
const longestHead = 14

// header matches a labelled line of the head. A date directly behind "date" may
// share its line with the text.
var (
	header     = regexp.MustCompile(`^(?i)(title|headline|author|authors|byline|by|outlet|publisher|publication|site|url|link|source url|canonical|language)\s*:\s*(\S.*)$`)
	dateHeader = regexp.MustCompile(`^(?i)date\s*[:=]?\s*(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)(?:\s|$)`)
)

// head reads the lines before the text proper: address, date, title, by-line.
// It stops at the first line of ordinary prose.
func (p *plain) head() {
	titled := false
	for i := 0; i < min(len(p.lines), longestHead); i++ {
		if p.lines[i].gap < 0 {
			return // the text begins behind the date, on its line
		}
		if p.lines[i].kind != "" || p.dateHeader(i) {
			continue
		}
		text := p.text(i)
		switch {
		case p.headDate(i, text), p.headAddress(i, text), p.headField(i, text):
		case kindByWording(text) != "":
			p.lines[i].kind = kindByWording(text)
			p.headByline(i, text)
		case !titled && p.title(i, text):
			titled = true
		case p.dateAhead(i):
			p.lines[i].kind = standfirst(text)
		default:
			return
		}
	}
}

// standfirst is the kind of a line between title and date.
func standfirst(text string) stemma.BlockKind {
	if ends(text) {
		return stemma.Paragraph
	}
	return stemma.Heading
}

// dateHeader reads "date 2025-12-27 Text …": the date's stretch becomes a block
// of its own, the rest of the line stays prose (marked by gap -1).
func (p *plain) dateHeader(i int) bool {
	l := p.lines[i]
	m := dateHeader.FindStringSubmatchIndex(l.In(p.article.Text))
	if m == nil {
		return false
	}
	date, ok := isoDate(l.In(p.article.Text)[m[2]:m[3]])
	if !ok {
		return false
	}
	span := stemma.Span{Start: l.Start, End: l.Start + m[3]}
	p.dated(date, stemma.BasisMetadata, span)
	p.lines[i] = line{Span: span, gap: l.gap, kind: stemma.Furniture}
	rest := strings.TrimLeft(p.article.Text[span.End:l.End], " \t\n")
	if rest != "" {
		tail := line{Span: stemma.Span{Start: l.End - len(rest), End: l.End}, gap: -1}
		p.lines = append(p.lines[:i+1], append([]line{tail}, p.lines[i+1:]...)...)
	}
	return true
}

// dated sets the article's date; publication wins over an update, the first of
// equals over later ones.
func (p *plain) dated(date stated, basis string, span stemma.Span) {
	known := p.article.Published
	if date.value == "" || known != nil && known.Because == "" {
		return
	}
	if known != nil && date.label == "updated" {
		return
	}
	p.article.Published = date.published(basis, span)
}

func (p *plain) headDate(i int, text string) bool {
	date, ok := dateLine(text)
	if !ok {
		return false
	}
	p.lines[i].kind = stemma.Furniture
	p.dated(date, stemma.BasisText, p.lines[i].Span)
	return true
}

// headAddress reads a line that is a page's address.
func (p *plain) headAddress(i int, text string) bool {
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || address.Scheme != "http" && address.Scheme != "https" || strings.ContainsAny(text, " \t") {
		return false
	}
	p.lines[i].kind = stemma.Furniture
	if p.article.URL == "" {
		p.article.URL = text
	}
	return true
}

// headField reads "Title: …" and the like.
func (p *plain) headField(i int, text string) bool {
	m := header.FindStringSubmatch(text)
	if m == nil || len(text) > longestRuled {
		return false
	}
	p.lines[i].kind = stemma.Furniture
	value := m[2]
	switch strings.ToLower(m[1]) {
	case "title", "headline":
		p.lines[i].kind = stemma.Heading
		p.lines[i].Start = p.lines[i].End - len(value)
		p.label(i, len(text)-len(value))
		p.article.Title = first(p.article.Title, value)
	case "author", "authors", "byline", "by":
		p.lines[i].kind = stemma.Byline
		p.article.Authors = appendNew(p.article.Authors, people(value)...)
	case "outlet", "publisher", "publication", "site":
		p.article.Outlet = first(p.article.Outlet, value)
	case "url", "link", "source url", "canonical":
		p.article.URL = first(p.article.URL, value)
	case "language":
		p.article.Language = first(p.article.Language, languageTag(value))
	}
	return true
}

// label puts a furniture line of n bytes before line i, which begins behind it.
func (p *plain) label(i, n int) {
	span := stemma.Span{Start: p.lines[i].Start - n, End: p.lines[i].Start}
	span.End = span.Start + len(strings.TrimRight(span.In(p.article.Text), " \t\n"))
	before := line{Span: span, gap: p.lines[i].gap, kind: stemma.Furniture}
	p.lines = append(p.lines[:i], append([]line{before}, p.lines[i:]...)...)
}

// headByline takes from a by-line its authors, and the date that may close it
// ("Posted by Ana Lind on March 25, 2015").
func (p *plain) headByline(i int, text string) {
	if p.lines[i].kind != stemma.Byline {
		return
	}
	p.article.Authors = appendNew(p.article.Authors, bylineAuthors(text)...)
	if at := dateStart(text); at > 0 {
		if date, ok := dateLine(text[at:]); ok {
			start := p.lines[i].Start + at
			p.dated(date, stemma.BasisText, stemma.Span{Start: start, End: p.lines[i].End})
		}
	}
}

// title takes the first line as the title when it is short and what follows is
// longer or is the rest of the head.
func (p *plain) title(i int, text string) bool {
	question := len(strings.Fields(text)) <= 14 && strings.HasSuffix(strings.TrimRight(text, `"'”’`), "?") || strings.HasSuffix(text, "!")
	if i+1 >= len(p.lines) || len(text) > 160 || !headingLike(strings.TrimRight(text, `?!"'”’`)) || ends(text) && !question {
		return false
	}
	next := p.text(i + 1)
	if _, date := dateLine(next); !date && kindByWording(next) == "" && !(len(next) > len(text) && len(next) > 60) && !ends(next) && !p.dateAhead(i+1) {
		return false
	}
	p.lines[i].kind = stemma.Heading
	p.article.Title = first(p.article.Title, text)
	return true
}

// dateAhead reports whether a date line or by-line follows within the next
// lines, all of them short, so that line i still belongs to the head.
func (p *plain) dateAhead(i int) bool {
	for j := i; j < min(len(p.lines), longestHead, i+4); j++ {
		text := p.text(j)
		if len(text) > 220 {
			return false
		}
		if _, ok := dateLine(text); ok && j > i {
			return true
		}
	}
	return false
}

// foot reads the last lines for a date of publication that stands below the
// text; other dates there may be anything's.
func (p *plain) foot() {
	for i := max(0, len(p.lines)-longestFoot); i < len(p.lines); i++ {
		if p.lines[i].kind != "" {
			continue
		}
		if date, ok := dateLine(p.text(i)); ok && date.label != "" {
			p.lines[i].kind = stemma.Furniture
			if date.label == "published" {
				p.dated(date, stemma.BasisText, p.lines[i].Span)
			}
		}
	}
}

// longestFoot is how many lines below the text are looked at.
const longestFoot = 4

// outletOfAddress is the registered domain of a page's address ("bbc.co.uk"),
// or of a blog host the blog's own name ("secrets.blogspot.nl").
func outletOfAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || !strings.Contains(u.Hostname(), ".") {
		return ""
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(u.Hostname()))
	if err != nil {
		return ""
	}
	return domain
}

var (
	bylineBy   = regexp.MustCompile(`^(?i:(?:posted |written |words |story |published |reported )?by|authors?|reporter|writer|correspondent|byline|par|von|por)\b:?\s*`)
	bylineEnd  = regexp.MustCompile(`\s*(?:[|–—]|\s-\s|\b(?:in|at|for|of)\b|\d).*$`)
	peopleJoin = regexp.MustCompile(`\s*(?:,|;|&|\b(?:and|et|und)\b|\|)\s*`)
)

// bylineAuthors is the names in a by-line: "By Ana Lind and Bo Marsh, Valley Post".
func bylineAuthors(text string) []string {
	rest := bylineBy.ReplaceAllString(text, "")
	if rest == text {
		return nil
	}
	if at := dateStart(rest); at > 0 {
		rest = strings.TrimSuffix(strings.TrimSpace(rest[:at]), " on")
	}
	return people(bylineEnd.ReplaceAllString(rest, ""))
}

//go:embed lexicon/desks.txt
var desksText string

var deskWords = sync.OnceValue(func() map[string]bool { return lexicon.Keys("desks.txt", desksText) })

// desk reports whether a by-line's name is a publisher's or a department's.
func desk(name string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(name)) {
		if deskWords()[word] {
			return true
		}
	}
	_, outlet := publisherName(name)
	return outlet
}

// people splits a list of names and drops what is no person; what follows an
// outlet or a desk behind names is its place or motto.
func people(list string) []string {
	var names []string
	for _, name := range peopleJoin.Split(strings.TrimSpace(list), -1) {
		name = strings.TrimSpace(bylineBy.ReplaceAllString(strings.TrimSpace(name), ""))
		if desk(name) && len(names) > 0 {
			return names
		}
		if !desk(name) && personLike(name) {
			names = append(names, name)
		}
	}
	return names
}

var nameLike = regexp.MustCompile(`^\p{L}[\p{L}\p{M}'’.-]*(?: [\p{L}][\p{L}\p{M}'’.-]*){0,5}$`)

// personLike reports whether text could be a person's name: up to six words of
// letters, not all in lower case.
func personLike(text string) bool {
	return len(text) > 3 && len(text) <= 60 && nameLike.MatchString(text) && strings.ToLower(text) != text
}

func appendNew(list []string, names ...string) []string {
	for _, name := range names {
		known := false
		for _, old := range list {
			known = known || strings.EqualFold(old, name)
		}
		if !known {
			list = append(list, name)
		}
	}
	return list
}
