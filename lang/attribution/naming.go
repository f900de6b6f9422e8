package attribution

import (
	"strings"

	"stemma"
)

// entity is whom a span names: the entity of the mention at its head, or of the
// last name in it, else its description. A personal pronoun names nobody by
// itself, nor does a message that its text gives no author.
func (f *finder) entity(span stemma.Span, head int) string {
	if head < 0 {
		return f.named(span, f.spanHead(span))
	}
	if f.d.Tokens[head].UPOS == "PRON" {
		if noun := f.antecedent(head); noun >= 0 && f.relative(head) {
			head = noun
			span = f.piece(f.phraseStart(noun), f.phraseEnd(noun, false))
		}
	}
	if id := f.openingName(span); id != "" {
		return id
	}
	if id := f.apposed(head); id != "" {
		return id
	}
	if id := f.closingName(span, head); id != "" {
		return id
	}
	m := f.d.MentionAt(head)
	if m >= 0 && f.d.Mentions[m].Form == stemma.Pronoun && f.d.Mentions[m].Entity < 0 {
		if noun := f.describedBefore(m); noun >= 0 {
			return f.entity(f.piece(f.phraseStart(noun), f.phraseEnd(noun, false)), noun)
		}
	}
	switch {
	case m >= 0 && f.d.Mentions[m].ID != "" && (f.d.Mentions[m].Entity >= 0 || f.d.Mentions[m].Form != stemma.Nominal):
		return f.d.Mentions[m].ID
	case m >= 0 && f.d.Mentions[m].Form == stemma.Nominal:
		if words := f.described(span, head); words != "" {
			return words
		}
		return f.d.Mentions[m].ID
	case f.pronoun(head):
		return ""
	}
	return f.named(span, head)
}

// openingName is the person whose name opens a source and has an apposition
// after a comma: "Ann Lee, daughter of Bo Lee"; "" for none.
func (f *finder) openingName(span stemma.Span) string {
	first, last := f.d.TokensIn(span)
	m := f.d.MentionAt(first)
	if m < 0 || f.d.Mentions[m].Form != stemma.Name || f.d.Mentions[m].Type != "PER" {
		return ""
	}
	if end := f.d.Mentions[m].Last; end < last && f.d.Tokens[end].Form == "," {
		return f.d.Mentions[m].ID
	}
	return ""
}

// describedBefore is the head of the description that a pronoun's mention means,
// or -1.
func (f *finder) describedBefore(m int) int {
	for i := m - 1; i >= 0; i-- {
		if other := f.d.Mentions[i]; other.Form == stemma.Nominal && other.Entity < 0 && other.ID == f.d.Mentions[m].ID {
			return other.Head
		}
	}
	return -1
}

// pronoun reports whether a token is a pronoun that says nothing of whom it means:
// "it", "they", "who"; not "some", "others" or "one of the two".
func (f *finder) pronoun(token int) bool {
	switch f.d.Tokens[token].XPOS {
	case "PRP", "PRP$", "WP", "WDT":
		return true
	}
	return false
}

// spanHead is the head of the phrase that a span makes, or -1.
func (f *finder) spanHead(span stemma.Span) int {
	first, last := f.d.TokensIn(span)
	for i := first; i < last; i++ {
		if up := f.head[i]; f.nominal(i) && (up < first || up >= last) {
			return i
		}
	}
	return -1
}

// apposed is the person whose name stands in apposition to a role ("the coach,
// Ann Lee"), or right after it where the parser has not joined them; "" for none.
func (f *finder) apposed(role int) string {
	if m := f.d.MentionAt(role); m >= 0 && f.d.Mentions[m].Form == stemma.Name {
		return ""
	}
	for _, kid := range f.kids[role] {
		if f.rel[kid] != "appos" && f.rel[kid] != "flat" {
			continue
		}
		if m := f.d.MentionAt(kid); m >= 0 && f.d.Mentions[m].Form == stemma.Name && f.d.Mentions[m].Type == "PER" {
			return f.d.Mentions[m].ID
		}
	}
	return ""
}

// closingName is the person whose name ends a source that begins with a role:
// "the general secretary of the union, Ann Lee"; not "a spokesman for Ann Lee".
func (f *finder) closingName(span stemma.Span, role int) string {
	first, last := f.d.TokensIn(span)
	if first == last { // an antecedent's phrase of which nothing is left
		return ""
	}
	if f.d.Tokens[last-1].Form == ")" { // a short form: "the manager, Baltic Salvage (BSC)"
		for last > first+1 && f.d.Tokens[last-1].Form != "(" {
			last--
		}
		last--
	}
	if last <= first {
		return ""
	}
	m := f.d.MentionAt(last - 1)
	if m < 0 || f.d.Mentions[m].Form != stemma.Name || f.d.Mentions[m].First <= role {
		return ""
	}
	before := f.d.Tokens[f.d.Mentions[m].First-1]
	switch f.d.Mentions[m].Type {
	case "PER":
		if before.Form == "," || before.UPOS == "NOUN" || before.UPOS == "PROPN" {
			return f.d.Mentions[m].ID
		}
	case "ORG":
		if at := f.d.MentionAt(role); before.Form == "," && (at < 0 || f.d.Mentions[at].Form != stemma.Name) {
			return f.d.Mentions[m].ID
		}
	}
	return ""
}

func (f *finder) relative(token int) bool {
	switch f.low[token] {
	case "who", "which", "that", "whom":
		return true
	}
	return false
}

// named is the ID of the first person, else that of the mention that a span is,
// else its description.
func (f *finder) named(span stemma.Span, head int) string {
	for _, m := range f.d.Mentions {
		if m.ID != "" && m.Form == stemma.Name && m.Type == "PER" && span.Contains(m.Span) {
			return m.ID
		}
	}
	for _, m := range f.d.Mentions {
		if m.ID != "" && (m.Span == span || m.Form == stemma.Name && f.endsPhrase(m, span)) {
			return m.ID
		}
	}
	if words := f.described(span, head); words != "" {
		return words
	}
	return strings.Join(strings.Fields(span.In(f.text)), " ")
}

// endsPhrase reports whether a name ends a span that has only its adjectives and
// nouns before it and a short form in parentheses after it: "the state-run
// Meridian News Agency (MNA)".
func (f *finder) endsPhrase(m stemma.Mention, span stemma.Span) bool {
	if !span.Contains(m.Span) || m.Type == "NORP" || m.Type == "GPE" {
		return false
	}
	first, last := f.d.TokensIn(span)
	for i := first; i < m.First; i++ {
		switch f.d.Tokens[i].UPOS {
		case "ADP", "CCONJ", "SCONJ", "PRON", "AUX":
			return false
		}
		if f.d.Tokens[i].Form == "," || f.finite(i) {
			return false
		}
	}
	return m.Last == last || f.d.Tokens[m.Last].Form == "("
}

// longestDescription bounds the words of a description after its head.
const longestDescription = 10

// described are the words of an unnamed source: its noun phrase with what
// qualifies it ("head of the canal authority", "Ukrainian officials"), without
// article, apposition and clauses.
func (f *finder) described(span stemma.Span, head int) string {
	begin, end := f.d.TokensIn(span)
	if head < begin || head >= end {
		return ""
	}
	first, last := f.descriptionStart(begin, head), head+1
	end = min(end, f.phraseEnd(head, false), last+longestDescription)
	for last < end && f.qualifies(last) {
		last++
	}
	for last > head+1 && !f.nominal(last-1) {
		last--
	}
	words := strings.Join(strings.Fields(f.d.TokenSpan(first, last).In(f.text)), " ")
	if owner := f.child(head, "nmod:poss"); owner >= 0 && owner >= first-1 && owner < head && f.d.Tokens[owner].UPOS == "PRON" {
		if m := f.d.MentionAt(owner); m >= 0 && f.d.Mentions[m].Entity >= 0 {
			return f.d.Mentions[m].ID + "'s " + words // "her father"
		}
	}
	return words
}

// descriptionStart is the first word of a description: no article, no owner
// that is a pronoun, and nothing before a comma.
func (f *finder) descriptionStart(begin, head int) int {
	first := head
	for first > begin && f.under(first-1, head) {
		first--
	}
	for i := begin; i < first; i++ { // "Egypt's transport ministry", with the owner hung elsewhere
		if f.d.Tokens[i].UPOS == "PART" && f.roleWord(i) {
			first = begin
		}
	}
	for i := first; i < head; i++ {
		if f.d.Tokens[i].Form == "," {
			first = i + 1
		}
	}
	for first < head && (f.d.Tokens[first].UPOS == "DET" && f.d.Tokens[first+1].UPOS != "ADP" || f.d.Tokens[first].UPOS == "PRON" || f.mark(first)) {
		first++
	}
	return first
}

// qualifies reports whether a token after a description's head still belongs to
// it: the words of "of the canal authority", "in the region".
func (f *finder) qualifies(token int) bool {
	switch f.d.Tokens[token].UPOS {
	case "ADP", "DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "CCONJ":
		return !f.timed(token, token+1)
	}
	return f.low[token] == "-" || token > 0 && f.low[token-1] == "-"
}
