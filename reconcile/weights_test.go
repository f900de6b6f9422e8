package reconcile

import (
	"testing"

	"stemma/lexicon"
)

// TestWeights: the file has every feature, in the order of compare.go.
func TestWeights(t *testing.T) {
	entries := lexicon.MustRead("weights.txt", weightsText, 2)
	if len(entries) != int(features) {
		t.Fatalf("%d weights, %d features", len(entries), features)
	}
	for i, entry := range entries {
		if entry.Key != featureNames[i] {
			t.Errorf("line %d has %s, want %s", entry.Line, entry.Key, featureNames[i])
		}
	}
}

// TestRivals: of two alike clauses here and one there, only the best is mutual.
func TestRivals(t *testing.T) {
	b := &notebook{notes: []note{{doc: 0}, {doc: 0}, {doc: 1}}}
	pairs := []pair{{a: 0, b: 1}, {a: 0, b: 2}, {a: 1, b: 2}}
	rows := []rivalry{{likeness: 3}, {likeness: 2}, {likeness: 1}}
	b.rivals(pairs, rows)
	for i, want := range []rivalry{{likeness: 3}, {2, 1, 1, 1}, {1, 0.5, 1, 0}} {
		if rows[i] != want {
			t.Errorf("pair %d: %+v, want %+v", i, rows[i], want)
		}
	}
}

// TestSurelyApart: a silent third report does not make two informants one.
func TestSurelyApart(t *testing.T) {
	v := voices{reports: []string{"A", "B", "C"}}
	sure := newGroups(3)
	for _, c := range []struct {
		ties []tie
		want int
	}{
		{nil, 3},
		{[]tie{{i: 0, k: 2}, {i: 1, k: 2}}, 2},
		{[]tie{{i: 0, k: 1}, {i: 0, k: 2}, {i: 1, k: 2}}, 1},
	} {
		if got := v.surelyApart(c.ties, sure); got != c.want {
			t.Errorf("%v: %d, want %d", c.ties, got, c.want)
		}
	}
}
