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
	"strings"
	"sync"

	"stemma"
	"stemma/model"
)

// Parser parses with one model. It is safe for concurrent use.
type Parser struct {
	linear  *model.Linear
	actions []Action
	labels  []string
	pool    sync.Pool
}

// scratch is one call's memory.
type scratch struct {
	sentence Sentence
	state    State
	features []uint32
	scores   []int32
}

// New makes a parser of a model, whose classes are the names of Classes.
func New(m *model.Labelled) *Parser {
	p := &Parser{linear: m.Linear}
	p.actions, p.labels = Actions(m.Linear.Classes)
	p.pool.New = func() any { return &scratch{scores: make([]int32, len(p.actions))} }
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
	s.sentence.Read(tokens)
	s.state.Reset(tokens)
	for !s.state.Done() {
		s.features = s.sentence.Features(s.features[:0], &s.state)
		clear(s.scores)
		for _, feature := range s.features {
			p.linear.Add(s.scores, feature)
		}
		s.state.Apply(p.best(s))
	}
	for i := range tokens {
		tokens[i].Deprel = p.labels[s.state.Label(i)]
		if tokens[i].Head = s.state.Head(i) + first; s.state.Head(i) == len(tokens) {
			tokens[i].Head = -1
		}
	}
}

// best is the legal action with the highest score.
func (p *Parser) best(s *scratch) Action {
	var legal [3]bool
	for kind := range legal {
		legal[kind] = s.state.Legal(kind)
	}
	best := -1
	for i, a := range p.actions {
		if legal[a.Kind] && s.state.Fits(a, p.labels) && (best < 0 || s.scores[i] > s.scores[best]) {
			best = i
		}
	}
	return p.actions[best]
}

// Fits reports whether the action's label may be given: "root" to the root's
// arc and to no other.
func (s *State) Fits(a Action, labels []string) bool {
	return a.Kind == Shift || (a.Kind == Left && s.next == s.n) == (labels[a.Label] == "root")
}
