package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStreamMaker: the same seed gives the same reports; a quarter are copies of
// an earlier report of their story.
func TestStreamMaker(t *testing.T) {
	one, again := newStreamMaker(3), newStreamMaker(3)
	stories := map[int]int{}
	copies := 0
	const n = 4000
	for i := range n {
		s, r := one.next(), again.next()
		if diff := cmp.Diff(s.doc, r.doc); diff != "" {
			t.Fatal(diff)
		}
		stories[i] = s.story
		if s.parent >= 0 {
			copies++
			if s.parent >= i || stories[s.parent] != s.story {
				t.Fatalf("report %d of story %d is a copy of %d of %d", i, s.story, s.parent, stories[s.parent])
			}
		}
	}
	if copies < n*22/100 || copies > n*28/100 {
		t.Errorf("%d of %d are copies", copies, n)
	}
}

// TestStreamFloor holds the quality that does not depend on the machine.
func TestStreamFloor(t *testing.T) {
	r := newStreamRun(4000)
	for _, score := range r.scores("4000") {
		floor := map[string]float64{"stream.4000.recall": 97, "stream.4000.precision": 97, "stream.4000.b3": 97}[score.Name]
		if score.Value < floor {
			t.Errorf("%s %.1f, want at least %.0f", score.Name, score.Value, floor)
		}
	}
}
