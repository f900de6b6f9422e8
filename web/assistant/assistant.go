package assistant

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"stemma/store"
	"stemma/workspace"
)

const instructions = `stemma reads news reports and says, for every claim in them, who says so, whom they have it from, and how many independent origins that really is.

Three counts are never mixed up: reports (articles that carry a claim) are at least as many as accounts (tellings: reports that copy one another are one), and these as origins (whom the accounts have it from in the end). Where the evidence leaves a doubt a count is a range; only its first number is certain. A claim of one origin is confirmed by nobody else, however many reports carry it: never call it confirmed.

Cite what you say by report, outlet and date as the answers do, and quote no words but those that they quote. That reports state something does not make it so, and what the workspace does not hold may have happened all the same.

` + notice

// server answers from one workspace.
type server struct{ w *workspace.Workspace }

// New is a server of the protocol over a workspace. It only reads.
func New(w *workspace.Workspace, version string) *mcp.Server {
	if version == "" {
		version = "dev"
	}
	m := mcp.NewServer(&mcp.Implementation{Name: "stemma", Title: "stemma: who says so, and whom they have it from", Version: version},
		&mcp.ServerOptions{Instructions: instructions, Capabilities: &mcp.ServerCapabilities{Tools: &mcp.ToolCapabilities{}, Resources: &mcp.ResourceCapabilities{}}})
	s := &server{w}
	tool(m, "search", "Search", "Find claims, reports, quotations and names by words. All words must be there; \"a phrase\" in quotation marks; -word leaves out; word* is a beginning.", s.search)
	tool(m, "list_stories", "List stories", "List stories, the latest change first. Words on claims ask for a story that has one such claim; dates are of publication.", s.listStories)
	tool(m, "get_story", "Get a story", "What a story comes to: its reports and who took from whom, its foremost claims with their counts, and where reports differ.", s.getStory)
	tool(m, "list_claims", "List claims", "List claims by who acts, what, where, when, standing and counts. max_origins 1 with min_reports 2 finds what many print and one origin alone says.", s.listClaims)
	tool(m, "get_claim", "Get a claim with its explanation", "Why a claim has its counts: every place that states it with the chain of who says so, its origins, what joins the reports, what would change the count, its standing, and where reports differ.", s.getClaim)
	tool(m, "get_report", "Get a report's text", "The text of a report, or a part of it, as quoted material, with what is known of its publication.", s.getReport)
	tool(m, "compare_reports", "Compare two reports", "What two reports of one story both state, what each has that the other has not, where they differ, and what wording they share.", s.compare)
	tool(m, "what_changed", "What changed", "What became of claims: new ones, other origins for certain, denials, acknowledgements, other figures, disputes.", s.changed)
	s.resources(m)
	return m
}

// tool adds a tool that reads. Errors are told to the model, in words that say
// what to do; what is wrong inside stays inside.
func tool[In, Out any](m *mcp.Server, name, title, about string, answer func(context.Context, In) (*mcp.CallToolResult, Out, error)) {
	closed := false
	t := &mcp.Tool{Name: name, Title: title, Description: about, Annotations: &mcp.ToolAnnotations{Title: title, ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}}
	mcp.AddTool(m, t, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
		result, out, err := answer(ctx, in)
		return result, out, plain(err)
	})
}

// wrong is what was wrong with a question; its text says what to do.
type wrong string

func (w wrong) Error() string { return string(w) }

// plain is an error in words for the model.
func plain(err error) error {
	var moved workspace.Moved
	var asked wrong
	switch {
	case err == nil, errors.As(err, &asked):
		return err
	case errors.As(err, &moved):
		return fmt.Errorf("this story was merged into another; ask for story %d", moved.To)
	case errors.Is(err, store.ErrNotFound):
		return errors.New("the workspace has nothing of this name; search, list_stories and list_claims give names that it has")
	case errors.Is(err, store.ErrBusy), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return errors.New("the workspace is busy; ask again")
	}
	return errors.New("something went wrong inside the workspace; a person should look at it")
}

// mostBody bounds a request: questions are short.
const mostBody = 1 << 20

// Handler serves the protocol over streamable HTTP. No session is kept, so that
// any number of assistants may ask and any process may answer. Who may come in
// is for what stands before it; requests that another site's page makes are
// turned away here.
func Handler(m *mcp.Server) http.Handler {
	h := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return m }, &mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: true, MaxRequestBodyBytes: mostBody})
	return http.NewCrossOriginProtection().Handler(h)
}
