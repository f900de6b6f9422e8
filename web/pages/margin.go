package pages

import (
	"strconv"
	"strings"

	"stemma"
	"stemma/collate"
)

// leastPiece is how many letters the pieces of a paragraph must have on average
// for each to have its sigla in the margin: about a line's. Of shorter ones there
// would be more sigla than lines.
const leastPiece = 60

// coarse makes one piece of each sentence of a paragraph that is cut too finely:
// its sharers are those who share half of it and more.
func coarse(text string, pieces []collate.Piece) []collate.Piece {
	if len(pieces) < 2 || (pieces[len(pieces)-1].Span.End-pieces[0].Span.Start)/len(pieces) >= leastPiece {
		return pieces
	}
	var out []collate.Piece
	from := 0
	for i, one := range pieces {
		words := strings.TrimRight(one.Span.In(text), `"'’”)`)
		if i+1 < len(pieces) && (words == "" || !strings.ContainsAny(words[len(words)-1:], ".!?")) {
			continue
		}
		out = append(out, sentencePiece(pieces[from:i+1]))
		from = i + 1
	}
	return out
}

func sentencePiece(pieces []collate.Piece) collate.Piece {
	all := collate.Piece{Span: stemma.Span{Start: pieces[0].Span.Start, End: pieces[len(pieces)-1].Span.End}, Quotation: true}
	has := map[string]int{}
	var sigla []string
	total := 0
	for _, one := range pieces {
		total += one.Span.Len()
		all.Quotation = all.Quotation && one.Quotation
		for _, id := range one.Sharers {
			if has[id] == 0 {
				sigla = append(sigla, id)
			}
			has[id] += one.Span.Len()
		}
	}
	for _, id := range sigla {
		if 2*has[id] >= total {
			all.Sharers = append(all.Sharers, id)
		}
	}
	return all
}

// Letters of the sigla in a margin: of all, and of the first of too many.
const (
	widestMargin = 14
	firstOfMany  = 8
)

// short are sigla as the margin has them: "A–C F", or the first of many and
// their number.
func short(r *stemma.Record, sigla []string) string {
	text := collate.Brief(r, sigla)
	if len([]rune(text)) <= widestMargin {
		return text
	}
	at := strings.LastIndexByte(text[:firstOfMany], ' ')
	if at < 0 {
		return strconv.Itoa(len(sigla)) + " reports"
	}
	return text[:at] + " … (" + strconv.Itoa(len(sigla)) + ")"
}
