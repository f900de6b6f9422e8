// Package tag gives every token its part of speech, features and lemma.
//
// Input: a document with sentences and tokens. Output: the tokens' UPOS, XPOS
// (Penn tags), Feats and Lemma as Universal Dependencies has them for English.
//
//	Kim/PROPN denied/VERB/VBD/deny it/PRON
//
// Tags come from a greedy averaged perceptron (Collins 2002) over words,
// affixes, shapes and ambiguity classes, trained on the treebanks EWT and GUM;
// features and lemmas from the tag by tables learnt from the same treebanks,
// with edit scripts by suffix for unseen words (Chrupała 2008).
//
// It deliberately does not look at the tree: features that only syntax tells
// (the person of "are") take their most frequent value.
package tag

import (
	"strings"
	"sync"

	"stemma"
	"stemma/model"
)

// Tagger tags with one model. It is safe for concurrent use.
type Tagger struct {
	linear *model.Linear
	known  model.Table
	upos   []string
	xpos   []string
	pool   sync.Pool
}

// scratch is one call's memory.
type scratch struct {
	sequence Sequence
	features []uint32
	scores   []int32
}

// New makes a tagger of a model, whose classes are "UPOS XPOS" and whose table
// "known" holds ambiguity classes.
func New(m *model.Labelled) (*Tagger, error) {
	known, err := m.Table("known")
	if err != nil {
		return nil, err
	}
	t := &Tagger{linear: m.Linear, known: known}
	for _, class := range m.Linear.Classes {
		upos, xpos, _ := strings.Cut(class, " ")
		t.upos, t.xpos = append(t.upos, upos), append(t.xpos, xpos)
	}
	t.pool.New = func() any {
		s := &scratch{scores: make([]int32, len(t.upos))}
		s.sequence.SetClasses(m.Linear.Classes)
		return s
	}
	return t, nil
}

var embedded = sync.OnceValue(func() *Tagger {
	t, err := New(model.Tagger())
	if err != nil {
		panic(err)
	}
	return t
})

// Tag fills UPOS, XPOS, Feats and Lemma of the document's tokens.
func Tag(d *stemma.Document) {
	embedded().Tag(d)
	Lemmatize(d.Tokens)
}

// Tag fills UPOS and XPOS alone.
func (t *Tagger) Tag(d *stemma.Document) {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	for _, sentence := range d.Sentences {
		t.sentence(s, d.Tokens[sentence.First:sentence.Last])
	}
}

func (t *Tagger) sentence(s *scratch, tokens []stemma.Token) {
	s.sequence.Read(tokens, &t.known)
	for i := range tokens {
		s.features = s.sequence.Features(s.features[:0], i)
		clear(s.scores)
		for _, feature := range s.features {
			t.linear.Add(s.scores, feature)
		}
		class := model.Best(s.scores)
		s.sequence.Set(i, class)
		tokens[i].UPOS, tokens[i].XPOS = t.upos[class], t.xpos[class]
	}
}
