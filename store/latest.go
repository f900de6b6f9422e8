package store

// LatestChanges gives the ledger's lines before one (0: all), the latest first.
// It minds the filter's Story, Limit and, as kinds of change, Type.
func (t *Tx) LatestChanges(before int64, f Filter) ([]Change, error) {
	w := where{}
	if before > 0 {
		w.add("id < ?", before)
	}
	w.story("story", f)
	w.oneOf("kind", f.Type)
	return list(t, func(r Row) (c Change, err error) {
		err = r.Scan(&c.ID, instant{&c.At}, &c.Story, &c.Claim, &c.Kind, &c.What, (*[]byte)(&c.Data))
		return c, err
	}, "SELECT id, at, story, claim, kind, what, data FROM changes"+w.String()+" ORDER BY id DESC LIMIT ?", w.with(f.limit())...)
}
