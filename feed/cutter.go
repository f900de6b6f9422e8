package feed

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// cutter cuts elements out of a stream of XML by their tags alone, without
// parsing what is in them. encoding/xml gives up for good at the first mistake;
// a part that is cut out first can be wrong without harm to its neighbours, and
// a stream of any length takes the memory of one part.
type cutter struct {
	in     *bufio.Reader
	wanted []string // the elements' local names; they never stand within one another
	most   int      // bytes of one part

	root   token        // the root element's start tag
	head   bytes.Buffer // what stands between it and the first part
	inBody bool         // the first part has been reached
	next   token        // a start tag read too far
	raw    []byte       // the tag read last
}

// Limits on what is kept beside the parts.
const (
	maxTag  = 64 << 10  // bytes of one tag
	maxHead = 256 << 10 // bytes before the first part; a longer head is dropped
)

type tokenKind int

const (
	other tokenKind = iota // text, a comment, CDATA, an instruction, a directive
	startTag
	endTag
	emptyTag  // <a/>
	brokenTag // another begins before it ends
)

type token struct {
	kind tokenKind
	name string // as written, with its prefix
	raw  []byte // of tags; it holds until the next token
}

// held is the token for longer than until the next.
func (t token) held() token {
	t.raw = bytes.Clone(t.raw)
	return t
}

// errDamage is a part that is broken or too long; the stream goes on behind it.
type errDamage struct{ what string }

func (e errDamage) Error() string { return e.what }

func damaged(format string, args ...any) error { return errDamage{fmt.Sprintf(format, args...)} }

func newCutter(source io.Reader, most int, wanted ...string) *cutter {
	return &cutter{in: bufio.NewReaderSize(utf8Text(source), sniffed), wanted: wanted, most: most}
}

// part is the next wanted element with its tags. The error is errDamage when
// one was lost, io.EOF at the end, or the stream's own.
func (c *cutter) part() ([]byte, error) {
	start, err := c.start()
	if err != nil {
		return nil, err
	}
	kept := &keeper{most: c.most}
	kept.Write(start.raw)
	for start.kind != emptyTag {
		t, err := c.token(kept)
		switch {
		case errors.Is(err, io.EOF):
			return nil, damaged("it is cut off: the container ends within it")
		case err != nil:
			return nil, err
		case t.kind == startTag && c.wants(t.name):
			c.next = t.held()
			return nil, damaged("<%s> is not closed before the next begins", start.name)
		}
		kept.Write(t.raw)
		if t.kind == endTag && t.name == start.name {
			break
		}
	}
	if kept.over {
		return nil, damaged("it has more than %d bytes: no report has; left out", c.most)
	}
	return kept.buf.Bytes(), nil
}

// start reads to the next start tag of a wanted element, and keeps the head.
func (c *cutter) start() (token, error) {
	if t := c.next; t.raw != nil {
		c.next = token{}
		return t, nil
	}
	var head *keeper
	if !c.inBody {
		head = &keeper{most: maxHead}
	}
	for {
		t, err := c.token(head)
		if err != nil {
			return token{}, err
		}
		switch {
		case (t.kind == startTag || t.kind == emptyTag) && c.wants(t.name):
			if head != nil && !head.over {
				c.head = head.buf
			}
			if c.root.raw == nil {
				c.root = t.held()
			}
			c.inBody = true
			return t, nil
		case t.kind == brokenTag && c.wants(t.name) && bytes.HasPrefix(t.raw[1:], []byte(t.name)):
			return token{}, damaged("its tag <%s> is not closed", t.name)
		case t.kind == startTag && c.root.raw == nil:
			c.root = t.held()
			head = &keeper{most: maxHead}
		default:
			head.Write(t.raw)
		}
	}
}

// wants reports whether an element is wanted: by its local name, with no prefix,
// the root's, or the one that the root binds to RSS 1.0, so that another
// vocabulary's <media:item> is not taken for one.
func (c *cutter) wants(name string) bool {
	prefix, bare, found := strings.Cut(name, ":")
	if !found {
		prefix, bare = "", name
	}
	if !slices.ContainsFunc(c.wanted, func(w string) bool { return strings.EqualFold(w, bare) }) {
		return false
	}
	rootPrefix, _, _ := strings.Cut(c.root.name, ":")
	return prefix == "" || prefix == rootPrefix || c.root.raw == nil ||
		bytes.Contains(c.root.raw, []byte("xmlns:"+prefix+`="http://purl.org/rss/1.0/"`))
}

// local is a name without its prefix.
func local(name string) string {
	if _, bare, found := strings.Cut(name, ":"); found {
		return bare
	}
	return name
}

// token reads one token. Text, comments, CDATA and instructions go to kept (nil:
// nowhere); tags are returned.
func (c *cutter) token(kept *keeper) (token, error) {
	for {
		text, err := c.in.ReadSlice('<')
		if err == nil {
			kept.Write(text[:len(text)-1])
			break
		}
		kept.Write(text)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return token{}, err
		}
	}
	next, _ := c.in.Peek(8)
	if len(next) == 0 || next[0] != '!' && next[0] != '?' {
		return c.tag()
	}
	for _, bracket := range brackets {
		if bytes.HasPrefix(next, []byte(bracket.open)) {
			kept.Write([]byte("<"))
			return token{}, c.through(bracket.close, kept)
		}
	}
	return c.tag()
}

// brackets are the pieces of XML within which a "<" means nothing. A directive
// ends at the first ">": an internal DTD subset is not understood, and its
// entities never are.
var brackets = []struct{ open, close string }{{"!--", "-->"}, {"![CDATA[", "]]>"}, {"?", "?>"}, {"!", ">"}}

// through reads up to and with the closing bracket.
func (c *cutter) through(bracket string, kept *keeper) error {
	last := bracket[len(bracket)-1]
	var tail []byte
	for {
		text, err := c.in.ReadSlice(last)
		kept.Write(text)
		tail = append(tail, text[max(0, len(text)-3):]...)
		tail = tail[max(0, len(tail)-3):]
		switch {
		case err == nil && bytes.HasSuffix(tail, []byte(bracket)):
			return nil
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
}

// tag reads a tag behind its "<". A "<" within it is a mistake in XML, even in
// quotes: the tag is taken to end there, so that a missing quote or bracket
// costs one part and not the rest.
func (c *cutter) tag() (token, error) {
	c.raw = append(c.raw[:0], '<')
	var quote byte
	for {
		if _, err := c.in.Peek(1); err != nil {
			return token{}, err
		}
		window, _ := c.in.Peek(c.in.Buffered()) // what is buffered can be peeked at
		n, whole, broken := tagEnd(window, &quote)
		c.raw = append(c.raw, window[:n]...)
		_, _ = c.in.Discard(n)
		switch {
		case broken || len(c.raw) > maxTag:
			return token{kind: brokenTag, name: tagOf(append(c.raw, '>')).name, raw: c.raw}, nil
		case whole:
			return tagOf(c.raw), nil
		}
	}
}

// tagEnd is how many bytes of window belong to a tag, and whether it ends with
// them, wholly or broken off. quote is the quotation mark that is open.
func tagEnd(window []byte, quote *byte) (n int, whole, broken bool) {
	for i, b := range window {
		switch {
		case b == '<':
			return i, false, true
		case *quote != 0:
			if b == *quote {
				*quote = 0
			}
		case b == '"' || b == '\'':
			*quote = b
		case b == '>':
			return i + 1, true, false
		}
	}
	return len(window), false, false
}

// tagOf tells what a whole tag is.
func tagOf(raw []byte) token {
	inner := raw[1 : len(raw)-1]
	t := token{kind: startTag, raw: raw}
	switch {
	case bytes.HasPrefix(inner, []byte("/")):
		t.kind, inner = endTag, inner[1:]
	case bytes.HasSuffix(inner, []byte("/")):
		t.kind, inner = emptyTag, inner[:len(inner)-1]
	}
	end := bytes.IndexAny(inner, " \t\r\n/")
	if end < 0 {
		end = len(inner)
	}
	if t.name = string(inner[:end]); t.name == "" {
		t.kind = other
	}
	return t
}

// keeper keeps what is written to it up to a limit; a nil one keeps nothing.
type keeper struct {
	buf  bytes.Buffer
	most int
	over bool
}

func (k *keeper) Write(p []byte) {
	switch {
	case k == nil || k.over:
	case k.buf.Len()+len(p) > k.most:
		k.over = true
		k.buf = bytes.Buffer{}
	default:
		k.buf.Write(p)
	}
}
