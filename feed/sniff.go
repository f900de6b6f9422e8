package feed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"path"
	"strings"
)

// Kind is a container's format.
type Kind string

// The kinds of containers. None is a page or a text, which ingest reads.
const (
	None         Kind = ""
	RSS          Kind = "rss"
	Atom         Kind = "atom"
	JSONFeed     Kind = "jsonfeed"
	Sitemap      Kind = "sitemap"
	SitemapIndex Kind = "sitemapindex"
	OPML         Kind = "opml"
	WARC         Kind = "warc"
	Ninjs        Kind = "ninjs"
	NewsML       Kind = "newsml"
	JSONL        Kind = "jsonl"
)

// sniffed is how many bytes of a container decide its kind.
const sniffed = 64 << 10

// roots are the root elements of the XML formats, in lower case.
var roots = map[string]Kind{
	"rss": RSS, "rdf": RSS, "feed": Atom, "urlset": Sitemap, "sitemapindex": SitemapIndex, "opml": OPML,
	"newsmessage": NewsML, "newsitem": NewsML, "packageitem": NewsML,
}

// types are the content types that leave no doubt.
var types = map[string]Kind{
	"application/rss+xml": RSS, "application/rdf+xml": RSS, "application/atom+xml": Atom, "application/feed+json": JSONFeed,
	"text/x-opml": OPML, "text/x-opml+xml": OPML, "application/warc": WARC, "application/vnd.iptc.g2.newsitem+xml": NewsML,
	"application/vnd.iptc.g2.packageitem+xml": NewsML, "application/vnd.iptc.g2.newsmessage+xml": NewsML,
	"application/x-ndjson": JSONL, "application/jsonl": JSONL, "application/json-lines": JSONL, "application/jsonlines": JSONL,
}

// Sniff tells a container's kind by its first bytes (64 KiB are enough), then
// by what its carrier says of it: content is trusted over labels.
func Sniff(data []byte, contentType, name string) Kind {
	data = data[:min(len(data), sniffed)]
	name = strings.ToLower(name)
	if isZstd(data) || bytes.HasPrefix(data, []byte("WARC/")) {
		return WARC
	}
	if isGzip(data) {
		inner := Sniff(inflatedHead(data), contentType, strings.TrimSuffix(name, ".gz"))
		if inner == None && strings.HasSuffix(name, ".warc.gz") {
			return WARC
		}
		return inner
	}
	text := bytes.TrimLeft(utf8Head(data), " \t\r\n\f\ufeff")
	switch {
	case bytes.HasPrefix(text, []byte("WARC/")):
		return WARC
	case bytes.HasPrefix(text, []byte("<")):
		return sniffXML(text)
	case bytes.HasPrefix(text, []byte("{")), bytes.HasPrefix(text, []byte("[")):
		return sniffJSON(text)
	}
	return labelled(contentType, name)
}

// labelled is the kind by content type or file name.
func labelled(contentType, name string) Kind {
	media, _, err := mime.ParseMediaType(contentType)
	if kind, ok := types[media]; ok && err == nil {
		return kind
	}
	switch path.Ext(name) {
	case ".warc":
		return WARC
	case ".jsonl", ".ndjson":
		return JSONL
	case ".opml":
		return OPML
	}
	return None
}

// sniffXML reads as far as the root element.
func sniffXML(text []byte) Kind {
	c := &cutter{in: bufio.NewReaderSize(bytes.NewReader(text), sniffed)}
	for {
		t, err := c.token(nil)
		if err != nil {
			return None
		}
		if t.kind == startTag {
			return roots[strings.ToLower(local(t.name))]
		}
	}
}

// ninjsKeys are properties that ninjs has and other collections have not.
var ninjsKeys = []string{"versioncreated", "firstcreated", "body_text", "body_xhtml", "body_html", "bodies", "headlines", "pubstatus", "representationtype", "copyrightholder"}

// sniffJSON looks at the keys of the first object.
func sniffJSON(text []byte) Kind {
	keys, version := firstObject(text)
	switch {
	case strings.Contains(version, "jsonfeed.org"), keys["items"] && (keys["version"] || keys["home_page_url"] || keys["feed_url"]):
		return JSONFeed
	case len(keys) == 0:
		return None
	case keys["uri"] || keys["guid"]:
		for _, key := range ninjsKeys {
			if keys[key] {
				return Ninjs
			}
		}
	}
	return JSONL
}

// firstObject is the keys, in lower case, of the first object as far as it can
// be read, and what it says under "version".
func firstObject(text []byte) (keys map[string]bool, version string) {
	keys = map[string]bool{}
	decoder := json.NewDecoder(bytes.NewReader(text))
	token, err := decoder.Token()
	if err == nil && token == json.Delim('[') {
		token, err = decoder.Token()
	}
	if err != nil || token != json.Delim('{') {
		return keys, ""
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			break
		}
		name, _ := key.(string)
		keys[strings.ToLower(name)] = true
		var value json.RawMessage
		if decoder.Decode(&value) != nil {
			break
		}
		if strings.EqualFold(name, "version") {
			version = string(value)
		}
	}
	return keys, version
}

// inflatedHead is what the first bytes of a gzip file hold.
func inflatedHead(data []byte) []byte {
	text, err := inflated(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	head, _ := io.ReadAll(io.LimitReader(text, sniffed)) // the end is cut off: an error is expected
	if isGzip(head) {
		return nil // gzip in gzip is nobody's feed
	}
	return head
}
