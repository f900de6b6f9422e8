package collate

import (
	"strings"

	"stemma"
)

// mostCells bounds the table of an alignment: four million cells take 8 MB and
// some 10 ms, and hold two passages of 2,000 words.
const mostCells = 4 << 20

// pair says that word A of one text is word B of the other.
type pair struct{ a, b int }

// align pairs the words that two texts have in common, in order: a longest
// common subsequence (Hunt and Szymanski's problem, here by the plain quadratic
// table). It is nil where the texts are too long to compare.
func align(x, y []string) []pair {
	if len(x)*len(y) > mostCells || len(x) > 1<<15-1 || len(y) > 1<<15-1 {
		return nil
	}
	wide := len(y) + 1
	table := make([]int16, (len(x)+1)*wide)
	for i := len(x) - 1; i >= 0; i-- {
		row, below := table[i*wide:(i+1)*wide], table[(i+1)*wide:]
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				row[j] = below[j+1] + 1
			} else {
				row[j] = max(below[j], row[j+1])
			}
		}
	}
	var pairs []pair
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			pairs = append(pairs, pair{i, j})
			i, j = i+1, j+1
		case table[(i+1)*wide+j] >= table[i*wide+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// Differences are the words of each text that the other has not at that place,
// neighbours taken together; none where the texts are too long to compare.
func Differences(a, b string) (left, right []stemma.Span) {
	x, y := words(a, 0), words(b, 0)
	pairs := align(folded(a, x), folded(b, y))
	if pairs == nil && len(x)*len(y) > mostCells {
		return nil, nil
	}
	var i, j int
	for _, p := range append(pairs, pair{len(x), len(y)}) {
		left, right = append(left, x[i:p.a]...), append(right, y[j:p.b]...)
		i, j = p.a+1, p.b+1
	}
	return joined(a, left), joined(b, right)
}

// words are the spans between white space, moved by an offset.
func words(text string, by int) []stemma.Span {
	var spans []stemma.Span
	at := 0
	for word := range strings.FieldsSeq(text) {
		start := at + strings.Index(text[at:], word)
		at = start + len(word)
		spans = append(spans, stemma.Span{Start: start + by, End: at + by})
	}
	return spans
}

// folded are the words as they are compared.
func folded(text string, spans []stemma.Span) []string {
	list := make([]string, len(spans))
	for i, s := range spans {
		list[i] = fold(s.In(text))
	}
	return list
}

var straight = strings.NewReplacer("’", "'", "—", "–")

// fold is a word without the marks beside it, in small letters; a mark that
// stands alone, such as a dash, is itself.
func fold(word string) string {
	bare := strings.Trim(word, `.,;:!?“”"'’‘()[]`)
	return straight.Replace(strings.ToLower(bare))
}

// joined makes one span of neighbours that only white space parts.
func joined(text string, spans []stemma.Span) []stemma.Span {
	var out []stemma.Span
	for _, s := range spans {
		if last := len(out) - 1; last >= 0 && strings.TrimSpace(text[out[last].End:s.Start]) == "" {
			out[last].End = s.End
			continue
		}
		out = append(out, s)
	}
	return out
}
