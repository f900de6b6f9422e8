package api

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"stemma"
	"stemma/ingest"
	"stemma/store"
	"stemma/workspace"
)

// Limits on what may be added at once.
const (
	mostBody  = 32 << 20 // bytes: one page of 8 MB, or some thousand reports as JSON lines
	mostAdded = 2000     // reports
)

// ReportFull is a report with the text of one of its versions.
type ReportFull struct {
	Report   ReportLine        `json:"report"`
	Version  VersionLine       `json:"version" doc:"The version that is shown."`
	Versions []VersionLine     `json:"versions" doc:"All that came."`
	Articles []*stemma.Article `json:"articles" doc:"The report, and the posts embedded in it."`
}

// VersionLine is a report's text as it stood at one time.
type VersionLine struct {
	Number  int       `json:"number" doc:"From 1." example:"1"`
	Digest  string    `json:"digest" doc:"SHA-256 of what counts as content."`
	Added   time.Time `json:"added"`
	State   string    `json:"state" doc:"new, analysed, sorted or failed." example:"sorted"`
	Problem string    `json:"problem,omitempty" doc:"Why it failed, or what was hard to read."`
}

func versionLine(v store.Version) VersionLine {
	return VersionLine{v.Number, v.Digest, v.Added, v.State, v.Problem}
}

// AddedLine tells what became of a report that was added.
type AddedLine struct {
	Report  int64  `json:"report" example:"77"`
	Version int    `json:"version" doc:"Number of the version within its report." example:"1"`
	Title   string `json:"title,omitempty"`
	Became  string `json:"became" doc:"new; version, of a report that was there with other words; known, where nothing is new." example:"new"`
}

// Received is what came of a request to add reports.
type Received struct {
	Added    []AddedLine      `json:"added"`
	Problems []stemma.Problem `json:"problems" doc:"What could not be read as it stood."`
	Worked   bool             `json:"worked" doc:"They are analysed and in their stories; else that goes on."`
}

func (s *server) reports() {
	huma.Register(s.api, operation("list-reports", http.MethodGet, "/v1/reports", "List reports",
		"Reports, the newest to come first."), s.listReports)
	huma.Register(s.api, operation("get-report", http.MethodGet, "/v1/reports/{id}", "Get a report with its text",
		"The text to which all spans point, with its blocks and what is known of its publication, in its newest version or another."), s.getReport)
	op := operation("add-reports", http.MethodPost, "/v1/reports", "Add reports",
		"Keep reports and have them analysed. The body is a page (text/html), a text (text/plain), or JSON Lines (application/jsonl), a report a line: {\"text\" or \"html\", \"url\", \"title\", \"published\", \"outlet\"}. "+
			"When this is answered the reports are kept for good; their analysis follows, or with wait=true has been done. A report that is there already is told so, one with other words becomes a new version of it.")
	op.MaxBodyBytes, op.BodyReadTimeout, op.DefaultStatus = mostBody+1, time.Minute, http.StatusAccepted
	op.RequestBody = &huma.RequestBody{Required: true, Description: "One page or text, or many as JSON Lines.", Content: map[string]*huma.MediaType{}}
	for media, example := range map[string]string{"text/html": "<h1>Strike hits port</h1><p>Two missiles struck the port, the mayor said.</p>", "text/plain": "date 2022-07-23\n\nTwo missiles struck the port, the mayor said.",
		"application/jsonl": `{"text": "Two missiles struck the port, the mayor said.", "published": "2022-07-23", "outlet": "Tribune Online"}`} {
		op.RequestBody.Content[media] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}, Example: example}
	}
	huma.Register(s.api, op, s.addReports)
}

func (s *server) listReports(ctx context.Context, in *struct {
	Story  int64    `query:"story" minimum:"0" doc:"Of this story only." example:"12"`
	Outlet []string `query:"outlet,explode" maxItems:"50" doc:"Of this outlet; give it again for alternatives."`
	Since  string   `query:"since" pattern:"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" doc:"Published on or after this date."`
	Until  string   `query:"until" pattern:"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" doc:"Published on or before this date."`
	Paging
}) (*answer[page[ReportLine]], error) {
	var reports []store.Report
	f := store.Filter{Story: in.Story, Outlet: in.Outlet, Since: in.Since, Until: in.Until, Limit: in.Limit, After: in.After}
	err := s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		reports, err = t.Reports(f)
		return err
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return reply(paged(reports, f.Limit, reportLine, func(r store.Report) int64 { return r.ID })), nil
}

func (s *server) getReport(ctx context.Context, in *struct {
	ID      int64 `path:"id" minimum:"1" doc:"The report's number." example:"77"`
	Version int   `query:"version" minimum:"0" doc:"Number of a version; 0 for the newest."`
}) (*answer[ReportFull], error) {
	v, err := s.w.Report(ctx, in.ID, in.Version)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	full := ReportFull{Report: reportLine(v.Report), Version: versionLine(v.Version), Versions: []VersionLine{}, Articles: v.Articles}
	for _, version := range v.Versions {
		full.Versions = append(full.Versions, versionLine(version))
	}
	return reply(full), nil
}

type addInput struct {
	ContentType string `header:"Content-Type" doc:"What the body is." example:"text/html; charset=utf-8"`
	URL         string `query:"url" maxLength:"2000" doc:"Where a page was found." example:"https://tribune.example/odesa"`
	Wait        bool   `query:"wait" doc:"Answer when the reports are in their stories."`
	RawBody     []byte `contentType:"text/html"`
}

func (s *server) addReports(ctx context.Context, in *addInput) (*answer[Received], error) {
	if in.URL != "" && !webAddress(in.URL) {
		return nil, huma.Error422UnprocessableEntity("url: an address begins with http:// or https:// and has a host")
	}
	raw := ingest.Raw{Path: in.URL, Data: bytes.Clone(in.RawBody), ContentType: in.ContentType, URL: in.URL} // huma uses the body's bytes again
	if raw.Path == "" {
		raw.Path = "request"
	}
	additions, problems := workspace.Additions(raw)
	switch {
	case len(additions) == 0:
		return nil, unreadable(problems)
	case len(additions) > mostAdded:
		return nil, huma.Error413RequestEntityTooLarge("too many reports at once; send some hundred at a time")
	}
	added, err := s.w.Add(ctx, additions)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	got := Received{Added: []AddedLine{}, Problems: list(problems), Worked: in.Wait}
	for _, a := range added {
		got.Added = append(got.Added, AddedLine{a.Report, a.Number, a.Title, a.Became})
	}
	if !in.Wait {
		s.work()
		return reply(got), nil
	}
	return reply(got), s.problem(ctx, s.workNow(ctx))
}

// unreadable says why a body held no report.
func unreadable(problems []stemma.Problem) error {
	err := huma.Error422UnprocessableEntity("the body holds no report that can be read").(*huma.ErrorModel)
	for _, p := range problems[:min(len(problems), 20)] {
		err.Add(&huma.ErrorDetail{Message: p.What, Location: "body"})
	}
	return err
}

// webAddress reports whether a text is an address of the web.
func webAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && u.User == nil && (u.Scheme == "http" || u.Scheme == "https") && !strings.ContainsAny(text, " \t\r\n")
}
