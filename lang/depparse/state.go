package depparse

import "stemma"

// State is a configuration of the arc-hybrid transition system (Kuhlmann,
// Gómez-Rodríguez and Satta 2011), with the root as the last item of the buffer
// (Ballesteros and Nivre 2013). Its memory is kept for the next sentence.
//
//	SHIFT   the buffer's first token goes onto the stack
//	LEFT    the stack's top gets the buffer's first item as head
//	RIGHT   the stack's top gets the token below it as head
type State struct {
	n     int    // tokens; the root is item n
	leaf  []bool // tokens that bear no dependents: punctuation
	stack []int32
	next  int
	nodes []node
}

// node is what the partial tree knows of one item.
type node struct {
	head              int32
	label             uint8
	left, left2       int32 // outermost and second outermost dependents, -1 none
	right, right2     int32
	lefts, rights     uint8
	leftSet, rightSet uint32 // hash of the labels on that side
}

// Action is one transition: Kind and, for arcs, a label.
type Action struct {
	Kind  int
	Label int
}

// The kinds of transition.
const (
	Shift = iota
	Left
	Right
)

// Reset makes the state the first one of a sentence.
func (s *State) Reset(tokens []stemma.Token) {
	s.clear(len(tokens))
	for i := range tokens {
		s.leaf[i] = tokens[i].UPOS == "PUNCT"
	}
}

func (s *State) clear(n int) {
	s.n, s.next, s.stack = n, 0, s.stack[:0]
	s.leaf = s.leaf[:0]
	for range n + 1 {
		s.leaf = append(s.leaf, false)
	}
	s.nodes = s.nodes[:0]
	for range n + 1 {
		s.nodes = append(s.nodes, node{head: -1, left: -1, left2: -1, right: -1, right2: -1})
	}
}

// Done reports whether every token has its head.
func (s *State) Done() bool { return s.next == s.n && len(s.stack) == 0 }

// Legal reports whether a kind of transition may be taken. The conditions at
// the buffer's end leave exactly one token for the root. Punctuation gets no
// dependents (as the treebanks have it) while there is another way on.
func (s *State) Legal(kind int) bool {
	switch kind {
	case Shift:
		return s.next < s.n
	case Left:
		return len(s.stack) > 0 && !s.leaf[s.next] && (s.next < s.n || len(s.stack) == 1)
	}
	return len(s.stack) > 1 && (s.next == s.n || !s.leaf[s.fromTop(1)])
}

// Apply takes a transition.
func (s *State) Apply(a Action) {
	if a.Kind == Shift {
		s.stack = append(s.stack, int32(s.next))
		s.next++
		return
	}
	top := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	child := &s.nodes[top]
	child.label = uint8(a.Label)
	bit := uint32(a.Label+1) * 2654435761
	if a.Kind == Left {
		head := &s.nodes[s.next]
		child.head = int32(s.next)
		head.left2, head.left = head.left, top
		head.lefts = min(head.lefts+1, 7)
		head.leftSet += bit
		return
	}
	below := s.stack[len(s.stack)-1]
	head := &s.nodes[below]
	child.head = below
	head.right2, head.right = head.right, top
	head.rights = min(head.rights+1, 7)
	head.rightSet += bit
}

// Head is the head of token i: a token, or n for the root.
func (s *State) Head(i int) int { return int(s.nodes[i].head) }

// Label is the label of token i's arc.
func (s *State) Label(i int) int { return int(s.nodes[i].label) }

// Costs fills how many gold arcs each kind of transition makes unreachable
// (Goldberg and Nivre 2013, section 4.2). Heads are gold heads, n for the root.
func (s *State) Costs(heads []int) [3]int {
	var costs [3]int
	b := s.next
	if s.Legal(Shift) {
		costs[Shift] = s.shiftCost(heads, b)
	}
	if len(s.stack) == 0 {
		return costs
	}
	top := int(s.stack[len(s.stack)-1])
	below := -1
	if len(s.stack) > 1 {
		below = int(s.stack[len(s.stack)-2])
	}
	later := 0 // the top's dependents that still wait in the buffer
	for i := b; i < s.n; i++ {
		if heads[i] == top {
			later++
		}
	}
	costs[Left], costs[Right] = later, later
	if heads[top] >= b {
		costs[Right]++
	}
	if heads[top] > b || heads[top] == below {
		costs[Left]++
	}
	return costs
}

func (s *State) shiftCost(heads []int, b int) int {
	cost := 0
	for i, item := range s.stack {
		if heads[item] == b {
			cost++
		}
		if heads[b] == int(item) && i < len(s.stack)-1 {
			cost++
		}
	}
	return cost
}

// Top is the stack's top, or -1.
func (s *State) Top() int { return int(s.fromTop(0)) }
