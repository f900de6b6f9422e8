package eval

import (
	"reflect"
	"testing"

	"stemma"
)

func TestReadMarkup(t *testing.T) {
	text, marks := readMarkup("{(SRC: Mali) (EVT: freed) two men (UN) (LOC: in (TAR: Chad)), \\$5.}")
	if want := "Mali freed two men (UN) in Chad, $5."; text != want {
		t.Fatalf("text %q, want %q", text, want)
	}
	got := map[string]string{}
	for tag, spans := range marks {
		got[tag] = spans[0].In(text)
	}
	want := map[string]string{"SRC": "Mali", "EVT": "freed", "TAR": "Chad", "LOC": "in Chad"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("marks %v, want %v", got, want)
	}
}

func TestPloverTally(t *testing.T) {
	text, marks := readMarkup("(SRC: Mali) (EVT: demanded) help from (TAR: Chad).")
	party := func(s stemma.Span) []stemma.Party { return []stemma.Party{{Name: s.In(text), Span: s}} }
	right := &stemma.ClaimMention{Trigger: marks["EVT"][0], Event: stemma.Event{Type: "REQUEST"},
		Actor: party(marks["SRC"][0]), Recipient: party(marks["TAR"][0])}
	wrong := &stemma.ClaimMention{Trigger: marks["EVT"][0], Event: stemma.Event{Type: "AID"}, Actor: party(marks["TAR"][0])}
	var tally ploverTally
	tally.count("DEMAND", right, marks) // the draft's name for REQUEST
	tally.count("DEMAND", wrong, marks)
	tally.count("DEMAND", nil, marks)
	tally.count("DEMAND", right, marks)
	want := []Score{{"plover.event", 50}, {"plover.actor", 50}, {"plover.recipient", 50}}
	if got := tally.scores(); !reflect.DeepEqual(got, want) {
		t.Errorf("scores %v, want %v", got, want)
	}
}

func TestPickClaim(t *testing.T) {
	mentions := []stemma.ClaimMention{{Trigger: stemma.Span{Start: 0, End: 4}}, {Trigger: stemma.Span{Start: 10, End: 14}}}
	events := []stemma.Span{{Start: 20, End: 30}, {Start: 8, End: 12}}
	if got := pickClaim(mentions, events); got != &mentions[1] {
		t.Errorf("picked %v", got)
	}
	if got := pickClaim(mentions, events[:1]); got != nil && got.Trigger.Start != 10 {
		t.Errorf("picked %v, want none", got)
	}
}
