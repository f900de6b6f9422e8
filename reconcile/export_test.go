package reconcile

import "stemma"

// Vector and Features let the fitting test see what the stage compares.
type Vector = vector

const Features = int(features)

// Pairs are the candidate pairs of a corpus that no rule forbids, with their
// features; indices count all mentions in order.
func Pairs(docs []*stemma.Document, mentions [][]stemma.ClaimMention, kin stemma.Kinship, stories []stemma.Story) (pairs [][2]int, vectors []Vector, conflicts [][2]int) {
	b := read(docs, mentions, kin, stories, "")
	for _, p := range b.candidates() {
		if conflict(b.kin, &b.notes[p.a], &b.notes[p.b]) {
			conflicts = append(conflicts, [2]int{p.a, p.b})
			continue
		}
		pairs, vectors = append(pairs, [2]int{p.a, p.b}), append(vectors, compare(b.kin, &b.notes[p.a], &b.notes[p.b]))
	}
	return pairs, vectors, conflicts
}

// Cluster groups n mentions with other chances and another threshold.
func Cluster(n int, pairs [][2]int, chances []float64, conflicts [][2]int, least float64) [][]int {
	var all []pair
	for i, p := range pairs {
		all = append(all, pair{p[0], p[1], chances[i], false})
	}
	for _, p := range conflicts {
		all = append(all, pair{p[0], p[1], 0, true})
	}
	return cluster(n, all, least)
}

// Weights and Threshold are the ones in use.
func Weights() Vector    { return weights }
func Threshold() float64 { return sameClaim }
