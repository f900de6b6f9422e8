package ingest

import (
	"strings"

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
	at, lowest, highest := align(shown, main)
	var pieces []piece
	if title := article.Title; title != "" && !startsWith(main, title) {
		pieces = append(pieces, piece{kind: stemma.Heading, text: title})
	}
	next := max(0, lowest-reach)
	if h1 := lastHeading(shown, next, lowest); h1 >= 0 {
		next = h1
	}
	for ; next < lowest; next++ {
		pieces = appendPiece(pieces, aroundText(shown[next]))
	}
	for i, m := range main {
		for at[i] >= 0 && next < at[i] {
			pieces = appendPiece(pieces, withinText(shown[next]))
			next++
		}
		if at[i] >= 0 {
			next = max(next, at[i]+1)
			m = asShown(m, shown[at[i]])
		}
		pieces = appendPiece(pieces, m)
	}
	for ; highest >= 0 && next < min(len(shown), highest+4); next++ {
		pieces = appendPiece(pieces, withinText(shown[next]))
	}
	return pieces
}

// align finds for every piece of main text the piece of the page that it is, -1
// for none, and the first and last piece found.
func align(shown, main []piece) (at []int, lowest, highest int) {
	places := map[string][]int{}
	for i, s := range shown {
		places[s.text] = append(places[s.text], i)
		if s.kind == stemma.Embed {
			for line := range strings.SplitSeq(s.text, "\n") {
				places[line] = append(places[line], i)
			}
		}
	}
	at, lowest, highest = make([]int, len(main)), len(shown), -1
	last := -1
	for i, m := range main {
		at[i] = -1
		for _, place := range places[m.text] {
			if place >= last {
				at[i], last = place, place
				break
			}
		}
		if at[i] >= 0 {
			lowest, highest = min(lowest, at[i]), max(highest, at[i])
		}
	}
	if highest < 0 {
		lowest = 0
	}
	return at, lowest, highest
}

// asShown gives a piece of main text the page's word on what it is. Of a post,
// only the whole counts: its lines become the one piece.
func asShown(m, s piece) piece {
	switch s.kind {
	case stemma.Embed, stemma.Caption:
		return s
	}
	if m.kind == "" {
		m.kind = s.kind
	}
	return m
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

// withinText is what is kept of a piece between two pieces of main text.
func withinText(s piece) piece {
	if s.kind == stemma.Caption && !s.side || s.kind == stemma.Embed {
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

// startsWith reports whether one of the first pieces is the title.
func startsWith(main []piece, title string) bool {
	for _, m := range main[:min(len(main), 3)] {
		if strings.EqualFold(m.text, title) {
			return true
		}
	}
	return false
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
