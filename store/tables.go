package store

import (
	"context"
	"fmt"
	"strings"
)

// table is a table that copies carry, with its columns.
type table struct{ name, columns, order string }

// tables hold all that a workspace knows, those first to which others refer.
// Indices are made anew from them.
var tables = []table{
	{"counters", "name, value", "name"},
	{"settings", "name, value", "name"},
	{"stories", "id, title, begin_day, end_day, reports, claims, changed, seen, waiting, merged", "merged IS NOT NULL, id"},
	{"reports", "id, key, address, outlet, title, language, published, first_day, last_day, version, versions, added, changed, story", "id"},
	{"outlets", "outlet, reports", "outlet"},
	{"versions", "id, report, number, current, digest, path, added, state, attempts, problem, engine", "id"},
	{"bodies", "version, part, data, sum", "version, part"},
	{"story_states", "story, state, sum", "story"},
	{"story_terms", "term, story, weight, begin_day, end_day", "term, story"},
	{"records", "story, made, engine, data, sum", "story"},
	{"claims", claimColumns + ", digest", "id"},
	{"claim_facets", "facet, claim", "facet, claim"},
	{"claim_mentions", "key, claim", "key, claim"},
	{"texts", "id, story, kind, ref, title, body, day, digest", "id"},
	{"changes", "id, at, story, claim, kind, what, data", "id"},
	{"judgements", "id, at, author, kind, story, claims, reports, field, value, note", "id"},
	{"undone", "judgement, at, author", "judgement"},
	{"feeds", "address, title, kind, added, visit, visited, due, failures, problem", "address"},
	{"deliveries", "id, hook, change, attempts, due, done, problem", "id"},
	{"tokens", "id, name, hash, scope, created, used, revoked", "id"},
	{"audits", "id, at, who, what, detail", "id"},
}

// Copy fills an empty store with all that another holds at one moment; either
// may be of any dialect. It happens as a whole or not at all.
func Copy(ctx context.Context, from, to *Store) error {
	return from.View(ctx, func(source *Tx) error {
		return to.Update(ctx, func(target *Tx) error {
			if err := target.empty(); err != nil {
				return err
			}
			for _, x := range tables {
				if err := copyTable(source, target, x); err != nil {
					return fmt.Errorf("table %s: %w", x.name, err)
				}
			}
			return nil
		})
	})
}

// empty says what is in the way where something is kept already.
func (t *Tx) empty() error {
	for _, x := range []string{"reports", "stories", "feeds", "judgements", "tokens"} {
		n, err := only(t, number, "SELECT count(*) FROM (SELECT 1 FROM "+x+" LIMIT 1) AS any_row")
		if err != nil {
			return err
		}
		if n > 0 {
			return fmt.Errorf("the workspace holds %s already; restore into an empty one", x)
		}
	}
	for _, x := range []string{"counters", "settings"} {
		if err := t.exec("DELETE FROM " + x); err != nil {
			return err
		}
	}
	return nil
}

// batch is how many rows are in memory at once.
const batch = 64

func copyTable(source, target *Tx, x table) error {
	columns := strings.Count(x.columns, ",") + 1
	var rows [][]any
	flush := func() error {
		err := target.insert(x.name+" ("+x.columns+")", columns, rows)
		if err == nil && x.name == "texts" {
			err = target.reindex(rows)
		}
		rows = rows[:0]
		return err
	}
	err := source.Each(func(r Row) error {
		values := make([]any, columns)
		into := make([]any, columns)
		for i := range values {
			into[i] = &values[i]
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		if rows = append(rows, values); len(rows) < batch {
			return nil
		}
		return flush()
	}, "SELECT "+x.columns+" FROM "+x.name+" ORDER BY "+x.order)
	if err != nil {
		return err
	}
	return flush()
}

// reindex makes the texts of copied rows searchable.
func (t *Tx) reindex(rows [][]any) error {
	s := stems{}
	var all []Indexed
	for _, r := range rows {
		id, _ := r[0].(int64)
		title, _ := r[4].(string)
		body, _ := r[5].(string)
		kind, _ := r[2].(string)
		all = append(all, s.index(id, Text{Kind: kind, Title: title, Body: body}))
	}
	return t.store.dialect.Index(t, all)
}
