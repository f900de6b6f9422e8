package kinship

import (
	"cmp"
	"slices"
	"strings"

	"stemma/terms"
)

// match is one word of either text that answers to one of the other.
type match struct {
	i, j int32
	near bool // a typing error apart
}

// alignment is an ordered run of matches; score is what they prove less what
// lies between them.
type alignment struct {
	matches []match
	score   float32
}

const (
	substitution = 0.45 // a word put for another
	gapBase      = 0.10 // a word left out, and
	gapWeight    = 0.30 // what it weighs
	drop         = 3.5  // how far a run may fall below its best before it is given up
	nearShare    = 0.8  // what a misspelt word proves
	band         = 24   // diagonals at either side of the seed's
)

// extender extends seeds to alignments: gapped extension that is given up when
// the score drops (Zhang, Schwartz, Wagner and Miller 2000), over words instead
// of letters and with a weight per word. It keeps its tables between calls.
type extender struct {
	a, b        *witness
	left, right table
}

// table is one extension's cells. Cell k of row r stands for r words of a and
// r-band+k words of b; of each row only the cells [low, high) were reached.
type table struct {
	rows              [2]row // by the last bit of their number
	traces            [][]byte
	bestRow, bestCell int
	best              float32
}

type row struct {
	scores    [2*band + 1]float32
	low, high int
}

// at is the score of a cell; cells out of reach are worth nothing.
func (r *row) at(k int) float32 {
	if k < r.low || k >= r.high {
		return unreachable
	}
	return r.scores[k]
}

const unreachable = float32(-1e9)

const (
	traceNone byte = iota
	traceMatch
	traceNear
	traceOther
	traceSkipA
	traceSkipB
)

// align extends a seed at words i and j to both sides. What is worth too little
// for any passage comes back without matches.
func (e *extender) align(i, j int) alignment {
	e.extend(&e.left, i-1, j-1, -1)
	e.extend(&e.right, i, j, 1)
	run := alignment{score: e.left.best + e.right.best}
	least := float32(leastIntact)
	if e.a.quoted[i] && e.b.quoted[j] {
		least = leastQuote
	}
	if run.score < least {
		return run
	}
	run.matches = e.left.trace(nil, i-1, j-1, -1)
	seed := len(run.matches)
	run.matches = e.right.trace(run.matches, i, j, 1)
	slices.Reverse(run.matches[seed:]) // a trace runs from its far end to the seed
	return run
}

// extend fills the table from words i and j on, in steps of +1 or -1, within the
// stretch of prose that holds each.
func (e *extender) extend(t *table, i, j, step int) {
	t.bestRow, t.bestCell, t.best, t.traces = 0, band, 0, t.traces[:0]
	lenA, lenB := reach(e.a.segment, i, step), reach(e.b.segment, j, step)
	if lenA == 0 || lenB == 0 {
		return
	}
	e.firstRow(t, j, step, lenB)
	for r := 1; r <= lenA && t.rows[(r-1)&1].low < t.rows[(r-1)&1].high; r++ {
		e.nextRow(t, r, i+step*(r-1), j, step, lenB)
	}
}

// reach is the number of words from at on, in the direction of step, that
// share its stretch of prose, up to what an alignment may need; at one beyond
// the seed may have left it.
func reach(segment []int32, at, step int) int {
	if at < 0 || at >= len(segment) || step < 0 && segment[at] != segment[at+1] {
		return 0
	}
	n := 0
	for k := at; k >= 0 && k < len(segment) && segment[k] == segment[at]; k += step {
		n++
	}
	return n
}

// firstRow skips words of b only.
func (e *extender) firstRow(t *table, j, step, lenB int) {
	first := &t.rows[0]
	first.low, first.high = band, band+1
	first.scores[band] = 0
	for n := 1; n <= lenB && band+n <= 2*band; n++ {
		score := first.scores[band+n-1] - gapCost(e.b, j+step*(n-1))
		if score < -drop {
			break
		}
		first.scores[band+n] = score
		first.high = band + n + 1
	}
}

// nextRow fills row r, which adds word wa of a, from the row before it: a match
// or substitution comes from cell k there, a word of a left out from cell k+1,
// a word of b left out from cell k-1 of the same row.
func (e *extender) nextRow(t *table, r, wa, j, step, lenB int) {
	previous, current := &t.rows[(r-1)&1], &t.rows[r&1]
	trace := t.traceRow(r)
	start := max(previous.low-1, band-r, 0)
	current.low, current.high = start, start
	word := e.facing(wa)
	beside, reached := unreachable, false
	for k := start; k <= min(2*band, lenB+band-r) && (k < previous.high || beside > unreachable); k++ {
		score, how := unreachable, traceNone
		column := r - band + k
		wb := j + step*(column-1)
		if before := previous.at(k); before > unreachable && column > 0 {
			gain, kind := e.compare(&word, wb)
			score, how = before+gain, kind
		}
		if above := previous.at(k + 1); above > unreachable && above-word.gap > score {
			score, how = above-word.gap, traceSkipA
		}
		if beside > unreachable && column > 0 {
			if skip := beside - gapCost(e.b, wb); skip > score {
				score, how = skip, traceSkipB
			}
		}
		if score < t.best-drop {
			score, how = unreachable, traceNone
		}
		current.scores[k], trace[k], beside = score, how, score
		current.high = k + 1
		if score > unreachable {
			reached = true
		} else if !reached {
			current.low = k + 1
		}
		if score > t.best {
			t.bestRow, t.bestCell, t.best = r, k, score
		}
	}
	for current.high > current.low && current.scores[current.high-1] == unreachable {
		current.high--
	}
}

// facing is a word of a as a row compares it with the words of b.
type facing struct {
	*terms.Word
	hash        uint64
	weight, gap float32
	typo        bool // may be a typing error
}

func (e *extender) facing(wa int) facing {
	word := &e.a.words[wa]
	return facing{word, word.Hash, e.a.weight[wa], gapCost(e.a, wa), mayBeTypo(word)}
}

// compare is what two words facing each other prove.
func (e *extender) compare(x *facing, wb int) (float32, byte) {
	y := &e.b.words[wb]
	if x.hash == y.Hash {
		return min(x.weight, e.b.weight[wb]), traceMatch
	}
	if x.typo && misspelt(x.Word, y) {
		return nearShare * min(x.weight, e.b.weight[wb]), traceNear
	}
	return -substitution, traceOther
}

func gapCost(w *witness, at int) float32 { return gapBase + gapWeight*w.weight[at] }

// traceRow is the trace of row r, made anew or left by an earlier call.
func (t *table) traceRow(r int) []byte {
	if r <= cap(t.traces) {
		t.traces = t.traces[:r]
	} else {
		t.traces = append(t.traces, nil)
	}
	if t.traces[r-1] == nil {
		t.traces[r-1] = make([]byte, 2*band+1)
	}
	return t.traces[r-1]
}

// trace appends the matches on the way back from the best cell to the seed.
func (t *table) trace(matches []match, i, j, step int) []match {
	r, k := t.bestRow, t.bestCell
	for r > 0 {
		column := r - band + k
		switch how := t.traces[r-1][k]; how {
		case traceMatch, traceNear:
			matches = append(matches, match{int32(i + step*(r-1)), int32(j + step*(column-1)), how == traceNear})
			r--
		case traceOther:
			r--
		case traceSkipA:
			r, k = r-1, k+1
		case traceSkipB:
			k--
		default:
			return matches
		}
	}
	return matches
}

// shortest word in which one wrong letter is a typing error and not another word
const shortestTypo = 5

// mayBeTypo reports whether a word is long enough, and no figure or day.
func mayBeTypo(x *terms.Word) bool { return len(x.Norm) >= shortestTypo && !x.Number && !x.Day }

// misspelt reports whether two words are one letter apart: one put for
// another, left out, or two changed about (Damerau 1964).
func misspelt(x, y *terms.Word) bool {
	a, b := x.Norm, y.Norm
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || !mayBeTypo(x) || !mayBeTypo(y) {
		return false
	}
	head := 0
	for head < len(a) && a[head] == b[head] {
		head++
	}
	if len(a) < len(b) {
		return a[head:] == b[head+1:]
	}
	if head == len(a) || a[head+1:] == b[head+1:] {
		return true
	}
	return head+1 < len(a) && a[head] == b[head+1] && a[head+1] == b[head] && a[head+2:] == b[head+2:]
}

// alignments extends the seeds of one pair, best first, so that every word of
// either text stands in one alignment at most.
func (e *extender) alignments(pair []seed) []alignment {
	var found []alignment
	covered := map[[2]int32]bool{}
	for _, s := range pair {
		if covered[[2]int32{s.i, s.j}] {
			continue
		}
		run := e.align(int(s.i), int(s.j))
		if len(run.matches) == 0 {
			continue
		}
		for _, m := range run.matches {
			covered[[2]int32{m.i, m.j}] = true
		}
		found = append(found, run)
	}
	slices.SortStableFunc(found, func(x, y alignment) int { return compareAlignments(x, y) })
	return disjoint(found, len(e.a.words), len(e.b.words))
}

// compareAlignments puts the better first; ties go to the earlier place.
func compareAlignments(x, y alignment) int {
	return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.matches[0].i, y.matches[0].i), cmp.Compare(x.matches[0].j, y.matches[0].j))
}

// disjoint takes from each alignment the words that a better one holds.
func disjoint(found []alignment, lenA, lenB int) []alignment {
	usedA, usedB := make([]bool, lenA), make([]bool, lenB)
	var kept []alignment
	for _, run := range found {
		matches := longestFree(run.matches, usedA, usedB)
		if len(matches) == 0 {
			continue
		}
		first, last := matches[0], matches[len(matches)-1]
		for i := first.i; i <= last.i; i++ {
			usedA[i] = true
		}
		for j := first.j; j <= last.j; j++ {
			usedB[j] = true
		}
		kept = append(kept, alignment{matches: matches, score: run.score})
	}
	return kept
}

// longestFree is the longest run of matches with no used word on either side.
func longestFree(matches []match, usedA, usedB []bool) []match {
	var best []match
	for first := 0; first < len(matches); {
		last := first
		for last < len(matches) && free(matches, first, last, usedA, usedB) {
			last++
		}
		if last-first > len(best) {
			best = matches[first:last]
		}
		first = max(last, first+1)
	}
	return best
}

// free reports whether matches[last] and the words between it and the match
// before it are unused.
func free(matches []match, first, last int, usedA, usedB []bool) bool {
	fromI, fromJ := matches[last].i, matches[last].j
	if last > first {
		fromI, fromJ = matches[last-1].i, matches[last-1].j
	}
	for i := fromI; i <= matches[last].i; i++ {
		if usedA[i] {
			return false
		}
	}
	for j := fromJ; j <= matches[last].j; j++ {
		if usedB[j] {
			return false
		}
	}
	return true
}

// canonical reports whether two texts are compared in this order. Ties within
// an alignment go one way or the other by the order of the texts; a fixed order
// makes Align(a, b) mirror Align(b, a).
func canonical(a, b *witness) bool {
	return cmp.Or(strings.Compare(a.doc.Text, b.doc.Text), strings.Compare(a.doc.ID, b.doc.ID)) <= 0
}
