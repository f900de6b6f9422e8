// Command train makes the models that package model embeds.
//
// Input: treebanks in CoNLL-U, corpora of names, and open texts. Output: one
// model file. The same data, seed and number of workers give the same bytes.
//
//	go run ./train syntax    --data DIR --out model/syntax.bin
//	go run ./train sentences --data DIR --out model/sentences.bin
//	go run ./train lemma     --data DIR --out model/lemmas.bin
//	go run ./train align     --data DIR --out reconcile/weights.txt
//
// DIR holds the corpora's folders. Training reads their train parts; dev parts are
// read only to print figures. What was tried, and what each option gave, stands in
// model/README.md.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"stemma/lang/conllu"
)

// options are what every trainer is told.
type options struct {
	data, out string
	seed      uint64
	epochs    int
	workers   int // cores; part of the result, since other shares give other sums

	entries int     // most weights of a perceptron
	size    size    // of the network that is kept
	layers  int     // of LSTMs
	tags    int     // the layer from which tags are read
	uses    int     // how often training must meet a feature for it to be known
	rate    float64 // of learning, at its highest
	batch   int     // tokens of a batch
	drop    float64 // share of states that training drops
	hide    float64 // share of words that training hides
	blank   float64 // share of other features that training hides
	silver  float64 // weight of sentences that teachers annotated
	teacher size
	lessons int // epochs of a teacher
	count   int // of teachers
}

// size is a network's: numbers of an embedding, of an LSTM's direction, and of
// the vectors by which arcs are judged.
type size struct{ dim, hidden, arc int }

func main() {
	trainers := map[string]func(options) error{"syntax": trainSyntax, "lemma": trainLemmas, "sentences": trainSentences, "align": trainAlign}
	if len(os.Args) < 2 || trainers[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: train syntax|lemma|sentences|align --data DIR --out FILE")
		os.Exit(2)
	}
	if err := trainers[os.Args[1]](readOptions(os.Args[1], os.Args[2:])); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// readOptions reads the flags. Their defaults made the models that are kept.
func readOptions(name string, args []string) options {
	var o options
	flags := flag.NewFlagSet(name, flag.ExitOnError)
	flags.StringVar(&o.data, "data", os.Getenv("STEMMA_DATA"), "folder of the corpora's folders")
	flags.StringVar(&o.out, "out", "", "file to write")
	flags.Uint64Var(&o.seed, "seed", 1, "of all that is left to chance")
	flags.IntVar(&o.epochs, "epochs", 9, "passes over the data")
	flags.IntVar(&o.workers, "workers", 2, "cores")
	flags.IntVar(&o.entries, "entries", 1_500_000, "most weights of a perceptron")
	o.size.flags(flags, "", size{160, 192, 128})
	flags.IntVar(&o.layers, "layers", 2, "layers of LSTMs")
	flags.IntVar(&o.tags, "tags", 1, "layer of the tags")
	flags.IntVar(&o.uses, "uses", 2, "least uses of a feature")
	flags.Float64Var(&o.rate, "rate", 0.004, "rate of learning at its highest")
	flags.IntVar(&o.batch, "batch", 700, "tokens of a batch")
	flags.Float64Var(&o.drop, "drop", 0.4, "share of states dropped")
	flags.Float64Var(&o.hide, "hide", 0.12, "share of words hidden")
	flags.Float64Var(&o.blank, "blank", 0.05, "share of other features hidden")
	flags.Float64Var(&o.silver, "silver", 0.5, "weight of sentences that teachers annotated")
	flags.IntVar(&o.count, "teachers", 2, "teachers")
	o.teacher.flags(flags, "teacher-", size{192, 256, 128})
	flags.IntVar(&o.lessons, "lessons", 7, "passes of a teacher over the data")
	flags.Parse(args)
	return o
}

func (s *size) flags(flags *flag.FlagSet, prefix string, standard size) {
	flags.IntVar(&s.dim, prefix+"dim", standard.dim, "numbers of an embedding")
	flags.IntVar(&s.hidden, prefix+"hidden", standard.hidden, "units of an LSTM's direction")
	flags.IntVar(&s.arc, prefix+"arc", standard.arc, "numbers of an arc's vectors")
}

// treebank is a part ("train" or "dev") of the corpora.
func treebank(data, part string, corpora ...string) ([]conllu.Sentence, error) {
	var all []conllu.Sentence
	for _, corpus := range corpora {
		files, err := filepath.Glob(filepath.Join(data, corpus, "*-ud-"+part+"*.conllu"))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("no %s file in %s", part, filepath.Join(data, corpus))
		}
		for _, file := range files {
			sentences, err := conllu.ReadFile(file)
			if err != nil {
				return nil, err
			}
			all = append(all, sentences...)
		}
	}
	return all, nil
}

const (
	ewt = "ud-english-ewt"
	gum = "ud-english-gum"
)
