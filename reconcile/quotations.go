package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"stemma"
	"stemma/gazetteer"
)

// saying is one stretch of quoted words in one article.
type saying struct {
	doc     int
	span    stemma.Span // within the quotation marks
	words   []word
	speaker string // canonical name or the text's words; "" unknown
	key     string
}

// word is a word of a quotation with its place in the text.
type word struct {
	text string // lower case, letters and digits only
	span stemma.Span
}

// leastWords is how short a quotation without a speaker may be: below, quoted
// words are more often titles and scare quotes.
const leastWords = 3

// mostQuoted is how long one pair of marks may quote.
const mostQuoted = 400

// Quotations aligns what speakers say in quotation marks over the articles. The
// reference is the longest printing; every other printing that fits into it, at
// any place, is a variant: verbatim, shortened, or altered in its words. ID q1,
// q2, … by the reference's place.
func Quotations(docs []*stemma.Document, kin stemma.Kinship) []stemma.Quotation {
	var all []saying
	for i, d := range docs {
		all = append(all, sayings(i, d)...)
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(all[b].words) - len(all[a].words) })
	index := indexSayings(all)
	taken := make([]bool, len(all))
	list := []stemma.Quotation{}
	for _, at := range order {
		if taken[at] {
			continue
		}
		taken[at] = true
		q := stemma.Quotation{Speaker: all[at].speaker, Reference: stemma.Evidence{Article: docs[all[at].doc].ID, Span: all[at].span}, Variants: []stemma.Variant{}}
		for _, other := range index.like(all, at) {
			if v, ok := variant(docs, all[at], all[other]); ok && !taken[other] {
				taken[other] = true
				q.Variants = append(q.Variants, v)
				if q.Speaker == "" {
					q.Speaker = all[other].speaker
				}
			}
		}
		list = append(list, q)
	}
	return numbered(docs, list)
}

// numbered orders quotations by article and place and numbers them.
func numbered(docs []*stemma.Document, list []stemma.Quotation) []stemma.Quotation {
	place := map[string]int{}
	for i, d := range docs {
		place[d.ID] = i
	}
	slices.SortStableFunc(list, func(a, b stemma.Quotation) int {
		if a.Reference.Article != b.Reference.Article {
			return place[a.Reference.Article] - place[b.Reference.Article]
		}
		return a.Reference.Span.Start - b.Reference.Span.Start
	})
	for i := range list {
		list[i].ID = fmt.Sprintf("q%d", i+1)
	}
	return list
}

// sayings are a document's quoted stretches of three words or more, or of two
// where somebody is said to speak them.
func sayings(doc int, d *stemma.Document) []saying {
	var list []saying
	for _, block := range d.Blocks {
		if !block.Kind.Prose() {
			continue
		}
		for _, span := range quoted(d.Text, block.Span) {
			s := saying{doc: doc, span: span, words: wordsOf(d.Text, span)}
			s.speaker = speakerOf(d, span)
			s.key = gazetteer.Key(s.speaker)
			if len(s.words) > mostQuoted {
				continue // a mark that was never closed
			}
			if len(s.words) >= leastWords || s.speaker != "" && len(s.words) == 2 {
				list = append(list, s)
			}
		}
	}
	return list
}

// quoted are the stretches between double quotation marks in a block, the marks
// left out. A quotation still open at the block's end reaches to it.
func quoted(text string, block stemma.Span) []stemma.Span {
	var spans []stemma.Span
	open := -1
	for at, r := range block.In(text) {
		at += block.Start
		switch {
		case open < 0 && (r == '“' || r == '"' || r == '„' || r == '«'):
			open = at + len(string(r))
		case open >= 0 && (r == '”' || r == '"' || r == '»'):
			spans = append(spans, stemma.Span{Start: open, End: at})
			open = -1
		case open >= 0 && r == '“': // the mark before was never closed
			open = at + len(string(r))
		}
	}
	if open >= 0 && open < block.End {
		spans = append(spans, stemma.Span{Start: open, End: block.End})
	}
	return spans
}

// wordsOf cuts a span into words: runs of letters, digits and inner apostrophes.
func wordsOf(text string, s stemma.Span) []word {
	var words []word
	start := -1
	end := func(at int) {
		if start >= 0 {
			form := strings.ToLower(strings.Trim(text[start:at], "'’"))
			if form != "" {
				words = append(words, word{strings.ReplaceAll(form, "’", "'"), stemma.Span{Start: start, End: at}})
			}
			start = -1
		}
	}
	for at, r := range s.In(text) {
		at += s.Start
		if unicode.IsLetter(r) || unicode.IsDigit(r) || (r == '\'' || r == '’') && start >= 0 {
			if start < 0 {
				start = at
			}
			continue
		}
		end(at)
	}
	end(s.End)
	return words
}

// speakerOf is the source of the smallest attributed content that holds most of
// the quotation; "" where nobody is said to speak it.
func speakerOf(d *stemma.Document, s stemma.Span) string {
	name, least := "", 0
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if a.Source == nil {
			continue
		}
		for _, c := range a.Content {
			if 2*c.Span.Overlap(s) > s.Len() && (least == 0 || c.Span.Len() < least) {
				least = c.Span.Len()
				name = a.Source.Entity
				if name == "" {
					name = a.Source.Span.In(d.Text)
				}
			}
		}
	}
	return name
}

// sayingIndex finds sayings that share words: by pairs of neighbouring words,
// and by single long words for one speaker's short phrases.
type sayingIndex map[string][]int

func indexSayings(all []saying) sayingIndex {
	index := sayingIndex{}
	for i := range all {
		for _, key := range all[i].keys() {
			index[key] = append(index[key], i)
		}
	}
	return index
}

func (s saying) keys() []string {
	var keys []string
	for i, w := range s.words {
		if i+1 < len(s.words) {
			keys = append(keys, stem(w.text)+" "+stem(s.words[i+1].text))
		}
		if len(w.text) > 4 && s.key != "" {
			keys = append(keys, s.key+"\x00"+stem(w.text))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// mostSayings bounds the sayings that a key may propose; a commoner key is a
// common phrase.
const mostSayings = 200

// like lists, in order, the sayings that share enough keys with one to be a part
// of it: those of other articles, and what the same article quotes of the same
// speaker in fewer words. A saying that fits within a third of errors keeps a
// third of its pairs of words; asking for a fifth saves four of five alignments
// and loses none of those that fit.
func (index sayingIndex) like(all []saying, at int) []int {
	shared := map[int]int{}
	for _, key := range all[at].keys() {
		if list := index[key]; len(list) <= mostSayings {
			for _, other := range list {
				if all[other].doc != all[at].doc || all[other].key == all[at].key && len(all[other].words) < len(all[at].words) {
					shared[other]++
				}
			}
		}
	}
	var found []int
	for other, keys := range shared {
		if 5*keys >= len(all[other].words)-1 {
			found = append(found, other)
		}
	}
	slices.Sort(found)
	return found
}

// stem is a word's first letters: enough to see that "shared" and "sharing" are
// forms of one word.
func stem(w string) string {
	runes := []rune(w)
	if len(runes) <= 4 {
		return w
	}
	return string(runes[:4])
}

// variant says how a printing differs from the reference; false where it is
// something else that was said.
func variant(docs []*stemma.Document, reference, other saying) (stemma.Variant, bool) {
	steps, cost := fit(other.words, reference.words)
	if len(other.words) == 0 || cost > 0.34*float64(len(other.words)) {
		return stemma.Variant{}, false
	}
	sure := len(other.words) >= 5 || reference.key != "" && reference.key == other.key
	if !sure {
		return stemma.Variant{}, false
	}
	v := stemma.Variant{Article: docs[other.doc].ID, Span: other.span, Fidelity: stemma.FidelityVerbatim}
	changes := altered(steps)
	switch {
	case len(changes) > 0:
		v.Fidelity, v.Changed = stemma.FidelityAltered, strings.Join(changes, "; ")
	case len(steps) < len(reference.words):
		v.Fidelity, v.Changed = stemma.FidelityShortened, cutAway(steps, reference.words)
	}
	if reference.key != "" && other.key != "" && reference.key != other.key {
		v.Changed = strings.TrimPrefix(v.Changed+fmt.Sprintf("; said by %s, here by %s", reference.speaker, other.speaker), "; ")
	}
	return v, true
}

// step aligns a word of a variant (nil: left out) with one of the reference
// (nil: put in).
type step struct{ mine, theirs *word }

// fit aligns a variant's words with the cheapest stretch of the reference's: a
// word put in, left out or replaced costs 1, another form of the same word ½;
// what stands before and after the stretch is free.
func fit(mine, theirs []word) ([]step, float64) {
	cost := editCosts(mine, theirs, true)
	columns := len(theirs) + 1
	bottom := cost[len(mine)*columns:]
	end := 0
	for k := range columns {
		if bottom[k] < bottom[end] {
			end = k
		}
	}
	return trace(cost, mine, theirs, end, true), bottom[end]
}

// editScript aligns two word lists from end to end at least cost; nil where
// their product is too large to be one edited clause.
func editScript(mine, theirs []word) []step {
	if len(mine)*len(theirs) > 1<<16 {
		return nil
	}
	return trace(editCosts(mine, theirs, false), mine, theirs, len(theirs), false)
}

// editCosts is the table of edit distances; with free, a stretch of theirs may
// begin anywhere.
func editCosts(mine, theirs []word, free bool) []float64 {
	rows, columns := len(mine)+1, len(theirs)+1
	cost := make([]float64, rows*columns)
	for k := 1; k < columns && !free; k++ {
		cost[k] = cost[k-1] + skip(theirs[k-1], free)
	}
	for i := 1; i < rows; i++ {
		cost[i*columns] = cost[(i-1)*columns] + skip(mine[i-1], free)
		for k := 1; k < columns; k++ {
			cost[i*columns+k] = min(cost[(i-1)*columns+k-1]+swap(mine[i-1], theirs[k-1], free),
				cost[(i-1)*columns+k]+skip(mine[i-1], free), cost[i*columns+k-1]+skip(theirs[k-1], free))
		}
	}
	return cost
}

// trace walks the table back from the last row's column end.
func trace(cost []float64, mine, theirs []word, end int, free bool) []step {
	columns := len(theirs) + 1
	var steps []step
	i, k := len(mine), end
	for i > 0 || k > 0 && !free {
		here := cost[i*columns+k]
		switch {
		case i > 0 && k > 0 && here == cost[(i-1)*columns+k-1]+swap(mine[i-1], theirs[k-1], free):
			steps = append(steps, step{&mine[i-1], &theirs[k-1]})
			i, k = i-1, k-1
		case k > 0 && here == cost[i*columns+k-1]+skip(theirs[k-1], free):
			steps = append(steps, step{nil, &theirs[k-1]})
			k--
		default:
			steps = append(steps, step{&mine[i-1], nil})
			i--
		}
	}
	slices.Reverse(steps)
	return steps
}

// skip is the cost of a word that stands on one side only. Between two clauses a
// short word is nearly free: that both say "of" is no reason to align there.
func skip(w word, free bool) float64 {
	if !free && len(w.text) <= 3 {
		return 0.25
	}
	return 1
}

// swap is the cost of one word for another. Between two clauses from end to end
// a replaced word costs as much as one left out and one put in, so that words in
// common stay together; in a misquoted speech it is one slip.
func swap(a, b word, free bool) float64 {
	switch {
	case a.text == b.text:
		return 0
	case stem(a.text) == stem(b.text):
		return 0.5
	case !free:
		return 2 * (skip(a, free) + skip(b, free)) // never: left out and put in is cheaper
	}
	return 1
}

// altered puts the differing words of an alignment into words.
func altered(steps []step) []string {
	var changes []string
	for _, s := range steps {
		switch {
		case s.mine == nil:
			changes = append(changes, "leaves out “"+s.theirs.text+"”")
		case s.theirs == nil:
			changes = append(changes, "adds “"+s.mine.text+"”")
		case s.mine.text != s.theirs.text:
			changes = append(changes, "“"+s.mine.text+"” for “"+s.theirs.text+"”")
		}
	}
	return changes
}

// cutAway says how many words of the reference a shortened variant lacks, at
// its head and at its tail.
func cutAway(steps []step, reference []word) string {
	head, tail := 0, 0
	if len(steps) == 0 || steps[0].theirs == nil || steps[len(steps)-1].theirs == nil {
		return ""
	}
	for head < len(reference) && reference[head].span.Start < steps[0].theirs.span.Start {
		head++
	}
	for tail < len(reference)-head && reference[len(reference)-1-tail].span.Start > steps[len(steps)-1].theirs.span.Start {
		tail++
	}
	var parts []string
	if head > 0 {
		parts = append(parts, plural(head, "word")+" cut before it")
	}
	if tail > 0 {
		parts = append(parts, plural(tail, "word")+" cut after it")
	}
	return strings.Join(parts, ", ")
}
