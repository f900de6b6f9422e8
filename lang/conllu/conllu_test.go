package conllu

import (
	"strings"
	"testing"
)

const sample = `# newdoc id = one
# sent_id = 1
# text = I don't.
1	I	I	PRON	PRP	Case=Nom	2	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No
2	do	do	AUX	VBP	_	0	root	_	_
2.1	x	_	_	_	_	_	_	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
4	.	.	PUNCT	.	_	2	punct	_	_

# newpar
# text = Go
1	Go	go	VERB	VB	_	0	root	_	_
`

func TestRead(t *testing.T) {
	sentences, err := Read(strings.NewReader(sample))
	if err != nil || len(sentences) != 2 {
		t.Fatal(err, len(sentences))
	}
	s := sentences[0]
	if s.Doc != "one" || s.Text != "I don't." || !s.NewPar || len(s.Words) != 4 || s.Words[1].Head != -1 || s.Words[2].Head != 1 || s.Words[1].Feats != "" {
		t.Errorf("%+v", s)
	}
	if len(s.Surface) != 3 || s.Surface[1] != (Surface{"don't", 1, 3, false}) {
		t.Errorf("%+v", s.Surface)
	}
	if d := Document(sentences); len(d.Tokens) != 5 || d.Tokens[4].Head != -1 || d.Tokens[3].Head != 1 || d.Tokens[2].In(d.Text) != "n't" || d.Sentences[1].First != 4 {
		t.Errorf("%v", d.Tokens)
	}
}

func TestMalformedLinesAreErrors(t *testing.T) {
	for _, bad := range []string{"1\tx", "2\tx\tx\tX\tX\t_\t0\troot\t_\t_", "1\tx\tx\tX\tX\t_\tq\troot\t_\t_", "3-2\tx\t_\t_\t_\t_\t_\t_\t_\t_"} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.HasPrefix(err.Error(), "line 1: ") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
