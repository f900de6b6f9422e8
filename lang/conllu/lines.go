package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"stemma"
)

// maxWords is the most words that one line may have. It is the bound that
// lang/token keeps for sentences of its own, without which a later stage could
// take more than its share of time.
const maxWords = 300

// ReadLines reads text whose sentences and words are cut already: a sentence a
// line, its words parted by blanks, a blank line between paragraphs.
//
// Output: a document of that path, its text the lines as they stand with single
// blanks, its words without tags and heads (each is its own root). A line of
// more than 300 words is an error that names the line; so is a failing r.
func ReadLines(path string, r io.Reader) (*stemma.Document, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<22)
	p := pretokenized{d: &stemma.Document{Article: &stemma.Article{Path: path}}}
	for number := 1; lines.Scan(); number++ {
		line := strings.ToValidUTF8(lines.Text(), "\ufffd")
		words := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' })
		if len(words) > maxWords {
			return nil, fmt.Errorf("line %d: %d words; a sentence may have %d", number, len(words), maxWords)
		}
		p.line(words)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	p.d.Text = p.text.String()
	return p.d, nil
}

// pretokenized is a document in the making.
type pretokenized struct {
	d      *stemma.Document
	text   strings.Builder
	inside bool // a block has begun
}

func (p *pretokenized) line(words []string) {
	if len(words) == 0 {
		p.inside = false
		return
	}
	if len(p.d.Sentences) > 0 {
		p.text.WriteByte('\n')
		if !p.inside {
			p.text.WriteByte('\n')
		}
	}
	first := len(p.d.Tokens)
	for i, word := range words {
		if i > 0 {
			p.text.WriteByte(' ')
		}
		span := stemma.Span{Start: p.text.Len(), End: p.text.Len() + len(word)}
		p.text.WriteString(word)
		p.d.Tokens = append(p.d.Tokens, stemma.Token{Span: span, Form: word, Head: -1})
	}
	p.sentence(first)
}

// sentence closes the sentence that begins with the token first.
func (p *pretokenized) sentence(first int) {
	span := p.d.TokenSpan(first, len(p.d.Tokens))
	if !p.inside {
		p.d.Blocks = append(p.d.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: span})
		p.inside = true
	}
	block := len(p.d.Blocks) - 1
	p.d.Blocks[block].Span.End = span.End
	p.d.Sentences = append(p.d.Sentences, stemma.Sentence{Span: span, First: first, Last: len(p.d.Tokens), Block: block})
}
