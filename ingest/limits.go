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
	maxDepth = 512     // x/net/html gives up there by itself
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
	tags, nodes, depth, open := 0, 0, 0, 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken:
			raw, _ := z.TagName()
			name := string(raw)
			tags++
			nodes += 1 + open
			if formatting[name] {
				open++
			}
			if !closedByItself[name] {
				depth++
			}
		case html.SelfClosingTagToken:
			tags++
			nodes++
		case html.EndTagToken:
			raw, _ := z.TagName()
			if formatting[string(raw)] {
				open = max(0, open-1)
			}
			if !closedByItself[string(raw)] {
				depth = max(0, depth-1)
			}
		}
		switch {
		case tags > maxTags:
			return fmt.Sprintf("the page has more than %d elements: no news page has; cut it down to the article", maxTags)
		case nodes > maxNodes:
			return fmt.Sprintf("the page's unclosed tags make more than %d elements: mend or cut it", maxNodes)
		case depth > maxDepth:
			return fmt.Sprintf("the page's elements are nested more than %d deep: no news page is; cut it down to the article", maxDepth)
		}
	}
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
