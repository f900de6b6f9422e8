package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits on a part's structure. The parsers behind them recurse by depth, copy
// the name spaces in scope for each element that declares one, and join an
// element's pieces of text one by one; within these limits all of that is cheap.
const (
	maxDepth      = 200
	maxTokens     = 10_000 // of one RSS or Atom item
	maxAttributes = 200    // of one element
	maxSpaces     = 500    // declarations of name spaces
)

// shape is what a walk over a part's tokens tells.
type shape struct {
	most   int // tokens allowed; 0: any number
	tokens int
	spaces int
	open   []element
	base   string // the outermost xml:base
	edits  []edit
}

// element is an open element and where its start tag stands.
type element struct {
	name     string
	from, to int
	html     bool // its type says that it holds HTML
}

// edit hides something in a tag from gofeed.
type edit struct {
	from, to   int
	what, with string
}

// walk checks that a part is well-formed, apart from entities that nobody
// declared, and within the limits.
func (s *shape) walk(part []byte) error {
	d := xml.NewDecoder(bytes.NewReader(part))
	d.Strict = false
	for {
		from := int(d.InputOffset())
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return s.whole()
		}
		if err != nil {
			return plainly(err)
		}
		if s.tokens++; s.most > 0 && s.tokens > s.most {
			return fmt.Errorf("it has more than %d elements and pieces of text: no report has", s.most)
		}
		if err := s.step(t); err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok {
			s.hide(start, from, int(d.InputOffset()))
		}
	}
}

func (s *shape) step(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		s.open = append(s.open, element{name: qualified(t.Name)})
		for _, a := range t.Attr {
			if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
				s.spaces++
			}
		}
		if len(s.open) > maxDepth || len(t.Attr) > maxAttributes || s.spaces > maxSpaces {
			return fmt.Errorf("its elements are nested too deep or have too many attributes (limit %d): no report has that", maxDepth)
		}
	case xml.EndElement:
		if len(s.open) == 0 || s.open[len(s.open)-1].name != qualified(t.Name) {
			return fmt.Errorf("not well-formed: </%s> closes nothing", qualified(t.Name))
		}
		s.open = s.open[:len(s.open)-1]
	}
	return nil
}

func (s *shape) whole() error {
	if n := len(s.open); n > 0 {
		return fmt.Errorf("not well-formed: <%s> is never closed", s.open[n-1].name)
	}
	return nil
}

// hide notes what gofeed must not see in the start tag of the innermost element:
// an xml:base, and a type of HTML above elements. Either makes it build the
// text's HTML tree, which a few kilobytes can make to have millions of nodes;
// ingest has guards against that, and needs neither.
func (s *shape) hide(t xml.StartElement, from, to int) {
	last := len(s.open) - 1
	s.open[last].from, s.open[last].to = from, to
	for _, a := range t.Attr {
		switch {
		case a.Name.Space != "" && a.Name.Local == "base": // any prefix can be bound to XML's name space
			if a.Name.Space == "xml" {
				s.base = first(s.base, a.Value)
			}
			s.edits = append(s.edits, edit{from, to, ":base", ":bas_"})
		case a.Name.Local == "type":
			s.open[last].html = strings.Contains(strings.ToLower(a.Value), "html")
		}
	}
	if last > 0 && s.open[last-1].html {
		parent := &s.open[last-1]
		parent.html = false
		s.edits = append(s.edits, edit{parent.from, parent.to, "type", "kind"})
	}
}

// hidden is the part with the edits made, none of which changes its length.
func (s *shape) hidden(part []byte) []byte {
	if len(s.edits) == 0 {
		return part
	}
	part = bytes.Clone(part)
	for _, e := range s.edits {
		copy(part[e.from:e.to], bytes.ReplaceAll(part[e.from:e.to], []byte(e.what), []byte(e.with)))
	}
	return part
}

// closers are the end tags that a cut-off piece of XML lacks.
func closers(piece []byte) []byte {
	var s shape
	d := xml.NewDecoder(bytes.NewReader(piece))
	d.Strict = false
	for {
		t, err := d.RawToken()
		if err != nil || s.step(t) != nil {
			break
		}
	}
	var b bytes.Buffer
	for i := len(s.open) - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "</%s>", s.open[i].name)
	}
	return b.Bytes()
}

func qualified(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

// unmarshal decodes one part, as leniently as encoding/xml can, behind a check
// of its shape: encoding/xml has no entities but those of XML and, here, HTML's.
func unmarshal(part []byte, into any) (wrong string, err error) {
	part, wrong = valid(part)
	if err := new(shape).walk(part); err != nil {
		return wrong, err
	}
	d := xml.NewDecoder(bytes.NewReader(part))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	return wrong, plainly(d.Decode(into))
}

// plainly leaves a line number out of a syntax error: it counts from the part's
// beginning, which nobody sees.
func plainly(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("not well-formed: %s", syntax.Msg)
	}
	return err
}
