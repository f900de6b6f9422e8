package kinship

import (
	"cmp"
	"slices"
	"sort"
)

// A shingle is two neighbouring content words, function words between them
// passed over, so that an editor who changes "in the" to "at" does not hide it.
type shingle struct {
	hash    uint64
	witness int32
	word    int32 // index of its first word
}

const (
	contentRarity = 0.3 // a word at least so rare is content
	shingleRarity = 1.0 // the two words of a shingle together; "told reporters" falls below
	shingleReach  = 5   // words from the first to the second, at most
	perWitness    = 4   // places of one shingle in one witness
	// fanout is the number of witnesses up to which all that hold a shingle are
	// compared with one another. Of more, each is compared with the neighbours
	// before it and the first: agency copy printed by hundreds would otherwise
	// cost the square of their number, and its printings remain connected. (400
	// copies of one text: 4.9 million allocations before, see BenchmarkCopies.)
	fanout     = 48
	neighbours = 6
)

// shingles appends the witness's shingles to dst.
func (w *witness) shingles(dst []shingle) []shingle {
	previous := -1
	for i, word := range w.words {
		if word.Rarity < contentRarity && !(word.Number && len(word.Norm) > 1) {
			continue
		}
		if previous >= 0 && i-previous <= shingleReach && w.segment[previous] == w.segment[i] &&
			w.words[previous].Rarity+word.Rarity >= shingleRarity {
			dst = append(dst, shingle{hash: pairHash(w.words[previous].Hash, word.Hash), witness: int32(w.at), word: int32(previous)})
		}
		previous = i
	}
	return dst
}

// pairHash mixes two hashes in order (Fibonacci hashing of the first).
func pairHash(a, b uint64) uint64 { return (a*0x9E3779B97F4A7C15)>>7 ^ a<<57 ^ b }

// seed is a shingle that two witnesses share: word i of a, word j of b.
type seed struct{ a, b, i, j int32 }

// seeds finds the shingles that witnesses share, ordered by pair of witnesses
// and place. It looks each shingle up once and never pairs witnesses that share
// none (an inverted index; Manber 1994, Broder 1997).
func seeds(witnesses []*witness) []seed {
	var all []shingle
	for _, w := range witnesses {
		all = w.shingles(all)
	}
	slices.SortFunc(all, func(x, y shingle) int {
		return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.witness, y.witness), cmp.Compare(x.word, y.word))
	})
	var found []seed
	for first := 0; first < len(all); {
		last := first + sort.Search(len(all)-first, func(k int) bool { return all[first+k].hash > all[first].hash })
		found = pairUp(found, all[first:last])
		first = last
	}
	slices.SortFunc(found, func(x, y seed) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	return found
}

// pairUp appends the seeds of one shingle's places, which come ordered by witness.
func pairUp(found []seed, places []shingle) []seed {
	if places[0].witness == places[len(places)-1].witness {
		return found
	}
	runs := byWitness(places)
	for y := range runs {
		from := 0
		if len(runs) > fanout {
			from = max(0, y-neighbours)
		}
		if from > 0 {
			found = cross(found, runs[0], runs[y])
		}
		for x := from; x < y; x++ {
			found = cross(found, runs[x], runs[y])
		}
	}
	return found
}

// cross appends the seeds of two witnesses' places of one shingle.
func cross(found []seed, a, b []shingle) []seed {
	for _, x := range a {
		for _, y := range b {
			found = append(found, seed{x.witness, y.witness, x.word, y.word})
		}
	}
	return found
}

// byWitness parts the places of a shingle, the first few of each witness.
func byWitness(places []shingle) [][]shingle {
	var runs [][]shingle
	for first := 0; first < len(places); {
		last := first
		for last < len(places) && places[last].witness == places[first].witness {
			last++
		}
		runs = append(runs, places[first:min(last, first+perWitness)])
		first = last
	}
	return runs
}
