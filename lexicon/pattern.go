package lexicon

import (
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

// kind is a class with the sequences that it begins; their second words are
// those after what the class reads. A step of several classes is filed under
// each, so that whichever of them reads an atom finds it.
type kind struct {
	name  string
	class Class
	starts
}

// At finds the reading at atoms[at] that takes the most atoms; of equals, the
// one whose pattern stands first.
func (p *Patterns) At(atoms []Atom, at int) (Match, bool) {
	var best, trial Match
	best.Pattern = -1
	if list := p.words[atoms[at].Lower]; list != nil {
		p.tryAll(atoms, at, 1, list, &trial, &best)
	}
	for i := range p.kinds {
		if n, _, _ := p.kinds[i].class(atoms, at); n > 0 {
			p.tryAll(atoms, at, n, &p.kinds[i].starts, &trial, &best)
		}
	}
	return best, best.Pattern >= 0 && best.Last > at
}

// tryAll tries the sequences that the n atoms at an atom may begin.
func (p *Patterns) tryAll(atoms []Atom, at, n int, list *starts, trial, best *Match) {
	for _, s := range list.any {
		p.try(atoms, at, s, trial, best)
	}
	if at+n < len(atoms) {
		for _, s := range list.next[atoms[at+n].Lower] {
			p.try(atoms, at, s, trial, best)
		}
	}
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
