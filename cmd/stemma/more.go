package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/eval"
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
	if json.Unmarshal(data, &record) != nil || record.Articles == nil || record.Claims == nil {
		return nil
	}
	return &record
}

func evalCommand() *cobra.Command {
	var asJSON, raw bool
	cmd := &cobra.Command{
		Use:     "eval TASK PATH…",
		Short:   "Score a stage against a gold corpus in that corpus's own format",
		Long:    "Score a stage against a gold corpus. Tasks:\n\n" + tasks(),
		Example: "  stemma eval timex corpus/\n  stemma eval --json claims stories/",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			paths := args[1:]
			if raw {
				paths = append([]string{"--raw"}, paths...)
			}
			for _, task := range eval.Tasks() {
				if task.Name == args[0] {
					return score(cmd, task, paths, asJSON)
				}
			}
			return usageError{fmt.Errorf("no task %q; there are:\n%s", args[0], tasks())}
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	cmd.Flags().BoolVar(&raw, "raw", false, "parse: from raw text, not from gold tokens")
	return cmd
}

func tasks() string {
	var b strings.Builder
	for _, task := range eval.Tasks() {
		fmt.Fprintf(&b, "  %-12s %s\n", task.Name, task.Usage)
	}
	return b.String()
}

func score(cmd *cobra.Command, task eval.Task, paths []string, asJSON bool) error {
	scores, err := task.Run(paths)
	if err != nil {
		return fmt.Errorf("%s: %w", task.Name, err)
	}
	if !asJSON {
		for _, s := range scores {
			fmt.Fprintf(cmd.OutOrStdout(), "%s %.1f\n", s.Name, s.Value)
		}
		return nil
	}
	values := map[string]float64{}
	for _, s := range scores {
		values[s.Name] = s.Value
	}
	return json.NewEncoder(cmd.OutOrStdout()).Encode(values)
}
