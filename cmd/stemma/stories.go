package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stemma/render"
	"stemma/store"
	"stemma/workspace"
)

func storiesCommand() *cobra.Command {
	var k keeping
	var f store.Filter
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "stories",
		Short:   "List the stories of a workspace, the latest changed first",
		Example: "  stemma stories\n  stemma stories --since 2024-05-01 --limit 10",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := days(&f); err != nil {
				return err
			}
			var list []store.Story
			err := k.look(cmd, func(t *store.Tx) (err error) {
				list, err = t.Stories(f)
				return err
			})
			if err != nil {
				return err
			}
			for _, s := range list {
				if asJSON {
					if err := json.NewEncoder(cmd.OutOrStdout()).Encode(s); err != nil {
						return err
					}
					continue
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%5d  %-23s  %11s  %11s  %s\n", s.ID, between(s.Begin, s.End), count(s.Reports, "report"), count(s.Claims, "claim"), oneLine(s.Title, 90))
			}
			return nil
		},
	}
	k.flags(cmd)
	pageFlags(cmd, &f)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, a story a line")
	return cmd
}

func pageFlags(cmd *cobra.Command, f *store.Filter) {
	cmd.Flags().StringVar(&f.Since, "since", "", "on or after `DATE` (YYYY-MM-DD)")
	cmd.Flags().StringVar(&f.Until, "until", "", "on or before `DATE`")
	cmd.Flags().IntVar(&f.Limit, "limit", 0, "at most `N` lines (0: 50)")
}

// days checks the dates of a filter.
func days(f *store.Filter) error {
	for _, day := range []string{f.Since, f.Until} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return usageError{fmt.Errorf("%q is no date; write it as 2025-12-28", day)}
		}
	}
	if f.Limit < 0 {
		return usageError{fmt.Errorf("--limit %d is no number of lines", f.Limit)}
	}
	return nil
}

// between writes a story's days, "2024-05-01 – 2024-05-03".
func between(begin, end string) string {
	switch {
	case begin == "":
		return "undated"
	case begin == end:
		return begin
	}
	return begin + " – " + end
}

// look opens the workspace for one reading.
func (k *keeping) look(cmd *cobra.Command, f func(*store.Tx) error) error {
	return k.with(cmd, true, func(w *workspace.Workspace) error { return w.Store().View(cmd.Context(), f) })
}

func storyCommand() *cobra.Command {
	var k keeping
	var options render.Options
	var asOf string
	cmd := &cobra.Command{
		Use:     "story NUMBER",
		Short:   "Print a story's record, as report does for files",
		Example: "  stemma story 12\n  stemma story 12 --only differences\n  stemma story 12 --as-of 2024-05-02 --format json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := known(options); err != nil {
				return err
			}
			v, err := k.story(cmd, args[0], asOf)
			if err != nil {
				return err
			}
			terminal(cmd.OutOrStdout(), &options)
			return render.Record(cmd.OutOrStdout(), v.Record, options)
		},
	}
	k.flags(cmd)
	cmd.Flags().StringVar(&asOf, "as-of", "", "as it stood at the end of `DATE` (YYYY-MM-DD)")
	cmd.Flags().StringVar(&options.Format, "format", "text", "`FORMAT`: "+strings.Join(render.Formats, ", "))
	cmd.Flags().StringVar(&options.Only, "only", "", "print one `SECTION`: "+strings.Join(render.Sections, ", "))
	cmd.Flags().BoolVar(&options.All, "all", false, "print the claims of lesser weight too")
	return cmd
}

// story is the story with a number, followed into the one that it was merged into.
func (k *keeping) story(cmd *cobra.Command, number, asOf string) (*workspace.StoryView, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(number, "s"), 10, 64)
	if err != nil {
		return nil, usageError{fmt.Errorf("%q is no story's number; 'stemma stories' lists them", number)}
	}
	if _, err := time.Parse(time.DateOnly, asOf); asOf != "" && err != nil {
		return nil, usageError{fmt.Errorf("--as-of %q is no date; write it as 2025-12-28", asOf)}
	}
	w, done, err := k.open(cmd, true)
	if err != nil {
		return nil, err
	}
	defer done()
	find := w.Story
	if asOf != "" {
		find = func(ctx context.Context, id int64) (*workspace.StoryView, error) { return w.StoryAsOf(ctx, id, asOf) }
	}
	v, err := find(cmd.Context(), id)
	for moved := (workspace.Moved{}); errors.As(err, &moved); {
		fmt.Fprintf(cmd.ErrOrStderr(), "stemma: story %d was merged into story %d\n", id, moved.To)
		id = moved.To
		v, err = find(cmd.Context(), id)
	}
	if errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("there is no story %d; 'stemma stories' lists them", id)
	}
	return v, err
}

func searchCommand() *cobra.Command {
	var k keeping
	var f store.Filter
	var kinds []string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search a workspace's reports, claims, quotations and names",
		Long: `Search a workspace. All words must be there; "words in quotation marks" together,
-word not, wor* as a beginning.`,
		Example: `  stemma search grain odesa
  stemma search '"container ship" -tanker' --in report
  stemma search ministry --in quotation --since 2024-05-01`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := days(&f); err != nil {
				return err
			}
			for _, kind := range kinds {
				if !slices.Contains(searched, kind) {
					return usageError{fmt.Errorf("nothing is called %q here; there are %s", kind, strings.Join(searched, ", "))}
				}
			}
			var hits []store.Hit
			err := k.look(cmd, func(t *store.Tx) (err error) {
				hits, err = t.Search(strings.Join(args, " "), kinds, f)
				return err
			})
			if err != nil {
				return err
			}
			return printHits(cmd, hits, asJSON)
		},
	}
	k.flags(cmd)
	pageFlags(cmd, &f)
	cmd.Flags().StringSliceVar(&kinds, "in", nil, "only these `KINDS`: "+strings.Join(searched, ", "))
	cmd.Flags().StringSliceVar(&f.Actor, "actor", nil, "only claims in which `NAME` takes part")
	cmd.Flags().StringSliceVar(&f.Type, "type", nil, "only claims of event `TYPE` or mode")
	cmd.Flags().StringSliceVar(&f.Place, "place", nil, "only claims of `PLACE`")
	cmd.Flags().StringSliceVar(&f.Standing, "standing", nil, "only claims whose latest standing is `STATUS`")
	cmd.Flags().StringSliceVar(&f.Outlet, "outlet", nil, "only reports of `OUTLET`")
	cmd.Flags().Int64Var(&f.Story, "story", 0, "only in story `N`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, a hit a line")
	return cmd
}

var searched = []string{"report", "claim", "entity", "quotation"}

func printHits(cmd *cobra.Command, hits []store.Hit, asJSON bool) error {
	var options render.Options
	terminal(cmd.OutOrStdout(), &options)
	strong := strings.NewReplacer("\x02", "", "\x03", "")
	if options.Color {
		strong = strings.NewReplacer("\x02", "\x1b[1m", "\x03", "\x1b[22m")
	}
	for _, h := range hits {
		if asJSON {
			if err := json.NewEncoder(cmd.OutOrStdout()).Encode(h); err != nil {
				return err
			}
			continue
		}
		title := oneLine(h.Title, 70)
		if title != "" {
			title += ": "
		}
		fmt.Fprintf(cmd.OutOrStdout(), "story %-4d %-9s %-10s %s%s\n", h.Story, h.Kind, h.Day, title, strong.Replace(strings.Join(strings.Fields(h.Snippet), " ")))
	}
	if len(hits) == 0 && !asJSON {
		fmt.Fprintln(cmd.OutOrStdout(), "Nothing found.")
	}
	return nil
}

func changesCommand() *cobra.Command {
	var k keeping
	var f store.Filter
	var after int64
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "changes",
		Short:   "What became of claims: new origins, denials, other figures",
		Example: "  stemma changes\n  stemma changes --after 1200 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := days(&f); err != nil {
				return err
			}
			var list []store.Change
			err := k.look(cmd, func(t *store.Tx) (err error) {
				list, err = t.Changes(after, f)
				return err
			})
			if err != nil {
				return err
			}
			for _, c := range list {
				if asJSON {
					if err := json.NewEncoder(cmd.OutOrStdout()).Encode(c); err != nil {
						return err
					}
					continue
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%6d  %s  story %-4d %-12s %s\n", c.ID, c.At.Format("2006-01-02 15:04"), c.Story, c.Kind, oneLine(c.What, 120))
			}
			return nil
		},
	}
	k.flags(cmd)
	cmd.Flags().Int64Var(&after, "after", 0, "only those behind number `N`")
	cmd.Flags().Int64Var(&f.Story, "story", 0, "only story `N`")
	pageFlags(cmd, &f)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, a change a line")
	return cmd
}
