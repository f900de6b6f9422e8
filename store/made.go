package store

import "time"

// Made is when a story's record was made, and whether it waits to be made anew:
// what tells a reader that what he has is still so, without the record.
func (t *Tx) Made(story int64) (made time.Time, waits bool, err error) {
	found, err := t.one("SELECT r.made, CASE WHEN s.waiting IS NULL THEN 0 ELSE 1 END FROM records r JOIN stories s ON s.id = r.story WHERE r.story = ?",
		[]any{story}, instant{&made}, &waits)
	if err == nil && !found {
		err = ErrNotFound
	}
	return made, waits, err
}
