// Package attribution finds who is the source of what.
//
// Input: a document with tokens, trees and mentions. Output: its Attributions,
// ordered by cue, with the spans of source, cue, content and via, the kind
// (direct, indirect, mixed), the cue's class, the stance, and in whose content
// each one stands. One worked sentence:
//
//	"We did it," Smith told Reuters, but police deny any role.
//	 source Smith · cue told · content We did it, · via Reuters · direct
//	 source police · cue deny · content any role · indirect · denied
//
// Three finders look one after the other: words in quotation marks and the cue
// beside them, verbs by their frame in the tree (lexicon/cues.txt), and what is
// not a verb (nouns, adjectives, hedges, phrases). A quotation that goes on
// without a new cue belongs to the attribution before it.
//
// Deliberately missed: actions without content ("spoke to reporters"), scare
// quotes and titles, attitudes that no words bear out ("was unhappy").
//
// The guide followed is that of the Wikinews attribution corpus; parts and
// names are those of Pareti's PARC and Newell's PolNeAR.
package attribution

import (
	"stemma"
)

// Find fills d.Attributions and d.Quotes. It needs tokens with tags, uses heads, relations
// and mentions where there are any, and may be called again.
func Find(d *stemma.Document) {
	d.Attributions, d.Quotes = nil, nil
	if len(d.Tokens) == 0 {
		return
	}
	f := newFinder(d)
	f.quotations()
	f.linkQuotations()
	f.asides()
	f.headlines()
	f.refusals()
	f.verbs()
	f.phrases()
	f.inOwnWords()
	f.nouns()
	f.adjectives()
	f.hedges()
	f.continueQuotations()
	d.Attributions = f.attributions()
	d.Quotes = f.printed()
}
