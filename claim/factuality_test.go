package claim_test

import (
	"cmp"
	"strings"
	"testing"

	"stemma"
)

// committed writes a mention's factuality as commitment.txt does: "Police CT+, report Uu".
func committed(m stemma.ClaimMention) string {
	var list []string
	for _, c := range m.Factuality {
		list = append(list, cmp.Or(c.Source, "report")+" "+c.Value)
	}
	return strings.Join(list, ", ")
}

// TestCommitmentExamples executes "text = lemma: commitments"; nothing after the
// mark: the text makes no claim.
func TestCommitmentExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "commitment.txt", 3) {
		text, want, _ := strings.Cut(e.Example, " =")
		lemma, want, _ := strings.Cut(strings.TrimSpace(want), ": ")
		_, mentions := extract(text)
		found := lemma == "" && len(mentions) == 0
		for _, m := range mentions {
			found = found || m.Event.Lemma == lemma && committed(m) == want
			t.Logf("%s: %s: %s", text, m.Event.Lemma, committed(m))
		}
		n.check(t, found, "commitment.txt:%d: no %s %q in %q", e.Line, lemma, want, text)
	}
	n.report(t)
}

// TestNegatedCues: who has not confirmed commits himself to nothing, who does
// not believe to the contrary.
func TestNegatedCues(t *testing.T) {
	for text, want := range map[string]string{
		"Norway has not confirmed that its troops killed two farmers.":   "",
		"Norway did not deny that its troops killed two farmers.":        "",
		"Norway does not believe that its troops killed two farmers.":    "",
		"Norway said that its troops may have killed two farmers.":       "Norway PS+, report Uu",
		"Norway said that its troops had not killed two farmers.":        "Norway CT-, report Uu",
		"The radio said Norway admitted that its troops killed farmers.": "Norway CT+, radio CT+, report Uu",
	} {
		got := ""
		_, mentions := extract(text)
		for _, m := range mentions {
			if m.Event.Lemma == "kill" {
				got = committed(m)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
