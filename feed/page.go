package feed

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// response hands over the page of an HTTP response, or what there is of one
// that is cut off.
func (a *archive) response(head record, block []byte, whole bool) {
	place := a.place()
	status, fields, body := splitHTTP(block)
	if status != "200" && status != "203" || !isPage(first(fields["content-type"], head.payload), body) {
		return
	}
	if head.cut != "" && !a.problem(place, "%s: the crawler cut it off (%s)", head.target, head.cut) {
		return
	}
	body, err := decoded(body, fields)
	if err != nil {
		a.problem(place, "%s: %v", head.target, err)
		return
	}
	address, err := a.address(head.target)
	if err != nil {
		a.problem(place, "%v", err)
		return
	}
	if len(bytes.TrimSpace(body)) > 0 {
		a.entry(Entry{Address: address, ID: head.id, Place: place, Data: body, ContentType: fields["content-type"], Full: whole && head.cut == ""})
	}
}

// splitHTTP parts a response into its status, its fields and its body; status is
// "" when it is no HTTP response.
func splitHTTP(block []byte) (status string, fields map[string]string, body []byte) {
	end, length := bytes.Index(block, []byte("\r\n\r\n")), 4
	if bare := bytes.Index(block, []byte("\n\n")); bare >= 0 && (end < 0 || bare < end) {
		end, length = bare, 2
	}
	if end < 0 || end > maxRecordHead || !bytes.HasPrefix(block, []byte("HTTP/")) {
		return "", nil, nil
	}
	lines := strings.Split(string(block[:end]), "\n")
	if words := strings.Fields(lines[0]); len(words) > 1 {
		status = words[1]
	}
	fields = map[string]string{}
	for _, line := range lines[1:] {
		name, value, found := strings.Cut(line, ":")
		if name = strings.ToLower(strings.TrimSpace(name)); found && fields[name] == "" {
			fields[name] = strings.TrimSpace(value)
		}
	}
	return status, fields, block[end+length:]
}

// isPage reports whether a body is a page or a text, by its type, and by its
// bytes where there is none.
func isPage(contentType string, body []byte) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(contentType)), ";")
	}
	switch media {
	case "text/html", "application/xhtml+xml", "text/plain":
		return true
	case "":
		return strings.HasPrefix(http.DetectContentType(body[:min(len(body), 512)]), "text/html")
	}
	return false
}

// decoded takes off a body what HTTP put around it. The bytes are believed, not
// the headers: archives keep the headers of a body that they have decoded.
func decoded(body []byte, fields map[string]string) ([]byte, error) {
	if strings.Contains(strings.ToLower(fields["transfer-encoding"]), "chunked") {
		body = unchunked(body)
	}
	encoding := strings.ToLower(fields["content-encoding"])
	for range 3 { // some servers compress twice
		inner, err := inflatedBody(body, encoding)
		if err != nil || inner == nil {
			return body, err
		}
		body = inner
	}
	return body, nil
}

// unchunked joins a body's chunks; one without chunks stays, and of one that
// breaks off what came before does.
func unchunked(body []byte) []byte {
	var joined []byte
	for rest := body; ; {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		digits, _, _ := strings.Cut(strings.TrimSpace(string(line[:min(len(line), 64)])), ";")
		size, err := strconv.ParseUint(strings.TrimSpace(digits), 16, 31)
		if err != nil || !found {
			if joined == nil {
				return body
			}
			return joined
		}
		n := min(int(size), len(after))
		joined = append(joined, after[:n]...)
		if size == 0 || n < int(size) {
			return joined
		}
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after[n:], []byte("\r")), []byte("\n"))
	}
}

// inflatedBody is what a compressed body holds; nil when it is not compressed.
func inflatedBody(body []byte, encoding string) ([]byte, error) {
	var z io.Reader
	var err error
	switch {
	case isGzip(body):
		z, err = gzip.NewReader(bytes.NewReader(body))
	case bytes.HasPrefix(body, zstdMagic):
		var d *zstd.Decoder
		if d, err = zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxEntry)); err == nil {
			defer d.Close()
			z = d
		}
	case strings.Contains(encoding, "deflate") && !isText(body):
		if z, err = zlib.NewReader(bytes.NewReader(body)); err != nil { // some servers leave zlib's header out
			z, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	case encoding != "" && encoding != "identity" && !isText(body):
		return nil, fmt.Errorf("its encoding %.40q is not read: gzip, deflate and zstd are", encoding)
	default:
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("its compressed body is damaged: %w", err)
	}
	return readInflated(z, len(body))
}

// readInflated reads what a body of so many bytes swells to. A body that is cut
// off is kept as far as it goes.
func readInflated(z io.Reader, size int) ([]byte, error) {
	var b bytes.Buffer
	most := min(maxEntry, maxRatio*size+64<<10)
	_, err := b.ReadFrom(io.LimitReader(bufio.NewReader(z), int64(most)+1))
	switch {
	case b.Len() > most:
		return nil, fmt.Errorf("its compressed body swells to more than %d bytes: no report has as many", most)
	case err != nil && (b.Len() == 0 || !errors.Is(err, io.ErrUnexpectedEOF)):
		return nil, fmt.Errorf("its compressed body is damaged: %w", err)
	}
	return b.Bytes(), nil
}

// isText reports whether a body's first bytes are text in UTF-8 or the like of
// HTML, and so not compressed.
func isText(body []byte) bool {
	head := body[:min(len(body), 512)]
	if bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	for trimmed := range 4 { // a character may be cut in two
		if utf8.Valid(head[:max(0, len(head)-trimmed)]) {
			return true
		}
	}
	return bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(head)), []byte("<"))
}
