package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"time"

	"stemma"
	"stemma/lang/syntax"
	"stemma/train/network"
)

// teacher is a network larger than the one that is kept.
type teacher struct {
	v       *vocabulary
	learner *network.Learner
}

// committee is teachers that read together: the chances that each gives are
// multiplied.
type committee []*teacher

// newTeacher trains one on what is annotated.
func newTeacher(o options, samples []sample, lexicon string, seed uint64) (*teacher, error) {
	random := rand.New(rand.NewPCG(seed, 6))
	copies := dressed(samples, random)
	v, err := newVocabulary(samples, copies, lexicon, leastUses)
	if err != nil {
		return nil, err
	}
	examples, err := v.examples(slices.Concat(samples, copies))
	if err != nil {
		return nil, err
	}
	j, err := newJudge(o, v)
	if err != nil {
		return nil, err
	}
	t := &teacher{v, network.NewLearner(o.network(v, seed, o.teacher), o.workers, seed)}
	fmt.Printf("teacher %d: %d sentences, %d features\n", seed, len(samples), len(v.rows))
	o.learn(t.learner, lessons{gold: examples}, random, o.lessons, func(epoch int) {
		if epoch%2 == 0 || epoch == o.lessons {
			j.print(t.learner)
		}
	})
	return t, nil
}

// together is how many sentences the committee reads at a time.
const together = 1000

// read gives the samples tags, trees and names: all that they lack.
func (c committee) read(samples []sample) error {
	for part := range slices.Chunk(samples, together) {
		if err := c.readPart(part); err != nil {
			return err
		}
	}
	return nil
}

func (c committee) readPart(samples []sample) error {
	examples := make([][]*network.Example, len(c))
	var sums []network.Scored
	for i, t := range c {
		bare := make([]sample, len(samples))
		for k, s := range samples {
			bare[k] = sample{words: s.words, weight: 1}
		}
		var err error
		if examples[i], err = t.v.examples(bare); err != nil {
			return err
		}
		sums = added(sums, t.learner.Score(examples[i]))
	}
	var finder syntax.Trees
	for k := range samples {
		arcs := bestArcs(&finder, sums[k].Arcs)
		for i := range c {
			examples[i][k].Arcs = arcs
		}
	}
	var labels []network.Scored
	for i, t := range c {
		labels = added(labels, t.learner.Score(examples[i]))
	}
	for k := range samples {
		c[0].v.fill(&samples[k], examples[0][k].Arcs, sums[k], labels[k].Labels)
	}
	return nil
}

// added adds the scores of another teacher.
func added(sums, more []network.Scored) []network.Scored {
	if sums == nil {
		return more
	}
	for k := range sums {
		for h := range sums[k].Classes {
			addAll(sums[k].Classes[h].Data, more[k].Classes[h].Data)
		}
		addAll(sums[k].Arcs.Data, more[k].Arcs.Data)
		addAll(sums[k].Labels.Data, more[k].Labels.Data)
	}
	return sums
}

func addAll(sum, more []float32) {
	for i, v := range more {
		sum[i] += v
	}
}

// bestArcs is the best tree, 0 standing for the root.
func bestArcs(finder *syntax.Trees, scores network.Matrix) []int32 {
	return slices.Clone(finder.Best(scores.Rows, wholeNumbers(scores), scores.Cols))
}

func wholeNumbers(scores network.Matrix) []int32 {
	whole := make([]int32, len(scores.Data))
	for i, v := range scores.Data {
		whole[i] = int32(max(-1e9, v*1e4))
	}
	return whole
}

// fill writes what the scores say into the sample.
func (v *vocabulary) fill(s *sample, arcs []int32, scores network.Scored, labels network.Matrix) {
	s.words = slices.Clone(s.words)
	for i := range s.words {
		w := &s.words[i]
		class := func(h int) string { return v.classes[h][network.Best(scores.Classes[h].Row(i))] }
		w.UPOS, w.XPOS, w.Feats = class(0), class(1), class(2)
		w.Head, w.Deprel = int(arcs[i])-1, "root"
		if w.Head >= 0 {
			row := labels.Row(i)
			if root := slices.Index(v.labels, "root"); root >= 0 {
				row[root] = -1e9
			}
			w.Deprel = v.labels[network.Best(row)]
		}
	}
	s.tree = true
	if s.names == nil {
		s.names = bestNames(v.classes[3], scores.Classes[3])
	}
}

// bestNames is the best sequence of labels that may be.
func bestNames(labels []string, scores network.Matrix) []string {
	names := syntax.NewNameRules(labels).Best(wholeNumbers(scores))
	for i, name := range names {
		names[i] = cmp.Or(name, "O")
	}
	return names
}

// extend adds to gold the names of MEANTIME, gives trees to all that have but
// names, and annotates silver: texts that nobody has.
func (c committee) extend(o options, gold []sample) (all, silver []sample, err error) {
	start := time.Now()
	if err := c.judge(o); err != nil {
		return nil, nil, err
	}
	parse := func(words []stemma.Token) {
		one := []sample{{words: words}}
		if c.read(one) == nil {
			copy(words, one[0].words)
		}
	}
	named, err := readMeantimeNames(filepath.Join(o.data, "meantime", "intra-doc_annotation"), parse)
	if err != nil {
		return nil, nil, err
	}
	var bare []sample
	for _, s := range gold {
		if s.tree {
			all = append(all, s)
		} else {
			bare = append(bare, s)
		}
	}
	for _, s := range named {
		bare = append(bare, sample{words: s.Words, names: s.Labels, weight: 1})
	}
	if silver, err = untagged(o.data); err != nil {
		return nil, nil, err
	}
	for i := range silver {
		silver[i].weight = float32(o.silver)
	}
	for _, samples := range [][]sample{bare, silver} {
		if err := c.read(samples); err != nil {
			return nil, nil, err
		}
	}
	fmt.Printf("the teachers read %d sentences, %v\n", len(bare)+len(silver), time.Since(start).Round(time.Second))
	return append(all, bare...), silver, nil
}

// judge prints how well the committee reads the dev parts.
func (c committee) judge(o options) error {
	dev, err := devSamples(o)
	if err != nil {
		return err
	}
	for _, corpus := range []string{ewt, gum} {
		var t agreement
		read := make([]sample, len(dev[corpus]))
		for k, s := range dev[corpus] {
			read[k] = sample{words: s.words}
		}
		if err := c.read(read); err != nil {
			return err
		}
		for k := range read {
			t.add(&dev[corpus][k], read[k].words, read[k].names)
		}
		fmt.Printf("together, %s: %v\n", corpus, &t)
	}
	return nil
}
