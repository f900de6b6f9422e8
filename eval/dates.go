package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"sort"
	"strings"
	"time"

	"stemma"
)

// goldDate is one expression of GUM's date annotation: its tokens [first,
// last) in the document, and what it is resolved to (TEI's when, from and to,
// notBefore and notAfter).
type goldDate struct {
	Doc      string            `json:"doc"`
	DCT      string            `json:"dct"`
	Tag      string            `json:"tag"`
	Attrs    map[string]string `json:"attrs"`
	First    int               `json:"tok_start"`
	Last     int               `json:"tok_end"`
	Text     string            `json:"text"`
	Left     string            `json:"left"`
	Right    string            `json:"right"`
	position stemma.Span
}

// Dates scores resolved dates on GUM's hand-resolved expressions: found is the
// share of expressions that any timex overlaps, accuracy the share for which
// one of those begins and ends on gold's days. A document is rebuilt of the
// context that the file gives: each expression with the words around it, in
// the document's order, stretches that touch put together.
func Dates(paths []string) ([]Score, error) {
	var tally dateTally
	for _, path := range paths {
		docs, err := readDates(path)
		if err != nil {
			return nil, err
		}
		for _, dates := range docs {
			tally.add(dates)
		}
	}
	return tally.scores(), nil
}

// readDates reads the file's expressions by document, in order.
func readDates(path string) ([][]goldDate, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var docs [][]goldDate
	index := map[string]int{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var g goldDate
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		g.Text, g.Left, g.Right = html.UnescapeString(g.Text), html.UnescapeString(g.Left), html.UnescapeString(g.Right)
		at, ok := index[g.Doc]
		if !ok {
			at = len(docs)
			index[g.Doc] = at
			docs = append(docs, nil)
		}
		docs[at] = append(docs[at], g)
	}
	return docs, lines.Err()
}

// rebuilt is the document's text as far as the contexts give it, and where in
// it each expression stands.
func rebuilt(dates []goldDate) (string, []goldDate) {
	words := map[int]string{}
	for _, g := range dates {
		left := strings.Fields(g.Left)
		for i, word := range left {
			words[g.First-len(left)+i] = word
		}
		for i, word := range strings.Fields(g.Right) {
			words[g.Last+i] = word
		}
	}
	for _, g := range dates {
		for i, word := range strings.Fields(g.Text) {
			words[g.First+i] = word
		}
	}
	places := make([]int, 0, len(words))
	for place := range words {
		places = append(places, place)
	}
	sort.Ints(places)
	var b strings.Builder
	spans := map[int]stemma.Span{}
	opened := false
	for i, place := range places {
		switch {
		case i > 0 && places[i-1] != place-1:
			b.WriteString("\n\n")
		case i > 0 && !closesUp(words[place], words[place-1], &opened) && !hyphenated(words[place], words[place-1]):
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(words[place])
		spans[place] = stemma.Span{Start: start, End: b.Len()}
	}
	placed := make([]goldDate, len(dates))
	for i, g := range dates {
		g.position = spans[g.First]
		for place := g.First; place < g.Last; place++ {
			g.position = g.position.Cover(spans[place])
		}
		placed[i] = g
	}
	return b.String(), placed
}

// hyphenated reports a hyphen between words, which GUM's tokens set apart.
func hyphenated(word, before string) bool { return word == "-" || before == "-" }

type dateTally struct {
	gold, found, right int
	trace              func(format string, args ...any)
}

func (y *dateTally) add(dates []goldDate) {
	text, placed := rebuilt(dates)
	d := timed(text, dates[0].DCT)
	for _, g := range placed {
		y.gold++
		found, right := false, false
		got := ""
		for _, t := range d.Timexes {
			if t.Span.Overlaps(g.position) {
				found = true
				right = right || g.resolves(t)
				got += fmt.Sprintf(" %q=%s %s..%s(%s)", t.Span.In(text), t.Value, t.Begin, t.End, t.Rule)
			}
		}
		if found {
			y.found++
		}
		if right {
			y.right++
		} else if y.trace != nil {
			y.trace("%s %s %q %v: %s", g.Doc, g.DCT, around(text, g.position), g.Attrs, got)
		}
	}
}

// resolves reports whether a timex covers gold's days, or tells gold's time of
// day. Gold that names no year ("--12": every December) is right when the
// value's month and day are.
func (g goldDate) resolves(t stemma.Timex) bool {
	if g.Tag == "time" {
		_, clock, _ := strings.Cut(t.Value, "T")
		want := g.Attrs["when"]
		if want == "" {
			want = g.Attrs["from"]
		}
		return clock != "" && strings.HasPrefix(want, clock[:min(len(clock), 5)]) || clock == "24:00" && want == "00:00:00"
	}
	first, last := g.ends()
	if strings.HasPrefix(first, "--") {
		return sameYearless(first, t.Begin, false) && sameYearless(last, t.End, true)
	}
	begin, ok := edgeOf(first, false)
	if first != "" && (!ok || begin != t.Begin) {
		return false
	}
	end, ok := edgeOf(last, true)
	return last == "" || ok && end == t.End
}

// ends are the first and last date of gold, each as precise as it is given.
func (g goldDate) ends() (first, last string) {
	if when, ok := g.Attrs["when"]; ok {
		return when, when
	}
	if _, ok := g.Attrs["from"]; ok {
		return g.Attrs["from"], g.Attrs["to"]
	}
	return g.Attrs["notBefore"], g.Attrs["notAfter"]
}

// edgeOf is the first or last day of a year, month or day.
func edgeOf(value string, last bool) (string, bool) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		t, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		if last && layout == "2006-01" {
			t = t.AddDate(0, 1, -1)
		}
		if last && layout == "2006" {
			t = t.AddDate(1, 0, -1)
		}
		return t.Format("2006-01-02"), true
	}
	return "", false
}

// sameYearless compares "--12" or "--12-18" with a day, year aside.
func sameYearless(value, day string, last bool) bool {
	if len(day) != len("2006-01-02") {
		return false
	}
	want, ok := edgeOf(day[:4]+strings.TrimPrefix(value, "-"), last)
	return ok && want == day
}

func (y *dateTally) scores() []Score {
	return []Score{{"dates.accuracy", percent(y.right, y.gold)}, {"dates.found", percent(y.found, y.gold)}}
}
