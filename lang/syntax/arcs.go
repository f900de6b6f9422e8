package syntax

import (
	"stemma"
	"stemma/model/fixed"
)

// link gives the batch's tokens heads, labels and names, from the last layer's
// states in w.x.
func (n *Network) link(w *work, d *stemma.Document, rows int) {
	w.top = n.top.apply(w.top, w.x, 2*n.hidden, rows)
	wide := fixed.Columns(n.top.Cols)
	w.vectors = room(w.vectors, rows*2*n.arc)
	for r := range rows {
		fixed.SquashAll(w.vectors[r*2*n.arc:(r+1)*2*n.arc], w.top[r*wide:r*wide+2*n.arc])
	}
	w.sums = n.pair.apply(w.sums, w.vectors, 2*n.arc, rows)
	w.pairs = room(w.pairs, rows*n.arc)
	for i, sum := range w.sums[:rows*n.arc] {
		w.pairs[i] = fixed.State(sum)
	}
	w.rel = room(w.rel, rows*n.rel)
	for s, sentence := range w.batch {
		n.linkSentence(w, d.Tokens[sentence.First:sentence.Last], s, sentence.First)
	}
	n.label(w, d, rows)
}

// linkSentence finds the tree of one sentence, and its names.
func (n *Network) linkSentence(w *work, tokens []stemma.Token, s, first int) {
	count := len(tokens)
	n.candidates(w, count, s)
	columns := fixed.Columns(count + 1)
	w.scores = resize(w.scores, count*columns)
	w.own = room(w.own, count*n.arc)
	for t := range count {
		r := w.start[t] + s
		copy(w.own[t*n.arc:], w.pairs[r*n.arc:(r+1)*n.arc])
	}
	w.cands.Add(w.scores, columns, w.own, n.arc, count)
	wide := fixed.Columns(n.top.Cols)
	for t, head := range w.trees.Best(count, w.scores, columns) {
		r := w.start[t] + s
		rel := w.rel[r*n.rel : (r+1)*n.rel]
		from := n.relRoot
		tokens[t].Head = -1
		if head > 0 {
			tokens[t].Head = first + int(head) - 1
			to := w.start[head-1] + s
			from = w.top[to*wide+2*n.arc+n.rel : to*wide+2*n.arc+2*n.rel]
		}
		for i, own := range w.top[r*wide+2*n.arc : r*wide+2*n.arc+n.rel] {
			rel[i] = own + from[i]
		}
	}
	n.name(w, tokens, s)
}

// candidates packs the vectors of all that may head a token, the root first.
func (n *Network) candidates(w *work, count, s int) {
	w.cands.Rows, w.cands.Cols = n.arc, count+1
	w.cands.Data = resize(w.cands.Data, fixed.Size(n.arc, count+1))
	w.cands.SetColumn(0, n.arcRoot)
	for t := range count {
		r := w.start[t] + s
		w.cands.SetColumn(t+1, w.vectors[r*2*n.arc+n.arc:(r+1)*2*n.arc])
	}
}

// label reads the labels of the arcs that were chosen. The root's arc alone is
// labelled root.
func (n *Network) label(w *work, d *stemma.Document, rows int) {
	w.hidden = room(w.hidden, rows*n.rel)
	fixed.SquashAll(w.hidden, w.rel)
	w.sums = n.out.apply(w.sums, w.hidden, n.rel, rows)
	wide := fixed.Columns(n.out.Cols)
	for s, sentence := range w.batch {
		for t := range sentence.Last - sentence.First {
			token := &d.Tokens[sentence.First+t]
			row := w.sums[(w.start[t]+s)*wide : (w.start[t]+s)*wide+n.out.Cols]
			if token.Head < 0 {
				token.Deprel = "root"
				continue
			}
			row[n.rootLabel] = -1 << 31
			token.Deprel = n.labels[best(row)]
		}
	}
}
