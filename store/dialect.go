package store

import (
	"context"
)

// Dialect is what SQLite and PostgreSQL say differently. Statements are written
// with ? for arguments and otherwise in what both understand: RETURNING, ON
// CONFLICT, identities given by the counters table.
type Dialect interface {
	Name() string
	// Rebind writes the arguments of a statement as the database wants them.
	Rebind(query string) string
	// Begin opens a transaction that is alone in writing, Look one that sees
	// one moment.
	Begin() []string
	Look() []string
	// Index lets a text be found by its words, Unindex no more.
	Index(t *Tx, texts []Indexed) error
	Unindex(t *Tx, texts []int64) error
	// Match is the part of a search that finds texts of these kinds (none: all).
	Match(q Query, kinds []string) Matching
	// Check asks the database whether its files are whole.
	Check(t *Tx) error
	// Explain wraps what the driver reports into this package's errors.
	Explain(err error) error
	// Backup writes all of the store into one new SQLite file.
	Backup(ctx context.Context, s *Store, path string) error
	// OpenBackup opens such a file to be read, if it is of the newest format;
	// OpenFile opens one for writing, which brings an older one up to date.
	OpenBackup(ctx context.Context, path string) (*Store, error)
	OpenFile(ctx context.Context, path string) (*Store, error)
}

// Matching is the part of a search's statement that finds texts: which tables,
// what must hold, and by what the latest come first.
type Matching struct {
	From  string // with t, the texts
	Where string
	Args  []any // of both
	Order string
}

func (s *Store) explain(err error) error {
	if err == nil {
		return nil
	}
	return s.dialect.Explain(err)
}
