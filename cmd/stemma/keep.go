package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"stemma/store"
	"stemma/store/postgres"
	"stemma/store/sqlite"
	"stemma/workspace"
)

// keeping are the flags of every command that works on a workspace.
type keeping struct {
	data    string
	server  string
	actors  string
	workers int
}

func (k *keeping) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.data, "data", "", "the workspace's folder, `DIR` (else STEMMA_WORKSPACE, else "+shownHome()+")")
	cmd.Flags().StringVar(&k.server, "store", "", "keep the workspace in PostgreSQL at `URL` (postgres://…) instead")
}

func (k *keeping) workFlags(cmd *cobra.Command) {
	k.flags(cmd)
	cmd.Flags().StringVar(&k.actors, "actors", "", "read your own list of actors from `FILE` (CSV or YAML)")
	cmd.Flags().IntVar(&k.workers, "workers", 0, "work on `N` articles at once (0: one for each core)")
}

// open opens the workspace; close must be called.
func (k *keeping) open(cmd *cobra.Command, readOnly bool) (w *workspace.Workspace, close func(), err error) {
	if k.workers < 0 {
		return nil, nil, usageError{fmt.Errorf("--workers %d is no number of workers", k.workers)}
	}
	s, err := k.store(cmd, readOnly)
	if err != nil {
		return nil, nil, err
	}
	from := reading{actors: k.actors}
	own, wrong, err := from.list()
	if err != nil {
		s.Close()
		return nil, nil, err
	}
	tell(cmd, wrong)
	w = workspace.New(s, workspace.Options{Version: version, Actors: own, Workers: k.workers, Original: true, Progress: progress(cmd.ErrOrStderr())})
	return w, func() {
		if err := s.Close(); err != nil {
			fmt.Fprintf(cmd.ErrOrStderr(), "stemma: close the workspace: %v\n", err)
		}
	}, nil
}

// with does something with the workspace, and closes it.
func (k *keeping) with(cmd *cobra.Command, readOnly bool, f func(*workspace.Workspace) error) error {
	w, done, err := k.open(cmd, readOnly)
	if err != nil {
		return err
	}
	defer done()
	return f(w)
}

func (k *keeping) store(cmd *cobra.Command, readOnly bool) (*store.Store, error) {
	if k.server != "" {
		if k.data != "" {
			return nil, usageError{errors.New("--data and --store are two workspaces; name one")}
		}
		return postgres.Open(cmd.Context(), k.server, postgres.Options{})
	}
	dir, err := k.folder()
	if err != nil {
		return nil, err
	}
	if !readOnly {
		return sqlite.Open(cmd.Context(), dir, sqlite.Options{})
	}
	// Whoever only looks makes no workspace, and needs no leave to write.
	if _, err := os.Stat(filepath.Join(dir, sqlite.File)); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no workspace in %s; 'stemma add' makes one, --data names another", dir)
	}
	s, err := sqlite.Open(cmd.Context(), dir, sqlite.Options{})
	if errors.Is(err, store.ErrReadOnly) {
		return sqlite.Open(cmd.Context(), dir, sqlite.Options{ReadOnly: true})
	}
	return s, err
}

// folder is the workspace's.
func (k *keeping) folder() (string, error) {
	dir := k.data
	if dir == "" {
		var err error
		if dir, err = home(); err != nil {
			return "", err
		}
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return "", usageError{fmt.Errorf("%s is a file; a workspace is a folder: --data names it", dir)}
	}
	return dir, nil
}

// home is the folder of the workspace where none is named: in the folder where
// this system keeps a user's data.
func home() (string, error) {
	if dir := os.Getenv("STEMMA_WORKSPACE"); dir != "" {
		return dir, nil
	}
	dir, err := dataFolder()
	if err != nil {
		return "", fmt.Errorf("no folder to keep a workspace in (%w); name one with --data or STEMMA_WORKSPACE", err)
	}
	return filepath.Join(dir, "stemma"), nil
}

func dataFolder() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	if dir := os.Getenv("LocalAppData"); runtime.GOOS == "windows" && dir != "" {
		return dir, nil
	}
	user, err := os.UserHomeDir()
	if runtime.GOOS == "darwin" {
		return filepath.Join(user, "Library", "Application Support"), err
	}
	return filepath.Join(user, ".local", "share"), err
}

// shownHome is how help names the folder, whoever the user is.
func shownHome() string {
	switch runtime.GOOS {
	case "windows":
		return `%LocalAppData%\stemma`
	case "darwin":
		return "~/Library/Application Support/stemma"
	}
	return "~/.local/share/stemma"
}

// oneLine is text on one line of at most n characters.
func oneLine(text string, n int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > n {
		return strings.TrimSpace(string(runes[:n-1])) + "…"
	}
	return string(runes)
}
