package storetest

import (
	"fmt"
	"testing"
	"time"

	"stemma/store"
)

// Bench measures, on a filled workspace, what a report's arrival costs and how
// fast the pages' lists are: by the clock, and by the time that the processor
// was at it, which other programs on the machine disturb less.
func Bench(b *testing.B, s *store.Store, l *Large, cpu func() time.Duration) {
	b.Run("report", func(b *testing.B) {
		l.cost = 0
		for b.Loop() {
			l.arrive(b, s, cpu)
		}
		b.ReportMetric(float64(l.cost.Microseconds())/1000/float64(b.N), "cpu-ms/op")
	})
	for _, list := range lists {
		b.Run(list.name, func(b *testing.B) {
			defer cost(b, cpu)()
			for b.Loop() {
				get(b, s, func(tx *store.Tx) (int, error) { return 0, list.ask(tx) })
			}
		})
	}
}

// arrive is all that the store does for one report: kept, read, put into a
// story that it is near to, and the story's record of 40 claims made anew, of
// which four are new. What it is given is made ready while the clock stands.
func (l *Large) arrive(b *testing.B, s *store.Store, cpu func() time.Duration) {
	b.StopTimer()
	l.arrived++
	key := fmt.Sprint("https://new.example/", b.N, "/", l.arrived)
	terms := l.Terms()
	id := int64(1 + l.arrived%min(l.Stories, 50))
	r, ok := l.last[id]
	if !ok {
		r = l.Record(id, nil, "2025-06-01")
		for i := range l.Each {
			r.Texts = append(r.Texts, l.text(int64(i)))
		}
		update(b, s, func(tx *store.Tx) error { return tx.PutRecord(r, 0) })
	}
	for i := range r.Claims {
		if i%10 == 0 {
			r.Claims[i].Summary = l.Words(14)
			r.Texts[i].Body = r.Claims[i].Summary
		}
	}
	r.Texts = append(r.Texts, l.text(int64(l.arrived)))
	l.last[id] = r
	began := cpu()
	b.StartTimer()

	var v store.Version
	update(b, s, try(func(tx *store.Tx) { v = must(l.AddReport(tx, key, "2025-06-01")) }))
	update(b, s, try(func(tx *store.Tx) {
		must(tx.NearStories(terms, "2023-01-01", "2025-12-31", 64, 16))
		must(0, tx.PutStoryState(id, r.JSON, terms, "2025-05-01", "2025-06-01"))
		must(0, tx.MoveReports([]int64{v.Report}, id))
	}))
	update(b, s, try(func(tx *store.Tx) { must(0, tx.PutRecord(r, must(tx.Seen(id)))) }))
	l.cost += cpu() - began
}

// cost reports what the processor did until the function given back is called.
func cost(b *testing.B, cpu func() time.Duration) func() {
	began := cpu()
	return func() { b.ReportMetric(float64((cpu()-began).Microseconds())/1000/float64(b.N), "cpu-ms/op") }
}

var lists = []struct {
	name string
	ask  func(tx *store.Tx) error
}{
	{"reports", func(tx *store.Tx) error { _, err := tx.Reports(store.Filter{}); return err }},
	{"reports of a rare outlet", func(tx *store.Tx) error {
		_, err := tx.Reports(store.Filter{Outlet: []string{"Outlet 299"}})
		return err
	}},
	{"reports of a day long ago", func(tx *store.Tx) error {
		_, err := tx.Reports(store.Filter{Since: "2023-02-01", Until: "2023-02-01"})
		return err
	}},
	{"reports since", func(tx *store.Tx) error { _, err := tx.Reports(store.Filter{Since: "2025-06-01"}); return err }},
	{"reports of no day", func(tx *store.Tx) error { _, err := tx.Reports(store.Filter{Since: "2031-01-01"}); return err }},
	{"stories", func(tx *store.Tx) error { _, err := tx.Stories(store.Filter{}); return err }},
	{"stories of a common actor", func(tx *store.Tx) error { _, err := tx.Stories(store.Filter{Actor: []string{"Actor 0"}}); return err }},
	{"stories of a type", func(tx *store.Tx) error { _, err := tx.Stories(store.Filter{Type: []string{"TYPE1"}}); return err }},
	{"stories of an outlet", func(tx *store.Tx) error { _, err := tx.Stories(store.Filter{Outlet: []string{"Outlet 1"}}); return err }},
	{"claims", func(tx *store.Tx) error { _, err := tx.Claims(store.Filter{}); return err }},
	{"claims of a story", func(tx *store.Tx) error { _, err := tx.Claims(store.Filter{Story: 7}); return err }},
	{"claims of a common actor", func(tx *store.Tx) error { _, err := tx.Claims(store.Filter{Actor: []string{"Actor 0"}}); return err }},
	{"claims of a rare actor", func(tx *store.Tx) error {
		_, err := tx.Claims(store.Filter{Actor: []string{"Actor 20000"}})
		return err
	}},
	{"claims of a type", func(tx *store.Tx) error { _, err := tx.Claims(store.Filter{Type: []string{"TYPE1"}}); return err }},
	{"claims of two types", func(tx *store.Tx) error {
		_, err := tx.Claims(store.Filter{Type: []string{"TYPE1", "mode3"}})
		return err
	}},
	{"claims of a country", func(tx *store.Tx) error { _, err := tx.Claims(store.Filter{Country: []string{"C1"}}); return err }},
	{"claims of a country and type", func(tx *store.Tx) error {
		_, err := tx.Claims(store.Filter{Country: []string{"C1"}, Type: []string{"TYPE1"}, MinOrigins: 2})
		return err
	}},
	{"claims of a day long ago", func(tx *store.Tx) error {
		_, err := tx.Claims(store.Filter{Since: "2023-02-01", Until: "2023-02-01"})
		return err
	}},
	{"claims of an outlet", func(tx *store.Tx) error { _, err := tx.Claims(store.Filter{Outlet: []string{"Outlet 1"}}); return err }},
	{"search for the commonest word", func(tx *store.Tx) error { _, err := tx.Search("a0x", nil, store.Filter{}); return err }},
	{"search for a common word among claims", func(tx *store.Tx) error { _, err := tx.Search("y50x", []string{"claim"}, store.Filter{}); return err }},
	{"search for a rare word", func(tx *store.Tx) error { _, err := tx.Search("p9999x", nil, store.Filter{}); return err }},
	{"search for three words", func(tx *store.Tx) error { _, err := tx.Search("d3x o40x c80x", nil, store.Filter{}); return err }},
	{"search for a phrase", func(tx *store.Tx) error { _, err := tx.Search(`"a0x b1x" u20x`, nil, store.Filter{}); return err }},
	{"search for a beginning", func(tx *store.Tx) error { _, err := tx.Search("t123*", nil, store.Filter{}); return err }},
	{"search in a story", func(tx *store.Tx) error { _, err := tx.Search("a0x", nil, store.Filter{Story: 9}); return err }},
	{"outlets", func(tx *store.Tx) error { _, err := tx.Outlets(); return err }},
	{"changed stories", func(tx *store.Tx) error { _, err := tx.Changed(9); return err }},
	{"unsorted", func(tx *store.Tx) error { _, err := tx.Unsorted(9); return err }},
	{"stale", func(tx *store.Tx) error { _, err := tx.Stale("e1", 9); return err }},
}
