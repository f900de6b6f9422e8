package attribution

import (
	"strings"

	"stemma"
)

// finder holds one document's state while its attributions are looked for.
type finder struct {
	d       *stemma.Document
	text    string
	lex     *cueLexicon
	head    []int
	rel     []string // Deprel without its subtype, but for the few that matter
	low     []string // lower-cased forms
	kids    [][]int
	lo, hi  []int // subtree ranges [lo, hi)
	sent    []int
	prose   []stemma.Span // the prose blocks
	quotes  []quotation
	inQuote []int // per token: index of the quotation that holds it, or -1
	found   []*found
	byVerb  map[int]*found
}

// found is an attribution in the making.
type found struct {
	entry   cue
	verb    int // the cue's token; -1 without a cue
	cue     stemma.Span
	source  stemma.Span
	name    int // the source's head token, or -1
	via     stemma.Span
	viaHead int
	content []stemma.Span
	quote   int // the last quotation that is its content, or -1
	rule    string
}

func newFinder(d *stemma.Document) *finder {
	n := len(d.Tokens)
	f := &finder{d: d, text: d.Text, lex: lexicons(), byVerb: map[int]*found{},
		head: make([]int, n), rel: make([]string, n), low: make([]string, n), sent: make([]int, n),
		kids: make([][]int, n), lo: make([]int, n), hi: make([]int, n), inQuote: make([]int, n)}
	for i := range f.sent {
		f.sent[i], f.head[i], f.inQuote[i] = -1, -1, -1
		f.low[i] = strings.ToLower(d.Tokens[i].Form)
	}
	for s, sentence := range d.Sentences {
		for i := max(0, sentence.First); i < min(n, sentence.Last); i++ {
			f.sent[i] = s
		}
	}
	f.prose = blocks(d)
	f.tree()
	return f
}

// deepest is the longest way to a root that is followed. Trees of prose stay
// under 40; a cycle, which only a broken parse has, ends here.
const deepest = 128

// tree copies the heads, with those that leave their sentence cut off, mends
// them, and computes children and subtree ranges.
func (f *finder) tree() {
	for i, token := range f.d.Tokens {
		f.rel[i] = relation(token.Deprel)
		f.lo[i], f.hi[i] = i, i+1
		if h := token.Head; h >= 0 && h < len(f.head) && h != i && f.sent[h] == f.sent[i] {
			f.head[i] = h
			f.kids[h] = append(f.kids[h], i)
		}
	}
	f.mend()
	for i := range f.head {
		for h, steps := f.head[i], 0; h >= 0 && steps < deepest; h, steps = f.head[h], steps+1 {
			f.lo[h], f.hi[h] = min(f.lo[h], i), max(f.hi[h], i+1)
		}
	}
}

// relation drops a relation's subtype, except where the rules need it.
func relation(deprel string) string {
	switch deprel {
	case "nsubj:pass", "csubj:pass", "aux:pass", "acl:relcl", "nmod:poss", "compound:prt", "obl:agent", "advcl:relcl":
		return deprel
	}
	base, _, _ := strings.Cut(deprel, ":")
	return base
}

// child is the first dependent of a token with one of the relations, or -1.
func (f *finder) child(token int, relations ...string) int {
	for _, kid := range f.kids[token] {
		for _, relation := range relations {
			if f.rel[kid] == relation {
				return kid
			}
		}
	}
	return -1
}

// kase is the preposition of a noun, in lower case; "" for none.
func (f *finder) kase(noun int) string {
	if at := f.child(noun, "case"); at >= 0 {
		return f.low[at]
	}
	return ""
}

// under reports whether token is other or stands below it.
func (f *finder) under(token, other int) bool {
	for steps := 0; token >= 0 && steps < deepest; steps++ {
		if token == other {
			return true
		}
		token = f.head[token]
	}
	return false
}

func (f *finder) verbal(token int) bool {
	return f.d.Tokens[token].UPOS == "VERB" || f.d.Tokens[token].UPOS == "AUX"
}

func (f *finder) nominal(token int) bool {
	switch f.d.Tokens[token].UPOS {
	case "NOUN", "PROPN", "PRON", "NUM":
		return true
	}
	return false
}

// bounds is the token range of the token's sentence.
func (f *finder) bounds(token int) (first, last int) {
	s := f.sent[token]
	if s < 0 {
		return token, token + 1
	}
	return f.d.Sentences[s].First, f.d.Sentences[s].Last
}

// piece is the span of tokens [first, last) without the marks at its ends.
func (f *finder) piece(first, last int) stemma.Span {
	for first < last && f.mark(first) {
		first++
	}
	for first < last && f.mark(last-1) && !f.closesInside(first, last-1) {
		last--
	}
	if first >= last {
		return stemma.Span{}
	}
	return f.d.TokenSpan(first, last)
}

// mark reports whether a token is punctuation that no piece begins or ends with.
func (f *finder) mark(token int) bool {
	form := f.d.Tokens[token].Form
	switch form {
	case "$", "#", "%", "@", "&", "(", ")", "[", "]":
		return form == ")" || form == "]"
	}
	return strings.Trim(form, ".,;:!?\"'`“”‘’«»-–—…|") == ""
}

// closesInside reports whether the token at the end is the mark that closes a
// quotation or bracket opened within the piece.
func (f *finder) closesInside(first, end int) bool {
	switch f.d.Tokens[end].Form {
	case ")", "]":
		open := map[string]string{")": "(", "]": "["}[f.d.Tokens[end].Form]
		for i := first; i < end; i++ {
			if f.d.Tokens[i].Form == open {
				return true
			}
		}
		return false
	}
	span := f.d.Tokens[end].Span
	for _, q := range f.over(span) {
		if q.closed && q.outer.End == span.End && q.outer.Start >= f.d.Tokens[first].Start {
			return true
		}
	}
	return false
}
