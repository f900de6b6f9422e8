package entity

import "strings"

// initialled makes organisations of one-word names in capitals that the tagger
// took for persons ("BSM"), and of the name that such a word in parentheses
// stands for: "Baltic Salvage Marine (BSM)".
func (f *finder) initialled() {
	for i := range f.names {
		n := &f.names[i]
		if n.entry.Name != "" || n.last-n.first != 1 || !f.initials(n.first) {
			continue
		}
		if n.class == "PER" {
			n.class, n.rule = "ORG", n.rule+"+initials"
		}
		if i == 0 || n.first == 0 || f.d.Tokens[n.first-1].Form != "(" {
			continue
		}
		if full := &f.names[i-1]; full.last == n.first-1 && full.class == "PER" && acronymOf(f.d.Tokens[n.first].Form, f.text(full)) {
			full.class, full.rule = "ORG", full.rule+"+initials"
		}
	}
}

// initials reports whether a token is three to six capitals in a sentence that
// is not all in capitals.
func (f *finder) initials(i int) bool {
	form := f.d.Tokens[i].Form
	if len(form) < 3 || len(form) > 6 || strings.ToUpper(form) != form || strings.ToLower(form) == form || givenName(form) {
		return false
	}
	first, last := f.sentence(i)
	for k := first; k < last; k++ {
		if word := f.d.Tokens[k].Form; len(word) > 3 && strings.ToLower(word) == word && isWord(word) {
			return true
		}
	}
	return false
}
