package entity

import (
	"slices"

	"stemma"
	"stemma/gazetteer"
)

// ownNames gives the names of the user's own list their row, where the text has
// them: a name found already takes it, one missed is added, and one that stands
// inside a longer name ("Lions" in "Detroit Lions") is left. A town that
// stands for its government waits for readMetonyms.
func (f *finder) ownNames() {
	if f.own == nil {
		return
	}
	var more []name
	for _, s := range f.d.Sentences {
		for i := s.First; i < s.Last; {
			row, n := f.own.Longest(f.d.Tokens[i:s.Last], f.day)
			if n > 0 && f.takeOwn(i, i+n, row, &more) {
				i += n
			} else {
				i++
			}
		}
	}
	f.names = slices.DeleteFunc(f.names, func(n name) bool { return n.last == n.first })
	f.names = append(f.names, more...)
	slices.SortFunc(f.names, func(a, b name) int { return a.first - b.first })
	f.mark()
}

// takeOwn makes the tokens [first, last) a name of the row, and reports whether
// they are used up.
func (f *finder) takeOwn(first, last int, row gazetteer.Listed, more *[]name) bool {
	surface := f.text(&name{first: first, last: last})
	if row.Place(surface) {
		return false
	}
	class := ""
	for k := first; k < last; k++ {
		at := f.taken[k] - 1
		if at < 0 {
			continue
		}
		n := &f.names[at]
		if n.first < first || n.last > last {
			return false
		}
		if n.first == first && n.last == last {
			class = n.class
		}
	}
	if class == "" && f.inLonger(first, last) {
		return false
	}
	for k := first; k < last; k++ {
		if at := f.taken[k] - 1; at >= 0 {
			f.names[at].last = f.names[at].first // swallowed
		}
	}
	entry := row.Entry(surface, class)
	*more = append(*more, name{first: first, last: last, entry: entry, class: entry.Type, rule: "actors"})
	return true
}

// inLonger reports whether the tree makes tokens one name with the capitalised
// word before or after them: "Detroit Lions", "Lions Park". A title is no part of
// a name.
func (f *finder) inLonger(first, last int) bool {
	start, end := f.sentence(first)
	head := f.head(first, last)
	joined := func(i int) bool {
		t := &f.d.Tokens[i]
		_, title := titleAt(f.d.Tokens[i : i+1])
		return t.UPOS == "PROPN" && capitalised(t.Form) && title == 0
	}
	within := func(i int) bool { return f.d.Tokens[i].Head >= first && f.d.Tokens[i].Head < last }
	if before := first - 1; before >= start && joined(before) && within(before) && namePart(f.d.Tokens[before].Deprel) {
		return true
	}
	return last < end && joined(last) && (f.d.Tokens[head].Head == last && namePart(f.d.Tokens[head].Deprel) || within(last) && namePart(f.d.Tokens[last].Deprel))
}

// namePart reports whether a relation joins the words of one name.
func namePart(relation string) bool { return relation == "compound" || relation == "flat" }

// Rename gives the entities that the user's own list has under another name
// that name, its country, sector and kind: those that stand for another ("the
// Kremlin said"), and whom pronouns and short names mean. It is called when all
// mentions are found.
func Rename(d *stemma.Document, own *gazetteer.List) {
	if own == nil {
		return
	}
	day := d.Published.Day()
	first := map[string]int{} // entities that come to one name are one
	renamed := map[string]string{}
	for i := range d.Entities {
		if row, found := own.Find(d.Entities[i].ID, day); found && !row.Place(d.Entities[i].ID) {
			renamed[d.Entities[i].ID] = row.Name
			adopt(&d.Entities[i], row)
		}
		if _, known := first[d.Entities[i].ID]; !known {
			first[d.Entities[i].ID] = i
		}
	}
	for i := range d.Entities {
		if now, found := renamed[d.Entities[i].Of]; found {
			d.Entities[i].Of = now
		}
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity < 0 || m.Entity >= len(d.Entities) {
			continue
		}
		if row, found := own.Find(m.Span.In(d.Text), day); found && m.Metonym && row.Name != d.Entities[m.Entity].ID {
			m.Entity = entityFor(d, first, row, d.Entities[m.Entity])
		}
		if at, known := first[d.Entities[m.Entity].ID]; known && m.ID != d.Entities[m.Entity].ID {
			m.Entity, m.ID = at, d.Entities[at].ID
		}
	}
}

// adopt takes what a row says of an entity.
func adopt(e *stemma.Entity, row gazetteer.Listed) {
	e.ID = row.Name
	if row.Country != "" {
		e.Country = row.Country
	}
	if row.Sector != "" {
		e.Sector = row.Sector
	}
	if row.Kind != "" {
		e.Kind = row.Kind
	}
}

// entityFor is the document's entity of a row, made after another where it has none.
func entityFor(d *stemma.Document, first map[string]int, row gazetteer.Listed, like stemma.Entity) int {
	at, known := first[row.Name]
	if !known {
		at = len(d.Entities)
		first[row.Name] = at
		like.Aliases = nil
		adopt(&like, row)
		d.Entities = append(d.Entities, like)
	}
	return at
}
