package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"stemma/store"
)

// Large is a workspace of many reports, as benchmarks fill it: words, names and
// days are drawn so that few are common and many rare, the same ones each time.
type Large struct {
	*rand.Rand
	Stories, Each, Claims int // each story has so many reports and claims
	common                *rand.Zipf

	arrived int
	cost    time.Duration
	last    map[int64]store.Record // as the benchmark put them
}

// NewLarge has 25 reports and 40 claims in each story.
func NewLarge(stories int) *Large {
	r := rand.New(rand.NewPCG(1, 2))
	return &Large{Rand: r, Stories: stories, Each: 25, Claims: 40, common: rand.NewZipf(r, 1.1, 8, 30_000), last: map[int64]store.Record{}}
}

// word is the word that n others are commoner than.
func word(n uint64) string { return fmt.Sprintf("%c%dx", 'a'+n%26, n) }

// Words are n words of running text.
func (l *Large) Words(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = word(l.common.Uint64())
	}
	return strings.Join(words, " ")
}

// Day is one of three years.
func (l *Large) Day(story int) string {
	return time.Date(2023, 1, 1+story*1000/l.Stories+l.IntN(5), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// Terms are 16 terms of which some stand in many stories.
func (l *Large) Terms() (all []store.StoryTerm) {
	for range 16 {
		all = append(all, store.StoryTerm{Term: l.common.Uint64() * 0x9E3779B97F4A7C15, Weight: l.Float32()})
	}
	return all
}

// Record is a story's record, n making its keys its own.
func (l *Large) Record(id int64, reports []int64, day string) store.Record {
	r := store.Record{Story: id, Engine: "e1", JSON: []byte(l.Words(1000)), Title: l.Words(6), Begin: day, End: day}
	for i := range l.Claims {
		c := store.Claim{Key: fmt.Sprintf("%d-%d", id, i), Number: fmt.Sprint("c", i+1), Rank: i, Summary: l.Words(14),
			Type: fmt.Sprint("TYPE", l.IntN(18)), Mode: fmt.Sprint("mode", l.IntN(40)), Place: fmt.Sprint("Place ", l.common.Uint64()),
			Country: fmt.Sprint("C", l.common.Uint64()%200), Begin: day, End: day, Modality: "asserted", Polarity: "positive",
			Standing: fmt.Sprint("standing", l.IntN(6)), Reports: 1 + l.IntN(9), AccountsLow: 1, Accounts: 1 + l.IntN(3), OriginsLow: 1 + l.IntN(2), Origins: 1 + l.IntN(3),
			Actors: []string{fmt.Sprint("Actor ", l.common.Uint64())}, Recipients: []string{fmt.Sprint("Actor ", l.common.Uint64())}}
		for m := range 1 + l.IntN(4) {
			c.Mentions = append(c.Mentions, fmt.Sprintf("%d-%d-%d", id, i, m))
		}
		r.Claims = append(r.Claims, c)
		r.Texts = append(r.Texts, store.Text{Kind: "claim", Ref: c.Key, Body: c.Summary, Day: day})
	}
	for _, report := range reports {
		r.Texts = append(r.Texts, l.text(report))
	}
	return r
}

func (l *Large) text(report int64) store.Text {
	return store.Text{Kind: "report", Ref: fmt.Sprint(report), Title: l.Words(8), Body: l.Words(200), Day: "2025-06-01"}
}

// AddReport keeps and reads one report.
func (l *Large) AddReport(tx *store.Tx, key, day string) (store.Version, error) {
	v, _, err := tx.AddVersion(store.Report{Key: key, Address: key, Outlet: fmt.Sprint("Outlet ", l.common.Uint64()%300), Title: l.Words(8), Published: day},
		store.Version{Digest: key, Articles: []byte(l.Words(150)), Original: []byte(l.Words(100))})
	if err != nil {
		return v, err
	}
	return v, tx.Analysed(store.Version{ID: v.ID, Engine: "e1", Documents: []byte(l.Words(400))})
}

// Fill makes the workspace; it takes some minutes.
func (l *Large) Fill(t testing.TB, s *store.Store) {
	t.Helper()
	for story := range l.Stories {
		day := l.Day(story)
		update(t, s, try(func(tx *store.Tx) {
			id := must(tx.NewStory())
			var reports []int64
			for i := range l.Each {
				reports = append(reports, must(l.AddReport(tx, fmt.Sprintf("https://outlet.example/%d/%d", story, i), day)).Report)
			}
			must(0, tx.PutStoryState(id, []byte(l.Words(500)), l.Terms(), day, day))
			must(0, tx.MoveReports(reports, id))
			must(0, tx.PutRecord(l.Record(id, reports, day), must(tx.Seen(id))))
		}))
	}
}
