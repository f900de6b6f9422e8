package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"stemma/feed"
	"stemma/fetch"
	"stemma/store"
	"stemma/watch"
	"stemma/workspace"
)

// following are the flags of watch.
type following struct {
	fetching
	hooks  []string
	secret string
	kinds  []string
	once   bool
	list   bool
	drop   bool
}

func watchCommand() *cobra.Command {
	var k keeping
	var f following
	cmd := &cobra.Command{
		Use:   "watch [FEEDS.opml|URL…]",
		Short: "Follow feeds, and say when a claim's standing or counts change",
		Long: `Follow feeds: those named, and those that the workspace follows already. OPML lists
and addresses of RSS, Atom and JSON feeds and of news sitemaps are taken. A line is
printed when a claim gains an independent origin, is denied, acknowledged, retracted
or disputed, or its figures change.

Servers are asked politely: only for what is new, as robots.txt allows, one request
at a time and with pauses, less often when nothing comes or something fails.

A hook is sent each such change as JSON. Its header X-Stemma-Signature,
"t=SECONDS,v1=HEX", holds the HMAC-SHA256 of SECONDS, a point and the body, made with
the secret in the file; X-Stemma-Change is the same at every try.`,
		Example: `  stemma watch feeds.opml
  stemma watch https://news.example/rss --hook https://desk.example/stemma --hook-secret secret.txt
  stemma watch --list`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, &k, args) },
	}
	k.workFlags(cmd)
	f.flags(cmd)
	cmd.Flags().StringSliceVar(&f.hooks, "hook", nil, "tell `URL` of changes")
	cmd.Flags().StringVar(&f.secret, "hook-secret", "", "`FILE` with the secret that signs what hooks are told")
	cmd.Flags().StringSliceVar(&f.kinds, "tell", nil, "tell only these `KINDS` of change: "+strings.Join(watch.Told, ", ")+"; also new, story, gone")
	cmd.Flags().BoolVar(&f.once, "once", false, "visit what is due, and end")
	cmd.Flags().BoolVar(&f.list, "list", false, "list the feeds that are followed, and end")
	cmd.Flags().BoolVar(&f.drop, "drop", false, "follow the named feeds no more, and end")
	return cmd
}

func (f *following) run(cmd *cobra.Command, k *keeping, args []string) error {
	for _, kind := range f.kinds {
		if !slices.Contains(watch.Kinds, kind) {
			return usageError{fmt.Errorf("no change is called %q; there are %s", kind, strings.Join(watch.Kinds, ", "))}
		}
	}
	hooks, err := f.hook()
	if err != nil {
		return err
	}
	w, done, err := k.open(cmd, f.list)
	if err != nil {
		return err
	}
	defer done()
	switch {
	case f.list:
		return listFeeds(cmd, w)
	case f.drop:
		return dropFeeds(cmd, w, args)
	}
	var failures atomic.Int64
	log := slog.New(counting{slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: slog.LevelWarn}), &failures})
	watcher, client := f.watcher(cmd, w, hooks, log)
	defer client.Close()
	if err := startFollowing(cmd, watcher, args); err != nil {
		return err
	}
	if !f.once {
		return watcher.Run(cmd.Context())
	}
	if _, err := watcher.Step(cmd.Context()); err != nil {
		return err
	}
	if failures.Load() > 0 {
		return errFailed // the log names them
	}
	return nil
}

// counting is a log that counts its lines.
type counting struct {
	slog.Handler
	lines *atomic.Int64
}

func (c counting) Handle(ctx context.Context, r slog.Record) error {
	c.lines.Add(1)
	return c.Handler.Handle(ctx, r)
}

func (f *following) watcher(cmd *cobra.Command, w *workspace.Workspace, hooks []watch.Hook, log *slog.Logger) (*watch.Watcher, *fetch.Client) {
	client := f.client()
	out := cmd.OutOrStdout()
	var mutex sync.Mutex
	return watch.New(w, watch.Options{Fetch: answer(client), Hooks: hooks, Kinds: f.kinds, Log: log, Tell: func(c store.Change) {
		mutex.Lock()
		defer mutex.Unlock()
		fmt.Fprintf(out, "%s  story %d  %-12s %s\n", c.At.Format("2006-01-02 15:04"), c.Story, c.Kind, oneLine(c.What, 160))
	}}), client
}

// hook reads the secret with which the hooks' messages are signed.
func (f *following) hook() ([]watch.Hook, error) {
	if len(f.hooks) == 0 {
		return nil, nil
	}
	if f.secret == "" {
		return nil, usageError{fmt.Errorf("--hook needs --hook-secret: a message without a signature could be anybody's")}
	}
	secret, err := os.ReadFile(f.secret)
	if err != nil {
		return nil, err
	}
	if secret = []byte(strings.TrimSpace(string(secret))); len(secret) < 16 {
		return nil, usageError{fmt.Errorf("%s: a secret needs 16 characters or more", f.secret)}
	}
	var hooks []watch.Hook
	for _, address := range f.hooks {
		if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
			return nil, usageError{fmt.Errorf("--hook %q is no address of the web", address)}
		}
		hooks = append(hooks, watch.Hook{Address: address, Secret: secret})
	}
	return hooks, nil
}

// startFollowing adds the named feeds, and says how many.
func startFollowing(cmd *cobra.Command, w *watch.Watcher, args []string) error {
	var feeds []store.Feed
	for _, arg := range args {
		some, err := feedsIn(arg)
		if err != nil {
			return err
		}
		feeds = append(feeds, some...)
	}
	added, err := w.Follow(cmd.Context(), feeds)
	if err == nil && len(args) > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "stemma: %s named, %d of them new\n", count(len(feeds), "feed"), added)
	}
	return err
}

// feedsIn are the feeds that an address is, or that an OPML file lists.
func feedsIn(arg string) ([]store.Feed, error) {
	if strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://") {
		return []store.Feed{{Address: arg}}, nil
	}
	file, err := os.Open(arg)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var feeds []store.Feed
	for entry, err := range feed.Read(file, feed.OPML, arg) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", arg, err)
		}
		feeds = append(feeds, store.Feed{Address: entry.Address, Title: entry.Title})
	}
	if len(feeds) == 0 {
		return nil, fmt.Errorf("%s lists no feeds; an OPML file or addresses are needed", arg)
	}
	return feeds, nil
}

func listFeeds(cmd *cobra.Command, w *workspace.Workspace) error {
	return w.Store().View(cmd.Context(), func(t *store.Tx) error {
		feeds, err := t.Feeds(time.Time{})
		for _, f := range feeds {
			fmt.Fprintf(cmd.OutOrStdout(), "%s  visited %s, due %s  %s\n", f.Address, moment(f.Visited), moment(f.Due), oneLine(f.Title, 40))
			if f.Problem != "" {
				fmt.Fprintf(cmd.OutOrStdout(), "    failed %d times in a row: %s\n", f.Failures, oneLine(f.Problem, 120))
			}
			if n, why := watch.Waiting(f); n > 0 {
				fmt.Fprintf(cmd.OutOrStdout(), "    %s could not be had yet; %s\n", count(n, "report"), oneLine(why, 120))
			}
		}
		return err
	})
}

func moment(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.Local().Format("2006-01-02 15:04")
}

func dropFeeds(cmd *cobra.Command, w *workspace.Workspace, args []string) error {
	if len(args) == 0 {
		return usageError{fmt.Errorf("--drop needs the addresses of the feeds")}
	}
	return w.Store().Update(cmd.Context(), func(t *store.Tx) error {
		for _, arg := range args {
			if err := t.DropFeed(arg); errors.Is(err, store.ErrNotFound) {
				return fmt.Errorf("%s is not followed; 'stemma watch --list' lists what is", arg)
			} else if err != nil {
				return fmt.Errorf("%s: %w", arg, err)
			}
		}
		return nil
	})
}

// inBackground follows the workspace's feeds until stop is called.
func (f *following) inBackground(cmd *cobra.Command, w *workspace.Workspace, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(cmd.Context())
	watcher, client := f.watcher(cmd, w, nil, log)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			if err := watcher.Run(ctx); err != nil {
				log.Error("watch", "error", err)
				select {
				case <-ctx.Done():
				case <-time.After(time.Minute):
				}
			}
		}
	}()
	return func() { cancel(); <-done; client.Close() }
}
