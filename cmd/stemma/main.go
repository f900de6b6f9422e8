// Command stemma reads news reports and says, for every claim in them, who says
// so, whom they have it from, how many independent accounts and origins that
// is, and where the reports differ.
//
// Exit codes: 0 done; 1 some input failed (named on standard error, the rest is
// done); 2 bad usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// version is set by the release build; a build from source says "devel".
var version = "devel"

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// errFailed says that some input failed and has been named already.
var errFailed = errors.New("some input failed")

// usageError is a mistake in how the command was called.
type usageError struct{ error }

func main() {
	ctx, stop := untilStopped()
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// untilStopped is a context that ends when the user (Ctrl-C) or what runs the
// program (SIGTERM) asks it to stop. Whoever asks twice is not kept waiting.
func untilStopped() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// run is the whole command; it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "stemma: %v\nSee 'stemma --help'.\n", err)
		return exitUsage
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "stemma: stopped before it was done; what a workspace has been given it keeps, and 'stemma work' goes on from there")
		return exitFailed
	}
	fmt.Fprintf(stderr, "stemma: %v\n", err)
	return exitFailed
}

func command() *cobra.Command {
	cobra.EnableCommandSorting = false // their order is ours
	root := &cobra.Command{
		Use:   "stemma",
		Short: "Who says so, whom they have it from, and how many voices that really is",
		Long: `stemma reads news reports and says, for every claim in them, who says so, whom
they have it from, how many independent accounts and origins that really is,
and where the reports differ. It runs offline, unless you name an address.`,
		Example:       "  stemma report examples/suez-canal\n  stemma explain c1 examples/suez-canal\n  stemma claims --actor Egypt --format csv examples/suez-canal\n  stemma add examples/* && stemma serve",
		Version:       version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	group(root, "Read reports:", reportCommand(), claimsCommand(), explainCommand(), diffCommand(), parseCommand())
	group(root, "Keep a workspace:", addCommand(), watchCommand(), storiesCommand(), storyCommand(), searchCommand(), changesCommand())
	group(root, "Open it to others:", serveCommand(), mcpCommand(), tokenCommand(), auditCommand(), workCommand())
	group(root, "Take care of it, and of stemma:", checkCommand(), backupCommand(), restoreCommand(), evalCommand())
	for _, sub := range append(root.Commands(), root) {
		asUsage(sub)
	}
	return root
}

// group adds commands under a heading of the help, in the order in which a
// newcomer needs them.
func group(root *cobra.Command, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, c := range commands {
		c.GroupID = title
		root.AddCommand(c)
	}
}

// asUsage marks a command's flag and argument errors as bad usage.
func asUsage(cmd *cobra.Command) {
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{plainWords(err)} })
	check := cmd.Args
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			if len(args) == 0 {
				err = fmt.Errorf("%s what? Name %s; see '%s --help'", strings.TrimPrefix(cmd.CommandPath(), "stemma "), strings.TrimPrefix(cmd.Use, cmd.Name()+" "), cmd.CommandPath())
			}
			return usageError{err}
		}
		return nil
	}
}

// noNumber is how the standard library says that a flag's value is no number.
var noNumber = regexp.MustCompile(`strconv\.\w+: parsing "[^"]*": invalid syntax`)

// plainWords says what is wrong with a flag in plain words.
func plainWords(err error) error {
	return errors.New(noNumber.ReplaceAllString(err.Error(), "that is no number"))
}
