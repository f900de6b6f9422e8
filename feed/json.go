package feed

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// errLong is a JSON value beyond the limit.
var errLong = fmt.Errorf("it is longer than %d MiB: no report is", maxEntry>>20)

// values calls take with each JSON value of a stream: one a line where the first
// line is a value by itself, so that a broken line costs itself alone; else the
// elements of a list, or values one after another, of which a broken one ends
// the rest.
func (r *reading) values(source io.Reader, take func(place string, value []byte)) {
	in := bufio.NewReaderSize(source, sniffed)
	head, _ := in.Peek(sniffed) // an error comes again when it is read
	if wideXML(head) != "" {    // some exports are in UTF-16
		in = bufio.NewReaderSize(utf8Text(in), sniffed)
		head, _ = in.Peek(sniffed)
	}
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		_, _ = in.Discard(3) // they are there: they were peeked at
		head = head[3:]
	}
	if lined(head) {
		r.lines(in, take)
	} else {
		r.document(in, take)
	}
}

// lined reports whether the first line is an object by itself.
func lined(head []byte) bool {
	line, _, found := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	return bytes.HasPrefix(line, []byte("{")) && (json.Valid(line) || !found && len(head) == sniffed || found && len(line) > sniffed/2)
}

// lines reads one value a line.
func (r *reading) lines(in *bufio.Reader, take func(place string, value []byte)) {
	for number := 1; !r.stopped; number++ {
		place := fmt.Sprintf("line %d", number)
		line, err := readLine(in)
		if errors.Is(err, errLong) {
			r.problem(place, "%v", err)
			continue
		}
		if line = bytes.TrimSpace(line); len(line) > 0 && json.Valid(line) {
			take(place, line)
		} else if len(line) > 0 {
			r.problem(place, "no JSON: the line is broken")
		}
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			r.problem(place, "the container cannot be read on: %v", err)
			return
		}
	}
}

// readLine reads a line; of one that is too long nothing is kept.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxEntry; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case long && (err == nil || errors.Is(err, io.EOF)):
			return nil, errLong
		default:
			return line, err
		}
	}
}

// document reads a list, or values one after another.
func (r *reading) document(in *bufio.Reader, take func(place string, value []byte)) {
	limited := &allowance{r: in, left: maxEntry}
	decoder := json.NewDecoder(limited)
	if listed(in) {
		_, _ = decoder.Token() // the "[" that was seen
	}
	for number := 1; !r.stopped; number++ {
		limited.left = maxEntry
		var value json.RawMessage
		place := fmt.Sprintf("item %d", number)
		if !decoder.More() {
			r.ended(decoder, place)
			return
		}
		if err := decoder.Decode(&value); err != nil {
			r.problem(place, "the rest cannot be read: %v", cutOff(err))
			return
		}
		take(place, value)
	}
}

// listed reports whether the next character that means something opens a list.
func listed(in *bufio.Reader) bool {
	head, _ := in.Peek(sniffed)
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("["))
}

// ended names a list that was cut off between two elements.
func (r *reading) ended(decoder *json.Decoder, place string) {
	if _, err := decoder.Token(); err != nil && !errors.Is(err, io.EOF) {
		r.problem(place, "the rest cannot be read: %v", cutOff(err))
	}
}

func cutOff(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the container ends within it")
	}
	return err
}

// wrongType words an error of the decoder without the names of Go's types.
func wrongType(err error) error {
	var wrong *json.UnmarshalTypeError
	switch {
	case !errors.As(err, &wrong):
		return err
	case wrong.Field == "":
		return fmt.Errorf("%s where an object is wanted", wrong.Value)
	}
	return fmt.Errorf("%s is of the wrong type (%s)", wrong.Field[strings.LastIndexByte(wrong.Field, '.')+1:], wrong.Value)
}

// allowance lets so many bytes pass until it is filled again.
type allowance struct {
	r    io.Reader
	left int
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errLong
	}
	n, err := a.r.Read(p[:min(len(p), a.left)])
	a.left -= n
	return n, err
}

// jsonLines passes on lines as ingest reads them.
func (r *reading) jsonLines(source io.Reader) {
	r.values(source, func(place string, value []byte) {
		var about struct{ URL, Title, Outlet, Language string }
		if err := json.Unmarshal(value, &about); err != nil {
			r.problem(place, "no report: %v", wrongType(err))
			return
		}
		address, err := r.address(about.URL)
		if err != nil && !r.problem(place, "%v", err) {
			return
		}
		r.entry(Entry{Address: address, Place: place, Title: plainText(about.Title), Outlet: plainText(about.Outlet), Language: about.Language,
			Data: value, ContentType: jsonType, Full: true})
	})
	if r.entries == 0 && r.problems == 0 {
		r.problem("", "no entry in it: is it a container of the kind %s?", r.kind)
	}
}
