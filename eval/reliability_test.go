package eval

import (
	"testing"

	"stemma"
)

func TestReliability(t *testing.T) {
	var r reliability
	if r.score() != 0 {
		t.Error("a score of nothing")
	}
	for i := range 10 {
		r.add(stemma.Edge{Probability: 0.8}, i < 7)
		r.add(stemma.Edge{Probability: 1}, true)
	}
	// Ten edges claim eight right and have seven, ten claim ten and have ten.
	if got := r.score(); got < 95-1e-9 || got > 95+1e-9 {
		t.Errorf("score %v, want 95", got)
	}
}

// TestReliabilityTable holds the probabilities of edges to what comes true on
// traditions that nothing was fitted on; -v prints the table.
func TestReliabilityTable(t *testing.T) {
	var all kinshipTally
	for seed := uint64(70_001); seed <= 70_300; seed++ {
		all.add(newTradition(seed))
	}
	for i, bin := range all.reliability {
		if bin.edges > 0 {
			t.Logf("%2d–%3d%%: %4d edges, claimed %5.1f, right %5.1f", 10*i, 10*i+10, bin.edges, 100*bin.claimed/float64(bin.edges), percent(bin.right, bin.edges))
		}
	}
	if score := all.reliability.score(); score < 95 {
		t.Errorf("calibration %.1f, want at least 95", score)
	}
}
