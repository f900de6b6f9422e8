package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/lang/conllu"
	"stemma/lang/token"
	"stemma/model"
)

// endMargin is by how much the right class must win, else the weights are corrected.
const endMargin = 20

// hiddenInText is one in how many words is made unknown on each pass.
const hiddenInText = 8

// paragraph is one block of a treebank's text: its tokens as the program cuts
// them, and after which of them a sentence ends.
type paragraph struct {
	text   string
	tokens []stemma.Token
	ends   []bool
}

func trainSentences(o options) error {
	sentences, err := treebank(o.data, "train", ewt, gum)
	if err != nil {
		return err
	}
	entries, err := readWordNet(o.data)
	if err != nil {
		return err
	}
	start := time.Now()
	file, err := learnEnds(sentences, entries, o)
	if err != nil {
		return err
	}
	fmt.Printf("sentences: %d bytes, %v\n", len(file), time.Since(start).Round(time.Second))
	if err := scoreEnds(file, o.data); err != nil || o.out == "" {
		return err
	}
	return os.WriteFile(o.out, file, 0o644)
}

// learnEnds trains a splitter of sentences and returns its file.
func learnEnds(sentences []conllu.Sentence, entries []entry, o options) ([]byte, error) {
	l := endLearner{
		weights: newPerceptron(),
		known:   &model.Labelled{Texts: []model.Section{{Name: "known", Data: knownWords(sentences, entries)}}},
		random:  rand.New(rand.NewPCG(o.seed, 3)),
		scores:  make([]float64, 2),
	}
	var err error
	if l.table, err = l.known.Table("known"); err != nil {
		return nil, err
	}
	paragraphs := paragraphsOf(sentences)
	for range o.epochs {
		for _, at := range l.random.Perm(len(paragraphs)) {
			l.learn(paragraphs[at])
		}
	}
	sections, err := model.PackLinear(token.Classes, l.weights.averaged(o.entries))
	if err != nil {
		return nil, err
	}
	return model.Encode(append(sections, l.known.Texts...)), nil
}

type endLearner struct {
	weights  *perceptron
	known    *model.Labelled
	table    model.Table
	random   *rand.Rand
	sequence token.Sequence
	features []uint32
	scores   []float64
}

// learn walks through a paragraph, going on from its own decisions.
func (l *endLearner) learn(p paragraph) {
	l.sequence.Read(p.text, p.tokens, &l.table)
	for i := range p.tokens {
		if l.random.IntN(hiddenInText) == 0 {
			l.sequence.Hide(i)
		}
	}
	for i := range p.tokens {
		end := false
		if l.sequence.Open(i) {
			l.weights.now++
			l.features = l.sequence.Features(l.features[:0], i)
			l.weights.score(l.scores, l.features)
			gold := count(p.ends[i])
			if l.scores[gold] <= l.scores[1-gold]+endMargin {
				l.weights.update(l.features, gold, 1-gold)
			}
			end = l.scores[1] > l.scores[0]
		}
		l.sequence.Set(i, end)
	}
}

// paragraphsOf cuts the text of the treebanks' documents into tokens.
func paragraphsOf(sentences []conllu.Sentence) []paragraph {
	article, spans := conllu.Article(sentences)
	ends := make(map[int]bool, len(spans))
	for _, s := range spans {
		ends[s.End] = true
	}
	var out []paragraph
	for _, block := range article.Blocks {
		p := paragraph{text: article.Text, tokens: token.Tokens(article.Text, block.Span)}
		for _, t := range p.tokens {
			p.ends = append(p.ends, ends[t.End])
		}
		out = append(out, p)
	}
	return out
}

// classBits are the classes of words by UPOS.
var classBits = map[string]uint32{
	"VERB": token.ClassVerb, "AUX": token.ClassVerb, "NOUN": token.ClassNoun, "PROPN": token.ClassName, "ADJ": token.ClassAdj,
	"NUM": token.ClassAdj, "ADV": token.ClassAdv, "PART": token.ClassAdv, "PRON": token.ClassPron, "DET": token.ClassDet,
	"ADP": token.ClassJoin, "SCONJ": token.ClassJoin, "CCONJ": token.ClassJoin,
}

// uses counts how often a word bears each class and how it is written.
type uses struct {
	total, small, large int
	classes             map[uint32]int
}

// knownWords is the table of the classes of words: those that make up a tenth
// of their uses in the treebanks, else those that WordNet gives.
func knownWords(sentences []conllu.Sentence, entries []entry) string {
	values := map[uint32]uint32{}
	bits := map[string]uint32{"n": token.ClassNoun, "v": token.ClassVerb, "a": token.ClassAdj, "s": token.ClassAdj, "r": token.ClassAdv}
	for _, e := range entries {
		for _, form := range append(e.inflected(), e.lemma) {
			values[model.Fold(form)] |= bits[e.pos] | token.ClassSmall
		}
	}
	for key, u := range wordUses(sentences) {
		if u.total < 3 {
			continue
		}
		values[key] = u.class()
	}
	return model.PackTable(values)
}

func wordUses(sentences []conllu.Sentence) map[uint32]*uses {
	words := map[uint32]*uses{}
	for _, s := range sentences {
		for i, w := range s.Words {
			key := model.Fold(w.Form)
			if words[key] == nil {
				words[key] = &uses{classes: map[uint32]int{}}
			}
			words[key].note(w, i == 0)
		}
	}
	return words
}

// note counts one use; how a sentence's first word is written tells nothing.
func (u *uses) note(w stemma.Token, first bool) {
	class, ok := classBits[w.UPOS]
	if !ok {
		class = token.ClassOther
	}
	u.total++
	u.classes[class]++
	r, _ := utf8.DecodeRuneInString(w.Form)
	switch {
	case first:
	case unicode.IsLower(r):
		u.small++
	case unicode.IsUpper(r) && strings.ToUpper(w.Form) != w.Form:
		u.large++
	}
}

func (u *uses) class() uint32 {
	var class uint32
	for bit, n := range u.classes {
		if 10*n >= u.total {
			class |= bit
		}
	}
	switch {
	case u.small > 4*u.large:
		class |= token.ClassSmall
	case u.large > 4*u.small:
		class |= token.ClassLarge
	}
	return class
}

// scoreEnds prints F1 of sentences on the corpora's dev parts: both ends right.
func scoreEnds(file []byte, data string) error {
	labelled, err := model.ReadLabelled("sentences", string(file))
	if err != nil {
		return err
	}
	splitter, err := token.New(labelled)
	if err != nil {
		return err
	}
	for _, corpus := range []string{ewt, gum} {
		sentences, err := treebank(data, "dev", corpus)
		if err != nil {
			return err
		}
		article, spans := conllu.Article(sentences)
		gold := map[stemma.Span]bool{}
		for _, s := range spans {
			gold[s] = true
		}
		start := time.Now()
		found, tokens := splitter.Split(article)
		took := time.Since(start)
		hits := 0
		for _, s := range found {
			hits += count(gold[s.Span])
		}
		fmt.Printf("%s: sentences %.2f, %.0f tokens/s\n", corpus, 200*float64(hits)/float64(len(spans)+len(found)), float64(len(tokens))/took.Seconds())
	}
	return nil
}
