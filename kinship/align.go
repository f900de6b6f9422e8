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
// of letters and with a weight per word. It keeps its rows between calls.
type extender struct {
	a, b   *witness
	cells  []float32
	traces [][]byte
	lows   []int
}

const (
	traceNone byte = iota
	traceMatch
	traceNear
	traceOther
	traceSkipA
	traceSkipB
)

// align extends a seed at words i and j to both sides.
func (e *extender) align(i, j int) alignment {
	left, leftScore := e.extend(i-1, j-1, -1)
	right, rightScore := e.extend(i, j, 1)
	slices.Reverse(left)
	return alignment{matches: append(left, right...), score: leftScore + rightScore}
}

// extend is the best run of matches from words i and j on, in steps of +1 or
// -1, within the stretch of prose that holds each.
func (e *extender) extend(i, j, step int) ([]match, float32) {
	lenA, lenB := reach(e.a.segment, i, step), reach(e.b.segment, j, step)
	if lenA == 0 || lenB == 0 {
		return nil, 0
	}
	bestRow, bestColumn, best := e.fill(i, j, step, lenA, lenB)
	return e.trace(i, j, step, bestRow, bestColumn), best
}

// reach is the number of words from at on, in the direction of step, that
// share its stretch of prose; at one beyond the seed may have left it.
func reach(segment []int32, at, step int) int {
	if at < 0 || at >= len(segment) {
		return 0
	}
	if step < 0 && segment[at] != segment[at+1] {
		return 0
	}
	n := 0
	for k := at; k >= 0 && k < len(segment) && segment[k] == segment[at]; k += step {
		n++
	}
	return n
}

const unreachable = float32(-1e9)

// fill runs the recurrence row by row (words of a), keeping of each row the
// columns that have not dropped, and returns the best cell.
func (e *extender) fill(i, j, step, lenA, lenB int) (bestRow, bestColumn int, best float32) {
	width := 2*band + 2
	if cap(e.cells) < 2*width {
		e.cells = make([]float32, 2*width)
	}
	previous, current := e.cells[:width], e.cells[width:2*width]
	for k := range previous {
		previous[k], current[k] = unreachable, unreachable
	}
	// Cell k of row r is column r-band+k. Row 0 skips words of b only.
	previous[band] = 0
	for k := band + 1; k < width-1 && k-band <= lenB; k++ {
		previous[k] = previous[k-1] - gapCost(e.b, j+step*(k-band-1))
		if previous[k] < -drop {
			previous[k] = unreachable
			break
		}
	}
	e.traces = e.traces[:0]
	for row := 1; row <= lenA; row++ {
		trace := e.row(row)
		alive := false
		for k := 0; k < width-1; k++ {
			column := row - band + k
			score, how := unreachable, traceNone
			if column >= 0 && column <= lenB {
				score, how = e.cell(i+step*(row-1), j+step*(column-1), column, k, previous, current)
			}
			if score < best-drop {
				score, how = unreachable, traceNone
			}
			current[k], trace[k] = score, how
			alive = alive || score > unreachable
			if score > best {
				bestRow, bestColumn, best = row, column, score
			}
		}
		if !alive {
			break
		}
		previous, current = current, previous
	}
	return bestRow, bestColumn, best
}

// cell is the best way into the cell of word wa of a and wb of b. In its own
// row the cell before it is k-1, in the row above its column is k+1.
func (e *extender) cell(wa, wb, column, k int, previous, current []float32) (float32, byte) {
	score, how := unreachable, traceNone
	if column > 0 && previous[k] > unreachable {
		gain, kind := e.compare(wa, wb)
		score, how = previous[k]+gain, kind
	}
	if above := previous[k+1]; above > unreachable {
		if skip := above - gapCost(e.a, wa); skip > score {
			score, how = skip, traceSkipA
		}
	}
	if k > 0 && column > 0 && current[k-1] > unreachable {
		if skip := current[k-1] - gapCost(e.b, wb); skip > score {
			score, how = skip, traceSkipB
		}
	}
	return score, how
}

// compare is what two words facing each other prove.
func (e *extender) compare(wa, wb int) (float32, byte) {
	x, y := &e.a.words[wa], &e.b.words[wb]
	if x.Hash == y.Hash {
		return min(e.a.weight[wa], e.b.weight[wb]), traceMatch
	}
	if misspelt(x, y) {
		return nearShare * min(e.a.weight[wa], e.b.weight[wb]), traceNear
	}
	return -substitution, traceOther
}

func gapCost(w *witness, at int) float32 { return gapBase + gapWeight*w.weight[at] }

// row is the trace of a row, made anew or taken from an earlier call.
func (e *extender) row(row int) []byte {
	if row <= cap(e.traces) {
		e.traces = e.traces[:row]
	} else {
		e.traces = append(e.traces, nil)
	}
	if e.traces[row-1] == nil {
		e.traces[row-1] = make([]byte, 2*band+2)
	}
	return e.traces[row-1]
}

// trace walks back from the best cell and returns the matches from the seed on.
func (e *extender) trace(i, j, step, row, column int) []match {
	var matches []match
	for row > 0 && column >= 0 {
		how := e.traces[row-1][column-row+band]
		switch how {
		case traceMatch, traceNear:
			matches = append(matches, match{int32(i + step*(row-1)), int32(j + step*(column-1)), how == traceNear})
			row, column = row-1, column-1
		case traceOther:
			row, column = row-1, column-1
		case traceSkipA:
			row--
		case traceSkipB:
			column--
		default:
			row = 0
		}
	}
	slices.Reverse(matches)
	return matches
}

// shortest word in which one wrong letter is a typing error and not another word
const shortestTypo = 5

// misspelt reports whether two words are one letter apart: one put for
// another, left out, or two changed about (Damerau 1964).
func misspelt(x, y *terms.Word) bool {
	a, b := x.Norm, y.Norm
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < shortestTypo || len(b)-len(a) > 1 || x.Number || y.Number || x.Day || y.Day {
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
