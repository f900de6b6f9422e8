package kinship

import (
	"fmt"
	"slices"
	"testing"

	"stemma"
)

// TestStreamFindsKin: of the pairs that Passages relates by an edge's worth of
// words, the stream finds nearly all, with the same passages.
func TestStreamFindsKin(t *testing.T) {
	docs := tradition(300)
	witnesses := readAll(docs)
	passages := Passages(docs)
	s := NewStream(Limits{})
	found := map[[2]string]Kin{}
	for _, d := range docs {
		for _, k := range s.Add(d) {
			found[[2]string{k.Article, d.ID}] = k
		}
	}
	pairs, missed := 0, 0
	for _, r := range relations(witnesses, passages) {
		if r.words < leastEdge {
			continue
		}
		pairs++
		k, ok := found[[2]string{docs[r.a].ID, docs[r.b].ID}]
		if !ok || k.Words < leastEdge {
			missed++
		}
		delete(found, [2]string{docs[r.a].ID, docs[r.b].ID})
	}
	more := 0
	for _, k := range found {
		if k.Same() && k.Words >= leastEdge {
			more++
		}
	}
	if pairs < 30 || missed > pairs/20 || more > pairs/20 {
		t.Errorf("%d pairs, %d missed, %d more", pairs, missed, more)
	}
}

// TestStreamForgets: what lies beyond the limits is not found, and its places
// are used again.
func TestStreamForgets(t *testing.T) {
	text := tradition(1)[0].Text
	at := func(id, day, text string) *stemma.Document {
		d := document(id, text)
		d.Published = &stemma.Published{Value: day, Precision: "day"}
		return d
	}
	s := NewStream(Limits{Days: 10})
	s.Add(at("A", "2024-05-01", text))
	if kin := s.Add(at("B", "2024-05-08", text)); len(kin) != 1 || kin[0].Article != "A" || kin[0].Share < 0.9 {
		t.Errorf("B: %+v", kin)
	}
	if kin := s.Add(at("C", "2024-05-15", text)); len(kin) != 1 || kin[0].Article != "B" {
		t.Errorf("C: %+v", kin)
	}
	few := NewStream(Limits{Reports: 50})
	docs := tradition(2000)
	for _, d := range docs {
		few.Add(d)
	}
	if len(few.window) > 50 || len(few.index.ring) > 1<<14 {
		t.Errorf("%d reports and %d places kept", len(few.window), len(few.index.ring))
	}
}

// TestStreamStock: wording under reports on different matters makes no kin, once
// it has been seen to be that.
func TestStreamStock(t *testing.T) {
	const stock = "\nSign up for our lunchtime bulletin and receive harbour gossip, shipyard verdicts and orchard recipes by carrier pigeon."
	s := NewStream(Limits{})
	for i, d := range tradition(40) {
		if i%5 != 0 {
			continue // of each event the first report
		}
		d = document(d.ID, d.Text+stock)
		for _, k := range s.Add(d) {
			if k.Same() && i > 5 {
				t.Errorf("%s is kin of %s: %+v", d.ID, k.Article, k.Passages)
			}
		}
	}
}

// TestPostings: chains lead through a ring that grows and forgets.
func TestPostings(t *testing.T) {
	p := newPostings()
	for n := range int64(3 * leastRing) {
		if n == leastRing+100 {
			p.tail = 200
		}
		p.add(posting{hash: uint64(n % 7), report: n})
		var hits []hit
		hits = p.find(hits, shingle{hash: uint64(n % 7)})
		if len(hits) == 0 || hits[0].report != n {
			t.Fatal(n, hits)
		}
		if n > 1000 && !slices.ContainsFunc(hits, func(h hit) bool { return h.report == n-7 }) {
			t.Fatal(n, hits)
		}
	}
}

// BenchmarkStream shows growth: time per report must not rise with their number.
func BenchmarkStream(b *testing.B) {
	for _, n := range []int{1000, 4000, 16000} {
		docs := tradition(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			perDocument(b, docs, func() {
				s := NewStream(Limits{})
				for _, d := range docs {
					s.Add(d)
				}
			})
		})
	}
}
