package syntax

import (
	"strings"

	"stemma"
	"stemma/model/fixed"
)

// NameLabels are the labels of tokens in names: outside, then for each class the
// first, an inner, the last and a single token of a name (Ratinov and Roth 2009).
var NameLabels = []string{
	"O", "B-PER", "I-PER", "E-PER", "S-PER", "B-ORG", "I-ORG", "E-ORG", "S-ORG", "B-LOC", "I-LOC", "E-LOC", "S-LOC",
}

// SharpNames turns labels of IOB2 into NameLabels.
func SharpNames(labels []string) []string {
	out := make([]string, len(labels))
	for i, label := range labels {
		prefix, class, _ := strings.Cut(label, "-")
		goes := i+1 < len(labels) && labels[i+1] == "I-"+class
		switch {
		case prefix == "O":
			out[i] = "O"
		case prefix == "B" && !goes:
			out[i] = "S-" + class
		case prefix == "I" && !goes:
			out[i] = "E-" + class
		default:
			out[i] = label
		}
	}
	return out
}

// NameRules say which label of a name may follow which.
type NameRules struct {
	begins []bool    // may stand first, or after a name's end
	ends   []bool    // may stand last, or before a name's beginning
	goes   [][]uint8 // for each label those before it that it continues
	plain  []string  // IOB2
}

// NewNameRules reads the rules off the labels' names.
func NewNameRules(labels []string) *NameRules {
	r := &NameRules{}
	for _, label := range labels {
		prefix, class, _ := strings.Cut(label, "-")
		r.begins = append(r.begins, prefix == "O" || prefix == "B" || prefix == "S")
		r.ends = append(r.ends, prefix == "O" || prefix == "E" || prefix == "S")
		var before []uint8
		for i, other := range labels {
			if p, c, _ := strings.Cut(other, "-"); c == class && (p == "B" || p == "I") && (prefix == "I" || prefix == "E") {
				before = append(before, uint8(i))
			}
		}
		r.goes = append(r.goes, before)
		switch prefix {
		case "O":
			label = ""
		case "S":
			label = "B-" + class
		case "E":
			label = "I-" + class
		}
		r.plain = append(r.plain, label)
	}
	return r
}

const never = int64(-1) << 60

// name labels the tokens of one sentence.
func (n *Network) name(w *work, tokens []stemma.Token, s int) {
	k, wide, at := len(n.names), fixed.Columns(n.top.Cols), 2*n.arc+2*n.rel
	w.nameScores = resize(w.nameScores, len(tokens)*k)
	for t := range tokens {
		copy(w.nameScores[t*k:], w.top[(w.start[t]+s)*wide+at:][:k])
	}
	w.path = resize(w.path, len(tokens)*k)
	n.nameRules.best(w.nameScores, w.path, func(t, label int) { tokens[t].Name = n.nameRules.plain[label] })
}

// Best is the best sequence of labels that the rules allow, as IOB2 with "" for
// outside, by each token's scores for every label.
func (r *NameRules) Best(scores []int32) []string {
	out := make([]string, len(scores)/len(r.plain))
	r.best(scores, make([]uint8, len(scores)), func(t, label int) { out[t] = r.plain[label] })
	return out
}

// best finds the sequence (Viterbi 1967), and tells it from the last token to
// the first. Path is memory for as many numbers as there are scores.
func (r *NameRules) best(scores []int32, path []uint8, tell func(t, label int)) {
	k := len(r.plain)
	n := len(scores) / k
	var sums, next [maxNames]int64
	for t := range n {
		ended, open := 0, int64(0)
		if t > 0 {
			ended, open = r.bestEnd(sums[:k])
		}
		for label := range k {
			from, sum := ended, open
			if !r.begins[label] {
				from, sum = 0, never
				for _, before := range r.goes[label] {
					if t > 0 && sums[before] > sum {
						from, sum = int(before), sums[before]
					}
				}
			}
			next[label] = sum + int64(scores[t*k+label])
			path[t*k+label] = uint8(from)
		}
		sums = next
	}
	label, _ := r.bestEnd(sums[:k])
	for t := n - 1; t >= 0; t-- {
		tell(t, label)
		label = int(path[t*k+label])
	}
}

// maxNames is the most labels of names that a network may have.
const maxNames = 64

// bestEnd is the best label that ends a name or stands outside.
func (r *NameRules) bestEnd(sums []int64) (label int, sum int64) {
	label, sum = 0, never*2
	for i, v := range sums {
		if r.ends[i] && v > sum {
			label, sum = i, v
		}
	}
	return label, sum
}
