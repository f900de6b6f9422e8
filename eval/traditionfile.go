package eval

import (
	_ "embed"
	"strings"
)

//go:embed traditions.txt
var traditionsFile string

// telling is one writer's report of an event, sentence by sentence.
type telling []told

// told is a sentence and, for some, the same freely put.
type told struct{ plain, free string }

// source is an event: what its writers tell and what only an editor who knows
// the event may add.
type source struct {
	tellings []telling
	asides   []string
}

// readTraditions reads traditions.txt: events, and the sentences that editors
// add to any report.
func readTraditions(text string) (sources []*source, additions []string) {
	section := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= "):
			sources = append(sources, &source{})
		case line == "-":
			section = line
			last := sources[len(sources)-1]
			last.tellings = append(last.tellings, nil)
		case line == "+" || line == "*":
			section = line
		case section == "+":
			additions = append(additions, line)
		case section == "*":
			last := sources[len(sources)-1]
			last.asides = append(last.asides, line)
		default:
			last := sources[len(sources)-1].tellings
			plain, free, _ := strings.Cut(line, " | ")
			last[len(last)-1] = append(last[len(last)-1], told{plain, free})
		}
	}
	return sources, additions
}
