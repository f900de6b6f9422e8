package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// befallenLine writes what an event noun says befell somebody: "after the killing
// of two guards by rebels" reads "Two guards were killed by rebels". Only a
// definite noun, which takes for granted that the event was (Hawkins 1978), under
// a clause that leaves it standing gives such a line.
func (x *extractor) befallenLine(c *clause, m *stemma.ClaimMention) string {
	if c.kind != "noun" || c.trigger != c.verb || c.rule != eventNounRule || !strings.Contains(" CASUALTY INJURY ASSAULT ", " "+c.event.Type+" ") && !x.words.in("taken", c.event.Lemma) {
		return ""
	}
	if m.Modality != stemma.Asserted || m.Polarity != stemma.Positive || x.presupposed(draft{ClaimMention: *m}) || !x.takenForGranted(c.trigger) {
		return ""
	}
	if len(c.recipients) == 0 {
		return ""
	}
	var names []string
	for _, i := range c.recipients {
		name := x.victimName(i)
		if name == "" {
			return ""
		}
		names = append(names, name)
	}
	line := listed(names) + " "
	if c.event.Lemma == "die" {
		return tidy(line + "died" + x.when(c.trigger))
	}
	return tidy(line + x.be(c.recipients) + " " + x.words.participle(c.event.Lemma) + x.byWhom(c.trigger) + x.when(c.trigger))
}

// victimName is the phrase of whom an event befell, without the agent that the
// parser may have hung on it ("of two guards by rebels").
func (x *extractor) victimName(i int) string {
	if x.unclear(i) || x.nothing(i) {
		return ""
	}
	if owner := x.pronounName(i); owner != "" {
		return strings.TrimSuffix(owner, "'s")
	}
	first, last := x.phrase(i)
	first = x.settleLeft(first)
	last = x.titleEnd(i, last)
	for j := i + 1; j < last; j++ {
		if x.d.Tokens[j].UPOS == "ADP" && strings.EqualFold(x.d.Tokens[j].Form, "by") {
			last = j
		}
	}
	if x.orphaned(first) || x.verbs(first, last) || x.personal(first, last) {
		return ""
	}
	return strings.TrimSpace(x.withNames(first, last))
}

// quotedLine gives the words of a named speaker as a quotation, where they say "we"
// or "they" of whom only the speaker knows: "Ada Berg: “They took him to a car”".
func (x *extractor) quotedLine(c *clause, m *stemma.ClaimMention) string {
	witnessed := strings.Contains(" ASSAULT CASUALTY INJURY COERCE DAMAGE ESCAPE DISASTER FOUND MOVE RESTORE ", " "+c.event.Type+" ") || c.kind == "exist" && x.counts(c)
	if !witnessed || len(m.Chain) == 0 || !m.Chain[0].Named || c.kind == "noun" || m.Modality != stemma.Asserted {
		return ""
	}
	if at := x.d.MentionAt(x.d.TokenAt(m.Chain[0].Span.Start)); at < 0 || x.d.Mentions[at].Type != "PER" || x.d.Mentions[at].Form == stemma.Pronoun {
		return "" // whoever "he" is
	}
	own := x.ownSubject(c.verb)
	if !x.spokenAloud(c) || !x.finite(c.verb) || own >= 0 && x.relative(own) || x.gapped(c.verb) || x.supposed(c.verb) || own < 0 && c.kind != "exist" {
		return ""
	}
	first, last := x.predicateRange(c.verb)
	if own >= 0 && own < c.verb {
		begin, _ := x.extent(own)
		first = min(begin, own)
	}
	if expletive := x.dependent(c.verb, "expl"); expletive >= 0 {
		first = min(first, expletive)
	}
	first, last = x.insidePiece(c.verb, first, last)
	words := strings.Trim(tidyQuote(x.text(first, last)), " ,;.")
	if len(strings.Fields(words)) < 3 || len(words) > longest/2 || !x.ends(first, last, c.verb) || strings.ContainsAny(words, "\"“”") {
		return ""
	}
	return m.Chain[0].Source + ": “" + words + "”"
}

// spokenAloud reports a clause in the direct speech of the innermost attribution.
func (x *extractor) spokenAloud(c *clause) bool {
	for _, a := range x.covering(c) {
		return x.d.Attributions[a].Kind == "direct"
	}
	return false
}

// tidyQuote joins white space and begins with a capital, whatever the words are.
func tidyQuote(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	if words == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(r)) + words[size:]
}

// takenForGranted reports a definite event noun that no verb or noun above it
// plans, denies, prevents, charges or doubts.
func (x *extractor) takenForGranted(i int) bool {
	det := x.dependent(i, "det")
	if x.dependent(i, "nmod:poss") < 0 && (det < 0 || x.lemma(det) != "the") {
		return false
	}
	at := x.d.Tokens[i].Head
	for steps := 0; at >= 0 && steps < 6; steps++ {
		if x.clausal(at) {
			control, known := x.words.control[x.lemma(at)]
			return (!known || control.effect == "aspect") && !x.negator(at) && !x.supposed(at) && !x.unreal(at) && !x.words.in("averting", x.lemma(at))
		}
		if x.words.in("unhappened", x.lemma(at)) || x.d.Tokens[at].UPOS == "ADV" {
			return false
		}
		at = x.d.Tokens[at].Head
	}
	return at < 0
}

// byWhom is the agent phrase of an event noun: " by the army".
func (x *extractor) byWhom(noun int) string {
	agent := ""
	x.descend(noun, func(i int) bool {
		if agent == "" && i > noun && x.relation(i) == "nmod" && x.preposition(i) == "by" && !x.timed(i) && !x.unclear(i) {
			first, last := x.phrase(i)
			agent = " by " + strings.TrimSpace(x.withNames(first, last))
		}
		return x.relation(i) == "nmod"
	})
	return agent
}

// when is the phrase of time that hangs on an event noun: " on Monday".
func (x *extractor) when(noun int) string {
	for c := x.child[noun]; c >= 0; c = x.next[c] {
		if i := int(c); i > noun && x.timed(i) && x.preposition(i) != "" {
			first, last := x.extent(i)
			return " " + x.text(first, last)
		}
	}
	return ""
}

// participle is a verb's past participle.
func (w *words) participle(lemma string) string {
	if form := w.participles[lemma]; form != "" {
		return form
	}
	if form := w.past[lemma]; form != "" {
		return form
	}
	return regularPast(lemma)
}
