package conllu

import (
	"strings"

	"stemma"
)

// Article joins the sentences' surface as one article, each paragraph a block,
// and returns where each sentence stands in its text.
func Article(sentences []Sentence) (*stemma.Article, []stemma.Span) {
	var text strings.Builder
	var spans []stemma.Span
	a := &stemma.Article{}
	start := 0
	flush := func() {
		end := len(strings.TrimRight(text.String(), " "))
		if end > start {
			a.Blocks = append(a.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: start, End: end}})
		}
		text.WriteString("\n\n")
		start = text.Len()
	}
	for i, s := range sentences {
		if s.NewPar && i > 0 {
			flush()
		}
		first, last := text.Len(), 0
		for _, surface := range s.Surface {
			text.WriteString(surface.Form)
			last = text.Len()
			if surface.Space {
				text.WriteByte(' ')
			}
		}
		spans = append(spans, stemma.Span{Start: first, End: last})
	}
	flush()
	a.Text = text.String()
	return a, spans
}
