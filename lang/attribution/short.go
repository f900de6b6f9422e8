package attribution

import (
	"slices"
	"strings"

	"stemma"
)

// shortForms gives a source called for short the name it had in full: "the
// command" after "the southern military command", "the canal authority" beside
// the name "Suez Canal Authority". Where two fit, none is meant.
func (f *finder) shortForms(list []stemma.Attribution, kept []*found) {
	for i := range list {
		source, name := list[i].Source, kept[i].name
		if source == nil || source.Entity == "" || !f.shortened(name) {
			continue
		}
		words := nameWords(source.Entity)
		full := f.fullName(words)
		for j := 0; j < i && full == ""; j++ {
			other := list[j].Source
			if other == nil || kept[j].name < 0 || f.d.Tokens[kept[j].name].XPOS != "NN" {
				continue
			}
			if longer(nameWords(other.Entity), words) && f.onlyFull(list[:i], words, other.Entity) {
				full = other.Entity
			}
		}
		if full != "" {
			source.Entity = full
		}
	}
}

// shortened reports whether a source is one thing described with "the" that no
// mention resolves.
func (f *finder) shortened(name int) bool {
	if name < 0 || f.d.Tokens[name].XPOS != "NN" {
		return false
	}
	if m := f.d.MentionAt(name); m >= 0 && (f.d.Mentions[m].Entity >= 0 || f.d.Mentions[m].Form != stemma.Nominal) {
		return false
	}
	det := f.child(name, "det")
	return det >= 0 && f.low[det] == "the" && f.child(name, "acl", "acl:relcl", "nmod:poss") < 0
}

// fullName is the one organisation's name that a short form's words end; "" for
// none or several.
func (f *finder) fullName(words []string) string {
	full := ""
	for _, e := range f.d.Entities {
		if e.Type != "ORG" || !longer(nameWords(e.ID), words) {
			continue
		}
		if full != "" && full != e.ID {
			return ""
		}
		full = e.ID
	}
	for _, m := range f.d.Mentions {
		if other := nameWords(m.ID); full != "" && m.Form == stemma.Nominal && longer(other, words) && !longer(nameWords(full), other) && m.ID != full {
			return "" // "the police" where "Kent County Police" and "Arden police" are named
		}
	}
	return full
}

// onlyFull reports whether no other source's name is a full form of the words.
func (f *finder) onlyFull(list []stemma.Attribution, words []string, full string) bool {
	for i := range list {
		if s := list[i].Source; s != nil && s.Entity != full && longer(nameWords(s.Entity), words) {
			return false
		}
	}
	return true
}

// longer reports whether a name has all the words of a shorter one, ends like
// it, and has more.
func longer(full, short []string) bool {
	if len(short) == 0 || len(full) <= len(short) || full[len(full)-1] != short[len(short)-1] {
		return false
	}
	for _, word := range short {
		if !slices.Contains(full, word) {
			return false
		}
	}
	return true
}

// nameWords are the words of a name or description in lower case.
func nameWords(name string) []string { return strings.Fields(strings.ToLower(name)) }
