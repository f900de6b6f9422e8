package story

import (
	"encoding/binary"
	"errors"
	"math"

	"stemma"
)

// A story's state between reports is its numbers, sums and members, written in
// order as unsigned varints, strings with their lengths, and weights as the bits
// of float32, so that what is read back goes on exactly as what was written.

// stateFormat leads every state; another number is another layout:
//
//	1: size, looked, begin, end, sum, members (ID, place, day, names, blend)
const stateFormat = 1

var errState = errors.New("a story's state is damaged or of another version of stemma")

func (r *running) encode() []byte {
	b := binary.AppendUvarint(nil, stateFormat)
	b = binary.AppendUvarint(b, uint64(r.size))
	b = binary.AppendUvarint(b, uint64(r.looked))
	b = appendText(appendText(b, r.begin), r.end)
	b = appendVector(b, r.sum)
	b = binary.AppendUvarint(b, uint64(len(r.members)))
	for _, p := range r.members {
		b = appendText(b, p.doc.ID)
		b = binary.AppendUvarint(b, uint64(p.at))
		b = appendText(b, p.day)
		b = appendVector(appendVector(b, p.names), p.blend)
	}
	return b
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

func appendVector(b []byte, v vector) []byte {
	b = binary.AppendUvarint(b, uint64(len(v)))
	for _, w := range v {
		b = binary.LittleEndian.AppendUint64(b, w.term)
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(w.weight))
	}
	return b
}

// stateReader reads a state; after the first thing that is not there, failed is
// set and everything else is empty.
type stateReader struct {
	rest   []byte
	failed bool
}

func decode(state []byte) (*running, error) {
	s := &stateReader{rest: state}
	if s.number() != stateFormat {
		return nil, errState
	}
	r := &running{size: s.number(), looked: s.number()}
	r.begin, r.end = s.text(), s.text()
	r.sum = s.vector()
	for n := s.number(); n > 0 && !s.failed; n-- {
		p := &profile{doc: &stemma.Document{Article: &stemma.Article{ID: s.text()}}, at: s.number(), day: s.text()}
		p.names, p.blend = s.vector(), s.vector()
		r.members = append(r.members, p)
	}
	if s.failed || len(s.rest) > 0 || len(r.members) == 0 {
		return nil, errState
	}
	return r, nil
}

func (s *stateReader) number() int {
	n, size := binary.Uvarint(s.rest)
	if size <= 0 || n > math.MaxInt32 {
		s.failed, s.rest = true, nil
		return 0
	}
	s.rest = s.rest[size:]
	return int(n)
}

// take is the next n bytes.
func (s *stateReader) take(n int) []byte {
	if n < 0 || n > len(s.rest) {
		s.failed, s.rest = true, nil
		return nil
	}
	taken := s.rest[:n]
	s.rest = s.rest[n:]
	return taken
}

func (s *stateReader) text() string { return string(s.take(s.number())) }

const weightedSize = 12 // bytes of a term and its weight

func (s *stateReader) vector() vector {
	n := s.number()
	if n > len(s.rest)/weightedSize {
		s.failed, s.rest = true, nil
		return nil
	}
	v := make(vector, n)
	for i := range v {
		b := s.take(weightedSize)
		v[i] = weighted{binary.LittleEndian.Uint64(b), math.Float32frombits(binary.LittleEndian.Uint32(b[8:]))}
	}
	return v
}
