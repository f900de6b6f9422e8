package entity

import (
	"slices"
)

// joinPieces makes one name of a person's name that the tagger has cut: at a
// particle ("Latif ur Rehman"), at a hyphen ("Louis-Michel Aymard"), or after a
// first name that it did not know.
func (f *finder) joinPieces() {
	for i := range f.names {
		n := &f.names[i]
		start, end := f.sentence(n.first)
		if n.last > n.first && n.entry.Name == "" && n.first-2 >= start && particles()[f.d.Tokens[n.first-1].Form] {
			n.class = "PER"
		}
		if n.last == n.first || n.class != "PER" {
			continue
		}
		for f.growLeft(n, i, start) || f.growRight(n, i, end) {
		}
	}
	f.names = slices.DeleteFunc(f.names, func(n name) bool { return n.last == n.first })
	f.mark()
}

// aroundParticles names a person whom the tagger has missed: a word that stands
// in persons' names alone, between two words with capitals ("Latif ur Rehman").
func (f *finder) aroundParticles() {
	for _, s := range f.d.Sentences {
		for i := s.First + 1; i+1 < s.Last; i++ {
			before, after := &f.d.Tokens[i-1], &f.d.Tokens[i+1]
			if !particles()[f.d.Tokens[i].Form] || f.d.Tokens[i].UPOS == "NOUN" || f.taken[i-1]+f.taken[i]+f.taken[i+1] > 0 {
				continue
			}
			if capitalised(before.Form) && isWord(before.Form) && capitalised(after.Form) && after.UPOS == "PROPN" {
				f.names = append(f.names, name{first: i - 1, last: i + 2, class: "PER", rule: "particle"})
			}
		}
	}
	slices.SortFunc(f.names, func(a, b name) int { return a.first - b.first })
	f.mark()
}

// growLeft takes what belongs to a person's name before it: a word and a
// particle, or the first name that heads it in the tree.
func (f *finder) growLeft(n *name, self, start int) bool {
	first := n.first
	if first-2 >= start && particle(f.d.Tokens[first-1].Form) {
		return f.absorb(n, self, first-2, n.last)
	}
	if (first-1 == start || first-1 > start && f.d.Tokens[first-2].Form == ",") && f.taken[first-1] == 0 && n.last-first > 1 && f.d.Tokens[first].Head == first-1 && f.d.Tokens[first].Deprel == "flat" {
		return f.absorb(n, self, first-1, n.last)
	}
	return false
}

// growRight takes what follows a person's name: a particle and a word, or a
// hyphen without spaces and a word.
func (f *finder) growRight(n *name, self, end int) bool {
	last := n.last
	switch {
	case last+1 < end && particle(f.d.Tokens[last].Form):
		return f.absorb(n, self, n.first, last+2)
	case last < end && last-n.first > 1 && particle(f.d.Tokens[last-1].Form):
		return f.absorb(n, self, n.first, last+1)
	case last+1 < end && f.d.Tokens[last].Form == "-" && f.touching(last-1) && f.touching(last) && f.taken[last+1] > 0:
		return f.absorb(n, self, n.first, last+2)
	}
	return false
}

// absorb widens a name to [first, last) where the word at the new end is
// capitalised and no title; a person's or unlisted name there is swallowed whole.
func (f *finder) absorb(n *name, self, first, last int) bool {
	word := first
	if first == n.first {
		word = last - 1
	}
	if !capitalised(f.d.Tokens[word].Form) || !isWord(f.d.Tokens[word].Form) {
		return false
	}
	if at := int(f.taken[word]) - 1; at >= 0 {
		other := &f.names[at]
		if at == self || other.class != "PER" && other.entry.Name != "" {
			return false
		}
		first, last = min(first, other.first), max(last, other.last)
		other.last = other.first
	} else if _, count := titleAt(f.d.Tokens[word : word+1]); count > 0 && !givenName(f.d.Tokens[word].Form) {
		return false
	}
	n.first, n.last, n.rule = first, last, n.rule+"+pieces"
	for k := first; k < last; k++ {
		f.taken[k] = int32(self + 1)
	}
	return true
}
