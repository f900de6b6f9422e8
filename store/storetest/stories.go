package storetest

import (
	"fmt"
	"testing"

	"stemma/store"
)

func terms(pairs ...float32) (all []store.StoryTerm) {
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, store.StoryTerm{Term: uint64(pairs[i]), Weight: pairs[i+1]})
	}
	return all
}

func nearStories(t *testing.T, s *store.Store) {
	const high = 1<<63 + 7 // of the terms half are above what a signed integer holds
	update(t, s, try(func(tx *store.Tx) {
		a, b, c, d := story(tx), story(tx), story(tx), story(tx)
		must(0, tx.PutStoryState(a, []byte("A"), append(terms(1, 9, 2, 9), store.StoryTerm{Term: high, Weight: 1}), "2025-03-01", "2025-03-05"))
		must(0, tx.PutStoryState(b, []byte("B"), terms(1, 9, 3, 9, 3, 1), "2025-03-04", "2025-03-09"))
		must(0, tx.PutStoryState(c, nil, terms(1, 9), "", ""))
		must(0, tx.PutStoryState(d, []byte("D"), terms(1, 9, 4, 9), "2025-05-01", "2025-05-01"))

		near := func(from, to string, perTerm, limit int, given ...store.StoryTerm) []int64 {
			return must(tx.NearStories(given, from, to, perTerm, limit))
		}
		equal(t, "of equals by ID", near("", "", 9, 9, terms(1, 1)...), []int64{a, b, c, d})
		equal(t, "by the weights given", near("", "", 9, 9, terms(1, 1, 3, 2, 2, 1)...), []int64{b, a, c, d})
		equal(t, "latest per term", near("", "", 2, 9, terms(1, 1, 2, 0.5)...), []int64{c, d, a})
		equal(t, "at most", near("", "", 9, 2, terms(1, 1)...), []int64{a, b})
		equal(t, "days", near("2025-03-06", "2025-03-20", 9, 9, terms(1, 1)...), []int64{b, c})
		equal(t, "first and last day count", near("2025-03-05", "2025-03-05", 1, 9, terms(2, 1, 3, 1)...), []int64{a, b})
		equal(t, "those that touch are counted", near("2025-03-05", "2025-03-05", 3, 9, terms(1, 1)...), []int64{a, b, c})
		equal(t, "high terms", near("", "", 9, 9, store.StoryTerm{Term: high, Weight: 1}), []int64{a})
		equal(t, "unknown terms", near("", "", 9, 9, terms(77, 1)...), []int64{})
		var many []store.StoryTerm
		for i := range 100 {
			many = append(many, store.StoryTerm{Term: uint64(i + 2), Weight: 1})
		}
		equal(t, "many terms", near("", "", 9, 9, many...), []int64{a, b, d})

		must(0, tx.PutStoryState(a, []byte("A2"), terms(5, 1), "2025-03-01", "2025-03-05"))
		equal(t, "replaced", near("", "", 9, 9, terms(2, 1, 5, 1)...), []int64{a})
		equal(t, "state", string(must(tx.StoryState(a))), "A2")
		equal(t, "empty state", must(tx.StoryState(c)) == nil, false)
		equal(t, "no state", must(tx.StoryState(story(tx))), []byte(nil))
	}))
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.PutStoryState(99, nil, nil, "", "") })
}

func moves(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		a, b := story(tx), story(tx)
		x, y := report(tx, "x", a), report(tx, "y", a)
		equal(t, "in a", must(tx.Story(a)).Reports, 2)
		for _, id := range []int64{a, b} {
			must(0, tx.PutRecord(store.Record{Story: id}, must(tx.Seen(id))))
		}
		must(0, tx.MoveReports([]int64{y}, b))
		equal(t, "reports", []int{must(tx.Story(a)).Reports, must(tx.Story(b)).Reports}, []int{1, 1})
		equal(t, "both changed", len(must(tx.Changed(9))), 2)
		equal(t, "where", []int64{must(tx.Report(x)).Story, must(tx.Report(y)).Story}, []int64{a, b})
		equal(t, "documents", ids(must(tx.Documents(b)), func(v store.Version) int64 { return v.Report }), []int64{y})
	}))
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.MoveReports([]int64{1}, 99) })
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.MoveReports([]int64{99}, 1) })
}

func merges(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		a, b, c := story(tx), story(tx), story(tx)
		report(tx, "x", a)
		y := report(tx, "y", b)
		must(0, tx.PutStoryState(b, []byte("B"), terms(1, 1), "", ""))
		must(0, tx.PutRecord(store.Record{Story: b, JSON: []byte("{}"), Claims: []store.Claim{{Key: "k"}},
			Texts: []store.Text{{Kind: "claim", Ref: "k", Body: "harbour"}}}, 0))
		must(tx.AddJudgement(store.Judgement{Story: b, Kind: "annotate"}))
		must(0, tx.MergeStory(b, a))

		equal(t, "reports", []int{must(tx.Story(a)).Reports, must(tx.Story(b)).Reports}, []int{2, 0})
		equal(t, "where", []int64{must(tx.Report(y)).Story, must(tx.Story(b)).MergedTo}, []int64{a, a})
		equal(t, "state", must(tx.StoryState(b)), []byte(nil))
		equal(t, "terms", must(tx.NearStories(terms(1, 1), "", "", 9, 9)), []int64{})
		equal(t, "claims", len(must(tx.Claims(store.Filter{}))), 0)
		equal(t, "hits", len(must(tx.Search("harbour", nil, store.Filter{}))), 0)
		equal(t, "listed", ids(must(tx.Stories(store.Filter{})), storyID), []int64{a, c})
		equal(t, "changed", must(tx.Changed(9)), []int64{a})
		equal(t, "judgements follow", len(must(tx.Judgements(a, false))), 1)

		must(0, tx.MergeStory(a, c))
		equal(t, "no chain", must(tx.Story(b)).MergedTo, c)
		must(0, tx.Touch(b))
		equal(t, "touched in its place", must(tx.Changed(9)), []int64{c})
		must(0, tx.MergeStory(c, c))
	}))
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { _, err := tx.Record(2); return err })
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.MergeStory(1, 3) })
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.PutRecord(store.Record{Story: 1}, 0) })
	fails(t, s, store.ErrNotFound, func(tx *store.Tx) error { return tx.Touch(99) })
}

func changedStories(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		a, b, c := story(tx), story(tx), story(tx)
		equal(t, "a new story lacks nothing", must(tx.Changed(9)), []int64(nil))
		must(0, tx.Touch(b))
		must(0, tx.Touch(a))
		must(0, tx.Touch(b))
		equal(t, "longest waiting first", must(tx.Changed(9)), []int64{b, a})
		equal(t, "latest change first", ids(must(tx.Stories(store.Filter{})), storyID), []int64{b, a, c})
		seen := must(tx.Seen(b))
		must(0, tx.Touch(b)) // while its record is made
		must(0, tx.PutRecord(store.Record{Story: b}, seen))
		equal(t, "waits anew, behind the others", must(tx.Changed(9)), []int64{a, b})
		must(0, tx.PutRecord(store.Record{Story: b}, must(tx.Seen(b))))
		equal(t, "done", must(tx.Changed(9)), []int64{a})
		equal(t, "at most", must(tx.Changed(0)), []int64(nil))
		must(tx.AddJudgement(store.Judgement{Story: c}))
		equal(t, "judged", must(tx.Changed(9)), []int64{a, c})
	}))
}

func storyFilters(t *testing.T, s *store.Store) {
	update(t, s, try(func(tx *store.Tx) {
		for i := range 4 {
			id := story(tx)
			for n := range i {
				report(tx, fmt.Sprint(i, "-", n), id)
			}
			day := fmt.Sprintf("2025-03-%02d", i+1)
			must(0, tx.PutRecord(store.Record{Story: id, Title: fmt.Sprint("Story ", i), Begin: day, End: day,
				Claims: []store.Claim{{Key: fmt.Sprint("k", i), Actors: []string{fmt.Sprint("Actor ", i)}}}}, must(tx.Seen(id))))
		}
	}))
	list := func(f store.Filter) []int64 {
		t.Helper()
		return ids(get(t, s, func(tx *store.Tx) ([]store.Story, error) { return tx.Stories(f) }), storyID)
	}
	equal(t, "all", list(store.Filter{}), []int64{4, 3, 2, 1})
	page := get(t, s, func(tx *store.Tx) ([]store.Story, error) { return tx.Stories(store.Filter{Limit: 2}) })
	equal(t, "next page", list(store.Filter{After: page[1].At}), []int64{2, 1})
	equal(t, "since", list(store.Filter{Since: "2025-03-03"}), []int64{4, 3})
	equal(t, "until", list(store.Filter{Until: "2025-03-02"}), []int64{2, 1})
	equal(t, "reports", list(store.Filter{MinReports: 2}), []int64{4, 3})
	equal(t, "actor", list(store.Filter{Actor: []string{"aCTOR 1", "ACTOR 3"}}), []int64{4, 2})
	equal(t, "outlet", list(store.Filter{Outlet: []string{"Harbour Post"}}), []int64{4, 3, 2})
	equal(t, "no outlet", list(store.Filter{Outlet: []string{"Harbour Echo"}}), []int64{})
	equal(t, "one", list(store.Filter{Story: 2}), []int64{2})
	got := get(t, s, func(tx *store.Tx) (store.Story, error) { return tx.Story(4) })
	equal(t, "story", []any{got.Title, got.Begin, got.End, got.Reports, got.Claims}, []any{"Story 3", "2025-03-04", "2025-03-04", 3, 1})
}
