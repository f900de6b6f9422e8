package entity

import (
	"slices"
	"strings"

	"stemma"
	"stemma/model"
)

// Labels of the sequence: outside, and the beginning and inside of each class.
var Labels = []string{"O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"}

// Transition is the feature that stands for the label before, -1 at a sentence's start.
func Transition(previous int) uint32 { return model.Mix(10, uint32(previous+2), 0, 0) }

// Decoder finds the best label sequence by Viterbi's algorithm: emission scores
// from a token's features, transition scores from the label before.
type Decoder[S int32 | float64] struct {
	scores []S
	back   []int8
	Path   []int
}

// Decode fills Path with the best labels of n tokens. emit adds the scores of a
// token's features to its labels; transitions[p+1][l] is the score of label l
// after p.
func (c *Decoder[S]) Decode(n int, emit func(scores []S, token int), transitions [][]S) {
	k := len(Labels)
	c.scores = slices.Grow(c.scores[:0], n*k)[:n*k]
	c.back = slices.Grow(c.back[:0], n*k)[:n*k]
	c.Path = slices.Grow(c.Path[:0], n)[:n]
	clear(c.scores)
	for i := range n {
		here := c.scores[i*k : (i+1)*k]
		emit(here, i)
		for l := range k {
			if i == 0 {
				here[l] += transitions[0][l]
				if !follows(-1, l) {
					here[l] -= 1 << 24
				}
				continue
			}
			best, from := S(0), -1
			for p := range k {
				if score := c.scores[(i-1)*k+p] + transitions[p+1][l]; follows(p, l) && (from < 0 || score > best) {
					best, from = score, p
				}
			}
			here[l] += best
			c.back[i*k+l] = int8(from)
		}
	}
	if n == 0 {
		return
	}
	last := c.scores[(n-1)*k:]
	label := 0
	for l := range k {
		if last[l] > last[label] {
			label = l
		}
	}
	for i := n - 1; i >= 0; i-- {
		c.Path[i] = label
		label = int(c.back[i*k+label])
	}
}

// follows reports whether a label may stand after another: an inside only after
// its own class.
func follows(previous, label int) bool {
	if label == 0 || label%2 == 1 {
		return true
	}
	return previous == label || previous == label-1
}

// chunk is a name found by the tagger: tokens [first, last) and its class.
type chunk struct {
	first, last int
	class       string
}

// chunks reads the labels of a sentence that begins at token first.
func chunks(dst []chunk, path []int, first int) []chunk {
	open := -1
	for i, label := range path {
		if label == 0 {
			open = -1
			continue
		}
		if label%2 == 1 || open < 0 {
			open = len(dst)
			dst = append(dst, chunk{first + i, first + i + 1, strings.TrimPrefix(Labels[label], "B-")})
			continue
		}
		dst[open].last = first + i + 1
	}
	return dst
}

// tagger holds the model of names.
type tagger struct {
	linear      *model.Linear
	transitions [][]int32
}

// newTagger reads a model whose classes are Labels.
func newTagger(linear *model.Linear) *tagger {
	t := &tagger{linear: linear}
	for previous := -1; previous < len(Labels); previous++ {
		row := make([]int32, len(Labels))
		linear.Add(row, Transition(previous))
		t.transitions = append(t.transitions, row)
	}
	return t
}

// Model finds names with one model, for the trainer to score what it made.
func Model(linear *model.Linear) func(d *stemma.Document) { return newTagger(linear).mark }

// mark writes a document's names as mentions of the classes PER, ORG and LOC alone.
func (t *tagger) mark(d *stemma.Document) {
	for _, c := range t.find(d) {
		d.Mentions = append(d.Mentions, stemma.Mention{
			Span: d.TokenSpan(c.first, c.last), Type: c.class, Form: stemma.Name, First: c.first, Last: c.last, Head: c.last - 1,
		})
	}
}

func (t *tagger) find(d *stemma.Document) []chunk {
	var all []chunk
	var sequence Sequence
	var decoder Decoder[int32]
	var features []uint32
	for _, sentence := range d.Sentences {
		sequence.Read(d.Tokens[sentence.First:sentence.Last])
		decoder.Decode(sentence.Last-sentence.First, func(scores []int32, i int) {
			features = sequence.Features(features[:0], i)
			for _, f := range features {
				t.linear.Add(scores, f)
			}
		}, t.transitions)
		all = chunks(all, decoder.Path, sentence.First)
	}
	return all
}
