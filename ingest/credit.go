package ingest

import (
	"regexp"
	"strings"
	"unicode"

	"stemma"
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
	dateline(host)
	for _, block := range host.Blocks {
		credits(host, block)
	}
	dateByAddress(host)
	host.Outlet = first(host.Outlet, outletOfAddress(host.URL))
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
		if d.agency != "" {
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
	datelineDash   = regexp.MustCompile(`^(.{0,90}?)\s*(?:\s--\s?|\s[-–—_]\s|—|\s-)\s*`)
	datelineAgency = regexp.MustCompile(`^(.{0,70}?)\s*[(\[]([\p{L}][\p{L}\p{M}\d .&'’/-]{0,38})[)\]]\s*(?:[-–—_:]+\s*)?`)
	placeLike      = regexp.MustCompile(`^\p{Lu}[\p{L}\p{M}'’.-]*(?:[ ,/]+(?:\p{Lu}[\p{L}\p{M}'’.-]*|de|del|la|el|al|of|the|and|\d{1,2}))*$`)
	dateBegin      = regexp.MustCompile(`(?i)\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`)
)

// readDateline reads place, date and agency at the beginning of a paragraph.
func readDateline(text string) (datelineRead, bool) {
	if m := datelineAgency.FindStringSubmatchIndex(text); m != nil && m[1] < len(text) {
		before, tag := text[m[2]:m[3]], text[m[4]:m[5]]
		dashed := strings.ContainsAny(text[m[5]+1:m[1]], "-–—_:")
		name, known := agencyIn(tag)
		if (known || dashed && tagLike(tag)) && (before == "" || known || dashed) {
			d := datelineRead{end: m[1], agency: name, agencyAt: stemma.Span{Start: m[4], End: m[5]}}
			if d.place(before) {
				return d, true
			}
		}
	}
	m := datelineDash.FindStringSubmatchIndex(text)
	if m == nil || m[1] >= len(text) || m[3] == 0 {
		return datelineRead{}, false
	}
	before := text[:m[3]]
	d := datelineRead{end: m[1]}
	if name, known := agencyIn(before); known {
		d.agency, d.agencyAt = name, stemma.Span{Start: 0, End: len(before)}
		return d, true
	}
	if !d.place(before) || d.date == (stated{}) && !shouted(before) {
		return datelineRead{}, false
	}
	return d, true
}

// place reads "KABUL, Afghanistan, May 3, 2011": a place, a date, both or none.
func (d *datelineRead) place(before string) bool {
	place := strings.TrimRight(before, " ,")
	if m := dateBegin.FindStringIndex(before); m != nil {
		date := strings.Trim(before[m[0]:], " ,.;:/")
		if s, ok := dateLine(date); ok {
			d.date, d.dateAt = s, stemma.Span{Start: m[0], End: m[0] + len(date)}
		} else if !dateWithoutYear(date) {
			return false
		} else {
			d.date = stated{label: "day"} // seen, not known to the year
		}
		place = strings.TrimRight(before[:m[0]], " ,/:;")
	}
	return place == "" || placeLike.MatchString(place) && len(strings.Fields(place)) <= 7
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
	add := func(name string, start, end int) {
		span := stemma.Span{Start: block.Span.Start + start, End: block.Span.Start + end}
		a.Credits = append(a.Credits, stemma.Credit{Name: name, Kind: kind, Span: span})
	}
	if m := sourceLine.FindStringSubmatchIndex(text); m != nil && kind == creditContribution {
		name, known := publisherName(text[m[2]:m[3]])
		if !known {
			name = text[m[2]:m[3]]
		}
		add(name, m[2], m[3])
		return
	}
	for _, m := range creditWords.FindAllStringIndex(text, -1) {
		if name, at, ok := publisherWithin(text, m[0], m[1], kind); ok {
			add(name, at.Start, at.End)
		}
	}
}

// publisherWithin finds the first and longest name of an agency in a run of
// capitalised words ("The Associated Press", "AP Photo"); to contributions
// outlets count too, but not where they only say whose the writer is ("CNN's
// Ana Lind contributed").
func publisherWithin(text string, start, end int, kind string) (string, stemma.Span, bool) {
	words := strings.Fields(text[start:end])
	at := start
	for first := range words {
		at += strings.Index(text[at:], words[first])
		for last := len(words); last > first; last-- {
			run := strings.TrimRight(strings.Join(words[first:last], " "), "'’")
			if !strings.HasPrefix(text[at:], run) {
				continue
			}
			name, ok := agencyName(run)
			if !ok && kind == creditContribution {
				name, ok = publisherName(run)
			}
			if ok {
				return name, stemma.Span{Start: at, End: at + len(run)}, true
			}
		}
	}
	return "", stemma.Span{}, false
}
