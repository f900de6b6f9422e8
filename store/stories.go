package store

import (
	"cmp"
	"slices"
	"strings"
)

// NewStory begins a story without reports.
func (t *Tx) NewStory() (int64, error) {
	id, err := t.next("story", 1)
	if err != nil {
		return 0, err
	}
	seen, err := t.next("change of a story", 1)
	if err != nil {
		return 0, err
	}
	return id, t.exec("INSERT INTO stories (id, changed, seen) VALUES (?, ?, ?)", id, milli(t.now()), seen)
}

// StoryState gives what PutStoryState kept; nil where there is none, as in a
// story that was merged into another.
func (t *Tx) StoryState(id int64) ([]byte, error) {
	return t.blob("SELECT state, sum FROM story_states WHERE story = ?", id)
}

// PutStoryState keeps what the next report is compared with, the terms by which
// the story is found, and its first and last day of publication.
func (t *Tx) PutStoryState(id int64, state []byte, terms []StoryTerm, begin, end string) error {
	begin, end = days(begin, end)
	if err := t.must("UPDATE stories SET begin_day = ?, end_day = ? WHERE id = ? AND merged IS NULL", begin, end, id); err != nil {
		return err
	}
	err := t.exec(`INSERT INTO story_states (story, state, sum) VALUES (?, ?, ?)
		ON CONFLICT (story) DO UPDATE SET state = excluded.state, sum = excluded.sum`, id, append([]byte{}, state...), sum(state))
	if err != nil {
		return err
	}
	if err := t.exec("DELETE FROM story_terms WHERE story = ?", id); err != nil {
		return err
	}
	var rows [][]any
	for _, term := range once(terms) {
		rows = append(rows, []any{int64(term.Term), id, float64(term.Weight), begin, end})
	}
	return t.insert("story_terms (term, story, weight, begin_day, end_day)", 5, rows)
}

// once leaves one of each term, in the order in which the index keeps them.
func once(terms []StoryTerm) []StoryTerm {
	terms = slices.Clone(terms)
	slices.SortStableFunc(terms, func(a, b StoryTerm) int { return cmp.Compare(int64(a.Term), int64(b.Term)) })
	return slices.CompactFunc(terms, func(a, b StoryTerm) bool { return a.Term == b.Term })
}

// NearStories gives stories that have one of the terms and whose days touch
// from … to; "" bounds nothing, and a story without days touches all. For each
// term only the latest perTerm count, so that a term of every story costs no
// more than a rare one. Stories come by the sum of the weights given here for
// the terms they share, the heaviest first, then by ID.
func (t *Tx) NearStories(terms []StoryTerm, from, to string, perTerm, limit int) ([]int64, error) {
	from, to = days(from, to)
	weights := map[int64]float64{}
	for len(terms) > 0 {
		batch := terms[:min(len(terms), 32)]
		terms = terms[len(batch):]
		if err := t.weigh(batch, from, to, perTerm, weights); err != nil {
			return nil, err
		}
	}
	near := make([]int64, 0, len(weights))
	for story := range weights {
		near = append(near, story)
	}
	slices.SortFunc(near, func(a, b int64) int {
		return cmp.Or(cmp.Compare(weights[b], weights[a]), cmp.Compare(a, b))
	})
	return near[:min(len(near), limit)], nil
}

// weigh asks for a batch of terms at once: a server may be a journey away.
func (t *Tx) weigh(terms []StoryTerm, from, to string, perTerm int, weights map[int64]float64) error {
	const one = `SELECT * FROM (SELECT %d AS place, story FROM story_terms WHERE term = ?
		AND (end_day >= ? OR end_day = '') AND begin_day <= ? ORDER BY story DESC LIMIT ?) AS t%d`
	if to == "" {
		to = "9999-12-31"
	}
	var parts []string
	var args []any
	for i, term := range terms {
		parts = append(parts, strings.ReplaceAll(one, "%d", itoa(i)))
		args = append(args, int64(term.Term), from, to, perTerm)
	}
	return t.Each(func(r Row) error {
		var place int
		var story int64
		if err := r.Scan(&place, &story); err != nil {
			return err
		}
		weights[story] += float64(terms[place].Weight)
		return nil
	}, strings.Join(parts, " UNION ALL ")+" ORDER BY 1, 2", args...)
}

// MoveReports puts reports into a story. The stories they leave and the one
// they enter count as changed; their current versions, where they are read, are
// sorted now.
func (t *Tx) MoveReports(reports []int64, story int64) error {
	if _, err := t.standing(story); err != nil {
		return err
	}
	left := []int64{story}
	for _, id := range reports {
		r, err := t.Report(id)
		if err != nil {
			return err
		}
		if r.Story != 0 && !slices.Contains(left, r.Story) {
			left = append(left, r.Story)
		}
		if err := t.exec("UPDATE reports SET story = ? WHERE id = ?", story, id); err != nil {
			return err
		}
		if err := t.exec("UPDATE versions SET state = 'sorted' WHERE report = ? AND current = 1 AND state = 'analysed'", id); err != nil {
			return err
		}
	}
	for _, id := range left {
		if err := t.recount(id); err != nil {
			return err
		}
		if err := t.Touch(id); err != nil {
			return err
		}
	}
	return nil
}

// standing gives the story unless it was merged into another.
func (t *Tx) standing(id int64) (Story, error) {
	return only(t, scanStory, selectStory+" WHERE s.id = ? AND s.merged IS NULL", id)
}

func (t *Tx) recount(story int64) error {
	return t.exec("UPDATE stories SET reports = (SELECT count(*) FROM reports r WHERE r.story = stories.id) WHERE id = ?", story)
}

// MergeStory lets one story go on in another: its reports move; its state,
// terms and record go; it says where it went. What the other story's state
// becomes is for the caller to put.
func (t *Tx) MergeStory(from, to int64) error {
	if from == to {
		return nil
	}
	for _, id := range []int64{from, to} {
		if _, err := t.standing(id); err != nil {
			return err
		}
	}
	if err := t.exec("UPDATE reports SET story = ? WHERE story = ?", to, from); err != nil {
		return err
	}
	if err := t.dropRecord(from); err != nil {
		return err
	}
	for _, table := range []string{"story_states", "story_terms"} {
		if err := t.exec("DELETE FROM "+table+" WHERE story = ?", from); err != nil {
			return err
		}
	}
	// Whoever went into from is in to now: no chains.
	err := t.exec("UPDATE stories SET merged = ?, reports = 0, claims = 0, waiting = NULL WHERE id = ? OR merged = ?", to, from, from)
	if err != nil {
		return err
	}
	if err := t.recount(to); err != nil {
		return err
	}
	return t.Touch(to)
}

// Touch marks a story as changed, and the one it was merged into in its place.
func (t *Tx) Touch(story int64) error {
	seen, err := t.next("change of a story", 1)
	if err != nil {
		return err
	}
	return t.must(`UPDATE stories SET seen = ?, changed = ?, waiting = COALESCE(waiting, ?)
		WHERE id = (SELECT COALESCE(s.merged, s.id) FROM stories s WHERE s.id = ?)`, seen, milli(t.now()), seen, story)
}

// Seen is the number of the latest change to a story.
func (t *Tx) Seen(story int64) (int64, error) {
	return only(t, number, "SELECT seen FROM stories WHERE id = ?", story)
}

// Changed gives stories whose record lacks a change, the one that waits longest
// first.
func (t *Tx) Changed(limit int) ([]int64, error) {
	return list(t, number, "SELECT id FROM stories WHERE waiting IS NOT NULL ORDER BY waiting LIMIT ?", limit)
}

// Story gives a story, also one that was merged into another.
func (t *Tx) Story(id int64) (Story, error) {
	return only(t, scanStory, selectStory+" WHERE s.id = ?", id)
}

// Stories lists stories, the latest change first. The filter's words on claims
// ask for a story that has one such claim; Outlet for one report of it; Since
// and Until are of publication; After is the At of the last story seen.
func (t *Tx) Stories(f Filter) ([]Story, error) {
	w := where{}
	w.add("s.merged IS NULL")
	if f.Story != 0 {
		w.add("s.id = ?", f.Story)
	}
	w.within("s.begin_day", "s.end_day", f)
	if f.MinReports > 0 {
		w.add("s.reports >= ?", f.MinReports)
	}
	if err := t.published(&w, "s.id", f); err != nil {
		return nil, err
	}
	if err := t.withClaim(&w, f); err != nil {
		return nil, err
	}
	if f.After > 0 {
		w.add("s.seen < ?", f.After)
	}
	return list(t, scanStory, selectStory+w.String()+" ORDER BY s.seen DESC LIMIT ?", w.with(f.limit())...)
}

// withClaim asks for a story that has a claim of which all the filter's words on
// claims are true.
func (t *Tx) withClaim(w *where, f Filter) error {
	f.Since, f.Until = "", ""
	c, sparse, _, err := t.ofClaims(f, false)
	switch {
	case err != nil || len(c.conditions) == 0:
	case sparse:
		w.add("s.id IN (SELECT c.story FROM claims c"+c.String()+")", c.args...)
	default:
		c.add("c.story = s.id")
		w.add("EXISTS (SELECT 1 FROM claims c"+c.String()+")", c.args...)
	}
	return err
}

const selectStory = `SELECT s.id, s.title, s.begin_day, s.end_day, s.reports, s.claims, s.changed,
	COALESCE(s.merged, 0), s.seen FROM stories s`

func scanStory(r Row) (s Story, err error) {
	err = r.Scan(&s.ID, &s.Title, &s.Begin, &s.End, &s.Reports, &s.Claims, instant{&s.Changed}, &s.MergedTo, &s.At)
	return s, err
}
