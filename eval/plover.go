package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"stemma"
	"stemma/claim"
	"stemma/lang"
)

// ploverRecord is one gold record: a sentence with its event, the words that
// bear it and its participants.
type ploverRecord struct {
	ID       string `json:"id"`
	Date     string `json:"date"`
	Event    string `json:"event"`
	Text     string `json:"text"`
	TextInfo struct {
		Markup string `json:"markup"`
	} `json:"textInfo"`
}

// ploverNames maps categories of PLOVER's drafts to those of its manual 0.8.
var ploverNames = map[string]string{
	"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
}

// Plover scores claims on PLOVER gold records. event is the share of records
// whose claim (the first one whose trigger overlaps the marked event words) has
// the record's type; actor and recipient the share of records that mark one
// where the claim has a party overlapping the marked words. Where a record marks
// its parties as both (SRC/TAR), either role counts.
func Plover(paths []string) ([]Score, error) {
	var tally ploverTally
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var records []ploverRecord
		if err := json.Unmarshal(data, &records); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for i := range records {
			tally.add(&records[i])
		}
	}
	return tally.scores(), nil
}

// ploverTally counts hits over records.
type ploverTally struct {
	records, events        int
	actors, actorHits      int
	targets, recipientHits int
}

func (t *ploverTally) scores() []Score {
	return []Score{
		{"plover.event", percent(t.events, t.records)},
		{"plover.actor", percent(t.actorHits, t.actors)},
		{"plover.recipient", percent(t.recipientHits, t.targets)},
	}
}

func (t *ploverTally) add(record *ploverRecord) {
	text, marks := readMarkup(record.TextInfo.Markup)
	found := pickClaim(claimsOf(text, record.Date), marks["EVT"])
	t.count(record.Event, found, marks)
}

// count scores one claim, nil for none, against a record's event and marks.
func (t *ploverTally) count(event string, found *stemma.ClaimMention, marks map[string][]stemma.Span) {
	if name, ok := ploverNames[event]; ok {
		event = name
	}
	t.records++
	var actors, recipients []stemma.Party
	if found != nil {
		actors, recipients = found.Actor, found.Recipient
		if found.Event.Type == event {
			t.events++
		}
	}
	both := append(append([]stemma.Party{}, actors...), recipients...)
	if gold := append(marks["SRC"], marks["SRC/TAR"]...); len(gold) > 0 {
		t.actors++
		if touches(actors, marks["SRC"]) || touches(both, marks["SRC/TAR"]) {
			t.actorHits++
		}
	}
	if gold := append(marks["TAR"], marks["SRC/TAR"]...); len(gold) > 0 {
		t.targets++
		if touches(recipients, marks["TAR"]) || touches(both, marks["SRC/TAR"]) {
			t.recipientHits++
		}
	}
}

// claimsOf runs the stages on one paragraph of prose.
func claimsOf(text, date string) []stemma.ClaimMention {
	article := &stemma.Article{ID: "A", Text: text, Language: "en",
		Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{Start: 0, End: len(text)}}}}
	if date != "" {
		article.Published = &stemma.Published{Value: date, Precision: "day", Basis: stemma.BasisMetadata}
	}
	return claim.Extract(lang.Analyze(article))
}

// pickClaim is the claim whose trigger overlaps the earliest marked event words.
func pickClaim(mentions []stemma.ClaimMention, events []stemma.Span) *stemma.ClaimMention {
	sort.Slice(events, func(i, j int) bool { return events[i].Start < events[j].Start })
	for _, event := range events {
		for i := range mentions {
			if mentions[i].Trigger.Overlaps(event) {
				return &mentions[i]
			}
		}
	}
	return nil
}

func touches(parties []stemma.Party, marks []stemma.Span) bool {
	for _, party := range parties {
		for _, mark := range marks {
			if party.Span.Overlaps(mark) {
				return true
			}
		}
	}
	return false
}

// readMarkup strips the marks "(EVT: …)", "(SRC: …)", "(TAR: …)" from a text and
// gives their spans in what is left. Marks may nest; other brackets stay.
func readMarkup(markup string) (text string, marks map[string][]stemma.Span) {
	marks = map[string][]stemma.Span{}
	type open struct {
		tag string
		at  int
	}
	var b strings.Builder
	var stack []open
	for i := 0; i < len(markup); i++ {
		switch markup[i] {
		case '(':
			tag, length := markTag(markup[i:])
			stack = append(stack, open{tag, b.Len()})
			if tag != "" {
				i += length - 1
				continue
			}
		case ')':
			if n := len(stack); n > 0 {
				top := stack[n-1]
				stack = stack[:n-1]
				if top.tag != "" {
					marks[top.tag] = append(marks[top.tag], stemma.Span{Start: top.at, End: b.Len()})
					continue
				}
			}
		case '{', '}', '\\':
			continue
		}
		b.WriteByte(markup[i])
	}
	return b.String(), marks
}

// markTag reads "(EVT: " and gives the tag and the mark's length, or "".
func markTag(s string) (tag string, length int) {
	for _, name := range []string{"EVT", "SRC/TAR", "SRC", "TAR", "LOC"} {
		if rest, ok := strings.CutPrefix(s, "("+name+":"); ok {
			return name, len(s) - len(strings.TrimLeft(rest, " "))
		}
	}
	return "", 0
}
