package kinship

import (
	"cmp"
	"slices"

	"stemma"
	"stemma/parallel"
	"stemma/terms"
)

const (
	leastWords   = 6   // aligned words of a passage of prose: about a clause
	leastQuoted  = 3   // aligned words of a shared quotation
	leastContent = 2   // aligned words that neither are function words nor continue a name
	leastProof   = 2.9 // what the aligned words prove, less what lies between them
	leastIntact  = 2.3 // the same where no word was changed: edits are also what chance looks like
	editedShare  = 0.8 // aligned words at and below which leastProof is asked for whole
	leastQuote   = 1.2 // the same for a quotation
	leastShare   = 0.5 // aligned words in the words of both spans
	splitGap     = 8   // unaligned words on one side that part a passage in two
	quotedShare  = 0.8 // of the aligned words: then the passage is a quotation
)

// Passages returns the wording that documents share: ordered by the documents'
// order, then the longest first. Within a pair of documents no two passages of
// one kind of speech overlap.
//
// Cost: linear in the documents' words and in the passages found; see seeds.
func Passages(docs []*stemma.Document) []stemma.Passage {
	witnesses := readAll(docs)
	pairs := byPair(seeds(witnesses))
	found := make([][]stemma.Passage, len(pairs))
	parallel.Each(len(pairs), 0, func() func(int) {
		e := &extender{}
		return func(k int) {
			a, b := pairs[k][0].a, pairs[k][0].b
			found[k] = e.pair(witnesses[a], witnesses[b], pairs[k])
		}
	})
	return withoutBoilerplate(witnesses, slices.Concat(found...))
}

// byPair parts seeds where another pair of witnesses begins.
func byPair(all []seed) [][]seed {
	var pairs [][]seed
	for first := 0; first < len(all); {
		last := first
		for last < len(all) && all[last].a == all[first].a && all[last].b == all[first].b {
			last++
		}
		pairs = append(pairs, all[first:last])
		first = last
	}
	return pairs
}

// Align returns the passages that two documents share, the first document's
// side as A. Align(b, a) returns the same with the sides changed.
func Align(a, b *stemma.Document) []stemma.Passage {
	witnesses := readAll([]*stemma.Document{a, b})
	return new(extender).pair(witnesses[0], witnesses[1], seeds(witnesses))
}

func readAll(docs []*stemma.Document) []*witness {
	witnesses := make([]*witness, len(docs))
	parallel.Each(len(docs), 0, func() func(int) {
		reader := terms.NewReader()
		return func(i int) { witnesses[i] = read(reader, docs[i], i) }
	})
	return witnesses
}

// pair turns the seeds of two witnesses into passages.
func (e *extender) pair(a, b *witness, pair []seed) []stemma.Passage {
	x, y := a, b
	turned := !canonical(a, b)
	if turned {
		x, y = b, a
		pair = mirrored(pair)
	}
	e.a, e.b = x, y
	var passages []stemma.Passage
	for _, run := range e.alignments(pair) {
		for _, piece := range pieces(x, y, run.matches) {
			passages = append(passages, passage(x, y, piece))
		}
	}
	if turned {
		for i := range passages {
			passages[i].A, passages[i].B = passages[i].B, passages[i].A
		}
	}
	slices.SortStableFunc(passages, longestFirst)
	return passages
}

func mirrored(pair []seed) []seed {
	turned := make([]seed, len(pair))
	for k, s := range pair {
		turned[k] = seed{s.b, s.a, s.j, s.i}
	}
	slices.SortFunc(turned, func(x, y seed) int { return cmp.Or(cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) })
	return turned
}

func longestFirst(x, y stemma.Passage) int {
	return cmp.Or(cmp.Compare(y.Words, x.Words), cmp.Compare(x.A.Span.Start, y.A.Span.Start), cmp.Compare(x.B.Span.Start, y.B.Span.Start))
}

// pieces cuts an alignment into what stands as a passage: apart where a gap
// parts it, quotations taken off its ends, and what proves too little dropped.
func pieces(a, b *witness, matches []match) [][]match {
	var kept [][]match
	for _, run := range cutAtGaps(matches) {
		for _, part := range cutQuotations(a, b, run) {
			if part = closed(a, part); stands(a, b, part) {
				kept = append(kept, part)
			}
		}
	}
	return kept
}

// looseEnd is the rarity below which a passage's last word ("and", "the", "of")
// belongs to what follows.
const looseEnd = 0.08

// closed takes the loose words off a run's end.
func closed(a *witness, run []match) []match {
	for len(run) > 1 && a.words[run[len(run)-1].i].Rarity < looseEnd {
		run = run[:len(run)-1]
	}
	return run
}

// cutAtGaps cuts where either text goes its own way for splitGap words.
func cutAtGaps(matches []match) [][]match {
	var runs [][]match
	first := 0
	for k := 1; k <= len(matches); k++ {
		if k == len(matches) || matches[k].i-matches[k-1].i > splitGap || matches[k].j-matches[k-1].j > splitGap {
			runs = append(runs, matches[first:k])
			first = k
		}
	}
	return runs
}

// cutQuotations parts the words that both texts quote from those around them.
// Where prose that proves enough by itself stands at both sides of a quotation,
// the quotation was copied along with it and remains within the passage.
func cutQuotations(a, b *witness, run []match) [][]match {
	parts := joinPhrases(a, b, bySpeech(a, b, run))
	firstProse, lastProse := -1, -1
	for k, part := range parts {
		if !quotation(a, b, part) && stands(a, b, part) {
			if firstProse < 0 {
				firstProse = k
			}
			lastProse = k
		}
	}
	var kept [][]match
	at := 0
	for k, part := range parts {
		switch {
		case k == firstProse:
			length := 0
			for _, inner := range parts[firstProse : lastProse+1] {
				length += len(inner)
			}
			kept = append(kept, run[at:at+length])
		case k > firstProse && k <= lastProse && firstProse >= 0:
		case quotation(a, b, part) && stands(a, b, part):
			kept = append(kept, part)
		}
		at += len(part)
	}
	return kept
}

// bySpeech parts a run where both texts begin or end quoting.
func bySpeech(a, b *witness, run []match) [][]match {
	var parts [][]match
	first := 0
	for k := 1; k <= len(run); k++ {
		if k == len(run) || bothQuote(a, b, run[k]) != bothQuote(a, b, run[k-1]) {
			parts = append(parts, run[first:k])
			first = k
		}
	}
	return parts
}

// phrase is the most words that a report quotes within a sentence of its own
// ("several days"): what is said around them is then the reporter's.
const phrase = 4

// joinPhrases joins a quoted phrase with the prose at its sides, where this
// proves enough without it.
func joinPhrases(a, b *witness, parts [][]match) [][]match {
	var joined [][]match
	for _, part := range parts {
		n := len(joined)
		if n > 1 && len(joined[n-1]) <= phrase && quotation(a, b, joined[n-1]) && weigh(a, b, joined[n-2])+weigh(a, b, part) >= leastProof {
			joined[n-2] = joined[n-2][:len(joined[n-2])+len(joined[n-1])+len(part)]
			joined = joined[:n-1]
			continue
		}
		joined = append(joined, part)
	}
	return joined
}

func bothQuote(a, b *witness, m match) bool { return a.quoted[m.i] && b.quoted[m.j] }

// quotation reports whether at least quotedShare of the run is quoted on both sides.
func quotation(a, b *witness, run []match) bool {
	n := 0
	for _, m := range run {
		if bothQuote(a, b, m) {
			n++
		}
	}
	return float64(n) >= quotedShare*float64(len(run))
}

// stands reports whether a run of matches is long, dense and telling enough.
func stands(a, b *witness, run []match) bool {
	words, content := 0, 0
	for _, m := range run {
		words++
		if a.words[m.i].Rarity >= contentRarity && !a.named[m.i] && !b.named[m.j] {
			content++
		}
	}
	proof := weigh(a, b, run)
	if quotation(a, b, run) {
		return words >= leastQuoted && proof >= leastQuote && share(run) >= leastShare
	}
	edited := min(1, (1-float32(share(run)))/(1-editedShare))
	least := leastIntact + edited*(leastProof-leastIntact)
	return words >= leastWords && content >= leastContent && proof >= least && share(run) >= leastShare
}

// weigh is what a run proves: the weights of its words less those of the words
// between them, as the extension counts them.
func weigh(a, b *witness, run []match) float32 {
	proof := float32(0)
	for k, m := range run {
		gain := min(a.weight[m.i], b.weight[m.j])
		if m.near {
			gain *= nearShare
		}
		proof += gain
		if k > 0 {
			proof -= between(a, b, run[k-1], m)
		}
	}
	return proof
}

// between is the cost of the words between two matches: as many as face each
// other are substitutions, the rest is left out.
func between(a, b *witness, from, to match) float32 {
	gapA, gapB := to.i-from.i-1, to.j-from.j-1
	cost := substitution * float32(min(gapA, gapB))
	for i := to.i - max(0, gapA-gapB); i < to.i; i++ {
		cost += gapCost(a, int(i))
	}
	for j := to.j - max(0, gapB-gapA); j < to.j; j++ {
		cost += gapCost(b, int(j))
	}
	return cost
}

// share is the share of aligned words in the words of both spans.
func share(run []match) float64 {
	first, last := run[0], run[len(run)-1]
	return 2 * float64(len(run)) / float64(last.i-first.i+last.j-first.j+2)
}

// intact reports whether every word of both spans is aligned, without an error.
func intact(run []match) bool {
	return share(run) == 1 && !slices.ContainsFunc(run, func(m match) bool { return m.near })
}

// passage describes a run of matches.
func passage(a, b *witness, run []match) stemma.Passage {
	first, last := run[0], run[len(run)-1]
	p := stemma.Passage{
		A:          a.evidence(first.i, last.i),
		B:          b.evidence(first.j, last.j),
		Kind:       stemma.Edited,
		Similarity: share(run),
		Words:      len(run),
		Quotation:  quotation(a, b, run),
	}
	if intact(run) {
		p.Kind = stemma.Verbatim
	}
	p.Attributed = attributedShare(a.attributed[first.i:last.i+1]) >= quotedShare ||
		attributedShare(b.attributed[first.j:last.j+1]) >= quotedShare
	return p
}

func (w *witness) evidence(first, last int32) stemma.Evidence {
	return stemma.Evidence{Article: w.doc.ID, Span: stemma.Span{Start: int(w.words[first].Start), End: int(w.words[last].End)}}
}

func attributedShare(marks []bool) float64 {
	n := 0
	for _, mark := range marks {
		if mark {
			n++
		}
	}
	return float64(n) / float64(max(1, len(marks)))
}
