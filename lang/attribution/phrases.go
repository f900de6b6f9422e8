package attribution

import (
	"slices"
	"strings"

	"stemma"
)

// phrases finds fixed cues: "according to X", "in the words of X".
func (f *finder) phrases() {
	for token := range f.d.Tokens {
		for _, p := range f.lex.phrases {
			if !f.startsWith(token, p.words) {
				continue
			}
			if len(p.after) == 0 {
				f.phrase(token, token+len(p.words), p.cue)
				break
			}
			if f.possessed(token, p) {
				break
			}
		}
	}
}

// inOwnWords finds "in his words" before a quotation.
func (f *finder) inOwnWords() {
	for i := 0; i+2 < len(f.low); i++ {
		if f.low[i] != "in" || f.low[i+2] != "words" || f.sent[i] != f.sent[i+2] || f.rel[i+1] != "nmod:poss" && f.d.Tokens[i+1].XPOS != "PRP$" {
			continue
		}
		at := i + 3
		if at < len(f.low) && f.low[at] == "," {
			at++
		}
		if q := f.quoteAt(at); q >= 0 {
			f.keep(&found{entry: cue{class: "say"}, verb: i, cue: f.d.TokenSpan(i, i+3), name: i + 1, source: f.d.Tokens[i+1].Span,
				viaHead: -1, quote: -1, content: []stemma.Span{f.quotes[q].inner}, rule: "in own words"})
		}
	}
}

func (f *finder) startsWith(token int, words []string) bool {
	if token+len(words) >= len(f.low) {
		return false
	}
	for i, word := range words {
		if f.low[token+i] != word || f.sent[token+i] != f.sent[token] {
			return false
		}
	}
	return true
}

// phrase makes an attribution of the phrase [first, last) and the noun phrase
// after it; its content is the clause around.
func (f *finder) phrase(first, last int, entry cue) {
	name := f.nounAfter(last - 1)
	if name < 0 {
		return
	}
	_, end := f.bounds(first)
	sourceEnd := min(f.phraseEnd(name, false), end)
	if comma := f.commaAfter(last, sourceEnd); comma >= 0 && f.rel[comma] == "punct" {
		sourceEnd = comma
	}
	sourceEnd = f.closed(name, sourceEnd)
	a := &found{entry: entry, verb: first, cue: f.d.TokenSpan(first, last), name: name, viaHead: -1, quote: -1, rule: "phrase"}
	sourceEnd = min(end, f.withRelative(name, max(sourceEnd, name+1)))
	a.source = f.piece(last, sourceEnd)
	f.keepPhrase(a, first, sourceEnd, name)
}

// possessed makes an attribution of a phrase around its source, "in the mayor's
// view". The source must own the noun after it: nobody is named "in full view".
func (f *finder) possessed(first int, p phrase) bool {
	at := first + len(p.words)
	end := f.owner(at, p.after)
	if begin, _ := f.bounds(first); end < 0 || first > begin && !f.mark(first-1) && f.d.Tokens[first-1].UPOS != "SCONJ" && f.d.Tokens[first-1].UPOS != "CCONJ" {
		return false // "with a twinkle in their eyes"
	}
	last := end + 1 + len(p.after)
	a := &found{entry: p.cue, verb: first, cue: f.d.TokenSpan(first, last), name: max(at, end-1), viaHead: -1, quote: -1, rule: "phrase"}
	a.source = f.piece(at, max(at+1, end))
	f.keepPhrase(a, first, last, last-1)
	return true
}

// owner is the possessive pronoun or mark before the words after, reached over
// a noun phrase that begins at a token; or -1.
func (f *finder) owner(at int, after []string) int {
	for i := at; i < min(len(f.low), at+longestOwner) && f.sent[i] == f.sent[at]; i++ {
		mark := strings.Trim(f.low[i], "'’")
		own := i == at && f.d.Tokens[i].XPOS == "PRP$" || i > at && (mark == "" || mark == "s" && f.low[i] != "s")
		switch {
		case own && f.startsWith(i+1, after):
			return i
		case !f.roleWord(i):
			return -1
		}
	}
	return -1
}

// longestOwner is how many tokens the source within a phrase may have.
const longestOwner = 8

// keepPhrase gives a phrase [first, sourceEnd) the clause around it as content.
func (f *finder) keepPhrase(a *found, first, sourceEnd, name int) {
	from, to := f.clauseAround(first, name)
	if quoted := f.besideQuote(from, first, sourceEnd, to); !quoted.Empty() {
		a.content = []stemma.Span{quoted}
		from, to = first, sourceEnd
	}
	if from < first {
		a.content = append(a.content, f.pieces(from, first)...)
	}
	if sourceEnd < to {
		a.content = append(a.content, f.pieces(sourceEnd, to)...)
	}
	if len(a.content) > 0 {
		f.keep(a)
	}
}

// closed mends where the source of a phrase that opens its sentence ends: what
// the tree has for an apposition begins the content where no comma closes it,
// and a first subject between commas is an apposition ("the coach, Ann Lee, the
// team won").
func (f *finder) closed(name, end int) int {
	if cut := f.unclosed(name, end); cut < end {
		return cut
	}
	if end+1 >= len(f.low) || f.d.Tokens[end].Form != "," || f.sent[end+1] != f.sent[name] {
		return end
	}
	next := f.phraseHead(end+1, true)
	if f.rel[next] != "nsubj" || f.phraseStart(next) != end+1 {
		return end
	}
	whole := f.phraseEnd(next, false)
	after := f.unclosed(next, whole)
	if after >= len(f.low) || f.d.Tokens[after].Form != "," {
		return end
	}
	up := f.head[next]
	if after < whole || slices.ContainsFunc(f.kids[up], func(kid int) bool { return kid > after && kid < up && f.rel[kid] == "nsubj" }) {
		return after
	}
	return end
}

// unclosed is the comma before an apposition that nothing closes, or end.
func (f *finder) unclosed(name, end int) int {
	for _, kid := range f.kids[name] {
		if at := f.lo[kid]; f.rel[kid] == "appos" && at > name && at < end && f.d.Tokens[at-1].Form == "," && end < len(f.low) && !f.mark(end) {
			return at - 1
		}
	}
	return end
}

// besideQuote is the quotation next to a phrase that makes up its clause but for
// a word or two without a verb; empty where there is none.
func (f *finder) besideQuote(from, first, after, to int) stemma.Span {
	for _, q := range f.over(f.d.TokenSpan(from, to)) {
		if !q.full || q.first < from || q.last > to || q.single {
			continue
		}
		switch {
		case q.last <= first && first-q.last <= 3 && q.first-from <= 6 && !f.verbAhead(from, q.first):
			return q.inner
		case q.first >= after && to-q.last <= 2 && q.first-after <= 6 && !f.cueAmong(after, q.first):
			return q.inner
		}
	}
	return stemma.Span{}
}

// cueAmong reports whether a verb cue with a source of its own stands among the
// tokens.
func (f *finder) cueAmong(first, last int) bool {
	for i := first; i < last; i++ {
		if f.d.Tokens[i].UPOS == "VERB" {
			if _, ok := f.lex.verbs[f.lemma(i)]; ok && f.nearest(i) >= 0 {
				return true
			}
		}
	}
	return false
}

// commaAfter guards against a phrase at the head of a sentence that swallows
// the clause after it: -1 unless a finite verb stands between.
func (f *finder) commaAfter(first, last int) int {
	comma := -1
	for i := first; i < last; i++ {
		if comma < 0 && f.d.Tokens[i].Form == "," {
			comma = i
		}
		if comma >= 0 && f.finite(i) {
			return comma
		}
	}
	return -1
}

// closes reports whether nothing but marks and times stands from a token on.
func (f *finder) closes(first, last int) bool {
	for i := first; i < last; i++ {
		if !f.mark(i) && !f.timed(i, i+1) && f.low[i] != "on" {
			return false
		}
	}
	return true
}

// afterReport is where the last sentence part begins before a phrase that closes
// it: after a semicolon, else at the sentence's head.
func (f *finder) afterReport(from, first int) int {
	for i := first - 1; i > from; i-- {
		if f.d.Tokens[i].Form == ";" {
			return i + 1
		}
	}
	return from
}

// clauseAround is the range of the clause that a phrase belongs to: of the verb
// that it hangs on, or of its sentence where it stands at the sentence's edge.
func (f *finder) clauseAround(first, name int) (from, to int) {
	from, to = f.bounds(first)
	if q := f.inQuote[first]; q >= 0 {
		from, to = max(from, f.quotes[q].first), min(to, f.quotes[q].last)
	}
	if q := f.inQuote[first]; q < 0 && first > from && f.d.Tokens[first-1].Form == "," && f.closes(f.phraseEnd(name, false), to) {
		return f.afterReport(from, first), to
	}
	at := name
	for steps := 0; steps < 8; steps++ {
		up := f.head[at]
		if up < 0 {
			break
		}
		at = up
		if f.verbal(at) && at != first && f.child(at, "nsubj", "nsubj:pass", "csubj") >= 0 {
			break
		}
	}
	if at == name || f.lo[at] > first {
		return from, to
	}
	if f.rel[at] == "ccomp" || f.rel[at] == "conj" || f.rel[at] == "acl:relcl" {
		from = max(from, f.lo[at])
		if f.rel[at] == "ccomp" || f.rel[at] == "conj" {
			from = f.afterThat(from, f.hi[at])
			for from < first && f.rel[from] == "cc" {
				from++
			}
		}
		return from, min(to, f.hi[at])
	}
	return max(from, f.lo[at]), min(to, f.hi[at])
}
