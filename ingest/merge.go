package ingest

import (
	"sort"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"stemma"
)

// reach is how many pieces before the first and after the last piece of main
// text are looked at for a by-line, a date and captions.
const reach = 12

// merge joins what the page shows with what of it is main text. The main text
// decides what is prose and in which order; the page adds what the extraction
// leaves out but an analyst needs to see set apart: title, by-line, date,
// captions and posts, each where it stands.
func merge(shown, main []piece, article *stemma.Article) []piece {
	places := align(shown, main)
	lowest, highest := len(shown), -1
	for _, at := range places {
		if at.Len() > 0 {
			lowest, highest = min(lowest, at.Start), max(highest, at.End-1)
		}
	}
	if highest < 0 {
		lowest = 0
	}
	next := max(0, lowest-reach)
	h1 := lastHeading(shown, next, min(len(shown), lowest+1))
	if h1 >= 0 {
		next = h1
	}
	pieces := titlePieces(shown, main, h1, article)
	for ; next < lowest; next++ {
		pieces = appendPiece(pieces, aroundText(shown[next]))
	}
	begun := false
	for i, m := range main {
		at := places[i]
		for at.Len() > 0 && next < at.Start {
			pieces = appendPiece(pieces, withinText(shown[next]))
			if !begun {
				pieces = appendPiece(pieces, aroundText(shown[next]))
			}
			next++
		}
		begun = begun || m.kind == "" && len(m.text) > 60
		if at.Len() == 0 {
			pieces = appendPiece(pieces, m)
			continue
		}
		for j := at.Start; j < at.End; j++ {
			if j >= next || shown[j].kind != stemma.Embed {
				pieces = appendPiece(pieces, asShown(m, shown[j]))
			}
		}
		next = max(next, at.End)
	}
	for ; highest >= 0 && next < min(len(shown), highest+4); next++ {
		if shown[next].kind != stemma.Heading {
			pieces = appendPiece(pieces, withinText(shown[next]))
		}
	}
	return pieces
}

// titlePieces is the title as the page shows it, unless the main text begins
// with it; the article's title becomes what is shown where the two agree.
func titlePieces(shown, main []piece, h1 int, article *stemma.Article) []piece {
	title := article.Title
	if h1 >= 0 && (title == "" || similar(shown[h1].text, title)) {
		title = shown[h1].text
	}
	for _, m := range main[:min(len(main), 3)] {
		if squash(m.text) == squash(title) || m.tag == atom.H1 && similar(m.text, title) {
			article.Title = m.text
			return nil
		}
	}
	article.Title = title
	if title == "" {
		return nil
	}
	return []piece{{kind: stemma.Heading, text: title}}
}

// similar reports whether two headlines share most of their words.
func similar(a, b string) bool {
	known := map[string]bool{}
	for _, word := range strings.Fields(strings.ToLower(a)) {
		known[word] = true
	}
	shared, words := 0, strings.Fields(strings.ToLower(b))
	for _, word := range words {
		if known[word] {
			shared++
		}
	}
	return len(known) > 0 && 10*shared >= 6*max(1, min(len(known), len(words)))
}

// align finds for every piece of main text the pieces of the page that it is,
// in order; the empty span for none. The extraction drops line breaks and
// boundaries between list items, so one of its pieces may be several of the
// page's: letters and digits alone are compared.
func align(shown, main []piece) []stemma.Span {
	keys := make([]string, len(shown))
	places := map[string][]int{}
	for i, s := range shown {
		keys[i] = squash(s.text)
		if keys[i] != "" {
			start := keys[i][:min(len(keys[i]), alignedBy)]
			places[start] = append(places[start], i)
		}
	}
	found := make([]stemma.Span, len(main))
	last := 0
	for i, m := range main {
		key := squash(m.text)
		for n := min(len(key), alignedBy); n > 0 && found[i].Len() == 0; n-- {
			found[i] = place(keys, places[key[:n]], key, last)
			if found[i].Len() == 0 && m.kind == stemma.Embed && n == alignedBy && len(places[key[:n]]) > 0 {
				at := places[key[:n]][0] // the extraction shortens posts
				found[i] = stemma.Span{Start: at, End: at + 1}
			}
		}
		if found[i].Len() > 0 {
			last = found[i].End
		}
	}
	return found
}

// alignedBy is the length in bytes of the beginnings by which pieces are looked up.
const alignedBy = 24

// place is the first run of pieces among the candidates that spells key.
func place(keys []string, candidates []int, key string, last int) stemma.Span {
	from := sort.SearchInts(candidates, last-1)
	for _, start := range candidates[from:min(len(candidates), from+64)] {
		rest := key
		for end := start; end < len(keys); end++ {
			after, ok := strings.CutPrefix(rest, keys[end])
			if !ok {
				break
			}
			if rest = after; rest == "" {
				return stemma.Span{Start: start, End: end + 1}
			}
		}
	}
	return stemma.Span{}
}

// squash is text reduced to its letters and digits.
func squash(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// asShown is a piece of the page that belongs to the main text, with the main
// text's word on what the page leaves open.
func asShown(m, s piece) piece {
	if s.kind == "" {
		s.kind = m.kind
	}
	if s.linked && s.kind != stemma.Embed && s.kind != stemma.Caption && !ends(s.text) {
		s.kind = stemma.Furniture // a teaser for another page
	}
	return s
}

// aroundText is what is kept of a piece between title and text: by-lines, dates,
// captions.
func aroundText(s piece) piece {
	if s.side && s.kind != stemma.Caption && s.tag != atom.Time && s.tag != atom.Header {
		return piece{}
	}
	if s.kind == stemma.Caption {
		return s
	}
	if kind := kindByWording(s.text); kind == stemma.Byline {
		return piece{kind: kind, text: s.text}
	}
	if _, ok := dateLine(s.text); ok {
		return piece{kind: stemma.Furniture, text: s.text}
	}
	return piece{}
}

// withinText is what is kept of a piece between two pieces of main text: what
// the extraction drops though it is the article's.
func withinText(s piece) piece {
	if s.kind == stemma.Embed || (s.kind == stemma.Caption || s.kind == stemma.Heading && !s.linked) && !s.side {
		return s
	}
	return piece{}
}

// appendPiece adds a piece that has text and is not the one just added.
func appendPiece(pieces []piece, p piece) []piece {
	if p.text == "" {
		return pieces
	}
	if n := len(pieces); n > 0 && pieces[n-1].text == p.text {
		return pieces
	}
	return append(pieces, p)
}

// lastHeading is the last top heading within [from, to), or -1.
func lastHeading(shown []piece, from, to int) int {
	for i := to - 1; i >= from; i-- {
		if shown[i].tag == atom.H1 {
			return i
		}
	}
	return -1
}
