package syntax

import (
	"slices"
	"sync/atomic"

	"stemma"
	"stemma/model/fixed"
)

// mostKnown is how many words a network remembers, each with what the first
// layer's inputs make of it: numbers that follow from the word's features alone,
// the same in every sentence. Words are as unevenly spread as ever: over ECB+
// 1,024 spare 73 of 100 tokens this part of the work, 2,048 (12 MB) 78, 4,096 83.
const mostKnown = 2048

// knownWord is a word that was met, with both directions' sums.
type knownWord struct {
	keys []uint32
	sums []int32
	met  atomic.Bool // again, since another word last wanted its place
}

// known is a table of words, one for each remainder of a hash. It is shared by
// all that read with the network; whatever it holds, the sums are the same.
type known struct {
	words [mostKnown]atomic.Pointer[knownWord]
	asked [4 * mostKnown]atomic.Uint32 // hashes of words that were new once
}

func place(keys []uint32) uint64 {
	hash := uint64(14695981039346656037)
	for _, key := range keys {
		hash = (hash ^ uint64(key)) * 1099511628211
	}
	return hash
}

// sums are those of a word, or nil.
func (k *known) sums(hash uint64, keys []uint32) []int32 {
	word := k.words[hash>>32%mostKnown].Load()
	if word == nil || !slices.Equal(word.keys, keys) {
		return nil
	}
	if !word.met.Load() {
		word.met.Store(true)
	}
	return word.sums
}

// keep remembers a word that comes a second time, unless the one in its place
// has been met again. Half of all words come once.
func (k *known) keep(hash uint64, keys []uint32, sums []int32) {
	if k.asked[hash>>32%(4*mostKnown)].Swap(uint32(hash)) != uint32(hash) {
		return
	}
	at := &k.words[hash>>32%mostKnown]
	if old := at.Load(); old != nil && old.met.Swap(false) {
		return
	}
	at.Store(&knownWord{keys: slices.Clone(keys), sums: slices.Clone(sums)})
}

// words are the first layer's sums for a batch: each row's, and those of the
// words that the network did not know.
type words struct {
	rows   [][]int32 // both directions' sums of each row
	wide   int       // numbers of one direction
	keys   []uint32
	news   []newWord
	placed []int32          // place in news of each row's word
	at     map[uint64]int32 // of the news, by hash
	fresh  []int32          // sums of the news
}

// newWord is a word not known yet; its features are keys[first:last].
type newWord struct {
	hash        uint64
	first, last int
}

// read looks up the batch's words and computes the sums of the new ones.
func (n *Network) read(w *work, d *stemma.Document, rows int) {
	w.words.begin(rows, fixed.Columns(4*n.hidden))
	for s, sentence := range w.batch {
		tokens := d.Tokens[sentence.First:sentence.Last]
		w.reader.Read(tokens)
		for t := range tokens {
			row, keys := w.start[t]+s, w.reader.Keys(t)
			hash := place(keys)
			if w.words.rows[row] = n.known.sums(hash, keys); w.words.rows[row] == nil {
				w.words.placed[row] = w.words.enter(hash, keys)
			}
		}
	}
	n.learn(w)
}

func (v *words) begin(rows, wide int) {
	v.rows, v.placed = slices.Grow(v.rows[:0], rows)[:rows], slices.Grow(v.placed[:0], rows)[:rows]
	v.wide, v.keys, v.news = wide, v.keys[:0], v.news[:0]
	if v.at == nil {
		v.at = map[uint64]int32{}
	}
	clear(v.at)
}

// enter is the place of a new word among the batch's.
func (v *words) enter(hash uint64, keys []uint32) int32 {
	if at, met := v.at[hash]; met && slices.Equal(v.keys[v.news[at].first:v.news[at].last], keys) {
		return at
	}
	first := len(v.keys)
	v.keys = append(v.keys, keys...)
	v.news = append(v.news, newWord{hash, first, len(v.keys)})
	v.at[hash] = int32(len(v.news) - 1)
	return v.at[hash]
}

// learn computes the new words' sums, and gives them to their rows.
func (n *Network) learn(w *work) {
	v, count := &w.words, len(w.words.news)
	w.x = resize(w.x, count*n.dim)
	for at, word := range v.news {
		n.sum(w.x[at*n.dim:(at+1)*n.dim], v.keys[word.first:word.last])
	}
	both := 2 * v.wide
	v.fresh = room(v.fresh, count*both)
	for way := range n.layers[0] {
		if count > 0 {
			n.layers[0][way].input.into(v.fresh[way*v.wide:], both, w.x, n.dim, count)
		}
	}
	for at, word := range v.news {
		n.known.keep(word.hash, v.keys[word.first:word.last], v.fresh[at*both:(at+1)*both])
	}
	for row, sums := range v.rows {
		if sums == nil {
			at := int(v.placed[row])
			v.rows[row] = v.fresh[at*both : (at+1)*both]
		}
	}
}

// sums are all rows' of one direction, in the memory of y.
func (v *words) sums(y []int32, way int) []int32 {
	y = room(y, len(v.rows)*v.wide)
	for row, sums := range v.rows {
		copy(y[row*v.wide:(row+1)*v.wide], sums[way*v.wide:])
	}
	return y
}
