package quantity

import (
	"sort"

	"stemma"
)

// victims adds figures for victims that no number counts: "killed a police
// officer and a technician" is 2 killed, "the chief was injured" is 1, and so
// is "Jane Doe, 46, was injured". Only nouns for one person and names with an
// age do.
func (f *finder) victims() {
	f.numbers = len(f.found)
	f.namedVictims()
	for i := range f.atoms {
		r, ok := loaded.roles[f.at(i)]
		if !ok || !loaded.harm[r.of] {
			continue
		}
		var first, last, n, noun int
		switch {
		case r.noun && !r.state && !r.object:
			continue
		case r.object && !f.passiveAt(i) && f.indefinite(i+1) >= 0:
			first = i + 1
			last, noun, n = f.people(first)
		case (r.passive || r.state) && f.indefiniteBefore(i) >= 0:
			first = f.indefiniteBefore(i)
			last, noun, n = f.people(first)
			if last < 0 || !f.reaches(last, i) {
				continue
			}
		default:
			continue
		}
		if n == 0 || f.overlaps(f.span(first, last)) {
			continue
		}
		q := bounded(exact, float64(n))
		q.first, q.last, q.end, q.noun = first, last, last, noun
		q.Span, q.Noun = f.span(first, last), f.span(noun, noun+1)
		q.Unit, q.Of, q.Rule = "person", r.of, "coordinated-victims"
		f.found = append(f.found, q)
	}
}

// namedVictims reads names that an age marks as a person's.
func (f *finder) namedVictims() {
	for i := range f.numbers {
		age := &f.found[i]
		if age.Rule != "age" || age.first < 2 {
			continue
		}
		n, end := 1, age.first-1
		if f.at(end) == "both" {
			n, end = 2, end-1
		}
		if f.at(end) != "," {
			continue
		}
		start := end
		for start > 0 && f.word(start-1) && f.atoms[start-1].Upper && end-start < 8 {
			start--
		}
		of := f.befell(start, age.last)
		if start == end || of == "" || f.overlaps(f.span(start, end)) {
			continue
		}
		q := bounded(exact, float64(n))
		q.first, q.last, q.end, q.noun = start, end, end, end-1
		q.Span, q.Noun = f.span(start, end), f.span(end-1, end)
		q.Unit, q.Of, q.Rule = "person", of, "named-victim"
		f.found = append(f.found, q)
	}
}

// befell is what the verb right before a name, or right after its age, says
// happened; "" for none.
func (f *finder) befell(start, after int) string {
	if r, ok := loaded.roles[f.at(start-1)]; ok && r.object && loaded.harm[r.of] && !f.passiveAt(start-1) {
		return r.of
	}
	if f.at(after) == "," {
		after++
	}
	for f.at(after) == "was" || f.at(after) == "were" || f.at(after) == "has" || f.at(after) == "been" || f.at(after) == "had" {
		after++
	}
	if r, ok := loaded.roles[f.at(after)]; ok && loaded.harm[r.of] && (r.state || r.passive && f.passiveAt(after)) {
		return r.of
	}
	return ""
}

// overlaps reports a span that shares bytes with a number's; those are in text order.
func (f *finder) overlaps(s stemma.Span) bool {
	i := sort.Search(f.numbers, func(i int) bool { return f.found[i].Span.End > s.Start })
	return i < f.numbers && f.found[i].Span.Overlaps(s)
}

// indefinite is the atom of an indefinite article here, or -1.
func (f *finder) indefinite(i int) int {
	switch f.at(i) {
	case "a", "an", "another", "the", "his", "her", "their":
		return i
	}
	return -1
}

// indefiniteBefore is the article that opens the subject of the word at i, or -1.
func (f *finder) indefiniteBefore(i int) int {
	article := -1
	for k := i - 1; k >= 0 && k >= i-16; k-- {
		if !f.word(k) && f.at(k) != "-" {
			break
		}
		if f.indefinite(k) >= 0 {
			article = k
			if f.at(k-1) != "and" {
				break
			}
		}
	}
	return article
}

// reaches reports that only auxiliaries stand between a subject and its verb,
// and at least one does.
func (f *finder) reaches(last, verb int) bool {
	if verb == last {
		return loaded.roles[f.at(verb)].state
	}
	for i := last; i < verb; i++ {
		if !auxiliaries[f.at(i)] {
			return false
		}
	}
	return true
}

// people reads "a police officer and a bomb technician": the atom after it,
// the first head noun, and how many people it names; 0 for anything else.
func (f *finder) people(at int) (last, noun, n int) {
	last = -1
	for f.indefinite(at) >= 0 {
		head := -1
		for i := at + 1; i < len(f.atoms) && i <= at+widest; i++ {
			if f.at(i) == "-" && !f.atoms[i].Space || f.at(i) == "'" || f.at(i) == "s" {
				continue
			}
			if !f.word(i) || loaded.words["stop"][f.at(i)] && f.at(i) != "" {
				break
			}
			if loaded.one[f.at(i)] {
				head = i
			}
			if _, ok := loaded.roles[f.at(i)]; ok && head >= 0 {
				break
			}
		}
		if head < 0 {
			break
		}
		if n == 0 {
			noun = head
		}
		n++
		last = head + 1
		if bare := f.bareSecond(last); bare > 0 {
			return bare, noun, n + 1
		}
		if f.at(last) != "and" && f.at(last) != "," {
			break
		}
		at = last + 1
		if f.at(at) == "and" {
			at++
		}
	}
	if last < 0 {
		return -1, 0, 0
	}
	return last, noun, n
}

// bareSecond reads the second of two people under one article, "a police
// officer and bomb technician were killed": the atom after it, or 0. Only a
// verb in the plural tells it from one person with two callings.
func (f *finder) bareSecond(and int) int {
	if f.at(and) != "and" || f.indefinite(and+1) >= 0 {
		return 0
	}
	head := 0
	for i := and + 1; f.word(i) && i < and+widest && !loaded.words["stop"][f.at(i)]; i++ {
		if loaded.one[f.at(i)] {
			head = i
		}
	}
	if head > 0 && f.at(head+1) == "were" {
		return head + 1
	}
	return 0
}
