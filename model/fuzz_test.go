package model

import (
	"encoding/binary"
	"math"
	"testing"
)

// sealed puts a good header before any bytes, so that they come as far as a
// file whose checksum is right.
func sealed(body []byte) string {
	out := append([]byte(magic), make([]byte, 8)...)
	binary.LittleEndian.PutUint32(out[len(magic):], version)
	binary.LittleEndian.PutUint32(out[len(magic)+4:], checksum(body))
	return string(append(out, body...))
}

// FuzzRead: any bytes, as they come or behind a good header, are an error or
// something that answers every look-up.
func FuzzRead(f *testing.F) {
	sections, err := PackLinear([]string{"A", "B"}, map[uint32][]Weight{7: {{0, 1}, {1, -0.5}}, 1 << 31: {{1, 0.25}}})
	if err != nil {
		f.Fatal(err)
	}
	good := Encode(append(sections, Section{"known", PackTable(map[uint32]uint32{1: 2, math.MaxUint32: 4})}))
	f.Add(good)
	f.Add(good[header:])
	f.Add(good[header : len(good)-8])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		lookUp(string(data))
		lookUp(sealed(data))
		if table, err := ReadTable("fuzz", string(data)); err == nil {
			findAll(table, data)
		}
	})
}

// lookUp reads a file and asks whatever it holds.
func lookUp(file string) {
	sections, err := Decode("fuzz", file)
	if err != nil {
		return
	}
	texts := &Labelled{Texts: sections}
	for _, s := range sections {
		_ = texts.Text(s.Name)
		if table, err := texts.Table(s.Name); err == nil {
			findAll(table, []byte(s.Data))
		}
	}
	m, err := ReadLabelled("fuzz", file)
	if err != nil {
		return
	}
	scores := make([]int32, len(m.Linear.Classes))
	eachKey([]byte(file), func(key uint32) { m.Linear.Add(scores, key) })
	_ = m.Linear.Classes[Best(scores)]
}

func findAll(table Table, data []byte) {
	eachKey(data, func(key uint32) { table.Find(key) })
}

// eachKey calls f with keys at both ends and in between, and with every word of
// data: among them the keys that a table in it holds.
func eachKey(data []byte, f func(uint32)) {
	for _, key := range []uint32{0, 1, 2, math.MaxInt32, math.MaxInt32 + 1, math.MaxUint32 - 1, math.MaxUint32} {
		f(key)
	}
	for at := 0; at+4 <= min(len(data), 4096); at++ {
		f(binary.LittleEndian.Uint32(data[at:]))
	}
}
