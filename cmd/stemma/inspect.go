package main

import (
	"encoding/json"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/render"
)

func diffCommand() *cobra.Command {
	var from reading
	var options render.Options
	cmd := &cobra.Command{
		Use:     "diff A B",
		Short:   "What each report has that the other has not, and where they differ",
		Example: "  stemma diff agency.txt paper.html",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			record, err := from.record(cmd, args)
			if err != nil {
				return err
			}
			terminal(cmd.OutOrStdout(), &options)
			if err := render.Diff(cmd.OutOrStdout(), record, options); err != nil {
				return err
			}
			return failed(record)
		},
	}
	from.flags(cmd)
	return cmd
}

func explainCommand() *cobra.Command {
	var from reading
	var options render.Options
	cmd := &cobra.Command{
		Use:   "explain CLAIM PATH…",
		Short: "Why this count, why this origin: the evidence, link by link",
		Long: `Show how a claim's counts came about. PATH is what report was given, or one file
that 'report --format json' wrote.`,
		Example: "  stemma explain c1 examples/suez-canal\n  stemma report --format json examples/suez-canal > r.json; stemma explain c1 r.json",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			record := saved(args[1:])
			if record == nil {
				var err error
				if record, err = from.record(cmd, args[1:]); err != nil {
					return err
				}
			}
			terminal(cmd.OutOrStdout(), &options)
			if err := render.Explain(cmd.OutOrStdout(), record, args[0], options); err != nil {
				return usageError{err}
			}
			return failed(record)
		},
	}
	from.flags(cmd)
	return cmd
}

// saved is the record that a single file holds, or nil where it holds none.
func saved(paths []string) *stemma.Record {
	if len(paths) != 1 || !strings.HasSuffix(paths[0], ".json") {
		return nil
	}
	data, err := os.ReadFile(paths[0])
	if err != nil {
		return nil
	}
	var record stemma.Record
	if json.Unmarshal(data, &record) != nil || record.Articles == nil || record.Claims == nil || !whole(&record) {
		return nil
	}
	return &record
}

// whole reports whether a record from a file has its articles, and their blocks
// within their texts: what prints a record takes that for granted.
func whole(r *stemma.Record) bool {
	for _, a := range r.Articles {
		if a.Article == nil {
			return false
		}
		for _, b := range a.Blocks {
			if b.Span.Start < 0 || b.Span.Start > b.Span.End || b.Span.End > len(a.Text) {
				return false
			}
		}
	}
	return true
}
