package ingest

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"stemma"
	"stemma/gazetteer"
	"stemma/lexicon"
)

//go:embed lexicon/lines.txt
var linesText string

//go:embed lexicon/agencies.txt
var agenciesText string

// A lineRule gives the kind of lines of one wording.
type lineRule struct {
	kind    stemma.BlockKind
	pattern *regexp.Regexp
	firsts  firsts
	needs   needs
	example string
}

var lineRules = sync.OnceValue(func() []lineRule {
	names := agencyPattern()
	var rules []lineRule
	for _, entry := range lexicon.MustRead("lines.txt", linesText, 2) {
		pattern := `^(?i:` + strings.ReplaceAll(entry.Fields[0], "{agency}", names) + `)$`
		rules = append(rules, lineRule{
			kind:    stemma.BlockKind(entry.Key),
			pattern: regexp.MustCompile(pattern),
			firsts:  firstsOf(pattern),
			needs:   needsOf(pattern),
			example: entry.Example,
		})
	}
	return rules
})

// longestRuled is the length in bytes beyond which a line is prose whatever its
// wording; the longest pattern of lines.txt allows about as much.
const longestRuled = 300

// kindByWording is the kind of a line that a rule of lines.txt names, or "".
func kindByWording(line string) stemma.BlockKind {
	if len(line) > longestRuled {
		return ""
	}
	initial, _ := utf8.DecodeRuneInString(line)
	small := folded(line)
	has := lettersOf(small)
	rules := lineRules()
	for i := range rules {
		if rules[i].firsts.allows(initial) && rules[i].needs.met(small, has) && rules[i].pattern.MatchString(line) {
			return rules[i].kind
		}
	}
	return ""
}

// agencies are the names in agencies.txt: printed name → canonical name.
var agencies = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, entry := range lexicon.MustRead("agencies.txt", agenciesText, 2) {
		names[entry.Key] = entry.Fields[0]
	}
	return names
})

// agencyName is the canonical name of a news or picture agency as the rest of
// the program knows it.
func agencyName(printed string) (name string, known bool) {
	if entry, ok := gazetteer.Agency(printed); ok {
		return entry.Name, true
	}
	name, known = agencies()[printed]
	if entry, ok := gazetteer.Agency(name); ok {
		return entry.Name, true
	}
	return name, known
}

// publisherName is agencyName for newspapers and broadcasters too.
func publisherName(printed string) (name string, known bool) {
	if name, known = agencyName(printed); known {
		return name, true
	}
	entry, ok := gazetteer.Outlet(printed)
	return entry.Name, ok
}

// agencyPattern matches any agency's printed name, longer ones first in file
// order being immaterial: rules are anchored at both ends.
func agencyPattern() string {
	var names []string
	for _, entry := range lexicon.MustRead("agencies.txt", agenciesText, 2) {
		names = append(names, `(?-i:`+regexp.QuoteMeta(entry.Key)+`)`)
	}
	return strings.Join(names, "|")
}
