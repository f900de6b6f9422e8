package feed

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

func FuzzSyndication(f *testing.F) { fuzz(f, RSS, Atom) }
func FuzzJSONFeed(f *testing.F)    { fuzz(f, JSONFeed) }
func FuzzSitemap(f *testing.F)     { fuzz(f, Sitemap, SitemapIndex) }
func FuzzOPML(f *testing.F)        { fuzz(f, OPML) }
func FuzzNinjs(f *testing.F)       { fuzz(f, Ninjs, JSONL) }
func FuzzNewsML(f *testing.F)      { fuzz(f, NewsML) }

func FuzzWARC(f *testing.F) {
	one, two := page(1, "<p>One."), page(2, "<p>Two.")
	f.Add(gzipped(one, two))
	f.Add(zstandard(f, nil, one, two))
	f.Add([]byte(recordOf(1, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+string(gzipped("<p>One.")))))
	fuzz(f, WARC)
}

// fuzz reads any bytes as containers of the given kinds; the samples of these
// kinds are the seeds.
func fuzz(f *testing.F, kinds ...Kind) {
	for _, path := range samples(f) {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if slices.Contains(kinds, Sniff(data, "", path)) {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		Sniff(data, "", "")
		for _, kind := range kinds {
			checkRead(t, data, kind)
		}
	})
}

// checkRead checks what holds of every reading.
func checkRead(t *testing.T, data []byte, kind Kind) {
	problems, entries := 0, 0
	for e, err := range Read(bytes.NewReader(data), kind, "https://base.example/") {
		if err != nil {
			if problems++; e.Place != "" || e.Data != nil || problems > maxProblems+1 {
				t.Fatalf("an error with an entry, or too many: %v", err)
			}
			continue
		}
		entries++
		if e.Place == "" || e.Address != "" && !strings.HasPrefix(e.Address, "http") || e.Full && len(e.Data) == 0 {
			t.Fatalf("%+v", e)
		}
		if raw, ok := e.Raw(); ok && len(raw.Data) == 0 {
			t.Fatalf("nothing for ingest: %+v", e)
		}
	}
	if problems+entries == 0 && kind != OPML && kind != NewsML {
		t.Fatal("neither an entry nor a problem")
	}
}
