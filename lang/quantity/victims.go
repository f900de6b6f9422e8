package quantity

import "stemma"

// victims adds figures for indefinite victims that no number counts: "killed a
// police officer and a technician" is 2 killed, "a man was killed" is 1. Only
// people do, and only with an article that says there was one.
func (f *finder) victims() {
	for i := range f.atoms {
		r, ok := loaded.roles[f.at(i)]
		if !ok || !loaded.harm[r.of] {
			continue
		}
		var first, last, n, noun int
		switch {
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

func (f *finder) overlaps(s stemma.Span) bool {
	for i := range f.found {
		if f.found[i].Span.Overlaps(s) {
			return true
		}
	}
	return false
}

// indefinite is the atom of an indefinite article here, or -1.
func (f *finder) indefinite(i int) int {
	switch f.at(i) {
	case "a", "an", "another":
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
