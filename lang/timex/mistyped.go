package timex

import "stemma/lexicon"

// longName is how long a month's name must be for its slips to be looked for:
// those of shorter names are words of their own ("Marc", "Juan").
const longName = 7

// mistyped are the slips of the hand in the months' names, "Novemer".
func mistyped(months []lexicon.Entry) []lexicon.Entry {
	var slips []lexicon.Entry
	for _, m := range months {
		if len(m.Key) < longName || m.Key[0] >= 'a' {
			continue
		}
		for _, slip := range lexicon.Slips(m.Key) {
			slips = append(slips, lexicon.Entry{Key: slip, Fields: m.Fields})
		}
	}
	return slips
}
