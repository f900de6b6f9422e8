package feed

import (
	"fmt"
	"io"
	"strings"
)

// location is a sitemap's <url>, or an index's <sitemap>.
type location struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	News    struct {
		Publication struct {
			Name     string `xml:"name"`
			Language string `xml:"language"`
		} `xml:"publication"`
		Date  string `xml:"publication_date"`
		Title string `xml:"title"`
	} `xml:"news"`
}

// sitemap reads a sitemap or an index of sitemaps.
func (r *reading) sitemap(source io.Reader) {
	c := newCutter(source, maxItem, "url", "sitemap")
	for number := 1; !r.stopped; number++ {
		place := fmt.Sprintf("url %d", number)
		part, err := c.part()
		if !r.goesOn(place, err) {
			return
		}
		if err == nil {
			r.location(place, part)
		}
	}
}

func (r *reading) location(place string, part []byte) {
	var l location
	wrong, err := unmarshal(part, &l)
	if err != nil {
		r.problem(place, "%v", err)
		return
	}
	if wrong != "" && !r.problem(place, "%s", wrong) {
		return
	}
	address, err := r.address(l.Loc)
	if err == nil && address == "" {
		err = fmt.Errorf("no <loc>: it leads nowhere")
	}
	if err != nil {
		r.problem(place, "%v", err)
		return
	}
	r.entry(Entry{
		Address: address, Place: place, Title: plainText(l.News.Title),
		Outlet: plainText(l.News.Publication.Name), Language: strings.TrimSpace(l.News.Publication.Language),
		Published: published(l.News.Date, nil), Updated: isoDate(l.LastMod, nil),
		Container: strings.HasPrefix(strings.ToLower(string(part[1:])), "sitemap") || r.kind == SitemapIndex,
	})
}
