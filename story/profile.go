package story

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"stemma"
	"stemma/terms"
)

// weighted is a term with what it says of the event.
type weighted struct {
	term   uint64
	weight float32
}

// vector is a sparse vector, ordered by term.
type vector []weighted

// profile is what a report tells of its event: who, where and what, and when.
type profile struct {
	doc   *stemma.Document
	at    int    // its place among the documents
	day   string // of publication; "" unknown
	names vector // of length 1
	topic vector // of length 1
	blend vector // both, so that its product with another's is nameShare of the one and the rest of the other
}

// nameShare is the part of names in the likeness of two reports.
const nameShare = 0.8

const (
	topicRarity = 0.35 // words less rare say nothing of one event
	headWords   = 60   // a report's first words tell its event: they count double
)

// count is a term's standing within one report.
type count struct {
	term   uint64
	n      float32
	name   int // times capitalised where a common word would not be
	plain  int // times in small letters
	rarity float32
}

// read makes a document's profile.
func read(reader *terms.Reader, doc *stemma.Document) *profile {
	p := &profile{doc: doc, day: doc.Published.Day()}
	for _, c := range tally(reader, doc) {
		w := weighted{c.term, float32(1+math.Log(float64(c.n))) * c.rarity * c.rarity}
		if c.named() {
			p.names = append(p.names, w)
		} else {
			p.topic = append(p.topic, w)
		}
	}
	p.names, p.topic = unit(p.names), unit(p.topic)
	p.blend = add(scaled(p.names, nameShare), scaled(p.topic, 1-nameShare))
	return p
}

// tally counts the document's telling terms.
func tally(reader *terms.Reader, doc *stemma.Document) []count {
	var counts []count
	place := map[uint64]int{} // of each term in counts
	var words []terms.Word
	at := 0
	for _, block := range prose(doc.Article) {
		if !block.Kind.Prose() {
			continue
		}
		words = reader.Words(words[:0], doc.Text, block.Span)
		title := titled(words)
		for i, word := range words {
			at++
			if word.Rarity < topicRarity || word.Number || word.Day {
				continue
			}
			k, met := place[word.Hash]
			if !met {
				k = len(counts)
				place[word.Hash] = k
				counts = append(counts, count{term: word.Hash, rarity: word.Rarity})
			}
			plain := title || i == 0 || endsSentence(doc.Text[words[i-1].End:word.Start])
			counts[k].add(word, at, plain)
		}
	}
	return counts
}

// add counts a word, the at-th of its report; at the head of a sentence and in
// headlines its capital says nothing.
func (c *count) add(word terms.Word, at int, head bool) {
	c.n++
	if at <= headWords {
		c.n++
	}
	switch {
	case !word.Capital:
		c.plain++
	case !head:
		c.name++
	}
}

// named reports whether the report writes the term as a name: with a capital
// more often than without, or never where it could tell.
func (c *count) named() bool { return c.name > c.plain || c.name == 0 && c.plain == 0 }

func prose(article *stemma.Article) []stemma.Block {
	if len(article.Blocks) > 0 {
		return article.Blocks
	}
	return []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(article.Text)}}}
}

// titled reports whether most of the words are capitalised, as in a headline,
// where capitals tell no names.
func titled(words []terms.Word) bool {
	n := 0
	for _, word := range words {
		if word.Capital {
			n++
		}
	}
	return 2*n > len(words)
}

func endsSentence(gap string) bool { return strings.ContainsAny(gap, ".!?:\n\"“”") }

// unit sorts the vector and scales it to length 1.
func unit(v vector) vector {
	slices.SortFunc(v, func(x, y weighted) int { return cmp.Compare(x.term, y.term) })
	if length := v.length(); length > 0 {
		for i := range v {
			v[i].weight /= length
		}
	}
	return v
}

func (v vector) length() float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x.weight) * float64(x.weight)
	}
	return float32(math.Sqrt(sum))
}

func (v vector) dot(u vector) float32 {
	sum := float32(0)
	for i, j := 0, 0; i < len(v) && j < len(u); {
		switch cmp.Compare(v[i].term, u[j].term) {
		case -1:
			i++
		case 1:
			j++
		default:
			sum += v[i].weight * u[j].weight
			i, j = i+1, j+1
		}
	}
	return sum
}

// scaled is v with its products multiplied by share.
func scaled(v vector, share float64) vector {
	root := float32(math.Sqrt(share))
	u := make(vector, len(v))
	for i, w := range v {
		u[i] = weighted{w.term, w.weight * root}
	}
	return u
}

// add is the sum of two vectors.
func add(v, u vector) vector {
	sum := make(vector, 0, len(v)+len(u))
	for len(v) > 0 && len(u) > 0 {
		switch cmp.Compare(v[0].term, u[0].term) {
		case -1:
			sum, v = append(sum, v[0]), v[1:]
		case 1:
			sum, u = append(sum, u[0]), u[1:]
		default:
			sum = append(sum, weighted{v[0].term, v[0].weight + u[0].weight})
			v, u = v[1:], u[1:]
		}
	}
	return append(append(sum, v...), u...)
}

// has reports whether v holds the term.
func (v vector) has(term uint64) bool {
	_, found := slices.BinarySearchFunc(v, term, func(w weighted, term uint64) int { return cmp.Compare(w.term, term) })
	return found
}
