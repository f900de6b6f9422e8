package ingest

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"stemma"
)

// longestExtraction is the guard behind the limits of limits.go, which are set
// so that it never fires: a page that takes longer is given up.
const longestExtraction = 8 * time.Second

// parseHTML reads a page: its head for metadata, its main text for blocks.
func parseHTML(raw Raw, given meta) ([]*stemma.Article, []stemma.Problem) {
	if len(raw.Data) > maxHTML {
		return nil, problem(raw.Path, "%d bytes of HTML are more than one page may have (8 MiB)", len(raw.Data))
	}
	source, wrong := decode(raw.Data, first(contentCharset(raw.ContentType), metaCharset(raw.Data)))
	var problems []stemma.Problem
	if wrong != "" {
		problems = problem(raw.Path, "%s", wrong)
	}
	if what := bomb(source); what != "" {
		return nil, append(problems, problem(raw.Path, "%s", what)...)
	}
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return nil, append(problems, problem(raw.Path, "not readable as HTML: %v", err)...)
	}
	article := &stemma.Article{Path: raw.Path, SHA256: digest(raw.Data), URL: raw.URL, Authors: []string{}}
	given.fill(article)
	pageMeta(doc).fill(article)
	pieces, err := assemble(doc, article)
	if err != nil {
		return nil, append(problems, problem(raw.Path, "%v", err)...)
	}
	articles, what := pageArticle(article, pieces)
	if what != "" {
		return nil, append(problems, problem(raw.Path, "%s", what)...)
	}
	return articles, problems
}

// assemble is the pieces of the page's article, in the page's order: title,
// by-line and date as shown, main text, captions, posts.
func assemble(doc *html.Node, article *stemma.Article) ([]piece, error) {
	shown := flatten(doc)
	main, err := extract(doc, article.URL)
	if err != nil {
		return nil, err
	}
	return merge(shown, flatten(main), article), nil
}

// extract cuts a page down to its main text. The library may panic on pages
// that nobody has tried it on, and cannot be stopped.
func extract(doc *html.Node, address string) (*html.Node, error) {
	type outcome struct {
		node *html.Node
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- outcome{err: fmt.Errorf("the page's main text cannot be found: %v", r)}
			}
		}()
		options := trafilatura.Options{EnableFallback: true, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled}
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			options.OriginalURL = u
		}
		result, err := trafilatura.ExtractDocument(doc, options)
		if err != nil || result.ContentNode == nil {
			done <- outcome{err: fmt.Errorf("no main text found in the page: is it an article?")}
			return
		}
		done <- outcome{node: result.ContentNode}
	}()
	guard := time.NewTimer(longestExtraction)
	defer guard.Stop()
	select {
	case o := <-done:
		return o.node, o.err
	case <-guard.C:
		return nil, fmt.Errorf("finding the page's main text took longer than %s: given up", longestExtraction)
	}
}

// pageArticle joins the pieces to the article's text and blocks.
func pageArticle(article *stemma.Article, pieces []piece) (articles []*stemma.Article, wrong string) {
	var text strings.Builder
	p := plain{article: article}
	for i, piece := range pieces {
		if i > 0 {
			text.WriteString("\n\n")
		}
		start := text.Len()
		text.WriteString(piece.text)
		p.lines = append(p.lines, line{Span: stemma.Span{Start: start, End: text.Len()}, gap: 1, kind: piece.kind})
	}
	article.Text = text.String()
	if strings.TrimSpace(article.Text) == "" {
		return nil, "no main text found in the page: is it an article?"
	}
	if len(article.Text) > maxText {
		return nil, tooLong(len(article.Text))
	}
	p.pagePosts(pieces)
	p.posts()
	p.pageKinds()
	datePage(article)
	return finish(article, p.embeds), ""
}

// pagePosts makes articles of the pieces that the page marks as posts.
func (p *plain) pagePosts(pieces []piece) {
	for i, piece := range pieces {
		if piece.kind != stemma.Embed {
			continue
		}
		span := p.lines[i].Span
		lines := splitLines(piece.text)
		for j := range lines {
			lines[j].Start, lines[j].End = lines[j].Start+span.Start, lines[j].End+span.Start
		}
		sign, ok := signature{}, false
		if len(lines) > 0 {
			last := lines[len(lines)-1]
			if sign, ok = findSignature(last.In(p.article.Text)); !ok {
				sign.start = last.Len()
			}
		}
		post := textPost(p.article, span, sign, lines, len(p.embeds)+1)
		post.URL = piece.url
		p.embeds = append(p.embeds, post)
	}
}

// pageKinds gives the pieces that the page's tags left open the kind of their
// wording, and sets the blocks.
func (p *plain) pageKinds() {
	for i := range p.lines {
		l := &p.lines[i]
		if kind := kindByWording(p.text(i)); kind != "" && l.kind != stemma.Embed && l.kind != stemma.Caption {
			l.kind = kind
		}
		if l.kind == "" {
			l.kind = stemma.Paragraph
		}
	}
	p.teasers()
	p.setBlocks()
}

// datePage points a date of the page's head at the date that the page shows,
// and dates an article by the shown date when the head has none.
func datePage(article *stemma.Article) {
	for _, block := range article.Blocks {
		if block.Kind != stemma.Furniture {
			continue
		}
		s, ok := dateLine(block.Span.In(article.Text))
		if !ok || s.value == "" {
			continue
		}
		if article.Published == nil {
			article.Published = s.published(stemma.BasisText, block.Span)
			return
		}
		if known := article.Published; len(s.value) >= 10 && known.Day() == s.value[:10] && len(known.Evidence) == 0 {
			known.Evidence = []stemma.Evidence{{Span: block.Span}}
			return
		}
	}
}
