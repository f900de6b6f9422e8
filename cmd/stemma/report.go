package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"stemma"
	"stemma/actors"
	"stemma/collect"
	"stemma/gazetteer"
	"stemma/ingest"
	"stemma/pipeline"
	"stemma/render"
)

// reading are the flags of every command that reads reports.
type reading struct {
	fetching
	asOf    string
	actors  string
	workers int
}

func (r *reading) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.asOf, "as-of", "", "leave out what was published or happened after `DATE` (YYYY-MM-DD)")
	cmd.Flags().StringVar(&r.actors, "actors", "", "read your own list of actors from `FILE` (CSV or YAML: name, aliases, id, country, sector, kind, from, to)")
	cmd.Flags().IntVar(&r.workers, "workers", 0, "work on `N` articles at once (0: one for each core)")
	r.fetching.flags(cmd)
}

func reportCommand() *cobra.Command {
	var from reading
	var options render.Options
	cmd := &cobra.Command{
		Use:   "report PATH|URL…",
		Short: "Read reports, reconcile their claims, print the record",
		Long: `Read reports from files, folders and addresses ("-" is standard input), reconcile
their claims, and print what they come to. Plain text, HTML and JSON Lines are read;
an address may be a feed, too. Nothing is fetched but the addresses that you name.`,
		Example: `  stemma report examples/suez-canal
  stemma report --only differences a.txt b.html
  stemma report --format html story/ > story.html
  curl … | stemma report --format json - | jq '.claims[].summary'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := known(options); err != nil {
				return err
			}
			record, err := from.record(cmd, args)
			if err != nil {
				return err
			}
			terminal(cmd.OutOrStdout(), &options)
			if err := render.Record(cmd.OutOrStdout(), record, options); err != nil {
				return err
			}
			return failed(record)
		},
	}
	from.flags(cmd)
	cmd.Flags().StringVar(&options.Format, "format", "text", "`FORMAT`: "+strings.Join(render.Formats, ", "))
	cmd.Flags().StringVar(&options.Only, "only", "", "print one `SECTION`: "+strings.Join(render.Sections, ", "))
	cmd.Flags().BoolVar(&options.All, "all", false, "print the claims of lesser weight too")
	return cmd
}

func known(options render.Options) error {
	if !slices.Contains(render.Formats, options.Format) {
		return usageError{fmt.Errorf("no format %q; there are %s", options.Format, strings.Join(render.Formats, ", "))}
	}
	if options.Only != "" && !slices.Contains(render.Sections, options.Only) {
		return usageError{fmt.Errorf("no section %q; there are %s", options.Only, strings.Join(render.Sections, ", "))}
	}
	return nil
}

// record reads the inputs and takes them all the way. Problems are named on
// standard error as well as kept in the record.
func (r *reading) record(cmd *cobra.Command, args []string) (*stemma.Record, error) {
	if r.asOf != "" {
		if _, err := time.Parse(time.DateOnly, r.asOf); err != nil {
			return nil, usageError{fmt.Errorf("--as-of %q is no date; write it as 2025-12-28", r.asOf)}
		}
	}
	if r.workers < 0 {
		return nil, usageError{fmt.Errorf("--workers %d is no number of workers", r.workers)}
	}
	own, wrong, err := r.list()
	if err != nil {
		return nil, err
	}
	show := progress(cmd.ErrOrStderr())
	articles, problems := r.articles(cmd, args)
	record := pipeline.Run(cmd.Context(), articles, append(wrong, problems...), pipeline.Options{Version: version, AsOf: r.asOf, Workers: r.workers, Actors: own, Progress: show})
	tell(cmd, record.Problems)
	if late := len(articles) - len(record.Articles); late > 0 && r.asOf != "" {
		fmt.Fprintf(cmd.ErrOrStderr(), "stemma: %d of %d articles are left out: published after %s\n", late, len(articles), r.asOf)
	}
	return record, stopped(cmd)
}

// list is the user's own list of actors, nil where none is asked for. A list
// that cannot be used at all is bad usage: its names would be missed everywhere.
func (r *reading) list() (*gazetteer.List, []stemma.Problem, error) {
	if r.actors == "" {
		return nil, nil, nil
	}
	own, problems, err := actors.Read(r.actors)
	if err != nil {
		return nil, nil, usageError{err}
	}
	return own, problems, nil
}

// articles reads files and folders, and fetches addresses.
func (r *reading) articles(cmd *cobra.Command, args []string) ([]*stemma.Article, []stemma.Problem) {
	var addresses, paths []string
	for _, arg := range args {
		if strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://") {
			addresses = append(addresses, arg)
		} else {
			paths = append(paths, arg)
		}
	}
	articles, problems := ingest.Read(cmd.Context(), paths, ingest.Options{Workers: r.workers, Stdin: cmd.InOrStdin()})
	if len(addresses) == 0 {
		return articles, problems
	}
	client := r.fetching.client()
	defer client.Close()
	for found := range collect.Collect(cmd.Context(), addresses, collect.Options{Fetch: page(client)}) {
		problems = append(problems, found.Problems...)
		if found.Addition != nil {
			articles = append(articles, found.Addition.Articles...)
		}
	}
	return articles, problems
}

// tell names problems on standard error.
func tell(cmd *cobra.Command, problems []stemma.Problem) {
	for _, p := range problems {
		fmt.Fprintf(cmd.ErrOrStderr(), "stemma: %s\n", p)
	}
}

// stopped is an error once the command was interrupted.
func stopped(cmd *cobra.Command) error {
	if cmd.Context().Err() != nil {
		return fmt.Errorf("stopped: %w", context.Cause(cmd.Context()))
	}
	return nil
}

func failed(record *stemma.Record) error {
	if len(record.Problems) > 0 {
		return errFailed
	}
	return nil
}

// narrowest is the least width that COLUMNS may ask for.
const narrowest = 40

// terminal sets colour and width where w is one; NO_COLOR is respected
// (no-color.org).
// A width in COLUMNS goes before the terminal's own, and holds for pipes too.
func terminal(w io.Writer, options *render.Options) {
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width >= narrowest {
		defer func() { options.Width = min(width, 140) }()
	}
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(file.Fd()) {
		return
	}
	options.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if width, _, err := term.GetSize(file.Fd()); err == nil {
		options.Width = min(width, 140)
	}
}

// progress shows a bar on a terminal, once the work has gone on for a second;
// nil elsewhere.
func progress(w io.Writer) func(stage string, done, total int) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(file.Fd()) {
		return nil
	}
	began := time.Now()
	bar := progressbar.NewOptions(1, progressbar.OptionSetWriter(w), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
	return func(stage string, done, total int) {
		if time.Since(began) < time.Second {
			return
		}
		bar.ChangeMax(total)
		bar.Describe(stage)
		_ = bar.Set(done)
	}
}
