package timex

import (
	_ "embed"
	"fmt"
	"strings"

	"stemma/lexicon"
)

//go:embed lexicon/rules.txt
var ruleText string

// rule is one line of rules.txt.
type rule struct {
	name  string
	kind  string // TIMEX3 type, or nothing
	calls []call // one for each part of the pattern
}

// call is an operation with its arguments: "rel k=-1 unit=M".
type call struct {
	op   operation
	args map[string]string
}

// nothing is the type of rules that read names and idioms in which a word of
// time is none ("Sunday Times"): what they match yields no expression.
const nothing = "NONE"

// grammar is the compiled rules; it is never written after loading.
type grammar struct {
	rules    []rule
	patterns *lexicon.Patterns
	modifier lexicon.Class // "at least": the bounds of a length of time
	starting lexicon.Class // "began": a date after it is where something begins
	ending   lexicon.Class
	game     lexicon.Class // words of games whose quarters are none of the year
}

var loaded = load()

func load() *grammar {
	entries := lexicon.MustRead("rules.txt", ruleText, 4)
	g := &grammar{}
	patterns := make([]string, len(entries))
	for i, entry := range entries {
		patterns[i] = entry.Fields[0]
		r := rule{name: entry.Key, kind: entry.Fields[1]}
		for _, text := range strings.Split(entry.Fields[2], ";") {
			c, err := parseCall(text)
			if err != nil {
				panic(fmt.Errorf("rules.txt:%d: %w", entry.Line, err))
			}
			r.calls = append(r.calls, c)
		}
		g.rules = append(g.rules, r)
	}
	all, first := classes()
	compiled, err := lexicon.Compile(patterns, all, first)
	if err != nil {
		panic(err)
	}
	g.patterns, g.modifier = compiled, all["modifier"]
	g.starting, g.ending, g.game = all["starting"], all["ending"], all["gameword"]
	return g
}

func parseCall(text string) (call, error) {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return call{}, fmt.Errorf("no operation")
	}
	c := call{op: operations()[fields[0]], args: map[string]string{}}
	if c.op == nil {
		return call{}, fmt.Errorf("no operation %q", fields[0])
	}
	for _, field := range fields[1:] {
		name, value, ok := strings.Cut(field, "=")
		if !ok {
			return call{}, fmt.Errorf("argument %q", field)
		}
		c.args[name] = value
	}
	return c, nil
}
