package reconcile

import (
	"strings"
	"testing"

	"stemma"
	"stemma/lexicon"
)

// TestAnaphors executes the examples: what a source takes up after another
// sentence has named an institution, and a ship.
func TestAnaphors(t *testing.T) {
	const before = "Rain fell, the harbour ministry said. Then "
	for _, entry := range lexicon.MustRead("anaphors.txt", anaphorsText, 1) {
		source, want, _ := strings.Cut(entry.Example, " → ")
		text := before + source + " spoke."
		first := strings.Index(text, "the harbour ministry")
		span := stemma.Span{Start: len(before), End: len(before) + len(source)}
		d := &stemma.Document{Article: &stemma.Article{Text: text}, Attributions: []stemma.Attribution{
			{ID: "a1", Source: &stemma.Ref{Span: stemma.Span{Start: first, End: first + len("the harbour ministry")}}},
			{ID: "a2", Source: &stemma.Ref{Span: span}},
		}}
		b := &notebook{docs: []*stemma.Document{d}}
		if got := b.reading(0, stemma.Link{Source: source, Attribution: "a2", Span: span}); got.body != want || got.crowd {
			t.Errorf("line %d: %q takes up %q, want %q", entry.Line, source, got.body, want)
		}
	}
}

// TestAnaphorAlone: with nothing before it, such a source is unnamed.
func TestAnaphorAlone(t *testing.T) {
	d := &stemma.Document{Article: &stemma.Article{Text: "It said so."}}
	b := &notebook{docs: []*stemma.Document{d}}
	if who := b.reading(0, stemma.Link{Source: "It", Span: stemma.Span{End: 2}}); !who.crowd || who.name != unnamed {
		t.Errorf("%+v", who)
	}
}

// TestSpeech executes the examples: who utters the marked word is the origin of
// a report that names no other.
func TestSpeech(t *testing.T) {
	for _, entry := range lexicon.MustRead("speech.txt", speechText, 1) {
		text := entry.Example
		open := strings.Index(text, "[")
		if open < 0 || !strings.EqualFold(text[open+1:open+3], entry.Key[:2]) {
			t.Errorf("line %d: %q does not mark a form of %s", entry.Line, text, entry.Key)
			continue
		}
		actor := strings.TrimSpace(strings.TrimPrefix(text[:open], "The "))
		d := &stemma.Document{Article: &stemma.Article{Text: text}, Entities: []stemma.Entity{{ID: actor, Type: "ORG"}}}
		b := &notebook{docs: []*stemma.Document{d}}
		n := &note{family: family(entry.Key), ClaimMention: stemma.ClaimMention{Actor: []stemma.Party{{Name: actor, Entity: actor}}}}
		if who, ok := b.speaker(n); !ok || who.name != actor {
			t.Errorf("line %d: %q is from %q", entry.Line, text, who.name)
		}
	}
}

// TestPerhapsOne: descriptions and surnames may be somebody whom another report
// names; two people with offices are not.
func TestPerhapsOne(t *testing.T) {
	operator := informant{name: "cable operator", body: "cable operator", entity: true}
	firm := informant{name: "Norcable", body: "norcable", entity: true}
	full, surname := informant{name: "Ada Berg", person: "ada berg"}, informant{name: "Berg", body: "berg"}
	mayor := informant{name: "Bo Lind", person: "bo lind", body: "oslo"}
	for _, c := range []struct {
		a, b informant
		want int
	}{{operator, firm, maybe}, {full, surname, maybe}, {full, mayor, apart}, {firm, mayor, apart}} {
		if got := c.a.sameness(c.b); got != c.want || c.b.sameness(c.a) != c.want {
			t.Errorf("%s, %s: %d, want %d", c.a.name, c.b.name, got, c.want)
		}
	}
}
