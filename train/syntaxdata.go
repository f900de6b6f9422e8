package main

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"stemma"
	"stemma/lang/entity"
	"stemma/lang/syntax"
	"stemma/model"
	"stemma/train/network"
)

// sample is a sentence with what is known of it.
type sample struct {
	words  []stemma.Token
	tree   bool
	names  []string // B-PER …; nil where unknown
	weight float32
}

// vocabulary numbers the features and classes that a network knows.
type vocabulary struct {
	lexicon string            // packed table
	rows    map[uint32]uint32 // key of a feature → row of the embedding
	counts  map[uint32]int    // how often training has each word's key
	classes [4][]string       // UPOS, XPOS, Feats, names
	labels  []string          // of arcs
}

// Sentences made in the style of agencies, which the treebanks hardly have: how
// many, and the weight of each.
const (
	madeCount  = 4000
	madeWeight = 0.5
)

// syntaxSamples reads all training sentences: trees of EWT and GUM with the
// names that other corpora mark in them, the other corpora of names, and
// sentences made for the purpose.
func syntaxSamples(o options) ([]sample, error) {
	corpora, err := nameCorpora(o.data)
	if err != nil {
		return nil, err
	}
	holders := map[string]string{"uner": ewt, "gum": gum} // treebanks whose sentences a corpus names
	var samples []sample
	for _, corpus := range corpora {
		holder := holders[corpus.Source]
		if holder == "" {
			for _, s := range corpus.Sentences {
				samples = append(samples, sample{words: s.Words, names: s.Labels, weight: 1})
			}
			continue
		}
		trees, err := treebank(o.data, "train", holder)
		if err != nil {
			return nil, err
		}
		for i, names := range attachNames(trees, corpus.Sentences) {
			samples = append(samples, sample{words: trees[i].Words, tree: true, names: names, weight: 1})
		}
	}
	made, names := madeSentences(madeCount, rand.New(rand.NewPCG(o.seed, 8)))
	for i, s := range made {
		samples = append(samples, sample{words: s.Words, tree: true, names: names[i], weight: madeWeight})
	}
	return samples, nil
}

func formsOf(words []stemma.Token) string {
	var forms strings.Builder
	for _, w := range words {
		forms.WriteString(w.Form)
		forms.WriteByte(' ')
	}
	return forms.String()
}

// dressed copies some samples in other dress, as restyled does trees.
func dressed(samples []sample, random *rand.Rand) []sample {
	var out []sample
	for _, s := range samples {
		n := random.IntN(30)
		if n > 2 || n > 0 && len(s.words) >= 20 {
			continue
		}
		copied := s
		copied.words = slices.Clone(s.words)
		for i, w := range copied.words {
			if n == 0 {
				copied.words[i].Form = strings.ToUpper(w.Form)
			} else {
				copied.words[i].Form = headline(w)
			}
		}
		out = append(out, copied)
	}
	return out
}

// lexiconTable packs what WordNet knows of each form.
func lexiconTable(entries []entry) string {
	values := possible(entries)
	nouns, verbs := map[uint32]int{}, map[uint32]int{}
	for _, e := range entries {
		files := map[string]map[uint32]int{"n": nouns, "v": verbs}[e.pos]
		if files == nil || e.file < 0 {
			continue
		}
		for _, form := range append([]string{e.lemma}, e.inflected()...) {
			if key := model.Fold(form); files[key] == 0 {
				files[key] = e.file%32 + 1
			}
		}
	}
	for key, tags := range values {
		values[key] = syntax.Bits(tags, nouns[key], verbs[key])
	}
	return model.PackTable(values)
}

// leastUses is how often a teacher must meet a feature to know it.
const leastUses = 2

// newVocabulary numbers the features that the samples and their copies in other
// dress have so often, and the samples' classes: those are the same for whatever
// copies.
func newVocabulary(samples, copies []sample, lexicon string, uses int) (*vocabulary, error) {
	v := &vocabulary{lexicon: lexicon, rows: map[uint32]uint32{}, counts: map[uint32]int{}}
	reader, err := v.reader()
	if err != nil {
		return nil, err
	}
	var order []uint32
	for _, s := range slices.Concat(samples, copies) {
		reader.Read(s.words)
		for i := range s.words {
			for _, key := range reader.Keys(i) {
				if v.counts[key]++; v.counts[key] == uses {
					order = append(order, key)
				}
			}
		}
	}
	for i, key := range order {
		v.rows[key] = uint32(i)
	}
	v.countClasses(samples)
	return v, nil
}

func (v *vocabulary) reader() (*syntax.Reader, error) {
	table, err := model.ReadTable("lexicon", v.lexicon)
	return &syntax.Reader{Lexicon: table}, err
}

func (v *vocabulary) countClasses(samples []sample) {
	var counts [4]map[string]int
	for i := range counts {
		counts[i] = map[string]int{}
	}
	labels := map[string]int{}
	for _, s := range samples {
		if !s.tree {
			continue
		}
		for _, w := range s.words {
			counts[0][w.UPOS]++
			counts[1][w.XPOS]++
			counts[2][w.Feats]++
			labels[w.Deprel]++
		}
	}
	for i := range 3 {
		v.classes[i] = frequent(counts[i], 2)
	}
	v.classes[3] = syntax.NameLabels
	v.labels = frequent(labels, 2)
}

// frequent lists what is counted at least so often, the most frequent first.
func frequent(counts map[string]int, least int) []string {
	var all []string
	for name, n := range counts {
		if n >= least {
			all = append(all, name)
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		if d := counts[b] - counts[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return all
}

// examples turns samples into what the network reads.
func (v *vocabulary) examples(samples []sample) ([]*network.Example, error) {
	reader, err := v.reader()
	if err != nil {
		return nil, err
	}
	var numbers [4]map[string]int32
	for i, classes := range v.classes {
		numbers[i] = numbered(classes)
	}
	labels := numbered(v.labels)
	out := make([]*network.Example, len(samples))
	for k, s := range samples {
		reader.Read(s.words)
		e := &network.Example{Weight: s.weight, Classes: make([][]int32, 4)}
		for i := range s.words {
			rows := []int32{-1}
			for j, key := range reader.Keys(i) {
				if j == reader.Own(i) {
					e.Own = append(e.Own, int32(len(rows)))
				}
				if row, ok := v.rows[key]; ok && j == 0 {
					rows[0] = int32(row)
				} else if ok {
					rows = append(rows, int32(row))
				}
			}
			e.Rows = append(e.Rows, rows)
			e.Rare = append(e.Rare, 0.25/(0.25+float32(v.counts[reader.Keys(i)[0]])))
		}
		if s.names != nil {
			e.Classes[3] = numbersOf(syntax.SharpNames(s.names), numbers[3])
		}
		if s.tree {
			v.tree(e, s.words, numbers, labels)
		}
		out[k] = e
	}
	return out, nil
}

func (v *vocabulary) tree(e *network.Example, words []stemma.Token, numbers [4]map[string]int32, labels map[string]int32) {
	for h := range 3 {
		values := make([]string, len(words))
		for i, w := range words {
			values[i] = [...]string{w.UPOS, w.XPOS, w.Feats}[h]
		}
		e.Classes[h] = numbersOf(values, numbers[h])
	}
	for _, w := range words {
		e.Arcs = append(e.Arcs, int32(w.Head+1))
		label, ok := labels[w.Deprel]
		if !ok {
			label = labels[strings.Split(w.Deprel, ":")[0]]
		}
		e.Labels = append(e.Labels, label)
	}
}

func numbered(names []string) map[string]int32 {
	numbers := map[string]int32{}
	for i, name := range names {
		numbers[name] = int32(i)
	}
	return numbers
}

func numbersOf(values []string, numbers map[string]int32) []int32 {
	out := make([]int32, len(values))
	for i, value := range values {
		n, ok := numbers[value]
		if !ok {
			n = -1
		}
		out[i] = n
	}
	return out
}

// devSamples reads the dev parts: EWT with names, and GUM.
func devSamples(o options) (map[string][]sample, error) {
	out := map[string][]sample{}
	named, err := entity.ReadIOB(filepath.Join(o.data, "uner-english-ewt", "en_ewt-ud-dev.iob2"))
	if err != nil {
		return nil, err
	}
	known := map[string][]string{}
	for _, s := range named {
		known[formsOf(s.Words)] = s.Labels
	}
	for _, corpus := range []string{ewt, gum} {
		trees, err := treebank(o.data, "dev", corpus)
		if err != nil {
			return nil, err
		}
		for _, s := range trees {
			next := sample{words: s.Words, tree: true, weight: 1}
			if corpus == ewt {
				next.names = known[formsOf(s.Words)]
			}
			out[corpus] = append(out[corpus], next)
		}
	}
	return out, nil
}
