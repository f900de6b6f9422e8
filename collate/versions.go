package collate

import (
	"strings"

	"stemma"
)

// Run is a stretch of text that both versions have, or only the earlier
// (Deleted) or the later one (Inserted).
type Run struct {
	Kind string `json:"kind,omitempty"`
	Text string `json:"text"`
}

// Kinds of run; "" is what both have.
const (
	Deleted  = "deleted"
	Inserted = "inserted"
)

// Compare says what became of an earlier version's blocks in a later one: a
// list of runs for each block of either. Blocks that are alike pair first, then
// the words between two such pairs.
func Compare(before, after *stemma.Article) [][]Run {
	x, y := blockTexts(before), blockTexts(after)
	var out [][]Run
	i, j := 0, 0
	for _, p := range append(align(foldBlocks(x), foldBlocks(y)), pair{len(x), len(y)}) {
		out = append(out, between(x[i:p.a], y[j:p.b])...)
		if p.a < len(x) && p.b < len(y) {
			out = append(out, []Run{{"", y[p.b]}})
		}
		i, j = p.a+1, p.b+1
	}
	return out
}

func blockTexts(a *stemma.Article) []string {
	var list []string
	for _, b := range a.Blocks {
		if text := strings.TrimSpace(b.Span.In(a.Text)); text != "" {
			list = append(list, text)
		}
	}
	return list
}

func foldBlocks(list []string) []string {
	out := make([]string, len(list))
	for i, text := range list {
		out[i] = flat(text)
	}
	return out
}

// between compares blocks that have no twin: the most alike are taken as one
// block rewritten, in order; the rest came or went.
func between(x, y []string) [][]Run {
	var out [][]Run
	i := 0
	for _, later := range y {
		at, best := -1, 0.3 // below that, another block
		for k := i; k < len(x); k++ {
			if s := likeness(x[k], later); s > best {
				at, best = k, s
			}
		}
		if at < 0 {
			out = append(out, []Run{{Inserted, later}})
			continue
		}
		for ; i < at; i++ {
			out = append(out, []Run{{Deleted, x[i]}})
		}
		out = append(out, Words(x[at], later))
		i = at + 1
	}
	for ; i < len(x); i++ {
		out = append(out, []Run{{Deleted, x[i]}})
	}
	return out
}

// likeness is Dice's coefficient over the words.
func likeness(a, b string) float64 {
	count := map[string]int{}
	n := 0
	for w := range strings.FieldsSeq(a) {
		count[fold(w)]++
		n++
	}
	both := 0
	for w := range strings.FieldsSeq(b) {
		n++
		if count[fold(w)] > 0 {
			count[fold(w)]--
			both++
		}
	}
	return 2 * float64(both) / float64(max(n, 1))
}

// Words compares two texts word by word, as they are written.
func Words(a, b string) []Run {
	x, y := strings.Fields(a), strings.Fields(b)
	pairs := align(x, y)
	if pairs == nil {
		return []Run{{Deleted, a}, {Inserted, b}}
	}
	var runs []Run
	add := func(kind string, words []string) {
		switch n := len(runs); {
		case len(words) == 0:
		case n > 0 && runs[n-1].Kind == kind:
			runs[n-1].Text += " " + strings.Join(words, " ")
		default:
			runs = append(runs, Run{kind, strings.Join(words, " ")})
		}
	}
	i, j := 0, 0
	for _, p := range append(pairs, pair{len(x), len(y)}) {
		add(Deleted, x[i:p.a])
		add(Inserted, y[j:p.b])
		if p.a < len(x) {
			add("", x[p.a:p.a+1])
		}
		i, j = p.a+1, p.b+1
	}
	return runs
}
