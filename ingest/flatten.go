package ingest

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stemma"
)

// piece is one stretch of a page's text between block boundaries.
type piece struct {
	kind stemma.BlockKind // "" where the tags say no more than "text"
	text string           // normalised, white space collapsed
	url  string           // of a post
	tag  atom.Atom        // the innermost block element
	side bool             // in navigation, header, footer or the like

	linked bool // nothing but a link
}

// flattener walks a tree and collects its pieces.
type flattener struct {
	pieces []piece
	buffer strings.Builder
	state  piece // of the text being collected

	inLink, plain int // depth of links; letters outside links in the buffer
}

// mostlyLink is how many times more letters a teaser's link has than the rest
// of it ("Floods: what we know [PICTURES]").
const mostlyLink = 6

// flatten is the text of a tree as pieces in document order.
func flatten(root *html.Node) []piece {
	var f flattener
	f.walk(root)
	f.flush()
	return f.pieces
}

// flush ends the piece being collected.
func (f *flattener) flush() {
	text := strings.Trim(strings.Join(strings.Fields(normalise(f.buffer.String())), " "), "| ")
	f.buffer.Reset()
	if text == "" {
		f.plain = 0
		return
	}
	done := f.state
	done.text, done.linked = text, f.plain*mostlyLink <= len(squash(text))
	f.plain = 0
	f.pieces = append(f.pieces, done)
}

func (f *flattener) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		f.buffer.WriteString(n.Data)
		if f.inLink == 0 {
			f.plain += len(squash(n.Data))
		}
		return
	case html.ElementNode:
		if unread[n.DataAtom] || hidden(n) {
			return
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	if n.DataAtom == atom.Br || n.DataAtom == atom.Hr {
		f.flush()
		return
	}
	if (n.DataAtom == atom.Blockquote || n.DataAtom == atom.Div) && isPost(n) {
		f.post(n)
		return
	}
	if !block[n.DataAtom] {
		if (n.DataAtom == atom.Td || n.DataAtom == atom.Th) && f.buffer.Len() > 0 {
			f.buffer.WriteString(" | ") // a table's row is one piece
		}
		if n.DataAtom == atom.A {
			f.inLink++
			defer func() { f.inLink-- }()
		}
		f.children(n)
		return
	}
	f.flush()
	outer := f.state
	f.enter(n)
	f.children(n)
	f.flush()
	f.state = outer
}

func (f *flattener) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.walk(c)
	}
}

// enter sets what the block element says about the text in it. Captions win
// over everything within them, lists over paragraphs within them.
func (f *flattener) enter(n *html.Node) {
	if f.state.tag == atom.Tr && f.state.kind == stemma.List {
		f.state.kind = "" // a table that lays out a page
	}
	f.state.tag = n.DataAtom
	switch n.DataAtom {
	case atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Form, atom.Menu:
		f.state.side = true
	}
	if f.state.kind == stemma.Caption {
		return
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.state.kind = stemma.Heading
	case atom.Li, atom.Dd, atom.Dt, atom.Tr:
		f.state.kind = stemma.List
	case atom.Figcaption, atom.Caption, atom.Figure:
		f.state.kind = stemma.Caption
	default:
		if captionClass(n) {
			f.state.kind = stemma.Caption
		}
	}
}

// block are the elements that begin a new piece.
var block = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Div: true, atom.Dl: true, atom.Dt: true,
	atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true, atom.Form: true, atom.H1: true,
	atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Html: true,
	atom.Li: true, atom.Main: true, atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true,
	atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Tfoot: true, atom.Thead: true,
	atom.Tr: true, atom.Ul: true, atom.Time: true,
}

// unread are the elements whose text is not shown or not the page's own.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Svg: true,
	atom.Head: true, atom.Textarea: true, atom.Select: true, atom.Button: true, atom.Object: true, atom.Canvas: true,
	atom.Audio: true, atom.Video: true, atom.Math: true,
}

func hidden(n *html.Node) bool {
	style := strings.ReplaceAll(attribute(n.Attr, "style"), " ", "")
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// classed reports whether one of the element's classes holds one of the words.
func classed(n *html.Node, words ...string) bool {
	class := strings.ToLower(attribute(n.Attr, "class"))
	for _, word := range words {
		if class != "" && strings.Contains(class, word) {
			return true
		}
	}
	return false
}

func captionClass(n *html.Node) bool {
	return classed(n, "caption", "photo-credit", "image-credit", "img-credit", "photocredit", "media-credit", "picture-credit")
}

// isPost reports whether an element is a social network's embed.
func isPost(n *html.Node) bool {
	return classed(n, "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed", "text-post-media", "fb-xfbml-parse-ignore", "fb-post")
}

// post collects a social post as one piece of several lines.
func (f *flattener) post(n *html.Node) {
	f.flush()
	var inner flattener
	inner.children(n)
	inner.flush()
	var lines []string
	for _, p := range inner.pieces {
		lines = append(lines, p.text)
	}
	if len(lines) == 0 {
		return
	}
	f.pieces = append(f.pieces, piece{kind: stemma.Embed, text: strings.Join(lines, "\n"), url: postAddress(n), tag: atom.Blockquote})
}

// postAddress is the post's own address: the last link that leads to a status,
// or the one in the embed's attributes.
func postAddress(n *html.Node) string {
	for _, name := range []string{"data-instgrm-permalink", "cite", "data-bluesky-uri"} {
		if address := attribute(n.Attr, name); strings.HasPrefix(address, "http") {
			address, _, _ = strings.Cut(address, "?")
			return address
		}
	}
	found := ""
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			if link := attribute(d.Attr, "href"); strings.Contains(link, "/status/") {
				found, _, _ = strings.Cut(link, "?")
			}
		}
	}
	return found
}
