package ingest

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
)

// A kind says how an input is read. Kinds other than the four below are the
// names of what is not text, as a problem prints them.
type kind string

const (
	kindEmpty kind = "empty"
	kindText  kind = "text"
	kindHTML  kind = "html"
	kindLines kind = "json lines"
)

// sniff tells an input's kind from its first bytes, then from its name and
// content type: content is trusted over labels.
func sniff(raw Raw) kind {
	data := raw.Data
	if len(data) == 0 {
		return kindEmpty
	}
	head := data[:min(len(data), 4096)]
	if wideEncoding(head) == "" {
		if name := binary(head); name != "" {
			return name
		}
	}
	text := strings.ToLower(strings.TrimLeft(string(plainHead(head)), " \t\r\n\f\ufeff"))
	extension := strings.ToLower(filepath.Ext(raw.Path))
	switch {
	case text == "" && len(data) <= len(head):
		return kindText // white space only: named there
	case strings.HasPrefix(text, "{") && startsObject(text), strings.HasPrefix(text, "[") && startsObject(strings.TrimLeft(text[1:], " \t\r\n")):
		return kindLines
	case looksHTML(text):
		return kindHTML
	case extension == ".jsonl" || extension == ".ndjson" || extension == ".json":
		return kindLines
	case strings.HasPrefix(raw.ContentType, "text/html"), strings.HasPrefix(raw.ContentType, "application/xhtml"):
		return kindHTML
	case (extension == ".html" || extension == ".htm" || extension == ".xhtml") && strings.Contains(text, "<"):
		return kindHTML
	}
	return kindText
}

// startsObject reports whether text begins as a JSON object with a key.
func startsObject(text string) bool {
	if !strings.HasPrefix(text, "{") {
		return false
	}
	rest := strings.TrimLeft(text[1:], " \t\r\n")
	return strings.HasPrefix(rest, `"`) && strings.Contains(rest, `":`) || strings.HasPrefix(rest, `"`) && strings.Contains(rest, `" :`)
}

// looksHTML reports whether lower-cased text begins as a page does.
func looksHTML(text string) bool {
	for strings.HasPrefix(text, "<!--") {
		_, after, found := strings.Cut(text, "-->")
		if !found {
			return true
		}
		text = strings.TrimLeft(after, " \t\r\n")
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<script", "<div", "<article", "<p>", "<p ", "<h1", "<link", "<section", "<main", "<span", "<table", "<ul", "<blockquote"} {
		if strings.HasPrefix(text, tag) {
			return true
		}
	}
	return strings.HasPrefix(text, "<?xml") && strings.Contains(text, "<html")
}

// binary names what is not text, or "".
func binary(head []byte) kind {
	if bytes.HasPrefix(head, []byte("%PDF-")) {
		return "a PDF file"
	}
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		return "a gzip archive"
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return "a zip archive (or an office document)"
	}
	media, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch family, _, _ := strings.Cut(media, "/"); family {
	case "image", "audio", "video", "font":
		return kind(fmt.Sprintf("a file of type %s", media))
	}
	control := 0
	for _, b := range head {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b {
			control++
		}
	}
	if bytes.IndexByte(head, 0) >= 0 && control*50 > len(head) || control*10 > len(head) {
		return "binary data"
	}
	return ""
}

// wideEncoding names the UTF-16 or UTF-32 that the bytes are in, by byte order
// mark or by the zero bytes that text of mostly ASCII has there; "" for neither.
func wideEncoding(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe, 0, 0}):
		return "utf-32le"
	case bytes.HasPrefix(head, []byte{0, 0, 0xfe, 0xff}):
		return "utf-32be"
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return "utf-16be"
	}
	var zero [2]int
	var printable [2]int
	for i, b := range head {
		if b == 0 {
			zero[i%2]++
		} else if b >= 0x20 && b < 0x7f || b == '\n' || b == '\r' || b == '\t' {
			printable[i%2]++
		}
	}
	pairs := len(head) / 2
	switch {
	case pairs < 8:
	case zero[1]*10 > pairs*8 && printable[0]*10 > pairs*8:
		return "utf-16le"
	case zero[0]*10 > pairs*8 && printable[1]*10 > pairs*8:
		return "utf-16be"
	}
	return ""
}

// plainHead is the head without the zero bytes and marks of wide encodings.
func plainHead(head []byte) []byte {
	if wideEncoding(head) == "" {
		return head
	}
	return bytes.ReplaceAll(bytes.TrimLeft(head, "\xff\xfe\x00"), []byte{0}, nil)
}
