// Package render prints a record: as text for a terminal, JSON (the record
// itself), Markdown, CSV, and one self-contained HTML page; and hands claims to
// other programs in the formats that formats.go lists.
//
// Input: a *stemma.Record. Output: bytes on a writer, the same for the same
// record. Nothing is decided here: every count, date and difference stands in
// the record; render only chooses what a reader sees first.
package render

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"stemma"
)

// Options say what is printed and how. The zero value prints every section of
// plain text, 100 columns wide.
type Options struct {
	Format string // text (also ""), json, html, md, csv
	Only   string // claims, quotations, timeline, kinship, differences; "" for all
	Color  bool   // text: mark up with ANSI colours
	Width  int    // text: columns; 0 means 100
	All    bool   // text: every claim, not only the foremost of those that one report carries
}

// Formats and Sections are the names that Options knows.
var (
	Formats  = []string{"text", "json", "html", "md", "csv"}
	Sections = []string{"claims", "quotations", "timeline", "kinship", "differences"}
)

// Record prints the record on w. Errors: an unknown format or section, and
// those of w.
func Record(w io.Writer, record *stemma.Record, options Options) error {
	if options.Only != "" && !slices.Contains(Sections, options.Only) {
		return fmt.Errorf("no section %q; there are %s", options.Only, strings.Join(Sections, ", "))
	}
	switch options.Format {
	case "", "text":
		return text(w, record, options)
	case "json":
		return writeJSON(w, record, options)
	case "html":
		return page(w, record, options)
	case "md":
		return markdown(w, record, options)
	case "csv":
		return table(w, record)
	}
	return fmt.Errorf("no format %q; there are %s", options.Format, strings.Join(Formats, ", "))
}

// writeJSON prints the record, or with Only the one list of it.
func writeJSON(w io.Writer, record *stemma.Record, options Options) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	var part any = record
	switch options.Only {
	case "claims":
		part = record.Claims
	case "quotations":
		part = record.Quotations
	case "timeline":
		part = record.Timeline
	case "kinship":
		part = record.Kinship
	case "differences":
		part = differing(record)
	}
	return encoder.Encode(part)
}

// differing are the claims on which reports differ.
func differing(record *stemma.Record) []stemma.Claim {
	claims := []stemma.Claim{}
	for _, c := range record.Claims {
		if len(c.Disagreements) > 0 {
			claims = append(claims, c)
		}
	}
	return claims
}

// shows reports whether a section is to be printed.
func (o Options) shows(section string) bool { return o.Only == "" || o.Only == section }
