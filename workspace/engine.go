package workspace

import (
	_ "embed"
	"strings"
)

// engines is the ledger of analyses: a number and the digest of what the
// language stages find in the examples. A test appends a line (-update) when
// that is another.
//
//go:embed engines.txt
var engines string

// Engine numbers the analysis whose results stand in a store: what another
// engine made is made anew.
var Engine = func() string {
	lines := strings.Fields(engines)
	return lines[len(lines)-2]
}()
