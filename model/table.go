package model

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Table maps 32-bit keys to 32-bit values by open addressing, read in place: 8
// bytes a slot, key and value; a key of 0 marks a free slot.
type Table struct {
	slots string
	size  uint64
}

// Find is the key's value, and whether there is one; key 0 has none.
func (t *Table) Find(key uint32) (uint32, bool) {
	for at := int(uint64(key) * t.size >> 32); ; at++ {
		switch word32(t.slots, 8*at) {
		case 0:
			return 0, false
		case key:
			return word32(t.slots, 8*at+4), true
		}
	}
}

// PackTable lays a table out for linear probing from key·size/2^32. Keys are
// sorted, so their first slots are too, and no run wraps around; the last slot
// is always free and ends the last run. Key 0 is left out.
func PackTable(values map[uint32]uint32) string {
	keys := make([]uint32, 0, len(values))
	for key := range values {
		if key != 0 {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	size := uint64(len(keys))*100/82 + 16
	slots := make([]byte, 0, 8*size)
	for _, key := range keys {
		for want := int(uint64(key) * size >> 32); len(slots) < 8*want; {
			slots = append(slots, 0, 0, 0, 0, 0, 0, 0, 0)
		}
		slots = binary.LittleEndian.AppendUint32(slots, key)
		slots = binary.LittleEndian.AppendUint32(slots, values[key])
	}
	for len(slots) < 8*int(size) {
		slots = append(slots, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	slots = append(slots, 0, 0, 0, 0, 0, 0, 0, 0)
	return string(binary.LittleEndian.AppendUint64(slots, size))
}

// ReadTable reads what PackTable wrote. Whole slots, one for every place that a
// key may begin at, and a free one at the end are what Find relies on.
func ReadTable(name, data string) (Table, error) {
	if len(data) < 16 || len(data)%8 != 0 {
		return Table{}, fmt.Errorf("%s: %w: a table of %d bytes", name, ErrCorrupt, len(data))
	}
	t := Table{data[:len(data)-8], uint64(word32(data, len(data)-8))}
	if uint64(len(t.slots)) < 8*(t.size+1) || word32(t.slots, len(t.slots)-8) != 0 {
		return Table{}, fmt.Errorf("%s: %w: a table of %d slots in %d bytes", name, ErrCorrupt, t.size, len(data))
	}
	return t, nil
}
