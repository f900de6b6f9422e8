package render

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"stemma"
)

// ClaimFormats and ClaimColumns are the names that ClaimOptions knows.
var (
	ClaimFormats = []string{"text", "csv", "jsonl", "stix", "geojson", "claimreview"}
	ClaimColumns = []string{"all", "ged", "plover"}
)

// ClaimOptions say how a list of claims is printed. The zero value prints plain
// text, 100 columns wide.
type ClaimOptions struct {
	Format  string // text (also ""), csv, jsonl, or another of Exports that is not Whole
	Columns string // csv, jsonl: all (also ""), ged, plover
	Color   bool
	Width   int
	Author  string // claimreview: who answers for the reviews
}

// Claims prints claims of the record: as a table for a terminal, a line each, as
// CSV or JSON Lines in the columns of UCDP GED (ged.go), of PLOVER (plover.go),
// or of both, or for other programs (formats.go). Errors: an unknown format or set of columns, and
// those of w.
func Claims(w io.Writer, record *stemma.Record, claims []stemma.Claim, options ClaimOptions) error {
	if options.Columns != "" && !slices.Contains(ClaimColumns, options.Columns) {
		return fmt.Errorf("no columns %q; there are %s", options.Columns, strings.Join(ClaimColumns, ", "))
	}
	switch options.Format {
	case "", "text":
		return listing(w, record, claims, options)
	case "csv":
		return exportCSV(w, record, claims, options.Columns)
	case "jsonl":
		return exportJSONL(w, record, claims, options.Columns)
	}
	if !slices.Contains(ClaimFormats, options.Format) {
		return fmt.Errorf("no format %q; there are %s", options.Format, strings.Join(ClaimFormats, ", "))
	}
	format, err := FormatOf(options.Format)
	if err != nil {
		return err
	}
	return format.Export(w, record, claims, ExportOptions{Author: options.Author})
}

// listing is the table, its columns as wide as what stands in them. A claim of
// several reports that rests on one origin is marked, as in the report.
func listing(w io.Writer, record *stemma.Record, claims []stemma.Claim, options ClaimOptions) error {
	s := newSheet(w, record, Options{Color: options.Color, Width: options.Width})
	s.line(0, s.head.Render(fmt.Sprintf("%s of %s.", strconv.Itoa(len(claims)), plural(len(record.Claims), "claim"))))
	rows := [][]string{{"claim", "when", "type", "rep.", "acc.", "orig.", "", "standing"}}
	marked := false
	for _, c := range claims {
		flag := ""
		if c.Counts.Reports > 1 && c.Counts.Origins[1] == 1 {
			flag, marked = "!", true
		}
		rows = append(rows, []string{c.ID, moment(c.Time), c.Event.Type, strconv.Itoa(c.Counts.Reports), c.Counts.Accounts.String(), c.Counts.Origins.String(), flag, stood(c)})
	}
	if len(claims) > 0 {
		s.table(rows, claims)
	}
	if marked {
		s.line(0, s.dim.Render("  ! several reports, one origin: confirmed by nobody else"))
	}
	return s.Flush()
}

// leastSummary is the room that a summary must have beside the columns; on a
// narrower terminal each claim gets lines of its own.
const leastSummary = 30

// table prints the rows, the first of which is the head, and beside each claim
// what it says.
func (s *sheet) table(rows [][]string, claims []stemma.Claim) {
	widths := make([]int, len(rows[0]))
	taken := 2
	for i := range widths {
		for _, row := range rows[1:] {
			widths[i] = max(widths[i], ansi.StringWidth(row[i]))
		}
		if widths[i] > 0 {
			widths[i] = max(widths[i], ansi.StringWidth(rows[0][i]))
			taken += widths[i] + 2
		}
	}
	rest := s.Width - taken
	if rest < leastSummary {
		for i, c := range claims {
			s.brief(c, rows[i+1])
		}
		return
	}
	for i, row := range rows {
		text := "what"
		if i > 0 {
			text = clip(flat(claims[i-1].Summary), rest-2)
		}
		s.WriteString("  ")
		for k, width := range widths {
			if width > 0 {
				s.WriteString(s.cellStyle(i, k, row[k]).Render(pad(row[k], width, k >= 3 && k <= 5)) + "  ")
			}
		}
		s.WriteString(text + "\n")
	}
}

// cellStyle dims the head, and warns of what rests on one origin or is denied.
func (s *sheet) cellStyle(row, column int, text string) lipgloss.Style {
	switch {
	case row == 0:
		return s.dim
	case column == 6, text == "denied", text == "retracted":
		return s.warn
	}
	return lipgloss.NewStyle()
}

// pad fills text up to a width, numbers from the left.
func pad(text string, width int, number bool) string {
	room := strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
	if number {
		return room + text
	}
	return text + room
}

// brief is a claim on a narrow terminal: its line, wrapped, and its counts below.
func (s *sheet) brief(c stemma.Claim, row []string) {
	s.line(7, fmt.Sprintf("  %-4s %s", c.ID, flat(c.Summary)))
	s.line(7, "       "+s.dim.Render(flat(strings.Join([]string{row[1], row[2], row[7], "·", counts(c), row[6]}, " "))))
}

// moment is when a claim's event happened, as short as it can be said: a day, a
// month, a year, or the first of several days with "–".
func moment(t *stemma.Time) string {
	if t == nil {
		return ""
	}
	if text := span(t.Begin, t.End); len(text) <= len("2006-01-02") {
		return text
	}
	return t.Begin + "–"
}

// stood is the last step of a claim's standing that is more than a report of it.
func stood(c stemma.Claim) string {
	for _, step := range slices.Backward(c.Standing) {
		if step.Status != "reported" {
			return step.Status
		}
	}
	return ""
}
