package collate

import (
	"slices"

	"stemma"
)

// Row is a paragraph of the base with what stands beside it in other reports.
type Row struct {
	Paragraph int      `json:"paragraph"` // 0: what the others have before anything of the base's
	Cells     [][]Cell `json:"cells"`     // by report: the base first, then the others as they were asked for
}

// Cell is a block of a report.
type Cell struct {
	Kind   stemma.BlockKind `json:"kind"`
	Span   stemma.Span      `json:"span"`
	Shared []stemma.Span    `json:"shared"` // the base's words, or in the base those of any report shown
	Differ []stemma.Span    `json:"differ"` // words within Shared that the other side has not
}

// Parallel sets reports in rows beside the base: each of their blocks beside
// the paragraph with which it shares most, the others after the block before
// them. It is nil where the base is unknown; unknown others are left out.
func Parallel(record *stemma.Record, base string, others []string) []Row {
	b := record.Article(base)
	if b == nil {
		return nil
	}
	marks := marksOf(record, base, others)
	blocks := prose(b)
	rows := make([]Row, len(blocks)+1)
	for i := range rows {
		rows[i] = Row{Paragraph: i, Cells: make([][]Cell, 1, 1+len(others))}
		if i > 0 {
			rows[i].Cells[0] = []Cell{marks[base].cell(blocks[i-1])}
		}
	}
	for _, id := range others {
		if w := record.Article(id); w != nil && id != base {
			beside(record, rows, blocks, base, w, marks[id])
		}
	}
	if !slices.ContainsFunc(rows[0].Cells, func(c []Cell) bool { return len(c) > 0 }) {
		rows = rows[1:]
	}
	return rows
}

func prose(a *stemma.ArticleRecord) []stemma.Block {
	return slices.DeleteFunc(slices.Clone(a.Blocks), func(b stemma.Block) bool { return !b.Kind.Prose() || b.Span.Empty() })
}

// beside gives each row a cell with the blocks of one report.
func beside(record *stemma.Record, rows []Row, blocks []stemma.Block, base string, w *stemma.ArticleRecord, m *marks) {
	for i := range rows {
		rows[i].Cells = append(rows[i].Cells, nil)
	}
	passages := common(record, base, w.ID)
	column, at := len(rows[0].Cells)-1, 0
	for _, b := range prose(w) {
		if best := nearest(passages, blocks, b.Span); best >= 0 {
			at = best + 1
		}
		rows[at].Cells[column] = append(rows[at].Cells[column], m.cell(b))
	}
}

// common are the passages that two reports share, the base's side first.
func common(record *stemma.Record, base, other string) [][2]stemma.Span {
	var list [][2]stemma.Span
	for _, p := range record.Kinship.Passages {
		switch {
		case p.A.Article == base && p.B.Article == other:
			list = append(list, [2]stemma.Span{p.A.Span, p.B.Span})
		case p.B.Article == base && p.A.Article == other:
			list = append(list, [2]stemma.Span{p.B.Span, p.A.Span})
		}
	}
	return list
}

// nearest is the base's paragraph with which a block shares most bytes, -1 for none.
func nearest(passages [][2]stemma.Span, blocks []stemma.Block, span stemma.Span) int {
	best, most := -1, 0
	for _, p := range passages {
		if !p[1].Overlaps(span) {
			continue
		}
		for i, b := range blocks {
			if n := min(b.Span.Overlap(p[0]), p[1].Overlap(span)); n > most {
				best, most = i, n
			}
		}
	}
	return best
}

// marks are what is shared and what differs in one report.
type marks struct{ shared, differ []stemma.Span }

// cell is a block with its marks, each cut to it.
func (m *marks) cell(b stemma.Block) Cell {
	c := Cell{Kind: b.Kind, Span: b.Span}
	if m != nil {
		c.Shared, c.Differ = within(m.shared, b.Span), within(m.differ, b.Span)
	}
	return c
}

func within(spans []stemma.Span, in stemma.Span) []stemma.Span {
	var list []stemma.Span
	for _, s := range spans {
		if s.Overlaps(in) {
			list = append(list, stemma.Span{Start: max(s.Start, in.Start), End: min(s.End, in.End)})
		}
	}
	return list
}

// marksOf are the marks of the base and of each of the others, sorted and
// disjoint.
func marksOf(record *stemma.Record, base string, others []string) map[string]*marks {
	all := map[string]*marks{base: {}}
	for _, id := range others {
		all[id] = &marks{}
	}
	for _, p := range record.Kinship.Passages {
		a, b := all[p.A.Article], all[p.B.Article]
		if a == nil || b == nil || p.A.Article != base && p.B.Article != base {
			continue
		}
		a.shared, b.shared = append(a.shared, p.A.Span), append(b.shared, p.B.Span)
		left, right := Differences(record.Text(p.A), record.Text(p.B))
		a.differ, b.differ = append(a.differ, shifted(left, p.A.Span.Start)...), append(b.differ, shifted(right, p.B.Span.Start)...)
	}
	for _, m := range all {
		m.shared, m.differ = disjoint(m.shared), disjoint(m.differ)
	}
	return all
}

func shifted(spans []stemma.Span, by int) []stemma.Span {
	for i := range spans {
		spans[i].Start, spans[i].End = spans[i].Start+by, spans[i].End+by
	}
	return spans
}

// disjoint sorts spans and makes one of those that overlap.
func disjoint(spans []stemma.Span) []stemma.Span {
	slices.SortFunc(spans, func(a, b stemma.Span) int { return a.Start - b.Start })
	var out []stemma.Span
	for _, s := range spans {
		if last := len(out) - 1; last >= 0 && s.Start <= out[last].End {
			out[last].End = max(out[last].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
