package render

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"stemma"
)

//go:embed page.html
var pageSource string

//go:embed page.css
var pageStyle string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"counts": counts, "verdict": verdict, "facts": facts, "apart": apart, "dated": dated, "label": label, "chain": chain, "clip": clip,
	"percent": func(p float64) string { return fmt.Sprintf("%.0f%%", 100*p) }, "edge": edge, "join": strings.Join, "rests": rests,
	"many": func(c stemma.Claim) bool { return c.Counts.Reports > 1 },
	"safe": func(c stemma.Claim) bool { return c.Counts.Origins[0] > 1 },
}).Parse(pageSource))

// sheets is what the page's template reads.
type sheets struct {
	*stemma.Record
	Options
	Title    string
	Style    template.CSS
	Stemma   template.HTML
	Timeline template.HTML
	Columns  []column
	Shared   int
	Single   int
	Contrary int
}

// column is one article of the side-by-side view.
type column struct {
	*stemma.Article
	Body template.HTML
}

// page prints the record as one self-contained HTML page without JavaScript.
func page(w io.Writer, record *stemma.Record, options Options) error {
	view := sheets{Record: record, Options: options, Title: heading(record), Style: template.CSS(pageStyle),
		Stemma: template.HTML(stemmaSVG(record, func(siglum string) string { return "#text-" + siglum })), Timeline: template.HTML(timelineSVG(record))}
	view.Shared, view.Single, view.Contrary = tally(record.Claims)
	marks := marksOf(record)
	for _, a := range record.Articles {
		view.Columns = append(view.Columns, column{a.Article, body(a.Article, marks[a.ID])})
	}
	return pageTemplate.Execute(w, view)
}

// Words is an evidence's text, for the template.
func (s sheets) Words(e stemma.Evidence, n int) string { return quoted(s.Record, e, n) }

// At is an evidence of an article and a span, for the template.
func (s sheets) At(article string, span stemma.Span) stemma.Evidence {
	return stemma.Evidence{Article: article, Span: span}
}

// Anchor is the fragment that names a claim mention in the side-by-side view.
func (s sheets) Anchor(m stemma.ClaimMention) string { return anchor(m.Article, m.Span.Start) }

func anchor(article string, offset int) string { return fmt.Sprintf("%s-%d", article, offset) }

// Contrasts are what reports of a claim differ about, for the template.
func (s sheets) Contrasts(c stemma.Claim) []contrast { return contrasts(s.Record, c) }

// History is a claim's standing where it has one, for the template.
func (s sheets) History(c stemma.Claim) []stemma.Standing { return history(s.Record, c) }

// Show reports whether a section is to be printed.
func (s sheets) Show(section string) bool { return s.shows(section) }
