package conllu

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// example is a document of two blocks: multiword tokens, a name, sentences
// written together, features out of order, white space of many kinds.
func example() *stemma.Document {
	const text = "Kim\u00a0Lee didn't\n  wouldn't've.“Go”\n\n_ 1"
	d := &stemma.Document{Article: &stemma.Article{Path: "news/a b.txt", Text: text}}
	at := 0
	add := func(form, feats string, head int) {
		at += strings.Index(text[at:], form)
		d.Tokens = append(d.Tokens, stemma.Token{Span: stemma.Span{Start: at, End: at + len(form)}, Form: form, Lemma: form,
			UPOS: "X", Feats: feats, Head: head, Deprel: "dep"})
		at += len(form)
	}
	for i, form := range []string{"Kim", "Lee", "did", "n't", "would", "n't", "'ve", "."} {
		add(form, "", min(i, 1)-1+i/2)
	}
	for _, form := range []string{"“", "Go", "”"} {
		add(form, "Number=Sing|abbr=Yes|Case=Nom", 9)
	}
	d.Tokens[9].Head = -1
	add("_", "", 12)
	add("1", "", -1)
	d.Sentences = []stemma.Sentence{{First: 0, Last: 8}, {First: 8, Last: 11}, {First: 11, Last: 13, Block: 2}}
	d.Mentions = []stemma.Mention{{Type: "PER", Form: stemma.Name, First: 0, Last: 2}, {Type: "PER", Form: stemma.Pronoun, First: 9, Last: 10}}
	return d
}

const exampleLines = `# newdoc id = news/a b.txt
# newpar
# sent_id = news:a%20b.txt-1
# text = Kim Lee didn't wouldn't've.
1	Kim	Kim	X	_	_	0	root	_	Start=0|End=3|Entity=B-PER
2	Lee	Lee	X	_	_	1	dep	_	Start=5|End=8|Entity=I-PER
3-4	didn't	_	_	_	_	_	_	_	Start=9|End=15
3	did	did	X	_	_	2	dep	_	Start=9|End=12
4	n't	n't	X	_	_	2	dep	_	Start=12|End=15
5-7	wouldn't've	_	_	_	_	_	_	_	SpaceAfter=No|Start=18|End=29
5	would	would	X	_	_	3	dep	_	Start=18|End=23
6	n't	n't	X	_	_	3	dep	_	Start=23|End=26
7	've	've	X	_	_	4	dep	_	Start=26|End=29
8	.	.	X	_	_	4	dep	_	SpaceAfter=No|Start=29|End=30

# sent_id = news:a%20b.txt-2
# text = “Go”
1	“	“	X	_	abbr=Yes|Case=Nom|Number=Sing	2	dep	_	SpaceAfter=No|Start=30|End=33
2	Go	Go	X	_	abbr=Yes|Case=Nom|Number=Sing	0	root	_	SpaceAfter=No|Start=33|End=35
3	”	”	X	_	abbr=Yes|Case=Nom|Number=Sing	2	dep	_	Start=35|End=38

# newpar
# sent_id = news:a%20b.txt-3
# text = _ 1
1	_	_	X	_	_	2	dep	_	Start=40|End=41
2	1	1	X	_	_	0	root	_	Start=42|End=43

`

func TestWrite(t *testing.T) {
	var out strings.Builder
	if err := Write(&out, example()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(exampleLines, out.String()); diff != "" {
		t.Error(diff)
	}
}

// TestWriteThenRead: what Write writes, Read reads as the same words.
func TestWriteThenRead(t *testing.T) {
	d := example()
	var out strings.Builder
	if err := Write(&out, d); err != nil {
		t.Fatal(err)
	}
	sentences, err := Read(strings.NewReader(out.String()))
	if err != nil || len(sentences) != len(d.Sentences) {
		t.Fatal(len(sentences), err)
	}
	for i, s := range d.Sentences {
		want := make([]stemma.Token, 0, s.Last-s.First)
		for _, word := range d.Tokens[s.First:s.Last] {
			word.Span, word.Feats = stemma.Span{}, sortedFeats(word.Feats)
			if word.Head < 0 {
				word.Deprel = "root"
			} else {
				word.Head -= s.First
			}
			want = append(want, word)
		}
		if diff := cmp.Diff(want, sentences[i].Words); diff != "" {
			t.Errorf("sentence %d: %s", i+1, diff)
		}
		if diff := cmp.Diff(Surfaces(d, s), sentences[i].Surface); diff != "" {
			t.Errorf("sentence %d: %s", i+1, diff)
		}
	}
}

func TestWriteRefusesWhatIsNoTree(t *testing.T) {
	for _, c := range []struct {
		want  string
		spoil func(*stemma.Document)
	}{
		{"0 roots", func(d *stemma.Document) { d.Tokens[0].Head = 1 }},
		{"2 roots", func(d *stemma.Document) { d.Tokens[3].Head = -1 }},
		{"token 4 stands outside", func(d *stemma.Document) { d.Tokens[3].Head = 9 }},
		{"circle", func(d *stemma.Document) { d.Tokens[2].Head, d.Tokens[1].Head = 3, 2 }},
		{"token 6 stands in a circle", func(d *stemma.Document) { d.Tokens[5].Head = 5 }},
	} {
		d := example()
		c.spoil(d)
		err := Write(&strings.Builder{}, d)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "news/a b.txt: sentence 1: ") {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteTellsOfAFailingWriter(t *testing.T) {
	if err := Write(full{}, example()); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

func TestWriteOfNothing(t *testing.T) {
	var out strings.Builder
	if err := Write(&out, &stemma.Document{Article: &stemma.Article{Path: "empty"}}); err != nil || out.Len() > 0 {
		t.Error(err, out.String())
	}
}

func TestJoined(t *testing.T) {
	for _, pair := range []string{"do|n't", "Kim|'s", "boys|'", "can|not", "1990s|'s", "1990|'s", "did|n’t"} {
		if before, word, _ := strings.Cut(pair, "|"); !Joined(before, word) {
			t.Error(pair)
		}
	}
	for _, pair := range []string{"well|-", "-|known", "Kim|'", "(|Kim", "5|km", "Kim|.", "|Kim", "Kim|"} {
		if before, word, _ := strings.Cut(pair, "|"); Joined(before, word) {
			t.Error(pair)
		}
	}
}

func TestReadLines(t *testing.T) {
	d, err := ReadLines("cut.txt", strings.NewReader("\n\nDo n't .\r\n  Go\t! \n \n\nNew par\xff"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range d.Sentences {
		var line []string
		for _, token := range d.Tokens[s.First:s.Last] {
			if token.In(d.Text) != token.Form {
				t.Errorf("%s stands at %q", token.Form, token.In(d.Text))
			}
			line = append(line, token.Form)
		}
		got = append(got, strings.Join(line, "|"))
	}
	if diff := cmp.Diff([]string{"Do|n't|.", "Go|!", "New|par\ufffd"}, got); diff != "" {
		t.Error(diff)
	}
	if d.Text != "Do n't .\nGo !\n\nNew par\ufffd" || len(d.Blocks) != 2 || d.Blocks[0].Span.In(d.Text) != "Do n't .\nGo !" || d.Sentences[2].Block != 1 {
		t.Errorf("%q %v", d.Text, d.Blocks)
	}
}

func TestReadLinesRefusesEndlessSentences(t *testing.T) {
	_, err := ReadLines("x", strings.NewReader("Go\n"+strings.Repeat("a ", maxWords+1)))
	if err == nil || !strings.HasPrefix(err.Error(), "line 2: 301 words") {
		t.Error(err)
	}
}
