package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"stemma"
)

// Format is a form in which a record, or chosen claims of it, are handed to
// other programs.
type Format struct {
	Name   string // as commands and addresses have it
	Media  string // media type
	Suffix string // of a file
	About  string // one line
	Whole  bool   // it prints the whole record; claims are not chosen from it
	write  func(io.Writer, *stemma.Record, []stemma.Claim, ExportOptions) error
}

// ExportOptions say what an export cannot take from the record. The zero value is usable.
type ExportOptions struct {
	Author  string                     // claimreview: who answers for the reviews; "" leaves it out
	Address func(*stemma.Claim) string // the page of a claim; nil, or "" from it: there is none
	Key     func(*stemma.Claim) string // a name of a claim that outlives this record; nil: its number
}

// Exports are the formats, in the order in which they are offered.
var Exports = []Format{
	{"json", "application/json", ".json", "the whole record, with texts, evidence and kinship", true, nil},
	{"html", "text/html; charset=utf-8", ".html", "one page that needs nothing else", true, nil},
	{"md", "text/markdown; charset=utf-8", ".md", "Markdown", true, nil},
	{"text", "text/plain; charset=utf-8", ".txt", "plain text, 100 columns wide", true, nil},
	{"csv", "text/csv; charset=utf-8", ".csv", "claims in the columns of PLOVER and of UCDP GED", false, nil},
	{"jsonl", "application/jsonl", ".jsonl", "the same, an object a line", false, nil},
	{"ged", "text/csv; charset=utf-8", ".csv", "claims in the columns of UCDP GED", false, nil},
	{"plover", "text/csv; charset=utf-8", ".csv", "claims in the columns of PLOVER, with CAMEO codes", false, nil},
	{"stix", "application/stix+json;version=2.1", ".json", "a STIX 2.1 bundle: reports, claims as notes, standings as opinions", false, exportSTIX},
	{"geojson", "application/geo+json", ".geojson", "claims on the map (RFC 7946)", false, exportGeoJSON},
	{"claimreview", "application/ld+json", ".jsonld", "schema.org ClaimReview, as JSON-LD", false, exportClaimReviews},
}

// FormatOf is the format of the name.
func FormatOf(name string) (Format, error) {
	at := slices.IndexFunc(Exports, func(f Format) bool { return f.Name == name })
	if at < 0 {
		names := make([]string, len(Exports))
		for i, f := range Exports {
			names[i] = f.Name
		}
		return Format{}, fmt.Errorf("no export format %q; there are %s", name, strings.Join(names, ", "))
	}
	return Exports[at], nil
}

// Export writes claims of the record in the format; a format that is Whole
// writes the record, whatever the claims. Errors are those of w.
func (f Format) Export(w io.Writer, r *stemma.Record, claims []stemma.Claim, o ExportOptions) error {
	switch {
	case f.write != nil:
		return f.write(w, r, claims, o)
	case f.Whole:
		return Record(w, r, Options{Format: f.Name, All: true})
	case f.Name == "jsonl":
		return exportJSONL(w, r, claims, "")
	case f.Name == "csv":
		return exportCSV(w, r, claims, "")
	}
	return exportCSV(w, r, claims, f.Name) // called as its columns are
}

// address is the page of a claim, "" for none.
func (o ExportOptions) address(c *stemma.Claim) string {
	if o.Address == nil {
		return ""
	}
	return o.Address(c)
}

// key is the lasting name of a claim, or its number in the record.
func (o ExportOptions) key(c *stemma.Claim) string {
	if o.Key == nil {
		return c.ID
	}
	return o.Key(c)
}
