package attribution_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"stemma"
	"stemma/lang/attribution"
)

// check reports what no attribution may be: out of the text, out of order,
// without content, within one that is not there.
func check(t *testing.T, d *stemma.Document) {
	t.Helper()
	ids := map[string]bool{"": true}
	for _, a := range d.Attributions {
		ids[a.ID] = true
	}
	last := -1
	for i, a := range d.Attributions {
		spans := []stemma.Span{}
		for _, ref := range []*stemma.Ref{a.Source, a.Cue, a.Via} {
			if ref != nil {
				spans = append(spans, ref.Span)
			}
		}
		for n, piece := range a.Content {
			spans = append(spans, piece.Span)
			if n > 0 && piece.Span.Start < a.Content[n-1].Span.End {
				t.Errorf("%s: pieces out of order %v", a.ID, a.Content)
			}
		}
		for _, span := range spans {
			if span.Start < 0 || span.End > len(d.Text) || span.Empty() {
				t.Fatalf("%s: span %v in a text of %d bytes", a.ID, span, len(d.Text))
			}
		}
		if len(a.Content) == 0 || a.Cue == nil && a.Source == nil {
			t.Errorf("%s: neither content nor cue: %+v", a.ID, a)
		}
		if !ids[a.Within] || a.Within == a.ID && a.ID != "" {
			t.Errorf("%s within %q", a.ID, a.Within)
		}
		if !slices.Contains([]string{"direct", "indirect", "mixed"}, a.Kind) || a.Rule == "" || a.Class == "" {
			t.Errorf("%s: kind %q rule %q class %q", a.ID, a.Kind, a.Rule, a.Class)
		}
		at := a.Content[0].Span.Start
		if a.Cue != nil {
			at = a.Cue.Span.Start
		}
		if at < last {
			t.Errorf("attribution %d out of order", i)
		}
		last = at
	}
}

// FuzzFind shuffles heads, relations and tags over any text.
func FuzzFind(f *testing.F) {
	f.Add("\"We did it,\" Smith told Reuters. \"It holds.\"", uint64(1))
	f.Add("According to police, ``two died'' he said: that", uint64(2))
	f.Add("“As X notes, \n\n“what he claims is said that \" \" '", uint64(3))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if len(text) > 2000 {
			return
		}
		d := read(text)
		check(t, d)
		scramble(d, seed)
		attribution.Find(d)
		check(t, d)
	})
}

// scramble gives a document heads, relations and tags at random, heads out of
// range and in circles among them.
func scramble(d *stemma.Document, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	relations := []string{"nsubj", "obj", "ccomp", "xcomp", "acl", "acl:relcl", "advcl", "conj", "parataxis", "obl", "nmod", "mark", "case", "punct", "aux:pass", "appos", "root", ""}
	tags := []string{"VERB", "NOUN", "PROPN", "PRON", "AUX", "PUNCT", "DET", "ADV", "ADP", ""}
	for i := range d.Tokens {
		d.Tokens[i].Head = r.IntN(len(d.Tokens)+4) - 2
		d.Tokens[i].Deprel = relations[r.IntN(len(relations))]
		if r.IntN(4) == 0 {
			d.Tokens[i].UPOS = tags[r.IntN(len(tags))]
		}
	}
}

func TestFindSurvivesScrambledTrees(t *testing.T) {
	const text = "\"We did it,\" Smith told Reuters, adding that police said they had accused him of theft. \"It holds.\"\n\n" +
		"According to the ministry, which denied any role, the report that X claimed to know is, as Lee notes, alleged to be false. He asked them to leave."
	d := read(text)
	for seed := range uint64(2000) {
		scramble(d, seed)
		attribution.Find(d)
		check(t, d)
	}
}

func TestFindIsTheSameAgain(t *testing.T) {
	const text = "Smith said that the plant, which Lee called “a risk”, would close. “We knew,” she told the paper. “All of us.”"
	first := marked(read(text))
	for range 5 {
		if again := marked(read(text)); again != first {
			t.Fatalf("got %s\nthen %s", first, again)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := ""
	for range 40 {
		text += "“We did it,” Smith told Reuters on Friday. The ministry said in a statement that two people had died, adding that the toll could rise.\n"
	}
	d := read(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		attribution.Find(d)
	}
}
