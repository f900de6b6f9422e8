package kinship

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/terms"
)

// witness is a document made ready for comparison: the words of its prose in
// order. (Textual criticism calls each surviving copy of a text a witness.)
type witness struct {
	doc          *stemma.Document
	at           int   // index of the document
	firstPosting int64 // in a Stream
	words        []terms.Word
	weight       []float32 // what a match of the word proves, 0 to 1
	segment      []int32   // stretch of prose that holds the word; alignments never leave one
	quoted       []bool    // within quotation marks or a direct attribution's content
	attributed   []bool    // quoted, or within any attribution's content
	named        []bool    // continues a name
	own          float32   // what the unquoted words prove together
}

// nameShare is what a name's second and later words prove, beside its first:
// "Captain Jane Roe of the Harbour Police" is one fact that everybody spells
// alike.
const nameShare = 0.35

// functionWeight is the least that a word proves; even "of the" in its place
// is something.
const functionWeight = 0.12

// averageWord is a word's length in bytes with the space behind it, rather less:
// arrays made by it hold nearly every text and waste little.
const averageWord = 6

// read prepares a document. Only prose takes part: captions, bylines and
// furniture recur by the outlet's habit and an embed is another author's text.
func read(reader *terms.Reader, doc *stemma.Document, at int) *witness {
	w := &witness{doc: doc, at: at}
	n := len(doc.Text)/averageWord + 1
	w.words, w.segment, w.quoted = make([]terms.Word, 0, n), make([]int32, 0, n), make([]bool, 0, n)
	segment := int32(0)
	for _, block := range prose(doc.Article) {
		if !block.Kind.Prose() {
			segment++
			continue
		}
		first := len(w.words)
		w.words = reader.Words(w.words, doc.Text, block.Span)
		for range w.words[first:] {
			w.segment = append(w.segment, segment)
		}
		w.quoted = append(w.quoted, make([]bool, len(w.words)-first)...)
		w.markQuotes(first, block.Span)
	}
	w.attributed = append(w.attributed, w.quoted...)
	w.markAttributions()
	w.weigh()
	return w
}

// prose is the article's blocks, or its whole text as one where it has none.
func prose(article *stemma.Article) []stemma.Block {
	if len(article.Blocks) > 0 {
		return article.Blocks
	}
	return []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(article.Text)}}}
}

// topicPower discounts words that a text repeats: what a report is about,
// every report on it says. A word said four times proves 0.66 of one said once.
const topicPower = 0.3

// weigh sets what each word proves.
func (w *witness) weigh() {
	w.weight = make([]float32, len(w.words))
	times := make(map[uint64]int, len(w.words))
	for _, word := range w.words {
		times[word.Hash]++
	}
	w.named = make([]bool, len(w.words))
	for i, word := range w.words {
		w.named[i] = w.continuesName(i)
		weight := word.Rarity
		if n := times[word.Hash]; n > 1 && word.Rarity >= contentRarity {
			weight *= repeated(n)
		}
		weight = max(functionWeight, weight)
		if w.named[i] {
			weight *= nameShare
		}
		w.weight[i] = weight
		if !w.quoted[i] {
			w.own += weight
		}
	}
}

// repeated is what each of n uses of a word proves.
func repeated(n int) float32 {
	if n < len(ofRepeated) {
		return ofRepeated[n]
	}
	return float32(math.Pow(float64(n), -topicPower))
}

var ofRepeated = func() (table [32]float32) {
	for n := range table {
		table[n] = float32(math.Pow(float64(n), -topicPower))
	}
	return table
}()

// continuesName reports whether the word is capitalised and stands right
// behind another capitalised word, or one or two function words away ("Bank of
// Nowhere", "of the Harbour Police").
func (w *witness) continuesName(i int) bool {
	if i == 0 || !w.words[i].Capital {
		return false
	}
	gap := w.doc.Text[w.words[i-1].End:w.words[i].Start]
	if strings.ContainsAny(gap, ".!?\n\"“”") && len(w.words[i-1].Norm) > 3 {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if w.words[k].Capital {
			return !w.words[k].Day
		}
		if w.words[k].Rarity >= linkRarity {
			return false
		}
	}
	return false
}

// linkRarity is that of the words that link the parts of a name: "of", "the".
const linkRarity = 0.1

// markAttributions marks the words in the contents that the attribution stage
// found. A mixed attribution's content is partly the reporter's wording, so
// only quotation marks speak for it.
func (w *witness) markAttributions() {
	for _, attribution := range w.doc.Attributions {
		for _, content := range attribution.Content {
			first, last := w.wordsIn(content.Span)
			for i := first; i < last; i++ {
				w.attributed[i] = true
				if attribution.Kind == "direct" {
					w.quoted[i] = true
				}
			}
		}
	}
}

// wordsIn is the range of words that overlap the span.
func (w *witness) wordsIn(s stemma.Span) (first, last int) {
	first = searchWords(w.words, s.Start)
	for last = first; last < len(w.words) && int(w.words[last].Start) < s.End; last++ {
	}
	return first, last
}

// searchWords is the first word that ends after offset.
func searchWords(words []terms.Word, offset int) int {
	low, high := 0, len(words)
	for low < high {
		middle := (low + high) / 2
		if int(words[middle].End) > offset {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// maxQuote is the longest quotation in bytes: what lies farther from its
// opening mark was opened by mistake (an inch sign, a forgotten mark).
const maxQuote = 1200

// markQuotes marks the words between quotation marks of one block, words from
// first on. A quotation that the block leaves open runs to the block's end, as
// quotations of several paragraphs are printed; each block starts afresh.
func (w *witness) markQuotes(first int, block stemma.Span) {
	text := w.doc.Text
	open, closer := -1, rune(0)
	word := first
	for at := block.Start; at < block.End; {
		c, size := utf8.DecodeRuneInString(text[at:block.End])
		end := at + size
		switch {
		case open >= 0 && (closes(text, at, end, c, closer) || c == '\n' || at-open > maxQuote):
			for ; word < len(w.words) && int(w.words[word].Start) < at; word++ {
				w.quoted[word] = int(w.words[word].Start) >= open && at-open <= maxQuote
			}
			open = -1
		case open < 0:
			if closer = opens(text, at, end, c); closer != 0 {
				open = at
			}
		}
		at = end
	}
	if open >= 0 && block.End-open <= maxQuote && closer != '’' && closer != '\'' {
		for i := word; i < len(w.words); i++ {
			w.quoted[i] = int(w.words[i].Start) >= open
		}
	}
}

// opens is the mark that closes the quotation which c opens, or 0.
func opens(text string, at, end int, c rune) rune {
	switch c {
	case '"', '“', '”', '„', '‟':
		return '"'
	case '«':
		return '»'
	case '‘':
		return '’'
	case '\'':
		if letterAfter(text, end) && !letterBefore(text, at) {
			return '\''
		}
	case '`':
		if strings.HasPrefix(text[at:], "``") {
			return '"'
		}
	}
	return 0
}

// closes reports whether c closes a quotation that waits for closer.
func closes(text string, at, end int, c, closer rune) bool {
	switch closer {
	case '"':
		return c == '"' || c == '”' || c == '“' || c == '\'' && strings.HasPrefix(text[at:], "''")
	case '’', '\'':
		return c == closer && !letterAfter(text, end)
	}
	return c == closer
}

func letterAfter(text string, end int) bool {
	c, _ := utf8.DecodeRuneInString(text[end:])
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

func letterBefore(text string, at int) bool {
	c, _ := utf8.DecodeLastRuneInString(text[:at])
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}
