// Package claim finds the claims of one document: who did what to whom, where,
// when, how many, on whose word and how firmly.
//
// Input: a Document that the language stages have filled (UD tree, timexes,
// quantities, mentions, attributions; any of them may be missing). Output:
// claim mentions in text order. For
//
//	Kim said at least nine engineers were killed during the 120-day mission.
//
// it gives one mention: trigger "killed", CASUALTY kill with recipient
// "engineers", 9+ killed, chain <Kim Jong Un>, asserted, positive. "said" is no
// claim: what Kim says is.
//
// A mention grows from a predicate of the tree: a verb, a copula's complement,
// an event noun ("the shelling of the port"), an apposition ("Ada Berg, 40").
// Its event gets a type from lexicon/verbs.txt, nouns.txt and adjectives.txt:
// the sixteen types of PLOVER (manual 0.8, 2021) with CAMEO 1.1b3 codes, and
// for plainly checkable things outside political interaction these of our own:
//
//	CASUALTY   killed, died, missing       INJURY     injured, treated, unhurt
//	DAMAGE     destroyed, damaged, cut      RESTORE    repaired, resumed, rerouted
//	ESCAPE     survived, escaped
//	DISASTER   quake, storm, blast, crash   FOUND      found, discovered, recovered
//	APPOINT    appointed, elected, signed   LAUNCH     opened, unveiled, released
//	MOVE       arrived, left, was taken     TRANSFER   bought, sold, paid, handed over
//	WIN        won, beat, lost              JUSTICE    charged, tried, convicted
//	REVEAL     identified, confirmed        STATEMENT  a speech act PLOVER has no type for
//	FIGURE     a measure: age, price, size  ROLE       what somebody or something is
//	STATE      a checkable condition        EVENT      any other act with participants
//
// What a demand, a refusal or a threat is about gives its mode (contents.txt), and
// other words of the clause its context (contexts.txt). classes.txt tells the
// verbs, nouns and adjectives of feeling and judging, drawn from WordNet's files
// verb.emotion, verb.cognition, verb.stative, noun.attribute, noun.feeling and
// noun.state, by which colour is known.
//
// A mention's Summary is one sentence in the report's words (summary.go); a
// clause that no such line can be made of is no mention.
//
// Deliberately missed: opinion, questions, commands, generic statements, bare
// reporting verbs, what an "if" clause supposes, what a source does not confirm,
// descriptions of persons whom nothing befell, and fragments that name neither a
// participant nor a figure. Wrong claims are worse than missing ones.
package claim

import (
	"slices"
	"sort"
	"strings"

	"stemma"
)

// Extract lists the claim mentions of a document in text order. It reads the
// document only, and takes time linear in it for sentences of bounded length.
func Extract(d *stemma.Document) []stemma.ClaimMention {
	if d == nil || d.Article == nil || len(d.Tokens) == 0 {
		return nil
	}
	x := newExtractor(d)
	var mentions []stemma.ClaimMention
	for s := range d.Sentences {
		mentions = append(mentions, x.sentence(s)...)
	}
	return distinct(newsworthy(mentions))
}

// sentence lists the mentions of one sentence: predicates first, then event
// nouns, then what appositions say.
func (x *extractor) sentence(s int) []stemma.ClaimMention {
	sentence := x.d.Sentences[s]
	if x.question(sentence) {
		return nil
	}
	var drafts []draft
	var inner []stemma.ClaimMention
	var suffered []stemma.Span
	for i := sentence.First; i < sentence.Last; i++ {
		for _, c := range x.candidates(i) {
			if m, own, ok := x.mention(&c); ok {
				drafts = append(drafts, draft{m, own})
				for _, part := range x.parts(&c, &m) {
					drafts = append(drafts, draft{part, true})
				}
				inner = append(inner, x.innerFigures(&c, &m)...)
				suffered = append(suffered, x.befallenFigures(&c, &m)...)
			}
		}
	}
	for _, m := range inner {
		if !borneBy(drafts, m.Trigger) && !slices.Contains(suffered, m.Quantities[0].Span) {
			drafts = append(drafts, draft{m, true})
		}
	}
	var mentions []stemma.ClaimMention
	for _, d := range drafts {
		mentions = append(mentions, d.ClaimMention)
	}
	for _, m := range x.looseFigures(sentence, mentions) {
		drafts = append(drafts, draft{m, true})
	}
	return x.said(drafts)
}

// borneBy reports whether a word bears an event of its own already.
func borneBy(drafts []draft, trigger stemma.Span) bool {
	for i := range drafts {
		if drafts[i].Trigger == trigger {
			return true
		}
	}
	return false
}

// draft is a mention before the lines of one sentence are compared.
type draft struct {
	stemma.ClaimMention
	own bool // its line is its own clause, not one around it
}

// distinctive types are kept beside another claim of the same line.
const distinctive = " ASSAULT CASUALTY INJURY COERCE JUSTICE AID AGREE REQUEST REJECT THREATEN PROTEST SANCTION CONCEDE RETREAT SUPPORT ACCUSE CONSULT COOPERATE MOBILIZE "

// said gives each line to one draft: to the clause that the line is, before
// those that only stand in it. The others keep no line and no weight: they bear
// a claim out that another report words in full, and open none of their own.
func (x *extractor) said(drafts []draft) []stemma.ClaimMention {
	mentions := make([]stemma.ClaimMention, len(drafts))
	for i, d := range drafts {
		mentions[i] = d.ClaimMention
		if d.Summary == "" || x.cutOff(&d.ClaimMention) || x.halfOfEither(&d.ClaimMention) || toldBefore(drafts, i) || x.aboutSaying(d) {
			mentions[i].Summary, mentions[i].Salience = "", 0
			if x.presupposed(d) {
				mentions[i].Chain, mentions[i].Factuality = nil, nil
			}
		}
	}
	return mentions
}

// eventNounRule is the rule of mentions whose event a noun bears.
const eventNounRule = "event noun"

// aboutSaying reports that the line of an event noun, taken from around it,
// tells who said something: it is a line about the saying, not about the event.
func (x *extractor) aboutSaying(d draft) bool {
	if !d.own && d.Event.Type == "EVENT" && d.Rule != eventNounRule {
		if head := x.d.Tokens[x.d.TokenAt(d.Trigger.Start)].Head; head >= 0 {
			v := x.predicateOf(head)
			_, cue := x.cues[v]
			return cue && len(d.Chain) == 0 // "said in a blog posting"
		}
	}
	if d.own || d.Rule != eventNounRule {
		return false
	}
	for _, link := range d.Chain {
		if words := link.Span.In(x.d.Text); words != "" && strings.Contains(d.Summary, words) || strings.HasPrefix(d.Summary, link.Source) {
			return true
		}
	}
	if v := x.predicateOf(x.d.TokenAt(d.Trigger.Start)); v >= 0 && x.ownSubject(v) >= 0 {
		_, cue := x.cues[v]
		return cue // "said after the sentencing of Berg"
	}
	return false
}

// presupposed reports that an event noun stands behind a negation: who says "we
// had nothing to do with the attack" does not vouch for it (Karttunen 1973: a
// presupposition survives the negation, and is nobody's assertion).
func (x *extractor) presupposed(d draft) bool {
	if d.Rule != eventNounRule || d.Polarity != stemma.Positive {
		return false
	}
	trigger := x.d.TokenAt(d.Trigger.Start)
	s := x.d.SentenceAt(trigger)
	for i := trigger - 1; s >= 0 && i >= x.d.Sentences[s].First; i-- {
		if x.words.in("negation", x.lemma(i)) || x.words.in("nothing", x.lemma(i)) {
			return true
		}
	}
	return false
}

// toldBefore reports whether another draft has a better right to draft i's line.
func toldBefore(drafts []draft, i int) bool {
	d := drafts[i]
	for j, other := range drafts {
		if i != j && !d.own && other.own && d.Event.Type == "EVENT" && strings.HasPrefix(d.Summary, other.Summary+",") {
			return true // "the crowd dispersed, leaving …" once more
		}
		if i == j || other.Summary != d.Summary {
			continue
		}
		same := other.Event.Type == d.Event.Type || d.Rule == "depictive" && other.own || // "escaped unharmed" is told once
			!d.own && !strings.Contains(distinctive, " "+d.Event.Type+" ") ||
			!d.own && d.Rule == eventNounRule && d.Event.Context != "military" && other.own || // an act of war is news under any verb
			!d.own && d.Polarity == stemma.Positive && other.Polarity == stemma.Negative // "had nothing to do with the attack" does not say that there was one
		if same && (other.own && !d.own || other.own == d.own && j < i) {
			return true
		}
	}
	return false
}

// candidates lists the clauses that a token heads.
func (x *extractor) candidates(i int) []clause {
	var found []clause
	if c, ok := x.predicate(i); ok {
		found = append(found, c)
	}
	if c, ok := x.eventNoun(i); ok {
		found = append(found, c)
	}
	if c, ok := x.depictive(i); ok {
		found = append(found, c)
	}
	if c, ok := x.unknownReason(i); ok {
		found = append(found, c)
	}
	if c, ok := x.craftKind(i); ok {
		found = append(found, c)
	}
	return append(found, x.appositions(i)...)
}

// mention turns a clause into a mention, or reports that it claims nothing.
func (x *extractor) mention(c *clause) (m stemma.ClaimMention, own, ok bool) {
	x.classify(c)
	if !x.worth(c) {
		return m, false, false
	}
	span := x.clauseSpan(c)
	m = stemma.ClaimMention{
		Article: x.d.ID, Span: span, Trigger: x.d.Tokens[c.trigger].Span, Event: c.event,
		Actor: x.parties(c.actors), Recipient: x.parties(c.recipients),
		Place: x.place(c), Time: x.time(c), Quantities: x.figures(c),
		Polarity: x.polarity(c), Rule: c.rule,
	}
	if c.object >= 0 {
		party := x.party(c.object)
		if m.Event.Type == "ROLE" { // what it is said to be, in the text's words
			first, last := x.phrase(c.object)
			if cop := x.dependent(c.object, "cop"); cop >= 0 && cop < c.object {
				first = max(first, cop+1)
			}
			party = stemma.Party{Name: x.phraseName(first, last, c.object), Span: x.d.TokenSpan(first, last)}
		}
		m.Object = &party
	}
	if c.kind == "role" {
		x.roleFigures(c, &m)
	}
	m.Modality = x.modality(c)
	m.Chain = x.chain(c)
	x.voice(c, &m)
	m.Factuality = x.factuality(c, &m)
	m.Summary, own = x.summary(c, &m)
	m.Salience = x.salience(c, &m, own)
	return m, own, true
}

// newsworthy leaves out what merely describes a person, an age or a role, unless
// the report says that something befell them or that they did something grave.
func newsworthy(mentions []stemma.ClaimMention) []stemma.ClaimMention {
	const grave = " ASSAULT CASUALTY INJURY COERCE JUSTICE APPOINT RESCUE WIN ESCAPE FOUND "
	known := map[string]bool{}
	for _, m := range mentions {
		if strings.Contains(grave, " "+m.Event.Type+" ") {
			for _, p := range append(append([]stemma.Party{}, m.Actor...), m.Recipient...) {
				known[p.Entity] = p.Entity != ""
			}
		}
	}
	kept := mentions[:0]
	for _, m := range mentions {
		describes := m.Rule == "age" || m.Rule == "apposition"
		if describes && len(m.Actor) > 0 && !known[m.Actor[0].Entity] && len(m.Chain) == 0 || m.Rule == "apposition" && len(m.Quantities) == 0 {
			m.Summary, m.Salience = "", 0
		}
		kept = append(kept, m)
	}
	return kept
}

// distinct drops a mention whose trigger and event another one already bears,
// and puts the rest in text order.
func distinct(mentions []stemma.ClaimMention) []stemma.ClaimMention {
	sort.SliceStable(mentions, func(i, j int) bool {
		return mentions[i].Trigger.Start < mentions[j].Trigger.Start
	})
	kept := mentions[:0]
	for _, m := range mentions {
		last := len(kept) - 1
		if last >= 0 && kept[last].Trigger == m.Trigger && kept[last].Span == m.Span {
			continue
		}
		kept = append(kept, m)
	}
	return kept
}
