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
// table, of what stands between their common beginning and their common end). It
// is nil where the texts are too long to compare.
func align(x, y []string) []pair {
	pairs := make([]pair, 0, min(len(x), len(y)))
	first := 0
	for first < len(x) && first < len(y) && x[first] == y[first] {
		pairs = append(pairs, pair{first, first})
		first++
	}
	last := 0
	for last < len(x)-first && last < len(y)-first && x[len(x)-1-last] == y[len(y)-1-last] {
		last++
	}
	middle, fits := subsequence(x[first:len(x)-last], y[first:len(y)-last])
	if !fits {
		return nil
	}
	for _, p := range middle {
		pairs = append(pairs, pair{p.a + first, p.b + first})
	}
	for ; last > 0; last-- {
		pairs = append(pairs, pair{len(x) - last, len(y) - last})
	}
	return pairs
}

// subsequence is align by the table alone.
func subsequence(x, y []string) (pairs []pair, fits bool) {
	if len(x) == 0 || len(y) == 0 {
		return nil, true
	}
	if len(x)*len(y) > mostCells || len(x) > 1<<15-1 || len(y) > 1<<15-1 {
		return nil, false
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
	return pairs, true
}

// Differences are the words of each text that the other has not at that place,
// neighbours taken together; none where the texts are too long to compare.
func Differences(a, b string) (left, right []stemma.Span) {
	x, y := words(a, 0), words(b, 0)
	pairs := align(folded(a, x), folded(b, y))
	if pairs == nil { // too long
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

// fold is a word without the marks beside it, in small letters; "" for marks
// that stand alone.
func fold(word string) string {
	bare := strings.Trim(word, `.,;:!?“”"'’‘()[]`)
	if strings.Trim(bare, "-–—…") == "" {
		return ""
	}
	return strings.ReplaceAll(strings.ToLower(bare), "’", "'")
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
