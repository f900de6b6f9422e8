package ingest

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// parsePlain reads plain text: lines become blocks, the head is read for
// metadata, social posts are set apart.
func parsePlain(raw Raw, given meta) ([]*stemma.Article, []stemma.Problem) {
	if what := tooMuch(raw.Data); what != "" {
		return nil, problem(raw.Path, "%s", what)
	}
	text, wrong := decode(raw.Data, contentCharset(raw.ContentType))
	var problems []stemma.Problem
	if wrong != "" {
		problems = problem(raw.Path, "%s", wrong)
	}
	articles, more := plainArticle(raw, text, given)
	return articles, append(problems, more...)
}

// tooMuch says why bytes are too many for one article's text, or "".
func tooMuch(data []byte) string {
	if len(data) > 4*maxText {
		return tooLong(len(data))
	}
	for rest := data; len(rest) > maxLine; {
		end := bytes.IndexAny(rest[:maxLine+1], "\r\n")
		if end < 0 {
			return lineTooLong
		}
		rest = rest[end+1:]
	}
	return ""
}

const lineTooLong = "one line is longer than 128 KiB: no paragraph is; break the text into lines"

func tooLong(n int) string {
	return fmt.Sprintf("%d bytes are more than one article may have (%d KiB): split it into one file an article", n, maxText>>10)
}

// plainArticle makes an article of decoded text.
func plainArticle(raw Raw, text string, given meta) ([]*stemma.Article, []stemma.Problem) {
	text = normalise(text)
	if strings.TrimSpace(text) == "" {
		return nil, problem(raw.Path, "nothing but white space: there is no text to read")
	}
	if len(text) > maxText {
		return nil, problem(raw.Path, "%s", tooLong(len(text)))
	}
	article := &stemma.Article{Path: raw.Path, SHA256: digest(raw.Data), URL: raw.URL, Authors: []string{}, Text: text}
	given.fill(article)
	p := plain{article: article, lines: splitLines(text)}
	p.head()
	p.foot()
	p.posts()
	p.body()
	return finish(article, p.embeds), nil
}

// line is one block to be: a line, or a paragraph of wrapped lines.
type line struct {
	stemma.Span
	gap  int // blank lines before it
	kind stemma.BlockKind
}

// plain is the reading of one plain text.
type plain struct {
	article *stemma.Article
	lines   []line
	embeds  []*stemma.Article
}

func (p *plain) text(i int) string { return p.lines[i].In(p.article.Text) }

// splitLines cuts text into its non-empty lines, trimmed, and joins lines that
// were wrapped at a fixed width.
func splitLines(text string) []line {
	var lines []line
	gap, at := 0, 0
	for whole := range strings.SplitSeq(text, "\n") {
		trimmed := strings.TrimSpace(whole)
		if trimmed == "" {
			gap++
		} else {
			start := at + strings.Index(whole, trimmed)
			lines = append(lines, line{Span: stemma.Span{Start: start, End: start + len(trimmed)}, gap: gap})
			gap = 0
		}
		at += len(whole) + 1
	}
	if wrapped(text, lines) {
		lines = unwrap(text, lines)
	}
	return lines
}

// wrapped reports whether paragraphs stand between blank lines and their own
// lines were broken at a fixed width: of the lines that another follows at
// once, most are nearly as wide as the widest and end in mid-sentence.
func wrapped(text string, lines []line) bool {
	inner, broken, gaps, widest := 0, 0, 0, 0
	for i := 0; i+1 < len(lines); i++ {
		widest = max(widest, utf8.RuneCountInString(lines[i].In(text)))
	}
	if widest > 120 {
		return false
	}
	for i := 0; i+1 < len(lines); i++ {
		if lines[i+1].gap > 0 {
			gaps++
			continue
		}
		inner++
		content := lines[i].In(text)
		if width := utf8.RuneCountInString(content); width >= 40 && width*4 >= widest*3 && !ends(content) {
			broken++
		}
	}
	return gaps > 0 && inner >= 2 && broken*2 > inner
}

func unwrap(text string, lines []line) []line {
	joined := lines[:0]
	for i, l := range lines {
		if i > 0 && l.gap == 0 && !listItem(l.In(text)) && kindByWording(l.In(text)) == "" {
			joined[len(joined)-1].End = l.End
			continue
		}
		joined = append(joined, l)
	}
	return joined
}

// body gives every line that has no kind yet the kind its wording and place
// suggest, and sets the article's blocks.
func (p *plain) body() {
	for i := range p.lines {
		if p.lines[i].kind == "" {
			p.lines[i].kind = p.kind(i)
		}
	}
	p.teasers()
	p.setBlocks()
}

func (p *plain) setBlocks() {
	for _, l := range p.lines {
		p.article.Blocks = append(p.article.Blocks, stemma.Block{Kind: l.kind, Span: l.Span})
	}
}

// teasers makes furniture of the headlines that follow a line like "You may
// also like", up to the next sentence.
func (p *plain) teasers() {
	on := 0
	for i := range p.lines {
		text := p.text(i)
		switch {
		case p.lines[i].kind == stemma.Furniture:
			if teaserHead.MatchString(text) {
				on = mostTeasers
			}
		case !p.lines[i].kind.Prose() || ends(text) && len(text) > 30:
			on = 0
		case on > 0:
			p.lines[i].kind = stemma.Furniture
			on--
		}
	}
}

// mostTeasers is how many headlines a line of other pages' headlines may head.
const mostTeasers = 12

// teaserHead matches the furniture that other pages' headlines follow.
var teaserHead = regexp.MustCompile(`^(?i:(?:related|recommended|more|most|you m|also|top stories|trending|up next|don'?t miss|editor|latest|read (?:more|next|also)|in other news)[^.]{0,60})$`)

func (p *plain) kind(i int) stemma.BlockKind {
	text := p.text(i)
	if kind := kindByWording(text); kind != "" {
		return kind
	}
	switch {
	case listItem(text):
		return stemma.List
	case i+1 < len(p.lines) && headingLike(text) && longer(p.text(i+1), text):
		return stemma.Heading
	}
	return stemma.Paragraph
}

// longer reports whether next is prose that text could head.
func longer(next, text string) bool {
	return len(next) > len(text) && (ends(next) || len(next) > 100)
}

// headingLike reports whether a line is short, begins as a title does and has
// no final stop.
func headingLike(text string) bool {
	if len(text) > 140 || ends(text) || strings.HasSuffix(text, ":") || strings.HasSuffix(text, ",") || strings.HasSuffix(text, ";") {
		return false
	}
	initial, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, `"'“‘(`))
	words := len(strings.Fields(text))
	return words >= 1 && words <= 20 && (unicode.IsUpper(initial) || unicode.IsDigit(initial))
}

// ends reports whether a line ends as a sentence does.
func ends(text string) bool {
	text = strings.TrimRight(text, ` "'”’)]»`)
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "…")
}

// listItem reports whether a line begins with a bullet, a number or an emoji
// used as one.
func listItem(text string) bool {
	for _, bullet := range []string{"• ", "•", "· ", "- ", "– ", "— ", "* ", "▪", "■", "►", "‣", "◦", "→ "} {
		if strings.HasPrefix(text, bullet) {
			rest := strings.TrimSpace(text[len(bullet):])
			return rest != "" && rest[0] != '-'
		}
	}
	digits := strings.TrimLeft(text, "0123456789")
	if n := len(text) - len(digits); n >= 1 && n <= 2 && (strings.HasPrefix(digits, ". ") || strings.HasPrefix(digits, ") ")) {
		return true
	}
	return emojiLed(text) && len(text) <= 120
}

// emojiLed reports whether a line begins with an emoji or a flag.
func emojiLed(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= 0x1f000 && r <= 0x1faff || r >= 0x2600 && r <= 0x27bf || r >= 0x2b00 && r <= 0x2bff
}
