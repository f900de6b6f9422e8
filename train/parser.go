package main

import (
	"fmt"
	"os"
	"time"

	"stemma/lang/conllu"
	"stemma/lang/depparse"
	"stemma/lang/tag"
	"stemma/model"
)

// folds is the number of parts of which each is tagged by a tagger that has not
// seen it, so that the parser learns from tags as wrong as it will meet.
const folds = 5

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
	l := newParserLearner(sentences, o)
	for range o.epochs {
		l.epoch()
		fmt.Printf("pass %d: %v\n", l.passes, time.Since(start).Round(time.Second))
	}
	file, err := l.file(o.entries)
	if err != nil {
		return err
	}
	fmt.Printf("parser: %d bytes, %v\n", len(file), time.Since(start).Round(time.Second))
	if err := scoreParser(file, o.data); err != nil || o.out == "" {
		return err
	}
	return os.WriteFile(o.out, file, 0o644)
}

// jackknife replaces the sentences' tags by those of taggers trained on the
// other folds.
func jackknife(sentences []conllu.Sentence, o options) error {
	entries, err := readWordNet(o.data)
	if err != nil {
		return err
	}
	o.epochs, o.entries = 4, 1_200_000
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
func scoreParser(file []byte, data string) error {
	labelled, err := model.ReadLabelled("parser", string(file))
	if err != nil {
		return err
	}
	p := depparse.New(labelled)
	tagger, err := tag.New(model.Tagger())
	if err != nil {
		return err
	}
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
