package query

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/gazetteer"
)

// party tests the names in one role. The claim's own list has the fullest
// report's names; another report may name the same participant otherwise.
func party(r *stemma.Record, wanted []string, mentioned func(*stemma.ClaimMention) []stemma.Party, listed func(*stemma.Claim) []string) test {
	names := calledSo(r, withStates(wanted))
	return func(c *stemma.Claim) bool {
		if slices.ContainsFunc(listed(c), names) {
			return true
		}
		for i := range c.Mentions {
			for _, p := range mentioned(&c.Mentions[i]) {
				if names(p.Name) || p.Entity != "" && names(p.Entity) {
					return true
				}
			}
		}
		return false
	}
}

// withStates adds to each capital and seat the country for whose government it
// stands: who acts as "Moscow" is Russia.
func withStates(names []string) []string {
	all := slices.Clone(names)
	for _, name := range names {
		for _, written := range writings(name) {
			if state, found := gazetteer.Capital(written); found {
				all = append(all, state.Name)
				break
			}
		}
	}
	return all
}

// placed tests the place's name, as the claim or any report has it.
func placed(r *stemma.Record, wanted []string) test {
	names := calledSo(r, wanted)
	return func(c *stemma.Claim) bool {
		return c.Place != nil && names(c.Place.Name) ||
			slices.ContainsFunc(c.Mentions, func(m stemma.ClaimMention) bool { return m.Place != nil && names(m.Place.Name) })
	}
}

// inCountry tests the country of the claim's place.
func inCountry(wanted []string) test {
	codes := map[string]bool{}
	for _, name := range wanted {
		codes[CountryCode(name)] = true
	}
	delete(codes, "")
	return func(c *stemma.Claim) bool { return c.Place != nil && codes[c.Place.Country] }
}

// CountryCode is the ISO 3166-1 alpha-2 code of a country's name or code in any
// case; "" for what is none.
func CountryCode(name string) string {
	for _, written := range writings(name) {
		if entry, found := gazetteer.Country(written); found {
			return entry.Country
		}
	}
	return gazetteer.Alpha2(strings.ToUpper(name))
}

// writings are a name as given and, where that has no capital, as names are
// written: the gazetteer minds capitals, and who types a command does not.
func writings(name string) []string {
	if strings.ToLower(name) != name {
		return []string{name}
	}
	return []string{name, strings.ToUpper(name), title(name)}
}

// title writes a name with capitals: "north korea" as "North Korea".
func title(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		r, size := utf8.DecodeRuneInString(word)
		words[i] = string(unicode.ToUpper(r)) + word[size:]
	}
	return strings.Join(words, " ")
}

// calledSo is the test of names: whether one is any of those wanted, or another
// name of the same, or a description that has the wanted words.
func calledSo(r *stemma.Record, wanted []string) func(name string) bool {
	keys := map[string]bool{}
	var words []string
	for _, name := range wanted {
		key := gazetteer.Key(name)
		if key == "" {
			continue
		}
		keys[key] = true
		words = append(words, " "+key+" ")
		for _, written := range writings(name) {
			for _, entry := range gazetteer.Readings(written) {
				keys[gazetteer.Key(entry.Name)] = true
			}
		}
	}
	for i := range r.Actors {
		if a := &r.Actors[i]; known(keys, a) {
			keys[gazetteer.Key(a.Name)] = true
		}
	}
	return func(name string) bool {
		key := gazetteer.Key(name)
		return keys[key] || key != "" && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(" "+key+" ", w) })
	}
}

// known reports whether an actor bears a wanted name: its own, its ID, one that
// the articles use, or as a capital or seat that of the country for which it acts.
func known(keys map[string]bool, a *stemma.Actor) bool {
	if keys[gazetteer.Key(a.Name)] || a.ID != "" && keys[gazetteer.Key(a.ID)] {
		return true
	}
	if a.Kind == gazetteer.KindCapital || a.Kind == gazetteer.KindSeat {
		if state, found := gazetteer.Capital(a.Name); found && keys[gazetteer.Key(state.Name)] {
			return true
		}
	}
	return slices.ContainsFunc(a.Aliases, func(alias string) bool { return keys[gazetteer.Key(alias)] })
}
