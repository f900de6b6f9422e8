package timex

import (
	_ "embed"
	"strings"

	"stemma"
	"stemma/lexicon"
)

//go:embed lexicon/dayfirst.txt
var dayFirstText string

var dayFirstHosts = lexicon.Keys("dayfirst.txt", dayFirstText)

// dayFirst reports whether the outlet's country writes 7/8/2007 for 7 August:
// its host, or an end of it, is listed.
func dayFirst(d *stemma.Document) bool {
	host := d.URL
	if at := strings.Index(host, "://"); at >= 0 {
		host = host[at+3:]
	}
	if at := strings.IndexAny(host, "/:?#"); at >= 0 {
		host = host[:at]
	}
	for steps := 0; steps < 8; steps++ {
		if dayFirstHosts[strings.ToLower(host)] {
			return true
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			return false
		}
		host = rest
	}
	return false
}
