package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// summary is the mention in one line of its own words, hedges and figures kept.
// Pronouns give way to names; a participle or relative clause gets its subject
// and, where it has none, a tense: "killing two" after "A bomb exploded" reads
// "A bomb killed two".
func (x *extractor) summary(c *clause, m *stemma.ClaimMention) string {
	var line string
	switch c.kind {
	case "age":
		line = x.entityName(c.surface[0])
		if !strings.Contains(line, x.d.Tokens[c.trigger].Form) {
			line += " is " + x.d.Tokens[c.trigger].Form + " years old"
		}
	case "role":
		first, last := x.d.TokensIn(x.roleSpan(c))
		line = x.entityName(c.surface[0]) + " is " + x.text(first, last)
	case "copula":
		line = x.clauseLine(c, m)
		if c.rule == "depictive" {
			line = x.subjectText(c) + " " + x.be(c) + " " + x.d.Tokens[c.trigger].Form
		}
	default:
		line = x.clauseLine(c, m)
	}
	return tidy(line)
}

// clauseLine writes the clause with a subject of its own.
func (x *extractor) clauseLine(c *clause, m *stemma.ClaimMention) string {
	first, last := x.d.TokensIn(m.Span)
	if c.rule == "without" {
		governing := x.predicateOf(c.trigger)
		return x.withNames(x.leftEdge(governing, governing), last)
	}
	if c.kind == "noun" && c.trigger == c.verb {
		return x.text(first, last)
	}
	if own := x.ownSubject(c.verb); own >= 0 && !x.relative(own) {
		return x.withNames(first, last)
	}
	if governor, ok := x.governor(c.verb); ok && x.relation(c.verb) == "xcomp" {
		return x.fromGovernor(c, governor, last)
	}
	if x.freeRelative(c.trigger) {
		return x.claimedLine(c, last)
	}
	subject := x.subjectText(c)
	if own := x.ownSubject(c.verb); own >= 0 && own >= first {
		_, first = x.extent(own)
	}
	if x.finite(c.verb) || len(x.dependents(nil, c.verb, "aux")) > 0 && x.dependent(c.verb, "nsubj") < 0 && !x.participle(c.verb) {
		return subject + " " + x.withNames(first, last)
	}
	return subject + " " + x.tensed(c, first, last)
}

// claimedLine writes "What Norway claims is its first submarine".
func (x *extractor) claimedLine(c *clause, last int) string {
	cop := x.dependent(c.trigger, "cop")
	first := cop - 1
	if own := x.ownSubject(first); own >= 0 {
		first, _ = x.phrase(own)
	}
	return "what " + x.withNames(first, last)
}

// fromGovernor writes a complement from its governor's subject on: "The army plans
// to send troops".
func (x *extractor) fromGovernor(c *clause, governor, last int) string {
	for steps := 0; steps < 6; steps++ {
		above, ok := x.governor(governor)
		if !ok {
			break
		}
		governor = above
	}
	first := x.leftEdge(governor, governor)
	if own := x.ownSubject(governor); own >= 0 && !x.relative(own) {
		return x.withNames(first, last)
	}
	return x.subjectText(c) + " " + x.withNames(first, last)
}

// subjectText is the subject's phrase, figures kept.
func (x *extractor) subjectText(c *clause) string {
	names := make([]string, 0, len(c.spoken))
	for _, i := range c.spoken {
		first, last := x.phrase(i)
		text := x.withNames(first, last)
		if x.relative(i) {
			continue
		}
		names = append(names, text)
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// participle reports a verb form that bears no tense of its own.
func (x *extractor) participle(v int) bool {
	switch x.d.Tokens[v].XPOS {
	case "VBG", "VBN":
		return true
	}
	return false
}

// tensed gives a participle or infinitive a tense: the past for "-ing", "was"
// or "were" for a passive participle.
func (x *extractor) tensed(c *clause, first, last int) string {
	before, after := x.text(first, c.verb), x.withNames(c.verb+1, last)
	verb := x.d.Tokens[c.verb].Form
	if aux := x.dependent(c.verb, "aux"); aux >= 0 && aux >= first && aux < c.verb {
		before = x.text(first, aux)
	}
	switch {
	case c.passive:
		verb = x.be(c) + " " + verb
	case x.d.Tokens[c.verb].XPOS == "VBG" || x.d.Tokens[c.verb].XPOS == "VB":
		verb = x.pastTense(x.lemma(c.verb))
		before = strings.TrimSuffix(strings.TrimSpace(before), "to")
	}
	return before + " " + verb + " " + after
}

// be agrees with the subject's number.
func (x *extractor) be(c *clause) string {
	if len(c.spoken) > 1 {
		return "were"
	}
	for _, i := range c.spoken {
		if x.feature(i, "Number=Plur") || x.d.Tokens[i].XPOS == "NNS" || x.d.Tokens[i].XPOS == "NNPS" {
			return "were"
		}
	}
	return "was"
}

// pastTense inflects a lemma: irregular ones by lexicon/past.txt.
func (x *extractor) pastTense(lemma string) string {
	if past, ok := x.words.past[lemma]; ok {
		return past
	}
	switch {
	case lemma == "":
		return ""
	case strings.HasSuffix(lemma, "e"):
		return lemma + "d"
	case strings.HasSuffix(lemma, "y") && len(lemma) > 1 && !strings.ContainsRune("aeiou", rune(lemma[len(lemma)-2])):
		return lemma[:len(lemma)-1] + "ied"
	}
	return lemma + "ed"
}

// entityName is the canonical name at a head, or its phrase's words.
func (x *extractor) entityName(i int) string {
	party := x.party(i)
	return party.Name
}

// withNames is the text of a token range with third-person pronouns replaced by
// their entities' names.
func (x *extractor) withNames(first, last int) string {
	var b strings.Builder
	start := first
	for i := first; i < last; i++ {
		name := x.pronounName(i)
		if name == "" {
			continue
		}
		b.WriteString(x.text(start, i))
		if i > start {
			b.WriteByte(' ')
		}
		b.WriteString(name)
		b.WriteByte(' ')
		start = i + 1
	}
	b.WriteString(x.text(start, last))
	return b.String()
}

// pronounName is the name that a resolved pronoun stands for, with "'s" for a
// possessive; "" for any other token.
func (x *extractor) pronounName(i int) string {
	t := &x.d.Tokens[i]
	if t.UPOS != "PRON" {
		return ""
	}
	m := x.d.MentionAt(i)
	if m < 0 || x.d.Mentions[m].Form != stemma.Pronoun || !x.resolved(m) {
		return ""
	}
	switch x.relation(i) {
	case "nsubj", "obj", "iobj", "obl":
	default:
		return ""
	}
	name := x.d.Mentions[m].ID
	if r, _ := utf8.DecodeRuneInString(name); unicode.IsLower(r) {
		return "the " + name
	}
	return name
}

func (x *extractor) text(first, last int) string {
	if first >= last {
		return ""
	}
	return x.d.TokenSpan(first, last).In(x.d.Text)
}

// tidy joins white space, takes stray punctuation off the ends and begins with
// a capital.
func tidy(line string) string {
	line = strings.Join(strings.Fields(line), " ")
	line = strings.Trim(line, " ,;:-–—\"“”'‘’")
	for _, mark := range []string{" ,", " .", " 's", " ’s"} {
		line = strings.ReplaceAll(line, mark, mark[1:])
	}
	r, size := utf8.DecodeRuneInString(line)
	if r == utf8.RuneError {
		return line
	}
	return string(unicode.ToUpper(r)) + line[size:]
}
