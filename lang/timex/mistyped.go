package timex

import "stemma/lexicon"

// longName is how long a month's name must be for its slips to be looked for:
// those of shorter names are words of their own ("Marc", "Juan").
const longName = 7

// mistyped are the commonest slips of the hand in the months' names: a letter
// left out, a letter doubled, two letters changed about ("Novemer", "Ocotber").
func mistyped(months []lexicon.Entry) []lexicon.Entry {
	known := map[string]bool{}
	for _, m := range months {
		known[m.Key] = true
	}
	var slips []lexicon.Entry
	add := func(name string, m lexicon.Entry) {
		if !known[name] {
			known[name] = true
			slips = append(slips, lexicon.Entry{Key: name, Fields: m.Fields})
		}
	}
	for _, m := range months {
		name := m.Key
		if len(name) < longName || name[0] >= 'a' {
			continue
		}
		for i := 1; i < len(name); i++ {
			add(name[:i]+name[i+1:], m)
			add(name[:i]+name[i:i+1]+name[i:], m)
			if i+1 < len(name) {
				add(name[:i]+name[i+1:i+2]+name[i:i+1]+name[i+2:], m)
			}
		}
	}
	return slips
}
