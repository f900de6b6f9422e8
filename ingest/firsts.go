package ingest

import (
	"regexp/syntax"
	"unicode"
)

// firsts is the ASCII characters, in lower case, that a match of a pattern can
// begin with; any says that it may begin with others too. Lines are tried only
// against the rules that their first character allows, which is most of the
// speed of reading plain text: without it, six times as long.
type firsts struct {
	set [128]bool
	any bool
}

func firstsOf(pattern string) firsts {
	var f firsts
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil || f.add(tree) {
		f.any = true
	}
	return f
}

// allows reports whether a line beginning with r can match.
func (f *firsts) allows(r rune) bool {
	r = unicode.ToLower(r)
	return f.any || r >= 128 || f.set[r]
}

// add collects the first characters of an expression and reports whether it can
// match nothing, so that what follows it counts too.
func (f *firsts) add(e *syntax.Regexp) (empty bool) {
	switch e.Op {
	case syntax.OpLiteral:
		f.addRange(e.Rune[0], e.Rune[0])
	case syntax.OpCharClass:
		for i := 0; i < len(e.Rune); i += 2 {
			f.addRange(e.Rune[i], e.Rune[i+1])
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		f.any = true
	case syntax.OpConcat:
		for _, part := range e.Sub {
			if !f.add(part) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, part := range e.Sub {
			empty = f.add(part) || empty
		}
		return empty
	case syntax.OpCapture, syntax.OpPlus:
		return f.add(e.Sub[0])
	case syntax.OpRepeat:
		return f.add(e.Sub[0]) || e.Min == 0
	case syntax.OpStar, syntax.OpQuest:
		f.add(e.Sub[0])
		return true
	default: // anchors and the empty match
		return true
	}
	return false
}

func (f *firsts) addRange(low, high rune) {
	for r := low; r <= high && r < 128; r++ {
		f.set[unicode.ToLower(r)] = true
	}
}
