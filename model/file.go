// Package model holds stemma's trained models and the form they are kept in.
//
// Input: the files embedded here, each made by package train (see README.md).
// Output: values that answer look-ups straight from the embedded bytes, so that
// nothing is decoded or copied when the program starts.
//
//	model.Tagger()  // weights, tag names and the ambiguity classes of lang/tag
//
// A file is, in little-endian order: the magic "stemmodl", its format's version
// (4 bytes), the checksum CRC-32C of all that follows (4 bytes), and sections,
// each a name and its bytes with their lengths. A file whose checksum or version
// is not the expected one is an error that says so.
//
// The package deliberately knows nothing of what features or classes mean.
package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

const (
	magic   = "stemmodl"
	header  = len(magic) + 8
	version = 1 // 1: sections of hashed sparse weights and text
)

// ErrCorrupt is in the chain of every error about a damaged file.
var ErrCorrupt = errors.New("model file is corrupt")

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

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

// Decode reads a file's sections; their data point into file.
func Decode(name, file string) ([]Section, error) {
	if len(file) < header || file[:len(magic)] != magic {
		return nil, fmt.Errorf("%s: %w: no model header", name, ErrCorrupt)
	}
	if v := word32(file, len(magic)); v != version {
		return nil, fmt.Errorf("%s: format version %d, want %d", name, v, version)
	}
	if word32(file, len(magic)+4) != checksum([]byte(file[header:])) {
		return nil, fmt.Errorf("%s: %w: checksum differs", name, ErrCorrupt)
	}
	var sections []Section
	for at := header; at < len(file); {
		if at+8 > len(file) {
			return nil, fmt.Errorf("%s: %w: section cut off", name, ErrCorrupt)
		}
		n, m := int(word32(file, at)), int(word32(file, at+4))
		at += 8
		if n < 0 || m < 0 || n+m > len(file)-at {
			return nil, fmt.Errorf("%s: %w: section cut off", name, ErrCorrupt)
		}
		sections = append(sections, Section{file[at : at+n], file[at+n : at+n+m]})
		at += n + m
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
