package store

import "fmt"

// rules are what holds in a workspace that is whole. Each query finds how often
// it does not.
var rules = []struct{ broken, query string }{
	{"reports without a current version, or with several",
		"SELECT count(*) FROM reports r WHERE (SELECT count(*) FROM versions v WHERE v.report = r.id AND v.current = 1) <> 1"},
	{"reports whose newest version is not the current one",
		"SELECT count(*) FROM reports r JOIN versions v ON v.report = r.id AND v.current = 1 WHERE v.number <> r.version"},
	{"versions that are read and lack what was found",
		"SELECT count(*) FROM versions v WHERE v.state = 'analysed' AND NOT EXISTS (SELECT 1 FROM bodies b WHERE b.version = v.id AND b.part = 'documents')"},
	{"sorted versions whose report is in no story",
		"SELECT count(*) FROM versions v JOIN reports r ON r.id = v.report WHERE v.state = 'sorted' AND v.current = 1 AND r.story IS NULL"},
	{"reports in a story that was merged into another",
		"SELECT count(*) FROM reports r JOIN stories s ON s.id = r.story WHERE s.merged IS NOT NULL"},
	{"stories that were merged into a story that was merged",
		"SELECT count(*) FROM stories s JOIN stories m ON m.id = s.merged WHERE m.merged IS NOT NULL"},
	{"stories with another number of reports than they say",
		"SELECT count(*) FROM stories s WHERE s.reports <> (SELECT count(*) FROM reports r WHERE r.story = s.id)"},
	{"stories with another number of claims than they say",
		"SELECT count(*) FROM stories s WHERE s.claims <> (SELECT count(*) FROM claims c WHERE c.story = s.id)"},
	{"outlets with another number of reports than they say",
		"SELECT count(*) FROM outlets o WHERE o.reports <> (SELECT count(*) FROM reports r WHERE r.outlet = o.outlet)"},
	{"claims that no mention leads to",
		"SELECT count(*) FROM claims c WHERE NOT EXISTS (SELECT 1 FROM claim_mentions m WHERE m.claim = c.id)"},
}

// bodies are what is kept with a digest: how to read each and its digest.
var bodies = []struct{ of, query string }{
	{"version %d", "SELECT version, data, sum FROM bodies ORDER BY version, part"},
	{"the state of story %d", "SELECT story, state, sum FROM story_states ORDER BY story"},
	{"the record of story %d", "SELECT story, data, sum FROM records ORDER BY story"},
}

// whole reads all that is kept with a digest.
func (t *Tx) whole() error {
	for _, kind := range bodies {
		err := t.Each(func(r Row) error {
			var id int64
			var b body
			if err := r.Scan(&id, &b.data, &b.sum); err != nil {
				return err
			}
			if err := b.whole(); err != nil {
				return fmt.Errorf(kind.of+": %w", id, err)
			}
			return nil
		}, kind.query)
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) invariants() error {
	for _, rule := range rules {
		n, err := only(t, number, rule.query)
		if err != nil {
			return err
		}
		if n > 0 {
			return fmt.Errorf("%w (%d %s)", ErrDamaged, n, rule.broken)
		}
	}
	return nil
}
