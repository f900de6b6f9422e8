package reconcile

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"stemma"
	"stemma/lexicon"
)

// brokenDown reports whether a sentence counts one thing several times, "six
// goals at home and three away": which of its figures another report's would
// contradict, nothing tells.
func (v voices) brokenDown(f figure) bool {
	d := v.b.docs[f.note.doc]
	within := around(d, f.Span)
	return slices.ContainsFunc(d.Quantities, func(q stemma.Quantity) bool {
		return within.Contains(q.Span) && !q.Span.Overlaps(f.Span) && q.Unit == f.Unit && q.Of == f.Of && f.Unit != "percent" && distance(q, f.Quantity) > 0 &&
			v.counted(figure{q, f.note}) == v.counted(f)
	})
}

// reach is how far behind a share its place may stand: "82 percent of India's
// voice traffic", "52 percent in Egypt".
const reach = 60

// placeOf is the place whose share a percentage is: the first that is named
// behind it, before the next figure; "" where none is.
func (v voices) placeOf(f figure) string {
	d := v.b.docs[f.note.doc]
	end := f.Span.End + reach
	for _, q := range d.Quantities {
		if q.Span.Start > f.Span.End {
			end = min(end, q.Span.Start)
		}
	}
	for _, m := range d.Mentions {
		if (m.Type == "GPE" || m.Type == "LOC") && m.Span.Start > f.Span.End && m.Span.End <= end {
			return m.ID
		}
	}
	return ""
}

//go:embed lexicon/passing.txt
var passingText string

var passingWords = sync.OnceValue(func() []string {
	var list []string
	for _, entry := range lexicon.MustRead("passing.txt", passingText, 1) {
		list = append(list, entry.Key)
	}
	return list
})

// forATime is the words of a figure's sentence that give it for a time only.
func (v voices) forATime(f figure) string {
	d := v.b.docs[f.note.doc]
	return timely(around(d, f.Span).In(d.Text))
}

func timely(sentence string) string {
	words := wordsOf(sentence, stemma.Span{End: len(sentence)})
	forms := make([]string, len(words))
	for i, w := range words {
		forms[i] = w.text
	}
	text := " " + strings.Join(forms, " ") + " "
	for _, w := range passingWords() {
		if strings.Contains(text, " "+w+" ") {
			return w
		}
	}
	return ""
}

// aboutShare is the share of content words in common from which two percentages
// are of one thing.
const aboutShare = 0.3
