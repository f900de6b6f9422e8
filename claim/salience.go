package claim

import (
	"strings"

	"stemma"
)

// salience says how much a reader must see a mention first, from 0 to 1: the
// headline and the lead before the rest, grave events, figures and named
// parties before others, untyped acts and asides last.
func (x *extractor) salience(c *clause, m *stemma.ClaimMention, own bool) float64 {
	score := 0.25 + x.prominence(c)
	score += gravity(m.Event.Type)
	if len(m.Quantities) > 0 {
		score += 0.10
	}
	for _, p := range m.Actor {
		if p.Entity != "" {
			score += 0.05
			break
		}
	}
	for _, p := range m.Recipient {
		if p.Entity != "" {
			score += 0.05
			break
		}
	}
	if m.Time != nil {
		score += 0.03
	}
	if c.kind == "noun" && c.trigger == c.verb {
		score -= 0.10
	}
	if m.Modality == stemma.Hypothetical {
		score -= 0.10
	}
	if c.kind == "age" { // what is told with any name
		score -= 0.25
	}
	if !own {
		score -= 0.08
	}
	if x.inTitle(c) {
		score += 0.10
	}
	return max(0, min(1, score))
}

// inTitle reports whether the article's title has the clause's word or its event.
func (x *extractor) inTitle(c *clause) bool {
	title := strings.ToLower(x.d.Title)
	return title != "" && len(c.event.Lemma) > 2 && (strings.Contains(title, strings.ToLower(x.d.Tokens[c.trigger].Form)) || strings.Contains(title, c.event.Lemma))
}

// prominence is what a mention's position earns: headline, lead, early, late.
func (x *extractor) prominence(c *clause) float64 {
	s := x.d.SentenceAt(c.trigger)
	if s < 0 {
		return 0
	}
	block := x.d.Sentences[s].Block
	if block >= 0 && block < len(x.d.Blocks) && x.d.Blocks[block].Kind == stemma.Heading && s < 3 {
		return 0.25
	}
	switch {
	case s == 0:
		return 0.25
	case s < 3:
		return 0.18
	case 3*s < len(x.d.Sentences):
		return 0.10
	case 3*s < 2*len(x.d.Sentences):
		return 0.05
	}
	return 0
}

// gravity is what the event's type earns.
func gravity(kind string) float64 {
	switch {
	case strings.Contains(" ASSAULT CASUALTY DISASTER COERCE MOBILIZE ", " "+kind+" "):
		return 0.25
	case strings.Contains(" INJURY DAMAGE AID SANCTION THREATEN RETREAT JUSTICE AGREE REJECT REQUEST PROTEST TRANSFER APPOINT WIN ESCAPE RESTORE LAUNCH ", " "+kind+" "):
		return 0.18
	case strings.Contains(" ACCUSE SUPPORT COOPERATE CONSULT CONCEDE REVEAL FOUND STATEMENT FIGURE MOVE ", " "+kind+" "):
		return 0.12
	case kind == "EVENT":
		return -0.08
	}
	return -0.15
}
