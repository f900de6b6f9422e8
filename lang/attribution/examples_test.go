package attribution_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/attribution"
	"stemma/lang/depparse"
	"stemma/lang/tag"
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
	tag.Tag(d)
	depparse.Parse(d)
	timex.Find(d)
	attribution.Find(d)
	return d
}

var bracket = regexp.MustCompile(`\[(source|cue|content|via) |\]`)

// stops takes the closing marks out of the ends of pieces, which are not compared.
var stops = regexp.MustCompile(`([.,!?]+)(\]+)`)

// expect reads text with marks and compares what is found in it: every mark, no
// other. Numbers that tell attributions apart are left out.
func expect(t *testing.T, where, want string) {
	t.Helper()
	d := read(bracket.ReplaceAllString(want, ""))
	got := stops.ReplaceAllString(marked(d), "$2$1")
	if want = stops.ReplaceAllString(want, "$2$1"); got != want {
		t.Errorf("%s\n got %s\nwant %s", where, got, want)
	}
}

func TestLexiconExamples(t *testing.T) {
	for _, name := range []string{"cues.txt", "nouns.txt", "adjectives.txt", "hedges.txt", "phrases.txt"} {
		data, err := os.ReadFile(filepath.Join("lexicon", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range lexicon.MustRead(name, string(data), 3) {
			if e.Example == "" {
				t.Errorf("%s:%d: %s has no example", name, e.Line, e.Key)
				continue
			}
			expect(t, name+": "+e.Key, e.Example)
		}
	}
}
