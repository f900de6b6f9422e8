package reconcile

import (
	"slices"

	"stemma"
	"stemma/gazetteer"
)

// spelling maps a name of a story to the name that other reports use for the
// same bearer, each with the number of those reports.
type spelling map[string]map[string]int

// settleNames writes one name for one bearer in all notes of a story: the fuller
// where one report has "Harwick" and another "MV Harwick", the commoner where two
// spell a name differently. Places keep theirs: Aden is not the Gulf of Aden.
func (b *notebook) settleNames() {
	spellings := make([]spelling, len(b.stories))
	for story, known := range b.namesOf() {
		spellings[story] = spell(known)
	}
	for i := range b.notes {
		n := &b.notes[i]
		s := spellings[n.story]
		n.words, n.context = s.settle(n.words), s.settle(n.context)
		for _, list := range [][]party{n.actor, n.patient} {
			for k := range list {
				list[k].key, list[k].words = s.settled(list[k].key), s.settle(list[k].words)
			}
		}
	}
}

// namesOf counts, story by story, in how many reports each name of a person, an
// organisation or a thing stands.
func (b *notebook) namesOf() []map[string]int {
	names := make([]map[string]int, len(b.stories))
	for i := range names {
		names[i] = map[string]int{}
	}
	for doc, d := range b.docs {
		seen := map[string]bool{}
		for i := range d.Mentions {
			m := &d.Mentions[i]
			if m.Form != stemma.Name || m.ID == "" || later(d.Published, b.asOf) || slices.Contains([]string{"GPE", "LOC", "NORP"}, m.Type) {
				continue
			}
			if key := gazetteer.Key(m.ID); !seen[key] {
				seen[key] = true
				names[b.storyOf[doc]][key]++
			}
		}
	}
	return names
}

// leastSpelt is how long a name must be for another that differs in a letter or
// two to be a spelling of it.
const leastSpelt = 8

// spell finds the names of which one is the other in full or in another spelling.
// Such names end in one word or begin with the same two letters.
func spell(known map[string]int) spelling {
	alike := map[string][]string{}
	for name := range known {
		alike["…"+lastWord(name)] = append(alike["…"+lastWord(name)], name)
		if len(name) >= leastSpelt {
			alike[name[:2]+"…"] = append(alike[name[:2]+"…"], name)
		}
	}
	s := spelling{}
	for _, names := range alike {
		for _, a := range names {
			for _, b := range names {
				if longer(b, a) || oftener(known, b, a) && len(a) >= leastSpelt && (respelt(a, b) || fuller(a, b)) {
					s.note(a, b, known[b])
				}
			}
		}
	}
	return s
}

// oftener reports whether more reports have the one name than the other.
func oftener(known map[string]int, a, b string) bool {
	return known[a] > known[b] || known[a] == known[b] && a < b
}

func (s spelling) note(name, full string, reports int) {
	if s[name] == nil {
		s[name] = map[string]int{}
	}
	s[name][full] = reports
}

// settled is the name to use for a name; what is no name stays.
func (s spelling) settled(name string) string {
	for range 3 { // "berg", "ada berg", "ada maria berg"
		full := chief(s[name])
		if full == "" {
			break
		}
		name = full
	}
	return name
}

// settle settles a sorted list of words, some of them names.
func (s spelling) settle(words []string) []string {
	changed := false
	for i, w := range words {
		words[i] = s.settled(w)
		changed = changed || words[i] != w
	}
	if changed {
		slices.Sort(words)
		words = slices.Compact(words)
	}
	return words
}
