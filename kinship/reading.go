package kinship

import (
	"math/bits"
	"strconv"

	"stemma/terms"
)

// wordSet is a set of an article's words, by index.
type wordSet []uint64

func newWordSet(n int) wordSet { return make(wordSet, (n+63)/64) }

func (s wordSet) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s wordSet) addAll(c cover) {
	for i := c.first; i < c.last; i++ {
		s.add(i)
	}
}

// side is what a relation says of one article's words: those in its passages,
// and of these the ones that the other article has too.
type side struct {
	in, same wordSet
	put      wordSet // words in the passages where the other has none
	mistyped int     // words that are typing errors of the other's
	grown    int     // figures that are higher than the other's
}

func newSide(w *witness) side {
	n := len(w.words)
	return side{in: newWordSet(n), same: newWordSet(n), put: newWordSet(n)}
}

// read aligns the passages of a relation once more, word by word: the readings
// in which two texts agree are what a stemma rests on (Maas 1927).
func (r *relation) read(t *tree) {
	a, b := t.witnesses[r.a], t.witnesses[r.b]
	r.sideA, r.sideB = newSide(a), newSide(b)
	for k, x := range r.coverA {
		y := r.coverB[k]
		r.sideA.in.addAll(x)
		r.sideB.in.addAll(y)
		lastI, lastJ, run := x.first-1, y.first-1, 0
		t.reader.common(a, b, x, y, func(i, j int) {
			r.sideA.same.add(i)
			r.sideB.same.add(j)
			r.matches = append(r.matches, [2]int32{int32(i), int32(j)})
			if i-lastI == j-lastJ {
				for n := 1; n < i-lastI; n++ {
					r.changed(&a.words[lastI+n], &b.words[lastJ+n])
				}
			}
			if lastI >= x.first {
				r.gap(cover{first: lastI + 1, last: i}, cover{first: lastJ + 1, last: j})
			}
			if run++; i-lastI != 1 || j-lastJ != 1 {
				run = 1
			}
			r.run = max(r.run, run)
			lastI, lastJ = i, j
		})
	}
}

// gap takes down a place where the two differ: the words of each between two
// matches.
func (r *relation) gap(ours, theirs cover) {
	if ours.first == ours.last && theirs.first == theirs.last {
		return
	}
	r.gaps++
	if theirs.first == theirs.last {
		r.sideA.put.addAll(ours)
	} else if ours.first == ours.last {
		r.sideB.put.addAll(theirs)
	}
}

// changed takes down which of two words that face each other must be the later
// one: a typing error comes of the right word, and tolls and losses grow.
func (r *relation) changed(x, y *terms.Word) {
	switch {
	case x.Number && y.Number:
		m, errM := strconv.ParseFloat(x.Norm, 64)
		n, errN := strconv.ParseFloat(y.Norm, 64)
		if errM == nil && errN == nil && m > n {
			r.sideA.grown++
		} else if errM == nil && errN == nil && n > m {
			r.sideB.grown++
		}
	case misspelt(x, y) && x.Rarity > y.Rarity:
		r.sideA.mistyped++
	case misspelt(x, y) && y.Rarity > x.Rarity:
		r.sideB.mistyped++
	}
}

// commonReader finds the longest common subsequence of two stretches of words.
type commonReader struct{ length []int32 }

// longestRead bounds the table: passages this long are read piece by piece from
// their beginnings, which agree where passages do.
const longestRead = 600

func (c *commonReader) common(a, b *witness, x, y cover, found func(i, j int)) {
	for x.first < x.last && y.first < y.last && a.words[x.first].Hash == b.words[y.first].Hash {
		found(x.first, y.first)
		x.first, y.first = x.first+1, y.first+1
	}
	n, m := min(x.last-x.first, longestRead), min(y.last-y.first, longestRead)
	if n == 0 || m == 0 {
		return
	}
	c.fill(a, b, x.first, y.first, n, m)
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case a.words[x.first+i].Hash == b.words[y.first+j].Hash:
			found(x.first+i, y.first+j)
			i, j = i+1, j+1
		case c.length[(i+1)*(m+1)+j] >= c.length[i*(m+1)+j+1]:
			i++
		default:
			j++
		}
	}
}

// fill sets length[i][j] to the common words from i and j on.
func (c *commonReader) fill(a, b *witness, first, second, n, m int) {
	size := (n + 1) * (m + 1)
	if cap(c.length) < size {
		c.length = make([]int32, size)
	}
	c.length = c.length[:size]
	clear(c.length)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a.words[first+i].Hash == b.words[second+j].Hash {
				c.length[i*(m+1)+j] = c.length[(i+1)*(m+1)+j+1] + 1
			} else {
				c.length[i*(m+1)+j] = max(c.length[(i+1)*(m+1)+j], c.length[i*(m+1)+j+1])
			}
		}
	}
}

// worth is what the words of x prove together for which keep says so.
func (w *witness) worth(set wordSet, keep func(word int) uint64) float64 {
	sum := float32(0)
	for k, word := range set {
		for word &= keep(k); word != 0; word &= word - 1 {
			sum += w.weight[k*64+bits.TrailingZeros64(word)]
		}
	}
	return float64(sum)
}
