package tag

import (
	"fmt"
	"strings"
	"testing"

	"stemma/lang/conllu"

	"stemma"
)

// document is one sentence of words parted by spaces.
func document(text string) *stemma.Document {
	var s conllu.Sentence
	for _, form := range strings.Fields(text) {
		s.Words = append(s.Words, stemma.Token{Form: form, Head: -1})
	}
	return conllu.Document([]conllu.Sentence{s})
}

// expectTags compares "form/UPOS/XPOS/lemma" word by word.
func expectTags(t *testing.T, text, want string) {
	t.Helper()
	d := document(text)
	Tag(d)
	var out []string
	for _, w := range d.Tokens {
		out = append(out, fmt.Sprintf("%s/%s/%s/%s", w.Form, w.UPOS, w.XPOS, w.Lemma))
	}
	if got := strings.Join(out, " "); got != want {
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
	Tag(d)
	if got := d.Tokens[1].UPOS + " " + d.Tokens[5].UPOS; got != "VERB VERB" {
		t.Error(d.Tokens)
	}
}

func TestFeatures(t *testing.T) {
	d := document("They were killed .")
	Tag(d)
	if got := d.Tokens[2].Feats; got != "Tense=Past|VerbForm=Part|Voice=Pass" {
		t.Error(got)
	}
}

func TestScript(t *testing.T) {
	for _, c := range [][3]string{{"Studies", "study", "lower\t3\ty"}, {"Koreans", "Korean", "keep\t1\t"}, {"went", "go", "lower\t4\tgo"}} {
		if got := Script(c[0], c[1]); got != c[2] {
			t.Errorf("%v: %q", c, got)
		}
	}
}

func TestAnyBytes(t *testing.T) {
	d := document("\xff\xfe a\xffb 🇺🇸 \u200d ’ — s’ é")
	Tag(d)
	for _, w := range d.Tokens {
		if w.UPOS == "" {
			t.Errorf("%q has no tag", w.Form)
		}
	}
}

func TestSameInputSameTags(t *testing.T) {
	a, b := document("The talks in the capital broke down on Monday"), document("The talks in the capital broke down on Monday")
	Tag(a)
	Tag(b)
	for i := range a.Tokens {
		if a.Tokens[i] != b.Tokens[i] {
			t.Error(a.Tokens[i], b.Tokens[i])
		}
	}
}

func BenchmarkTag(b *testing.B) {
	d := document(strings.Repeat("The old minister said on Monday that two men had died in the attack . ", 60))
	b.ReportAllocs()
	for b.Loop() {
		Tag(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
