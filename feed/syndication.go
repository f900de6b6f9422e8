package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
)

// syndication reads RSS and Atom. Items are cut out and given to gofeed one by
// one within the feed's own root element: it stops at the first mistake.
func (r *reading) syndication(source io.Reader) {
	c := newCutter(source, maxItem, "item", "entry")
	var about *gofeed.Feed
	for number := 1; !r.stopped; number++ {
		place := fmt.Sprintf("item %d", number)
		part, err := c.part()
		if about == nil {
			about = r.about(c)
		}
		if !r.goesOn(place, err) {
			return
		}
		if err == nil {
			r.item(place, c.root, part, about)
		}
	}
}

// goesOn reports whether a cutter can be read on after err, which is named.
func (r *reading) goesOn(place string, err error) bool {
	if _, lost := err.(errDamage); lost {
		return r.problem(place, "%v", err)
	}
	if err == io.EOF {
		if r.entries == 0 && r.problems == 0 {
			r.problem("", "no entry in it: is it a container of the kind %s?", r.kind)
		}
		return false
	}
	if err != nil {
		r.problem(place, "the container cannot be read on: %v", err)
		return false
	}
	return true
}

// about is what the feed says of itself before its first item; never nil.
func (r *reading) about(c *cutter) *gofeed.Feed {
	head, _ := valid(append(bytes.Clone(c.root.raw), c.head.Bytes()...))
	head = append(head, closers(head)...)
	s := &shape{most: maxTokens}
	if s.walk(head) != nil {
		return &gofeed.Feed{}
	}
	r.rebase(s.base)
	feed, err := parser().Parse(bytes.NewReader(s.hidden(head)))
	if err != nil {
		return &gofeed.Feed{}
	}
	return feed
}

// parser is gofeed's without its look for pictures, which builds the HTML tree
// of every text.
func parser() *gofeed.Parser {
	p := gofeed.NewParser()
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return p
}

// rebase takes the feed's own xml:base for the links in it.
func (r *reading) rebase(base string) {
	u, err := url.Parse(base)
	switch {
	case err != nil || base == "":
	case r.base != nil:
		r.base = r.base.ResolveReference(u)
	case u.IsAbs():
		r.base = u
	}
}

// item hands over one item of a feed, or names what is wrong with it.
func (r *reading) item(place string, root token, part []byte, about *gofeed.Feed) {
	document := append(bytes.Clone(root.raw), part...)
	document = append(document, "</"+root.name+">"...)
	document, wrong := valid(document)
	if wrong != "" && !r.problem(place, "%s", wrong) {
		return
	}
	s := &shape{most: maxTokens}
	if err := s.walk(document); err != nil {
		r.problem(place, "%v", err)
		return
	}
	feed, err := parser().Parse(bytes.NewReader(s.hidden(document)))
	if err != nil || len(feed.Items) == 0 {
		r.problem(place, "no item of a feed: %v", err)
		return
	}
	if e, ok := r.syndicated(place, feed.Items[0], about); ok {
		r.entry(e)
	}
}

// syndicated makes an entry of what gofeed understood; false when there is
// nothing to read, which is named.
func (r *reading) syndicated(place string, item *gofeed.Item, about *gofeed.Feed) (Entry, bool) {
	address, err := r.address(first(item.Link, permalink(item.GUID)))
	e := Entry{
		Address: address, ID: item.GUID, Place: place,
		Title: plainText(item.Title), Outlet: outlet(item, about), Language: about.Language, Authors: authors(item, about),
		Published: published(item.Published, item.PublishedParsed), Updated: isoDate(item.Updated, item.UpdatedParsed),
	}
	switch {
	case strings.TrimSpace(item.Content) != "":
		e.Data, e.ContentType, e.Full = []byte(item.Content), htmlType, true
	case strings.TrimSpace(item.Description) != "":
		e.Data, e.ContentType = []byte(item.Description), htmlType
	case address == "" && err == nil:
		err = errors.New("neither a link nor a text: nothing to read")
	}
	if err != nil && !r.problem(place, "%v", err) {
		return e, false
	}
	return e, address != "" || e.Data != nil
}

// Content types of the bodies that containers hold.
const (
	htmlType  = "text/html; charset=utf-8"
	plainType = "text/plain; charset=utf-8"
	jsonType  = "application/json"
)

// permalink is a guid that is an address: RSS takes it for the link unless told
// otherwise.
func permalink(guid string) string {
	if strings.HasPrefix(guid, "http://") || strings.HasPrefix(guid, "https://") {
		return guid
	}
	return ""
}

// outlet is who published the item: as an aggregator says of it, else the feed.
func outlet(item *gofeed.Item, about *gofeed.Feed) string {
	for _, dc := range []*gofeed.Item{item, {DublinCoreExt: about.DublinCoreExt}} {
		if dc.DublinCoreExt != nil && len(dc.DublinCoreExt.Publisher) > 0 {
			return plainText(dc.DublinCoreExt.Publisher[0])
		}
	}
	return plainText(about.Title)
}

// authors are the item's, or the feed's.
func authors(item *gofeed.Item, about *gofeed.Feed) []string {
	people := item.Authors
	if len(people) == 0 {
		people = about.Authors
	}
	var names []string
	for _, p := range people {
		if p != nil && p.Name != "" {
			names = append(names, plainText(p.Name))
		}
	}
	return names
}
