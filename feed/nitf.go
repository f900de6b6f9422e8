package feed

import (
	"bytes"
	"encoding/xml"
	"html"
	"strings"
)

// nitfText is what is taken of an article in NITF, the News Industry Text Format.
type nitfText struct {
	html, title, byline string
}

// nitfTags are the elements of NITF that HTML has, under HTML's names. Others
// are taken off and their text stays.
var nitfTags = map[string]string{
	"p": "p", "hl2": "h2", "ul": "ul", "ol": "ol", "li": "li", "dl": "dl", "dt": "dt", "dd": "dd", "bq": "blockquote", "block": "div",
	"table": "table", "tr": "tr", "td": "td", "th": "th", "br": "br", "em": "em", "pre": "pre", "dateline": "p",
}

// nitfSilent are elements whose text is not the article's.
var nitfSilent = map[string]bool{"head": true, "media": true, "body.end": true, "note": true, "series": true, "tobject": true, "rights": true}

// nitf makes HTML of NITF: headline, dateline and body, each paragraph one.
func nitf(source []byte) nitfText {
	d := xml.NewDecoder(bytes.NewReader(source))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	w := nitfWriter{within: map[string]int{}}
	for {
		t, err := d.RawToken()
		if err != nil {
			break
		}
		w.token(t)
	}
	return nitfText{html: w.body.String(), title: plainText(w.title.String()), byline: plainText(w.byline.String())}
}

// nitfWriter walks an article. It counts the open elements by name, so that a
// deep pile of them costs no more than a flat row.
type nitfWriter struct {
	body          bytes.Buffer
	title, byline strings.Builder
	open          []string
	within        map[string]int
	silent        int
}

func (w *nitfWriter) token(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		name := strings.ToLower(t.Name.Local)
		w.open = append(w.open, name)
		w.count(name, 1)
		w.tag("<", name)
	case xml.EndElement:
		if last := len(w.open) - 1; last >= 0 {
			w.tag("</", w.open[last])
			w.count(w.open[last], -1)
			w.open = w.open[:last]
		}
	case xml.CharData:
		w.text(string(t))
	}
}

func (w *nitfWriter) count(name string, n int) {
	w.within[name] += n
	if nitfSilent[name] {
		w.silent += n
	}
}

// tag writes an element's tag, when HTML has it.
func (w *nitfWriter) tag(bracket, name string) {
	tag := nitfTags[name]
	if tag != "" && w.within["hl1"] == 0 && w.within["byline"] == 0 && w.silent == 0 && (tag != "br" || bracket == "<") {
		w.body.WriteString(bracket + tag + ">")
	}
}

func (w *nitfWriter) text(text string) {
	switch {
	case w.silent > 0:
	case w.within["hl1"] > 0:
		w.title.WriteString(text)
	case w.within["byline"] > 0:
		w.byline.WriteString(text)
	default:
		w.body.WriteString(html.EscapeString(text))
		if w.within["dateline"] > 0 { // its parts stand side by side without a space
			w.body.WriteString(" ")
		}
	}
}

// rootName is the local name of the first element in a piece of XML.
func rootName(piece string) string {
	d := xml.NewDecoder(strings.NewReader(piece))
	d.Strict = false
	for {
		t, err := d.RawToken()
		if err != nil {
			return ""
		}
		if start, ok := t.(xml.StartElement); ok {
			return start.Name.Local
		}
	}
}
