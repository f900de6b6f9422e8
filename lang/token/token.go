// Package token cuts an article's prose into sentences and tokens.
//
// Input: an Article whose text and blocks are frozen. Output: sentences and
// syntactic words with byte spans, in text order. Only blocks that carry prose
// are read, and no sentence crosses a block.
//
//	Kim's aides didn't say. → [Kim 's aides did n't say .]
//
// Words are cut as the English treebanks of Universal Dependencies (EWT, GUM)
// cut them: clitics and the parts of hyphenated compounds are words of their
// own, prefixes ("non-", "pre-") stay, numbers, addresses, handles and emoji
// are single tokens. Sentence ends are found by an averaged perceptron (Collins
// 2002) over the words on both sides, their shapes and what rules over a list of
// abbreviations say (Grefenstette and Tapanainen 1994). The rules alone decide
// after abbreviations, at ends of lines and in headings.
//
// It deliberately does not repair spelling, nor join words broken over lines.
package token

import "stemma"

// longest is the most tokens a sentence may have. The longest in the English
// treebanks has about 160; the bound keeps later stages linear on hostile text.
const longest = 300

// Split returns the article's sentences and their tokens. Tokens are ordered,
// disjoint and cover every character of prose that is not white space;
// sentences are runs of tokens within one block.
func Split(article *stemma.Article) ([]stemma.Sentence, []stemma.Token) {
	return embedded().Split(article)
}

// Split is Split with the splitter's own model.
func (s *Splitter) Split(article *stemma.Article) ([]stemma.Sentence, []stemma.Token) {
	var sentences []stemma.Sentence
	sc := s.pool.Get().(*scratch)
	defer s.pool.Put(sc)
	tokens := make([]stemma.Token, 0, len(article.Text)/5)
	for i, block := range article.Blocks {
		if !block.Kind.Prose() {
			continue
		}
		first := len(tokens)
		tokens = appendTokens(tokens, article.Text, block.Span)
		sc.heading = block.Kind == stemma.Heading
		sentences = s.block(sc, sentences, article.Text, tokens, first, i)
	}
	return sentences, tokens
}

// Tokens returns the tokens of one stretch of text, for training.
func Tokens(text string, span stemma.Span) []stemma.Token { return appendTokens(nil, text, span) }

func appendTokens(tokens []stemma.Token, text string, span stemma.Span) []stemma.Token {
	s := scanner{text: text[:span.End], at: span.Start, tokens: tokens}
	s.scan()
	return s.tokens
}
