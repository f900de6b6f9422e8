package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"stemma"
	"stemma/render"
	"stemma/store"
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
	var k keeping
	cmd := &cobra.Command{
		Use:   "explain CLAIM [PATH…]",
		Short: "Why this count, why this origin: the evidence, link by link",
		Long: `Show how a claim's counts came about. PATH is what report was given, or one file
that 'report --format json' wrote; without one CLAIM is the key of a claim in the
workspace ('stemma claims' lists them).`,
		Example: "  stemma explain c1 examples/suez-canal\n  stemma report --format json examples/suez-canal > r.json; stemma explain c1 r.json\n  stemma explain p4fjft6th4e3wh44",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			terminal(cmd.OutOrStdout(), &options)
			if len(args) == 1 {
				return explainKept(cmd, &k, args[0], options)
			}
			claim, paths := claimAmong(args)
			record, err := from.recordOrSaved(cmd, paths)
			if err != nil {
				return err
			}
			if err := render.Explain(cmd.OutOrStdout(), record, claim, options); err != nil {
				return usageError{err}
			}
			return failed(record)
		},
	}
	from.flags(cmd)
	k.flags(cmd)
	return cmd
}

// explainKept explains a claim of the workspace.
func explainKept(cmd *cobra.Command, k *keeping, key string, options render.Options) error {
	w, done, err := k.open(cmd, true)
	if err != nil {
		return err
	}
	defer done()
	v, claim, err := w.Claim(cmd.Context(), key)
	if errors.Is(err, store.ErrNotFound) {
		return usageError{fmt.Errorf("the workspace has no claim %q; 'stemma claims' lists them with their keys, or name the reports of a claim like c1", key)}
	}
	if err != nil {
		return err
	}
	return render.Explain(cmd.OutOrStdout(), v.Record, claim.ID, options)
}

// claimAmong tells the claim from the paths: the argument that is written like
// one ("c1", "C1", "1"), wherever it stands, unless a file is called so.
func claimAmong(args []string) (claim string, paths []string) {
	for i, arg := range args {
		number := strings.TrimPrefix(strings.ToLower(arg), "c")
		if _, err := strconv.Atoi(number); err != nil {
			continue
		}
		if _, err := os.Stat(arg); err != nil {
			return "c" + number, slices.Delete(slices.Clone(args), i, i+1)
		}
	}
	return args[0], args[1:]
}

// recordOrSaved is the record that a single file or standard input holds, else
// what reading the paths comes to.
func (r *reading) recordOrSaved(cmd *cobra.Command, paths []string) (*stemma.Record, error) {
	record, err := saved(cmd, paths)
	switch {
	case err != nil:
		return nil, err
	case record == nil:
		return r.record(cmd, paths)
	case r.asOf != "" || r.actors != "":
		return nil, usageError{fmt.Errorf("%s is a record already: --as-of and --actors are for reports", paths[0])}
	}
	return record, nil
}

// saved is the record that a single file or standard input holds, or nil where
// it holds none. What was read from standard input in vain can be read again.
func saved(cmd *cobra.Command, paths []string) (*stemma.Record, error) {
	if len(paths) != 1 || !strings.HasSuffix(paths[0], ".json") && paths[0] != "-" {
		return nil, nil
	}
	if paths[0] != "-" {
		data, err := os.ReadFile(paths[0])
		if err != nil {
			return nil, nil // named where the paths are read
		}
		return recordIn(data), nil
	}
	data, err := io.ReadAll(cmd.InOrStdin())
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	cmd.SetIn(bytes.NewReader(data))
	return recordIn(data), nil
}

func recordIn(data []byte) *stemma.Record {
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
