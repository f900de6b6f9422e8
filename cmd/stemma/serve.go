package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/user"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"stemma/web"
	"stemma/web/api"
	"stemma/web/assistant"
	"stemma/web/guard"
	"stemma/web/pages"
	"stemma/workspace"
)

// serving are the flags of serve.
type serving struct {
	keeping
	options web.Options
	proxies []string
	issuer  string
	id      string
	back    string
	allow   []string
	scope   string
	quiet   bool
	watch   bool
	follow  following
}

func serveCommand() *cobra.Command {
	var s serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show a workspace in a browser, and offer its HTTP API",
		Long: `Show a workspace in a browser, and offer its HTTP API (/api/, OpenAPI in
/api/openapi.json) and a door for assistants (/mcp). Reports that are added by
any process are read as they come.

On 127.0.0.1 whoever uses this machine may read and judge. Any other address
needs a token ('stemma token new') or an OpenID Connect provider, whose client
secret is read from STEMMA_OIDC_SECRET.`,
		Example: `  stemma serve
  stemma serve --watch
  stemma token new desk --scope write && stemma serve --listen 0.0.0.0:7317 --name stemma.desk.example --cert c.pem --key k.pem`,
		Args: cobra.NoArgs,
		RunE: s.run,
	}
	s.workFlags(cmd)
	flags, o := cmd.Flags(), &s.options
	flags.StringVar(&o.Listen, "listen", "127.0.0.1:7317", "`ADDRESS` and port, or unix:PATH")
	flags.StringSliceVar(&o.Names, "name", nil, "host `NAME` by which browsers call this server")
	flags.BoolVar(&o.SignIn, "sign-in", false, "ask for a token on 127.0.0.1 too")
	flags.StringVar(&o.Cert, "cert", "", "certificate `FILE` for TLS (PEM)")
	flags.StringVar(&o.Key, "key", "", "key `FILE` for TLS (PEM)")
	flags.BoolVar(&o.Secure, "behind-tls", false, "a proxy before this server speaks TLS")
	flags.StringSliceVar(&s.proxies, "proxy", nil, "`ADDRESS` or prefix of a proxy whose X-Forwarded-For holds")
	flags.StringVar(&s.issuer, "oidc-issuer", "", "OpenID Connect provider's `URL`")
	flags.StringVar(&s.id, "oidc-client", "", "this server's client `ID` there")
	flags.StringVar(&s.back, "oidc-url", "", "this server's own `URL`, to come back to")
	flags.StringSliceVar(&s.allow, "oidc-allow", nil, "e-mail `ADDRESS` or @domain that may come in")
	flags.StringVar(&s.scope, "oidc-scope", guard.ScopeWrite, "what they may do, `SCOPE`: "+strings.Join(guard.Scopes, ", "))
	flags.BoolVar(&s.quiet, "quiet", false, "log no requests, only what goes wrong")
	flags.BoolVar(&s.watch, "watch", false, "follow the workspace's feeds too (see 'stemma watch')")
	flags.SortFlags = false
	return cmd
}

func (s *serving) run(cmd *cobra.Command, _ []string) error {
	if err := s.check(); err != nil {
		return err
	}
	level := slog.LevelInfo
	if s.quiet {
		level = slog.LevelWarn
	}
	o := &s.options
	o.Log = slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
	o.Work, o.User = true, localUser()
	ctx := cmd.Context()
	if s.issuer != "" {
		var err error
		if o.OpenID, err = guard.NewOpenID(ctx, s.issuer, s.id, os.Getenv("STEMMA_OIDC_SECRET"), s.back, s.allow, s.scope); err != nil {
			return err
		}
	}
	w, done, err := s.open(cmd, false)
	if err != nil {
		return err
	}
	defer done()
	o.Pages = pages.New(w, pages.Options{Version: version, User: guard.User, CanWrite: guard.CanWrite})
	o.API = api.New(w, api.Options{Version: version, User: guard.User, CanWrite: guard.CanWrite,
		Wake: func() {}, // the server works, and looks for work after every request that may have brought some
		Log:  func(what string, err error) { o.Log.Error("api", "what", what, "error", err) }})
	o.Assistant = assistant.Handler(assistant.New(w, version))
	server, err := web.New(ctx, w, *o)
	if err != nil {
		return err
	}
	fmt.Fprintf(cmd.OutOrStdout(), "stemma serves %s (stop with Ctrl-C)\n", server.Address())
	if s.watch {
		stop := s.follow.inBackground(cmd, w, o.Log)
		defer stop()
	}
	return server.Serve(ctx)
}

func (s *serving) check() error {
	o := &s.options
	if (o.Cert == "") != (o.Key == "") {
		return usageError{errors.New("TLS needs both --cert and --key")}
	}
	if _, _, err := net.SplitHostPort(o.Listen); err != nil && !strings.HasPrefix(o.Listen, "unix:") {
		return usageError{fmt.Errorf("--listen %q is no address; write 127.0.0.1:7317, or unix: and a path", o.Listen)}
	}
	if s.issuer != "" && (s.id == "" || s.back == "") {
		return usageError{errors.New("--oidc-issuer needs --oidc-client and --oidc-url")}
	}
	for _, p := range s.proxies {
		prefix, err := netip.ParsePrefix(p)
		if err != nil {
			address, wrong := netip.ParseAddr(p)
			if wrong != nil {
				return usageError{fmt.Errorf("--proxy %q is no address; write 10.0.0.1 or 10.0.0.0/8", p)}
			}
			prefix = netip.PrefixFrom(address, address.BitLen())
		}
		o.Proxies = append(o.Proxies, prefix)
	}
	return nil
}

// localUser is who uses this machine, for the judgements made there.
func localUser() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "local"
}

func mcpCommand() *cobra.Command {
	var k keeping
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant query a workspace, over standard input and output (Model Context Protocol)",
		Long: `Let an assistant query a workspace: a server of the Model Context Protocol on
standard input and output. What it answers cites the reports, with the words that
bear it. It changes nothing.`,
		Example: "  stemma mcp --data desk",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return k.with(cmd, true, func(w *workspace.Workspace) error {
				return assistant.New(w, version).Run(cmd.Context(), &mcp.StdioTransport{})
			})
		},
	}
	k.flags(cmd)
	return cmd
}
