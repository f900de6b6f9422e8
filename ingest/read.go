package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sort"
	"sync"
	"syscall"

	"stemma"
)

// Options of Read; the zero value is usable.
type Options struct {
	Workers  int                   // at work at the same time; 0: one for each processor
	Stdin    io.Reader             // what "-" reads; nil: the process's standard input
	Progress func(done, total int) // called after each input, never twice at the same time
}

// Read reads files, folders (all files below them, hidden ones left out) and
// standard input ("-"). The articles come sorted by path, and by line within a
// file of JSON lines; neither the order of the inputs nor the number of workers
// changes the result, and what is named twice is read once. Problems come in
// the order of their inputs. When ctx ends, what is not yet read is a problem.
func Read(ctx context.Context, inputs []string, options Options) ([]*stemma.Article, []stemma.Problem) {
	files, problems := list(inputs)
	r := &reading{ctx: ctx, options: options, total: len(files)}
	jobs := make(chan job)
	var workers sync.WaitGroup
	for range r.workers() {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for j := range jobs {
				r.do(j)
			}
		}()
	}
	for i, file := range files {
		if ctx.Err() != nil {
			r.add(result{file: i, problems: problem(file, "not read: %v", ctx.Err())})
			continue
		}
		r.open(i, file, jobs)
	}
	close(jobs)
	workers.Wait()
	articles, more := r.sorted()
	problems = append(problems, more...)
	sort.SliceStable(problems, func(i, j int) bool { return problems[i].Article < problems[j].Article })
	return articles, problems
}

// job is one article's bytes, or a file of one article still to be read.
type job struct {
	file, entry int
	path        string
	data        []byte // nil: read the file
	lined       bool   // data is one line of JSON lines
}

// result is what came of one job.
type result struct {
	file, entry int
	articles    []*stemma.Article
	problems    []stemma.Problem
}

// reading is one call of Read.
type reading struct {
	ctx     context.Context
	options Options

	mu          sync.Mutex
	results     []result
	done, total int
}

func (r *reading) workers() int {
	if r.options.Workers > 0 {
		return r.options.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// add keeps a result and tells of progress.
func (r *reading) add(one result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results = append(r.results, one)
	r.done++
	r.total = max(r.total, r.done)
	if r.options.Progress != nil {
		r.options.Progress(r.done, r.total)
	}
}

func (r *reading) sorted() ([]*stemma.Article, []stemma.Problem) {
	sort.Slice(r.results, func(i, j int) bool {
		a, b := r.results[i], r.results[j]
		if a.file != b.file {
			return a.file < b.file
		}
		return a.entry < b.entry
	})
	var articles []*stemma.Article
	var problems []stemma.Problem
	for _, one := range r.results {
		articles, problems = append(articles, one.articles...), append(problems, one.problems...)
	}
	return articles, problems
}

// do parses one job.
func (r *reading) do(j job) {
	one := result{file: j.file, entry: j.entry}
	raw := Raw{Path: j.path, Data: j.data}
	if r.ctx.Err() != nil {
		one.problems = problem(j.path, "not read: %v", r.ctx.Err())
	} else if j.lined {
		one.articles, one.problems = parseEntry(raw)
	} else {
		one.articles, one.problems = Parse(raw)
	}
	r.add(one)
}

// sniffed is how many bytes decide whether an input is JSON lines, which are
// read one at a time, or one article, which is read whole.
const sniffed = 64 << 10

// open reads one input and hands its articles to the workers.
func (r *reading) open(index int, path string, jobs chan<- job) {
	source, size, err := r.source(path)
	if err != nil {
		r.add(result{file: index, problems: problem(path, "%s", reason(err))})
		return
	}
	defer source.Close()
	buffered := bufio.NewReaderSize(source, sniffed)
	head, err := buffered.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		r.add(result{file: index, problems: problem(path, "%s", reason(err))})
		return
	}
	kind := sniff(Raw{Path: path, Data: head})
	if kind == kindLines && !(size <= maxEntry && spread(head)) {
		r.lines(index, path, buffered, jobs)
		return
	}
	if what := oversize(kind, head, size); what != "" {
		r.add(result{file: index, problems: problem(path, "%s", what)})
		return
	}
	data, err := io.ReadAll(io.LimitReader(buffered, maxEntry+1))
	if err != nil {
		r.add(result{file: index, problems: problem(path, "%s", reason(err))})
		return
	}
	jobs <- job{file: index, path: path, data: data}
}

// oversize says from an input's head and size that it need not be read, or "".
func oversize(kind kind, head []byte, size int64) string {
	switch {
	case kind != kindText && kind != kindHTML && kind != kindEmpty && kind != kindLines:
		return fmt.Sprintf("%s, not text: convert it to text or HTML first", kind)
	case kind == kindHTML && size > maxHTML:
		return fmt.Sprintf("%d bytes of HTML are more than one page may have (8 MiB)", size)
	case kind == kindText && size > 4*maxText && !bytes.ContainsAny(head, "\r\n"):
		return fmt.Sprintf("%d bytes without a line end at the beginning: no article; %s", size, lineTooLong)
	case kind == kindText && size > 4*maxText:
		return tooLong(int(size))
	}
	return ""
}

// source opens a file or standard input; size is 0 where it is not known.
func (r *reading) source(path string) (io.ReadCloser, int64, error) {
	if path == "-" {
		if r.options.Stdin != nil {
			return io.NopCloser(r.options.Stdin), 0, nil
		}
		return io.NopCloser(os.Stdin), 0, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, err
	}
	if !info.Mode().IsRegular() {
		return nil, 0, fmt.Errorf("%s, not a file: it is not read", fileKind(info.Mode()))
	}
	file, err := os.Open(path)
	return file, info.Size(), err
}

// lines hands out a file of JSON lines one line at a time, so that a file of
// any size takes the memory of a few articles.
func (r *reading) lines(index int, path string, source *bufio.Reader, jobs chan<- job) {
	for number := 1; r.ctx.Err() == nil; number++ {
		line, whole, err := readLine(source)
		name := entryPath(path, number)
		switch {
		case !whole:
			r.add(result{file: index, entry: number, problems: problem(name, "the line is longer than 16 MiB: no article is")})
		case len(bytes.TrimSpace(line)) > 0:
			jobs <- job{file: index, entry: number, path: name, data: line, lined: true}
		}
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			r.add(result{file: index, entry: number, problems: problem(name, "%s", reason(err))})
			return
		}
	}
}

// readLine reads a line of at most maxEntry bytes; a longer one is read over,
// and not whole.
func readLine(source *bufio.Reader) (line []byte, whole bool, err error) {
	whole = true
	for {
		part, err := source.ReadSlice('\n')
		if len(line)+len(part) > maxEntry {
			whole, line = false, nil
		}
		if whole {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, whole, err
		}
	}
}

// reason words an error of the file system with what to do about it.
func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ELOOP):
		return "a loop of links that leads to no file: remove it"
	case errors.Is(err, os.ErrNotExist):
		return "the file is not there (any more): check the path"
	case errors.Is(err, os.ErrPermission):
		return "no permission to read it: change its mode or run as its owner"
	}
	return err.Error()
}
