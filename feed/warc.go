package feed

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// maxRecordHead is the most that a record's header may have.
const maxRecordHead = 64 << 10

// warc reads the pages of a web archive.
func (r *reading) warc(source io.Reader) {
	packed, err := unpack(source)
	if err != nil {
		r.problem("", "not readable: %v", err)
		return
	}
	defer packed.Close()
	a := &archive{reading: r, packed: packed, text: bufio.NewReaderSize(packed, sniffed)}
	for !r.stopped && a.record() {
	}
	if r.entries == 0 && r.problems == 0 {
		r.problem("", "no page in it: nothing to read")
	}
}

// archive is a web archive being read.
type archive struct {
	*reading
	packed unpacked
	text   *bufio.Reader // what packed holds
	number int           // of the record
}

func (a *archive) place() string { return fmt.Sprintf("record %d", a.number) }

// record is one record's header.
type record struct {
	kind, target, id, cut, payload string
	length                         int64
	later                          bool // it goes on from a record before it
}

// record reads one record; false at the end.
func (a *archive) record() bool {
	head, err := a.header()
	if err == io.EOF {
		return false
	}
	a.number++
	if err != nil {
		return a.problem(a.place(), "%v", cutOff(err)) && a.seek()
	}
	if head.kind != "response" || !strings.HasPrefix(head.target, "http") || head.later {
		return a.pass(head.length)
	}
	if head.length > maxEntry {
		return a.problem(a.place(), "%s has %d bytes (limit %d): no report has; left out", head.target, head.length, maxEntry) && a.pass(head.length)
	}
	block := make([]byte, head.length)
	if n, err := io.ReadFull(a.text, block); err != nil {
		if a.problem(a.place(), "%s: %v", head.target, cutOff(unexpected(err))) {
			a.response(head, block[:n], false)
		}
		return a.seek()
	}
	if a.ended() {
		a.response(head, block, true)
		return !a.stopped
	}
	return a.problem(a.place(), "%s: its length is wrong: left out", head.target) && a.again(block) && a.seek()
}

// header reads a record's header. io.EOF is the archive's end.
func (a *archive) header() (record, error) {
	var h record
	version, err := a.line(maxRecordHead)
	for err == nil && version == "" { // two empty lines end a record; some writers leave more
		version, err = a.line(maxRecordHead)
	}
	if err != nil {
		return h, err
	}
	if !strings.HasPrefix(version, "WARC/") {
		return h, errors.New("no record of a web archive begins here")
	}
	h.length = -1
	for left := maxRecordHead; ; {
		line, err := a.line(left)
		if err != nil {
			return h, unexpected(err)
		}
		if line == "" {
			break
		}
		left -= len(line) + 1
		h.set(line)
	}
	if h.length < 0 {
		return h, errors.New("the record does not say how long it is")
	}
	return h, nil
}

// set takes a header's field; a folded line says nothing that is needed.
func (h *record) set(line string) {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch strings.ToLower(name) {
	case "warc-type":
		h.kind = strings.ToLower(value)
	case "warc-target-uri":
		h.target = strings.Trim(value, "<>")
	case "warc-record-id":
		h.id = strings.Trim(value, "<>")
	case "warc-truncated":
		h.cut = value
	case "warc-identified-payload-type":
		h.payload = value
	case "warc-segment-number":
		h.later = value != "1"
	case "content-length":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
			h.length = n
		}
	}
}

// line reads a line of at most so many bytes, without its end.
func (a *archive) line(most int) (string, error) {
	var line []byte
	for {
		part, err := a.text.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > most {
			return "", fmt.Errorf("its header has more than %d bytes", maxRecordHead)
		}
		if err == io.EOF && len(line) > 0 {
			return string(line), nil
		}
		if err == nil {
			return strings.TrimRight(string(line), "\r\n"), nil
		}
		if err != bufio.ErrBufferFull {
			return "", err
		}
	}
}

// pass goes over a block that is not wanted.
func (a *archive) pass(length int64) bool {
	n, err := io.CopyN(io.Discard, a.text, length)
	if err != nil {
		return a.problem(a.place(), "%v", cutOff(unexpected(err))) && a.seek()
	}
	if length > 0 && n == length && !a.ended() {
		return a.problem(a.place(), "its length is wrong") && a.seek()
	}
	return true
}

// ended reports whether a record ends here, as two line ends say, or the next
// record's beginning where they were left out. What cannot be read is for the
// next record to say.
func (a *archive) ended() bool {
	next, err := a.text.Peek(5)
	return bytes.HasPrefix(next, []byte("\r\n")) || bytes.HasPrefix(next, []byte("\n")) || bytes.Equal(next, []byte("WARC/")) || err != nil && len(next) == 0
}

// again puts back the part of a block in which a record begins: a length that
// is too great has swallowed it.
func (a *archive) again(block []byte) bool {
	if at := bytes.Index(block, []byte("\nWARC/1.")); at >= 0 {
		a.text = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(bytes.Clone(block[at+1:])), a.text), sniffed)
	}
	return true
}

// seek goes on to the next beginning of a record behind damage, in this member
// of the archive or a later one; false when there is none. The damage has been
// named, and is one however far it reaches.
func (a *archive) seek() bool {
	atStart := true // of a line
	for !a.stopped {
		if next, _ := a.text.Peek(5); atStart && bytes.Equal(next, []byte("WARC/")) {
			return true
		}
		_, err := a.text.ReadSlice('\n')
		atStart = err == nil
		if err == nil || err == bufio.ErrBufferFull {
			continue
		}
		if a.packed.skip() != nil {
			return false
		}
		a.text.Reset(a.packed)
		atStart = true
	}
	return false
}
