// Package model holds stemma's trained models and the form they are kept in.
//
// Input: the files embedded here, each made by package train (see README.md).
// Output: values that answer look-ups straight from the embedded bytes, so that
// nothing is decoded or copied when the program starts.
//
//	model.Syntax()  // the parts of lang/syntax: embeddings, matrices, classes
//
// A file is, in little-endian order: the magic "stemmodl", its format's version
// (4 bytes), the checksum CRC-32C of all that follows (4 bytes), and sections,
// each a name and its bytes with their lengths. A file that is foreign, cut off,
// changed or of another version is an error that says which. What reads without
// error answers every look-up, whatever its sections say.
//
// The package deliberately knows nothing of what features or classes mean.
package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"unsafe"
)

const (
	magic   = "stemmodl"
	header  = len(magic) + 8
	version = 1 // 1: sections of hashed sparse weights and text
)

// The errors of reading a file; one of them is in the chain of each.
var (
	ErrForeign = errors.New("not a model file of stemma")
	ErrVersion = errors.New("model file of another version")
	ErrCorrupt = errors.New("model file is corrupt") // cut off, changed, or wrongly made
)

// Section is one named part of a file.
type Section struct{ Name, Data string }

// Encode writes a file.
func Encode(sections []Section) []byte {
	out := append([]byte(magic), make([]byte, 8)...)
	for _, s := range sections {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.Name)))
		out = binary.LittleEndian.AppendUint32(out, uint32(len(s.Data)))
		out = append(append(out, s.Name...), s.Data...)
	}
	binary.LittleEndian.PutUint32(out[len(magic):], version)
	binary.LittleEndian.PutUint32(out[len(magic)+4:], checksum(out[header:]))
	return out
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// bytesOf is s without a copy, to be read alone.
func bytesOf(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }

// Decode reads a file's sections; their data point into file. The name is the
// file's, for the error. A file cut off within its header is corrupt, not
// foreign; so is an empty one, which is what a failed download leaves.
func Decode(name, file string) ([]Section, error) {
	if n := min(len(file), len(magic)); file[:n] != magic[:n] {
		return nil, fmt.Errorf("%s: %w: it begins %q, not %q", name, ErrForeign, file[:n], magic)
	}
	if len(file) < header {
		return nil, fmt.Errorf("%s: %w: it ends after %d bytes, within the header", name, ErrCorrupt, len(file))
	}
	if v := word32(file, len(magic)); v != version {
		return nil, fmt.Errorf("%s: %w: its format is version %d, this program reads %d", name, ErrVersion, v, version)
	}
	want, got := word32(file, len(magic)+4), checksum(bytesOf(file[header:]))
	sections, err := cut(file[header:])
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, ErrCorrupt, err)
	}
	if want != got {
		return nil, fmt.Errorf("%s: %w: its checksum is %08x, its header says %08x", name, ErrCorrupt, got, want)
	}
	return sections, nil
}

// cut cuts what follows the header into sections. It comes before the checksum
// so that a file cut off is called so.
func cut(body string) ([]Section, error) {
	var sections []Section
	for at := 0; at < len(body); {
		if at+8 > len(body) {
			return nil, fmt.Errorf("it ends within section %d", len(sections)+1)
		}
		n, m := uint64(word32(body, at)), uint64(word32(body, at+4))
		at += 8
		if rest := uint64(len(body) - at); n+m > rest {
			return nil, fmt.Errorf("it ends within section %d: %d bytes of %d", len(sections)+1, rest, n+m)
		}
		name, end := at+int(n), at+int(n+m)
		sections = append(sections, Section{body[at:name], body[name:end]})
		at = end
	}
	return sections, nil
}

// find is the data of the named section, "" when there is none.
func find(sections []Section, name string) string {
	for _, s := range sections {
		if s.Name == name {
			return s.Data
		}
	}
	return ""
}

func word32(s string, at int) uint32 {
	_ = s[at+3]
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}
