package api

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"stemma/store"
)

const atomType = "application/atom+xml"

// feedOf writes changes as an Atom feed (RFC 4287).
type feedOf struct {
	base  string // the address of the workspace
	story int64  // of one story; 0 all
	page  func(kind, id string) string
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomPerson  `xml:"author"`
	Tool    string      `xml:"generator"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Title     string       `xml:"title"`
	Updated   string       `xml:"updated"`
	Published string       `xml:"published"`
	Links     []atomLink   `xml:"link"`
	Category  atomCategory `xml:"category"`
	Content   atomText     `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// write writes changes, the newest first. An empty feed was updated at the epoch:
// RFC 4287 wants a time, and nothing has happened.
func (f feedOf) write(w io.Writer, changes []store.Change) error {
	feed := atomFeed{ID: f.tag("changes"), Title: "What became of claims", Updated: stamp(time.Unix(0, 0)), Author: atomPerson{"stemma"}, Tool: "stemma"}
	self := f.base + "/api/v1/changes.atom"
	alternate := f.base + "/"
	if f.story != 0 {
		number := strconv.FormatInt(f.story, 10)
		feed.ID, feed.Title = f.tag("changes/story/"+number), "What became of the claims of story "+number
		self, alternate = self+"?story="+number, f.page("story", number)
	}
	feed.Links = []atomLink{{"self", atomType, self}, {"alternate", "", alternate}}
	for _, c := range changes {
		feed.Entries = append(feed.Entries, f.entry(c))
		feed.Updated = max(feed.Updated, stamp(c.At))
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(w).Encode(feed)
}

// entry is a change. What has happened happens once: it is published and
// updated at one time, and its id is its number in the ledger.
func (f feedOf) entry(c store.Change) atomEntry {
	link := f.page("story", strconv.FormatInt(c.Story, 10))
	if c.Claim != "" && c.Kind != "gone" {
		link = f.page("claim", c.Claim)
	}
	what := plain(c.What)
	return atomEntry{ID: f.tag("changes/" + strconv.FormatInt(c.ID, 10)), Title: shortened(cmp.Or(what, c.Kind), 120), Updated: stamp(c.At), Published: stamp(c.At),
		Links: []atomLink{{"alternate", "", link}}, Category: atomCategory{c.Kind}, Content: atomText{"text", cmp.Or(what, c.Kind)}}
}

// tag is a lasting identifier (RFC 4151): the host that serves the workspace,
// without its port, in the year from which stemma has given such names.
func (f feedOf) tag(what string) string {
	host := "localhost"
	if u, err := url.Parse(f.base); err == nil && u.Hostname() != "" && !strings.ContainsAny(u.Hostname(), ":,") {
		host = strings.ToLower(u.Hostname())
	}
	return fmt.Sprintf("tag:%s,2026:stemma/%s", host, what)
}

func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// plain is a text on one line, without what XML cannot hold.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// shortened cuts a text to n runes, at a word where it can.
func shortened(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	cut := string([]rune(text)[:n-1])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)/2 {
		cut = cut[:at]
	}
	return cut + "…"
}
