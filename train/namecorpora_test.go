package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/conllu"
	"stemma/lang/entity"
)

// bracketed writes a sentence with its names marked: "[ORG Bank of England] said".
func bracketed(s entity.LabelledSentence) string {
	var words []string
	for i, w := range s.Words {
		label, word := s.Labels[i], w.Form
		if strings.HasPrefix(label, "B-") {
			word = "[" + label[2:] + " " + word
		}
		if label != "O" && (i+1 == len(s.Words) || !strings.HasPrefix(s.Labels[i+1], "I-")) {
			word += "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

const gumSample = `# newdoc id = GUM_news_sample
# text = The Bank of England's Governor Ann Lee of Leeds
1	The	the	DET	DT	_	2	det	_	Entity=(1-person-new-nnnnn-cf1-6,7-sgl(2-organization-new-nnnnn-cf2-2,4-sgl-Bank_of_England
2	Bank	Bank	PROPN	NNP	_	6	nmod:poss	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	England	England	PROPN	NNP	_	2	nmod	_	Entity=(3-place-new-nnnnn-cf3-1-sgl-England)|SpaceAfter=No
5	's	's	PART	POS	_	2	case	_	Entity=2)
6	Governor	Governor	PROPN	NNP	_	0	root	_	_
7	Ann	Ann	PROPN	NNP	_	6	flat	_	_
8	Lee	Lee	PROPN	NNP	_	6	flat	_	_
9	of	of	ADP	IN	_	10	case	_	_
10	Leeds	Leeds	PROPN	NNP	_	6	nmod	_	Entity=(4-place-new-nnnnn-cf4-1-sgl-Leeds)1)

# text = Americans watch the Boston Festival
1	Americans	American	PROPN	NNPS	_	2	nsubj	_	Entity=(5-person-new-nnnnn-cf1-1-sgl)
2	watch	watch	VERB	VBP	_	0	root	_	_
3	the	the	DET	DT	_	5	det	_	Entity=(6-event-new-nnnnn-cf2-2,3-sgl
4	Boston	Boston	PROPN	NNP	_	5	compound	_	Entity=(7-place-new-nnnnn-cf3-1-sgl-Boston)
5	Festival	Festival	PROPN	NNP	_	2	obj	_	Entity=6)

# text = Bath and Body Works hired the deposed president of Peru
1	Bath	Bath	PROPN	NNP	_	5	nsubj	_	Entity=(8-organization-new-nnnnn-cf1-1,3,4-sgl
2	and	and	CCONJ	CC	_	4	cc	_	_
3	Body	Body	PROPN	NNP	_	4	compound	_	_
4	Works	Work	PROPN	NNP	_	1	conj	_	Entity=8)
5	hired	hire	VERB	VBD	_	0	root	_	_
6	the	the	DET	DT	_	8	det	_	Entity=(9-person-new-nnnnn-cf2-3-sgl
7	deposed	depose	VERB	VBN	_	8	amod	_	_
8	president	president	NOUN	NN	_	5	obj	_	_
9	of	of	ADP	IN	_	10	case	_	_
10	Peru	Peru	PROPN	NNP	_	8	nmod	_	Entity=(10-organization-new-nnnnn-cf3-1-sgl-Peru)9)
`

func TestGUMNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sample.conllu")
	if err := os.WriteFile(path, []byte(gumSample), 0o600); err != nil {
		t.Fatal(err)
	}
	sentences, err := readGUMNames(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"The [ORG Bank of England] 's Governor [PER Ann Lee] of [LOC Leeds]",
		"Americans watch the Boston Festival",
		"[ORG Bath and Body Works] hired the deposed president of [LOC Peru]",
	} {
		if got := bracketed(sentences[i]); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestAttachNames(t *testing.T) {
	words := func(text string) (tokens []stemma.Token) {
		for _, form := range strings.Fields(text) {
			tokens = append(tokens, stemma.Token{Form: form})
		}
		return tokens
	}
	named := func(text string, labels ...string) entity.LabelledSentence {
		return entity.LabelledSentence{Words: words(text), Labels: labels}
	}
	trees := []conllu.Sentence{{Words: words("Thanks")}, {Words: words("Ann left")}, {Words: words("it s late")}, {Words: words("Thanks")}}
	labels := attachNames(trees, []entity.LabelledSentence{named("Ann left", "B-PER", "O"), named("Thanks", "O"), named("its late", "O", "O")})
	if len(labels) != 4 || labels[0] == nil || labels[1][0] != "B-PER" || labels[2] != nil || labels[3] != nil {
		t.Errorf("%q", labels)
	}
}

// TestCorpora reads the corpora whole: labels stand for every word, each I- goes
// on from its like, and nearly all of EWT's trees find their names.
func TestCorpora(t *testing.T) {
	data := os.Getenv("STEMMA_DATA")
	if data == "" {
		t.Skip("STEMMA_DATA is not set")
	}
	corpora, err := nameCorpora(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range corpora {
		names := 0
		for _, s := range c.Sentences {
			before := "O"
			for i, label := range s.Labels {
				names += count(strings.HasPrefix(label, "B-"))
				if len(s.Labels) != len(s.Words) || strings.HasPrefix(label, "I-") && (before == "O" || before[2:] != label[2:]) {
					t.Fatalf("%s: bad label %d: %s", c.Source, i, bracketed(s))
				}
				before = label
			}
		}
		t.Logf("%s: %d sentences, %d names", c.Source, len(c.Sentences), names)
	}
	trees, err := treebank(data, "train", ewt)
	if err != nil {
		t.Fatal(err)
	}
	without := 0
	for _, labels := range attachNames(trees, corpora[0].Sentences) {
		without += count(labels == nil)
	}
	if without > 13 {
		t.Errorf("%d trees without names", without)
	}
}
