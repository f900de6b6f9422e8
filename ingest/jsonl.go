package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"stemma"
)

// entry is one line of JSON lines. The names besides the first six are those
// that collections of news commonly use for the same things.
type entry struct {
	Text      string          `json:"text"`
	HTML      string          `json:"html"`
	URL       string          `json:"url"`
	Title     string          `json:"title"`
	Published json.RawMessage `json:"published"`
	Outlet    string          `json:"outlet"`
	Authors   json.RawMessage `json:"authors"`
	Author    json.RawMessage `json:"author"`
	Language  string          `json:"language"`
	Date      json.RawMessage `json:"date"`
	Body      string          `json:"body"`
	Content   string          `json:"content"`
}

// parseLines reads JSON lines that are wholly in memory. Each line stands for
// itself: a broken one is a problem, and the others are read.
func parseLines(raw Raw) ([]*stemma.Article, []stemma.Problem) {
	var articles []*stemma.Article
	var problems []stemma.Problem
	if whole := wholeObject(raw.Data); whole != nil {
		raw.Data = whole
	}
	number := 0
	for line := range bytes.Lines(raw.Data) {
		number++
		more, wrong := parseEntry(Raw{Path: entryPath(raw.Path, number), Data: line})
		articles, problems = append(articles, more...), append(problems, wrong...)
	}
	return articles, problems
}

// wholeObject is data as one object a line when it is one object, or a list of
// objects, written over several lines; nil when it is not.
func wholeObject(data []byte) []byte {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) > maxEntry || !spread(data) {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	var lines bytes.Buffer
	for _, item := range list {
		if json.Compact(&lines, item) != nil {
			return nil
		}
		lines.WriteByte('\n')
	}
	return lines.Bytes()
}

// spread reports whether the first line is no JSON object by itself.
func spread(data []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff"))), []byte("\n"))
	return len(first) == 0 || first[0] != '{' || !json.Valid(first) && len(first) < sniffed/2
}

// entryPath names the article on one line of a file, counted from 1.
func entryPath(path string, number int) string { return fmt.Sprintf("%s:%d", path, number) }

// parseEntry reads one line of JSON lines; an empty line is nothing.
func parseEntry(raw Raw) ([]*stemma.Article, []stemma.Problem) {
	line := bytes.TrimSpace(bytes.TrimPrefix(raw.Data, []byte("\ufeff")))
	if len(line) == 0 {
		return nil, nil
	}
	if len(line) > maxEntry {
		return nil, problem(raw.Path, "the line is longer than 16 MiB: no article is")
	}
	var e entry
	if err := json.Unmarshal(line, &e); err != nil {
		return nil, problem(raw.Path, "not a JSON object of an article: %v", err)
	}
	e.Text = first(e.Text, e.Body, e.Content)
	var problems []stemma.Problem
	if !utf8.Valid(line) {
		problems = problem(raw.Path, "broken utf-8: bytes that are no character were replaced by U+FFFD")
	}
	articles, more := e.parse(raw.Path, line)
	return articles, append(append(problems, more...), e.problems(raw.Path)...)
}

// parse makes the article of an entry.
func (e entry) parse(path string, line []byte) ([]*stemma.Article, []stemma.Problem) {
	inner := Raw{Path: path, URL: e.URL, Data: line}
	switch {
	case strings.TrimSpace(e.Text) != "":
		if what := tooMuch([]byte(e.Text)); what != "" {
			return nil, problem(path, "%s", what)
		}
		return plainArticle(inner, e.Text, e.meta())
	case strings.TrimSpace(e.HTML) != "":
		inner.Data, inner.ContentType = []byte(e.HTML), "text/html; charset=utf-8"
		return parseHTML(inner, e.meta())
	}
	return nil, problem(path, `no article: "text" and "html" are both missing or empty`)
}

// meta is what the line says about its article.
func (e entry) meta() meta {
	m := meta{
		url:      e.URL,
		title:    strings.TrimSpace(normalise(e.Title)),
		outlet:   strings.TrimSpace(normalise(e.Outlet)),
		language: languageTag(e.Language),
	}
	m.authors = append(stringsOf(e.Authors), stringsOf(e.Author)...)
	if date, ok := e.date(); ok {
		m.published = date.published(stemma.BasisMetadata, stemma.Span{})
	}
	return m
}

// date is the line's date of publication; only a date that can be read in one
// way counts.
func (e entry) date() (stated, bool) {
	for _, value := range append(stringsOf(e.Published), stringsOf(e.Date)...) {
		if s, ok := anyDate(value); ok {
			return s, true
		}
	}
	return stated{}, false
}

// problems names a date that could not be read.
func (e entry) problems(path string) []stemma.Problem {
	values := append(stringsOf(e.Published), stringsOf(e.Date)...)
	if _, ok := e.date(); ok || len(values) == 0 {
		return nil
	}
	return problem(path, "the date %.40q cannot be read in one way: write it as YYYY-MM-DD", values[0])
}

// stringsOf reads a string, or a list of strings or of objects with a name.
func stringsOf(raw json.RawMessage) []string {
	var one string
	var many []json.RawMessage
	var named struct {
		Name string `json:"name"`
	}
	switch {
	case len(raw) == 0:
		return nil
	case json.Unmarshal(raw, &one) == nil:
		if one = strings.TrimSpace(normalise(one)); one != "" {
			return []string{one}
		}
	case json.Unmarshal(raw, &many) == nil:
		var all []string
		for _, item := range many {
			if len(item) > 0 && item[0] != '[' { // lists of lists are nobody's names
				all = append(all, stringsOf(item)...)
			}
		}
		return all
	case json.Unmarshal(raw, &named) == nil && named.Name != "":
		return []string{strings.TrimSpace(normalise(named.Name))}
	}
	return nil
}
