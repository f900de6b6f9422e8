package store

// AddChanges writes into the ledger what became of claims and stories.
func (t *Tx) AddChanges(changes []Change) error {
	if len(changes) == 0 {
		return nil
	}
	id, err := t.next("change", len(changes))
	if err != nil {
		return err
	}
	var rows [][]any
	for i, c := range changes {
		rows = append(rows, []any{id + int64(i), t.or(c.At), c.Story, c.Claim, c.Kind, c.What, []byte(c.Data)})
	}
	return t.insert("changes (id, at, story, claim, kind, what, data)", 7, rows)
}

// Changes gives the ledger's lines behind one, in order. It minds the filter's
// Story, Limit and, as kinds of change, Type.
func (t *Tx) Changes(after int64, f Filter) ([]Change, error) {
	w := where{}
	w.add("id > ?", after)
	w.story("story", f)
	w.oneOf("kind", f.Type)
	return list(t, func(r Row) (c Change, err error) {
		err = r.Scan(&c.ID, instant{&c.At}, &c.Story, &c.Claim, &c.Kind, &c.What, (*[]byte)(&c.Data))
		return c, err
	}, "SELECT id, at, story, claim, kind, what, data FROM changes"+w.String()+" ORDER BY id LIMIT ?", w.with(f.limit())...)
}

// AddJudgement keeps what a reader decided and gives its ID. Its story counts
// as changed.
func (t *Tx) AddJudgement(j Judgement) (int64, error) {
	id, err := t.next("judgement", 1)
	if err != nil {
		return 0, err
	}
	err = t.exec(`INSERT INTO judgements (id, at, author, kind, story, claims, reports, field, value, note)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, t.or(j.At), j.Author, j.Kind, j.Story, asJSON(j.Claims), asJSON(j.Reports), j.Field, j.Value, j.Note)
	if err == nil && j.Story != 0 {
		err = t.Touch(j.Story)
	}
	return id, err
}

// Undo takes a judgement back, for good; it stays to be seen. Undoing it once
// more changes nothing.
func (t *Tx) Undo(id int64, by string) error {
	story, err := only(t, number, "SELECT story FROM judgements WHERE id = ?", id)
	if err != nil {
		return err
	}
	n, err := t.execCount(`INSERT INTO undone (judgement, at, author) VALUES (?, ?, ?)
		ON CONFLICT (judgement) DO NOTHING`, id, milli(t.now()), by)
	if err != nil || n == 0 || story == 0 {
		return err
	}
	return t.Touch(story)
}

// Judgements gives what was decided on a story and on those merged into it (0:
// on all), in order, with or without what was undone.
func (t *Tx) Judgements(story int64, withUndone bool) ([]Judgement, error) {
	var w where
	if story != 0 {
		w.add("(j.story = ? OR j.story IN (SELECT s.id FROM stories s WHERE s.merged = ?))", story, story)
	}
	if !withUndone {
		w.add("u.at IS NULL")
	}
	return list(t, scanJudgement, selectJudgement+w.String()+" ORDER BY j.id", w.args...)
}

// Judgement is the one with the ID, whether it holds or was undone.
func (t *Tx) Judgement(id int64) (Judgement, error) {
	return only(t, scanJudgement, selectJudgement+" WHERE j.id = ?", id)
}

const selectJudgement = `SELECT j.id, j.at, j.author, j.kind, j.story, j.claims, j.reports, j.field, j.value, j.note,
	COALESCE(u.at, 0), COALESCE(u.author, '') FROM judgements j LEFT JOIN undone u ON u.judgement = j.id`

func scanJudgement(r Row) (j Judgement, err error) {
	err = r.Scan(&j.ID, instant{&j.At}, &j.Author, &j.Kind, &j.Story, fromJSON{&j.Claims}, fromJSON{&j.Reports},
		&j.Field, &j.Value, &j.Note, instant{&j.Undone}, &j.UndoneBy)
	return j, err
}
