package lexicon

import (
	"fmt"
	"slices"
	"strings"
)

// A Class reads one thing of a kind ("$month") at an atom: how many atoms it
// takes (0: none here), its value in words and its value as a number.
type Class func(atoms []Atom, at int) (n int, text string, number float64)

// Capture is what a class read in a match: atoms [First, Last).
type Capture struct {
	Name        string
	Text        string
	Number      float64
	First, Last int
}

// Match is one reading of a pattern: atoms [First, Last), the captures in text
// order, and the parts that "[" and "]" mark (the whole where there are none).
type Match struct {
	Pattern     int
	First, Last int
	Captures    []Capture
	Parts       [][2]int
}

// Get is the capture of the name.
func (m *Match) Get(name string) (Capture, bool) {
	for _, c := range m.Captures {
		if c.Name == name {
			return c, true
		}
	}
	return Capture{}, false
}

// element is one step of a pattern.
type element struct {
	literals []string
	classes  []string
	reads    []Class // the classes' functions, in the same order
	name     string  // of the capture; the class's own where empty
	glued    bool    // no white space before
	look     int     // -1 looks at the atom before, +1 at what follows; neither consumes
	negative bool
	open     bool // "["
	close    bool // "]"
}

// sequence is a pattern with its options spelled out.
type sequence struct {
	pattern  int
	elements []element
}

// Patterns matches many patterns at once. A pattern is a list of steps with
// spaces between:
//
//	last|past     one of these words
//	$month        a class; $day:from captures it as "from"; classes and words mix in "a|$num"
//	_s            no white space before
//	( , $year )?  a part that may be missing; a single step: ,?
//	<in|on        looks back at the atom before, <!$num that it is not one; consumes nothing
//	>people       looks ahead; >!people
//	[ … ]         the part that the match is about; there may be several
//
// Dispatch is by the first consuming step, so an atom that begins no pattern
// costs one look-up.
type Patterns struct {
	classes map[string]Class
	words   map[string]*starts  // by first word
	first   map[string][]string // the words that a class may begin with, where that is known
	kinds   []kind              // classes that begin a pattern and may begin with any word
}

// starts are the sequences that one word begins: those that need one of some
// words right after it, by that word, and the others. Of the
// variants of the rules of times that "the" begins, 99 stand in any and at most
// 12 under one second word; the index made matching twice as fast.
type starts struct {
	any  []*sequence
	next map[string][]*sequence
}

// kind is a class with the sequences that it begins.
type kind struct {
	name      string
	class     Class
	sequences []*sequence
}

// Compile compiles the patterns. An unknown class or a lone bracket is an
// error. first names the words that a class may begin with; a class without an
// entry is tried at every atom (twice as slow for the rules of times).
func Compile(patterns []string, classes map[string]Class, first map[string][]string) (*Patterns, error) {
	p := &Patterns{classes: classes, words: map[string]*starts{}, first: first}
	for i, pattern := range patterns {
		variants, err := spellOut(strings.Fields(pattern))
		if err != nil {
			return nil, fmt.Errorf("pattern %q: %w", pattern, err)
		}
		for _, variant := range variants {
			s := &sequence{pattern: i}
			for _, field := range variant {
				s.elements = append(s.elements, parseElement(field))
			}
			if err := p.add(s); err != nil {
				return nil, fmt.Errorf("pattern %q: %w", pattern, err)
			}
		}
	}
	return p, nil
}

// spellOut writes a pattern out once for every choice of its optional parts.
func spellOut(fields []string) ([][]string, error) {
	variants := [][]string{nil}
	for i := 0; i < len(fields); i++ {
		group, optional := fields[i:i+1], false
		if fields[i] == "(" {
			end := closing(fields, i)
			if end < 0 {
				return nil, fmt.Errorf("bracket not closed")
			}
			group, optional = fields[i+1:end], fields[end] == ")?"
			i = end
			inner, err := spellOut(group)
			if err != nil {
				return nil, err
			}
			variants = combine(variants, inner, optional)
			continue
		}
		if field := fields[i]; len(field) > 1 && strings.HasSuffix(field, "?") {
			group, optional = []string{strings.TrimSuffix(field, "?")}, true
		}
		variants = combine(variants, [][]string{group}, optional)
	}
	return variants, nil
}

func closing(fields []string, open int) int {
	depth := 0
	for i := open; i < len(fields); i++ {
		switch fields[i] {
		case "(":
			depth++
		case ")", ")?":
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// combine appends each inner variant to each outer one; with none of it first kept where it is optional.
func combine(outer, inner [][]string, optional bool) [][]string {
	var all [][]string
	for _, left := range outer {
		for _, right := range inner {
			all = append(all, append(append([]string(nil), left...), right...))
		}
		if optional {
			all = append(all, left)
		}
	}
	return all
}

func parseElement(field string) element {
	var e element
	switch field {
	case "[":
		return element{open: true}
	case "]":
		return element{close: true}
	}
	if len(field) > 1 && (field[0] == '<' || field[0] == '>') {
		e.look = 1
		if field[0] == '<' {
			e.look = -1
		}
		field = field[1:]
		if len(field) > 1 && field[0] == '!' {
			e.negative, field = true, field[1:]
		}
	}
	if len(field) > 1 && field[0] == '_' {
		e.glued, field = true, field[1:]
	}
	if before, name, ok := strings.Cut(field, ":"); ok && before != "" && name != "" {
		field, e.name = before, name
	}
	for _, part := range strings.Split(field, "|") {
		if len(part) > 1 && part[0] == '$' {
			e.classes = append(e.classes, part[1:])
		} else {
			e.literals = append(e.literals, part)
		}
	}
	return e
}

func (p *Patterns) add(s *sequence) error {
	for i := range s.elements {
		e := &s.elements[i]
		for _, class := range e.classes {
			if p.classes[class] == nil {
				return fmt.Errorf("no class %q", class)
			}
			e.reads = append(e.reads, p.classes[class])
		}
	}
	for _, e := range s.elements {
		if !e.open && !e.close && e.look == 0 {
			p.index(s, e)
			return nil
		}
	}
	return fmt.Errorf("consumes nothing")
}

// index files a sequence under what its first step may read.
func (p *Patterns) index(s *sequence, e element) {
	second := p.second(s)
	for _, word := range e.literals {
		p.under(word, s, second)
	}
	for _, class := range e.classes {
		if words, ok := p.first[class]; ok {
			for _, word := range words {
				p.under(word, s, nil)
			}
			continue
		}
		at := slices.IndexFunc(p.kinds, func(k kind) bool { return k.name == class })
		if at < 0 {
			at = len(p.kinds)
			p.kinds = append(p.kinds, kind{name: class, class: p.classes[class]})
		}
		p.kinds[at].sequences = append(p.kinds[at].sequences, s)
	}
}

// second lists the words that must follow a sequence's first one; nil where
// they are not known.
func (p *Patterns) second(s *sequence) []string {
	steps := 0
	for _, e := range s.elements {
		if e.open || e.close || steps == 0 && e.look != 0 {
			continue
		}
		if steps++; steps < 2 {
			continue
		}
		if e.look != 0 {
			return nil
		}
		words := append([]string{}, e.literals...)
		for _, class := range e.classes {
			known, ok := p.first[class]
			if !ok {
				return nil
			}
			words = append(words, known...)
		}
		return words
	}
	return nil
}

func (p *Patterns) under(word string, s *sequence, second []string) {
	list := p.words[word]
	if list == nil {
		list = &starts{next: map[string][]*sequence{}}
		p.words[word] = list
	}
	if second == nil {
		list.any = appendNew(list.any, s)
	}
	for _, next := range second {
		list.next[next] = appendNew(list.next[next], s)
	}
}

func appendNew(list []*sequence, s *sequence) []*sequence {
	if len(list) > 0 && list[len(list)-1] == s {
		return list
	}
	return append(list, s)
}

// At finds the reading at atoms[at] that takes the most atoms; of equals, the
// one whose pattern stands first.
func (p *Patterns) At(atoms []Atom, at int) (Match, bool) {
	var best, trial Match
	best.Pattern = -1
	if list := p.words[atoms[at].Lower]; list != nil {
		for _, s := range list.any {
			p.try(atoms, at, s, &trial, &best)
		}
		if at+1 < len(atoms) {
			for _, s := range list.next[atoms[at+1].Lower] {
				p.try(atoms, at, s, &trial, &best)
			}
		}
	}
	for i := range p.kinds {
		if n, _, _ := p.kinds[i].class(atoms, at); n > 0 {
			for _, s := range p.kinds[i].sequences {
				p.try(atoms, at, s, &trial, &best)
			}
		}
	}
	return best, best.Pattern >= 0 && best.Last > at
}

// try matches a sequence into trial, which it swaps with best where it is better.
func (p *Patterns) try(atoms []Atom, at int, s *sequence, trial, best *Match) {
	*trial = Match{Pattern: s.pattern, First: at, Captures: trial.Captures[:0], Parts: trial.Parts[:0]}
	if !p.match(atoms, at, s.elements, trial) {
		return
	}
	if best.Pattern < 0 || trial.Last > best.Last || trial.Last == best.Last && trial.Pattern < best.Pattern {
		*trial, *best = *best, *trial
	}
}

func (p *Patterns) match(atoms []Atom, at int, elements []element, m *Match) bool {
	start := at
	for _, e := range elements {
		switch {
		case e.open:
			start = at
			continue
		case e.close:
			m.Parts = append(m.Parts, [2]int{start, at})
			continue
		case e.look != 0:
			if p.looks(atoms, at, e) == e.negative {
				return false
			}
			continue
		}
		n := p.step(atoms, at, e, m)
		if n == 0 {
			return false
		}
		at += n
	}
	m.Last = at
	if len(m.Parts) == 0 {
		m.Parts = append(m.Parts, [2]int{m.First, at})
	}
	return true
}

// looks tests a step that consumes nothing. Looking back sees one atom, or a
// class that begins there.
func (p *Patterns) looks(atoms []Atom, at int, e element) bool {
	if e.look < 0 {
		at--
	}
	if at < 0 || at >= len(atoms) {
		return false
	}
	return p.step(atoms, at, e, nil) > 0
}

func (p *Patterns) step(atoms []Atom, at int, e element, m *Match) int {
	if at >= len(atoms) || e.glued && atoms[at].Space {
		return 0
	}
	for i, read := range e.reads {
		n, text, number := read(atoms, at)
		if n == 0 {
			continue
		}
		if m != nil {
			name := e.name
			if name == "" {
				name = e.classes[i]
			}
			m.Captures = append(m.Captures, Capture{name, text, number, at, at + n})
		}
		return n
	}
	for _, word := range e.literals {
		if atoms[at].Lower != word {
			continue
		}
		if m != nil && e.name != "" {
			m.Captures = append(m.Captures, Capture{e.name, word, 0, at, at + 1})
		}
		return 1
	}
	return 0
}

// FirstWords are the words that a class made of the entries may begin with.
func FirstWords(entries []Entry) []string {
	var words []string
	for _, entry := range entries {
		word, _, _ := strings.Cut(strings.ToLower(entry.Key), " ")
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// Words makes a class of entries: each a phrase (atoms with spaces between, as
// "p . m .") with its value. A phrase with a capital letter matches only text
// that begins with one. The longest phrase wins.
func Words(entries []Entry) Class {
	type phrase struct {
		atoms []string
		cap   bool
		text  string
	}
	phrases := map[string][]phrase{}
	for _, entry := range entries {
		atoms := strings.Fields(strings.ToLower(entry.Key))
		text := ""
		if len(entry.Fields) > 0 {
			text = entry.Fields[0]
		}
		phrases[atoms[0]] = append(phrases[atoms[0]], phrase{atoms, strings.ToLower(entry.Key) != entry.Key, text})
	}
	return func(atoms []Atom, at int) (int, string, float64) {
		best, text := 0, ""
		if at >= len(atoms) {
			return 0, "", 0
		}
	next:
		for _, p := range phrases[atoms[at].Lower] {
			if len(p.atoms) <= best || at+len(p.atoms) > len(atoms) || p.cap && !atoms[at].Upper {
				continue
			}
			for i, word := range p.atoms {
				if atoms[at+i].Lower != word {
					continue next
				}
			}
			best, text = len(p.atoms), p.text
		}
		return best, text, 0
	}
}
