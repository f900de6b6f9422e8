package feed

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// story is an item of ninjs. Go matches names whatever their case, which covers
// 1.x (byline, headline, body_xhtml), 2.x (by, headlines, bodies) and 3.x
// (the same in camel case).
type story struct {
	URI             string       `json:"uri"`
	GUID            string       `json:"guid"` // Superdesk's writing of uri
	Type            string       `json:"type"`
	Version         looseString  `json:"version"`
	PubStatus       string       `json:"pubstatus"`
	FirstCreated    string       `json:"firstcreated"`
	ContentCreated  string       `json:"contentcreated"`
	VersionCreated  string       `json:"versioncreated"`
	Language        string       `json:"language"`
	CopyrightHolder string       `json:"copyrightholder"`
	Provider        looseString  `json:"provider"`
	Source          looseString  `json:"source"`
	Byline          string       `json:"byline"`
	By              string       `json:"by"`
	Headline        string       `json:"headline"`
	Title           string       `json:"title"`
	Headlines       []told       `json:"headlines"`
	BodyXHTML       string       `json:"body_xhtml"`
	BodyHTML        string       `json:"body_html"`
	BodyText        string       `json:"body_text"`
	Bodies          []told       `json:"bodies"`
	DescriptionHTML string       `json:"description_html"`
	DescriptionText string       `json:"description_text"`
	Descriptions    []told       `json:"descriptions"`
	Associations    associations `json:"associations"`
}

// told is a headline, body or description in one of its roles.
type told struct {
	Role        string `json:"role"`
	ContentType string `json:"contenttype"`
	Value       string `json:"value"`
}

// looseString is a value that some providers write as a number.
type looseString string

func (s *looseString) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) != nil {
		if text = string(data); strings.ContainsAny(text[:1], "{[n") {
			text = ""
		}
	}
	*s = looseString(text)
	return nil
}

// associations are the items that belong to one: an object of them in 1.x, a
// list since 2.0.
type associations []json.RawMessage

func (a *associations) UnmarshalJSON(data []byte) error {
	var named map[string]json.RawMessage
	if json.Unmarshal(data, (*[]json.RawMessage)(a)) != nil && json.Unmarshal(data, &named) == nil {
		for _, key := range slices.Sorted(maps.Keys(named)) {
			*a = append(*a, named[key])
		}
	}
	return nil
}

// ninjs reads stories in JSON.
func (r *reading) ninjs(source io.Reader) {
	r.values(source, func(place string, value []byte) { r.story(place, value, 0) })
	if r.entries == 0 && r.problems == 0 {
		r.problem("", "no entry in it: is it a container of the kind %s?", r.kind)
	}
}

// maxWithin is how deep packages may hold packages.
const maxWithin = 8

// story hands over an item and the items that it holds.
func (r *reading) story(place string, value []byte, depth int) {
	var s story
	if err := json.Unmarshal(value, &s); err != nil {
		r.problem(place, "no ninjs item: %v", wrongType(err))
		return
	}
	if status := strings.ToLower(s.PubStatus); status != "" && status != "usable" {
		r.problem(place, "its provider says that it is %s (%s): it is not read", s.PubStatus, first(s.URI, s.GUID, "no uri"))
		return
	}
	switch e := r.told(place, s); {
	case e.Data != nil, e.Address != "" && (s.Type == "" || s.Type == "text"):
		r.entry(e)
	case s.Type == "" || s.Type == "text":
		r.problem(place, "neither a body nor an address: nothing to read")
	}
	if depth < maxWithin {
		for i, item := range s.Associations {
			r.story(fmt.Sprintf("%s, associated %d", place, i+1), item, depth+1)
		}
	} else if len(s.Associations) > 0 {
		r.problem(place, "packages are nested too deep (limit %d): the innermost are not read", maxWithin)
	}
}

// told makes an entry of an item. What is no text has no body here.
func (r *reading) told(place string, s story) Entry {
	e := Entry{
		Place: place, ID: first(s.URI, s.GUID), Version: string(s.Version), Language: s.Language,
		Title:     plainText(first(mainly(s.Headlines), s.Headline, s.Title)),
		Outlet:    plainText(first(string(s.Provider), string(s.Source), s.CopyrightHolder)),
		Authors:   byline(first(s.By, s.Byline)),
		Published: published(first(s.FirstCreated, s.ContentCreated, s.VersionCreated), nil),
		Updated:   isoDate(s.VersionCreated, nil),
	}
	e.Address, _ = r.address(permalink(e.ID))
	if s.Type != "" && s.Type != "text" && s.Type != "composite" {
		return e
	}
	e.setBody(true, s.Bodies, first(s.BodyXHTML, s.BodyHTML), s.BodyText)
	if e.Data == nil {
		e.setBody(false, s.Descriptions, s.DescriptionHTML, s.DescriptionText)
	}
	return e
}

// setBody takes the marked-up body before the plain one: it has its paragraphs.
func (e *Entry) setBody(full bool, bodies []told, marked, plain string) {
	for _, b := range bodies {
		media := strings.ToLower(first(b.ContentType, b.Role))
		switch {
		case strings.Contains(media, "nitf") && marked == "":
			marked = nitf([]byte(b.Value)).html
		case strings.Contains(media, "html") && marked == "":
			marked = b.Value
		case plain == "" && !strings.Contains(media, "nitf") && !strings.Contains(media, "html"):
			plain = b.Value
		}
	}
	switch {
	case strings.TrimSpace(marked) != "":
		e.Data, e.ContentType, e.Full = []byte(marked), htmlType, full
	case strings.TrimSpace(plain) != "":
		e.Data, e.ContentType, e.Full = []byte(plain), plainType, full
	}
}

// mainly is the main headline, else the first.
func mainly(headlines []told) string {
	for _, h := range headlines {
		if strings.EqualFold(h.Role, "main") || h.Role == "" {
			return h.Value
		}
	}
	if len(headlines) > 0 {
		return headlines[0].Value
	}
	return ""
}

// byline is the names of a line such as "By Ana Lind and Bo Ek", which stays one
// name when it cannot be told where they part.
func byline(line string) []string {
	line = plainText(line)
	if len(line) > 3 && strings.EqualFold(line[:3], "by ") {
		line = line[3:]
	}
	var names []string
	for _, name := range strings.Split(strings.ReplaceAll(line, " and ", ";"), ";") {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}
