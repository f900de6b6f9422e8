package reconcile

import (
	"strings"
	"testing"

	"stemma"
)

// datePair makes a dated report and an undated one that share a passage; the
// expressions are marked with their resolved days ("" where unresolved).
func datePair(t *testing.T, kin, undated string, kinDays, days map[string]string) *stemma.Published {
	t.Helper()
	room := &newsroom{}
	for i, text := range []string{kin, undated} {
		room.report(string(rune('A'+i)), []string{"2024-03-09", "-"}[i])
		room.text(text)
		for words, day := range []map[string]string{kinDays, days}[i] {
			room.docs[i].Timexes = append(room.docs[i].Timexes, stemma.Timex{Span: room.find(t, room.docs[i].ID, words), Type: "DATE", Begin: day, End: day})
		}
	}
	return Dates(room.docs, []stemma.Passage{{A: stemma.Evidence{Article: "A"}, B: stemma.Evidence{Article: "B"}}})["B"]
}

func TestDates(t *testing.T) {
	p := datePair(t, "Mayor Finn opened the Dunmore bridge Saturday with a speech", "The Dunmore bridge opened on Saturday with Mayor Finn cutting a ribbon",
		map[string]string{"Saturday": "2024-03-09"}, map[string]string{"on Saturday": ""})
	if p == nil || p.Value != "2024-03-09" || p.Precision != "day" || p.Basis != stemma.BasisInferred || len(p.Evidence) != 2 {
		t.Fatalf("weekday shared with a dated kin: %+v", p)
	}
	if !strings.Contains(p.Because, "on or just after 2024-03-09") {
		t.Errorf("because: %s", p.Because)
	}
	p = datePair(t, "Mayor Finn opened the Dunmore bridge Saturday with a speech", "Trains ran late on Saturday near Holm after snow",
		map[string]string{"Saturday": "2024-03-09"}, map[string]string{"on Saturday": ""})
	if p != nil {
		t.Errorf("a Saturday of another matter dates nothing: %+v", p)
	}
	p = datePair(t, "Earlier this month Mayor Finn opened the Dunmore bridge with a speech", "Earlier this month the Dunmore bridge opened, Mayor Finn said on March 7",
		map[string]string{"Earlier this month": "2024-03-01"}, map[string]string{"Earlier this month": "", "March 7": ""})
	if p == nil || p.Value != "2024-03" || p.Precision != "month" {
		t.Errorf("month and day of the year: %+v", p)
	}
	p = datePair(t, "Mayor Finn opened the Dunmore bridge Saturday with a speech", "The Dunmore bridge opened on Saturday with Mayor Finn there, who is to retire on March 28 she said on March 28",
		map[string]string{"Saturday": "2024-03-09"}, map[string]string{"on Saturday": "", "March 28": ""})
	if p != nil {
		t.Errorf("a later day of the year contradicts the weekday: %+v", p)
	}
}

func TestMonthDay(t *testing.T) {
	for _, c := range []struct {
		text       string
		month, day int
	}{{"December 18", 12, 18}, {"on Dec. 18", 12, 18}, {"18 December", 12, 18}, {"Sept 3rd", 9, 3}, {"December 18, 2025", 0, 0}, {"Saturday", 0, 0}, {"December", 0, 0}, {"May 40", 0, 0}} {
		if month, day := monthDay(c.text); month != c.month || day != c.day {
			t.Errorf("%s: %d-%d", c.text, month, day)
		}
	}
}

// TestSaidClues: news of Saturday that somebody told on Sunday is Sunday's.
func TestSaidClues(t *testing.T) {
	room := &newsroom{}
	room.report("A", "-")
	room.text("The bridge opened Saturday, Finn said Sunday, and closes Wednesday")
	d := room.docs[0]
	for i, token := range d.Tokens {
		switch token.Form {
		case "Sunday":
			d.Tokens[i].Head = d.TokenAt(room.find(t, "A", "said").Start)
		case "Wednesday":
			d.Tokens[i].Head = d.TokenAt(room.find(t, "A", "closes").Start)
		}
	}
	for _, words := range []string{"Saturday", "Sunday", "Wednesday"} {
		d.Timexes = append(d.Timexes, stemma.Timex{Span: room.find(t, "A", words)})
	}
	d.Attributions = []stemma.Attribution{{Cue: &stemma.Ref{Span: room.find(t, "A", "said")}}}
	clues := saidClues(d, 6, "2024-03-09")
	if len(clues) != 1 || clues[0].from != "2024-03-10" {
		t.Errorf("%+v", clues)
	}
}
