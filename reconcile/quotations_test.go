package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
)

// expectQuotations checks the quotations of texts, named A, B, …, in each of
// which Mayor Orla Finn says whatever stands in quotation marks.
func expectQuotations(t *testing.T, texts []string, want ...string) {
	t.Helper()
	room := &newsroom{}
	for i, text := range texts {
		room.report(string(rune('A'+i)), "-")
		room.text(text)
		d := room.docs[i]
		d.Attributions = []stemma.Attribution{{ID: d.ID + "-a1", Source: &stemma.Ref{Entity: "Orla Finn"}, Content: []stemma.Ref{{Span: d.Blocks[0].Span}}}}
	}
	var got []string
	for _, q := range Quotations(room.docs, stemma.Kinship{}) {
		line := fmt.Sprintf("%s %s %s“%s”", q.ID, q.Speaker, q.Reference.Article, room.words(q.Reference))
		for _, v := range q.Variants {
			line += fmt.Sprintf(" | %s %s: %s", v.Article, v.Fidelity, v.Changed)
		}
		got = append(got, line)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestQuotations(t *testing.T) {
	expectQuotations(t, []string{"“We share bread and salt with you.”", "“We share bread and salt with you,” the mayor said."},
		"q1 Orla Finn A“We share bread and salt with you.” | B verbatim: ")
	expectQuotations(t, []string{"She spoke of “bread and salt”.", "“We share bread and salt with you,” the mayor said."},
		"q1 Orla Finn B“We share bread and salt with you,” | A shortened: 2 words cut before it, 2 words cut after it")
	expectQuotations(t, []string{"She spoke of “shared bread”.", "“We are sharing bread and salt with you,” the mayor said."},
		"q1 Orla Finn B“We are sharing bread and salt with you,” | A altered: “shared” for “sharing”")
	expectQuotations(t, []string{"“The bridge will open in spring.”", "“We are sharing bread and salt with you,” the mayor said."},
		"q1 Orla Finn A“The bridge will open in spring.”", "q2 Orla Finn B“We are sharing bread and salt with you,”")
}

func TestQuoted(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`He said "one two" and "three".`, "one two|three"},
		{"“one two", "one two"},
		{"no marks", ""},
		{"“a “b” c", "b"},
	} {
		var got []string
		for _, s := range quoted(c.text, stemma.Span{Start: 0, End: len(c.text)}) {
			got = append(got, s.In(c.text))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
