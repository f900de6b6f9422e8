package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stemma/eval"
)

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
