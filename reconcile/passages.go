package reconcile

import (
	"slices"
	"strings"

	"stemma"
)

// kinship is the kinship of the articles, indexed for questions about single mentions.
type kinship struct {
	stemma.Kinship
	of      map[string][]int  // passages that an article takes part in
	account map[string]int    // the account of an article, as a whole
	common  map[[2]string]int // bytes that two articles share
	length  map[string]int
}

func indexKinship(docs []*stemma.Document, kin stemma.Kinship) kinship {
	k := kinship{Kinship: kin, of: map[string][]int{}, account: map[string]int{}, common: map[[2]string]int{}, length: map[string]int{}}
	for _, d := range docs {
		k.length[d.ID] = len(d.Text)
	}
	for i, p := range kin.Passages {
		k.of[p.A.Article] = append(k.of[p.A.Article], i)
		k.common[[2]string{min(p.A.Article, p.B.Article), max(p.A.Article, p.B.Article)}] += min(p.A.Span.Len(), p.B.Span.Len())
		if p.B.Article != p.A.Article {
			k.of[p.B.Article] = append(k.of[p.B.Article], i)
		}
	}
	for i, account := range kin.Accounts {
		for _, id := range account {
			k.account[id] = i + 1
		}
	}
	return k
}

// holding lists the passages, other than quotations, in which an article's span
// stands with its whole length.
func (k kinship) holding(article string, s stemma.Span) []int {
	var inside []int
	for _, i := range k.of[article] {
		p := k.Passages[i]
		side := p.A
		if side.Article != article {
			side = p.B
		}
		if telling(p) && side.Span.Contains(s) {
			inside = append(inside, i)
		}
	}
	return inside
}

// attributedWords is how long a shared passage must be to prove one telling
// where a side of it stands in attributed content: two reporters at one press
// conference write down the same short words.
const attributedWords = 12

// tellingWords is how long one must be elsewhere: six or seven words are often a
// measure and a place, which any reporter writes ("90 nautical miles west of Arden").
const tellingWords = 8

// telling reports whether a passage proves that two articles are one telling.
func telling(p stemma.Passage) bool {
	return !p.Quotation && p.Words >= tellingWords && (!p.Attributed || p.Words >= attributedWords)
}

// told is the passage in which two mentions of two articles both stand, or -1.
func (k kinship) told(a, b *note) int {
	for _, i := range a.inside {
		if slices.Contains(b.inside, i) && a.Article != b.Article {
			return i
		}
	}
	return -1
}

// quoted reports whether two mentions stand in one quotation that both articles
// print: whoever spoke those words is the origin of both.
func (k kinship) quoted(a, b *note) bool {
	if a.Article == b.Article {
		return false
	}
	for _, i := range k.of[a.Article] {
		p := k.Passages[i]
		if p.B.Article == a.Article {
			p.A, p.B = p.B, p.A
		}
		if p.Quotation && p.B.Article == b.Article && p.A.Span.Contains(a.Trigger) && p.B.Span.Contains(b.Trigger) {
			return true
		}
	}
	return false
}

// oneAccount reports whether two articles are one telling as a whole.
func (k kinship) oneAccount(a, b string) bool {
	return a == b || k.account[a] != 0 && k.account[a] == k.account[b]
}

// copiedShare is the share of the shorter article that a pair must have in
// common for the whole to be a copy.
const copiedShare = 0.5

// copies reports whether two articles share so much that the one, as a whole,
// is the other: then every claim of both is one telling, also where an editor
// has reworded it.
func (k kinship) copies(a, b string) bool {
	return k.oneAccount(a, b) && float64(k.common[[2]string{min(a, b), max(a, b)}]) >= copiedShare*float64(min(k.length[a], k.length[b]))
}

// Two sentences that begin and end in the same words, framedWords or more and
// framedShare of the longer one's, are one sentence of which somebody has
// rewritten the middle: "The blast was felt as far away as …", "… across the bay in …".
// With a figure there the two are rather news of two hours: "… killed 5 …", "… 22 …".
const (
	framedShare = 2. / 3
	framedWords = 8
)

// framed reports whether the sentences of two mentions begin and end alike.
func (b *notebook) framed(one, two *note) bool {
	x, y := b.sentenceWords(one), b.sentenceWords(two)
	head, tail, most := 0, 0, min(len(x), len(y))
	for head < most && strings.EqualFold(x[head].Form, y[head].Form) {
		head++
	}
	if head == 0 {
		return false
	}
	for tail < most-head && strings.EqualFold(x[len(x)-1-tail].Form, y[len(y)-1-tail].Form) {
		tail++
	}
	if slices.ContainsFunc(slices.Concat(x[head:len(x)-tail], y[head:len(y)-tail]), func(t stemma.Token) bool { return t.UPOS == "NUM" }) {
		return false
	}
	return tail > 0 && head+tail >= framedWords && float64(head+tail) >= framedShare*float64(max(len(x), len(y)))
}

// sentenceWords are the words of the sentence that a mention stands in, without
// the punctuation that ends it.
func (b *notebook) sentenceWords(n *note) []stemma.Token {
	d := b.docs[n.doc]
	at := d.SentenceAt(d.TokenAt(n.Trigger.Start))
	if at < 0 {
		return nil
	}
	words := d.Tokens[d.Sentences[at].First:d.Sentences[at].Last]
	for len(words) > 0 && words[len(words)-1].UPOS == "PUNCT" {
		words = words[:len(words)-1]
	}
	return words
}
