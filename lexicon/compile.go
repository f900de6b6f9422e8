package lexicon

import (
	"fmt"
	"slices"
	"strings"
)

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
			p.kinds = append(p.kinds, kind{class, p.classes[class], starts{next: map[string][]*sequence{}}})
		}
		p.kinds[at].file(s, second)
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
	list.file(s, second)
}

// file adds a sequence that needs one of the words second, or any word for nil.
func (list *starts) file(s *sequence, second []string) {
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
