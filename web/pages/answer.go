package pages

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"stemma/render"
)

// view finds what an address shows.
type view func(r *http.Request) (*answer, error)

// answer is a page with its data. What is costly is made by fill, which is not
// called when the browser has the page already.
type answer struct {
	Title    string
	Section  string // of the workspace, for its navigation
	Template string
	Page     any        // what the template reads
	Data     any        // as JSON; nil: Page
	Rows     [][]string // as CSV, the head first; nil: the view is no list
	Notice   string     // what a form did
	Tag      string     // equal tags mean equal pages; "" unknown before it is made
	Status   int        // 0: 200
	To       string     // address to go to instead
	fill     func(*answer) error
}

// sheet is what every template reads.
type sheet struct {
	*answer
	Address string // of the page, without a format
	Asked   string // the query that other formats need, too
	Version string
	User    string
	Write   bool
	Query   string // of the search box
	Style   string
	Icon    string
}

// Format is the page's address in another format.
func (s sheet) Format(format string) string { return s.Address + "." + format + s.Asked }

type formatKey struct{}

func withFormat(ctx context.Context, format string) context.Context {
	return context.WithValue(ctx, formatKey{}, format)
}

// formatOf is the format that a request wants: html, json or csv.
func formatOf(r *http.Request) string {
	if format, _ := r.Context().Value(formatKey{}).(string); format != "" {
		return format
	}
	for _, part := range strings.Split(r.Header.Get("Accept"), ",") {
		kind, _, err := mime.ParseMediaType(part)
		switch {
		case err != nil:
		case kind == "text/html", kind == "application/xhtml+xml":
			return "html"
		case kind == "application/json":
			return "json"
		case kind == "text/csv":
			return "csv"
		}
	}
	return "html"
}

// shown answers a GET.
func (p *Pages) shown(v view) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Vary", "Accept, Cookie")
		w.Header().Set("Cache-Control", "private, no-cache")
		a, err := v(r)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		if a.To != "" {
			http.Redirect(w, r, p.options.Prefix+a.To, a.Status)
			return
		}
		key := p.key(r, a)
		if a.Tag != "" && fresh(w, r, key) {
			return
		}
		body, found := p.bodies.get(key, a.Tag)
		if !found {
			if body, err = p.body(r, a); err != nil {
				p.fail(w, r, err)
				return
			}
			p.bodies.put(key, a.Tag, body)
		}
		if a.Tag == "" && fresh(w, r, digest(string(body))) {
			return
		}
		p.write(w, r, a, body)
	}
}

// key tells one page from every other, of other readers and other builds too.
func (p *Pages) key(r *http.Request, a *answer) string {
	return digest(strings.Join([]string{a.Tag, formatOf(r), r.URL.RequestURI(), p.user(r), fmt.Sprint(p.canWrite(r)), p.options.Version, styleName, a.Notice}, "\x00"))
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:12])
}

// fresh answers 304 where the browser has the page.
func fresh(w http.ResponseWriter, r *http.Request, tag string) bool {
	tag = `W/"` + tag + `"`
	w.Header().Set("ETag", tag)
	for have := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if have = strings.TrimSpace(have); have == tag || have == "*" {
			w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

func (p *Pages) body(r *http.Request, a *answer) ([]byte, error) {
	if a.fill != nil {
		if err := a.fill(a); err != nil {
			return nil, err
		}
	}
	switch format := formatOf(r); {
	case format == "json":
		return p.json(a)
	case format == "csv" && a.Rows == nil:
		return nil, trouble{http.StatusNotAcceptable, "This page is not a list", "It is here as a page and, with .json behind its address, as data."}
	case format == "csv":
		return rows(a.Rows)
	}
	return p.page(r, a)
}

func (p *Pages) json(a *answer) ([]byte, error) {
	data := a.Data
	if data == nil {
		data = a.Page
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(data); err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	return b.Bytes(), nil
}

// rows writes CSV; cells that a spreadsheet would take for a formula are made text.
func rows(list [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, row := range list {
		cells := make([]string, len(row))
		for i, text := range row {
			if _, err := strconv.ParseFloat(text, 64); err == nil {
				cells[i] = text // a number below zero is no formula
				continue
			}
			cells[i] = render.CSVCell(text)
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func (p *Pages) page(r *http.Request, a *answer) ([]byte, error) {
	s := sheet{answer: a, Address: r.URL.EscapedPath(), Version: p.options.Version, User: p.user(r), Write: p.canWrite(r),
		Query: r.URL.Query().Get("q"), Style: styleName, Icon: iconName}
	if s.Address == "/" {
		s.Address = "/stories"
	}
	s.Address = p.options.Prefix + s.Address
	if q := kept(r.URL.Query()); len(q) > 0 {
		s.Asked = "?" + q.Encode()
	}
	var b bytes.Buffer
	if err := p.templates.ExecuteTemplate(&b, a.Template, s); err != nil {
		return nil, fmt.Errorf("page %s: %w", a.Template, err)
	}
	return printable(b.Bytes()), nil
}

// printable leaves out control characters, in place: HTML has none, and reports
// may have any.
func printable(page []byte) []byte {
	kept := page[:0]
	for _, c := range page {
		if c >= ' ' && c != 0x7f || c == '\n' || c == '\t' {
			kept = append(kept, c)
		}
	}
	return kept
}

// kept are the parameters that say what a page shows.
func kept(q url.Values) url.Values {
	q.Del("done")
	q.Del("undone")
	for name, values := range q {
		if strings.Join(values, "") == "" {
			q.Del(name)
		}
	}
	return q
}

func (p *Pages) write(w http.ResponseWriter, r *http.Request, a *answer, body []byte) {
	kinds := map[string]string{"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}
	w.Header().Set("Content-Type", kinds[formatOf(r)])
	if a.Status != 0 {
		w.WriteHeader(a.Status)
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader left: nobody is there to be told
	}
}

func (p *Pages) user(r *http.Request) string {
	if p.options.User == nil {
		return ""
	}
	return p.options.User(r)
}

func (p *Pages) canWrite(r *http.Request) bool {
	return p.options.CanWrite != nil && p.options.CanWrite(r)
}
