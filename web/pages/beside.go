package pages

import (
	"slices"

	"stemma"
	"stemma/collate"
	"stemma/render"
)

// column is the head of a report set beside others.
type column struct{ Siglum, Outlet, Dated, Title, URL string }

// parallelRow is a paragraph of the base and what stands beside it.
type parallelRow struct {
	Paragraph int
	Cells     [][]cell
}

// cell is a block of a report in a row.
type cell struct {
	Heading bool
	Runs    []markedRun
}

// markedRun is text that is shared, or differs within what is shared.
type markedRun struct {
	Text   string
	Shared bool
	Differ bool
}

func (s *editionPage) beside(r *stemma.Record) {
	sigla := append([]string{s.Base}, s.Chosen...)
	for _, id := range sigla {
		a := r.Article(id)
		s.Columns = append(s.Columns, column{id, s.Outlet(id), render.Dated(a.Article), render.Title(a.Article), s.Report(id)})
	}
	for _, row := range collate.Parallel(r, s.Base, s.Chosen) {
		out := parallelRow{Paragraph: row.Paragraph}
		for i, blocks := range row.Cells {
			var cells []cell
			for _, b := range blocks {
				cells = append(cells, cell{b.Kind == stemma.Heading, markedRuns(r.Article(sigla[i]).Text, b)})
			}
			out.Cells = append(out.Cells, cells)
		}
		s.Rows = append(s.Rows, out)
	}
}

// markedRuns cuts a block where what is shared, or differs, begins and ends.
func markedRuns(text string, c collate.Cell) []markedRun {
	cuts := []int{c.Span.Start, c.Span.End}
	for _, s := range slices.Concat(c.Shared, c.Differ) {
		cuts = append(cuts, s.Start, s.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	holds := func(list []stemma.Span, s stemma.Span) bool {
		return slices.ContainsFunc(list, func(x stemma.Span) bool { return x.Contains(s) })
	}
	var out []markedRun
	for i := 0; i+1 < len(cuts); i++ {
		s := stemma.Span{Start: cuts[i], End: cuts[i+1]}
		out = append(out, markedRun{s.In(text), holds(c.Shared, s), holds(c.Differ, s)})
	}
	return out
}
