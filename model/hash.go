package model

import "unicode"

// Mix hashes a feature's template and up to three values into 32 bits that are
// never 0.
func Mix(template, a, b, c uint32) uint32 {
	h := (uint64(template)<<32 | uint64(a)) * 0x9E3779B97F4A7C15
	h ^= h >> 32
	h = (h ^ (uint64(b)<<32 | uint64(c))) * 0xff51afd7ed558ccd
	h ^= h >> 29
	h *= 0xc4ceb9fe1a85ec53
	if h>>32 == 0 {
		return 1
	}
	return uint32(h >> 32)
}

// Basis is the hash of nothing, where a Chain begins (FNV-1a).
const Basis = 2166136261

// Chain adds a value to a hash.
func Chain(h, value uint32) uint32 { return (h ^ value) * 16777619 }

// Fold is the hash of a form without regard to case, figures and the kind of
// quotation marks; it is never 0.
func Fold(form string) uint32 {
	h := uint32(Basis)
	for _, r := range form {
		h = Chain(h, uint32(FoldRune(r)))
	}
	if h == 0 {
		return 1
	}
	return h
}

// FoldRune maps a letter to lower case, any figure to 0 and the many quotation
// marks and dashes to one of each.
func FoldRune(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z':
		return r
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r >= '0' && r <= '9':
		return '0'
	}
	switch r {
	case '’', '‘', '`', '´':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '‑', '–', '—':
		return '-'
	}
	return unicode.ToLower(r)
}
