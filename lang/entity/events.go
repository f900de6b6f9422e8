package entity

import (
	"strings"
	"time"
)

// event reads the name of an event by the word that begins it ("Hurricane
// Katrina"), begins it with "of" ("Battle of Stalingrad") or ends it ("Boston
// Marathon").
func (s *thingFinder) event(i int) (name, bool) {
	for n := 2; n > 0; n-- {
		if w, found := s.eventWord(i, n); found {
			switch w.where {
			case "first":
				return s.eventAfter(i, i+n, w)
			case "of":
				return s.eventOf(i, w)
			}
		}
	}
	return s.eventBefore(i)
}

// eventWord is the word of events.txt of n tokens at i.
func (s *thingFinder) eventWord(i, n int) (eventWord, bool) {
	if i+n > s.end {
		return eventWord{}, false
	}
	text := s.f.d.Tokens[i].Form
	if n == 2 {
		text += " " + s.f.d.Tokens[i+1].Form
	}
	w, found := eventWords()[text]
	return w, found
}

// eventAfter takes the proper nouns after the word: one for a storm, up to three
// for an operation.
func (s *thingFinder) eventAfter(first, after int, w eventWord) (name, bool) {
	most := 1
	if w.kind == "operation" {
		most = 3
	}
	last := after
	for last < min(s.end, after+most) && s.inName(last) && s.f.d.Tokens[last].UPOS != "ADV" {
		last++
	}
	if last == after || last-after == 1 && endsInstitution(s.f.d.Tokens[last-1].Form) {
		return name{}, false
	}
	return s.named(first, last, "EVENT", w.kind, "", "event")
}

// eventOf takes "of" and the proper nouns after it.
func (s *thingFinder) eventOf(i int, w eventWord) (name, bool) {
	last := i + 2
	if last < s.end && s.f.d.Tokens[last].Form == "the" {
		last++
	}
	first := last
	for last < min(s.end, first+4) && s.f.d.Tokens[i+1].Form == "of" && s.inName(last) && !calendar(s.f.d.Tokens[last].Form) {
		last++
	}
	if last <= first {
		return name{}, false
	}
	return s.named(i, last, "EVENT", w.kind, "", "event")
}

// eventBefore takes a run of capitalised words that ends in such a word. Where
// the run goes on it is something else ("Vietnam War Memorial"), and where all
// words are capitalised it says nothing.
func (s *thingFinder) eventBefore(i int) (name, bool) {
	if s.headline || !s.inName(i) || calendar(s.f.d.Tokens[i].Form) || i > s.start && s.inName(i-1) && !calendar(s.f.d.Tokens[i-1].Form) {
		return name{}, false
	}
	last := i + 1
	for last < min(s.end, i+6) && (s.inName(last) || eventWords()[s.f.d.Tokens[last].Form].where == "last") {
		last++
	}
	for n := 2; n > 0; n-- {
		if last-n <= i {
			continue
		}
		if w, found := s.eventWord(last-n, n); found && w.where == "last" && !s.ordinary(i, last-n) {
			return s.named(i, last, "EVENT", w.kind, "", "event")
		}
	}
	return name{}, false
}

// ordinary reports whether the run before the word is one word that names
// nothing: a title, or the first word of a sentence.
func (s *thingFinder) ordinary(first, last int) bool {
	if last-first > 1 {
		return false
	}
	_, n := titleAt(s.f.d.Tokens[first:last])
	return n > 0 || first == s.start && s.f.d.Tokens[first].UPOS != "PROPN"
}

// inName reports whether a token may stand in the name of a ship or event.
func (s *thingFinder) inName(i int) bool {
	token := &s.f.d.Tokens[i]
	if !capitalised(token.Form) || !isWord(token.Form) {
		return false
	}
	switch token.UPOS {
	case "PROPN":
		return true
	case "ADJ", "NOUN":
		return !s.headline && !s.f.starts(i)
	}
	return s.f.taken[i] > 0
}

// endsInstitution reports whether a word ends the names of institutions.
func endsInstitution(form string) bool {
	switch form {
	case "Center", "Centre", "Relief", "Hunters", "Fund", "Season", "Room":
		return true
	}
	return false
}

// calendar reports whether a form is the name of a day or month.
func calendar(form string) bool {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.TrimSuffix(form, "s") == day.String() {
			return true
		}
	}
	for month := time.January; month <= time.December; month++ {
		if form == month.String() && month != time.May {
			return true
		}
	}
	return false
}
