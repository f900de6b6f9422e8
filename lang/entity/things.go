package entity

import (
	"slices"
	"strings"

	"stemma/gazetteer"
)

// things finds the weapons, vehicles and named events, which the tagger does not
// know: listed names, ships by their prefix or by the noun before them,
// designations ("KN-23") by the noun beside them, and events by the words that
// begin or end their names. They stand against the tagger's names, which take a
// designation for anything, save where they are part of a longer one ("World
// War II Museum").
func (f *finder) things() {
	f.mark()
	var found []name
	for _, sentence := range f.d.Sentences {
		s := thingFinder{f: f, start: sentence.First, end: sentence.Last, headline: headline(f.d.Tokens[sentence.First:sentence.Last])}
		for i := sentence.First; i < sentence.Last; {
			if n, ok := s.at(i); ok && f.yield(&n) {
				found = append(found, n)
				i = n.last
			} else {
				i++
			}
		}
	}
	found = append(found, f.repeated(found)...)
	found = append(found, f.modelsAgain(found)...)
	f.names = slices.DeleteFunc(f.names, func(n name) bool { return n.last <= n.first })
	f.names = append(f.names, found...)
	slices.SortFunc(f.names, func(a, b name) int { return a.first - b.first })
	f.mark()
}

// yield makes room for a thing among the tagger's names, and reports whether it
// may stand: not within a longer name, nor over the end of a person's. A name
// that begins within it and goes on is part of it ("Operation Iraqi Freedom").
func (f *finder) yield(n *name) bool {
	for k := n.first; k < n.last; k++ {
		at := f.taken[k] - 1
		if at < 0 {
			continue
		}
		other := &f.names[at]
		switch {
		case other.first == other.last:
		case other.first <= n.first && other.last > n.last && n.rule != "ship":
			return false
		case other.first < n.first && other.class == "PER":
			return false
		case other.last > n.last:
			n.last = other.last
		}
	}
	for k := n.first; k < n.last; k++ {
		if at := f.taken[k] - 1; at >= 0 {
			f.shorten(&f.names[at], n.first)
		}
	}
	return true
}

// shorten cuts a name off before a token, and what is no word at its new end.
func (f *finder) shorten(n *name, before int) {
	n.last = max(n.first, min(n.last, before))
	for n.last > n.first && !isWord(f.d.Tokens[n.last-1].Form) {
		n.last--
	}
}

// repeated finds again the ships and storms that a noun or prefix certified in
// one place: by the whole name, after "the" by one word ("the Tabar"), and a
// storm by its word alone ("Katrina").
func (f *finder) repeated(found []name) []name {
	known := map[string][]name{}
	thing := make([]bool, len(f.d.Tokens)+1)
	for _, n := range found {
		for k := n.first; k < n.last; k++ {
			thing[k] = true
		}
		switch {
		case n.rule == "ship":
			n.first++
		case n.entry.Kind == "storm":
			n.first = n.last - 1
		case n.rule != "vessel":
			continue
		}
		if first := f.d.Tokens[n.first].Form; len(known[first]) < mostBearers {
			known[first] = append(known[first], n)
		}
	}
	var more []name
	for i := 0; len(known) > 0 && i < len(f.d.Tokens); i++ {
		for _, n := range known[f.d.Tokens[i].Form] {
			last := i + n.last - n.first
			if last > len(f.d.Tokens) || thing[i] || !f.sameForms(i, n.first, n.last) || last == i+1 && n.entry.Kind != "storm" && !f.afterThe(i) {
				continue
			}
			n.first, n.last, n.rule = i, last, n.rule+"+elsewhere"
			if f.yield(&n) {
				more = append(more, n)
				i = n.last - 1
				break
			}
		}
	}
	return more
}

// modelsAgain finds the number of a model without its maker: "the 787" where the
// article has "Boeing 787". A bare figure needs its article or a plural's s.
func (f *finder) modelsAgain(found []name) []name {
	models := map[string]name{}
	taken := map[int]bool{}
	for _, n := range found {
		for k := n.first; k < n.last; k++ {
			taken[k] = true
		}
		if n.rule == "model" {
			models[strings.TrimSuffix(f.d.Tokens[n.first+1].Form, "s")] = n
		}
	}
	var more []name
	for i := 0; len(models) > 0 && i < len(f.d.Tokens); i++ {
		form := f.d.Tokens[i].Form
		n, known := models[strings.TrimSuffix(form, "s")]
		if !known || taken[i] || figures(form) && !f.afterThe(i) {
			continue
		}
		start, end := f.sentence(i)
		s := thingFinder{f: f, start: start, end: end}
		n.first, n.last, n.rule = i, s.variant(i+1), "model+elsewhere"
		if f.yield(&n) {
			more = append(more, n)
		}
	}
	return more
}

// figures reports whether a form has nothing but figures.
func figures(form string) bool { return strings.Trim(form, "0123456789") == "" }

func (f *finder) afterThe(i int) bool {
	return i > 0 && strings.EqualFold(f.d.Tokens[i-1].Form, "the")
}

// sameForms reports whether the tokens from i on are those of [first, last).
func (f *finder) sameForms(i, first, last int) bool {
	for k := first; k < last; k++ {
		if f.d.Tokens[i+k-first].Form != f.d.Tokens[k].Form {
			return false
		}
	}
	return true
}

// isThing reports whether a class is one that things finds.
func isThing(class string) bool { return class == "WEAPON" || class == "VEHICLE" || class == "EVENT" }

// thingFinder looks for things in one sentence.
type thingFinder struct {
	f          *finder
	start, end int
	headline   bool
}

// at is the longest thing that begins at a token.
func (s *thingFinder) at(i int) (name, bool) {
	if form := s.f.d.Tokens[i].Form; !capitalised(form) {
		return name{}, false
	}
	var best name
	for _, find := range []func(int) (name, bool){s.ship, s.listed, s.event, s.designation, s.vessel} {
		if n, ok := find(i); ok && n.last > best.last {
			best = n
		}
	}
	return best, best.last > i
}

// named makes a name of tokens; id is the canonical name, "" the text's words.
func (s *thingFinder) named(first, last int, class, kind, id, rule string) (name, bool) {
	n := name{first: first, last: last, class: class, rule: rule}
	if id == "" {
		id = s.f.text(&n)
	}
	n.entry = gazetteer.Entry{Name: id, Type: class, Kind: kind}
	return n, true
}

// ship reads "INS Tabar" and "MV Gibe": a prefix and the name after it.
func (s *thingFinder) ship(i int) (name, bool) {
	prefix := kinds()[s.f.d.Tokens[i].Form]
	if prefix.mark != "prefix" || i+1 >= s.end || !capitalised(s.f.d.Tokens[i+1].Form) {
		return name{}, false
	}
	last := i + 2
	for last < min(s.end, i+4) && capitalised(s.f.d.Tokens[last].Form) && s.f.d.Tokens[last].UPOS == "PROPN" {
		last++
	}
	n, ok := s.named(i, last, prefix.class, prefix.kind, "", "ship")
	if n.entry.Country = prefix.country; prefix.navy {
		n.entry.Sector = "MIL"
	}
	return n, ok
}

// vessel reads the name after "the tanker", "aboard the", or before ", a
// tanker". A listed country or a title there is none.
func (s *thingFinder) vessel(i int) (name, bool) {
	last := i
	for last < min(s.end, i+5) && s.inName(last) && !calendar(s.f.d.Tokens[last].Form) {
		last++
	}
	if last == i || s.headline || last < s.end && s.f.d.Tokens[last].UPOS == "NOUN" {
		return name{}, false
	}
	k, found := s.kindBefore(i, last)
	if !found {
		return name{}, false
	}
	if _, n := titleAt(s.f.d.Tokens[i:last]); n > 0 || len(gazetteer.Readings(s.f.d.TokenSpan(i, last).In(s.f.d.Text))) > 0 {
		return name{}, false
	}
	return s.named(i, last, k.class, k.kind, "", "vessel")
}

// kindBefore is the kind of vessel that the words around [i, last) tell.
func (s *thingFinder) kindBefore(i, last int) (kindOfThing, bool) {
	at := i - 1
	if at >= s.start && strings.ContainsAny(s.f.d.Tokens[at].Form, "\"“‘'") {
		at--
	}
	if at < s.start {
		return kindOfThing{}, false
	}
	if k, found := s.kind(at); found && k.mark == "named" && s.f.d.Tokens[at].Form == s.f.lemma(at) {
		return k, true
	}
	if !strings.EqualFold(s.f.d.Tokens[at].Form, "the") {
		return kindOfThing{}, false
	}
	if before := at - 1; before >= s.start && (s.f.d.Tokens[before].Form == "aboard" || s.f.d.Tokens[before].Form == "board") {
		return kindOfThing{class: "VEHICLE", kind: "craft"}, true
	}
	for k := last + 1; k < min(s.end, last+9); k++ {
		if token := &s.f.d.Tokens[k]; token.Deprel == "appos" && token.Head >= i && token.Head < last {
			kind, found := s.kind(k)
			return kind, found && kind.mark == "named"
		}
	}
	return kindOfThing{}, false
}

// kind is what a noun says that the name beside it is; "aircraft carrier" goes
// before "carrier".
func (s *thingFinder) kind(i int) (kindOfThing, bool) {
	if i > s.start {
		if k, found := kinds()[s.f.lemma(i-1)+" "+s.f.lemma(i)]; found {
			return k, true
		}
	}
	k, found := kinds()[s.f.lemma(i)]
	return k, found && k.mark != "prefix"
}
