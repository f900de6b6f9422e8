package feed

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// A compressed stream may swell to maxRatio times its size over any stretch of
// swellStretch bytes. Pages and feeds reach 50; gzip can be made to reach 1000,
// zstd far more.
const (
	maxRatio     = 200
	swellStretch = 16 << 20
)

// errBomb is a compressed stream that swells beyond measure.
var errBomb = fmt.Errorf("it swells to more than %d times its compressed size: no news does", maxRatio)

func isGzip(head []byte) bool { return bytes.HasPrefix(head, []byte{0x1f, 0x8b, 0x08}) }

// isZstd knows frames, and the skippable frame that holds a WARC's dictionary.
func isZstd(head []byte) bool {
	return bytes.HasPrefix(head, zstdMagic) || bytes.HasPrefix(head, dictionaryMagic)
}

// inflated is the stream itself, or what it holds when it is gzipped.
func inflated(source io.Reader) (io.Reader, error) {
	in := &counter{r: source}
	buffered := bufio.NewReaderSize(in, sniffed)
	head, err := buffered.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if !isGzip(head) {
		return buffered, nil
	}
	z, err := gzip.NewReader(buffered)
	if err != nil {
		return nil, fmt.Errorf("damaged gzip: %w", err)
	}
	return &gauge{r: z, in: in}, nil
}

// counter counts the bytes that pass.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// gauge watches how far a compressed stream swells.
type gauge struct {
	r         io.Reader
	in        *counter
	out, mark int64 // bytes given since the mark; bytes taken at the mark
}

func (g *gauge) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if g.swollen(n) {
		return 0, errBomb
	}
	return n, err
}

// swollen counts n bytes more and reports whether that is too many.
func (g *gauge) swollen(n int) bool {
	if g.out += int64(n); g.out < swellStretch {
		return false
	}
	swollen := g.out > maxRatio*(g.in.n-g.mark)
	g.out, g.mark = 0, g.in.n
	return swollen
}

// utf8Text is an XML stream in UTF-8: by its byte order mark, else by its
// declaration. An unknown label is taken for UTF-8.
func utf8Text(source io.Reader) io.Reader {
	buffered := bufio.NewReaderSize(source, sniffed)
	head, _ := buffered.Peek(1024) // an error comes again when it is read
	if wide := wideXML(head); wide != "" {
		r, _ := charset.NewReaderLabel(wide, buffered)
		return r
	}
	label := declared(head)
	if e, name := charset.Lookup(label); e != nil && name != "utf-8" && name != "utf-16le" && name != "utf-16be" {
		return transform.NewReader(buffered, e.NewDecoder())
	}
	return transform.NewReader(buffered, unicode.BOMOverride(transform.Nop))
}

// wideXML names the UTF-16 of an XML stream, by its mark or its first "<".
func wideXML(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{'<', 0}):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}), bytes.HasPrefix(head, []byte{0, '<'}):
		return "utf-16be"
	}
	return ""
}

// declared is the encoding that an XML declaration names, or "".
func declared(head []byte) string {
	head = bytes.TrimLeft(head, " \t\r\n\ufeff")
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	declaration, _, _ := strings.Cut(string(head), "?>")
	_, value, found := strings.Cut(declaration, "encoding")
	value = strings.TrimLeft(value, " \t\r\n=")
	if !found || value == "" {
		return ""
	}
	name, _, _ := strings.Cut(value[1:], value[:1])
	return name
}

// utf8Head is the head of a file in UTF-8, for telling its kind.
func utf8Head(data []byte) []byte {
	if wide := wideXML(data); wide != "" {
		if r, err := charset.NewReaderLabel(wide, bytes.NewReader(data)); err == nil {
			text, _ := io.ReadAll(r)
			return text
		}
	}
	return bytes.TrimPrefix(data, []byte("\ufeff"))
}

// valid makes a part's bytes characters that XML allows. Bytes that are not the
// UTF-8 they were said to be are Windows-1252 where no character of UTF-8 stands
// among them; otherwise they are U+FFFD, and that is said.
func valid(part []byte) (text []byte, wrong string) {
	if !utf8.Valid(part) {
		if hasUTF8(part) {
			wrong = "broken utf-8: bytes that are no character were replaced by U+FFFD"
			part = bytes.ToValidUTF8(part, []byte("\ufffd"))
		} else if decoded, err := charmap.Windows1252.NewDecoder().Bytes(part); err == nil {
			part = decoded
		}
	}
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, part), wrong
}

// hasUTF8 reports whether a character of more than one byte stands in data.
func hasUTF8(data []byte) bool {
	for len(data) > 0 {
		_, size := utf8.DecodeRune(data)
		if size > 1 {
			return true
		}
		data = data[size:]
	}
	return false
}
