package eval

import "stemma"

// reliabilityBins is the number of ranges of probability: 0 to 10 per cent, …
const reliabilityBins = 10

// reliability holds what edges claim of themselves against what was found: by
// range of their probability, how many edges, the sum of their probabilities,
// and how many are right (DeGroot and Fienberg 1983).
type reliability [reliabilityBins]struct {
	edges, right int
	claimed      float64
}

func (r *reliability) add(e stemma.Edge, right bool) {
	bin := &r[max(0, min(int(e.Probability*reliabilityBins), reliabilityBins-1))]
	bin.edges++
	bin.claimed += e.Probability
	if right {
		bin.right++
	}
}

// score is 100 less the mean distance, in per cent, between what a range's
// edges claim and what is right of them.
func (r *reliability) score() float64 {
	off, edges := 0.0, 0
	for _, bin := range r {
		off += max(bin.claimed-float64(bin.right), float64(bin.right)-bin.claimed)
		edges += bin.edges
	}
	if edges == 0 {
		return 0
	}
	return 100 - 100*off/float64(edges)
}
