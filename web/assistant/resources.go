package assistant

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"stemma/store"
)

const (
	storyAddress  = "stemma://story/"
	reportAddress = "stemma://report/"
	mostResources = 100 // stories, and reports, in the list of resources; the templates name all
)

// resources are the stories and reports, for clients that let people choose
// what an assistant reads.
func (s *server) resources(m *mcp.Server) {
	m.AddResourceTemplate(&mcp.ResourceTemplate{Name: "story", Title: "A story", URITemplate: storyAddress + "{number}", MIMEType: "text/plain",
		Description: "What a story comes to: reports, foremost claims with their counts, where reports differ; with citations."}, s.readStory)
	m.AddResourceTemplate(&mcp.ResourceTemplate{Name: "report", Title: "A report", URITemplate: reportAddress + "{number}", MIMEType: "text/plain",
		Description: "A report's text, as quoted material."}, s.readReport)
	m.AddReceivingMiddleware(func(next mcp.MethodHandler) mcp.MethodHandler {
		return func(ctx context.Context, method string, r mcp.Request) (mcp.Result, error) {
			if method != "resources/list" {
				return next(ctx, method, r)
			}
			return s.listResources(ctx)
		}
	})
}

// listResources names the stories that changed last and the reports that came last.
func (s *server) listResources(ctx context.Context) (mcp.Result, error) {
	list := &mcp.ListResourcesResult{Resources: []*mcp.Resource{}}
	err := s.w.Store().View(ctx, func(t *store.Tx) error {
		stories, err := t.Stories(store.Filter{Limit: mostResources})
		if err != nil {
			return err
		}
		for _, x := range stories {
			list.Resources = append(list.Resources, &mcp.Resource{URI: storyAddress + strconv.FormatInt(x.ID, 10), Name: fmt.Sprintf("story %d", x.ID), Title: titled(x.Title), MIMEType: "text/plain",
				Description: plural(x.Reports, "report") + ", " + plural(x.Claims, "claim")})
		}
		reports, err := t.Reports(store.Filter{Limit: mostResources})
		for _, x := range reports {
			list.Resources = append(list.Resources, &mcp.Resource{URI: reportAddress + strconv.FormatInt(x.ID, 10), Name: fmt.Sprintf("report %d", x.ID), Title: titled(x.Title), MIMEType: "text/plain",
				Description: ReportItem{Published: x.Published, Outlet: x.Outlet}.text()})
		}
		return err
	})
	if err != nil {
		return nil, plain(err)
	}
	return list, nil
}

// titled is a title in quotation marks, "" where there is none.
func titled(title string) string {
	if title == "" {
		return ""
	}
	return said(title, 120)
}

func (s *server) readStory(ctx context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(r.Params.URI, storyAddress), 10, 64)
	if err != nil {
		return nil, mcp.ResourceNotFoundError(r.Params.URI)
	}
	result, _, err := s.getStory(ctx, AskStory{Story: id, Claims: mostListed})
	return read(r.Params.URI, result, err)
}

func (s *server) readReport(ctx context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(r.Params.URI, reportAddress), 10, 64)
	if err != nil {
		return nil, mcp.ResourceNotFoundError(r.Params.URI)
	}
	var b strings.Builder
	for start := 0; ; {
		result, part, err := s.getReport(ctx, AskReport{Report: id, Start: start})
		if err != nil || start == 0 && part.End == part.Length {
			return read(r.Params.URI, result, err)
		}
		if start == 0 {
			fmt.Fprintf(&b, "%s\n\nReport %d: %s\n\n", notice, id, part.Report.text())
		}
		b.WriteString(fenced(part.Text, 0))
		if start = part.End; start >= part.Length {
			return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: r.Params.URI, MIMEType: "text/plain", Text: b.String()}}}, nil
		}
	}
}

// read is an answer as a resource.
func read(uri string, result *mcp.CallToolResult, err error) (*mcp.ReadResourceResult, error) {
	if errors.Is(err, store.ErrNotFound) {
		return nil, mcp.ResourceNotFoundError(uri)
	}
	if err != nil {
		return nil, plain(err)
	}
	text := result.Content[0].(*mcp.TextContent).Text
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: uri, MIMEType: "text/plain", Text: text}}}, nil
}
