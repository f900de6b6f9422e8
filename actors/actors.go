// Package actors reads a user's own list of actors, as researchers keep it for
// a project: who is meant by which names, of which country and sector, and from
// when to when.
//
// Input: a CSV file with a header line, or a YAML list (by its extension). Both
// have the same fields; only the name must be there:
//
//	name      the canonical name                      Wagner Group
//	aliases   other names; in CSV parted by ";"       PMC Wagner; Wagner
//	id        the user's own, or Wikidata's           Q24915698
//	country   name or ISO 3166-1 code                 RU
//	sector    PLOVER's code or a word for it          REB, rebels, government, media, …
//	kind      person, country, ministry, company, …
//	from, to  the days for which the row holds        2014, 2023-08, 2023-08-23
//
// Output: a *gazetteer.List, and a problem with its line for each row that
// cannot be used; the rest is. A person whose office changed has a row for each
// time; rows hold by an article's date of publication.
//
// It deliberately fetches nothing: an ID is printed, not looked up.
package actors

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/gazetteer"
	"stemma/lexicon"
)

// mostBytes is how large a list may be: some hundred thousand rows.
const mostBytes = 16 << 20

// Read reads the list in a file. An error says that there is none to be used;
// problems name the rows that were left out.
func Read(path string) (*gazetteer.List, []stemma.Problem, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, fmt.Errorf("actors %s: %w", path, plainly(err))
	}
	if info.IsDir() || info.Size() > mostBytes {
		return nil, nil, fmt.Errorf("actors %s: no file of at most %d MB", path, mostBytes>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fmt.Errorf("actors %s: %w", path, plainly(err))
	}
	return Parse(path, data)
}

// plainly leaves out of an error the path, which is named already.
func plainly(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// Parse is Read for a file's bytes; its path tells the format.
func Parse(path string, data []byte) (*gazetteer.List, []stemma.Problem, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	read := readCSV
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml":
		read = readYAML
	}
	l := &list{path: path, owner: map[string]owner{}}
	if err := read(l, data); err != nil {
		return nil, nil, fmt.Errorf("actors %s: %w", path, err)
	}
	if len(l.rows) == 0 {
		return nil, nil, fmt.Errorf("actors %s: no row can be used%s", path, firstOf(l.problems))
	}
	return gazetteer.NewList(l.rows), l.problems, nil
}

func firstOf(problems []stemma.Problem) string {
	if len(problems) == 0 {
		return ""
	}
	return "; " + problems[0].What
}

// list is a list in the making.
type list struct {
	path     string
	rows     []gazetteer.Listed
	problems []stemma.Problem
	owner    map[string]owner // key of a name → the row that has it
}

// owner is a row and its line.
type owner struct{ row, line int }

// record is one row as the file has it.
type record struct {
	line    int
	fields  map[string]string
	aliases []string
}

// fields are the names of a row's fields.
var fields = []string{"name", "aliases", "id", "country", "sector", "kind", "from", "to"}

func (l *list) problem(line int, format string, args ...any) {
	l.problems = append(l.problems, stemma.Problem{Article: l.path, Stage: "actors", What: fmt.Sprintf("line %d: ", line) + fmt.Sprintf(format, args...)})
}

// add enters a row, or names what is wrong with it.
func (l *list) add(r record) {
	row, err := r.listed()
	if err != nil {
		l.problem(r.line, "%v", err)
		return
	}
	row.Aliases = slices.DeleteFunc(row.Aliases, func(alias string) bool { return l.taken(alias, r.line, row) })
	if l.taken(row.Name, r.line, row) {
		return
	}
	for _, name := range append([]string{row.Name}, row.Aliases...) {
		if key := gazetteer.Key(name); l.owner[key] == (owner{}) {
			l.owner[key] = owner{len(l.rows), r.line}
		}
	}
	l.rows = append(l.rows, row)
}

// taken names a name that another row has for the same days: whose it is, the
// file must say.
func (l *list) taken(name string, line int, row gazetteer.Listed) bool {
	has, found := l.owner[gazetteer.Key(name)]
	if !found {
		return false
	}
	other := l.rows[has.row]
	if !overlap(row, other) {
		return false
	}
	l.problem(line, "%q is in line %d already", name, has.line)
	return true
}

func overlap(a, b gazetteer.Listed) bool {
	return (a.From == "" || b.To == "" || a.From <= b.To) && (b.From == "" || a.To == "" || b.From <= a.To)
}

// listed is the row as the gazetteer takes it.
func (r record) listed() (gazetteer.Listed, error) {
	row := gazetteer.Listed{Name: clean(r.fields["name"]), ID: clean(r.fields["id"]), Kind: strings.ToLower(clean(r.fields["kind"]))}
	if gazetteer.Key(row.Name) == "" {
		return row, errors.New("no name")
	}
	for _, alias := range r.aliases {
		if alias = clean(alias); alias != "" && alias != row.Name && !slices.Contains(row.Aliases, alias) {
			row.Aliases = append(row.Aliases, alias)
		}
	}
	var err error
	if row.Country, err = country(clean(r.fields["country"])); err != nil {
		return row, err
	}
	if row.Sector, err = sector(clean(r.fields["sector"])); err != nil {
		return row, err
	}
	from, _, err := day(clean(r.fields["from"]))
	if err != nil {
		return row, fmt.Errorf("from: %w", err)
	}
	_, to, err := day(clean(r.fields["to"]))
	if err != nil {
		return row, fmt.Errorf("to: %w", err)
	}
	if row.From, row.To = from, to; from != "" && to != "" && from > to {
		return row, fmt.Errorf("from %s is after to %s", from, to)
	}
	return row, nil
}

// clean is a value on one line, without blanks around it.
func clean(value string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(value, "")), " ")
}

func country(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	for _, written := range []string{name, strings.ToUpper(name)} {
		if entry, found := gazetteer.Country(written); found {
			return entry.Country, nil
		}
	}
	if code := gazetteer.Alpha2(strings.ToUpper(name)); code != "" {
		return code, nil
	}
	return "", fmt.Errorf("no country %q; write its name or ISO 3166-1 code", name)
}

//go:embed lexicon/sectors.txt
var sectorsText string

// sector is PLOVER's code for a code in any case or a word.
func sector(word string) (string, error) {
	if word == "" {
		return "", nil
	}
	var codes []string
	for _, entry := range lexicon.MustRead("sectors.txt", sectorsText, 2) {
		if strings.EqualFold(word, entry.Key) || strings.EqualFold(word, entry.Fields[0]) {
			return entry.Fields[0], nil
		}
		codes = append(codes, entry.Fields[0])
	}
	slices.Sort(codes)
	return "", fmt.Errorf("no sector %q; PLOVER has %s", word, strings.Join(slices.Compact(codes), ", "))
}

// day is the first and the last day of a year, month or day.
func day(text string) (first, last string, err error) {
	if text == "" {
		return "", "", nil
	}
	for _, unit := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if begin, err := time.Parse(unit.layout, text); err == nil {
			end := begin.AddDate(unit.years, unit.months, unit.days).AddDate(0, 0, -1)
			return begin.Format(time.DateOnly), end.Format(time.DateOnly), nil
		}
	}
	return "", "", fmt.Errorf("%q is no date; write it as 2025-12-28, 2025-12 or 2025", text)
}

// unknown names fields that no row has, in order.
func (l *list) unknown(line int, names []string) {
	for _, name := range names {
		if name != "" && !slices.Contains(fields, name) {
			l.problem(line, "no field %q; there are %s", name, strings.Join(fields, ", "))
		}
	}
}
