package entity

import (
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// companies makes one name of a run of capitalised words that ends in a word of
// companies, where the tagger saw less of it: "France Telecom SA", "Interoute
// Plc". Only places and unknown words are taken in.
func (f *finder) companies() {
	var more []name
	for _, sentence := range f.d.Sentences {
		if headline(f.d.Tokens[sentence.First:sentence.Last]) {
			continue
		}
		for i := sentence.First; i < sentence.Last; {
			first, last := i, f.companyEnd(i, sentence.Last)
			i++
			if last-first < 2 {
				continue
			}
			for k := first; k < last; k++ {
				if at := f.taken[k] - 1; at >= 0 {
					f.names[at].last = f.names[at].first
				}
			}
			more = append(more, name{first: first, last: last, class: "ORG", rule: "company"})
			i = last
		}
	}
	f.names = append(slices.DeleteFunc(f.names, func(n name) bool { return n.last == n.first }), more...)
	slices.SortFunc(f.names, func(a, b name) int { return a.first - b.first })
	f.mark()
}

// companyEnd is the end of the run of capitalised words from a token, after its
// last word of companies; the token itself where there is none, or where the
// tagger already has the whole or a longer name.
func (f *finder) companyEnd(first, end int) int {
	last := first
	for i := first; i < min(end, first+8) && f.joins(i); i++ {
		if at := f.taken[i] - 1; at >= 0 && i == first && f.names[at].first < first {
			return first
		}
		if f.endsBody(i) && i > first {
			last = i + 1
		}
	}
	if last == first || !capitalised(f.d.Tokens[first].Form) {
		return first
	}
	if at := f.taken[first] - 1; at >= 0 && f.names[at].first == first && f.names[at].last >= last {
		return first
	}
	if at := f.taken[last-1] - 1; at >= 0 && f.names[at].last > last {
		return first
	}
	return last
}

// endsBody reports whether a token is the word that ends the name of a company
// or of an institution ("Sheriff's Office", "Fire Department").
func (f *finder) endsBody(i int) bool {
	shape, position, found := gazetteer.Shape(f.d.Tokens[i].Form)
	return found && shape.Type == "ORG" && capitalised(f.d.Tokens[i].Form) && (shape.Sector == "BUS" && position == "last" || bodies[shape.Kind])
}

// bodies are the kinds of institution whose words end names beyond doubt.
var bodies = map[string]bool{"ministry": true, "agency": true, "court": true, "university": true, "school": true, "hospital": true, "police": true}

// joins reports whether a token may stand in a company's name that the tagger
// missed.
func (f *finder) joins(i int) bool {
	token := &f.d.Tokens[i]
	if i > 0 && i+1 < len(f.d.Tokens) && f.taken[i] == 0 {
		switch token.Form {
		case "'s", "’s": // "Sheriff's Office", not "Britain's Interoute Plc"
			return f.endsBody(i+1) && (f.taken[i-1] == 0 || f.names[f.taken[i-1]-1].entry.Name == "")
		case "-":
			return f.touching(i-1) && f.touching(i) && capitalised(f.d.Tokens[i+1].Form)
		}
	}
	if !capitalised(token.Form) || token.UPOS != "PROPN" && f.taken[i] == 0 {
		return false
	}
	at := f.taken[i] - 1
	return at < 0 || f.names[at].class == "LOC" && f.names[at].entry.Name == "" || f.names[at].class == "GPE" && f.names[at].entry.Kind != gazetteer.KindCapital || f.names[at].class == "ORG" || f.names[at].class == "PER" && f.names[at].entry.Name == ""
}

// joinShort makes one entity of "Vodafone" and "Vodafone Group Plc": a name that
// begins exactly one company's full name in the document.
func (f *finder) joinShort() {
	full := map[string]int{}
	for at := range f.d.Entities {
		e := &f.d.Entities[at]
		words := strings.Fields(e.ID)
		if e.Type != "ORG" || len(words) < 2 || !companyWord(words[len(words)-1]) {
			continue
		}
		for n := 1; n < len(words); n++ {
			prefix := strings.Join(words[:n], " ")
			if other, found := full[prefix]; found && other != at {
				full[prefix] = -1
			} else {
				full[prefix] = at
			}
		}
	}
	if len(full) == 0 {
		return
	}
	into := map[int]int{}
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		at, found := full[m.ID]
		if !found || at < 0 || at == m.Entity || m.Type == "NORP" || f.d.Entities[m.Entity].Type == "GPE" {
			continue
		}
		into[m.Entity] = at
	}
	f.redirect(into)
}

// redirect joins entities, each of which goes into one other, in one pass. The
// canonical name is the listed one where only the shorter is listed.
func (f *finder) redirect(into map[int]int) {
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		to, found := into[m.Entity]
		if !found {
			continue
		}
		if short := f.d.Entities[m.Entity]; short.Kind != "" && len(gazetteer.Readings(short.ID)) > 0 && len(gazetteer.Readings(f.d.Entities[to].ID)) == 0 {
			f.rename(to, short)
		}
		m.Entity = to
	}
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		e := &f.d.Entities[m.Entity]
		if m.ID != e.ID && e.Type == "ORG" && m.Type != "NORP" {
			m.ID, m.Type = e.ID, e.Type
		}
	}
}

// rename gives an entity the canonical name and particulars of a listed one.
func (f *finder) rename(at int, listed stemma.Entity) {
	e := &f.d.Entities[at]
	e.ID, e.Kind, e.Sector, e.Country = listed.ID, listed.Kind, listed.Sector, listed.Country
}

// companyWord reports whether a word ends companies' names.
func companyWord(word string) bool {
	shape, position, found := gazetteer.Shape(word)
	return found && shape.Kind == "company" && position == "last"
}
