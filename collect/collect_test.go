package collect_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma/collect"
	"stemma/feed"
)

const story = "A coach of Tallo Tours fell into the Ombra river near Vissa on Monday, killing nine people, police chief Marek Dunn said. Rescue workers from Vissa recovered the bodies."

// found is what the inputs come to, a line for each report and problem.
func found(t *testing.T, o collect.Options, inputs ...string) []string {
	t.Helper()
	var lines []string
	for f := range collect.Collect(context.Background(), inputs, o) {
		for _, p := range f.Problems {
			lines = append(lines, "problem "+p.String())
		}
		if f.Addition != nil {
			a := f.Addition.Articles[0]
			day := ""
			if a.Published != nil {
				day = a.Published.Value
			}
			lines = append(lines, fmt.Sprintf("%s|%s|%s|%s|%d", a.URL, a.Outlet, a.Title, day, len(a.Text)))
		}
	}
	return lines
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// pages answers addresses from a map.
func pages(m map[string]string) func(context.Context, string) (collect.Page, error) {
	return func(_ context.Context, address string) (collect.Page, error) {
		text, ok := m[address]
		if !ok {
			return collect.Page{}, errors.New("404 Not Found")
		}
		kind := "text/html"
		if strings.HasPrefix(text, "<?xml") {
			kind = "application/xml"
		}
		return collect.Page{Data: []byte(text), ContentType: kind, Address: address}, nil
	}
}

func html(title string) string {
	return "<html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" + story + "</p><p>" + story + "</p></article></body></html>"
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%q, want %q", got, want)
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("%q, want %q in it", got[i], want[i])
		}
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b/two.txt", "date 2024-05-01\n\n"+story)
	write(t, dir, "a.html", html("Coach falls into river"))
	write(t, dir, ".hidden/x.txt", story)
	write(t, dir, ".DS_Store", "\x00\x01")
	write(t, dir, "empty.txt", "")
	got := found(t, collect.Options{}, dir, filepath.Join(dir, "missing"))
	expect(t, got, "Coach falls into river", "2024-05-01", "problem "+filepath.Join(dir, "empty.txt"), "no such file")
}

func TestStandardInput(t *testing.T) {
	expect(t, found(t, collect.Options{Stdin: strings.NewReader(story)}, "-"), fmt.Sprint(len(story)))
	expect(t, found(t, collect.Options{}, "-"), "problem -: collect: standard input cannot be read here")
}

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title><language>en</language>
<item><title>Coach falls</title><link>https://post.example/1</link><pubDate>Wed, 01 May 2024 10:14:00 +0200</pubDate></item>
<item><title>Gone</title><link>https://post.example/2</link></item>
<item><title>Coach falls again</title><link>https://post.example/1</link></item></channel></rss>`

// TestFeed: the reports that a feed links to are fetched, once each, and get
// its date where the page has none.
func TestFeed(t *testing.T) {
	fetch := pages(map[string]string{"https://post.example/rss": rss, "https://post.example/1": html("Coach falls into river")})
	want := []string{"https://post.example/1|post.example|Coach falls into river|2024-05-01T10:14", "problem https://post.example/2: collect: 404 Not Found"}
	expect(t, found(t, collect.Options{Fetch: fetch}, "https://post.example/rss"), want...)
	path := write(t, t.TempDir(), "rss.xml", rss)
	expect(t, found(t, collect.Options{Fetch: fetch}, path), want...)
	expect(t, found(t, collect.Options{}, path), "problem https://post.example/1: collect: nothing is fetched", "problem https://post.example/2")
	known := collect.Options{Fetch: fetch, Known: func(_ context.Context, address string) bool { return true }}
	expect(t, found(t, known, path))
}

// TestIndex: an index leads to sitemaps and they to reports; one that leads to
// itself ends.
func TestIndex(t *testing.T) {
	index := `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://post.example/map.xml</loc></sitemap><sitemap><loc>https://post.example/index.xml</loc></sitemap></sitemapindex>`
	sitemap := `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://post.example/1</loc></url></urlset>`
	fetch := pages(map[string]string{"https://post.example/index.xml": index, "https://post.example/map.xml": sitemap, "https://post.example/1": html("Coach falls into river")})
	expect(t, found(t, collect.Options{Fetch: fetch}, "https://post.example/index.xml"), "https://post.example/1|")
}

func TestLines(t *testing.T) {
	path := write(t, t.TempDir(), "r.jsonl", fmt.Sprintf("{\"url\":\"https://a.example/1\",\"text\":%q}\nnonsense\n{\"url\":\"https://a.example/2\",\"text\":%q}\n", story, story))
	got := found(t, collect.Options{}, path)
	slices.Sort(got)
	expect(t, got, "https://a.example/1|", "https://a.example/2|", "problem ")
}

// TestLinesWithoutAddress: a line that nothing names is called by its file and
// number, in records and in problems.
func TestLinesWithoutAddress(t *testing.T) {
	path := write(t, t.TempDir(), "r.jsonl", fmt.Sprintf("{\"text\":\"\"}\n{\"text\":%q}\n", story))
	var got []string
	for f := range collect.Collect(context.Background(), []string{path}, collect.Options{}) {
		for _, p := range f.Problems {
			got = append(got, p.Article)
		}
		if f.Addition != nil {
			got = append(got, f.Addition.Articles[0].Path)
		}
	}
	expect(t, got, path+":1", path+":2")
}

// TestCutArchive: what is cut off in an archive is named, and not fetched.
func TestCutArchive(t *testing.T) {
	body := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html("Coach falls into river")
	record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(body), body)
	path := write(t, t.TempDir(), "crawl.warc", record[:len(record)-100])
	fetch := func(_ context.Context, address string) (collect.Page, error) {
		t.Errorf("%s fetched", address)
		return collect.Page{}, errors.New("no")
	}
	expect(t, found(t, collect.Options{Fetch: fetch}, path), "ends within it")
}

// TestArchive: the pages of a compressed archive come one by one.
func TestArchive(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "crawl.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		body := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s", html(fmt.Sprint("Coach falls into river ", i)))
		z := gzip.NewWriter(f)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/%d\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, i, len(body), body)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	f.Close()
	expect(t, found(t, collect.Options{}, f.Name()), "post.example/0", "post.example/1", "post.example/2")
	n := 0
	for range collect.Collect(context.Background(), []string{f.Name()}, collect.Options{}) {
		n++
		break
	}
	if n != 1 {
		t.Error("it goes on though nobody wants more")
	}
}

func TestSeen(t *testing.T) {
	var kinds []feed.Kind
	o := collect.Options{Fetch: pages(map[string]string{}), Seen: func(_ string, kind feed.Kind, _ feed.Entry) { kinds = append(kinds, kind) }}
	for range collect.Read(context.Background(), io.Reader(strings.NewReader(rss)), collect.Page{Address: "https://post.example/rss"}, o) {
	}
	if len(kinds) != 3 || kinds[0] != feed.RSS {
		t.Error(kinds)
	}
}

// TestLive: what was fetched stands so at its address now; what a file or an
// archive holds may have stood so long ago.
func TestLive(t *testing.T) {
	dir := t.TempDir()
	o := collect.Options{Fetch: pages(map[string]string{"https://post.example/1": html("Coach falls into river")})}
	for input, want := range map[string]bool{
		"https://post.example/1":               true,
		write(t, dir, "a.html", html("Coach")): false,
		write(t, dir, "rss.xml", rss):          true, // the reports that it links to are fetched
		write(t, dir, "r.jsonl", `{"url":"https://a.example/1","text":"`+story+`"}`): false,
	} {
		n := 0
		for f := range collect.Collect(context.Background(), []string{input}, o) {
			if f.Addition != nil {
				n++
				if f.Addition.Live != want {
					t.Errorf("%s: live %v", input, f.Addition.Live)
				}
			}
		}
		if n != 1 {
			t.Errorf("%s: %d reports", input, n)
		}
	}
}
