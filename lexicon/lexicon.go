// Package lexicon reads stemma's word and rule files.
//
// Input: text, one entry a line, fields separated by tabs; "#" begins a comment
// line. The last field may be an example, begun with "// ", which the tests of
// the stage that owns the file execute:
//
//	deny	deny	VERB	// [source The ministry] [cue denied] [content any role].
//
// Output: entries in file order. It deliberately knows nothing of what the
// fields mean.
package lexicon

import (
	"fmt"
	"strings"
)

// Entry is one line: Key is its first field, Fields the others, Example the
// text after "// ", Line its number from 1.
type Entry struct {
	Key     string
	Fields  []string
	Example string
	Line    int
}

// Read parses a file's text. A line with fewer than least fields (the key
// counted, the example not) is an error that names the file and line.
func Read(name, text string, least int) ([]Entry, error) {
	var entries []Entry
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		entry := Entry{Line: number}
		fields := strings.Split(line, "\t")
		if last := fields[len(fields)-1]; strings.HasPrefix(last, "// ") {
			entry.Example = strings.TrimPrefix(last, "// ")
			fields = fields[:len(fields)-1]
		}
		if len(fields) < least {
			return nil, fmt.Errorf("%s:%d: %d fields, want %d", name, number, len(fields), least)
		}
		entry.Key, entry.Fields = fields[0], fields[1:]
		entries = append(entries, entry)
	}
	return entries, nil
}

// MustRead is Read for embedded files, whose defects a test would have shown.
func MustRead(name, text string, least int) []Entry {
	entries, err := Read(name, text, least)
	if err != nil {
		panic(err)
	}
	return entries
}

// Keys is the set of the keys of an embedded file whose lines are words alone.
func Keys(name, text string) map[string]bool {
	keys := map[string]bool{}
	for _, entry := range MustRead(name, text, 1) {
		keys[entry.Key] = true
	}
	return keys
}
