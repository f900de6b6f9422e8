package feed

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// page is a record of a page.
func page(n int, body string) string {
	return recordOf(n, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+body)
}

func recordOf(n int, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://arc.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", n, len(block), block)
}

func gzipped(texts ...string) []byte {
	var b bytes.Buffer
	for _, text := range texts {
		z := gzip.NewWriter(&b)
		_, _ = io.WriteString(z, text)
		_ = z.Close()
	}
	return b.Bytes()
}

func zstandard(t testing.TB, dictionary []byte, texts ...string) []byte {
	var options []zstd.EOption
	if dictionary != nil {
		options = append(options, zstd.WithEncoderDict(dictionary))
	}
	z, err := zstd.NewWriter(nil, options...)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var all []byte
	for _, text := range texts {
		all = z.EncodeAll([]byte(text), all)
	}
	return all
}

// pages are the addresses' last parts of an archive's entries, with "!" for
// each problem.
func pages(t testing.TB, archive []byte) string {
	t.Helper()
	var got []string
	for e, err := range Read(bytes.NewReader(archive), WARC, "") {
		if err != nil {
			t.Log(err)
			got = append(got, "!")
			continue
		}
		got = append(got, e.Address[strings.LastIndexByte(e.Address, '/')+1:])
	}
	return strings.Join(got, " ")
}

func TestArchives(t *testing.T) {
	one, two, three := page(1, "<p>One."), page(2, "<p>Two."), page(3, "<p>Three.")
	noise := make([]byte, 5000)
	rand.New(rand.NewSource(1)).Read(noise)
	twoZipped := gzipped(two)
	broken := bytes.Clone(twoZipped)
	copy(broken[len(broken)/2:], "damage damage")
	frames := [][]byte{zstandard(t, nil, one), zstandard(t, nil, two), zstandard(t, nil, three)}
	brokenFrame := bytes.Clone(frames[1])
	copy(brokenFrame[len(brokenFrame)/2:], "damage damage")
	long := strings.Replace(two, "Content-Length: ", "Content-Length: 1", 1)
	short := strings.Replace(page(2, strings.Repeat("word ", 100)), "Content-Length: ", "Content-Length: 1 \r\nX: ", 1)
	for _, c := range []struct {
		name, want string
		archive    []byte
	}{
		{"plain", "1 2 3", []byte(one + two + three)},
		{"a member for each record", "1 2 3", gzipped(one, two, three)},
		{"one member", "1 2 3", gzipped(one + two + three)},
		{"plain, cut off", "1 2 ! 3", []byte(one + two + three[:len(three)-8])},
		{"gzip, cut off", "1 2 !", gzipped(one, two, three)[:len(gzipped(one, two))+30]},
		{"a damaged member", "1 ! 3", slice(gzipped(one), broken, gzipped(three))},
		{"noise between members", "1 ! 2 3", slice(gzipped(one), noise, gzipped(two, three))},
		{"noise between records", "1 ! 2", []byte(one + string(noise) + "\r\n" + two)},
		{"too long", "1 ! 3", []byte(one + long + three)},
		{"too short", "1 ! 3", []byte(one + short + three)},
		{"without a length", "1 ! 3", []byte(one + strings.Replace(two, "Content-Length", "Length", 1) + three)},
		{"too large", "1 ! 3", []byte(one + page(2, strings.Repeat("x", maxEntry)) + three)},
		{"endless header", "1 ! 3", []byte(one + "WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 20_000) + "\r\n" + three)},
		{"zstd", "1 2 3", slice(frames...)},
		{"zstd, one frame", "1 2 3", zstandard(t, nil, one+two+three)},
		{"zstd, damaged", "1 ! 3", slice(frames[0], brokenFrame, frames[2])},
		{"zstd, cut off", "1 2 !", slice(frames...)[:len(slice(frames[:2]...))+20]},
		{"nothing", "!", nil},
		{"no archive", "!", []byte("Nothing of the kind.")},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := pages(t, c.archive); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func slice(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// TestDictionary reads an archive in zstd whose dictionary stands in its first
// frame, as it is and compressed.
func TestDictionary(t *testing.T) {
	var samples [][]byte
	for i := range 200 {
		samples = append(samples, []byte(page(i, fmt.Sprintf("<html><body><h1>Harbour %d</h1><p>The harbour of town %d was closed.</p>", i*7, i*i))))
	}
	dictionary, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: samples, History: bytes.Join(samples[:20], nil), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	records := zstandard(t, dictionary, string(samples[1]), string(samples[2]))
	for name, inFrame := range map[string][]byte{"as it is": dictionary, "compressed": zstandard(t, nil, string(dictionary))} {
		frame := binary.LittleEndian.AppendUint32(bytes.Clone(dictionaryMagic), uint32(len(inFrame)))
		if got := pages(t, slice(frame, inFrame, records)); got != "1 2" {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := pages(t, records); got != "!" {
		t.Errorf("without its dictionary: %s", got)
	}
	huge := binary.LittleEndian.AppendUint32(bytes.Clone(dictionaryMagic), 1<<31)
	if got := all(WARC, slice(huge, records)); len(got) != 1 || !strings.Contains(got[0], "limit 8388608") {
		t.Errorf("a huge dictionary: %s", got)
	}
}

// TestOtherRecords passes over what is no page that was fetched.
func TestOtherRecords(t *testing.T) {
	for _, kind := range []string{"revisit", "request", "resource", "metadata", "conversion", "continuation"} {
		if got := pages(t, []byte(strings.Replace(page(1, "<p>One."), "response", kind, 1)+page(2, "<p>Two."))); got != "2" {
			t.Errorf("%s: %s", kind, got)
		}
	}
	moved := recordOf(1, "HTTP/1.1 302 Found\r\nContent-Type: text/html\r\n\r\n<p>Moved.")
	later := strings.Replace(page(1, "<p>More."), "Content-Length", "WARC-Segment-Number: 2\r\nContent-Length", 1)
	if got := pages(t, []byte(moved+later+page(2, "<p>Two."))); got != "2" {
		t.Error(got)
	}
}

// TestBodies takes off what HTTP put around a body, whatever the headers say.
func TestBodies(t *testing.T) {
	text := "<p>A page of some length, which was sent.</p>"
	inGzip, inZstd := string(gzipped(text)), string(zstandard(t, nil, text))
	for _, c := range []struct{ head, body, want string }{
		{"", text, text},
		{"Content-Encoding: gzip\r\n", inGzip, text},
		{"Content-Encoding: gzip\r\n", text, text},
		{"", inGzip, text},
		{"", string(gzipped(inGzip)), text},
		{"Content-Encoding: zstd\r\n", inZstd, text},
		{"Content-Encoding: br\r\n", text, text},
		{"Content-Encoding: br\r\n", "\x1b\x00\x01\xff", "!"},
		{"Content-Encoding: gzip\r\n", inGzip[:len(inGzip)-9], text},
		{"Content-Encoding: gzip\r\n", string(gzipped(strings.Repeat("a", 32<<20))), "!"},
		{"Transfer-Encoding: chunked\r\n", "5;x=y\r\n<p>A \r\n3\r\nday\r\n0\r\n\r\n", "<p>A day"},
		{"Transfer-Encoding: chunked\r\n", "5\r\n<p>A \r\nzz\r\n", "<p>A "},
		{"Transfer-Encoding: chunked\r\n", "ffffffff\r\n<p>A ", "ffffffff\r\n<p>A "},
		{"Transfer-Encoding: chunked\r\n", "7fffffff\r\n<p>A ", "<p>A "},
	} {
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + c.head + "\r\n" + c.body
		got := ""
		for e, err := range Read(strings.NewReader(recordOf(1, block)), WARC, "") {
			if got += string(e.Data); err != nil {
				t.Log(err)
				got += "!"
			}
		}
		if got != c.want {
			t.Errorf("%q %.40q: got %.60q, want %q", c.head, c.body, got, c.want)
		}
	}
}

// endless gives a text again and again, up to so many bytes.
type endless struct {
	text []byte
	left int
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, e.text[e.at:])
	e.at = (e.at + n) % len(e.text)
	e.left -= n
	return n, nil
}

// TestLargeArchive streams a gigabyte (in short mode 64 MiB) of pages, and holds
// the memory of a few.
func TestLargeArchive(t *testing.T) {
	size := 1 << 30
	if testing.Short() {
		size = 64 << 20
	}
	body := make([]byte, 1<<20)
	rand.New(rand.NewSource(1)).Read(body)
	text := []byte(page(1, "<p>"+fmt.Sprintf("%x", body)))
	count, most := 0, uint64(0)
	for e, err := range Read(&endless{text: text, left: size / len(text) * len(text)}, WARC, "") {
		if err != nil {
			t.Fatal(err)
		}
		if count++; count%100 == 20 {
			var m runtime.MemStats
			runtime.GC() // what is held counts, not what is waiting to be freed
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		if len(e.Data) < 2<<20 {
			t.Fatal("a page is cut")
		}
	}
	t.Logf("%d pages, %d MiB of heap at most", count, most>>20)
	if count < size/(3<<20) || most > 64<<20 {
		t.Errorf("%d pages, %d MiB of heap", count, most>>20)
	}
}

// TestArchiveBomb stops at a member that swells beyond measure, and reads on
// behind it.
func TestArchiveBomb(t *testing.T) {
	bomb := bombOf(t, 300<<20)
	t.Logf("%d bytes", len(bomb))
	if got := pages(t, slice(gzipped(page(1, "<p>One.")), bomb, gzipped(page(3, "<p>Three.")))); got != "1 ! 3" {
		t.Error(got)
	}
}

// bombOf is a gzip member of a record with so many equal bytes.
func bombOf(t testing.TB, size int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: %d\r\n\r\n", size)
	if _, err := io.Copy(z, &endless{text: make([]byte, 64<<10), left: size}); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
