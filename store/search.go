package store

import (
	"cmp"
	"math"
	"slices"
)

// window is how many of the texts that match are ranked together. To rank all
// that have a common word would take about half a second at 4,000 stories,
// reckoned from what FTS5's own bm25 took at 200.
const window = 128

// Search finds texts of these kinds (nil: all) that have all words of the query;
// see parseQuery for what a user may write. The latest 128 that match come
// first, the best of them before the others, then the 128 before; in one story
// all are ranked together. It minds the filter's Story, Since, Until and Limit;
// After is how many hits to pass over. Where the filter has words on claims,
// only claims are found that they let through; where it names outlets, only
// reports of theirs.
func (t *Tx) Search(query string, kinds []string, f Filter) ([]Hit, error) {
	q := parseQuery(query)
	if len(q.Want) == 0 {
		return nil, nil
	}
	r := ranking{Query: q, only: q.initials(), stems: stems{}}
	skip, want := int(max(f.After, 0)), f.limit()
	var hits []Hit
	for before := int64(math.MaxInt64); len(hits) < want; {
		block, err := t.matching(&r, kinds, f, before)
		if err != nil || len(block) == 0 {
			return hits, err
		}
		before = slices.MinFunc(block, func(a, b candidate) int { return cmp.Compare(a.id, b.id) }).id
		passed := min(skip, len(block))
		skip -= passed
		for _, c := range block[passed:min(passed+want-len(hits), len(block))] {
			hits = append(hits, r.hit(c))
		}
		if f.Story != 0 || len(block) < window {
			return hits, nil
		}
	}
	return hits, nil
}

// matching gives the next texts that match, ranked.
func (t *Tx) matching(r *ranking, kinds []string, f Filter, before int64) ([]candidate, error) {
	w, from, order, err := t.searched(r.Query, kinds, f)
	if err != nil {
		return nil, err
	}
	w.add(order+" < ?", before)
	limit := window
	if f.Story != 0 {
		limit = math.MaxInt32
	}
	block, err := list(t, func(row Row) (c candidate, err error) {
		err = row.Scan(&c.id, &c.Kind, &c.Ref, &c.Title, &c.Body, &c.Day, &c.Story)
		return c, err
	}, "SELECT t.id, t.kind, t.ref, t.title, t.body, t.day, t.story FROM "+from+w.String()+" ORDER BY "+order+" DESC LIMIT ?", w.with(limit)...)
	if err != nil {
		return nil, err
	}
	for i := range block {
		r.weigh(&block[i])
	}
	if f.Story != 0 {
		block = slices.DeleteFunc(block, func(c candidate) bool { return !r.matches(r.words(c.Title), r.words(c.Body)) })
	}
	slices.SortStableFunc(block, func(a, b candidate) int { return cmp.Compare(b.Score, a.Score) })
	return block, nil
}

// searched says where the texts stand and which are asked for. The texts of one
// story are few, and are all looked at: to find those among all that have a
// common word would take longer.
func (t *Tx) searched(q Query, kinds []string, f Filter) (w where, from, order string, err error) {
	if f.Story != 0 {
		from, order = "texts t", "t.id"
		w.add("t.story = ?", f.Story)
		w.oneOf("t.kind", kinds)
	} else {
		var folded []string
		for _, kind := range kinds {
			folded = append(folded, foldWord(kind))
		}
		m := t.store.dialect.Match(q, folded)
		from, order = m.From, m.Order
		w.add(m.Where, m.Args...)
	}
	w.within("t.day", "t.day", f)
	if f.Story = 0; len(f.facets()) > 0 || f.MinOrigins > 0 || f.MaxOrigins > 0 {
		f.Since, f.Until = "", ""
		c, _, _, err := t.ofClaims(f, false)
		if err != nil {
			return w, "", "", err
		}
		c.add("c.story = t.story AND c.key = t.ref")
		w.add("t.kind = 'claim' AND EXISTS (SELECT 1 FROM claims c"+c.String()+")", c.args...)
	}
	if len(f.Outlet) > 0 {
		w.add("t.kind = 'report' AND EXISTS (SELECT 1 FROM reports r WHERE r.outlet IN ("+marks(len(f.Outlet))+
			") AND r.story = t.story AND CAST(r.id AS TEXT) = t.ref)", texts(f.Outlet)...)
	}
	return w, from, order, nil
}

// candidate is a text that may be a hit.
type candidate struct {
	Hit
	id int64
}

// ranking weighs texts for one search.
type ranking struct {
	Query
	only  *initials
	stems stems
}

func (r *ranking) words(text string) []word { return r.stems.words(text, r.only) }

// weigh scores a text as BM25 does (Robertson and others 1995), a word of the
// title counting as four of the body. As every hit has all words, how rare each
// is makes no difference.
func (r *ranking) weigh(c *candidate) {
	const saturation, mean = 1.2, 200
	counts := make([]float64, r.size()+1) // of what is not asked for: the first
	length := 0.0
	r.stems.each(c.Title, r.only, func(w word) { counts[r.finds(w)+1] += 4; length++ })
	r.stems.each(c.Body, r.only, func(w word) { counts[r.finds(w)+1]++; length++ })
	dampening := saturation * (0.25 + 0.75*length/mean)
	for _, n := range counts[1:] {
		c.Score += n * (saturation + 1) / (n + dampening)
	}
}

func (r *ranking) hit(c candidate) Hit {
	c.Snippet = r.snippet(c.Title, c.Body, r.words(c.Title), r.words(c.Body))
	return c.Hit
}
