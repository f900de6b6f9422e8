package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/collect"
	"stemma/workspace"
)

func addCommand() *cobra.Command {
	var k keeping
	var f fetching
	var later bool
	cmd := &cobra.Command{
		Use:   "add PATH|URL|FEED…",
		Short: "Put reports into a workspace, and reconcile the stories that they concern",
		Long: `Put reports into a workspace: files, folders, addresses; RSS, Atom and JSON feeds,
news sitemaps, OPML, WARC (gzip, zstd), IPTC ninjs and NewsML-G2, JSON Lines;
"-" is standard input. What is there already is passed over; another text at a
known address is kept as a new version of that report. Once a report is
acknowledged, it is there for good.`,
		Example: `  stemma add examples/suez-canal
  stemma add https://news.example/2024/05/ferry
  stemma add crawl.warc.gz feed.xml
  stemma add --later archive/ && stemma work`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, done, err := k.open(cmd, false)
			if err != nil {
				return err
			}
			defer done()
			client := f.client()
			defer client.Close()
			o := collect.Options{Stdin: cmd.InOrStdin(), Fetch: page(client)}
			added, problems, err := addAll(cmd, w, args, o)
			tell(cmd, problems)
			if err != nil {
				return errors.Join(summarise(cmd, w, added, true), err) // what is kept is kept
			}
			if err := summarise(cmd, w, added, later); err != nil {
				return err
			}
			if len(problems) > 0 {
				return errFailed
			}
			return nil
		},
	}
	k.workFlags(cmd)
	cmd.Flags().BoolVar(&later, "later", false, "only keep them; 'stemma work' or a running 'stemma serve' reads them")
	f.flags(cmd)
	cmd.Flags().BoolVar(&f.robots, "ignore-robots", false, "fetch what a person names here though robots.txt asks programs not to")
	return cmd
}

// kept is how many reports are held before they are made durable.
const kept = 64

// addAll adds what the inputs hold as it is read, so that memory stays bounded
// and an interrupted run loses little.
func addAll(cmd *cobra.Command, w *workspace.Workspace, args []string, o collect.Options) (added map[string]int, problems []stemma.Problem, err error) {
	added = map[string]int{}
	var waiting []workspace.Addition
	flush := func() error {
		done, err := w.Add(cmd.Context(), waiting)
		for _, a := range done {
			added[a.Became]++
		}
		waiting = waiting[:0]
		return err
	}
	for found := range collect.Collect(cmd.Context(), args, o) {
		problems = append(problems, found.Problems...)
		if found.Addition == nil {
			continue
		}
		if waiting = append(waiting, *found.Addition); len(waiting) == kept {
			if err := flush(); err != nil {
				return added, problems, err
			}
		}
	}
	if err := flush(); err != nil {
		return added, problems, err
	}
	return added, problems, stopped(cmd)
}

// summarise does the work and says what came of it.
func summarise(cmd *cobra.Command, w *workspace.Workspace, added map[string]int, later bool) error {
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "%s added, %s of known ones, %d known already.\n", count(added[workspace.AddedNew], "report"),
		count(added[workspace.AddedVersion], "new version"), added[workspace.AddedKnown])
	if later {
		return nil
	}
	done, err := w.Work(cmd.Context())
	if done.Stories > 0 {
		fmt.Fprintf(out, "%s changed. 'stemma stories' lists them, 'stemma serve' shows them.\n", count(done.Stories, "story"))
	}
	return err
}

// count writes "1 report", "3 reports", "2 stories".
func count(n int, noun string) string {
	if n != 1 {
		if last := len(noun) - 1; noun[last] == 'y' {
			noun = noun[:last] + "ies"
		} else {
			noun += "s"
		}
	}
	return fmt.Sprintf("%d %s", n, noun)
}
