package attribution

import (
	"strings"

	"stemma"
)

// longestHeadline is how many tokens a line may have to be read as a headline.
const longestHeadline = 24

// headlines finds the source that a headline names beside a colon or dash, with
// no cue: "Police: Driver fled the scene", "Driver fled the scene: police". A
// line counts as a headline when it is short, alone in its block and without a
// full stop. Places and topics stand there too ("Mali: Five killed"), so that
// only persons, bodies that speak and words for them are taken.
func (f *finder) headlines() {
	for _, block := range f.prose {
		first, last := f.d.TokensIn(block)
		if last-first < 4 || last-first > longestHeadline || f.d.Tokens[last-1].Form == "." || f.sent[first] < 0 || f.sent[first] != f.sent[last-1] {
			continue
		}
		if colon := f.headlineMark(first, min(first+6, last), ":"); colon > first && f.speaksInHeadline(first, colon) && f.verbAhead(colon+1, last) {
			f.headline(first, colon, colon+1, last)
		} else if colon := f.headlineMark(max(first, last-6), last, ":-–—"); colon > first+2 && colon < last-1 && f.speaksInHeadline(colon+1, last) && f.verbAhead(first, colon) {
			f.headline(colon+1, last, first, colon)
		}
	}
}

// headlineMark is the only token among the range that is one of the marks, set
// off by a space after it; or -1.
func (f *finder) headlineMark(first, last int, marks string) int {
	at := -1
	for i := first; i < last-1; i++ {
		form := f.d.Tokens[i].Form
		if form == "" || strings.Trim(form, marks) != "" || f.d.Tokens[i+1].Start == f.d.Tokens[i].End {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// speaksInHeadline reports whether the tokens are a noun phrase that names a
// person, a body or, by a word of words.txt, those who speak to reporters.
func (f *finder) speaksInHeadline(first, last int) bool {
	for i := first; i < last; i++ {
		if !f.roleWord(i) || f.inQuote[i] >= 0 {
			return false
		}
	}
	head := last - 1
	if f.lex.headline[f.lemma(head)] || f.lex.headline[f.low[head]] {
		return true
	}
	if last-first == 1 && acronym(f.d.Tokens[head].Form) {
		return true
	}
	m := f.d.MentionAt(head)
	return m >= 0 && f.d.Mentions[m].First <= first && (f.d.Mentions[m].Type == "PER" || f.d.Mentions[m].Type == "ORG")
}

// acronym reports whether a form is two to six capitals, as bodies are called.
func acronym(form string) bool {
	for _, r := range form {
		if r < 'A' || r > 'Z' {
			return false
		}
	}
	return len(form) >= 2 && len(form) <= 6
}

// headline records what the tokens [from, to) say on the word of [first, last).
func (f *finder) headline(first, last, from, to int) {
	for i := from; i < to; i++ {
		if f.byVerb[i] != nil && f.byVerb[i].verb == i && !f.byVerb[i].source.Empty() && f.d.TokenSpan(first, last).Overlaps(f.byVerb[i].source) {
			return
		}
	}
	a := &found{entry: cue{class: "say"}, verb: -1, name: last - 1, viaHead: -1, quote: -1, rule: "headline"}
	a.source, a.content = f.piece(first, last), f.pieces(from, to)
	if len(a.content) == 0 || f.quotedOnly(a.content) {
		return
	}
	f.keep(a)
}

// quotedOnly reports whether a content is one quotation, which has rules of its own.
func (f *finder) quotedOnly(content []stemma.Span) bool {
	for _, q := range f.over(content[0]) {
		if q.owner != nil {
			return true
		}
	}
	return false
}
