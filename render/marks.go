package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"stemma"
	"stemma/collate"
)

// mark is a stretch of one article's text that the page shows marked.
type mark struct {
	stemma.Span
	class string // passage, quotation, differ
	note  string // what a reader is told of it
	link  string // where its other side stands
	id    string // its own fragment
}

// marksOf collects each article's marks: shared passages, the words in which
// edited ones differ, and an anchor at each claim mention.
func marksOf(record *stemma.Record) map[string][]mark {
	marks := map[string][]mark{}
	for i, p := range record.Kinship.Passages {
		class := "passage"
		if p.Quotation {
			class = "quotation"
		}
		add := func(at, other stemma.Evidence) {
			marks[at.Article] = append(marks[at.Article], mark{Span: at.Span, class: class,
				note: fmt.Sprintf("%s, also in %s", p.Kind, other.Article), link: fmt.Sprintf("p%d-%s", i, other.Article), id: fmt.Sprintf("p%d-%s", i, at.Article)})
		}
		add(p.A, p.B)
		add(p.B, p.A)
		if p.Kind == stemma.Edited {
			left, right := collate.Differences(record.Text(p.A), record.Text(p.B))
			marks[p.A.Article] = append(marks[p.A.Article], shifted(left, p.A.Span.Start, p.B.Article)...)
			marks[p.B.Article] = append(marks[p.B.Article], shifted(right, p.B.Span.Start, p.A.Article)...)
		}
	}
	for _, c := range record.Claims {
		for _, m := range c.Mentions {
			at := stemma.Span{Start: m.Span.Start, End: m.Span.Start}
			marks[m.Article] = append(marks[m.Article], mark{Span: at, class: "claim", note: c.ID, link: c.ID, id: anchor(m.Article, m.Span.Start)})
		}
	}
	return marks
}

func shifted(spans []stemma.Span, by int, other string) []mark {
	marks := make([]mark, len(spans))
	for i, s := range spans {
		marks[i] = mark{Span: stemma.Span{Start: s.Start + by, End: s.End + by}, class: "differ", note: "not in " + other}
	}
	return marks
}

// body is the article's text as HTML: a block an element, marks within.
func body(a *stemma.Article, marks []mark) template.HTML {
	slices.SortStableFunc(marks, func(x, y mark) int { return x.Start - y.Start })
	var b strings.Builder
	named := map[string]bool{}
	for _, block := range a.Blocks {
		tag := map[stemma.BlockKind]string{stemma.Heading: "h4", stemma.List: "li"}[block.Kind]
		if tag == "" {
			tag = "p"
		}
		fmt.Fprintf(&b, "<%s class=\"%s\">", tag, block.Kind)
		marked(&b, a.Text, block.Span, marks, named)
		fmt.Fprintf(&b, "</%s>\n", tag)
	}
	return template.HTML(b.String())
}

// marked writes the text of a block, cut wherever a mark begins or ends, each
// piece within the marks that cover it.
func marked(b *strings.Builder, text string, block stemma.Span, marks []mark, named map[string]bool) {
	cuts := []int{block.Start, block.End}
	var here []mark
	for _, m := range marks {
		if m.Overlaps(block) || m.Empty() && block.Start <= m.Start && m.Start < block.End {
			here = append(here, m)
			cuts = append(cuts, max(m.Start, block.Start), min(m.End, block.End))
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := 0; i+1 < len(cuts); i++ {
		piece(b, text, stemma.Span{Start: cuts[i], End: cuts[i+1]}, here, named)
	}
}

func piece(b *strings.Builder, text string, s stemma.Span, marks []mark, named map[string]bool) {
	var classes, notes []string
	for _, m := range marks {
		switch {
		case m.class == "claim" && m.Start == s.Start:
			id := ""
			if !named[m.id] {
				named[m.id] = true
				id = fmt.Sprintf(` id="%s"`, m.id)
			}
			fmt.Fprintf(b, `<a class="claim"%s href="#%s">%s</a>`, id, m.link, m.note)
		case m.class != "claim" && m.Contains(s):
			if m.Start == s.Start && m.link != "" {
				fmt.Fprintf(b, `<a class="other" id="%s" href="#%s" aria-label="%s">⇄</a>`, m.id, m.link, template.HTMLEscapeString(m.note))
			}
			if !slices.Contains(classes, m.class) {
				classes, notes = append(classes, m.class), append(notes, m.note)
			}
		}
	}
	words := template.HTMLEscapeString(s.In(text))
	if len(classes) == 0 {
		b.WriteString(words)
		return
	}
	fmt.Fprintf(b, `<mark class="%s" title="%s">%s</mark>`, strings.Join(classes, " "), template.HTMLEscapeString(strings.Join(notes, "; ")), words)
}
