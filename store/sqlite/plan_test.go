package sqlite

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stemma/store"
)

// spy notes the statements that are run.
type spy struct {
	dialect
	seen *[]string
}

func (s spy) Rebind(query string) string {
	if !slices.Contains(*s.seen, query) {
		*s.seen = append(*s.seen, query)
	}
	return query
}

// TestPlans holds that what a page or a report's arrival asks is answered from
// indices: no walk over a table, and no sorting but of what was found.
func TestPlans(t *testing.T) {
	path := filepath.Join(t.TempDir(), File)
	first, err := OpenFile(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	first.Close()
	db, err := sql.Open("sqlite", source(path, nil))
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	s := store.New(store.Setup{Dialect: spy{dialect{path}, &seen}, Writer: db, Reader: db, Readers: 1})
	defer s.Close()
	if err := s.Update(t.Context(), hot); err != nil {
		t.Fatal(err)
	}
	for _, query := range seen {
		for _, line := range plan(t, db, query) {
			if slow(query, line) {
				t.Errorf("%s\n  %s", line, query)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("%d statements seen", len(seen))
	}
}

// slow tells a walk over a table, or a sort of many rows, from steps along an
// index.
func slow(query, line string) bool {
	if line == "USE TEMP B-TREE FOR ORDER BY" { // few rows are sorted: those of a story or from a sparse source
		return !strings.Contains(query, "story = ?") && !strings.Contains(query, " IN (") && !strings.Contains(query, "FROM outlets") && !strings.Contains(query, "AS t0")
	}
	table, ok := strings.CutPrefix(line, "SCAN ")
	switch {
	case !ok, strings.Contains(table, " USING "), strings.HasPrefix(table, "words VIRTUAL TABLE"):
		return false
	case table == "outlets", table == "n", table == "t0", table == "t1": // some hundred rows; what a subquery gave
		return false
	}
	return !strings.Contains(query, "ORDER BY "+table+".id DESC LIMIT ?") // from the newest row until the page is full
}

func plan(t *testing.T, db *sql.DB, query string) (lines []string) {
	t.Helper()
	for _, word := range []string{"BEGIN", "COMMIT"} {
		if strings.HasPrefix(query, word) {
			return nil
		}
	}
	rows, err := db.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
	if err != nil {
		t.Fatalf("%v: %s", err, query)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, detail)
	}
	return lines
}

// hot asks what is asked all the time.
func hot(tx *store.Tx) error {
	v, _, err := tx.AddVersion(store.Report{Key: "a", Outlet: "O"}, store.Version{Digest: "d", Articles: []byte("a"), Original: []byte("o")})
	if err != nil {
		return err
	}
	w, _, err := tx.AddVersion(store.Report{Key: "a", Outlet: "P"}, store.Version{Digest: "e"})
	if err != nil {
		return err
	}
	a, err := tx.NewStory()
	if err != nil {
		return err
	}
	terms := []store.StoryTerm{{Term: 1, Weight: 1}, {Term: 2, Weight: 1}}
	claims := []store.Claim{{Key: "k", Actors: []string{"A"}}, {Key: "l"}}
	texts := []store.Text{{Kind: "claim", Ref: "k", Body: "fire"}}
	steps := []error{
		tx.Begin(w.ID), tx.Analysed(store.Version{ID: w.ID, Documents: []byte("d")}), tx.PutStoryState(a, nil, terms, "", ""),
		tx.MoveReports([]int64{v.Report}, a), tx.PutRecord(store.Record{Story: a, Claims: claims, Texts: texts}, 0),
		tx.PutRecord(store.Record{Story: a, Claims: claims[:1]}, 0), tx.Touch(a),
		tx.AddChanges([]store.Change{{Kind: "new"}}), tx.AddAudit(store.Audit{}), tx.AddDelivery(store.Delivery{}),
	}
	if _, err := tx.AddToken(store.Token{Hash: []byte("h")}); err != nil {
		return err
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	for _, look := range []func() error{
		func() error { _, err := tx.Pending(9); return err },
		func() error { _, err := tx.Unsorted(9); return err },
		func() error { _, err := tx.Stale("e", 9); return err },
		func() error { _, err := tx.Documents(a); return err },
		func() error { _, err := tx.Versions(v.Report); return err },
		func() error { _, err := tx.NearStories(terms, "", "", 9, 9); return err },
		func() error { _, err := tx.Changed(9); return err },
		func() error { _, err := tx.Record(a); return err },
		func() error { _, err := tx.Claim("k"); return err },
		func() error { _, err := tx.Outlets(); return err },
		func() error { _, err := tx.Judgements(a, false); return err },
		func() error { _, err := tx.Changes(1, store.Filter{}); return err },
		func() error { _, err := tx.Changes(1, store.Filter{Story: 1}); return err },
		func() error { _, err := tx.Deliveries(time.Now(), 9); return err },
		func() error { _, err := tx.Feeds(time.Now()); return err },
		func() error { _, err := tx.TokenByHash([]byte("h")); return err },
		func() error { _, err := tx.Audits(1, 9); return err },
	} {
		if err := look(); err != nil {
			return err
		}
	}
	return lists(tx)
}

// lists asks for every list with each filter alone.
func lists(tx *store.Tx) error {
	one := []string{"X"}
	for _, f := range []store.Filter{
		{}, {After: 5}, {Story: 1}, {Outlet: one}, {Since: "2025-01-01"}, {Until: "2025-01-01"}, {Since: "2025-01-01", Until: "2025-01-01"},
		{Actor: one}, {Type: one}, {Place: one}, {Country: one}, {Standing: one}, {MinOrigins: 2}, {MaxOrigins: 1}, {MinReports: 2},
	} {
		if _, err := tx.Reports(f); err != nil {
			return err
		}
		if _, err := tx.Stories(f); err != nil {
			return err
		}
		if _, err := tx.Claims(f); err != nil {
			return err
		}
		if _, err := tx.Search("fire", []string{"claim"}, f); err != nil {
			return err
		}
	}
	return nil
}
