package feed

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
)

// g2Item is a newsItem or a packageItem of NewsML-G2.
type g2Item struct {
	GUID    string `xml:"guid,attr"`
	Version string `xml:"version,attr"`
	Lang    string `xml:"lang,attr"`
	Meta    struct {
		Class          coded  `xml:"itemClass"`
		Provider       coded  `xml:"provider"`
		VersionCreated string `xml:"versionCreated"`
		FirstCreated   string `xml:"firstCreated"`
		PubStatus      coded  `xml:"pubStatus"`
		Title          string `xml:"title"`
	} `xml:"itemMeta"`
	Content struct {
		Created   string   `xml:"contentCreated"`
		Modified  string   `xml:"contentModified"`
		Creators  []coded  `xml:"creator"`
		By        []string `xml:"by"`
		Headlines []string `xml:"headline"`
		Languages []struct {
			Tag string `xml:"tag,attr"`
		} `xml:"language"`
	} `xml:"contentMeta"`
	Set struct {
		XML    []g2Content `xml:"inlineXML"`
		Data   []g2Content `xml:"inlineData"`
		Remote []g2Content `xml:"remoteContent"`
	} `xml:"contentSet"`
	Groups []struct {
		Refs []g2Content `xml:"itemRef"`
	} `xml:"groupSet>group"`
}

// coded is a value that is named by code, by literal or by its name.
type coded struct {
	QCode   string   `xml:"qcode,attr"`
	URI     string   `xml:"uri,attr"`
	Literal string   `xml:"literal,attr"`
	Names   []string `xml:"name"`
}

// code is the value without its scheme: "usable" of "stat:usable".
func (c coded) code() string {
	code := first(c.QCode, c.URI)
	return strings.ToLower(code[strings.LastIndexAny(code, ":/")+1:])
}

// name is the value's name as written for people, else its code.
func (c coded) name() string {
	if len(c.Names) > 0 {
		return plainText(c.Names[0])
	}
	code := first(c.QCode, c.URI)
	return first(plainText(c.Literal), code[strings.LastIndexAny(code, ":/")+1:])
}

// g2Content is a rendition of the content, or a reference to an item.
type g2Content struct {
	Type     string `xml:"contenttype,attr"`
	Encoding string `xml:"encoding,attr"`
	Href     string `xml:"href,attr"`
	Title    string `xml:"title"`
	Text     string `xml:",chardata"`
	Inner    string `xml:",innerxml"`
}

// newsml reads NewsML-G2: items, packages, and messages that hold both.
func (r *reading) newsml(source io.Reader) {
	c := newCutter(source, maxEntry, "newsItem", "packageItem")
	for number := 1; !r.stopped; number++ {
		place := fmt.Sprintf("item %d", number)
		part, err := c.part()
		if !r.goesOn(place, err) {
			return
		}
		if err == nil {
			r.g2Item(place, part)
		}
	}
}

func (r *reading) g2Item(place string, part []byte) {
	var item g2Item
	wrong, err := unmarshal(part, &item)
	if err != nil {
		r.problem(place, "%v", err)
		return
	}
	if wrong != "" && !r.problem(place, "%s", wrong) {
		return
	}
	if status := item.Meta.PubStatus.code(); status != "" && status != "usable" {
		r.problem(place, "its provider says that it is %s (%s): it is not read", status, first(item.GUID, "no guid"))
		return
	}
	for i, group := range item.Groups {
		r.references(fmt.Sprintf("%s, group %d", place, i+1), item, group.Refs)
	}
	if class := item.Meta.Class.code(); len(item.Groups) == 0 && (class == "" || class == "text" || class == "composite") {
		r.g2Text(place, item)
	}
}

// references are the items that a package names by address. What it names by
// guid alone stands in the same message, or nowhere that could be fetched.
func (r *reading) references(place string, item g2Item, refs []g2Content) {
	for i, ref := range refs {
		address, err := r.address(ref.Href)
		if err != nil && !r.problem(place, "%v", err) {
			return
		}
		if address == "" {
			continue
		}
		r.entry(Entry{Address: address, Place: fmt.Sprintf("%s, %d", place, i+1), Title: plainText(ref.Title), Outlet: item.Meta.Provider.name(),
			Language: item.Lang, Container: strings.Contains(ref.Type, "iptc.g2")})
	}
}

// g2Text hands over an item of text.
func (r *reading) g2Text(place string, item g2Item) {
	e := Entry{
		ID: item.GUID, Version: item.Version, Place: place, Outlet: item.Meta.Provider.name(), Language: item.language(),
		Authors:   item.authors(),
		Published: published(first(item.Meta.FirstCreated, item.Content.Created, item.Meta.VersionCreated), nil),
		Updated:   isoDate(first(item.Meta.VersionCreated, item.Content.Modified), nil),
	}
	if len(item.Content.Headlines) > 0 {
		e.Title = plainText(item.Content.Headlines[0])
	}
	err := e.g2Body(item)
	for _, remote := range item.Set.Remote {
		if e.Address == "" {
			e.Address, _ = r.address(permalink(remote.Href))
		}
	}
	e.Title = first(e.Title, plainText(item.Meta.Title))
	if err == nil && e.Data == nil && e.Address == "" {
		err = errors.New("neither a text nor an address: nothing to read")
	}
	if err != nil && !r.problem(place, "%v", err) {
		return
	}
	if e.Data != nil || e.Address != "" {
		r.entry(e)
	}
}

// g2Body takes the first rendition of the content that can be read. The error
// names what could not, when nothing could.
func (e *Entry) g2Body(item g2Item) error {
	var unread error
	for _, c := range item.Set.XML {
		switch root := strings.ToLower(rootName(c.Inner)); root {
		case "nitf", "body.content":
			told := nitf([]byte(c.Inner))
			e.Data, e.Title = []byte(told.html), first(e.Title, told.title)
			if len(e.Authors) == 0 {
				e.Authors = byline(told.byline)
			}
		case "html", "body", "div", "section", "article", "p":
			e.Data = []byte(c.Inner)
		default:
			unread = fmt.Errorf("inlineXML of <%s> is not read: NITF and XHTML are", root)
			continue
		}
		e.ContentType, e.Full = htmlType, true
		return nil
	}
	for _, c := range item.Set.Data {
		data, err := c.data()
		if err != nil {
			unread = err
			continue
		}
		e.Data, e.ContentType, e.Full = data, plainType, true
		if strings.Contains(strings.ToLower(c.Type), "html") {
			e.ContentType = htmlType
		}
		return nil
	}
	return unread
}

// data is an inlineData's text.
func (c g2Content) data() ([]byte, error) {
	media := strings.ToLower(c.Type)
	if media != "" && !strings.HasPrefix(media, "text/") && !strings.Contains(media, "html") {
		return nil, fmt.Errorf("inlineData of type %.60q is not read: texts are", c.Type)
	}
	if strings.Contains(strings.ToLower(c.Encoding), "base64") {
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(c.Text), ""))
		if err != nil {
			return nil, fmt.Errorf("inlineData is not the base64 that it says it is: %w", err)
		}
		return data, nil
	}
	return []byte(c.Text), nil
}

func (i g2Item) language() string {
	if len(i.Content.Languages) > 0 {
		return first(i.Content.Languages[0].Tag, i.Lang)
	}
	return i.Lang
}

// authors are those of the by-line, else the creators.
func (i g2Item) authors() []string {
	var names []string
	for _, line := range i.Content.By {
		names = append(names, byline(line)...)
	}
	if len(names) > 0 {
		return names
	}
	for _, c := range i.Content.Creators {
		if len(c.Names) > 0 || c.Literal != "" {
			names = append(names, c.name())
		}
	}
	return names
}
