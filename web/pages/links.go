package pages

import (
	"embed"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/render"
)

//go:embed templates/*.html
var templates embed.FS

// parse reads the templates with the functions that they call.
func (p *Pages) parse() *template.Template {
	return template.Must(template.New("pages").Funcs(template.FuncMap{
		"story": p.storyURL, "claim": p.claimURL, "report": p.reportURL, "outlet": p.outletURL, "to": func(path string) string { return p.options.Prefix + path },
		"plural": render.Plural, "ranged": render.RangeOf, "clip": clip, "join": strings.Join, "ago": stamp, "iso": func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"edge": render.Edge, "tie": render.Tie, "add": func(a, b int) int { return a + b }, "figure": render.Figure, "commits": render.Commits, "capital": capital, "name": orUnnamed,
		"has": func(q url.Values, name, value string) bool { return q.Get(name) == value }, "list": func(items ...string) []string { return items },
		"tone": tone, "kindWord": func(kind string) string { return kindWords[kind] },
	}).ParseFS(templates, "templates/*.html"))
}

func (p *Pages) storyURL(id int64, view string) string {
	address := p.options.Prefix + "/stories/" + strconv.FormatInt(id, 10)
	if view != "" {
		address += "/" + view
	}
	return address
}

func (p *Pages) claimURL(key string) string { return p.options.Prefix + "/claims/" + segment(key) }

func (p *Pages) reportURL(id int64) string {
	return p.options.Prefix + "/reports/" + strconv.FormatInt(id, 10)
}

func (p *Pages) outletURL(name string) string { return p.options.Prefix + "/outlets/" + segment(name) }

// segment is a name as one step of a path. A name that ends like a format gets
// one behind it, and dots alone are written in hexadecimal, lest they lead upwards.
func segment(name string) string {
	s := url.PathEscape(name)
	if strings.Trim(s, ".") == "" {
		s = strings.ReplaceAll(s, ".", "%2E")
	}
	if _, format := cutFormat(s); format != "" {
		s += ".html"
	}
	return s
}

// lastOf is the step of a path at a place from 1, "" where it ends before.
func lastOf(path string, at int) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) < at {
		return ""
	}
	return parts[at-1]
}

func clip(text string, n int) string { return render.Clip(text, n) }

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

func capital(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[n:]
}

func orUnnamed(name string) string {
	if strings.TrimSpace(name) == "" {
		return "outlet unknown"
	}
	return name
}

// quoted is an evidence's text within quotation marks.
func quoted(r *stemma.Record, e stemma.Evidence, n int) string {
	return "“" + clip(strings.Trim(flat(r.Text(e)), "“”\""), n) + "”"
}

func unquoted(text string) string { return strings.Trim(text, "“”") }

// stamp is a time as it is read, in UTC.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 Jan 2006, 15:04 UTC")
}

// tone is the class of a status or kind of change, for its colour; its word says
// the same.
func tone(word string) string {
	switch word {
	case "denied", "retracted", "gone", "disputed", "contradiction", "reject":
		return "warn"
	case "acknowledged", "origin", "confirm":
		return "good"
	}
	return "plain"
}
