package store

import (
	"strconv"
	"strings"
)

// where gathers the conditions of a query.
type where struct {
	conditions []string
	args       []any
}

func (w *where) add(condition string, args ...any) {
	w.conditions = append(w.conditions, condition)
	w.args = append(w.args, args...)
}

func (w *where) oneOf(column string, values []string) {
	if len(values) == 0 {
		return
	}
	w.add(column+" IN ("+marks(len(values))+")", texts(values)...)
}

func (w *where) story(column string, f Filter) {
	if f.Story != 0 {
		w.add(column+" = ?", f.Story)
	}
}

// within asks for a day between since and until; what has no day has none
// there. The columns are written so that no index is used: which one to follow
// is decided by few.
func (w *where) within(begin, end string, f Filter) {
	if first, _ := span(f.Since); first != "" {
		w.add(end+" || '' >= ?", first)
	}
	if _, last := span(f.Until); last != "" {
		w.add(begin+" || '' <= ? AND "+begin+" <> ''", last)
	}
}

func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// with are the arguments, and those of what stands behind the conditions.
func (w *where) with(more ...any) []any { return append(w.args[:len(w.args):len(w.args)], more...) }

// limit is how many are wanted, within reason.
func (f Filter) limit() int {
	if f.Limit <= 0 {
		return 50
	}
	return f.Limit
}

func marks(n int) string { return strings.Repeat(", ?", n)[2:] }

func texts(values []string) []any {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	return args
}

// fold is a name as it is compared, in any case of letters.
func fold(name string) string {
	return short(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}

func itoa(n int) string { return strconv.Itoa(n) }
