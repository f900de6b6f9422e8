package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	story   int // which of the stories its article tells; -1 unknown
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
// any place, is a variant: verbatim, shortened, or altered in its words. Few
// words are compared within one story alone: elsewhere they are another's. ID
// q1, q2, … by the reference's place.
func Quotations(docs []*stemma.Document, stories []stemma.Story) []stemma.Quotation {
	told := map[string]int{}
	for i, story := range stories {
		for _, id := range story.Articles {
			told[id] = i
		}
	}
	var all []saying
	for i, d := range docs {
		story, ok := told[d.ID]
		if !ok {
			story = -1
		}
		for _, s := range sayings(i, d) {
			s.story = story
			all = append(all, s)
		}
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
	for _, span := range d.Quotes {
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
	return list
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
		if a.Source == nil || a.Cue != nil && s.Contains(a.Cue.Span) {
			continue // who speaks within the quotation does not speak it
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
	if !sure(reference, other, cost) {
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
	if anotherSpeaker(reference, other) {
		v.Speaker = other.speaker
		v.Changed = strings.TrimPrefix(v.Changed+fmt.Sprintf("; said by %s, here by %s", reference.speaker, other.speaker), "; ")
	}
	return v, true
}

// sure reports whether printings that fit are of one saying: one speaker's, or
// long enough; three words or four, where they are the very same, two of them
// weighty, told of one story and given to nobody else.
func sure(reference, other saying, cost float64) bool {
	if len(other.words) >= 5 || reference.key != "" && reference.key == other.key {
		return true
	}
	weighty := 0
	for _, w := range other.words {
		weighty += int(truth(len(w.text) > 4))
	}
	return len(other.words) >= leastWords && cost == 0 && weighty >= 2 && reference.story >= 0 && reference.story == other.story && !anotherSpeaker(reference, other)
}

// anotherSpeaker reports whether two printings name two people as the speaker:
// a short name ("Kim") and a description ("the mayor") may be the same one.
func anotherSpeaker(a, b saying) bool {
	if a.key == "" || b.key == "" || !named(a.speaker) || !named(b.speaker) {
		return false
	}
	long, short := strings.Fields(a.key), strings.Fields(b.key)
	if len(long) < len(short) {
		long, short = short, long
	}
	return slices.ContainsFunc(short, func(word string) bool { return !slices.Contains(long, word) })
}

// named reports whether a speaker's words hold a name: one that begins with a
// capital, an article at their head aside.
func named(speaker string) bool {
	for i, word := range strings.Fields(speaker) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) && (i > 0 || !slices.Contains([]string{"The", "A", "An", "One"}, word)) {
			return true
		}
	}
	return false
}
