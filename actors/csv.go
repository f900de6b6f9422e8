package actors

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// readCSV reads a header line and a row a line, parted by commas, semicolons or
// tabs, whichever the header has most of. Names in aliases are parted by ";", or
// by "|" where semicolons part the fields.
func readCSV(l *list, data []byte) error {
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma = comma(data)
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	head, err := in.Read()
	if err != nil {
		return errors.New("no header line with the names of the fields")
	}
	for i := range head {
		head[i] = strings.ToLower(clean(head[i]))
	}
	if !has(head, "name") {
		return errors.New(`the header line has no field "name"`)
	}
	l.unknown(1, head)
	for {
		row, err := in.Read()
		if err == io.EOF {
			return nil
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			l.problem(wrong.StartLine, "%v", wrong.Err)
			continue
		}
		if err != nil {
			return err
		}
		line, _ := in.FieldPos(0)
		l.addRow(line, head, row)
	}
}

func (l *list) addRow(line int, head, row []string) {
	if strings.Join(row, "") == "" {
		return
	}
	if len(row) > len(head) {
		l.problem(line, "%d fields, and the header line has %d", len(row), len(head))
		return
	}
	r := record{line: line, fields: map[string]string{}}
	for i, value := range row {
		r.fields[head[i]] = value
	}
	r.aliases = strings.FieldsFunc(r.fields["aliases"], func(c rune) bool { return c == ';' || c == '|' })
	l.add(r)
}

// comma is what parts the header's fields.
func comma(data []byte) rune {
	head, _, _ := bytes.Cut(data, []byte("\n"))
	best := ','
	for _, mark := range []rune{';', '\t'} {
		if bytes.Count(head, []byte(string(mark))) > bytes.Count(head, []byte(string(best))) {
			best = mark
		}
	}
	return best
}

func has(list []string, word string) bool {
	for _, other := range list {
		if other == word {
			return true
		}
	}
	return false
}
