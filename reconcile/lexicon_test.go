package reconcile

import (
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/lexicon"
)

// TestFamilies executes the examples: both lemmas name the entry's family, and
// the two are one kind of event.
func TestFamilies(t *testing.T) {
	for _, entry := range lexicon.MustRead("families.txt", familiesText, 3) {
		a, b, found := strings.Cut(entry.Example, " ~ ")
		if !found || family(a) != entry.Key || family(b) != entry.Key {
			t.Errorf("line %d: %q names %q and %q, want %q", entry.Line, entry.Example, family(a), family(b), entry.Key)
		}
	}
	if family("pelican") != "pelican" {
		t.Error("a lemma in no list is its own family")
	}
}

func TestSynonymy(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"flee", "escape", 0.5}, {"arrest", "nab", 1}, {"explosion", "explode", 1}, {"eat", "arrest", 0}, {"zzz", "zzy", 0}} {
		if got := synonymy(c.a, c.b); got != c.want || synonymy(c.b, c.a) != got {
			t.Errorf("%s, %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestFraming executes the examples: two words of one group.
func TestFraming(t *testing.T) {
	for _, entry := range lexicon.MustRead("framing.txt", framingText, 2) {
		a, b, _ := strings.Cut(entry.Example, " ~ ")
		if !framedApart(a, b) || framedApart(a, a) {
			t.Errorf("line %d: %q", entry.Line, entry.Example)
		}
	}
}

// TestEvaluative executes the examples: each holds its adjective.
func TestEvaluative(t *testing.T) {
	for _, entry := range lexicon.MustRead("evaluative.txt", evaluativeText, 1) {
		if !evaluative()[entry.Key] || !slices.Contains(strings.Fields(entry.Example), entry.Key) {
			t.Errorf("line %d: %q", entry.Line, entry.Example)
		}
	}
}

// TestRelated: both sides of every relation are families that exist or lemmas
// that are kinds of their own, and are not one.
func TestRelated(t *testing.T) {
	for _, entry := range lexicon.MustRead("related.txt", relatedText, 2) {
		a, b := entry.Key, entry.Fields[0]
		if entry.Example == "" || family(a) != a || family(b) != b || a == b || !eventFamilies().related[[2]string{b, a}] {
			t.Errorf("line %d: %s and %s", entry.Line, a, b)
		}
	}
}

// TestLight executes the examples: the family of a light verb's noun.
func TestLight(t *testing.T) {
	for _, entry := range lexicon.MustRead("light.txt", lightText, 1) {
		clause, want, _ := strings.Cut(entry.Example, " → ")
		d := &stemma.Document{Article: &stemma.Article{Text: clause}}
		for i, w := range wordsOf(clause, stemma.Span{Start: 0, End: len(clause)}) {
			token := stemma.Token{Span: w.span, Form: w.text, Lemma: singularWord(w.text), Deprel: "obl"}
			if i == 0 {
				token.Lemma, token.Deprel, token.Head = entry.Key, "root", -1
			}
			d.Tokens = append(d.Tokens, token)
		}
		d.Sentences = []stemma.Sentence{{Span: stemma.Span{Start: 0, End: len(clause)}, Last: len(d.Tokens)}}
		got := eventFamily(d, stemma.ClaimMention{Trigger: d.Tokens[0].Span, Event: stemma.Event{Lemma: entry.Key}})
		if got != want {
			t.Errorf("line %d: %q names %q", entry.Line, clause, got)
		}
	}
}

// TestSources executes the examples: what an unnamed source comes down to.
func TestSources(t *testing.T) {
	for _, entry := range lexicon.MustRead("sources.txt", sourcesText, 2) {
		source, want, found := strings.Cut(entry.Example, " → ")
		var who informant
		who.describe(source, "")
		got := who.body
		if who.crowd {
			got = "?"
		}
		if !found || got != want {
			t.Errorf("line %d: %q comes down to %q, want %q", entry.Line, source, got, want)
		}
	}
}

// TestStandingWords executes the examples: the marked word, taken as the
// entry's lemma and part of speech, gives the entry's standing, and is a form
// of the lemma.
func TestStandingWords(t *testing.T) {
	for _, entry := range lexicon.MustRead("standing.txt", standingText, 3) {
		_, rest, open := strings.Cut(entry.Example, "[")
		form, _, closed := strings.Cut(rest, "]")
		if !open || !closed || !strings.EqualFold(form[:2], entry.Key[:2]) {
			t.Errorf("line %d: example %q does not mark a form of %s", entry.Line, entry.Example, entry.Key)
		}
		if got := standingWords()[entry.Key+"/"+entry.Fields[0]]; got != entry.Fields[1] {
			t.Errorf("line %d: %s gives %q", entry.Line, entry.Key, got)
		}
	}
}

func TestSameness(t *testing.T) {
	for _, c := range []struct {
		a, b informant
		want int
	}{
		{informant{person: "lena brandt"}, informant{person: "lena brandt"}, surely},
		{informant{person: "lena brandt", body: "vell police"}, informant{body: "vell police"}, surely},
		{informant{body: "police"}, informant{person: "al moor", body: "vell police"}, maybe},
		{informant{body: "vsp"}, informant{person: "al moor", body: "vell state police"}, surely},
		{informant{body: "vell coastal command"}, informant{body: "vell command"}, surely},
		{informant{body: "vell coastal command"}, informant{body: "vell northern command"}, apart},
		{informant{person: "lena maria brandt"}, informant{person: "lena brandt"}, surely},
		{informant{body: "bank"}, informant{body: "riverbank"}, apart},
		{informant{crowd: true}, informant{crowd: true}, maybe},
		{informant{crowd: true}, informant{person: "al moor"}, maybe},
		{informant{person: "al moor"}, informant{person: "lena brandt"}, apart},
		{informant{person: "lena brandt", state: "CL", ruler: true}, informant{body: "chile", state: "CL", gov: true}, surely},
		{informant{person: "lena brandt", state: "CL", ruler: true}, informant{person: "al moor", state: "CL", ruler: true}, maybe},
		{informant{body: "harbour wire", media: true}, informant{person: "lena brandt"}, maybe},
		{informant{body: "harbour wire", media: true}, informant{body: "vell wire", media: true}, apart},
		{informant{body: "navy", state: "IN"}, informant{body: "defence ministry", state: "IN"}, maybe},
	} {
		if got := c.a.sameness(c.b); got != c.want {
			t.Errorf("%+v and %+v: %d, want %d", c.a, c.b, got, c.want)
		}
		if c.a.sameness(c.b) != c.b.sameness(c.a) {
			t.Errorf("%+v and %+v: not the same both ways", c.a, c.b)
		}
	}
}

func TestFigureDifference(t *testing.T) {
	figureFrom := func(value string) figure {
		return figure{figureOf("killed", value, stemma.Span{}), &note{}}
	}
	upTo := figureFrom("80")
	upTo.Low = nil
	v := voices{b: &notebook{docs: []*stemma.Document{{Article: &stemma.Article{}}}}}
	if got, _ := v.figureDifference(upTo, figureFrom("50")); got != update {
		t.Errorf("up to 80 and 50: %q", got)
	}
	for _, c := range []struct{ a, b, want string }{
		{"10", "10", ""},
		{"10+", "10", ""},
		{"10", "22", update},
		{"101+", "100", ""},
		{"612", "600", precision},
		{"50~", "52", precision},
		{"1400~", "1400", ""},
	} {
		if got, why := v.figureDifference(figureFrom(c.a), figureFrom(c.b)); got != c.want {
			t.Errorf("%s and %s: %q (%s), want %q", c.a, c.b, got, why, c.want)
		}
		if got, _ := v.figureDifference(figureFrom(c.b), figureFrom(c.a)); got != c.want {
			t.Errorf("%s and %s: %q, want %q", c.b, c.a, got, c.want)
		}
	}
}

// TestPassing executes the examples: the sentence holds the words.
func TestPassing(t *testing.T) {
	for _, entry := range lexicon.MustRead("passing.txt", passingText, 1) {
		if got := timely(entry.Example); got != entry.Key {
			t.Errorf("line %d: %q gives a figure for a time by %q", entry.Line, entry.Example, got)
		}
	}
	if got := timely("Nowhere were lines open."); got != "" {
		t.Errorf("found %q", got)
	}
}

// TestDegrees executes the examples: each holds its word.
func TestDegrees(t *testing.T) {
	for _, entry := range lexicon.MustRead("degrees.txt", degreesText, 2) {
		degree := entry.Fields[0]
		if !strings.Contains(entry.Example, entry.Key) || degree != "slight" && degree != "grave" || degrees()[entry.Key] != degree {
			t.Errorf("line %d: %q", entry.Line, entry.Example)
		}
	}
}
