package reconcile

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"stemma"
	"stemma/gazetteer"
	"stemma/lexicon"
)

// brokenDown reports whether a sentence counts one thing several times, "six
// goals at home and three away": which of its figures another report's would
// contradict, nothing tells.
func (v voices) brokenDown(f figure) bool {
	d := v.b.docs[f.note.doc]
	within := around(d, f.Span)
	return slices.ContainsFunc(d.Quantities, func(q stemma.Quantity) bool {
		return within.Contains(q.Span) && !q.Span.Overlaps(f.Span) && q.Unit == f.Unit && q.Of == f.Of && f.Unit != "percent" && distance(q, f.Quantity) > 0 &&
			v.counted(figure{q, f.note}) == v.counted(f)
	})
}

// reach is how far behind a share its place may stand: "82 percent of India's
// voice traffic", "52 percent in Egypt".
const reach = 60

// placeOf is the place whose share a percentage is: the first that is named
// behind it, before the next figure; "" where none is.
func (v voices) placeOf(f figure) string {
	d := v.b.docs[f.note.doc]
	end := f.Span.End + reach
	for _, q := range d.Quantities {
		if q.Span.Start > f.Span.End {
			end = min(end, q.Span.Start)
		}
	}
	for _, m := range d.Mentions {
		if (m.Type == "GPE" || m.Type == "LOC") && m.Span.Start > f.Span.End && m.Span.End <= end {
			return m.ID
		}
	}
	return ""
}

// shareOf is the noun that a percentage is a share of, and the nouns that make it
// up: "traffic" and "voice" in "55 percent of voice traffic". A share without one,
// as the second of "55 percent of traffic in Norway and 52 percent in Sweden",
// takes that of the one before it in its sentence. None where none is said.
func (v voices) shareOf(f figure) []string {
	d := v.b.docs[f.note.doc]
	within := around(d, f.Span)
	whole := wholeOf(d, f.Span)
	if whole == nil {
		whole = fallen(d, f.Span)
	}
	for i := len(d.Quantities) - 1; i >= 0 && whole == nil; i-- {
		if q := d.Quantities[i]; q.Unit == "percent" && within.Contains(q.Span) && q.Span.Start < f.Span.Start {
			whole = wholeOf(d, q.Span)
		}
	}
	return whole
}

// wholeOf are the lemmas of the noun after the "of" that follows a percentage,
// and of the nouns before it.
func wholeOf(d *stemma.Document, share stemma.Span) []string {
	if noun := wholeNoun(d, share); noun >= 0 {
		return nounsOf(d, noun)
	}
	return nil
}

// wholeNoun is the noun after the "of" that follows a percentage; -1 for none.
func wholeNoun(d *stemma.Document, share stemma.Span) int {
	_, at := d.TokensIn(share)
	for ; at < len(d.Tokens) && percentWords[strings.ToLower(d.Tokens[at].Form)]; at++ {
	}
	if at >= len(d.Tokens) || d.Tokens[at].Form != "of" {
		return -1
	}
	return d.Tokens[at].Head
}

// wholeSpan is a percentage to the noun that it is a share of, or the percentage.
func wholeSpan(d *stemma.Document, share stemma.Span) stemma.Span {
	if noun := wholeNoun(d, share); noun >= 0 {
		return share.Cover(d.Tokens[noun].Span)
	}
	return share
}

// fallen are those of what is down "by" a percentage: "services were down by 80
// percent".
func fallen(d *stemma.Document, share stemma.Span) []string {
	first, _ := d.TokensIn(share)
	if first == 0 || first >= len(d.Tokens) || !strings.EqualFold(d.Tokens[first-1].Form, "by") {
		return nil
	}
	noun := d.Tokens[first-1].Head // percent
	if noun < 0 || d.Tokens[noun].Head < 0 {
		return nil
	}
	for _, i := range d.Children(nil, d.Tokens[noun].Head) {
		if strings.HasPrefix(d.Tokens[i].Deprel, "nsubj") {
			return nounsOf(d, i)
		}
	}
	return nil
}

// nounsOf are the lemmas of a noun, of those before it and of those listed with
// it: of "telephone and internet services" all three.
func nounsOf(d *stemma.Document, noun int) []string {
	nouns := []string{strings.ToLower(d.Tokens[noun].Lemma)}
	for _, i := range d.Children(nil, noun) {
		switch d.Tokens[i].Deprel {
		case "compound":
			nouns = append(nouns, strings.ToLower(d.Tokens[i].Lemma))
		case "conj":
			nouns = append(nouns, nounsOf(d, i)...)
		}
	}
	return nouns
}

var percentWords = map[string]bool{"percent": true, "per": true, "cent": true, "%": true}

// sharesApart says what two percentages are shares of, where each says so and the
// two have no noun in common; else "". Two that agree may be shares of one thing
// by another word, of homes and of houses, unless a noun before it tells its kind.
func (v voices) sharesApart(p, q figure) string {
	if p.Unit != "percent" || q.Unit != "percent" {
		return ""
	}
	a, b := v.shareOf(p), v.shareOf(q)
	if len(a) == 0 || len(b) == 0 || !disjoint(a, b) || len(a)+len(b) == 2 && overlap(p.Quantity, q.Quantity) {
		return ""
	}
	return against(a[0], b[0])
}

// unmeasured finds a share of one place that one report gives and the other, in a
// mention of the same place, does not: "55 percent of traffic in Norway" against
// "traffic in Norway was affected". A report that gives a share of the place
// anywhere does not differ.
func (v voices) unmeasured(i, k int) []stemma.Disagreement {
	for _, side := range [][2]int{{i, k}, {k, i}} {
		for _, f := range v.figures(side[0]) {
			place := v.placeOf(f)
			if f.Unit != "percent" || f.Vague || place == "" || v.measures(side[1], place) {
				continue
			}
			if n := v.toldOf(side[1], place); n != nil && n.Polarity == f.note.Polarity {
				d := stemma.Disagreement{Kind: precision, About: "percent", A: f.evidence(), B: evidence(n, n.Trigger), Why: "only one says what share (" + place + ")"}
				if side[0] == k {
					d.A, d.B = d.B, d.A
				}
				return []stemma.Disagreement{d}
			}
		}
	}
	return nil
}

// measures reports whether a report gives a share of a place anywhere.
func (v voices) measures(report int, place string) bool {
	n := v.notes[report][0]
	return slices.ContainsFunc(v.b.docs[n.doc].Quantities, func(q stemma.Quantity) bool {
		return q.Unit == "percent" && v.placeOf(figure{q, n}) == place
	})
}

// toldOf is a mention of a report without figures whose place is the one, or nil.
func (v voices) toldOf(report int, place string) *note {
	for _, n := range v.notes[report] {
		if n.Place != nil && n.place == gazetteer.Key(place) && len(n.Quantities) == 0 {
			return n
		}
	}
	return nil
}

// picked reports whether a figure counts what its report picks out of more by a
// superlative: of "the four hardest-hit villages" and "seven villages" each may
// be right.
func (v voices) picked(f figure) bool {
	if f.Noun.Start <= f.Span.End {
		return false
	}
	d := v.b.docs[f.note.doc]
	first, last := d.TokensIn(stemma.Span{Start: f.Span.End, End: f.Noun.Start})
	return slices.ContainsFunc(d.Tokens[first:last], func(t stemma.Token) bool { return t.XPOS == "JJS" || t.XPOS == "RBS" })
}

//go:embed lexicon/passing.txt
var passingText string

var passingWords = sync.OnceValue(func() []string {
	var list []string
	for _, entry := range lexicon.MustRead("passing.txt", passingText, 1) {
		list = append(list, entry.Key)
	}
	return list
})

// forATime is the words of a figure's sentence that give it for a time only.
func (v voices) forATime(f figure) string {
	d := v.b.docs[f.note.doc]
	return timely(around(d, f.Span).In(d.Text))
}

func timely(sentence string) string {
	words := wordsOf(sentence, stemma.Span{End: len(sentence)})
	forms := make([]string, len(words))
	for i, w := range words {
		forms[i] = w.text
	}
	text := " " + strings.Join(forms, " ") + " "
	for _, w := range passingWords() {
		if strings.Contains(text, " "+w+" ") {
			return w
		}
	}
	return ""
}

// aboutShare is the share of content words in common from which two percentages
// are of one thing.
const aboutShare = 0.3
