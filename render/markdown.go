package render

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"stemma"
)

// markdown prints the record as a Markdown document.
func markdown(w io.Writer, record *stemma.Record, options Options) error {
	b := bufio.NewWriter(w)
	if options.Only == "" {
		fmt.Fprintf(b, "# %s\n\n", escape(heading(record)))
		markdownReports(b, record)
	}
	if options.shows("claims") {
		markdownClaims(b, "Claims", record, record.Claims)
	}
	if options.Only == "differences" {
		markdownClaims(b, "Where reports differ", record, differing(record))
	}
	if options.shows("quotations") {
		markdownQuotations(b, record)
	}
	if options.shows("kinship") {
		markdownKinship(b, record)
	}
	if options.shows("timeline") {
		markdownTimeline(b, record)
	}
	return b.Flush()
}

// heading is the title of the whole: the story's, or how many stories there are.
func heading(record *stemma.Record) string {
	if len(record.Stories) == 1 {
		return record.Stories[0].Title
	}
	return plural(len(record.Stories), "story", "stories") + " in " + plural(len(record.Articles), "article")
}

func markdownReports(b *bufio.Writer, record *stemma.Record) {
	b.WriteString("## Reports\n\n| | published | outlet | title |\n|---|---|---|---|\n")
	for _, a := range record.Articles {
		outlet := a.Outlet
		if a.Handle != "" {
			outlet = a.Handle + ", shown in " + a.Host.Article
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", a.ID, dated(a.Article), escape(outlet), escape(title(a.Article)))
	}
	for _, p := range record.Problems {
		fmt.Fprintf(b, "\n**Problem**: %s\n", escape(p.String()))
	}
	b.WriteString("\n")
}

func markdownClaims(b *bufio.Writer, title string, record *stemma.Record, claims []stemma.Claim) {
	if len(claims) == 0 {
		return
	}
	fmt.Fprintf(b, "## %s\n\n", title)
	for _, c := range claims {
		fmt.Fprintf(b, "### %s. %s\n\n%s. %s.\n\n", c.ID, escape(c.Summary), counts(c), escape(verdict(c)))
		for _, m := range c.Mentions {
			via := ""
			if len(m.Chain) > 0 {
				via = " (" + chain(m.Chain) + ")"
			}
			fmt.Fprintf(b, "- **%s**%s: %s\n", m.Article, escape(via), escape(quoted(record, stemma.Evidence{Article: m.Article, Span: m.Span}, 300)))
		}
		for _, d := range contrasts(record, c) {
			fmt.Fprintf(b, "- %s\n", escape(d.String()))
		}
		for _, at := range history(record, c) {
			fmt.Fprintf(b, "- %s: %s, %s (%s)\n", at.At, at.Status, escape(at.By), at.Evidence.Article)
		}
		b.WriteString("\n")
	}
}

func markdownQuotations(b *bufio.Writer, record *stemma.Record) {
	if len(record.Quotations) == 0 {
		return
	}
	b.WriteString("## Quotations\n\n")
	for _, q := range record.Quotations {
		fmt.Fprintf(b, "- **%s** (%s): %s\n", escape(q.Speaker), q.Reference.Article, escape(quoted(record, q.Reference, 400)))
		for _, v := range q.Variants {
			fmt.Fprintf(b, "  - %s, %s: %s %s\n", v.Article, v.Fidelity, escape(quoted(record, stemma.Evidence{Article: v.Article, Span: v.Span}, 300)), escape(v.Changed))
		}
	}
	b.WriteString("\n")
}

func markdownKinship(b *bufio.Writer, record *stemma.Record) {
	if len(record.Kinship.Edges)+len(record.Kinship.Passages) == 0 {
		return
	}
	b.WriteString("## Who took from whom\n\n")
	for _, e := range record.Kinship.Edges {
		fmt.Fprintf(b, "- %s (%.0f%%): %s\n", edge(e), 100*e.Probability, escape(e.Why))
	}
	for _, p := range record.Kinship.Passages {
		fmt.Fprintf(b, "- %s, %s: %s %s\n", p.A.Article, p.B.Article, p.Kind, escape(quoted(record, p.A, 200)))
	}
	b.WriteString("\n")
}

func markdownTimeline(b *bufio.Writer, record *stemma.Record) {
	if len(record.Timeline) == 0 {
		return
	}
	b.WriteString("## Timeline\n\n| date | what | where |\n|---|---|---|\n")
	for _, m := range record.Timeline {
		fmt.Fprintf(b, "| %s | %s | %s |\n", m.At, escape(m.What), strings.Trim(reference(m), " []"))
	}
}

// escape keeps Markdown's and HTML's signs in foreign text from being read as markup.
var escape = strings.NewReplacer(`\`, `\\`, "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "#", `\#`).Replace

// table prints one line a claim mention as CSV with a header line.
func table(w io.Writer, record *stemma.Record) error {
	out := csv.NewWriter(w)
	out.Write([]string{"claim", "summary", "type", "mode", "cameo", "actor", "recipient", "place", "country", "lat", "lon", "begin", "end",
		"low", "high", "of", "modality", "polarity", "reports", "accounts_low", "accounts_high", "origins_low", "origins_high", "origins",
		"article", "outlet", "published", "start", "finish", "source", "source_original"})
	for _, c := range record.Claims {
		for _, m := range c.Mentions {
			out.Write(row(record, c, m))
		}
	}
	out.Flush()
	return out.Error()
}

func row(record *stemma.Record, c stemma.Claim, m stemma.ClaimMention) []string {
	var place, country, lat, lon, begin, end, low, high, of string
	if m.Place != nil {
		place, country, lat, lon = m.Place.Name, m.Place.Country, optional(m.Place.Lat), optional(m.Place.Lon)
	}
	if m.Time != nil {
		begin, end = m.Time.Begin, m.Time.End
	}
	if len(m.Quantities) > 0 {
		low, high, of = optional(m.Quantities[0].Low), optional(m.Quantities[0].High), m.Quantities[0].Of
	}
	names := make([]string, len(c.Origins))
	for i, o := range c.Origins {
		names[i] = o.Name
	}
	article := record.Article(m.Article)
	return []string{c.ID, cell(c.Summary), c.Event.Type, c.Event.Mode, c.Event.CAMEO,
		cell(strings.Join(stemma.Names(m.Actor), "; ")), cell(strings.Join(stemma.Names(m.Recipient), "; ")), cell(place), country, lat, lon, begin, end,
		low, high, of, m.Modality, m.Polarity, strconv.Itoa(c.Counts.Reports),
		strconv.Itoa(c.Counts.Accounts[0]), strconv.Itoa(c.Counts.Accounts[1]), strconv.Itoa(c.Counts.Origins[0]), strconv.Itoa(c.Counts.Origins[1]), cell(strings.Join(names, "; ")),
		m.Article, cell(article.Outlet), article.Published.Day(), strconv.Itoa(m.Span.Start), strconv.Itoa(m.Span.End),
		cell(chain(m.Chain)), cell(flat(m.Span.In(article.Text)))}
}

// cell keeps a spreadsheet from reading a report's words as a formula.
func cell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

func optional(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}
