package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// opml reads a list of feeds. Outlines nest, but what a folder is called says
// nothing about a feed, so that only the tags matter and a broken one costs
// itself alone.
func (r *reading) opml(source io.Reader) {
	c := newCutter(source, maxItem, "outline")
	for number := 1; !r.stopped; number++ {
		place := fmt.Sprintf("outline %d", number)
		t, err := c.start()
		if !r.goesOn(place, err) {
			return
		}
		if err == nil {
			r.outline(place, t.raw)
		}
	}
}

func (r *reading) outline(place string, tag []byte) {
	tag, _ = valid(tag)
	values, err := attributes(tag)
	if err != nil {
		r.problem(place, "%v", plainly(err))
		return
	}
	link := values["xmlurl"]
	if kind := strings.ToLower(values["type"]); link == "" && (kind == "include" || kind == "link" && strings.HasSuffix(values["url"], ".opml")) {
		link = values["url"] // another list
	}
	if strings.TrimSpace(link) == "" {
		return // a folder
	}
	address, err := r.address(link)
	if err != nil {
		r.problem(place, "%v", err)
		return
	}
	title := plainText(first(values["title"], values["text"]))
	r.entry(Entry{Address: address, Place: place, Title: title, Outlet: title, Language: values["language"], Container: true})
}

// attributes are a tag's, by their names in lower case.
func attributes(tag []byte) (map[string]string, error) {
	d := xml.NewDecoder(bytes.NewReader(tag))
	d.Strict = false
	t, err := d.RawToken()
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	start, _ := t.(xml.StartElement)
	for _, a := range start.Attr {
		values[strings.ToLower(a.Name.Local)] = a.Value
	}
	return values, nil
}
