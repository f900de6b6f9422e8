package pages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/collate"
)

// TestCoarse: a paragraph cut finely has one piece for each sentence, shared by
// those who share half of it; one that is not keeps its pieces.
func TestCoarse(t *testing.T) {
	const text = "Two men died at night. It burned."
	pieces := []collate.Piece{
		{Span: stemma.Span{Start: 0, End: 7}, Sharers: []string{"A", "B"}},
		{Span: stemma.Span{Start: 8, End: 12}, Sharers: []string{"A"}},
		{Span: stemma.Span{Start: 13, End: 22}, Sharers: []string{"A", "C"}, Quotation: true},
		{Span: stemma.Span{Start: 23, End: 33}, Sharers: []string{"B"}, Quotation: true},
	}
	var got []string
	for _, one := range coarse(text, pieces) {
		got = append(got, one.Span.In(text)+" "+strings.Join(one.Sharers, " ")+map[bool]string{true: " quoted"}[one.Quotation])
	}
	if diff := cmp.Diff([]string{"Two men died at night. A", "It burned. B quoted"}, got); diff != "" {
		t.Error(diff)
	}
	wide := []collate.Piece{{Span: stemma.Span{Start: 0, End: 70}}, {Span: stemma.Span{Start: 71, End: 150}}}
	if len(coarse(strings.Repeat("x", 150), wide)) != 2 {
		t.Error("wide pieces are joined")
	}
}
