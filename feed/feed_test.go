package feed

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

func TestSniff(t *testing.T) {
	read := func(path string) string {
		data, err := os.ReadFile("testdata/" + path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	wide := "\xff\xfe"
	for _, r := range `<?xml version="1.0" encoding="UTF-16"?><rss><channel/></rss>` {
		wide += string([]byte{byte(r), 0})
	}
	for _, c := range []struct {
		data, contentType, name string
		want                    Kind
	}{
		{read("plain.rss"), "text/html", "x.html", RSS},
		{"\ufeff \n" + read("plain.atom"), "", "", Atom},
		{string(gzipped(read("news.sitemap.xml"))), "", "", Sitemap},
		{string(gzipped(page(1, "x"))), "", "", WARC},
		{string(zstandard(t, nil, page(1, "x"))), "", "", WARC},
		{wide, "", "", RSS},
		{"<!-- a --><?x?><!DOCTYPE opml [<!ENTITY a 'b>'>]><opml/>", "", "", None}, // an empty list
		{"<a:feed xmlns:a='x'>", "", "", Atom},
		{"<!DOCTYPE html><html><body><rss>", "application/rss+xml", "", None},
		{"<svg>", "", "", None},
		{`{"text": "Two men spoke.", "title": "x"}`, "", "", JSONL},
		{`[{"uri": "x", "headlines": [], "cut`, "", "", Ninjs},
		{`{"uri": "x", "text": "y"}`, "", "", JSONL},
		{`{"version": "https://jsonfeed.org/version/1", "items": [`, "", "", JSONFeed},
		{`{"version": "1.1", "items": [{"id": "1"`, "", "", JSONFeed},
		{`[1, 2]`, "", "", None},
		{"", "application/x-ndjson; charset=utf-8", "", JSONL},
		{"", "", "a.opml", OPML},
		{"Two men spoke.", "text/plain", "a.txt", None},
		{"%PDF-1.4", "", "", None},
	} {
		if got := Sniff([]byte(c.data), c.contentType, c.name); got != c.want {
			t.Errorf("%.40q %s %s: %q, want %q", c.data, c.contentType, c.name, got, c.want)
		}
	}
}

// TestArticles takes entries of each kind through ingest: what the container says of
// a report is the article's metadata.
func TestArticles(t *testing.T) {
	for _, path := range samples(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for e, err := range Read(bytes.NewReader(data), Sniff(data, "", path), "https://base.example/") {
			if err == nil && len(e.Data) > 0 {
				checkArticles(t, path, e)
			} else if articles, _ := e.Articles(); articles != nil {
				t.Errorf("%s: an article of nothing", path)
			}
		}
	}
}

func checkArticles(t *testing.T, path string, e Entry) {
	t.Helper()
	articles, problems := e.Articles()
	if len(articles) != 1 || len(problems) > 0 {
		t.Errorf("%s: %s: %d articles, %v", path, e, len(articles), problems)
		return
	}
	a := articles[0]
	if a.Path != first(e.Address, e.ID, e.Place) {
		t.Errorf("%s: %s has the path %s", path, e, a.Path)
	}
	if e.ContentType == jsonType {
		return // ingest's own format
	}
	stated := ""
	if a.Published != nil {
		stated = a.Published.Value
	}
	if a.URL != e.Address || a.Title != e.Title || a.Outlet != e.Outlet && e.Outlet != "" || !strings.HasPrefix(e.Language, a.Language) && e.Language != "" || stated != e.Published || fmt.Sprint(a.Authors) != fmt.Sprint(e.Authors) {
		t.Errorf("%s: %s\nbecame url %q title %q outlet %q language %q published %q authors %q", path, e, a.URL, a.Title, a.Outlet, a.Language, stated, a.Authors)
	}
	if strings.TrimSpace(a.Text) == "" {
		t.Errorf("%s: %s: no text", path, e)
	}
}

// TestStop reads no further than the caller wants.
func TestStop(t *testing.T) {
	for _, path := range samples(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		kind := Sniff(data, "", path)
		whole := len(all(kind, data))
		for most := 1; most <= whole; most++ {
			count := 0
			for range Read(bytes.NewReader(data), kind, "") {
				if count++; count == most {
					break // a yield after this panics
				}
			}
		}
	}
}

func all(kind Kind, data []byte) []string {
	var got []string
	for e, err := range Read(bytes.NewReader(data), kind, "") {
		if err != nil {
			got = append(got, "! "+err.Error())
		} else {
			got = append(got, e.String())
		}
	}
	return got
}

// hostile are containers made to hurt; each ends within seconds, in a problem.
func hostile(t *testing.T) map[string]struct {
	kind Kind
	data io.Reader
} {
	type container = struct {
		kind Kind
		data io.Reader
	}
	item := func(inner string) string { return "<rss><channel><item>" + inner + "</item></channel></rss>" }
	zeros := strings.Repeat("\x00", 1<<20)
	var laughs strings.Builder
	laughs.WriteString("<!DOCTYPE lolz [<!ENTITY lol \"lol\">")
	for i := range 10 {
		fmt.Fprintf(&laughs, "<!ENTITY lol%d \"%s\">", i+1, strings.Repeat(fmt.Sprintf("&lol%d;", i), 10))
	}
	laughs.WriteString("]>" + item("<title>&lol10;</title><link>https://a.example/</link>"))
	var bomb bytes.Buffer
	bomb.Write(gzipped("<rss><channel><item><title>" + strings.Repeat(zeros, 200)))
	var tree strings.Builder // becomes tens of millions of nodes
	tree.WriteString("<p>")
	for i := range 190 {
		fmt.Fprintf(&tree, "<b a%d='1'>", i)
	}
	wellFormed := tree.String() + strings.Repeat("<p>x</p>", 3_000) + strings.Repeat("</b>", 190) + "</p>"
	tree.WriteString("</p>" + strings.Repeat("<p>x", 200_000))
	return map[string]container{
		"tree":               {RSS, strings.NewReader(item("<link>ftp://x</link><description><![CDATA[" + tree.String() + "]]></description>"))},
		"tree in channel":    {RSS, strings.NewReader("<rss><channel><description><![CDATA[" + tree.String()[:maxHead-1000] + "]]></description><item/></channel></rss>")},
		"tree with base":     {Atom, strings.NewReader(atomWith("xml:base='https://a.example/'", "html", "<![CDATA["+tree.String()+"]]>"))},
		"tree escaped":       {Atom, strings.NewReader(atomWith("xml:base='https://a.example/'", "html", html.EscapeString(tree.String())))},
		"tree in xhtml":      {Atom, strings.NewReader(atomWith("", "xhtml", wellFormed))},
		"tree, wrong type":   {Atom, strings.NewReader(atomWith("", "html", wellFormed))},
		"deep item":          {RSS, strings.NewReader(item(strings.Repeat("<x:a>", 200_000)))},
		"deep, well-formed":  {RSS, strings.NewReader(item(strings.Repeat("<x:a>", 100_000) + strings.Repeat("</x:a>", 100_000)))},
		"many pieces":        {RSS, strings.NewReader(item("<x:a>" + strings.Repeat("<![CDATA[a]]>", 100_000) + "</x:a>"))},
		"many attributes":    {Atom, strings.NewReader("<feed><entry" + strings.Repeat(` a="b"`, 5_000) + "></entry></feed>")},
		"many name spaces":   {Atom, strings.NewReader("<feed><entry>" + strings.Repeat(`<a xmlns:a="b"/>`, 5_000) + "</entry></feed>")},
		"long item":          {RSS, strings.NewReader(item("<description>" + strings.Repeat("word ", 3<<20) + "</description>"))},
		"long tag":           {RSS, strings.NewReader(item(`<a b="` + strings.Repeat("word ", 1<<20)))},
		"open comment":       {RSS, strings.NewReader("<rss><!--" + strings.Repeat("word ", 10<<20))},
		"unmatched brackets": {RSS, strings.NewReader("<rss><channel><item>" + strings.Repeat("<", 4<<20))},
		"deep outlines":      {OPML, strings.NewReader("<opml>" + strings.Repeat("<outline>", 400_000))},
		"broken outlines":    {OPML, strings.NewReader("<opml>" + strings.Repeat("<outline ", 2<<20))},
		"deep json":          {Ninjs, strings.NewReader(strings.Repeat(`{"associations":[`, 200_000))},
		"deep json list":     {JSONL, strings.NewReader(strings.Repeat(`[`, 20<<20))},
		"long json":          {Ninjs, strings.NewReader(`{"uri":"` + strings.Repeat("word ", 10<<20))},
		"long line":          {JSONL, strings.NewReader(`{"text":"` + strings.Repeat("word ", 10<<20))},
		"packages":           {Ninjs, strings.NewReader(strings.Repeat(`{"associations":[`, 100) + `{"body_text":"x"}` + strings.Repeat(`]}`, 100))},
		"long json feed":     {JSONFeed, strings.NewReader(`{"items":[` + strings.Repeat(`{"id":"x"},`, 4<<20))},
		"deep newsml":        {NewsML, strings.NewReader("<newsItem>" + strings.Repeat("<a>", 300_000) + strings.Repeat("</a>", 300_000) + "</newsItem>")},
		"deep nitf":          {Ninjs, strings.NewReader(`{"uri":"u","bodies":[{"contenttype":"nitf","value":"` + strings.Repeat("<a>", 1<<20) + `"}]}`)},
		"gzip bomb":          {RSS, &bomb},
		"binary":             {Sitemap, strings.NewReader(zeros)},
		"entities":           {RSS, strings.NewReader(laughs.String())},
	}
}

// atomWith is a feed of one entry with that content.
func atomWith(attribute, kind, content string) string {
	return "<feed xmlns='http://www.w3.org/2005/Atom' " + attribute + "><entry><link href='ftp://x'/><content type='" + kind + "'>" + content + "</content></entry></feed>"
}

func TestHostile(t *testing.T) {
	for name, c := range hostile(t) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			entries, problems, size := 0, 0, 0
			for e, err := range Read(c.data, c.kind, "") {
				if err != nil {
					if problems++; problems < 3 {
						t.Logf("%.200s", err)
					}
					continue
				}
				entries, size = entries+1, size+len(e.Data)+len(e.Title)
			}
			t.Logf("%d entries, %d problems, %v", entries, problems, time.Since(start).Round(time.Millisecond))
			if problems == 0 && name != "entities" {
				t.Error("no problem")
			}
			if strings.HasPrefix(name, "tree") {
				size = 0 // ingest looks at the text
			}
			if problems > maxProblems+1 || size > 4096 || time.Since(start) > 5*time.Second {
				t.Errorf("%d problems, %d bytes, %v", problems, size, time.Since(start))
			}
		})
	}
}

// TestShape refuses each kind of excess.
func TestShape(t *testing.T) {
	for part, want := range map[string]string{
		"<a><b/>text &unknown; &amp; <c x='1'>more</c></a>":                    "",
		strings.Repeat("<a>", maxDepth+1) + strings.Repeat("</a>", maxDepth+1): "nested too deep",
		"<a " + strings.Repeat("b='' ", maxAttributes+1) + "/>":                "too many attributes",
		"<a>" + strings.Repeat("<b xmlns:c='d'/>", maxSpaces+1) + "</a>":       "too many attributes",
		"<a>" + strings.Repeat("<![CDATA[b]]>", 1200) + "</a>":                 "more than 1100 elements",
		"<a><b></a></b>": "closes nothing",
		"<a>":            "never closed",
		"</a>":           "closes nothing",
	} {
		err := (&shape{most: 1100}).walk([]byte(part))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%.60s: %v, want %q", part, err, want)
		}
	}
	s := &shape{}
	part := []byte("<f xml:base='/a'><c type='html' src='type.html'><b q:base='/b'>xml:base</b></c><c type='html'>type</c></f>")
	if err := s.walk(part); err != nil || s.base != "/a" {
		t.Fatal(err, s.base)
	}
	if got, want := string(s.hidden(part)), "<f xml:bas_='/a'><c kind='html' src='kind.html'><b q:bas_='/b'>xml:base</b></c><c type='html'>type</c></f>"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestEndless stops a list that has no end.
func TestEndless(t *testing.T) {
	entries, last := 0, ""
	r := &reading{kind: JSONL, most: 1000, yield: func(_ Entry, err error) bool {
		if err != nil {
			last = err.Error()
		} else {
			entries++
		}
		return true
	}}
	r.container(&endless{text: []byte(`{"text": "Two men spoke."}` + "\n"), left: 1 << 30})
	if entries != 1000 || !strings.Contains(last, "more than 1000 entries") {
		t.Errorf("%d entries, %s", entries, last)
	}
}

// TestLongValue keeps what comes before a value that is too long.
func TestLongValue(t *testing.T) {
	got := all(Ninjs, []byte(`[{"uri": "urn:a", "body_text": "Short."}, {"uri": "`+strings.Repeat("word ", 4<<20)+`"}]`))
	if len(got) != 2 || !strings.Contains(got[1], "longer than 16 MiB") {
		t.Errorf("%.300s", got)
	}
}

// TestDates holds what is made of the ways in which feeds write dates.
func TestDates(t *testing.T) {
	for given, want := range map[string]string{
		"Sat, 27 Dec 2025 10:14:00 GMT":  "2025-12-27T10:14:00Z",
		"Sat,  7 Jun 2025 10:14 +0200":   "2025-06-07T10:14:00+02:00",
		"7 Jun 2025 10:14:00 EDT":        "2025-06-07T10:14:00-04:00",
		"2025-12-27T10:14:00.123+01:00":  "2025-12-27T10:14:00+01:00",
		"2025-12-27T10:14Z":              "2025-12-27T10:14:00Z",
		"2025-12-27T10:14:00":            "2025-12-27T10:14:00",
		"2025-12":                        "2025-12",
		"20251227T101400Z":               "2025-12-27T10:14:00Z",
		"Sat, 27 Dec 2025 10:14:00 SAST": "Sat, 27 Dec 2025 10:14:00 SAST",
		"soon":                           "soon",
		"":                               "",
	} {
		if got := isoDate(given, nil); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
	for given, want := range map[string]string{"Sat, 27 Dec 2025 10:14:59 GMT": "2025-12-27T10:14Z", "2025-12-27T10:14:59": "2025-12-27T10:14", "2025-12": "2025-12", "soon, or even later": "soon, or even later"} {
		if got := published(given, nil); got != want {
			t.Errorf("%q: %q, want %q", given, got, want)
		}
	}
}
