// Package syntax reads sentences: it gives every token its part of speech,
// features and lemma, its head and the label of its arc, and says which tokens
// are names.
//
// Input: a document with sentences and tokens. Output: the tokens' UPOS, XPOS
// (Penn tags), Feats, Lemma, Head and Deprel as Universal Dependencies has them
// for English, one tree for each sentence, and Name.
//
//	Kim/PROPN:nsubj:B-PER denied/VERB:root it/PRON:obj
//
// One network does all but the lemmas: embeddings of what a word is made of,
// summed (Bojanowski et al. 2017), two layers of LSTMs in both directions, tags
// read from the first (Søgaard and Goldberg 2016), and from the second names and
// a biaffine scorer of arcs (Dozat and Manning 2017), of which the best tree is
// taken (Chu and Liu 1965, Edmonds 1967). It computes in whole numbers, so that
// every processor gives the same answer. Lemmas follow from word and tag by
// tables, with edit scripts by suffix for unseen words (Chrupała 2008).
//
// It deliberately reads each sentence by itself, and no sentence of more than 300
// tokens comes from lang/token, so that its cost grows with the text's length.
package syntax

import (
	"sync"

	"stemma"
	"stemma/model"
)

// Parser reads with one network. It is safe for concurrent use.
type Parser struct {
	network *Network
	pool    sync.Pool
}

// NewParser makes a parser of a network.
func NewParser(n *Network) *Parser {
	p := &Parser{network: n}
	p.pool.New = func() any { return &work{reader: Reader{Lexicon: n.lexicon}} }
	return p
}

var embedded = sync.OnceValue(func() *Parser {
	n, err := NewNetwork("syntax.bin", model.Syntax())
	if err != nil {
		panic(err) // it cannot happen in a binary whose tests passed
	}
	return NewParser(n)
})

// Parse fills UPOS, XPOS, Feats, Lemma, Head, Deprel and Name of the document's
// tokens.
func Parse(d *stemma.Document) {
	embedded().Parse(d)
	Lemmatize(d.Tokens)
}

// Parse fills all but the lemmas.
func (p *Parser) Parse(d *stemma.Document) {
	w := p.pool.Get().(*work)
	defer p.pool.Put(w)
	w.batches(d, func() {
		rows := p.network.encode(w, d)
		p.network.link(w, d, rows)
	})
	for _, s := range d.Sentences {
		settle(d.Tokens[s.First:s.Last], s.First)
	}
}
