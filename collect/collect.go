// Package collect finds the reports that a user names: in files, folders, feeds,
// archives, and behind addresses.
//
// Input: paths, addresses and "-" for standard input. Output: additions for a
// workspace, one at a time, in the order of the inputs, and a named problem for
// what could not be had. A feed or a sitemap is followed to the reports that it
// only links to; an index of sitemaps and a list of feeds one step further.
//
// Worked example: of crawl.warc.gz come the pages that it holds; of
// https://post.example/rss the reports that the feed names, each fetched from
// its address, with the date that the feed gives where the page gives none.
//
// Memory stays bounded: a container is read as a stream. Nothing is fetched
// without the Fetch that Options names, which keeps the guard and the manners.
//
// It deliberately follows no link within a report, reads no folder's hidden
// files, and fetches no page that an archive lacks the end of.
package collect

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stemma"
	"stemma/feed"
	"stemma/ingest"
	"stemma/workspace"
)

// Page is what an address answered.
type Page struct {
	Data        []byte
	ContentType string
	Address     string // where it was in the end
}

// Options of Collect; the zero value reads files and standard input.
type Options struct {
	Stdin io.Reader                                                // what "-" reads; nil: nothing
	Fetch func(ctx context.Context, address string) (Page, error)  // nil: addresses are problems
	Known func(ctx context.Context, address string) (known bool)   // addresses in feeds that need no fetching; nil: none
	Seen  func(container string, kind feed.Kind, entry feed.Entry) // told of each entry of a container; may be nil
	Limit int                                                      // reports of one container; 0: no bound
}

// Found is a report, or what stood in the way of one.
type Found struct {
	Addition *workspace.Addition
	Problems []stemma.Problem
}

// deepest is how many containers may lead to a report: an index, a sitemap.
const deepest = 3

// sniffed is how much of an input tells what it is, in bytes.
const sniffed = 64 << 10

// Collect gives the reports that the inputs hold. It stops early when ctx ends.
func Collect(ctx context.Context, inputs []string, o Options) iter.Seq[Found] {
	return func(yield func(Found) bool) {
		c := &collector{ctx: ctx, options: o, yield: yield, met: map[string]bool{}}
		for _, input := range inputs {
			if c.stopped || ctx.Err() != nil {
				return
			}
			c.input(input)
		}
	}
}

// Read gives the reports of one input whose bytes are at hand.
func Read(ctx context.Context, r io.Reader, page Page, o Options) iter.Seq[Found] {
	return func(yield func(Found) bool) {
		c := &collector{ctx: ctx, options: o, yield: yield, met: map[string]bool{}}
		c.read(r, page, 0)
	}
}

// Entry gives the reports of one entry of a container that was fetched just now,
// from its body or from its address. The error is Fetch's.
func Entry(ctx context.Context, entry feed.Entry, fetch func(context.Context, string) (Page, error)) ([]workspace.Addition, []stemma.Problem, error) {
	var failed error
	var additions []workspace.Addition
	var problems []stemma.Problem
	c := &collector{ctx: ctx, live: true, met: map[string]bool{}, options: Options{Fetch: func(ctx context.Context, address string) (Page, error) {
		page, err := fetch(ctx, address)
		failed = err
		return page, err
	}}}
	c.yield = func(f Found) bool {
		problems = append(problems, f.Problems...)
		if f.Addition != nil {
			additions = append(additions, *f.Addition)
		}
		return true
	}
	c.entry(entry.Address, feed.None, entry, 0)
	return additions, problems, failed
}

type collector struct {
	ctx     context.Context
	options Options
	yield   func(Found) bool
	stopped bool
	live    bool            // what is read was fetched just now
	met     map[string]bool // addresses
}

func (c *collector) give(f Found) {
	if !c.stopped && !c.yield(f) {
		c.stopped = true
	}
}

func (c *collector) problem(input string, err error) {
	c.give(Found{Problems: []stemma.Problem{{Article: input, Stage: "collect", What: err.Error()}}})
}

// ended reports whether nobody wants more.
func (c *collector) ended() bool { return c.stopped || c.ctx.Err() != nil }

func (c *collector) input(input string) {
	switch {
	case input == "-" && c.options.Stdin == nil:
		c.problem(input, errors.New("standard input cannot be read here"))
	case input == "-":
		c.read(c.options.Stdin, Page{Address: "-"}, 0)
	case web(input):
		c.fetch(input, feed.Entry{}, 0)
	default:
		c.path(input)
	}
}

func web(input string) bool {
	return strings.HasPrefix(input, "http://") || strings.HasPrefix(input, "https://")
}

// path reads a file, or all files below a folder but hidden ones, in order.
func (c *collector) path(path string) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		c.problem(path, plain(err))
		return
	case !info.IsDir():
		c.file(path)
		return
	}
	err = filepath.WalkDir(path, func(at string, entry fs.DirEntry, err error) error {
		switch {
		case c.ended():
			return fs.SkipAll
		case err != nil:
			c.problem(at, plain(err))
		case at != path && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			c.file(at)
		}
		return nil
	})
	if err != nil {
		c.problem(path, plain(err))
	}
}

// plain is a file's error without the path, which is named beside it.
func plain(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}

func (c *collector) file(path string) {
	// Before it is opened: to open a named pipe waits for who writes into it.
	info, err := os.Stat(path)
	switch {
	case err != nil:
		c.problem(path, plain(err))
		return
	case info.IsDir():
		c.problem(path, errors.New("a link to a folder is not followed: name the folder itself"))
		return
	case !info.Mode().IsRegular():
		c.problem(path, errors.New("that is no file to read; what a program writes, give as standard input (-)"))
		return
	}
	f, err := os.Open(path)
	if err != nil {
		c.problem(path, plain(err))
		return
	}
	defer f.Close()
	c.read(f, Page{Address: path}, 0)
}

// read gives the reports of one input: those that it holds, if it is a
// container, or itself.
func (c *collector) read(r io.Reader, page Page, depth int) {
	b := bufio.NewReaderSize(r, sniffed)
	head, err := b.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && len(head) == 0 {
		c.problem(page.Address, plain(err))
		return
	}
	kind := feed.Sniff(head, page.ContentType, page.Address)
	if kind == feed.None {
		c.article(b, page, feed.Entry{})
		return
	}
	n := 0
	for entry, err := range feed.Read(b, kind, page.Address) {
		if err != nil {
			c.problem(page.Address, err)
		} else {
			c.entry(page.Address, kind, entry, depth)
			n++
		}
		if c.ended() || c.options.Limit > 0 && n >= c.options.Limit {
			return
		}
	}
}

// entry gives one report of a container, from its body or from its address.
func (c *collector) entry(container string, kind feed.Kind, entry feed.Entry, depth int) {
	if c.options.Seen != nil {
		c.options.Seen(container, kind, entry)
	}
	switch {
	case entry.Full:
		articles, problems := entry.Articles()
		located(articles, problems, container, entry)
		additions := workspace.Grouped(articles)
		if len(additions) == 1 {
			additions[0].Original = entry.Data
		}
		c.found(additions, problems, entry)
	case entry.Address == "":
		c.problem(container, fmt.Errorf("%s: neither a text nor an address", cmp.Or(entry.Place, entry.Title, "an entry")))
	case kind == feed.WARC && !entry.Full:
		// The archive's reader has said that the page is cut off. An archive is a
		// copy of what was there: nobody asked for what is there now.
	case !c.met[entry.Address]:
		c.met[entry.Address] = true
		if entry.Container || c.options.Known == nil || !c.options.Known(c.ctx, entry.Address) {
			c.fetch(entry.Address, entry, depth+1)
		}
	}
}

// located names what has nothing but its place in the container by the
// container's path too: "crawl.jsonl:17".
func located(articles []*stemma.Article, problems []stemma.Problem, container string, entry feed.Entry) {
	if entry.Address != "" || entry.ID != "" || entry.Place == "" {
		return
	}
	at := container + ":" + strings.TrimPrefix(entry.Place, "line ")
	for _, a := range articles {
		if rest, found := strings.CutPrefix(a.Path, entry.Place); found {
			a.Path = at + rest
		}
	}
	for i := range problems {
		if rest, found := strings.CutPrefix(problems[i].Article, entry.Place); found {
			problems[i].Article = at + rest
		}
	}
}

// fetch reads what an address answers.
func (c *collector) fetch(address string, entry feed.Entry, depth int) {
	if c.options.Fetch == nil {
		c.problem(address, errors.New("nothing is fetched here; save the page and name the file"))
		return
	}
	if depth > deepest {
		c.problem(address, errors.New("it is too many containers deep"))
		return
	}
	page, err := c.options.Fetch(c.ctx, address)
	if err != nil {
		c.problem(address, err)
		return
	}
	was := c.live
	c.live = true
	defer func() { c.live = was }()
	if entry.Container || entry.Address == "" {
		c.read(bytes.NewReader(page.Data), page, depth)
		return
	}
	c.article(bytes.NewReader(page.Data), page, entry)
}

// article reads an input that is no container.
func (c *collector) article(r io.Reader, page Page, entry feed.Entry) {
	data, err := io.ReadAll(io.LimitReader(r, ingest.MaxInput))
	if err != nil {
		c.problem(page.Address, plain(err))
		return
	}
	raw := ingest.Raw{Path: page.Address, Data: data, ContentType: page.ContentType}
	if web(page.Address) {
		raw.URL = page.Address
	}
	c.parse(raw, entry)
}

func (c *collector) parse(raw ingest.Raw, entry feed.Entry) {
	additions, problems := workspace.Additions(raw)
	c.found(additions, problems, entry)
}

func (c *collector) found(additions []workspace.Addition, problems []stemma.Problem, entry feed.Entry) {
	if len(problems) > 0 {
		c.give(Found{Problems: problems})
	}
	for i := range additions {
		if c.ended() {
			return
		}
		fill(additions[i].Articles[0], entry)
		additions[i].Live = c.live
		c.give(Found{Addition: &additions[i]})
	}
}

// fill adds what the container says of a report where its page says nothing.
func fill(a *stemma.Article, entry feed.Entry) {
	a.Title = cmp.Or(a.Title, entry.Title)
	a.Outlet = cmp.Or(a.Outlet, entry.Outlet)
	a.Language = cmp.Or(a.Language, entry.Language)
	if len(a.Authors) == 0 {
		a.Authors = slices.Clone(entry.Authors)
	}
	if a.Published == nil && dated(entry.Published) {
		a.Published = &stemma.Published{Value: entry.Published, Precision: precision(entry.Published), Basis: stemma.BasisMetadata, Because: "the feed that names the report says so"}
	}
}

// dated reports whether a date is in ISO 8601, to the day at least.
func dated(value string) bool {
	return len(value) >= len("2006-01-02") && value[4] == '-' && value[7] == '-'
}

func precision(value string) string {
	if len(value) > len("2006-01-02") {
		return "minute"
	}
	return "day"
}
