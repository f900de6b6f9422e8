package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"sort"
	"time"

	"stemma"
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
	tagger, err := embeddedTagger()
	if err != nil {
		return err
	}
	l := newParserLearner(sentences, o)
	for epoch := range o.epochs {
		wrong := l.epoch(epoch)
		fmt.Printf("epoch %d: %d updates, %v\n", epoch+1, wrong, time.Since(start).Round(time.Second))
		if epoch%3 != 2 && epoch+1 != o.epochs {
			continue
		}
		file, err := l.file(o.entries)
		if err != nil {
			return err
		}
		fmt.Printf("parser: %d bytes\n", len(file))
		if err := scoreParser(file, tagger, o.data); err != nil {
			return err
		}
		if o.out != "" {
			if err := os.WriteFile(o.out, file, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func embeddedTagger() (*tag.Tagger, error) { return tag.New(model.Tagger()) }

// jackknife replaces the sentences' tags by those of taggers trained on the
// other folds.
func jackknife(sentences []conllu.Sentence, o options) error {
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
		file, err := learnTags(train, o)
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

// parserLearner trains on one set of trees.
type parserLearner struct {
	sentences []conllu.Sentence
	classes   []string
	actions   []depparse.Action
	labels    []string
	number    map[string]int
	random    *rand.Rand
	weights   *perceptron
	sentence  depparse.Sentence
	state     depparse.State
	features  []uint32
	scores    []float64
}

func newParserLearner(sentences []conllu.Sentence, o options) *parserLearner {
	l := &parserLearner{classes: depparse.Classes(labelsOf(sentences)), number: map[string]int{}, random: rand.New(rand.NewPCG(o.seed, 2))}
	l.actions, l.labels = depparse.Actions(l.classes)
	for i, label := range l.labels {
		l.number[label] = i
	}
	l.sentences = append(sentences, restyled(sentences, l.random)...)
	l.weights = newPerceptron(len(l.classes))
	l.scores = make([]float64, len(l.classes))
	return l
}

// labelsOf lists the labels by falling frequency.
func labelsOf(sentences []conllu.Sentence) []string {
	counts := map[string]int{}
	for _, s := range sentences {
		for _, w := range s.Words {
			counts[w.Deprel]++
		}
	}
	var labels []string
	for label := range counts {
		labels = append(labels, label)
	}
	sort.Slice(labels, func(i, j int) bool {
		a, b := labels[i], labels[j]
		return counts[a] > counts[b] || counts[a] == counts[b] && a < b
	})
	return labels
}

func (l *parserLearner) epoch(epoch int) int {
	updates := 0
	for _, at := range l.random.Perm(len(l.sentences)) {
		updates += l.learn(l.sentences[at].Words, epoch)
	}
	return updates
}

// learn parses one sentence and corrects the weights wherever the best action
// would make a gold arc unreachable. From the second pass on, it goes on from
// its own wrong action nine times in ten.
func (l *parserLearner) learn(words []stemma.Token, epoch int) int {
	n := len(words)
	heads, labels := make([]int, n+1), make([]int, n+1)
	for i, w := range words {
		heads[i], labels[i] = w.Head, l.number[w.Deprel]
		if w.Head < 0 {
			heads[i] = n
		}
	}
	heads[n] = -1
	updates := 0
	l.sentence.Read(words)
	for l.state.Reset(n); !l.state.Done(); {
		l.weights.now++
		l.features = l.sentence.Features(l.features[:0], &l.state)
		l.weights.score(l.scores, l.features)
		guess, gold := l.choose(heads, labels)
		if guess != gold {
			updates++
			l.weights.update(l.features, gold, guess)
			if epoch == 0 || l.random.IntN(10) == 0 {
				guess = gold
			}
		}
		l.state.Apply(l.actions[guess])
	}
	return updates
}

// choose returns the best action and the best among those without cost; the
// same when the best one has none.
func (l *parserLearner) choose(heads, labels []int) (guess, gold int) {
	costs := l.state.Costs(heads)
	least := 1 << 30
	var legal [3]bool
	for kind := range legal {
		if legal[kind] = l.state.Legal(kind); legal[kind] {
			least = min(least, costs[kind])
		}
	}
	right := -1
	if top := l.state.Top(); top >= 0 {
		right = labels[top]
	}
	guess, gold = -1, -1
	for i, a := range l.actions {
		if !legal[a.Kind] || !l.state.Fits(a, l.labels) {
			continue
		}
		if guess < 0 || l.scores[i] > l.scores[guess] {
			guess = i
		}
		free := costs[a.Kind] == least && (a.Kind == depparse.Shift || a.Label == right || l.labels[right] == "root")
		if free && (gold < 0 || l.scores[i] > l.scores[gold]) {
			gold = i
		}
	}
	if gold < 0 {
		gold = guess
	}
	return guess, gold
}

func (l *parserLearner) file(entries int) ([]byte, error) {
	sections, err := model.PackLinear(l.classes, l.weights.averaged(entries))
	if err != nil {
		return nil, err
	}
	return model.Encode(sections), nil
}

// scoreParser prints attachment scores on the dev parts with predicted tags.
func scoreParser(file []byte, tagger *tag.Tagger, data string) error {
	labelled, err := model.ReadLabelled("parser", string(file))
	if err != nil {
		return err
	}
	p := depparse.New(labelled)
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
