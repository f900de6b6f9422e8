package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
	"stemma/gazetteer"
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
		d.Quotes = between(d.Text, '“', '”')
		d.Attributions = []stemma.Attribution{{ID: d.ID + "-a1", Source: &stemma.Ref{Entity: "Orla Finn"}, Content: []stemma.Ref{{Span: d.Blocks[0].Span}}}}
	}
	var got []string
	for _, q := range Quotations(room.docs, nil) {
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

// between lists the stretches between the two marks.
func between(text string, open, closing rune) []stemma.Span {
	var spans []stemma.Span
	start := -1
	for at, r := range text {
		switch {
		case r == open:
			start = at + len(string(r))
		case r == closing && start >= 0:
			spans, start = append(spans, stemma.Span{Start: start, End: at}), -1
		}
	}
	return spans
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

func TestAnotherSpeaker(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Orla Finn", "Finn", false},
		{"Orla Finn", "the mayor", false},
		{"Orla Finn", "", false},
		{"Orla Finn", "Noor Ames", true},
		{"Orla Finn", "Liam Finn", true},
	} {
		a, b := saying{speaker: c.a, key: gazetteer.Key(c.a)}, saying{speaker: c.b, key: gazetteer.Key(c.b)}
		if got := anotherSpeaker(a, b); got != c.want {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
}

func TestSure(t *testing.T) {
	words := func(text string) []word {
		return wordsOf(text, stemma.Span{Start: 0, End: len(text)})
	}
	say := func(text, speaker string, story int) saying {
		return saying{words: words(text), speaker: speaker, key: gazetteer.Key(speaker), story: story}
	}
	long := say("we share bread and undeserved attention with you", "Orla Finn", 0)
	for _, c := range []struct {
		other saying
		cost  float64
		want  bool
	}{
		{say("undeserved attention with", "", 0), 0, true},
		{say("undeserved attention with", "", 1), 0, false},          // another story
		{say("undeserved attention with", "Noor Ames", 0), 0, false}, // another speaker
		{say("undeserved attention for", "", 0), 1, false},           // other words
		{say("with you", "", 0), 0, false},                           // a common phrase
		{say("with you", "Orla Finn", 0), 0, true},
	} {
		if got := sure(long, c.other, c.cost); got != c.want {
			t.Errorf("%v: %v", c.other, got)
		}
	}
}
