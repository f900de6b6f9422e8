package postgres

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"

	"stemma/store"
	"stemma/store/sqlite"
)

// dialect is what the store asks of PostgreSQL.
type dialect struct{}

func (dialect) Name() string { return "postgres" }

// bound are statements with their arguments numbered.
var bound sync.Map

// Rebind writes $1, $2 … for the question marks. No statement of the store has
// one within a text.
func (dialect) Rebind(query string) string {
	if done, ok := bound.Load(query); ok {
		return done.(string)
	}
	var b strings.Builder
	n := 0
	for i, part := range strings.Split(query, "?") {
		if i > 0 {
			n++
			b.WriteString("$" + strconv.Itoa(n))
		}
		b.WriteString(part)
	}
	bound.Store(query, b.String())
	return b.String()
}

// Begin waits until nobody else writes to this schema. What others committed
// before is seen, as each statement has a look of its own.
func (dialect) Begin() []string {
	return []string{"BEGIN", "SELECT pg_advisory_xact_lock(hashtextextended('stemma workspace ' || current_schema(), 0))"}
}

func (dialect) Look() []string { return []string{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"} }

func (dialect) Index(t *store.Tx, texts []store.Indexed) error {
	for _, x := range texts {
		if err := t.Exec("INSERT INTO words (text, vector) VALUES (?, CAST(? AS text)::tsvector)", x.ID, vector(x)); err != nil {
			return err
		}
	}
	return nil
}

func (dialect) Unindex(t *store.Tx, texts []int64) error {
	for _, id := range texts {
		if err := t.Exec("DELETE FROM words WHERE text = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// vector writes a text's words with their places, those of the title first.
// Words have neither apostrophes nor backslashes.
func vector(x store.Indexed) string {
	var b strings.Builder
	at := 0
	for _, part := range [][]string{x.Title, x.Body} {
		for _, stem := range part {
			at++
			fmt.Fprintf(&b, "'%s':%d ", stem, at)
		}
		at++ // no phrase goes from the title into the body
	}
	for _, form := range x.Forms {
		b.WriteString("'~" + form + "' ")
	}
	b.WriteString("'=" + x.Kind + "'")
	return b.String()
}

// Match has a GIN index find the texts.
func (dialect) Match(q store.Query, kinds []string) store.Matching {
	return store.Matching{
		From:  "words JOIN texts t ON t.id = words.text CROSS JOIN (SELECT CAST(? AS text)::tsquery AS asked) q",
		Where: "words.vector @@ q.asked",
		Args:  []any{expression(q, kinds)},
		Order: "t.id",
	}
}

func expression(q store.Query, kinds []string) string {
	var all []string
	if len(kinds) > 0 {
		all = append(all, "('="+strings.Join(kinds, "' | '=")+"')")
	}
	for _, p := range q.Want {
		all = append(all, phrase(p))
	}
	for _, p := range q.Not {
		all = append(all, "!"+phrase(p))
	}
	return strings.Join(all, " & ")
}

func phrase(p store.Phrase) string {
	var words []string
	for _, stem := range p.Stems {
		words = append(words, "'"+stem+"'")
	}
	last := len(words) - 1
	if p.Prefix {
		words[last] += ":*"
	}
	if p.Prefix && last == 0 {
		words = append(words, "'~"+p.Stems[0]+"':*") // of a form
		return "(" + strings.Join(words, " | ") + ")"
	}
	return "(" + strings.Join(words, " <-> ") + ")"
}

// Check leaves the files to the server, which has checksums for them.
func (dialect) Check(*store.Tx) error { return nil }

// Explain tells apart what a user can do something about.
func (dialect) Explain(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return err
	}
	kind := error(nil)
	switch e.Code {
	case "55P03", "40001", "40P01": // lock not available, serialization failure, deadlock
		kind = store.ErrBusy
	case "25006", "42501": // read-only transaction, insufficient privilege
		kind = store.ErrReadOnly
	case "53100": // disk full
		kind = store.ErrFull
	case "XX001", "XX002": // data corrupted, index corrupted
		kind = store.ErrDamaged
	}
	if kind == nil || errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w (%w)", kind, err)
}

// Backup writes the same file that store/sqlite keeps a workspace in, so that
// either can be restored from it.
func (d dialect) Backup(ctx context.Context, s *store.Store, path string) error {
	file, err := d.OpenFile(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(store.Copy(ctx, s, file), file.Close())
}

func (dialect) OpenBackup(ctx context.Context, path string) (*store.Store, error) {
	return sqlite.OpenBackup(ctx, path)
}

func (dialect) OpenFile(ctx context.Context, path string) (*store.Store, error) {
	return sqlite.OpenFile(ctx, path)
}
