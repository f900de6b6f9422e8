// Package conllu reads and writes CoNLL-U, the format of Universal
// Dependencies (https://universaldependencies.org/format.html).
//
// Reading: a reader becomes sentences with their syntactic words, multiword
// tokens and the spacing of their text. Empty nodes ("8.1") are left out, and
// enhanced dependencies are not read. Writing: a document becomes lines, "don't"
// among them as
//
//	2-3	don't	_	_	_	…	Start=2|End=7
//	2	do	do	AUX	VBP	…	Start=2|End=4
//	3	n't	not	PART	RB	…	Start=4|End=7
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"stemma"
)

// Sentence is one tree. Heads are indices into Words, -1 for the root.
type Sentence struct {
	ID      string
	Text    string // "# text"
	Doc     string // "# newdoc id" where a document begins here, else ""
	NewPar  bool   // a paragraph (or document) begins here
	Words   []stemma.Token
	Surface []Surface
}

// Surface is one token as it is printed: the words [First, Last), and whether
// a space follows.
type Surface struct {
	Form        string
	First, Last int
	Space       bool
}

// ReadFile reads the sentences of a file.
func ReadFile(path string) ([]Sentence, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	sentences, err := Read(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return sentences, nil
}

// Read reads sentences until the end of r. The first malformed line ends it
// with an error that names the line.
func Read(r io.Reader) ([]Sentence, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<22)
	var sentences []Sentence
	var s Sentence
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if line == "" {
			sentences = finish(sentences, &s)
			continue
		}
		if err := s.line(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return finish(sentences, &s), lines.Err()
}

func finish(sentences []Sentence, s *Sentence) []Sentence {
	if len(s.Words) > 0 {
		sentences = append(sentences, *s)
	}
	*s = Sentence{}
	return sentences
}

func (s *Sentence) line(line string) error {
	if strings.HasPrefix(line, "#") {
		s.comment(line)
		return nil
	}
	fields := strings.Split(line, "\t")
	if len(fields) != 10 {
		return fmt.Errorf("%d fields, want 10", len(fields))
	}
	if strings.Contains(fields[0], ".") {
		return nil
	}
	space := !strings.Contains(fields[9], "SpaceAfter=No")
	if first, last, ok := strings.Cut(fields[0], "-"); ok {
		from, err1 := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || from != len(s.Words)+1 || to < from {
			return fmt.Errorf("bad range %q", fields[0])
		}
		s.Surface = append(s.Surface, Surface{fields[1], from - 1, to, space})
		return nil
	}
	return s.word(fields, space)
}

func (s *Sentence) comment(line string) {
	key, value, _ := strings.Cut(strings.TrimLeft(line, "# "), "=")
	value = strings.TrimSpace(value)
	switch key = strings.TrimSpace(key); key {
	case "text":
		s.Text = value
	case "sent_id":
		s.ID = value
	case "newdoc id":
		s.Doc, s.NewPar = value, true
	case "newpar", "newpar id":
		s.NewPar = true
	}
}

func (s *Sentence) word(fields []string, space bool) error {
	id, err := strconv.Atoi(fields[0])
	if err != nil || id != len(s.Words)+1 {
		return fmt.Errorf("bad id %q", fields[0])
	}
	head, err := strconv.Atoi(fields[6])
	if err != nil {
		return fmt.Errorf("bad head %q", fields[6])
	}
	s.Words = append(s.Words, stemma.Token{
		Form: fields[1], Lemma: none(fields[2], fields[1]), UPOS: fields[3], XPOS: none(fields[4], ""),
		Feats: none(fields[5], ""), Head: head - 1, Deprel: fields[7],
	})
	if n := len(s.Surface); n == 0 || s.Surface[n-1].Last < id {
		s.Surface = append(s.Surface, Surface{fields[1], id - 1, id, space})
	}
	return nil
}

// none reads the format's "_" for nothing, except where the word is "_" itself.
func none(field, form string) string {
	if field == "_" && form != "_" {
		return ""
	}
	return field
}

// Document makes one document of sentences, its text their forms parted by
// spaces, its blocks one for each sentence; heads point into Document.Tokens.
func Document(sentences []Sentence) *stemma.Document {
	var text strings.Builder
	d := &stemma.Document{Article: &stemma.Article{}}
	for i, s := range sentences {
		first, start := len(d.Tokens), text.Len()
		for _, word := range s.Words {
			word.Span = stemma.Span{Start: text.Len(), End: text.Len() + len(word.Form)}
			if word.Head >= 0 {
				word.Head += first
			}
			text.WriteString(word.Form)
			text.WriteByte(' ')
			d.Tokens = append(d.Tokens, word)
		}
		span := stemma.Span{Start: start, End: text.Len() - 1}
		d.Sentences = append(d.Sentences, stemma.Sentence{Span: span, First: first, Last: len(d.Tokens), Block: i})
		d.Blocks = append(d.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: span})
	}
	d.Text = text.String()
	return d
}
