package ingest

import (
	_ "embed" // the lexicon
	"regexp"
	"strings"
	"sync"
	"unicode"

	"stemma"
	"stemma/lexicon"
)

// Kinds of credit.
const (
	creditAgency       = "agency"
	creditContribution = "contribution"
	creditPicture      = "picture"
)

// finish reads what stands in every article, whatever it came from: datelines
// with their agency tags, credits, the outlet and date in the page's address,
// the language. It returns the host and then its posts.
func finish(host *stemma.Article, posts []*stemma.Article) []*stemma.Article {
	host.Outlet = first(host.Outlet, outletOfAddress(host.URL))
	dateline(host)
	for _, block := range host.Blocks {
		credits(host, block)
	}
	dateByAddress(host)
	host.Language = first(language(host), host.Language)
	for _, post := range posts {
		post.Language = first(language(post), host.Language)
	}
	return append([]*stemma.Article{host}, posts...)
}

// dateByAddress dates an article that says nothing else by the date that its
// publisher wrote into the page's address.
func dateByAddress(a *stemma.Article) {
	if a.Published != nil && a.Published.Because == "" || a.URL == "" {
		return
	}
	date, at, ok := dateInAddress(a.URL)
	if !ok {
		return
	}
	span := stemma.Span{}
	if line := strings.Index(a.Text, a.URL); line >= 0 {
		span = stemma.Span{Start: line + at.Start, End: line + at.End}
	}
	a.Published = date.published(stemma.BasisMetadata, span)
	a.Published.Because = "the date in the page's address"
}

// dateline sets the dateline of the first paragraph ("KABUL, 3 May (AFP) - ")
// apart as furniture, and reads its agency and full date.
func dateline(a *stemma.Article) {
	for i, block := range a.Blocks {
		if block.Kind != stemma.Paragraph {
			continue
		}
		d, ok := readDateline(block.Span.In(a.Text))
		if !ok {
			return
		}
		head := stemma.Span{Start: block.Span.Start, End: block.Span.Start + d.end}
		rest := trimSpace(a.Text, stemma.Span{Start: head.End, End: block.Span.End})
		if rest.Empty() {
			return
		}
		a.Blocks = append(a.Blocks[:i+1], append([]stemma.Block{{Kind: block.Kind, Span: rest}}, a.Blocks[i+1:]...)...)
		a.Blocks[i] = stemma.Block{Kind: stemma.Furniture, Span: trimSpace(a.Text, head)}
		if d.agency != "" && !sameOutlet(a.Outlet, d.agency) {
			at := stemma.Span{Start: head.Start + d.agencyAt.Start, End: head.Start + d.agencyAt.End}
			a.Credits = append(a.Credits, stemma.Credit{Name: d.agency, Kind: creditAgency, Span: at})
		}
		if d.date.value != "" && d.date.precision != "month" && a.Published == nil {
			at := stemma.Span{Start: head.Start + d.dateAt.Start, End: head.Start + d.dateAt.End}
			a.Published = d.date.published(stemma.BasisText, at)
		}
		return
	}
}

// A datelineRead is what stands before a report's first words.
type datelineRead struct {
	end      int // where the text proper begins
	agency   string
	agencyAt stemma.Span
	date     stated
	dateAt   stemma.Span
}

var (
	datelineDash = regexp.MustCompile(`^(.{0,90}?)\s*(?:\s--\s?|\s[-–—_]\s|—|\s-)\s*`)
	datelineTag  = regexp.MustCompile(`\s*[(\[/]([\p{L}][\p{L}\p{M}\d .&'’/-]{0,38}?)[)\]/]\.?\s*((?:[-–—_:]+\s*)?)`)
	placeLike    = regexp.MustCompile(`^\p{Lu}[\p{L}\p{M}'’.-]*(?:[ ,/]+(?:\p{Lu}[\p{L}\p{M}'’.-]*|de|del|la|el|al|of|the|and|\d{1,2}))*$`)
	bracketed    = regexp.MustCompile(`\s*\[[^\]]*\]`)
)

// longestDateline is the most text, in bytes, that may stand before a report's
// first words.
const longestDateline = 110

// readDateline reads place, date and agency at the beginning of a paragraph.
func readDateline(text string) (datelineRead, bool) {
	opening := strings.ToValidUTF8(text[:min(len(text), longestDateline)], "")
	for _, m := range datelineTag.FindAllStringSubmatchIndex(opening, 4) {
		if d, ok := taggedDateline(text, m); ok {
			return d, true
		}
	}
	m := datelineDash.FindStringSubmatchIndex(opening)
	if m == nil || m[1] >= len(text) || m[3] == 0 {
		return datelineRead{}, false
	}
	before := text[:m[3]]
	d := datelineRead{end: m[1]}
	if name, known := agencyIn(before); known {
		d.agency, d.agencyAt = name, stemma.Span{Start: 0, End: len(before)}
		return d, true
	}
	dated := dateStart(before) > 0 && strings.HasSuffix(strings.TrimSpace(before[:dateStart(before)]), ",")
	return d, d.place(before) && (dated || shouted(before))
}

// taggedDateline reads a dateline with the agency in brackets ("(AFP) -",
// "/TASS/."), where a known agency needs no dash; m is a match of datelineTag.
func taggedDateline(text string, m []int) (datelineRead, bool) {
	before, tag, dashed := text[:m[0]], text[m[2]:m[3]], m[4] < m[5]
	name, known := agencyIn(tag)
	if !known && !(dashed && tagLike(tag)) || m[1] >= len(text) {
		return datelineRead{}, false
	}
	d := datelineRead{end: m[1], agency: name, agencyAt: stemma.Span{Start: m[2], End: m[3]}}
	return d, d.place(before)
}

// place reads "KABUL, Afghanistan, May 3, 2011": a place, a date, both or none.
func (d *datelineRead) place(before string) bool {
	place := before
	if at := dateStart(before); at >= 0 {
		date := strings.Trim(before[at:], " ,.;:/")
		if s, ok := dateLine(date); ok {
			d.date, d.dateAt = s, stemma.Span{Start: at, End: at + len(date)}
		} else if !dateWithoutYear(date) {
			return false
		} else {
			d.date = stated{label: "day"} // seen, not known to the year
		}
		place = before[:at]
	}
	place = strings.TrimRight(bracketed.ReplaceAllString(place, ""), " ,/:;")
	return place == "" || placeLike.MatchString(place) && len(strings.Fields(place)) <= 7
}

// dateStart is where a date begins in a dateline or by-line: at a weekday, a
// month, or the number before it; -1 where there is none.
func dateStart(text string) int {
	previous := -1
	for _, m := range dateTokens.FindAllStringIndex(text, -1) {
		token := text[m[0]:m[1]]
		word := dateWords()[strings.ToLower(token)]
		number := token[0] >= '0' && token[0] <= '9'
		switch {
		case word.part == "month" && token != "may" && token != "march" && previous >= 0:
			return previous
		case word.part == "month" && token != "may" && token != "march", word.part == "day" && len(token) > 2, number && len(token) == 4:
			return m[0]
		}
		previous = -1
		if number {
			previous = m[0]
		}
	}
	return -1
}

// dateWithoutYear reports whether text is a date but for its year.
func dateWithoutYear(text string) bool {
	_, ok := dateLine(text + " 2000")
	if !ok {
		_, weekday := dateWords()[strings.ToLower(strings.TrimRight(text, "."))]
		return weekday
	}
	return true
}

// shouted reports whether the first word is a name in capitals, as places in
// datelines are.
func shouted(text string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(text), ",")
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 4
}

// tagLike reports whether text in brackets before a dash can name a publisher.
func tagLike(tag string) bool {
	return len(strings.Fields(tag)) <= 4 && unicode.IsUpper([]rune(tag)[0])
}

// agencyIn is the canonical name of an agency's tag; a tag of several names
// ("Reuters/AFP") is named by its first. An unknown tag is returned as it is.
func agencyIn(tag string) (name string, known bool) {
	tag = strings.TrimSpace(tag)
	if name, ok := publisherName(tag); ok {
		return name, true
	}
	one, _, several := strings.Cut(tag, "/")
	if several {
		return agencyIn(one)
	}
	return tag, false
}

// creditWords are the runs of capitalised words that an agency's or a
// publisher's name can be.
var creditWords = regexp.MustCompile(`\p{Lu}[\p{L}\p{M}\d&'’-]*(?:[ -]\p{Lu}[\p{L}\p{M}\d&'’-]*)*`)

// sourceLine matches a line that names its source outright.
var sourceLine = regexp.MustCompile(`^(?i:[(\[]?(?:sources?|via|agency|agencies|credit)\s*[:/]\s*)(\p{Lu}[\p{L}\p{M}\d&'’. -]{1,60}?)[)\].]*$`)

// credits adds what a by-line or caption block owes to others.
func credits(a *stemma.Article, block stemma.Block) {
	kind := creditContribution
	switch block.Kind {
	case stemma.Caption:
		kind = creditPicture
	case stemma.Byline:
	default:
		return
	}
	text := block.Span.In(a.Text)
	if _, agency := agencyName(text); agency || bylineBy.MatchString(text) {
		kind = creditAgency
	}
	add := func(name string, start, end int) {
		span := stemma.Span{Start: block.Span.Start + start, End: block.Span.Start + end}
		a.Credits = append(a.Credits, stemma.Credit{Name: name, Kind: kind, Span: span})
	}
	if m := sourceLine.FindStringSubmatchIndex(text); m != nil && kind != creditPicture {
		name, known := publisherName(text[m[2]:m[3]])
		if !known {
			name = text[m[2]:m[3]]
		}
		add(name, m[2], m[3])
		return
	}
	for _, m := range creditWords.FindAllStringIndex(text, -1) {
		if name := strings.TrimPrefix(text[m[0]:m[1]], "The "); kind == creditContribution && publisherLike(name) {
			add(name, m[1]-len(name), m[1])
			continue
		}
		if name, at, ok := publisherWithin(text, m[0], m[1], kind); ok && !sameOutlet(a.Outlet, name) {
			add(name, at.Start, at.End)
		}
	}
}

//go:embed lexicon/publisherwords.txt
var publisherWordsText string

var publisherWords = sync.OnceValue(func() map[string]bool { return lexicon.Keys("publisherwords.txt", publisherWordsText) })

// publisherLike reports whether a run of capitalised words that the gazetteer
// does not know as a whole ends as publishers' names do: "Meridian Wire" is no
// print of "The Wire".
func publisherLike(name string) bool {
	if _, known := publisherName(name); known || strings.ContainsAny(name, "'’") {
		return false
	}
	words := strings.Fields(name)
	return len(words) > 1 && publisherWords()[strings.ToLower(words[len(words)-1])]
}

// sameOutlet reports whether a name is the outlet's own, by name or domain: an
// outlet owes itself nothing.
func sameOutlet(outlet, name string) bool {
	a, b := strings.ToLower(squash(outlet)), strings.ToLower(squash(name))
	return a == b || strings.Contains(outlet, ".") && strings.HasPrefix(a, b)
}

// publisherWithin finds the first and longest name of an agency in a run of
// capitalised words ("The Associated Press", "AP Photo"); to contributions
// outlets count too.
func publisherWithin(text string, start, end int, kind string) (string, stemma.Span, bool) {
	words := strings.Fields(text[start:end])
	at := start
	for first := range words {
		at += strings.Index(text[at:], words[first])
		for last := len(words); last > first; last-- {
			run := strings.TrimRight(strings.Join(words[first:last], " "), "'’")
			run = strings.TrimSuffix(strings.TrimSuffix(run, "'s"), "’s")
			if !strings.HasPrefix(text[at:], run) {
				continue
			}
			name, ok := agencyName(run)
			if !ok && kind != creditPicture {
				name, ok = publisherName(run)
			}
			if ok {
				return name, stemma.Span{Start: at, End: at + len(run)}, true
			}
		}
	}
	return "", stemma.Span{}, false
}
