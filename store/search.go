package store

import (
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

// Search finds texts of these kinds (nil: all) that have all words of the query;
// see parseQuery for what a user may write. The best come first, of equals the
// latest to be kept. It minds the filter's Story, Since, Until and Limit; After
// is how many hits to pass over. Where the filter has words on claims, only
// claims are found that they let through; where it names outlets, only reports
// of theirs.
func (t *Tx) Search(query string, kinds []string, f Filter) ([]Hit, error) {
	q := parseQuery(query)
	if len(q.Want) == 0 {
		return nil, nil
	}
	m := t.store.dialect.Match(q)
	w := where{}
	w.add(m.Where, m.Args...)
	w.oneOf("t.kind", kinds)
	w.story("t.story", f)
	w.within("t.day", "t.day", f)
	if c := ofClaim(f); len(c.conditions) > 0 {
		w.add("t.kind = 'claim' AND EXISTS (SELECT 1 FROM claims c WHERE c.story = t.story AND c.key = t.ref AND "+
			strings.Join(c.conditions, " AND ")+")", c.args...)
	}
	if len(f.Outlet) > 0 {
		var o where
		o.oneOf("r.outlet", f.Outlet)
		w.add("t.kind = 'report' AND t.ref IN (SELECT CAST(r.id AS TEXT) FROM reports r"+o.String()+")", o.args...)
	}
	s := stems{}
	return list(t, func(r Row) (h Hit, err error) {
		err = r.Scan(&h.Kind, &h.Ref, &h.Title, &h.Body, &h.Day, &h.Story, &h.Score)
		h.Score = -h.Score
		h.Snippet = s.snippet(q, h.Text)
		return h, err
	}, "SELECT t.kind, t.ref, t.title, t.body, t.day, t.story, "+m.Score+" AS score FROM "+m.From+w.String()+
		" ORDER BY score, t.id DESC LIMIT ? OFFSET ?", w.with(f.limit(), f.After)...)
}

// Marks around the words that were found.
const (
	FoundBegin = "\x02"
	FoundEnd   = "\x03"
)

// clean leaves a text without what would break the index or the marks.
func (x Text) clean() Text {
	marks := strings.NewReplacer(FoundBegin, " ", FoundEnd, " ")
	for _, field := range []*string{&x.Kind, &x.Ref, &x.Title, &x.Body, &x.Day} {
		*field = marks.Replace(cleanText(*field))
	}
	return x
}

// snippetWords is how many words of a text are shown around those found.
const snippetWords = 28

// snippet is the stretch of the body, or of the title where only that has any,
// with the most of the words asked for.
func (s stems) snippet(q Query, x Text) string {
	if out, any := s.stretch(q, x.Body); any || x.Title == "" {
		return out
	}
	out, any := s.stretch(q, x.Title)
	if !any {
		out, _ = s.stretch(q, x.Body)
	}
	return out
}

func (s stems) stretch(q Query, text string) (string, bool) {
	words := s.words(text)
	if len(words) == 0 {
		return text, false
	}
	found := make([]int, len(words))
	any := false
	for i, w := range words {
		found[i] = q.finds(w)
		any = any || found[i] >= 0
	}
	first := best(found)
	last := min(first+snippetWords, len(words))
	return written(text, words[first:last], found[first:last]), any
}

// best is where the stretch begins that has the most different words, a little
// before its first.
func best(found []int) int {
	at, most := 0, 0
	for i, f := range found {
		if f < 0 {
			continue
		}
		seen := map[int]bool{}
		for _, f := range found[i:min(i+snippetWords-4, len(found))] {
			seen[f] = true
		}
		delete(seen, -1)
		if len(seen) > most {
			at, most = max(i-4, 0), len(seen)
		}
	}
	return at
}

func written(text string, words []word, found []int) string {
	var b strings.Builder
	start, end := words[0].start, words[len(words)-1].end
	if start > 0 && strings.TrimSpace(text[:start]) != "" && len(words) >= 1 {
		b.WriteString("… ")
	}
	at := start
	for i, w := range words {
		if found[i] < 0 {
			continue
		}
		b.WriteString(text[at:w.start] + FoundBegin + text[w.start:w.end] + FoundEnd)
		at = w.end
	}
	b.WriteString(text[at:end])
	if rest := strings.TrimSpace(text[end:]); len(rest) > 1 {
		b.WriteString(" …")
	} else {
		b.WriteString(rest)
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), FoundEnd+FoundBegin, "")), " ")
}
