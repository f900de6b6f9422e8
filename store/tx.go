package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"
)

// Tx is a transaction; it is of use only inside the function that it is given
// to, by one goroutine.
type Tx struct {
	ctx     context.Context
	store   *Store
	session *session
}

// Row is what can be read into variables: the current row of a result.
type Row interface{ Scan(...any) error }

// Exec runs a statement of a dialect's own.
func (t *Tx) Exec(query string, args ...any) error { return t.exec(query, args...) }

func (t *Tx) exec(query string, args ...any) error {
	_, err := t.execCount(query, args...)
	return err
}

// execCount says how many rows a statement changed.
func (t *Tx) execCount(query string, args ...any) (int64, error) {
	st, err := t.session.statement(t.ctx, t.store.dialect.Rebind(query))
	if err != nil {
		return 0, t.fault(err)
	}
	result, err := st.ExecContext(t.ctx, clean(args)...)
	if err != nil {
		return 0, t.fault(err)
	}
	n, err := result.RowsAffected()
	return n, t.fault(err)
}

// must runs a statement that has to change something.
func (t *Tx) must(query string, args ...any) error {
	n, err := t.execCount(query, args...)
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}

// Each calls f for every row of a query.
func (t *Tx) Each(f func(Row) error, query string, args ...any) error {
	st, err := t.session.statement(t.ctx, t.store.dialect.Rebind(query))
	if err != nil {
		return t.fault(err)
	}
	rows, err := st.QueryContext(t.ctx, clean(args)...)
	if err != nil {
		return t.fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return t.fault(err)
		}
	}
	return t.fault(rows.Err())
}

// one reads the first row, if there is any.
func (t *Tx) one(query string, args []any, into ...any) (bool, error) {
	found := false
	err := t.Each(func(r Row) error {
		if found {
			return nil
		}
		found = true
		return r.Scan(into...)
	}, query, args...)
	return found, err
}

// blob reads bytes and their sum: nil where there is no row, and not nil where
// there is one, were it empty.
func (t *Tx) blob(query string, args ...any) ([]byte, error) {
	b := body{data: []byte{}}
	found, err := t.one(query, args, &b.data, &b.sum)
	switch {
	case err != nil || !found:
		return nil, err
	case b.data == nil:
		b.data = []byte{}
	}
	return b.data, b.whole()
}

// body is bytes as they are kept: with a digest, as no database notices when
// the disk gives back others than it was given.
type body struct {
	data []byte
	sum  sql.NullInt64
}

func (b body) whole() error {
	if b.sum.Valid && b.sum.Int64 != sum(b.data) {
		return fmt.Errorf("%w (bytes that were kept came back as others)", ErrDamaged)
	}
	return nil
}

func sum(data []byte) int64 { return int64(xxhash.Sum64(data)) }

// list reads all rows.
func list[T any](t *Tx, scan func(Row) (T, error), query string, args ...any) ([]T, error) {
	var all []T
	err := t.Each(func(r Row) error {
		item, err := scan(r)
		all = append(all, item)
		return err
	}, query, args...)
	return all, err
}

// only reads the one row that there must be.
func only[T any](t *Tx, scan func(Row) (T, error), query string, args ...any) (T, error) {
	all, err := list(t, scan, query, args...)
	if err == nil && len(all) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

func number(r Row) (n int64, err error) {
	err = r.Scan(&n)
	return n, err
}

// next takes n consecutive numbers from a counter and gives the first. Writers
// are alone, so numbers ascend in the order of commit.
func (t *Tx) next(counter string, n int) (int64, error) {
	var last int64
	_, err := t.one(`INSERT INTO counters (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value RETURNING value`,
		[]any{counter, n}, &last)
	return last - int64(n) + 1, err
}

// insert adds many rows, in statements of 32, 8 and 1 of them: few enough kinds
// to keep prepared.
func (t *Tx) insert(into string, columns int, rows [][]any) error {
	one := ", (" + strings.Repeat(", ?", columns)[2:] + ")"
	for len(rows) > 0 {
		n := 1
		for _, batch := range []int{32, 8} {
			if len(rows) >= batch {
				n = batch
				break
			}
		}
		var args []any
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		if err := t.exec("INSERT INTO "+into+" VALUES "+strings.Repeat(one, n)[2:], args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

func (t *Tx) fault(err error) error { return t.store.explain(err) }

func (t *Tx) now() time.Time { return t.store.clock() }

// or gives a time that is not set the value now.
func (t *Tx) or(at time.Time) int64 {
	if at.IsZero() {
		at = t.now()
	}
	return milli(at)
}

// milli is a time as it is kept: Unix milliseconds, 0 for none.
func milli(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixMilli()
}

func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// instant lets a time be read from a row.
type instant struct{ at *time.Time }

func (i instant) Scan(value any) error {
	ms, ok := value.(int64)
	if !ok {
		return errors.New("a time is not a number")
	}
	*i.at = moment(ms)
	return nil
}

// clean makes texts such as every database takes: PostgreSQL knows neither
// invalid UTF-8 nor NUL.
func clean(args []any) []any {
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = cleanText(text)
		}
	}
	return args
}

func cleanText(text string) string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	if strings.IndexByte(text, 0) >= 0 {
		text = strings.ReplaceAll(text, "\x00", "\uFFFD")
	}
	return text
}

// cut is the beginning of a text, in whole characters.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// mostKey bounds in bytes what an index holds; PostgreSQL's take no more than
// some 2,700.
const mostKey = 1000

// short is a key as it is kept: a longer one than an index takes ends in its
// digest.
func short(key string) string {
	key = cleanText(key)
	if len(key) <= mostKey {
		return key
	}
	return fmt.Sprintf("%s…%016x", cut(key, mostKey-24), xxhash.Sum64String(key))
}
