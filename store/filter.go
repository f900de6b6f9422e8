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

// within asks for a day between since and until; what has no day has none there.
func (w *where) within(begin, end string, f Filter) {
	if first, _ := span(f.Since); first != "" {
		w.add(end+" >= ?", first)
	}
	if _, last := span(f.Until); last != "" {
		w.add(begin+" <= ? AND "+begin+" <> ''", last)
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

// ofClaim are the filter's words on claims c.
func ofClaim(f Filter) (w where) {
	if len(f.Actor) > 0 {
		w.add("c.id IN (SELECT n.claim FROM claim_names n WHERE n.name IN ("+marks(len(f.Actor))+"))", folded(f.Actor)...)
	}
	if len(f.Type) > 0 {
		w.add("(c.type IN ("+marks(len(f.Type))+") OR c.mode IN ("+marks(len(f.Type))+"))", append(texts(f.Type), texts(f.Type)...)...)
	}
	if len(f.Place) > 0 {
		w.add("c.place_key IN ("+marks(len(f.Place))+")", folded(f.Place)...)
	}
	w.oneOf("c.country", f.Country)
	w.oneOf("c.standing", f.Standing)
	if f.MinOrigins > 0 {
		w.add("c.origins_low >= ?", f.MinOrigins)
	}
	if f.MaxOrigins > 0 {
		w.add("c.origins <= ?", f.MaxOrigins)
	}
	return w
}

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

// folded are names as they are compared, in any case of letters.
func folded(names []string) []any {
	args := make([]any, len(names))
	for i, name := range names {
		args[i] = fold(name)
	}
	return args
}

func fold(name string) string {
	return short(strings.ToLower(strings.Join(strings.Fields(name), " ")))
}

func itoa(n int) string { return strconv.Itoa(n) }
