package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stemma/jobs"
	"stemma/store"
	"stemma/web/guard"
	"stemma/workspace"
)

func workCommand() *cobra.Command {
	var k keeping
	var stay bool
	cmd := &cobra.Command{
		Use:     "work",
		Short:   "Read and reconcile what others added to a workspace",
		Example: "  stemma work\n  stemma work --stay --store postgres://desk@db.example/stemma",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, done, err := k.open(cmd, false)
			if err != nil {
				return err
			}
			defer done()
			if stay && k.server != "" {
				return jobs.Run(cmd.Context(), w, k.server, jobs.Options{Workers: k.workers, Log: slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: slog.LevelWarn}))})
			}
			for {
				worked, err := allWork(cmd, w)
				if cmd.Context().Err() != nil && stay {
					return nil
				}
				if err != nil {
					return err
				}
				if !stay || worked.Analysed+worked.Stories > 0 {
					fmt.Fprintf(cmd.OutOrStdout(), "%s read, %s made.\n", count(worked.Analysed, "report"), count(worked.Stories, "story"))
				}
				if !stay {
					return nil
				}
				select {
				case <-cmd.Context().Done():
					return nil
				case <-time.After(2 * time.Second):
				}
			}
		},
	}
	k.workFlags(cmd)
	cmd.Flags().BoolVar(&stay, "stay", false, "go on until stopped; any number of machines may, on one PostgreSQL")
	return cmd
}

// allWork does the work there is, and reads anew what an older stemma read.
func allWork(cmd *cobra.Command, w *workspace.Workspace) (workspace.Worked, error) {
	all, err := w.Work(cmd.Context())
	for n := 1; n > 0 && err == nil; {
		if n, err = w.Refresh(cmd.Context()); err == nil && n > 0 {
			var more workspace.Worked
			more, err = w.Work(cmd.Context())
			all.Analysed += n
			all.Stories += more.Stories
		}
	}
	return all, err
}

func backupCommand() *cobra.Command {
	var k keeping
	cmd := &cobra.Command{
		Use:     "backup FILE",
		Short:   "Write a whole workspace into one file, while it is in use",
		Example: "  stemma backup desk-2024-05-01.stemma",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := os.Stat(args[0]); err == nil {
				return fmt.Errorf("%s exists; name another file", args[0])
			}
			if _, err := os.Stat(filepath.Dir(args[0])); err != nil {
				return fmt.Errorf("no folder for the backup: %w", err)
			}
			return k.with(cmd, true, func(w *workspace.Workspace) error { return w.Store().Backup(cmd.Context(), args[0]) })
		},
	}
	k.flags(cmd)
	return cmd
}

func restoreCommand() *cobra.Command {
	var k keeping
	cmd := &cobra.Command{
		Use:     "restore FILE",
		Short:   "Make a new workspace from a backup",
		Example: "  stemma restore desk-2024-05-01.stemma --data desk",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			// Before a workspace is made for it.
			if info, err := os.Stat(args[0]); err != nil {
				return err
			} else if !info.Mode().IsRegular() {
				return fmt.Errorf("%s is no file; name one that 'stemma backup' wrote", args[0])
			}
			return k.with(cmd, false, func(w *workspace.Workspace) error { return w.Store().Restore(cmd.Context(), args[0]) })
		},
	}
	k.flags(cmd)
	return cmd
}

func checkCommand() *cobra.Command {
	var k keeping
	cmd := &cobra.Command{
		Use:     "check",
		Short:   "Check that a workspace is whole",
		Example: "  stemma check",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := k.with(cmd, true, func(w *workspace.Workspace) error { return w.Store().Check(cmd.Context()) }); err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), "The workspace is whole.")
			return nil
		},
	}
	k.flags(cmd)
	return cmd
}

func tokenCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "token",
		Short:   "Make, list and revoke tokens for the pages and the API",
		Example: "  stemma token new desk --scope write\n  stemma token list\n  stemma token revoke 3",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newTokenCommand(), listTokensCommand(), revokeTokenCommand())
	for _, sub := range cmd.Commands() {
		asUsage(sub)
	}
	return cmd
}

func newTokenCommand() *cobra.Command {
	var k keeping
	var scope string
	cmd := &cobra.Command{
		Use:     "new NAME",
		Short:   "Make a token; it is shown once",
		Example: "  stemma token new desk --scope write",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			token, kept, err := guard.NewToken(args[0], scope, time.Now())
			if err != nil {
				return usageError{err}
			}
			err = k.change(cmd, func(t *store.Tx) error {
				if _, err := t.AddToken(kept); err != nil {
					return err
				}
				return t.AddAudit(store.Audit{At: time.Now(), Who: localUser(), What: "token made", Detail: kept.Name + ", " + scope})
			})
			if err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), token)
			fmt.Fprintln(cmd.ErrOrStderr(), "Keep it well: it is not shown again. 'stemma token revoke' ends it.")
			return nil
		},
	}
	k.flags(cmd)
	cmd.Flags().StringVar(&scope, "scope", guard.ScopeRead, "what it allows, `SCOPE`: "+strings.Join(guard.Scopes, ", "))
	return cmd
}

// change does something in the workspace.
func (k *keeping) change(cmd *cobra.Command, f func(*store.Tx) error) error {
	return k.with(cmd, false, func(w *workspace.Workspace) error { return w.Store().Update(cmd.Context(), f) })
}

func listTokensCommand() *cobra.Command {
	var k keeping
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the tokens, their scopes and their last use",
		Example: "  stemma token list",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return k.look(cmd, func(t *store.Tx) error {
				tokens, err := t.Tokens()
				for _, token := range tokens {
					fmt.Fprintf(cmd.OutOrStdout(), "%4d  %-20s %-6s made %s, last used %s%s\n", token.ID, token.Name, token.Scope, shortDay(token.Created), shortDay(token.Used), revoked(token))
				}
				return err
			})
		},
	}
	k.flags(cmd)
	return cmd
}

func shortDay(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Format("2006-01-02")
}

func revoked(t store.Token) string {
	if t.Revoked.IsZero() {
		return ""
	}
	return ", revoked " + shortDay(t.Revoked)
}

func revokeTokenCommand() *cobra.Command {
	var k keeping
	cmd := &cobra.Command{
		Use:     "revoke NUMBER",
		Short:   "End a token, and the sessions that it opened",
		Example: "  stemma token revoke 3",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := strconv.ParseInt(args[0], 10, 64)
			if err != nil {
				return usageError{fmt.Errorf("%q is no token's number; 'stemma token list' shows them", args[0])}
			}
			return k.change(cmd, func(t *store.Tx) error {
				if err := t.RevokeToken(id); errors.Is(err, store.ErrNotFound) {
					return fmt.Errorf("there is no token %d; 'stemma token list' shows them", id)
				} else if err != nil {
					return err
				}
				return t.AddAudit(store.Audit{At: time.Now(), Who: localUser(), What: "token revoked", Detail: args[0]})
			})
		},
	}
	k.flags(cmd)
	return cmd
}

func auditCommand() *cobra.Command {
	var k keeping
	var after int64
	var limit int
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "audit",
		Short:   "Who signed in, was refused, and changed what",
		Example: "  stemma audit\n  stemma audit --after 1200 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if limit < 0 {
				return usageError{fmt.Errorf("--limit %d is no number of lines", limit)}
			}
			return k.look(cmd, func(t *store.Tx) error {
				lines, err := t.Audits(after, cmp.Or(limit, 100))
				if err != nil {
					return err
				}
				for _, a := range lines {
					if asJSON {
						if err := json.NewEncoder(cmd.OutOrStdout()).Encode(a); err != nil {
							return err
						}
						continue
					}
					fmt.Fprintf(cmd.OutOrStdout(), "%6d  %s  %-20s %s: %s\n", a.ID, a.At.Format("2006-01-02 15:04:05"), cmp.Or(oneLine(a.Who, 20), "nobody"), oneLine(a.What, 60), oneLine(a.Detail, 120))
				}
				return nil
			})
		},
	}
	k.flags(cmd)
	cmd.Flags().Int64Var(&after, "after", 0, "only those behind number `N`")
	cmd.Flags().IntVar(&limit, "limit", 0, "at most `N` lines (0: 100)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON, a line a line")
	return cmd
}
