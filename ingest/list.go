package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"stemma"
)

// list is the files that the inputs name, sorted, each once, and what is wrong
// with those that are none. Of several paths to one file the first in order
// counts, so that a link does not make two reports of one.
func list(inputs []string) ([]string, []stemma.Problem) {
	paths := map[string]bool{}
	var problems []stemma.Problem
	for _, input := range inputs {
		if input == "-" {
			paths[input] = true
			continue
		}
		clean := filepath.Clean(input)
		info, err := os.Stat(clean)
		switch {
		case err != nil:
			paths[clean] = true // named when it is opened
		case info.IsDir():
			more, wrong := folder(clean)
			for _, path := range more {
				paths[path] = true
			}
			problems = append(problems, wrong...)
		default:
			paths[clean] = true
		}
	}
	return distinct(paths), unique(problems)
}

// folder is the files below a folder; hidden files and folders are left out.
func folder(root string) (files []string, problems []stemma.Problem) {
	walk := func(below string, entry fs.DirEntry, err error) error {
		path := filepath.Join(root, filepath.FromSlash(below))
		switch {
		case err != nil:
			problems = append(problems, problem(path, "%s", reason(err))...)
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
		case below != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
		case linksFolder(path, entry):
			problems = append(problems, problem(path, "a link to a folder is not followed: name the folder itself")...)
		default:
			files = append(files, path)
		}
		return nil
	}
	// Walking os.DirFS rather than the path follows a link that is itself named.
	if err := fs.WalkDir(os.DirFS(root), ".", walk); err != nil && !errors.Is(err, fs.SkipDir) {
		problems = append(problems, problem(root, "%s", reason(err))...)
	}
	if len(files) == 0 && len(problems) == 0 {
		problems = problem(root, "no files in the folder: nothing to read")
	}
	return files, problems
}

func linksFolder(path string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// distinct sorts the paths and drops those that lead to a file already listed.
func distinct(paths map[string]bool) []string {
	sorted := make([]string, 0, len(paths))
	for path := range paths {
		sorted = append(sorted, path)
	}
	sort.Strings(sorted)
	seen := map[string]bool{}
	kept := sorted[:0]
	for _, path := range sorted {
		real := path
		if target, err := filepath.EvalSymlinks(path); err == nil {
			if whole, err := filepath.Abs(target); err == nil {
				real = whole
			}
		}
		if !seen[real] {
			kept = append(kept, path)
		}
		seen[real] = true
	}
	return kept
}

// unique drops problems named before, as folders named twice would give.
func unique(problems []stemma.Problem) []stemma.Problem {
	seen := map[stemma.Problem]bool{}
	kept := problems[:0]
	for _, p := range problems {
		if !seen[p] {
			kept = append(kept, p)
		}
		seen[p] = true
	}
	return kept
}

// fileKind names what is not a regular file.
func fileKind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "a special file"
}
