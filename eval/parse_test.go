package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma/lang/conllu"
)

// tree reads sentences written one word a line: form, lemma, UPOS, head, label.
func tree(t *testing.T, lines ...string) []conllu.Sentence {
	t.Helper()
	var b strings.Builder
	n := 0
	for _, line := range lines {
		switch fields := strings.Fields(line); {
		case len(fields) == 0:
			b.WriteString("\n")
			n = 0
		case len(fields) == 2:
			fmt.Fprintf(&b, "%s\t%s%s\n", fields[0], fields[1], strings.Repeat("\t_", 8))
		default:
			n++
			fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t_\n", n, fields[0], fields[1], fields[2], fields[2], fields[3], fields[4])
		}
	}
	sentences, err := conllu.Read(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return sentences
}

// figures renders counts as "hits/system/gold" in the order of parseFigures.
func figures(c parseCounts) string {
	var out []string
	for _, a := range c {
		out = append(out, fmt.Sprintf("%d/%d/%d", a.hits, a.system, a.gold))
	}
	return strings.Join(out, " ")
}

func expectParse(t *testing.T, gold, system []conllu.Sentence, want string) {
	t.Helper()
	if got := figures(compareParse(goldSide(gold), goldSide(system))); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

var goldTree = []string{
	"The the DET 2 det", "dog dog NOUN 3 nsubj:pass", "ran run VERB 0 root", ". . PUNCT 3 punct",
}

func TestParseScorerOnEqualWords(t *testing.T) {
	gold := tree(t, goldTree...)
	expectParse(t, gold, gold, "4/4/4 1/1/1 4/4/4 4/4/4 4/4/4 4/4/4 4/4/4 4/4/4 4/4/4 2/2/2")
	// One wrong tag, one wrong lemma, one wrong head; the subtype is not compared.
	system := tree(t, "The the PRON 2 det", "dog dogs NOUN 3 nsubj", "ran run VERB 0 root", ". . PUNCT 2 punct")
	expectParse(t, gold, system, "4/4/4 1/1/1 4/4/4 3/4/4 3/4/4 4/4/4 3/4/4 3/4/4 3/4/4 2/2/2")
}

func TestParseScorerOnOtherWordsAndSentences(t *testing.T) {
	gold := tree(t, goldTree...)
	// The system cuts "dog" in two and ends the sentence before the stop. Of its
	// five words "The", "ran" and "." are aligned; the head of "The" is not.
	system := tree(t, "The the DET 2 det", "do do NOUN 4 nsubj", "g g NOUN 2 flat", "ran run VERB 0 root", "", ". . PUNCT 0 root")
	expectParse(t, gold, system, "3/5/4 0/2/1 3/5/4 3/5/4 3/5/4 3/5/4 3/5/4 1/5/4 1/5/4 1/4/2")
}

func TestParseScorerOnMultiwordTokens(t *testing.T) {
	// "don't" is spelt by its words, so they align one by one; "gonna" is not,
	// and its words are matched by form.
	gold := tree(t, "1-2 don't", "do do AUX 2 aux", "n't not PART 0 root", "3-4 gonna", "going go VERB 2 xcomp", "to to PART 3 mark")
	system := tree(t, "do do AUX 2 aux", "n't not PART 0 root", "3-4 gonna", "gon go VERB 2 xcomp", "to to PART 2 mark")
	c := compareParse(goldSide(gold), goldSide(system))
	if got := figures(c); !strings.HasPrefix(got, "1/3/2 1/1/1 3/4/4 3/4/4") {
		t.Error(got)
	}
	if c[7].hits != 2 {
		t.Errorf("heads: %+v", c[7])
	}
}

func TestParseScorerKeepsUniversalFeatures(t *testing.T) {
	if got := universal("Number=Sing|Style=Slng|Tense=Past"); got != "Number=Sing|Tense=Past" {
		t.Error(got)
	}
}

func TestParseRunsOnTreebank(t *testing.T) {
	data := os.Getenv("STEMMA_DATA")
	if data == "" {
		t.Skip("STEMMA_DATA is not set")
	}
	file := filepath.Join(data, "ud-english-ewt", "en_ewt-ud-dev.conllu")
	least := map[string]float64{"parse.upos": 94, "parse.uas": 80, "parse.las": 77, "parse.tokens": 97, "parse.sentences": 60}
	for _, paths := range [][]string{{file}, {"--raw", file}} {
		scores, err := runParse(paths)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range scores {
			t.Logf("%s %.1f", s.Name, s.Value)
			if s.Value < least[s.Name]-10*float64(len(paths)-1) {
				t.Errorf("%s %.1f under %.1f", s.Name, s.Value, least[s.Name])
			}
		}
	}
}
