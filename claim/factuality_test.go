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
