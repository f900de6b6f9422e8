package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/lang/conllu"
	"stemma/lang/entity"
	"stemma/lang/tag"
	"stemma/model"
)

// trainNames makes the tagger of names: an averaged structured perceptron
// (Collins 2002) over whole sentences. The committed model: --epochs 6.
func trainNames(o options) error {
	sentences, err := namedSentences(o.data)
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(o.seed, 3))
	sentences = append(sentences, restyledNames(sentences, random)...)
	tagAll(sentences)
	start := time.Now()
	p := newPerceptron()
	for range o.epochs {
		for _, at := range random.Perm(len(sentences)) {
			learnSentence(p, sentences[at])
		}
	}
	weights := p.averaged(o.entries)
	for f, row := range weights {
		weights[f] = slices.DeleteFunc(row, func(w model.Weight) bool { return w.Class == nowhere })
	}
	sections, err := model.PackLinear(entity.Labels, weights)
	if err != nil {
		return err
	}
	file := model.Encode(sections)
	fmt.Printf("names: %d sentences, %d bytes, %v\n", len(sentences), len(file), time.Since(start).Round(time.Second))
	if err := scoreNames(file, o.data); err != nil || o.out == "" {
		return err
	}
	return os.WriteFile(o.out, file, 0o644)
}

// namedSentences reads the corpora of names.
func namedSentences(data string) ([]entity.LabelledSentence, error) {
	var all []entity.LabelledSentence
	for _, file := range []string{"uner-english-ewt/en_ewt-ud-train.iob2", "wikigold/CONLL-format/data/wikigold.conll.txt", "wnut17/wnut17train.conll"} {
		sentences, err := entity.ReadIOB(filepath.Join(data, filepath.FromSlash(file)))
		if err != nil {
			return nil, err
		}
		all = append(all, sentences...)
	}
	return all, nil
}

// restyledNames copies one sentence in thirty in capitals, and one in ten that
// bears a name in a headline's capitals.
func restyledNames(sentences []entity.LabelledSentence, random *rand.Rand) []entity.LabelledSentence {
	var out []entity.LabelledSentence
	for _, s := range sentences {
		upper := random.IntN(30) == 0
		if !upper && random.IntN(10) != 0 || !strings.Contains(strings.Join(s.Labels, " "), "B-") {
			continue
		}
		copied := entity.LabelledSentence{Labels: s.Labels, Words: append([]stemma.Token(nil), s.Words...)}
		for i := range copied.Words {
			w := &copied.Words[i]
			if upper {
				w.Form = strings.ToUpper(w.Form)
			} else if len(w.Form) > 3 {
				w.Form = headline(*w)
			}
		}
		out = append(out, copied)
	}
	return out
}

// tagAll gives the words the tags that stemma's own tagger finds.
func tagAll(sentences []entity.LabelledSentence) {
	for i := range sentences {
		d := documentOf(sentences[i : i+1])
		tag.Tag(d)
		copy(sentences[i].Words, d.Tokens)
	}
}

func documentOf(sentences []entity.LabelledSentence) *stemma.Document {
	var plain []conllu.Sentence
	for _, s := range sentences {
		plain = append(plain, conllu.Sentence{Words: s.Words})
	}
	return conllu.Document(plain)
}

// namesMargin is by how much gold must beat every other sequence for each label
// in which they differ (Taskar et al. 2003), or the weights move. F1 on Universal
// NER's dev part: 71.0 without, 70.9 at 1, 71.7 at 8, 71.1 at 30.
const namesMargin = 8

// learnSentence decodes a sentence with the present weights and moves them from
// the guess towards gold where the two differ.
func learnSentence(p *perceptron, s entity.LabelledSentence) {
	var sequence entity.Sequence
	var decoder entity.Decoder[float64]
	sequence.Read(s.Words)
	features := make([][]uint32, len(s.Words))
	for i := range s.Words {
		features[i] = sequence.Features(nil, i)
	}
	row := make([]float64, len(entity.Labels)+1)
	transitions := make([][]float64, len(entity.Labels)+1)
	for previous := range transitions {
		transitions[previous] = make([]float64, len(entity.Labels)+1)
		p.score(transitions[previous], []uint32{entity.Transition(previous - 1)})
	}
	decoder.Decode(len(s.Words), func(scores []float64, i int) {
		p.score(row, features[i])
		gold := indexOf(s.Labels[i])
		for l := range scores {
			if scores[l] += row[l]; l != gold {
				scores[l] += namesMargin
			}
		}
	}, transitions)
	p.now++
	gold, guess := -1, -1
	for i, label := range s.Labels {
		before, beforeGuess := gold, guess
		gold, guess = indexOf(label), decoder.Path[i]
		if gold != guess {
			p.update(features[i], gold, guess)
		}
		if gold != guess || before != beforeGuess {
			p.update([]uint32{entity.Transition(before)}, gold, nowhere)
			p.update([]uint32{entity.Transition(beforeGuess)}, nowhere, guess)
		}
	}
}

// nowhere is a class beside the labels: what a transition gains, nothing that
// is read loses.
var nowhere = len(entity.Labels)

func indexOf(label string) int {
	for i, l := range entity.Labels {
		if l == label {
			return i
		}
	}
	return 0
}

// scoreNames prints the span F1 on the dev part of Universal NER.
func scoreNames(file []byte, data string) error {
	m, err := model.ReadLabelled("ner.bin", string(file))
	if err != nil {
		return err
	}
	for _, name := range []string{"uner-english-ewt/en_ewt-ud-dev.iob2", "wnut17/emerging.dev.conll"} {
		gold, err := entity.ReadIOB(filepath.Join(data, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		d := documentOf(gold)
		tag.Tag(d)
		entity.Model(m.Linear)(d)
		hits, found, total := compareNames(gold, d)
		fmt.Printf("%s: F1 %.1f (%d right, %d found, %d gold)\n", name, 200*float64(hits)/float64(found+total), hits, found, total)
	}
	return nil
}

// compareNames counts names found with exact tokens and class.
func compareNames(gold []entity.LabelledSentence, d *stemma.Document) (hits, found, total int) {
	labels := make([]string, 0, len(d.Tokens))
	for _, s := range gold {
		labels = append(labels, s.Labels...)
	}
	for _, label := range labels {
		total += count(strings.HasPrefix(label, "B-"))
	}
	for _, m := range d.Mentions {
		found++
		same := labels[m.First] == "B-"+m.Type && (m.Last == len(labels) || labels[m.Last] != "I-"+m.Type)
		for i := m.First + 1; i < m.Last; i++ {
			same = same && labels[i] == "I-"+m.Type
		}
		hits += count(same)
	}
	return hits, found, total
}
