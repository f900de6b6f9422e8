package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/lang/conllu"
	"stemma/train/network"
)

// judge measures a network on the dev parts.
type judge struct {
	v        *vocabulary
	samples  map[string][]sample
	examples map[string][]*network.Example
}

func newJudge(o options, v *vocabulary) (*judge, error) {
	j := &judge{v: v, examples: map[string][]*network.Example{}}
	var err error
	if j.samples, err = devSamples(o); err != nil {
		return nil, err
	}
	for name, samples := range j.samples {
		bare := make([]sample, len(samples))
		for i, s := range samples {
			bare[i] = sample{words: s.words, weight: 1}
		}
		if j.examples[name], err = v.examples(bare); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// print measures the network as it is in training: each token's best head, with
// no regard to trees.
func (j *judge) print(l *network.Learner) {
	for _, corpus := range []string{ewt, gum} {
		var t agreement
		start := time.Now()
		scores := l.Score(j.examples[corpus])
		took := time.Since(start)
		for k, gold := range j.samples[corpus] {
			arcs := make([]int32, len(gold.words))
			for i := range arcs {
				arcs[i] = network.Best(scores[k].Arcs.Row(i))
			}
			read := sample{words: gold.words}
			j.v.fill(&read, arcs, scores[k], scores[k].Labels)
			t.add(&gold, read.words, read.names)
		}
		fmt.Printf("  %s: %v, %.0f tokens/s\n", corpus, &t, float64(t.tokens)/took.Seconds())
	}
}

// printFile measures the model file as the program reads it.
func (j *judge) printFile(file []byte) error {
	p, err := parserOf(file)
	if err != nil {
		return err
	}
	for _, corpus := range []string{ewt, gum} {
		var trees []conllu.Sentence
		for _, s := range j.samples[corpus] {
			trees = append(trees, conllu.Sentence{Words: s.words})
		}
		d := conllu.Document(trees)
		start := time.Now()
		p.Parse(d)
		took := time.Since(start)
		var t agreement
		for k, s := range d.Sentences {
			words := slices.Clone(d.Tokens[s.First:s.Last])
			labels := make([]string, len(words))
			for i := range words {
				if words[i].Head >= 0 {
					words[i].Head -= s.First
				}
				labels[i] = cmp.Or(words[i].Name, "O")
			}
			t.add(&j.samples[corpus][k], words, labels)
		}
		fmt.Printf("  file, %s: %v, %.0f tokens/s\n", corpus, &t, float64(t.tokens)/took.Seconds())
	}
	return nil
}

// agreement counts what is as in gold.
type agreement struct {
	tokens                         int
	upos, xpos, feats, heads, arcs int
	right, found, gold             int // names
}

func (t *agreement) add(gold *sample, words []stemma.Token, names []string) {
	for i, w := range words {
		g := gold.words[i]
		t.tokens++
		t.upos += count(w.UPOS == g.UPOS)
		t.xpos += count(w.XPOS == g.XPOS)
		t.feats += count(w.Feats == g.Feats)
		t.heads += count(w.Head == g.Head)
		t.arcs += count(w.Head == g.Head && bare(w.Deprel) == bare(g.Deprel))
	}
	if gold.names == nil {
		return
	}
	want, got := nameSpans(gold.names), nameSpans(names)
	t.gold, t.found = t.gold+len(want), t.found+len(got)
	for _, name := range got {
		t.right += count(slices.Contains(want, name))
	}
}

// String writes the shares in per cent; of names the F1.
func (t *agreement) String() string {
	share := func(n int) float64 { return 100 * float64(n) / float64(t.tokens) }
	return fmt.Sprintf("UPOS %.2f XPOS %.2f feats %.2f UAS %.2f LAS %.2f names %.1f", share(t.upos), share(t.xpos), share(t.feats), share(t.heads), share(t.arcs),
		200*float64(t.right)/float64(max(1, t.found+t.gold)))
}

type nameSpan struct {
	first, last int
	class       string
}

// nameSpans reads IOB2 labels.
func nameSpans(labels []string) []nameSpan {
	var spans []nameSpan
	for i, label := range labels {
		prefix, class, _ := strings.Cut(label, "-")
		switch {
		case prefix == "B":
			spans = append(spans, nameSpan{i, i + 1, class})
		case prefix == "I" && len(spans) > 0:
			spans[len(spans)-1].last = i + 1
		}
	}
	return spans
}
