package ingest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestNeeds(t *testing.T) {
	for _, test := range []struct {
		pattern string
		want    []string // one line a list
	}{
		{`^(?i:.{0,9}\ball rights reserved\b.*)$`, []string{"all rights reserved"}},
		{`^(?i:[(\[](?-i:AFP|AP)[)\]])$`, []string{"(afp) (afp] (ap) (ap] [afp) [afp] [ap) [ap]"}},
		{`^(?i:x+ (?:by|of)[^.]{1,9}:)$`, []string{"x", ":", " by| of"}},
		{`^(?i:(?:a|b)?c?.*)$`, nil},
		{`^(?i:Σ.*z)$`, []string{"z"}}, // a small sigma has two forms
	} {
		var got []string
		for _, list := range needsOf(test.pattern) {
			var words []string
			for _, one := range list {
				words = append(words, one.word)
			}
			separator := " "
			if strings.Contains(strings.Join(words, ""), " ") {
				separator = "|"
			}
			got = append(got, strings.Join(words, separator))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.pattern, got, test.want)
		}
	}
}

// TestNeedsAreMet: no rule is passed over that matches, whatever the capitals.
func TestNeedsAreMet(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	rules := lineRules()
	for range 3000 {
		line := rules[random.IntN(len(rules))].example
		switch random.IntN(5) {
		case 0:
			line = strings.ToUpper(line)
		case 1:
			line = strings.ReplaceAll(strings.ReplaceAll(line, "s", "ſ"), "k", "\u212a") // both are letters to a pattern that ignores case
		case 2:
			other := rules[random.IntN(len(rules))].example
			line = line[:random.IntN(len(line))] + other[random.IntN(len(other)):]
		}
		for _, rule := range rules {
			if rule.pattern.MatchString(line) && !rule.needs.met(folded(line), lettersOf(folded(line))) {
				t.Fatalf("%q matches %s, of which it lacks one of %v", line, rule.pattern, rule.needs)
			}
		}
	}
}

func BenchmarkKindByWording(b *testing.B) {
	lines := []string{
		"The minister, who took office in May, told reporters on Sunday that the bridge (built in 1931) would be closed, Reuters and others wrote.",
		"Witnesses said the water rose within minutes; nobody had been warned.",
		"By the time the boats came, two families had left for the school on the hill.",
	}
	for b.Loop() {
		for _, line := range lines {
			kindByWording(line)
		}
	}
}
