package eval

import "testing"

// TestCountNames is worked by hand: of three names found one has gold's span
// and class, one gold's span alone, one is none; gold has two more.
func TestCountNames(t *testing.T) {
	got := []nameSpan{{0, 2, "PER"}, {4, 5, "ORG"}, {7, 8, "LOC"}}
	want := []nameSpan{{0, 2, "PER"}, {4, 5, "LOC"}, {9, 10, "LOC"}}
	var hits, system, gold [4]int
	countNames(got, want, &hits, &system, &gold)
	if hits != [4]int{1, 0, 0, 1} || system != [4]int{1, 1, 1, 3} || gold != [4]int{1, 0, 2, 3} {
		t.Errorf("hits %v system %v gold %v", hits, system, gold)
	}
	if f := f1(hits[3], system[3], gold[3]); f < 33.3 || f > 33.4 {
		t.Errorf("F1 %v, want 33.3", f)
	}
}
