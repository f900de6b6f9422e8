package syntax

import (
	"stemma"
	"stemma/gazetteer"
	"stemma/model"
)

// cue is what the gazetteer says of one token, as hashes; 0 is nothing.
type cue struct {
	kind    uint32 // the longest match's type and kind, with the token's place in it
	reading uint32 // the types of all readings of that match
	given   uint32 // a given name, by gender
	title   uint32 // part of a title
	shape   uint32 // a word that tells what a name is
}

func (c *cue) keys(dst []uint32) []uint32 {
	for i, v := range [...]uint32{c.kind, c.given, c.title, c.shape, c.reading} {
		if v != 0 {
			dst = append(dst, model.Mix(uint32(gazKind+i), v, 0, 0))
		}
	}
	return dst
}

func (r *Reader) readCues(tokens []stemma.Token) {
	r.cues = r.cues[:0]
	for i := range tokens {
		r.cues = append(r.cues, wordCue(tokens[i].Form))
	}
	for i := 0; i < len(tokens); {
		entries, n := gazetteer.Longest(tokens[i:], &r.buffer)
		for k := range n {
			r.cues[i+k].match(entries, k, n)
		}
		i += max(1, n)
	}
	for i := 0; i < len(tokens); {
		if !isWord(tokens[i].Form) {
			i++
			continue
		}
		title, n := gazetteer.LongestTitle(tokens[i:])
		for k := range n {
			r.cues[i+k].title = hash(title.Kind, title.Gender)
		}
		i += max(1, n)
	}
}

// match notes that the token is the k-th of n of a name on the lists.
func (c *cue) match(entries []gazetteer.Entry, k, n int) {
	place := uint32(min(k, 1)<<2 | min(n, 3))
	c.kind = model.Mix(place, hash(entries[0].Type, entries[0].Kind), 0, 0)
	c.reading = 1
	for _, entry := range entries {
		c.reading = model.Mix(place, c.reading, hash(entry.Type, ""), 0)
	}
}

func wordCue(form string) cue {
	var c cue
	if gender, found := gazetteer.GivenName(form); found {
		c.given = hash("given", gender)
	}
	if entry, position, found := gazetteer.Shape(form); found {
		c.shape = hash(entry.Type, position)
	}
	return c
}

func hash(a, b string) uint32 {
	h := uint32(model.Basis)
	for i := range len(a) {
		h = model.Chain(h, uint32(a[i]))
	}
	h = model.Chain(h, '/')
	for i := range len(b) {
		h = model.Chain(h, uint32(b[i]))
	}
	return h
}
