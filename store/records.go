package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// PutRecord replaces what stands about a story. The story no longer counts as
// changed when seen, taken from Seen before its documents were read, is still
// the number of its latest change; otherwise it waits anew, behind the others.
func (t *Tx) PutRecord(r Record, seen int64) error {
	if _, err := t.standing(r.Story); err != nil {
		return err
	}
	err := t.exec(`INSERT INTO records (story, made, engine, data, sum) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (story) DO UPDATE SET made = excluded.made, engine = excluded.engine, data = excluded.data, sum = excluded.sum`,
		r.Story, t.or(r.Made), r.Engine, append([]byte{}, r.JSON...), sum(r.JSON))
	if err != nil {
		return err
	}
	if err := t.putClaims(r.Story, r.Claims); err != nil {
		return err
	}
	if err := t.putTexts(r.Story, r.Texts); err != nil {
		return err
	}
	begin, end := days(r.Begin, r.End)
	return t.exec(`UPDATE stories SET title = ?, claims = ?, begin_day = CASE WHEN ? = '' THEN begin_day ELSE ? END,
		end_day = CASE WHEN ? = '' THEN end_day ELSE ? END,
		waiting = CASE WHEN seen = ? THEN NULL ELSE seen END WHERE id = ?`,
		r.Title, len(r.Claims), begin, begin, end, end, seen, r.Story)
}

// Record gives a story's record: JSON, Made, Engine, and the story's title and
// days. Claims are given by Claims.
func (t *Tx) Record(story int64) (Record, error) {
	return only(t, func(row Row) (r Record, err error) {
		b := body{}
		err = row.Scan(&r.Story, instant{&r.Made}, &r.Engine, &b.data, &b.sum, &r.Title, &r.Begin, &r.End)
		r.JSON = b.data
		return r, errors.Join(err, b.whole())
	}, `SELECT r.story, r.made, r.engine, r.data, r.sum, s.title, s.begin_day, s.end_day
		FROM records r JOIN stories s ON s.id = r.story WHERE r.story = ?`, story)
}

func (t *Tx) dropRecord(story int64) error {
	if err := t.putClaims(story, nil); err != nil {
		return err
	}
	if err := t.putTexts(story, nil); err != nil {
		return err
	}
	return t.exec("DELETE FROM records WHERE story = ?", story)
}

// kept is a claim as it stands in the store.
type kept struct {
	id, rank, changed, digest int64
	number                    string
}

// putClaims makes the claims of a story these. A claim that is no other than it
// was keeps its row, and with it its place in the lists of the latest changes.
func (t *Tx) putClaims(story int64, claims []Claim) error {
	old, err := t.keptClaims(story)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	var fresh []Claim
	for _, c := range claims {
		c = c.clean(story)
		if seen[c.Key] {
			return fmt.Errorf("two claims of the record have the key %q; a mention belongs to one", c.Key)
		}
		seen[c.Key] = true
		k, ok := old[c.Key]
		if !ok || k.digest != c.digest() {
			fresh = append(fresh, c)
			continue
		}
		delete(old, c.Key)
		if err := t.renumber(k, c); err != nil {
			return err
		}
	}
	for _, k := range old {
		if err := t.exec("DELETE FROM claims WHERE id = ?", k.id); err != nil {
			return err
		}
	}
	return t.addClaims(fresh)
}

func (t *Tx) keptClaims(story int64) (map[string]kept, error) {
	old := map[string]kept{}
	return old, t.Each(func(r Row) error {
		var k kept
		var key string
		err := r.Scan(&key, &k.id, &k.rank, &k.changed, &k.digest, &k.number)
		old[key] = k
		return err
	}, "SELECT key, id, rank, changed, digest, number FROM claims WHERE story = ?", story)
}

// renumber writes what a claim's row has that may change beside the claim.
func (t *Tx) renumber(k kept, c Claim) error {
	changed := k.changed
	if !c.Changed.IsZero() {
		changed = milli(c.Changed)
	}
	if k.rank == int64(c.Rank) && k.number == c.Number && k.changed == changed {
		return nil
	}
	return t.exec("UPDATE claims SET rank = ?, number = ?, changed = ? WHERE id = ?", c.Rank, c.Number, changed, k.id)
}

// addClaims gives the foremost claim the highest ID: lists begin with that.
func (t *Tx) addClaims(claims []Claim) error {
	if len(claims) == 0 {
		return nil
	}
	id, err := t.next("claim", len(claims))
	if err != nil {
		return err
	}
	var rows, facets, mentions [][]any
	for _, c := range slices.Backward(claims) {
		rows = append(rows, c.row(id, t.or(c.Changed)))
		for _, facet := range c.facets() {
			facets = append(facets, []any{facet, id})
		}
		for _, key := range distinct(texts(append([]string{c.Key}, c.Mentions...))) {
			mentions = append(mentions, []any{key, id})
		}
		id++
	}
	if err := t.insert("claims ("+claimColumns+", digest)", 29, rows); err != nil {
		return err
	}
	if err := t.insert("claim_facets (facet, claim)", 2, facets); err != nil {
		return err
	}
	return t.insert("claim_mentions (key, claim)", 2, mentions)
}

func distinct(values []any) []any {
	seen := map[any]bool{}
	return slices.DeleteFunc(values, func(v any) bool {
		was := seen[v]
		seen[v] = true
		return was
	})
}

// clean is the claim as it will be read back.
func (c Claim) clean(story int64) Claim {
	c.Story, c.Key, c.At = story, short(c.Key), 0
	for _, degree := range []**float64{&c.Lat, &c.Lon} {
		if d := *degree; d != nil && (math.IsNaN(*d) || math.IsInf(*d, 0)) {
			*degree = nil
		}
	}
	for _, names := range []*[]string{&c.Actors, &c.Recipients, &c.Mentions} {
		*names = slices.Clone(*names)
		for i, name := range *names {
			(*names)[i] = short(name)
		}
	}
	return c
}

// digest tells whether two claims are the same but for their places.
func (c Claim) digest() int64 {
	c.Rank, c.Number, c.Changed, c.At = 0, "", moment(0), 0
	return digest(c)
}

func digest(v any) int64 {
	data, err := json.Marshal(v)
	if err != nil { // no value of this package has what JSON lacks
		panic(err)
	}
	return int64(xxhash.Sum64(data))
}
