package attribution

import (
	"slices"
	"sort"
	"strings"

	"stemma"
)

func sortQuotes(quotes []quotation) {
	sort.SliceStable(quotes, func(i, j int) bool { return quotes[i].outer.Start < quotes[j].outer.Start })
}

// linkQuotations finds the cue of each quotation that reads as speech: after it
// ("…," Smith said), before it (Smith said: "…"), or that of the quotation just
// before it, which the cue parts from it ("…," said Smith, "…").
func (f *finder) linkQuotations() {
	for i := range f.quotes {
		q := &f.quotes[i]
		if !q.full || q.first >= q.last {
			continue
		}
		if verb := f.cueAfter(q); verb >= 0 {
			f.own(i, verb, "quote after")
		} else if verb := f.cueBefore(q); verb >= 0 {
			if !f.opened(verb, q) {
				f.own(i, verb, "quote before")
			}
		} else if name := f.dashed(q); name >= 0 {
			f.ownDashed(i, name)
		}
	}
}

// farthestCue is how many tokens from a quotation its cue may stand; subjects
// with long appositions reach 25.
const farthestCue = 40

// cueAfter is the verb that follows a quotation as its cue, or -1. A quotation
// that ends with a full stop has none after it.
func (f *finder) cueAfter(q *quotation) int {
	if !q.closed || strings.HasSuffix(q.inner.In(f.text), ".") && !f.stopsShort(q) {
		return -1
	}
	named := false
	for i := f.d.TokenAt(q.outer.End); i < len(f.d.Tokens) && i-q.last < farthestCue; i++ {
		token := f.d.Tokens[i]
		switch {
		case token.Start < q.outer.End:
			continue
		case f.inQuote[i] >= 0, strings.Contains(f.text[q.outer.End:token.Start], "\n"), token.Form == "." || token.Form == ";" || token.Form == ":":
			return -1
		case f.low[i] == "and" && i == q.last+1, f.low[i] == "but", !named && f.low[i] == "while", !named && f.low[i] == "although", !named && f.low[i] == "because":
			return -1
		case named && f.verbForm(i):
			return i
		case f.nominal(i):
			named = true
		case token.UPOS == "VERB":
			if entry, ok := f.lex.verbs[f.lemma(i)]; ok && entry.allows("quote") && token.XPOS != "VBG" {
				return i
			}
			if f.sayable(i) {
				return i
			}
			if !named || f.rel[i] != "acl:relcl" && f.rel[i] != "acl" {
				return f.laterSaying(i)
			}
			i = max(i, f.hi[i]-1) // past the clause about who speaks
		}
	}
	return -1
}

// verbForm reports whether a word tagged as a noun is a cue that closes its
// sentence: "…," the letter read.
func (f *finder) verbForm(token int) bool {
	_, last := f.bounds(token)
	lemma, ok := f.lex.forms[f.low[token]]
	return ok && f.d.Tokens[token].UPOS == "NOUN" && token+1 < last && f.mark(token+1) && f.lex.verbs[lemma].allows("quote") && !f.verbal(token-1)
}

// stopsShort reports whether a lower-case word follows a quotation, so that its
// full stop ended no sentence.
func (f *finder) stopsShort(q *quotation) bool {
	rest := strings.TrimLeft(f.text[q.outer.End:], " ")
	return rest != "" && rest[0] >= 'a' && rest[0] <= 'z'
}

// sayable reports whether a participle is the cue of a passive, "as saying".
func (f *finder) sayable(token int) bool { return f.sayingAfter(token) >= 0 }

// laterSaying finds "as saying" soon after a passive: "he was quoted as saying".
func (f *finder) laterSaying(verb int) int {
	if !f.lex.heard[f.lemma(verb)] {
		return -1
	}
	for i := verb + 1; i < min(verb+6, len(f.d.Tokens)); i++ {
		if f.low[i-1] == "as" && f.lex.verbs[f.lemma(i)].allows("quote") {
			return i
		}
	}
	return -1
}

// cueBefore is the verb that leads up to a quotation, or -1: in its sentence, or
// at the end of the paragraph before, if that ends in a colon or comma.
func (f *finder) cueBefore(q *quotation) int {
	i := f.d.TokenAt(q.outer.Start) - 1
	if i < 0 {
		return -1
	}
	gap := f.text[f.d.Tokens[i].End:q.outer.Start]
	form := f.d.Tokens[i].Form
	if strings.Contains(gap, "\n") && form != ":" && form != "," {
		return -1
	}
	sentence := f.sent[i]
	for steps := 0; i >= 0 && steps < farthestCue && f.sent[i] == sentence; i, steps = i-1, steps+1 {
		token := f.d.Tokens[i]
		switch {
		case steps == 0 && (form == "." || form == "!" || form == "?"):
			return -1
		case f.inQuote[i] >= 0:
			return -1
		case token.UPOS == "VERB" || token.UPOS == "AUX":
			if entry, ok := f.lex.verbs[f.lemma(i)]; ok && token.UPOS == "VERB" && entry.allows("quote") {
				return i
			}
			if token.UPOS == "VERB" && f.finite(i) && f.rel[i] != "acl:relcl" {
				return -1
			}
		}
	}
	return -1
}

// opened reports whether a verb's content clause begins before the quotation,
// so that the quotation is only a part of it.
func (f *finder) opened(verb int, q *quotation) bool {
	clause := f.child(verb, "ccomp")
	if clause < verb {
		if at := f.scanThat(verb); at >= 0 && at < q.first-1 {
			return true
		}
		at := f.scanClause(verb)
		return at >= 0 && at < q.first
	}
	first := f.afterThat(max(f.lo[clause], verb+1), f.hi[clause])
	for ; first < len(f.low) && f.mark(first); first++ {
	}
	return first < q.first
}

func (f *finder) finite(verb int) bool {
	switch f.d.Tokens[verb].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VB": // a present tense that the tagger takes for an infinitive
		return f.child(verb, "nsubj") >= 0 && f.child(verb, "aux", "mark") < 0
	case "VBN": // a past tense that the tagger takes for a participle
		return f.pastTense(verb) || f.child(verb, "nsubj") >= 0 && f.child(verb, "aux", "aux:pass") < 0 && f.rel[verb] != "acl"
	}
	return false
}

// own gives quotation i to the verb's attribution, new or old.
func (f *finder) own(i, verb int, rule string) {
	q := &f.quotes[i]
	a := f.byVerb[verb]
	if a == nil {
		subject := f.speaker(verb, q)
		lemma := f.lemma(verb)
		if form, ok := f.lex.forms[f.low[verb]]; ok {
			lemma = form
		}
		a = &found{entry: f.lex.verbs[lemma], verb: verb, cue: f.cueSpan(verb), name: subject, viaHead: -1, rule: rule}
		if subject >= 0 {
			a.source = f.sourceSpan(subject, verb)
		}
		if name := f.quoted(verb); name >= 0 {
			a.name = name
			f.lend(a, speaking{subject: name, quoter: f.quoterOf(name)})
		}
		f.keep(a)
	}
	piece := q.inner
	if mixed := f.leadIn(q, verb); mixed >= 0 {
		piece = stemma.Span{Start: f.d.Tokens[mixed].Start, End: q.outer.End}
	}
	a.content = append(a.content, piece)
	a.quote = i
	q.owner = a
	f.setVia(a, f.hearer(verb, a.entry))
}

// leadIn is the first token of the words that open a quoted sentence outside the
// marks (We need to "make sure …," she said), or -1.
func (f *finder) leadIn(q *quotation, verb int) int {
	if verb < q.first || q.first >= len(f.d.Tokens) {
		return -1
	}
	open := f.d.TokenAt(q.outer.Start)
	first, _ := f.bounds(open)
	if first >= open {
		return -1
	}
	for i := first; i < open; i++ {
		if f.inQuote[i] >= 0 || f.byVerb[i] != nil {
			return -1
		}
	}
	if f.mark(open - 1) {
		return -1
	}
	return first
}

// speaker is the head of the noun phrase that speaks, by the tree, or beside
// the verb where the tree has no subject outside the quotation; or -1.
func (f *finder) speaker(verb int, q *quotation) int {
	subject, _ := f.subject(verb)
	if f.rel[verb] == "acl" && f.d.Tokens[verb].XPOS == "VBG" && f.leadsQuote(verb) {
		if at := f.mainSubject(verb); at >= 0 {
			return at // "Lee told us he was against the visit of the rebels saying, “…”"
		}
	}
	if subject >= 0 && f.inQuote[subject] == f.inQuote[verb] && f.sent[subject] == f.sent[verb] {
		return subject
	}
	if f.d.Tokens[verb].XPOS == "VBG" {
		if at := f.mainSubject(verb); at >= 0 {
			return at
		}
	}
	if at := f.nounBefore(f.groupStart(verb)); at >= 0 {
		return at
	}
	if at := f.afterQuote(verb, q); at >= 0 {
		return at
	}
	return f.nounAfter(verb)
}

// afterQuote is the noun right after a quotation that what follows describes up
// to the comma before the cue: "…," Lee, a driver who asked for no name, said. Or -1.
func (f *finder) afterQuote(verb int, q *quotation) int {
	first, group := f.d.TokenAt(q.outer.End), f.groupStart(verb)
	if first >= group-1 || f.d.Tokens[group-1].Form != "," || !f.roleWord(first) || f.sent[first] != f.sent[verb] {
		return -1
	}
	if name := f.phraseHead(f.firstNoun(first, group), true); name < group {
		return name
	}
	return -1
}

// dashed is the head of a name after a quotation and a dash, or -1.
func (f *finder) dashed(q *quotation) int {
	rest := strings.TrimLeft(f.text[q.outer.End:], " ")
	if !q.closed || !strings.HasPrefix(rest, "- ") && !strings.HasPrefix(rest, "-- ") && !strings.HasPrefix(rest, "—") && !strings.HasPrefix(rest, "– ") {
		return -1
	}
	line, _, _ := strings.Cut(rest, "\n")
	if len(line) > 120 || strings.ContainsAny(strings.TrimRight(line, ". "), ".;") {
		return -1
	}
	for i := f.d.TokenAt(q.outer.End); i < len(f.d.Tokens); i++ {
		if f.verbal(i) {
			return -1
		}
		if f.nominal(i) {
			return f.phraseHead(i, true)
		}
		if !f.mark(i) && f.d.Tokens[i].UPOS != "DET" && f.d.Tokens[i].UPOS != "ADJ" {
			return -1
		}
	}
	return -1
}

func (f *finder) ownDashed(i, name int) {
	a := &found{entry: cue{class: "say"}, verb: -1, name: name, viaHead: -1, quote: i, content: []stemma.Span{f.quotes[i].inner}, rule: "quote dash"}
	a.source = f.sourceSpan(name, -1)
	f.quotes[i].owner = a
	f.keep(a)
}

// continueQuotations gives a quotation without a cue to the attribution that the
// quotation before it belongs to, where nothing but their cue and its sentence
// stands between; else to that of the sentence before it, whose speaker goes on.
func (f *finder) continueQuotations() {
	taken := f.taken()
	for i := range f.quotes {
		q := &f.quotes[i]
		if q.owner != nil || !q.full || q.single || q.first >= q.last || slices.Contains(taken[q.first:q.last], true) {
			continue
		}
		if a := f.before(i); a != nil {
			a.content = append(a.content, q.inner)
			a.quote, q.owner = i, a
		} else if a := f.lastSpeaker(q); a != nil && withholds(a) {
			f.speaksOn(i, a)
		} else if a != nil {
			a.content = append(a.content, q.inner) // the guide has it as the same attribution, mixed
			a.quote, q.owner = i, a
		}
	}
}

// withholds reports whether a cue says that its content was denied or not said,
// which a quotation after it was not.
func withholds(a *found) bool {
	switch a.entry.class {
	case "refuse", "unverified", "deny":
		return true
	}
	return false
}

// speaksOn gives a quotation to the source of the sentence before it, without that cue.
func (f *finder) speaksOn(i int, before *found) {
	a := &found{entry: cue{class: "say"}, verb: -1, name: before.name, source: before.source, viaHead: -1, quote: i, content: []stemma.Span{f.quotes[i].inner}, rule: "quote continued"}
	f.quotes[i].owner = a
	f.keep(a)
}

// taken marks the tokens that stand in some content, but for words within a
// quotation that is itself within theirs.
func (f *finder) taken() []bool {
	marks := make([]bool, len(f.d.Tokens))
	for _, a := range f.found {
		for _, piece := range a.content {
			first, last := f.d.TokensIn(piece)
			for i := first; i < last; i++ {
				if q := f.inQuote[i]; q < 0 || !f.quotes[q].inner.Contains(a.cue) || a.cue.Empty() {
					marks[i] = true
				}
			}
		}
	}
	return marks
}

// before is the attribution that a quotation goes on from, or nil. It stands
// alone, as its own sentence or sentences, and the one before ended at most one
// sentence earlier.
func (f *finder) before(i int) *found {
	q := &f.quotes[i]
	for j := i - 1; j >= 0; j-- {
		last := &f.quotes[j]
		if last.single {
			continue
		}
		if last.owner == nil || last.owner.quote != j || !f.alone(q) {
			return nil
		}
		between := f.text[min(last.outer.End, q.outer.Start):q.outer.Start]
		if strings.Count(strings.TrimRight(between, " \n"), ".")-strings.Count(between, "..") > f.stopsIn(last.owner)+1 && len(between) > 200 {
			return nil
		}
		if f.sentencesBetween(last, q) > 0 {
			return nil
		}
		return last.owner
	}
	return nil
}

func (f *finder) stopsIn(a *found) int { return strings.Count(a.source.In(f.text), ".") }

// alone reports whether no words lead up to a quotation in its sentence.
func (f *finder) alone(q *quotation) bool {
	at := f.d.TokenAt(q.outer.Start)
	if at == 0 {
		return true
	}
	before := lastRune(f.text[:q.outer.Start])
	return strings.ContainsAny(before, ".!?\"”,:;—–-'’") || strings.Contains(f.text[f.d.Tokens[at-1].End:q.outer.Start], "\n")
}

// sentencesBetween counts the sentences that lie wholly between two quotations
// and are not the cue's.
func (f *finder) sentencesBetween(a, b *quotation) int {
	n := 0
	first := f.d.TokenAt(a.outer.End)
	for s := max(0, f.sentenceOf(first)); s < len(f.d.Sentences); s++ {
		sentence := f.d.Sentences[s]
		if sentence.Start >= b.outer.Start {
			break
		}
		own := a.owner != nil && sentence.Contains(a.owner.cue) && !a.owner.cue.Empty()
		if sentence.Start >= a.outer.End && sentence.End <= b.outer.Start && !own && sentence.Len() > 2 {
			n++
		}
	}
	return n
}

func (f *finder) sentenceOf(token int) int {
	if token >= len(f.sent) {
		return len(f.d.Sentences)
	}
	return f.sent[token]
}

// fills reports whether a quotation is the whole of its paragraph.
func (f *finder) fills(q *quotation) bool {
	i := sort.Search(len(f.prose), func(i int) bool { return f.prose[i].Start >= q.outer.Start })
	if i == len(f.prose) || f.prose[i].Start != q.outer.Start {
		return false
	}
	return q.closed && strings.TrimRight(f.text[min(q.outer.End, f.prose[i].End):f.prose[i].End], " .") == ""
}

// lastSpeaker is the attribution of the sentence right before a quotation that
// stands alone in the same paragraph, or nil. Of two sources in that sentence the
// one whose words hold the other's speaks on: "a call from the Gannet saying it
// was adrift, the navy said."
func (f *finder) lastSpeaker(q *quotation) *found {
	at := f.d.TokenAt(q.outer.Start)
	if !f.alone(q) || at == 0 || strings.Contains(f.text[f.d.Tokens[at-1].End:q.outer.Start], "\n") && !f.fills(q) {
		return nil
	}
	var last *found
	first, end := f.bounds(at - 1)
	for i := first; i < end; i++ {
		if a := f.byVerb[i]; a != nil && a.verb == i && a.name >= 0 && f.inQuote[i] < 0 && (last == nil || f.covers(a, last.verb)) {
			last = a
		}
	}
	if last == nil || last.entry.class == "believe" || last.entry.class == "plan" {
		return nil
	}
	return last
}
