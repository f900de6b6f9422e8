package main

import (
	"path/filepath"
	"strings"

	"stemma/lang/conllu"
	"stemma/lang/entity"
)

// namedCorpus is the train part of one corpus of names, with the labels of
// Universal NER: IOB2 over PER, ORG and LOC.
type namedCorpus struct {
	Source    string
	Sentences []entity.LabelledSentence
}

// nameSources are the corpora in the order in which they are read. What each is
// worth, as F1 of the perceptron (means of three seeds) on UNER's dev part, on
// GUM's, and on a quarter held out of Wikigold and of MEANTIME:
//
//	uner                      69.8  66.7  63.1  74.6
//	+ wikigold, wnut17        70.5  71.2  68.7  74.4
//	+ gum                     70.9  74.1  70.2  76.7
//	+ meantime                71.0  74.2  69.3  81.5
//	without wnut17's groups   71.3  74.0  69.7  78.1  (without meantime)
var nameSources = []struct {
	source, file string
	read         func(path string) ([]entity.LabelledSentence, error)
}{
	{"uner", "uner-english-ewt/en_ewt-ud-train.iob2", entity.ReadIOB},
	{"wikigold", "wikigold/CONLL-format/data/wikigold.conll.txt", entity.ReadIOB},
	{"wnut17", "wnut17/wnut17train.conll", entity.ReadIOB},
	{"gum", "ud-english-gum/en_gum-ud-train.open.conllu", readGUMNames},
}

// nameCorpora reads the corpora of names that need no parser, always in the same
// order; MEANTIME does.
func nameCorpora(data string) ([]namedCorpus, error) {
	var all []namedCorpus
	for _, s := range nameSources {
		sentences, err := s.read(filepath.Join(data, filepath.FromSlash(s.file)))
		if err != nil {
			return nil, err
		}
		all = append(all, namedCorpus{s.source, sentences})
	}
	return all, nil
}

// attachNames gives each tree the labels of the sentence of the same words, nil
// where no sentence has them. The two lists may be ordered differently, and a
// text that stands several times takes its labels in order. Of EWT's 12,544
// trees for training, 13 go without: the treebank has cut their words anew
// since they were labelled.
func attachNames(trees []conllu.Sentence, names []entity.LabelledSentence) [][]string {
	waiting := map[string][][]string{}
	for _, s := range names {
		text := ""
		for _, w := range s.Words {
			text += w.Form + " "
		}
		waiting[text] = append(waiting[text], s.Labels)
	}
	labels := make([][]string, len(trees))
	for i, tree := range trees {
		var text strings.Builder
		for _, w := range tree.Words {
			text.WriteString(w.Form + " ")
		}
		if found := waiting[text.String()]; len(found) > 0 {
			labels[i], waiting[text.String()] = found[0], found[1:]
		}
	}
	return labels
}

// labelled writes spans as IOB2 labels. Of two spans that overlap, the longer
// stays, of two of one length the first; a span without class bears no labels
// and hides what stands in it.
func labelled(words int, spans []labelSpan) []string {
	labels := make([]string, words)
	for i := range labels {
		labels[i] = "O"
	}
	for _, s := range outermost(spans) {
		if s.class == "" {
			continue
		}
		labels[s.first] = "B-" + s.class
		for i := s.first + 1; i < s.last; i++ {
			labels[i] = "I-" + s.class
		}
	}
	return labels
}
