// Command train makes the models that package model embeds.
//
// Input: treebanks in CoNLL-U. Output: one model file. The same data and seed
// give the same bytes.
//
//	go run ./train sentences --data DIR --out model/sentences.bin
//	go run ./train tag   --data DIR --out model/tagger.bin
//	go run ./train lemma --data DIR --out model/lemmas.bin
//	go run ./train parse --data DIR --out model/parser.bin
//
// DIR holds the folders ud-english-ewt, ud-english-gum and wordnet-oewn. Training reads their
// train files; their dev files are read only to print figures. It deliberately
// has no options for what was tried and left: model/README.md has the figures.
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
	epochs    int
	seed      uint64
	entries   int
}

func main() {
	trainers := map[string]func(options) error{"tag": trainTagger, "parse": trainParser, "lemma": trainLemmas, "ner": trainNames, "sentences": trainSentences}
	if len(os.Args) < 2 || trainers[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: train tag|parse|lemma|ner|sentences --data DIR --out FILE")
		os.Exit(2)
	}
	var o options
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	flags.StringVar(&o.data, "data", os.Getenv("STEMMA_DATA"), "folder of the treebanks' folders")
	flags.StringVar(&o.out, "out", "", "file to write")
	flags.IntVar(&o.epochs, "epochs", 8, "passes over the data")
	flags.Uint64Var(&o.seed, "seed", 1, "order of the sentences")
	flags.IntVar(&o.entries, "entries", 1_500_000, "most weights kept")
	flags.Parse(os.Args[2:])
	if err := trainers[os.Args[1]](o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
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
