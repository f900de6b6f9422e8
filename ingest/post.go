package ingest

import (
	"fmt"
	"regexp"
	"strings"

	"stemma"
)

// A social post copied as text ends with its signature: "— Name (@handle) May 3,
// 2024", "A post shared by Name (@handle)", or a picture link of the network.
var (
	postSignature = regexp.MustCompile(`(?:[—–]|--|&mdash;)\s*(\S[^()@—]{0,60}?)\s*\(@(\w{1,30})\)\s*((?:\p{L}{3,9}\.? \d{1,2}, \d{4}|\d{1,2} \p{L}{3,9}\.? \d{4}))?$`)
	postShared    = regexp.MustCompile(`^A (?:post|video|photo|reel) (?:shared|posted) by (\S.{0,60}?)\s*\(@([\w.]{1,30})\)(?:\s+on\s+(\p{L}{3,9} \d{1,2}, \d{4})(?: at .*)?)?$`)
	postPicture   = regexp.MustCompile(`(?:^|\s)pic\.(?:twitter|x)\.com/\w+$`)
)

// longestPost is the most text, in bytes, that is taken for a post above its
// signature when only wide gaps tell; a post has 280 characters as a rule.
const longestPost = 1200

// signature is the end of a post.
type signature struct {
	author, handle, date string
	start                int // where it begins in its line
}

func findSignature(text string) (signature, bool) {
	if !strings.Contains(text, "(@") && !strings.Contains(text, "pic.") {
		return signature{}, false
	}
	for _, pattern := range []*regexp.Regexp{postSignature, postShared} {
		if m := pattern.FindStringSubmatchIndex(text); m != nil {
			s := signature{author: text[m[2]:m[3]], handle: "@" + text[m[4]:m[5]], start: m[0]}
			if m[6] >= 0 {
				s.date = text[m[6]:m[7]]
			}
			return s, true
		}
	}
	if m := postPicture.FindStringIndex(text); m != nil {
		return signature{start: m[1]}, true
	}
	return signature{}, false
}

// posts finds the posts among the lines that have no kind yet and replaces the
// lines of each by one block.
func (p *plain) posts() {
	usual := p.usualGap()
	for i := 0; i < len(p.lines); i++ {
		if p.lines[i].kind != "" {
			continue
		}
		sign, ok := findSignature(p.text(i))
		if !ok {
			continue
		}
		from := p.postStart(i, sign, usual)
		span := p.lines[from].Span.Cover(p.lines[i].Span)
		p.embeds = append(p.embeds, textPost(p.article, span, sign, p.lines[from:i+1], len(p.embeds)+1))
		p.lines[from] = line{Span: span, gap: p.lines[from].gap, kind: stemma.Embed}
		p.lines = append(p.lines[:from+1], p.lines[i+1:]...)
		i = from
	}
}

// usualGap is the number of blank lines that most often stands before a line of
// running prose.
func (p *plain) usualGap() int {
	var count [4]int
	for i, l := range p.lines {
		if i > 0 && l.Len() > 60 && ends(p.text(i)) {
			count[max(0, min(l.gap, 3))]++
		}
	}
	usual := 0
	for gap, n := range count {
		if n > count[usual] {
			usual = gap
		}
	}
	return usual
}

// postStart walks up from the signature's line to the post's first one. A line
// belongs to the post when the gap below it is wider than the host's, or when
// it is led by an emoji, a hashtag or a bullet; a signature that stands alone
// takes the line above it in any case.
func (p *plain) postStart(i int, sign signature, usual int) int {
	from := i
	if sign.start == 0 && from > 0 && p.lines[from-1].kind == "" && p.lines[from-1].Len() <= longestPost {
		from--
	}
	for from > 0 && p.lines[from-1].kind == "" {
		above := p.text(from - 1)
		led := emojiLed(above) || strings.HasPrefix(above, "#") || strings.HasPrefix(above, "RT @") || len(above) < 100 && listItem(above)
		wide := p.lines[from].gap > max(usual, 1) && len(above) <= 280
		if !led && !wide || p.lines[i].End-p.lines[from-1].Start > longestPost {
			break
		}
		from--
	}
	return from
}

// textPost makes an article of a post that stands in its host's text.
func textPost(host *stemma.Article, span stemma.Span, sign signature, lines []line, number int) *stemma.Article {
	post := newPost(host, span.In(host.Text), span, number)
	for n, l := range lines {
		inner := stemma.Span{Start: l.Start - span.Start, End: l.End - span.Start}
		if n == len(lines)-1 && sign.start < l.Len() {
			tail := stemma.Span{Start: inner.Start + sign.start, End: inner.End}
			addPostBlock(post, stemma.Span{Start: inner.Start, End: tail.Start})
			post.Blocks = append(post.Blocks, stemma.Block{Kind: stemma.Byline, Span: tail})
			datePost(post, sign.date, tail)
			continue
		}
		addPostBlock(post, inner)
	}
	post.Handle = sign.handle
	if sign.author != "" {
		post.Authors = append(post.Authors, sign.author)
	}
	return post
}

// newPost is the article of an embedded post, without blocks.
func newPost(host *stemma.Article, text string, span stemma.Span, number int) *stemma.Article {
	return &stemma.Article{
		Path:    fmt.Sprintf("%s#embed%d", host.Path, number),
		SHA256:  digest([]byte(text)),
		Authors: []string{},
		Text:    text,
		Host:    &stemma.Evidence{Article: host.SHA256, Span: span},
	}
}

// addPostBlock adds one line of a post, with a trailing picture link set apart.
func addPostBlock(post *stemma.Article, span stemma.Span) {
	span = trimSpace(post.Text, span)
	if span.Empty() {
		return
	}
	text := span.In(post.Text)
	if m := postPicture.FindStringIndex(text); m != nil {
		link := trimSpace(post.Text, stemma.Span{Start: span.Start + m[0], End: span.End})
		addPostBlock(post, stemma.Span{Start: span.Start, End: link.Start})
		post.Blocks = append(post.Blocks, stemma.Block{Kind: stemma.Furniture, Span: link})
		return
	}
	kind := stemma.Paragraph
	switch {
	case kindByWording(text) == stemma.Furniture:
		kind = stemma.Furniture
	case listItem(text):
		kind = stemma.List
	}
	post.Blocks = append(post.Blocks, stemma.Block{Kind: kind, Span: span})
}

// datePost sets the post's date from the words within span.
func datePost(post *stemma.Article, date string, span stemma.Span) {
	at := strings.LastIndex(span.In(post.Text), date)
	if s, ok := dateLine(date); ok && s.value != "" && at >= 0 {
		start := span.Start + at
		post.Published = s.published(stemma.BasisText, stemma.Span{Start: start, End: start + len(date)})
	}
}

// trimSpace takes white space off both ends of a span.
func trimSpace(text string, s stemma.Span) stemma.Span {
	inner := s.In(text)
	left := len(inner) - len(strings.TrimLeft(inner, " \t\n"))
	right := len(strings.TrimRight(inner, " \t\n"))
	if right <= left {
		return stemma.Span{Start: s.Start, End: s.Start}
	}
	return stemma.Span{Start: s.Start + left, End: s.Start + right}
}
