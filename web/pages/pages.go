package pages

import (
	"html/template"
	"net/http"
	"strings"

	"stemma/workspace"
)

// Options of the pages; the zero value shows a workspace to whoever asks and
// lets nobody write.
type Options struct {
	Version  string
	Prefix   string                     // of every address, "/stemma"; "" none
	User     func(*http.Request) string // who is signed in; nil or "": nobody
	CanWrite func(*http.Request) bool   // nil: nobody
}

// Pages is the handler.
type Pages struct {
	w         *workspace.Workspace
	options   Options
	templates *template.Template
	mux       *http.ServeMux
	bodies    bodies // pages that were made, by their tags
	dated     dated  // stories as of a day
}

// New is the pages of a workspace.
func New(w *workspace.Workspace, options Options) *Pages {
	options.Prefix = strings.TrimRight(options.Prefix, "/")
	p := &Pages{w: w, options: options, mux: http.NewServeMux()}
	p.templates = p.parse()
	p.routes()
	return p
}

// routes is the list of addresses.
func (p *Pages) routes() {
	for pattern, view := range map[string]view{
		"/{$}":                       p.stories,
		"/stories":                   p.stories,
		"/stories/{id}":              p.story,
		"/stories/{id}/edition":      p.edition,
		"/stories/{id}/stemma":       p.stemma,
		"/stories/{id}/timeline":     p.timeline,
		"/stories/{id}/map":          p.mapped,
		"/stories/{id}/quotations":   p.quotations,
		"/stories/{id}/judgements":   p.storyJudgements,
		"/stories/{id}/record":       p.record,
		"/reports/{id}":              p.report,
		"/reports/{id}/versions/{n}": p.report,
		"/claims":                    p.claims,
		"/claims/{key}":              p.claim,
		"/outlets":                   p.outlets,
		"/outlets/{name}":            p.outlet,
		"/search":                    p.search,
		"/changes":                   p.changes,
		"/judgements":                p.judgements,
		"/help/words":                p.words,
	} {
		p.mux.HandleFunc("GET "+pattern, p.shown(view))
	}
	p.mux.HandleFunc("POST /claims/{key}/judgements", p.posted(p.judgeClaim))
	p.mux.HandleFunc("POST /stories/{id}/judgements", p.posted(p.judgeStory))
	p.mux.HandleFunc("POST /judgements/{id}/undo", p.posted(p.undo))
	p.mux.HandleFunc("GET /assets/{name}", serveAsset)
	p.mux.HandleFunc("/", p.shown(p.unknown))
}

// ServeHTTP answers with the page, or what else the address names, under the prefix.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, found := strings.CutPrefix(r.URL.Path, p.options.Prefix)
	if !found {
		p.shown(p.unknown)(w, r)
		return
	}
	path, format := cutFormat(path)
	raw, _ := cutFormat(strings.TrimPrefix(r.URL.RawPath, p.options.Prefix))
	inner := r.WithContext(withFormat(r.Context(), format))
	u := *r.URL
	u.Path, u.RawPath = path, raw
	inner.URL = &u
	p.mux.ServeHTTP(w, inner)
}

// cutFormat parts a path from the format that it asks for; "" none.
func cutFormat(path string) (rest, format string) {
	if strings.HasPrefix(path, "/assets/") {
		return path, ""
	}
	for _, format := range []string{"json", "csv", "html"} {
		if rest, found := strings.CutSuffix(path, "."+format); found {
			return rest, format
		}
	}
	return path, ""
}
