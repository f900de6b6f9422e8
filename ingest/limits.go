package ingest

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// Limits on a page's structure, checked on the token stream, before anything is
// built. maxTags is five times the largest news page of the shared corpora.
const (
	maxTags  = 60_000
	maxNodes = 240_000 // elements that the parser would make of the tags
	maxDepth = 256
	maxReach = 2_500_000 // the elements' depths added up: much is linear in it

	maxAttributes = 256         // of one element: the parser compares them pair by pair
	maxShown      = 2 * maxText // bytes of text outside scripts and styles
)

// formatting are the elements that the HTML standard opens again in every
// block until they are closed: a few hundred of them unclosed multiply the
// blocks that follow.
var formatting = map[string]bool{
	"a": true, "b": true, "big": true, "code": true, "em": true, "font": true, "i": true, "nobr": true,
	"s": true, "small": true, "strike": true, "strong": true, "tt": true, "u": true,
}

// closedByItself are the elements whose end tag may be left out or which have
// none: they say nothing about depth.
var closedByItself = map[string]bool{
	"p": true, "li": true, "dt": true, "dd": true, "tr": true, "td": true, "th": true, "tbody": true, "thead": true,
	"tfoot": true, "option": true, "optgroup": true, "colgroup": true, "rb": true, "rt": true, "rtc": true, "rp": true,
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// bomb says why a page has too much structure to be a news page, or "". It
// reads the token stream once and builds nothing.
func bomb(source string) string {
	z := html.NewTokenizer(strings.NewReader(source))
	z.SetMaxBuf(maxHTML + 1)
	var count structure
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken:
			count.start(z)
		case html.SelfClosingTagToken:
			count.start(z)
			count.end(z)
		case html.EndTagToken:
			count.end(z)
		case html.CommentToken:
			count.tags++
		case html.TextToken:
			if !count.script {
				count.text += len(z.Raw())
			}
		}
		if what := count.excess(); what != "" {
			return what
		}
	}
}

// structure counts what a page's tags will make. Elements that need no end tag
// are taken not to nest.
type structure struct {
	tags, nodes, depth, reach, open, attributes, text int

	name   string
	script bool // within a script or style
}

func (c *structure) start(z *html.Tokenizer) {
	raw, more := z.TagName()
	c.name = string(raw)
	c.script = c.name == "script" || c.name == "style"
	c.tags++
	c.nodes += 1 + c.open
	if formatting[c.name] {
		c.open++
	}
	if !closedByItself[c.name] {
		c.depth++
	}
	c.reach += c.depth
	c.attributes = 0
	for more && c.attributes <= maxAttributes {
		_, _, more = z.TagAttr()
		c.attributes++
	}
}

func (c *structure) end(z *html.Tokenizer) {
	if raw, _ := z.TagName(); len(raw) > 0 {
		c.name = string(raw)
	}
	c.script = false
	if formatting[c.name] {
		c.open = max(0, c.open-1)
	}
	if !closedByItself[c.name] {
		c.depth = max(0, c.depth-1)
	}
}

// excess says which limit is passed, or "".
func (c *structure) excess() string {
	switch {
	case c.tags > maxTags:
		return fmt.Sprintf("the page has more than %d elements: no news page has; cut it down to the article", maxTags)
	case c.nodes > maxNodes:
		return fmt.Sprintf("the page's unclosed tags make more than %d elements: mend or cut it", maxNodes)
	case c.depth > maxDepth || c.reach > maxReach:
		return fmt.Sprintf("the page's elements are nested too deep (limit %d): no news page is; cut it down to the article", maxDepth)
	case c.attributes > maxAttributes:
		return fmt.Sprintf("an element has more than %d attributes: no news page has; cut it down to the article", maxAttributes)
	case c.text > maxShown:
		return tooLong(c.text)
	}
	return ""
}

// metaCharset is the charset that a page's head declares, or "".
func metaCharset(data []byte) string {
	z := html.NewTokenizer(bytes.NewReader(data[:min(len(data), 4096)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if token.Data == "body" {
				return ""
			}
			if token.Data != "meta" {
				continue
			}
			if name := attribute(token.Attr, "charset"); name != "" {
				return name
			}
			if strings.EqualFold(attribute(token.Attr, "http-equiv"), "content-type") {
				if name := contentCharset(attribute(token.Attr, "content")); name != "" {
					return name
				}
			}
		}
	}
}

func attribute(attributes []html.Attribute, name string) string {
	for _, a := range attributes {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
