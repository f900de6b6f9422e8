package attribution_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/attribution"
	"stemma/lang/syntax"
	"stemma/lang/timex"
	"stemma/lang/token"
	"stemma/lexicon"
)

// read analyses plain text, one paragraph a line, as far as attribution needs.
func read(text string) *stemma.Document {
	d := &stemma.Document{Article: &stemma.Article{Text: text, Language: "en"}}
	start := 0
	for line := range strings.Lines(text) {
		inner := strings.TrimSpace(line)
		if inner != "" {
			at := start + strings.Index(line, inner)
			d.Blocks = append(d.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: at, End: at + len(inner)}})
		}
		start += len(line)
	}
	d.Sentences, d.Tokens = token.Split(d.Article)
	syntax.Parse(d)
	timex.Find(d)
	attribution.Find(d)
	return d
}

var bracket = regexp.MustCompile(`\[(source|cue|content|via) |\]`)

// stops takes the closing marks out of the ends of pieces, which are not compared.
var stops = regexp.MustCompile(`([.,!?]+)(\]+)`)

// analysed is what is found in a marked text, the text as it is compared, and
// whether they are equal.
func analysed(marks string) (got, want string, equal bool) {
	d := read(bracket.ReplaceAllString(marks, ""))
	got = stops.ReplaceAllString(marked(d), "$2$1")
	want = stops.ReplaceAllString(marks, "$2$1")
	return got, want, got == want
}

// missable is the share of examples that the tagger or parser may spoil: they
// are learned, and each training breaks another one or two of some 250 short
// sentences. An entry that is broken shows all the same, as a failure among the
// examples logged with -v.
const missable = 0.03

func TestLexiconExamples(t *testing.T) {
	all, missed := 0, 0
	for _, name := range []string{"cues.txt", "nouns.txt", "adjectives.txt", "hedges.txt", "phrases.txt", "refusals.txt"} {
		key := ""
		for _, e := range readLexicon(t, name, 1) {
			if e.Key == "" {
				e.Key = key
			}
			key = e.Key
			if e.Example == "" && name == "refusals.txt" {
				continue // a part of another entry's example
			}
			if e.Example == "" {
				t.Errorf("%s:%d: %s has no example", name, e.Line, e.Key)
			}
			all++
			if got, want, ok := analysed(e.Example); !ok {
				missed++
				t.Logf("%s: %s\n got %s\nwant %s", name, e.Key, got, want)
			}
		}
	}
	if float64(missed) > missable*float64(all) {
		t.Errorf("%d of %d examples missed", missed, all)
	}
}

// TestSentences runs the patterns of frequent sentences; twice the share of the examples may be
// spoiled, since each sentence has several places to go wrong.
func TestSentences(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "sentences.txt"))
	if err != nil {
		t.Fatal(err)
	}
	all, missed := 0, 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		all++
		if got, want, ok := analysed(line); !ok {
			missed++
			t.Logf("\n got %s\nwant %s", got, want)
		}
	}
	if float64(missed) > 2*missable*float64(all) {
		t.Errorf("%d of %d sentences missed", missed, all)
	}
}

// TestNothingSaid runs sentences whose verbs and nouns are cues in other senses.
func TestNothingSaid(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "nothing.txt"))
	if err != nil {
		t.Fatal(err)
	}
	all, wrong := 0, 0
	for _, e := range lexicon.MustRead("nothing.txt", string(data), 2) {
		all++
		if d := read(e.Fields[0]); len(d.Attributions) != 0 {
			wrong++
			t.Logf("%s: %s", e.Key, marked(d))
		}
	}
	if float64(wrong) > missable*float64(all) {
		t.Errorf("%d of %d sentences have an attribution and should have none", wrong, all)
	}
}

func TestQuotationOverParagraphs(t *testing.T) {
	d := read("“The water came at night,” she said. “It took the house.\n\n“We climbed onto the roof and waited.”\n\nThe river fell on Friday.")
	if len(d.Attributions) != 1 || len(d.Attributions[0].Content) != 3 {
		t.Errorf("got %s", marked(d))
	}
}

func TestScareQuotesAndTitlesAreNoAttributions(t *testing.T) {
	for _, text := range []string{
		"The “ghost ship” was found by a fisherman.",
		"The film \"The Long Way Home\" won a prize on Sunday.",
		"It was an 'open secret' for much of the year.",
		"The 12\" pipe and the workers' hut burned down.",
	} {
		if d := read(text); len(d.Attributions) != 0 {
			t.Errorf("%s", marked(d))
		}
	}
}
