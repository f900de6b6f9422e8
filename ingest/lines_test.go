package ingest

import (
	"testing"

	"stemma"
	"stemma/lexicon"
)

func TestLineExamples(t *testing.T) {
	for i, rule := range lineRules() {
		if rule.example == "" {
			t.Errorf("rule %d (%s) has no example", i, rule.pattern)
			continue
		}
		if !rule.pattern.MatchString(rule.example) {
			t.Errorf("rule %d does not match its own example %q", i, rule.example)
		}
		if got := kindByWording(rule.example); got != rule.kind {
			t.Errorf("%q is %q, want %q", rule.example, got, rule.kind)
		}
	}
}

func TestDateWordExamples(t *testing.T) {
	for _, entry := range lexicon.MustRead("datewords.txt", dateWordsText, 3) {
		if entry.Example == "" {
			continue
		}
		if s, ok := dateLine(entry.Example); !ok || s.value == "" {
			t.Errorf("datewords.txt:%d: %q read as %+v, %v", entry.Line, entry.Example, s, ok)
		}
	}
}

// Prose that looks like furniture, credits or by-lines at first sight.
func TestProseStaysProse(t *testing.T) {
	for _, text := range []string{
		"Read more than one report before you judge, the editor told students.",
		"By the river the men waited for the boat to come back",
		"By Monday the toll had risen to twelve",
		"Share prices fell in Lowfield on Tuesday.",
		"Sources close to the talks said a deal was near.",
		"Photographs taken by a neighbour show the roof in flames.",
		"Copyright law was at the heart of the case, the judge said, and it would stay so.",
		"Follow the money, the prosecutor told the jury.",
		"Police, Reuters and the ministry gave different figures for the dead.",
		"Reporting by journalists was banned.",
		"Home prices rose.",
		"Watching the flood rise, he called his son.",
		"More than nine people died.",
		"Subscribers of the network lost their service.",
	} {
		if kind := kindByWording(text); kind != "" {
			t.Errorf("%q is taken for %s", text, kind)
		}
	}
}

func TestKindConstants(t *testing.T) {
	known := map[stemma.BlockKind]bool{stemma.Furniture: true, stemma.Byline: true, stemma.Caption: true}
	for _, rule := range lineRules() {
		if !known[rule.kind] {
			t.Errorf("lines.txt names the kind %q", rule.kind)
		}
	}
}

func TestDeskExamples(t *testing.T) {
	for _, entry := range lexicon.MustRead("desks.txt", desksText, 1) {
		if got := people(entry.Example); len(got) > 0 {
			t.Errorf("desks.txt:%d: %q read as %q", entry.Line, entry.Example, got)
		}
	}
}

// TestFirsts: the first characters never exclude a rule that matches.
func TestFirsts(t *testing.T) {
	rules := lineRules()
	selective := 0
	for i := range rules {
		for j := range rules {
			example := rules[j].example
			if r := []rune(example)[0]; rules[i].pattern.MatchString(example) && !rules[i].firsts.allows(r) {
				t.Errorf("rule %d matches %q but its first characters exclude it", i, example)
			}
		}
		if !rules[i].firsts.allows('z') {
			selective++
		}
	}
	if selective*2 < len(rules) {
		t.Errorf("only %d of %d rules can be told by their first character", selective, len(rules))
	}
}
