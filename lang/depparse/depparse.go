// Package depparse gives every token its head and the label of its arc.
//
// Input: a document whose tokens bear tags. Output: Token.Head and Deprel in
// the scheme of Universal Dependencies for English, one tree for each sentence,
// with exactly one root.
//
//	Kim denied it → Kim ←nsubj– denied –obj→ it
//
// The parser is greedy: an averaged perceptron chooses among the transitions of
// the arc-hybrid system, trained with a dynamic oracle that lets it learn from
// its own mistakes (Goldberg and Nivre 2013), on the treebanks EWT and GUM with
// tags as the tagger gives them.
//
// It deliberately makes no crossing arcs, which English has in one sentence of
// thirty.
package depparse

import (
	"slices"
	"strings"
	"sync"

	"stemma"
	"stemma/model"
)

// Parser parses with one model or several. It is safe for concurrent use.
type Parser struct {
	readings []reading
	labels   []string
	pool     sync.Pool
}

// reading is one model and the direction in which it reads.
type reading struct {
	linear   *model.Linear
	actions  []Action
	labels   []string
	backward bool
}

// scratch is one call's memory.
type scratch struct {
	sentence Sentence
	state    State
	features []uint32
	scores   []int32
	reversed []stemma.Token
	voter    voter
}

// New makes a parser of models whose classes are the names of Classes. The
// first reads from left to right, the second from right to left, and so on.
// Their labels are the same.
func New(models ...*model.Labelled) *Parser {
	p := &Parser{}
	for i, m := range models {
		r := reading{linear: m.Linear, backward: i%2 == 1}
		r.actions, r.labels = Actions(m.Linear.Classes)
		p.readings = append(p.readings, r)
	}
	p.labels = p.readings[0].labels
	p.pool.New = func() any {
		s := &scratch{scores: make([]int32, len(p.readings[0].actions))}
		s.voter.arcs = make([][]arc, len(p.readings))
		return s
	}
	return p
}

// Classes names the transitions: "SHIFT", then "LEFT label" and "RIGHT label"
// for each label.
func Classes(labels []string) []string {
	classes := []string{"SHIFT"}
	for _, label := range labels {
		classes = append(classes, "LEFT "+label)
		if label != "root" {
			classes = append(classes, "RIGHT "+label)
		}
	}
	return classes
}

// Actions reads the names of Classes; an action's label is an index into labels.
func Actions(classes []string) (actions []Action, labels []string) {
	number := map[string]int{}
	for _, class := range classes {
		kind, label, _ := strings.Cut(class, " ")
		if kind == "SHIFT" {
			actions = append(actions, Action{Shift, -1})
			continue
		}
		if _, known := number[label]; !known {
			number[label] = len(labels)
			labels = append(labels, label)
		}
		action := Action{Left, number[label]}
		if kind == "RIGHT" {
			action.Kind = Right
		}
		actions = append(actions, action)
	}
	return actions, labels
}

var embedded = sync.OnceValue(func() *Parser { return New(model.Parser()) })

// Parse fills Head and Deprel of the document's tokens.
func Parse(d *stemma.Document) { embedded().Parse(d) }

// Parse fills Head and Deprel of the document's tokens.
func (p *Parser) Parse(d *stemma.Document) {
	s := p.pool.Get().(*scratch)
	defer p.pool.Put(s)
	for _, sentence := range d.Sentences {
		p.tree(s, d.Tokens[sentence.First:sentence.Last], sentence.First)
	}
}

// tree parses one sentence, whose first token is the document's token first.
func (p *Parser) tree(s *scratch, tokens []stemma.Token, first int) {
	for i := range p.readings {
		r := &p.readings[i]
		r.read(s, tokens)
		s.voter.arcs[i] = r.arcs(s.voter.arcs[i][:0], &s.state, len(tokens))
	}
	for i, r := range s.voter.vote(len(tokens)) {
		a := s.voter.arcs[r][i]
		tokens[i].Deprel, tokens[i].Head = p.labels[a.label], -1
		if a.head >= 0 {
			tokens[i].Head = int(a.head) + first
		}
	}
}

// read leaves the reading's tree in s.state.
func (r *reading) read(s *scratch, tokens []stemma.Token) {
	if r.backward {
		s.reversed = append(s.reversed[:0], tokens...)
		slices.Reverse(s.reversed)
		tokens = s.reversed
	}
	s.sentence.Read(tokens)
	s.state.Reset(len(tokens))
	for !s.state.Done() {
		s.features = s.sentence.Features(s.features[:0], &s.state)
		clear(s.scores)
		for _, feature := range s.features {
			r.linear.Add(s.scores, feature)
		}
		r.step(s)
	}
}

// step takes the legal action with the highest score. Only the root's arc
// bears the label "root".
func (r *reading) step(s *scratch) {
	var legal [3]bool
	best := [3]int{-1, -1, -1}
	for kind := range legal {
		legal[kind] = s.state.Legal(kind)
	}
	for i, a := range r.actions {
		if legal[a.Kind] && s.state.Fits(a, r.labels) && (best[a.Kind] < 0 || s.scores[i] > s.scores[best[a.Kind]]) {
			best[a.Kind] = i
		}
	}
	first, second := -1, -1
	for _, i := range best {
		switch {
		case i < 0:
		case first < 0 || s.scores[i] > s.scores[first]:
			first, second = i, first
		case second < 0 || s.scores[i] > s.scores[second]:
			second = i
		}
	}
	margin := int32(1 << 20)
	if second >= 0 {
		margin = min(margin, s.scores[first]-s.scores[second])
	}
	s.state.take(r.actions[first], margin)
}

// arcs appends the state's arcs in the order of the text.
func (r *reading) arcs(dst []arc, s *State, n int) []arc {
	for i := range n {
		if r.backward {
			i = n - 1 - i
		}
		a := arc{int32(s.Head(i)), uint8(s.Label(i)), s.nodes[i].margin + 1}
		switch {
		case int(a.head) == n:
			a.head = -1
		case r.backward:
			a.head = int32(n-1) - a.head
		}
		dst = append(dst, a)
	}
	return dst
}

// Fits reports whether the action's label may be given: "root" to the root's
// arc and to no other.
func (s *State) Fits(a Action, labels []string) bool {
	return a.Kind == Shift || (a.Kind == Left && s.next == s.n) == (labels[a.Label] == "root")
}
