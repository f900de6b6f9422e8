package syntax

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/conllu"
)

// document is sentences of words parted by spaces; "|" parts sentences.
func document(text string) *stemma.Document {
	var sentences []conllu.Sentence
	for part := range strings.SplitSeq(text, "|") {
		var s conllu.Sentence
		for _, form := range strings.Fields(part) {
			s.Words = append(s.Words, stemma.Token{Form: form, Head: -1})
		}
		sentences = append(sentences, s)
	}
	return conllu.Document(sentences)
}

// expectTags compares "form/UPOS/XPOS/lemma" word by word.
func expectTags(t *testing.T, text, want string) {
	t.Helper()
	d := document(text)
	Parse(d)
	var out []string
	for _, w := range d.Tokens {
		out = append(out, fmt.Sprintf("%s/%s/%s/%s", w.Form, w.UPOS, w.XPOS, w.Lemma))
	}
	if got := strings.Join(out, " "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// expectTree compares "form<head:label" word by word.
func expectTree(t *testing.T, text, want string) {
	t.Helper()
	d := document(text)
	Parse(d)
	var out []string
	for _, token := range d.Tokens {
		head := "ROOT"
		if token.Head >= 0 {
			head = d.Tokens[token.Head].Form
		}
		out = append(out, fmt.Sprintf("%s<%s:%s", token.Form, head, token.Deprel))
	}
	if got := strings.Join(out, " "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// expectNames compares the names, each with its class.
func expectNames(t *testing.T, text, want string) {
	t.Helper()
	d := document(text)
	Parse(d)
	var out []string
	for _, w := range d.Tokens {
		switch prefix, class, _ := strings.Cut(w.Name, "-"); prefix {
		case "B":
			out = append(out, class+" "+w.Form)
		case "I":
			out[len(out)-1] += " " + w.Form
		}
	}
	if got := strings.Join(out, ", "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestTags(t *testing.T) {
	expectTags(t, "Officials denied it .", "Officials/NOUN/NNS/official denied/VERB/VBD/deny it/PRON/PRP/it ./PUNCT/./.")
	expectTags(t, "She was taken to the hospital .", "She/PRON/PRP/she was/AUX/VBD/be taken/VERB/VBN/take to/ADP/IN/to the/DET/DT/the hospital/NOUN/NN/hospital ./PUNCT/./.")
	expectTags(t, "He did n't say so .", "He/PRON/PRP/he did/AUX/VBD/do n't/PART/RB/not say/VERB/VB/say so/ADV/RB/so ./PUNCT/./.")
}

func TestHeadlines(t *testing.T) {
	d := document("Police Say Two Men Were Killed In Attack")
	Parse(d)
	if got := d.Tokens[1].UPOS + " " + d.Tokens[5].UPOS; got != "VERB VERB" {
		t.Error(d.Tokens)
	}
}

func TestFeatures(t *testing.T) {
	d := document("They were killed .")
	Parse(d)
	if got := d.Tokens[2].Feats; got != "Tense=Past|VerbForm=Part|Voice=Pass" {
		t.Error(got)
	}
}

func TestTrees(t *testing.T) {
	expectTree(t, "Officials denied the report", "Officials<denied:nsubj denied<ROOT:root the<report:det report<denied:obj")
	expectTree(t, "Police said that two men died", "Police<said:nsubj said<ROOT:root that<died:mark two<men:nummod men<died:nsubj died<said:ccomp")
	expectTree(t, "He was killed by rebels | She slept",
		"He<killed:nsubj:pass was<killed:aux:pass killed<ROOT:root by<rebels:case rebels<killed:obl:agent She<slept:nsubj slept<ROOT:root")
}

func TestNames(t *testing.T) {
	expectNames(t, "Ann Lee of the World Bank spoke in Geneva .", "PER Ann Lee, ORG World Bank, LOC Geneva")
}

// TestBestNames: what no rule allows is not chosen, however likely each label.
func TestBestNames(t *testing.T) {
	rules := NewNameRules([]string{"O", "B-PER", "E-PER", "S-PER"})
	for _, c := range []struct {
		scores []int32
		want   string
	}{
		{[]int32{5, 0, 9, 4 /**/, 9, 0, 0, 0}, " "},           // an end without a beginning
		{[]int32{0, 9, 0, 8 /**/, 9, 0, 0, 0}, "B-PER "},      // a beginning without an end
		{[]int32{0, 9, 0, 0 /**/, 5, 0, 4, 0}, "B-PER I-PER"}, // the whole outweighs a part
		{[]int32{0, 0, 0, 9 /**/, 0, 0, 0, 9}, "B-PER B-PER"}, // two names of one word
	} {
		if got := strings.Join(rules.Best(c.scores), " "); got != c.want {
			t.Errorf("%v: %q, want %q", c.scores, got, c.want)
		}
	}
}

// TestEveryInputGivesOneTree holds for any words and any length, and a sentence
// reads the same among others as alone.
func TestEveryInputGivesOneTree(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	parts := []string{"the", "Kim", "killed", ",", "\xff\xfe", "🇺🇸", "’", "محمد", "12", "of", "INS", "\u200d", "said", "新华社"}
	var texts []string
	for n := 1; n <= 300; n = n*3/2 + 1 {
		var words []string
		for range min(n, 300) {
			words = append(words, parts[random.IntN(len(parts))])
		}
		texts = append(texts, strings.Join(words, " "))
	}
	whole := document(strings.Join(texts, "|"))
	Parse(whole)
	for k, s := range whole.Sentences {
		alone := document(texts[k])
		Parse(alone)
		heads := []int{0}
		for i, w := range whole.Tokens[s.First:s.Last] {
			heads = append(heads, 0)
			if w.Head >= 0 {
				heads[i+1] = w.Head - s.First + 1
			}
			if other := alone.Tokens[i]; other.Head+1 != heads[i+1] || other.Deprel != w.Deprel || other.XPOS != w.XPOS || w.UPOS == "" || (w.Deprel == "root") != (w.Head < 0) {
				t.Fatalf("sentence %d, token %d: %v alone, %v among others", k, i, other, w)
			}
		}
		if !isTree(heads) {
			t.Fatalf("sentence %d: %v is no tree", k, heads)
		}
	}
}

// TestNewswire scores tags and arcs of testdata/newswire.txt, which no model
// was trained on, against floors a little below what stands.
func TestNewswire(t *testing.T) {
	tags, arcs := probes(t)
	t.Logf("tags %.1f of %d, arcs %.1f of %d", tags.percent(), tags.all, arcs.percent(), arcs.all)
	if tags.percent() < 96 || arcs.percent() < 95 {
		t.Errorf("tags %.1f, arcs %.1f", tags.percent(), arcs.percent())
	}
}

type tally struct{ right, all int }

func (c *tally) percent() float64 { return 100 * float64(c.right) / float64(max(c.all, 1)) }

func (c *tally) add(right bool) bool {
	c.all++
	if right {
		c.right++
	}
	return right
}

func probes(t *testing.T) (tags, arcs tally) {
	data, err := os.ReadFile("testdata/newswire.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		text, checks, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		d := document(text)
		Parse(d)
		var missed []string
		for check := range strings.FieldsSeq(checks) {
			var right bool
			if word, xpos, isTag := strings.Cut(check, "/"); isTag {
				right = tags.add(d.Tokens[probed(t, d, word)].XPOS == xpos)
			} else {
				word, arc, _ := strings.Cut(check, "<")
				head, label, _ := strings.Cut(arc, ":")
				got := d.Tokens[probed(t, d, word)]
				bare, _, _ := strings.Cut(got.Deprel, ":")
				right = arcs.add(bare == label && got.Head == probed(t, d, head))
			}
			if !right {
				missed = append(missed, check)
			}
		}
		if missed != nil && testing.Verbose() {
			t.Logf("%s\n\t missed %v", text, missed)
		}
	}
	return tags, arcs
}

// probed is the place of a word, or of its n-th token ("said#2"); -1 for ROOT.
func probed(t *testing.T, d *stemma.Document, name string) int {
	if name == "ROOT" {
		return -1
	}
	form, second := strings.CutSuffix(name, "#2")
	for i, token := range d.Tokens {
		if token.Form == form {
			if !second {
				return i
			}
			second = false
		}
	}
	t.Fatalf("no word %q", name)
	return -1
}

func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("testdata/newswire.txt")
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(data)) {
		if text, _, ok := strings.Cut(line, "\t"); ok {
			texts = append(texts, text)
		}
	}
	d := document(strings.Join(texts, "|"))
	Parse(d) // loads the models
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
