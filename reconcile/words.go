package reconcile

import (
	"slices"
	"strings"
)

// step aligns a word of a variant (nil: left out) with one of the reference
// (nil: put in).
type step struct{ mine, theirs *word }

// fit aligns a variant's words with the cheapest stretch of the reference's: a
// word put in, left out or replaced costs 1, another form of the same word ½;
// what stands before and after the stretch is free.
func fit(mine, theirs []word) ([]step, float64) {
	cost := editCosts(mine, theirs, true)
	columns := len(theirs) + 1
	bottom := cost[len(mine)*columns:]
	end := 0
	for k := range columns {
		if bottom[k] < bottom[end] {
			end = k
		}
	}
	return trace(cost, mine, theirs, end, true), bottom[end]
}

// editScript aligns two word lists from end to end at least cost; nil where
// their product is too large to be one edited clause.
func editScript(mine, theirs []word) []step {
	if len(mine)*len(theirs) > 1<<16 {
		return nil
	}
	return trace(editCosts(mine, theirs, false), mine, theirs, len(theirs), false)
}

// editCosts is the table of edit distances; with free, a stretch of theirs may
// begin anywhere.
func editCosts(mine, theirs []word, free bool) []float64 {
	rows, columns := len(mine)+1, len(theirs)+1
	cost := make([]float64, rows*columns)
	for k := 1; k < columns && !free; k++ {
		cost[k] = cost[k-1] + skip(theirs[k-1], free)
	}
	for i := 1; i < rows; i++ {
		cost[i*columns] = cost[(i-1)*columns] + skip(mine[i-1], free)
		for k := 1; k < columns; k++ {
			cost[i*columns+k] = min(cost[(i-1)*columns+k-1]+swap(mine[i-1], theirs[k-1], free),
				cost[(i-1)*columns+k]+skip(mine[i-1], free), cost[i*columns+k-1]+skip(theirs[k-1], free))
		}
	}
	return cost
}

// trace walks the table back from the last row's column end.
func trace(cost []float64, mine, theirs []word, end int, free bool) []step {
	columns := len(theirs) + 1
	var steps []step
	i, k := len(mine), end
	for i > 0 || k > 0 && !free {
		here := cost[i*columns+k]
		switch {
		case i > 0 && k > 0 && here == cost[(i-1)*columns+k-1]+swap(mine[i-1], theirs[k-1], free):
			steps = append(steps, step{&mine[i-1], &theirs[k-1]})
			i, k = i-1, k-1
		case k > 0 && here == cost[i*columns+k-1]+skip(theirs[k-1], free):
			steps = append(steps, step{nil, &theirs[k-1]})
			k--
		default:
			steps = append(steps, step{&mine[i-1], nil})
			i--
		}
	}
	slices.Reverse(steps)
	return steps
}

// skip is the cost of a word that stands on one side only. Between two clauses a
// short word is nearly free: that both say "of" is no reason to align there.
func skip(w word, free bool) float64 {
	if !free && len(w.text) <= 3 {
		return 0.25
	}
	return 1
}

// swap is the cost of one word for another. Between two clauses from end to end
// a replaced word costs as much as one left out and one put in, so that words in
// common stay together; in a misquoted speech it is one slip.
func swap(a, b word, free bool) float64 {
	switch {
	case a.text == b.text:
		return 0
	case stem(a.text) == stem(b.text):
		return 0.5
	case !free:
		return 2 * (skip(a, free) + skip(b, free)) // never: left out and put in is cheaper
	}
	return 1
}

// altered puts the differing words of an alignment into words.
func altered(steps []step) []string {
	var changes []string
	for _, s := range steps {
		switch {
		case s.mine == nil:
			changes = append(changes, "leaves out “"+s.theirs.text+"”")
		case s.theirs == nil:
			changes = append(changes, "adds “"+s.mine.text+"”")
		case s.mine.text != s.theirs.text:
			changes = append(changes, "“"+s.mine.text+"” for “"+s.theirs.text+"”")
		}
	}
	return changes
}

// cutAway says how many words of the reference a shortened variant lacks, at
// its head and at its tail.
func cutAway(steps []step, reference []word) string {
	head, tail := 0, 0
	if len(steps) == 0 || steps[0].theirs == nil || steps[len(steps)-1].theirs == nil {
		return ""
	}
	for head < len(reference) && reference[head].span.Start < steps[0].theirs.span.Start {
		head++
	}
	for tail < len(reference)-head && reference[len(reference)-1-tail].span.Start > steps[len(steps)-1].theirs.span.Start {
		tail++
	}
	var parts []string
	if head > 0 {
		parts = append(parts, plural(head, "word")+" cut before it")
	}
	if tail > 0 {
		parts = append(parts, plural(tail, "word")+" cut after it")
	}
	return strings.Join(parts, ", ")
}
