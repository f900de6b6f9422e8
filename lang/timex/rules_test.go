package timex

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
	"stemma/lexicon"
)

// document is an article of one paragraph, dated by dct ("-": undated).
func document(text, dct string) *stemma.Document {
	d := &stemma.Document{Article: &stemma.Article{Text: text}}
	if dct != "-" {
		d.Published = &stemma.Published{Value: dct, Precision: "day"}
	}
	return d
}

// find runs the stage and lists what it found, one "text = value" a line.
func find(text, dct string) []stemma.Timex {
	d := document(text, dct)
	Find(d)
	return d.Timexes
}

// TestRuleExamples runs the example of every rule: the marked span must be
// found by that rule or a longer-reading one, with the value given.
func TestRuleExamples(t *testing.T) {
	for _, entry := range lexicon.MustRead("rules.txt", ruleText, 4) {
		if entry.Example == "" {
			t.Errorf("%s: no example", entry.Key)
			continue
		}
		dct, rest, _ := strings.Cut(entry.Example, ": ")
		marked, want, ok := cutLast(rest, " = ")
		open, close := strings.Index(marked, "["), strings.LastIndex(marked, "]")
		if !ok || open < 0 || close < open {
			t.Errorf("%s: cannot read example %q", entry.Key, entry.Example)
			continue
		}
		span := stemma.Span{Start: open, End: close - 1}
		text := strings.Replace(strings.Replace(marked, "[", "", 1), "]", "", 1)
		if entry.Fields[1] == nothing {
			if got := find(text, dct); len(got) != 0 {
				t.Errorf("%s: %q: got %v, want nothing", entry.Key, text, got)
			}
			continue
		}
		expect(t, entry.Key, text, dct, span, want)
	}
}

func expect(t *testing.T, rule, text, dct string, span stemma.Span, want string) {
	t.Helper()
	var all []string
	for _, x := range find(text, dct) {
		all = append(all, fmt.Sprintf("%q=%s(%s)", x.Span.In(text), x.Value, x.Rule))
		if x.Span == span && x.Value == want && x.Rule == rule {
			return
		}
	}
	t.Errorf("%s: %q: want %q = %s, got %s", rule, text, span.In(text), want, strings.Join(all, " "))
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
