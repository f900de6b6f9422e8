package store

import (
	"slices"
	"strings"
)

// putTexts lets a story be found by these texts and no others. Most stay as
// they were from one record to the next; only the others are cut and stemmed.
func (t *Tx) putTexts(story int64, texts []Text) error {
	old, err := t.textDigests(story)
	if err != nil {
		return err
	}
	var fresh []Text
	for _, text := range texts {
		text = text.clean()
		d := digest(text)
		if ids := old[d]; len(ids) > 0 {
			old[d] = ids[1:]
			continue
		}
		fresh = append(fresh, text)
	}
	var gone []int64
	for _, ids := range old {
		gone = append(gone, ids...)
	}
	slices.Sort(gone)
	if err := t.dropTexts(gone); err != nil {
		return err
	}
	return t.addTexts(story, fresh)
}

// textDigests are the IDs of a story's texts by their digests.
func (t *Tx) textDigests(story int64) (map[int64][]int64, error) {
	old := map[int64][]int64{}
	return old, t.Each(func(r Row) error {
		var id, digest int64
		err := r.Scan(&id, &digest)
		old[digest] = append(old[digest], id)
		return err
	}, "SELECT id, digest FROM texts WHERE story = ? ORDER BY id", story)
}

func (t *Tx) addTexts(story int64, texts []Text) error {
	if len(texts) == 0 {
		return nil
	}
	first, err := t.next("text", len(texts))
	if err != nil {
		return err
	}
	s := stems{}
	var rows [][]any
	var indexed []Indexed
	for i, x := range texts {
		id := first + int64(i)
		rows = append(rows, []any{id, story, x.Kind, x.Ref, x.Title, x.Body, x.Day, digest(x)})
		indexed = append(indexed, s.index(id, x))
	}
	if err := t.insert("texts (id, story, kind, ref, title, body, day, digest)", 8, rows); err != nil {
		return err
	}
	return t.store.dialect.Index(t, indexed)
}

func (t *Tx) dropTexts(ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	if err := t.store.dialect.Unindex(t, ids); err != nil {
		return err
	}
	for _, id := range ids {
		if err := t.exec("DELETE FROM texts WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// clean leaves a text without what would break the index or the marks.
func (x Text) clean() Text {
	marks := strings.NewReplacer(FoundBegin, " ", FoundEnd, " ")
	for _, field := range []*string{&x.Kind, &x.Ref, &x.Title, &x.Body, &x.Day} {
		*field = marks.Replace(cleanText(*field))
	}
	return x
}
