package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"time"

	"stemma/train/network"
)

// trainSyntax makes the network of lang/syntax in three steps: teachers learn
// from what people annotated; together they read texts that nobody has; and the
// network that is kept learns from both (tri-training's idea, Zhou and Li 2005,
// with an ensemble as Kuncoro et al. 2016 distil it).
func trainSyntax(o options) error {
	gold, err := syntaxSamples(o)
	if err != nil {
		return err
	}
	entries, err := readWordNet(o.data)
	if err != nil {
		return err
	}
	lexicon := lexiconTable(entries)
	var all committee
	for i := range o.count {
		t, err := newTeacher(o, gold, lexicon, o.seed+uint64(i)+1)
		if err != nil {
			return err
		}
		all = append(all, t)
	}
	var silver []sample
	if len(all) > 0 {
		if gold, silver, err = all.extend(o, gold); err != nil {
			return err
		}
	}
	return o.learnStudent(gold, silver, lexicon)
}

// learnStudent trains the network that is kept, and writes it.
func (o options) learnStudent(gold, silver []sample, lexicon string) error {
	start := time.Now()
	random := rand.New(rand.NewPCG(o.seed, 5))
	copies := dressed(gold, random)
	v, err := newVocabulary(gold, slices.Concat(copies, silver), lexicon, o.uses)
	if err != nil {
		return err
	}
	var lessons lessons
	if lessons.gold, err = v.examples(slices.Concat(gold, copies)); err != nil {
		return err
	}
	if lessons.silver, err = v.examples(silver); err != nil {
		return err
	}
	j, err := newJudge(o, v)
	if err != nil {
		return err
	}
	fmt.Printf("%d + %d sentences, %d features, %d classes of features\n", len(gold), len(silver), len(v.rows), len(v.classes[2]))
	l := network.NewLearner(o.network(v, o.seed, o.size), o.workers, o.seed)
	o.learn(l, lessons, random, o.epochs, func(epoch int) {
		if epoch%2 == 0 {
			j.print(l)
		}
	})
	file := syntaxFile(l.Network, v)
	fmt.Printf("%d bytes, %v\n", len(file), time.Since(start).Round(time.Second))
	if err := j.printFile(file); err != nil || o.out == "" {
		return err
	}
	return os.WriteFile(o.out, file, 0o644)
}

// lessons are what is learned from: of silver another part on each pass.
type lessons struct{ gold, silver []*network.Example }

// silverShare is one in how many silver sentences a pass takes.
const silverShare = 2

func (l *lessons) pass(random *rand.Rand) []*network.Example {
	examples := slices.Clone(l.gold)
	for _, at := range random.Perm(len(l.silver))[:len(l.silver)/silverShare] {
		examples = append(examples, l.silver[at])
	}
	return examples
}

// network is an untrained network for the vocabulary.
func (o options) network(v *vocabulary, seed uint64, s size) *network.Network {
	heads := []network.Head{{Layer: o.tags}, {Layer: o.tags}, {Layer: o.tags}, {Layer: o.layers}}
	for i := range heads {
		heads[i].Classes = len(v.classes[i])
	}
	n := network.New(network.Shape{
		Rows: len(v.rows), Dim: s.dim, Hidden: s.hidden, Layers: o.layers, Arc: s.arc, Rel: s.arc, Labels: len(v.labels), Heads: heads,
	}, seed)
	n.Drop, n.Blank, n.Hide = float32(o.drop), float32(o.blank), float32(o.hide)
	return n
}

// warming is how many steps the rate takes to rise; then it falls to little.
const (
	warming = 200
	little  = 0.02
)

// learn passes over the examples, and leaves the running means in the network.
func (o options) learn(l *network.Learner, lessons lessons, random *rand.Rand, epochs int, after func(epoch int)) {
	start, steps, total := time.Now(), 0, 0
	for epoch := range epochs {
		batches := batchesOf(lessons.pass(random), o.batch, random)
		if epoch == 0 {
			total = len(batches) * epochs
		}
		loss := 0.0
		for _, b := range batches {
			done := min(1, float64(steps)/float64(total))
			l.Adam.Rate = o.rate * min(1, float64(steps+1)/warming) * (little + (1-little)*(1-done))
			loss += l.Step(b)
			steps++
		}
		fmt.Printf("pass %d: loss %.3f, %v\n", epoch+1, loss/float64(len(batches)), time.Since(start).Round(time.Second))
		l.Network.SwapAverages()
		after(epoch + 1)
		if epoch+1 < epochs {
			l.Network.SwapAverages()
		}
	}
}

// batchesOf cuts the examples into batches of about size tokens, in an order by
// chance, each of sentences of about one length.
func batchesOf(examples []*network.Example, size int, random *rand.Rand) [][]*network.Example {
	shuffled := make([]*network.Example, len(examples))
	for i, at := range random.Perm(len(examples)) {
		shuffled[i] = examples[at]
	}
	var batches [][]*network.Example
	for chunk := range slices.Chunk(shuffled, 1000) {
		slices.SortStableFunc(chunk, func(a, b *network.Example) int { return len(b.Rows) - len(a.Rows) })
		from, tokens := 0, 0
		for i, e := range chunk {
			tokens += len(e.Rows)
			if tokens >= size || i == len(chunk)-1 {
				batches = append(batches, chunk[from:i+1])
				from, tokens = i+1, 0
			}
		}
	}
	random.Shuffle(len(batches), func(i, j int) { batches[i], batches[j] = batches[j], batches[i] })
	return batches
}
