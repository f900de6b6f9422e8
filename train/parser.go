package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"stemma/lang/conllu"
	"stemma/lang/depparse"
	"stemma/lang/tag"
	"stemma/model"
)

// folds is the number of parts of which each is tagged by a tagger that has not
// seen it, so that the parser learns from tags as wrong as it will meet.
const folds = 5

// trainParser trains two parsers side by side, one for each direction.
func trainParser(o options) error {
	sentences, err := treebank(o.data, "train", ewt, gum)
	if err != nil {
		return err
	}
	start := time.Now()
	if err := jackknife(sentences, o); err != nil {
		return err
	}
	fmt.Printf("jackknifed: %v\n", time.Since(start).Round(time.Second))
	back := make(chan result)
	go func() { back <- learnTrees(sentences, true, o) }()
	results := []result{learnTrees(sentences, false, o), <-back}
	var files [][]byte
	for i, r := range results {
		if r.err != nil {
			return r.err
		}
		files = append(files, r.file)
		fmt.Printf("parser %d: %d bytes, %v\n", i+1, len(r.file), time.Since(start).Round(time.Second))
		if o.out != "" {
			if err := os.WriteFile([]string{o.out, strings.TrimSuffix(o.out, ".bin") + "-back.bin"}[i], r.file, 0o644); err != nil {
				return err
			}
		}
	}
	tagger, err := embeddedTagger()
	if err != nil {
		return err
	}
	if err := scoreParser(files[:1], tagger, o.data); err != nil {
		return err
	}
	return scoreParser(files, tagger, o.data)
}

type result struct {
	file []byte
	err  error
}

// learnTrees trains one parser and returns its file.
func learnTrees(sentences []conllu.Sentence, back bool, o options) result {
	l := newParserLearner(sentences, back, o)
	for range o.epochs {
		l.epoch()
	}
	file, err := l.file(o.entries)
	return result{file, err}
}

func embeddedTagger() (*tag.Tagger, error) { return tag.New(model.Tagger()) }

// jackknife replaces the sentences' tags by those of taggers trained on the
// other folds.
func jackknife(sentences []conllu.Sentence, o options) error {
	entries, err := readWordNet(o.data)
	if err != nil {
		return err
	}
	o.epochs = 5
	for fold := range folds {
		var train, held []conllu.Sentence
		for i, s := range sentences {
			if i/20%folds == fold {
				held = append(held, s)
			} else {
				train = append(train, s)
			}
		}
		file, err := learnTags(train, entries, o)
		if err != nil {
			return err
		}
		t, err := taggerOf(file)
		if err != nil {
			return err
		}
		d := conllu.Document(held)
		t.Tag(d)
		at := 0
		for _, s := range held {
			for i := range s.Words {
				s.Words[i].UPOS, s.Words[i].XPOS = d.Tokens[at].UPOS, d.Tokens[at].XPOS
				at++
			}
		}
	}
	return nil
}

// scoreParser prints attachment scores on the dev parts with predicted tags.
func scoreParser(files [][]byte, tagger *tag.Tagger, data string) error {
	var models []*model.Labelled
	for _, file := range files {
		labelled, err := model.ReadLabelled("parser", string(file))
		if err != nil {
			return err
		}
		models = append(models, labelled)
	}
	p := depparse.New(models...)
	for _, corpus := range []string{ewt, gum} {
		sentences, err := treebank(data, "dev", corpus)
		if err != nil {
			return err
		}
		gold, system := conllu.Document(sentences), conllu.Document(sentences)
		tagger.Tag(system)
		start := time.Now()
		p.Parse(system)
		took := time.Since(start)
		uas, las := 0, 0
		for i, w := range gold.Tokens {
			same := w.Head == system.Tokens[i].Head
			uas += count(same)
			las += count(same && bare(w.Deprel) == bare(system.Tokens[i].Deprel))
		}
		n := float64(len(gold.Tokens))
		fmt.Printf("%s: UAS %.2f LAS %.2f, %.0f tokens/s\n", corpus, 100*float64(uas)/n, 100*float64(las)/n, n/took.Seconds())
	}
	return nil
}
