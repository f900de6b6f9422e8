package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// AtomKind is what an atom is made of.
type AtomKind uint8

// The kinds of atom. Break stands between paragraphs, and no pattern crosses it.
const (
	Word AtomKind = iota
	Digits
	Mark
	Break
)

// Atom is the unit that patterns see: a run of letters, a run of digits, or one
// mark. It is finer than a token ("120-day" is three atoms, "p.m." four), so
// that rules hold whatever the tokenizer makes of such forms.
type Atom struct {
	stemma.Span
	Lower string // lower case; curly apostrophes and en dashes made plain
	Kind  AtomKind
	Space bool // white space, or nothing, stands before
	Upper bool // begins with a capital letter
	Value int  // the value of Digits with at most nine of them; -1 otherwise
}

// plain maps marks to the form that patterns use.
var plain = map[rune]string{'’': "'", '‘': "'", '`': "'", '–': "-", '‐': "-", '‑': "-", '−': "-", '“': "\"", '”': "\""}

// Atoms cuts text[span] into atoms.
func Atoms(text string, span stemma.Span) []Atom {
	atoms := make([]Atom, 0, span.Len()/5+4)
	space, lines := true, 0
	for at := span.Start; at < span.End; {
		r, size := utf8.DecodeRuneInString(text[at:span.End])
		if unicode.IsSpace(r) {
			if r == '\n' {
				lines++
			}
			space = true
			at += size
			continue
		}
		if lines > 1 && len(atoms) > 0 {
			atoms = append(atoms, Atom{Span: stemma.Span{Start: at, End: at}, Kind: Break, Space: true, Value: -1})
		}
		atom := cut(text, at, span.End, r, size)
		atom.Space = space
		atoms = append(atoms, atom)
		space, lines, at = false, 0, atom.End
	}
	return atoms
}

// cut is the atom that begins at an offset with the rune r.
func cut(text string, at, end int, r rune, size int) Atom {
	atom := Atom{Span: stemma.Span{Start: at, End: at + size}, Value: -1}
	switch {
	case r >= '0' && r <= '9':
		atom.Kind = Digits
		for atom.End < end && text[atom.End] >= '0' && text[atom.End] <= '9' {
			atom.End++
		}
		atom.Lower = atom.In(text)
		atom.Value = value(atom.Lower)
	case unicode.IsLetter(r):
		atom.Kind, atom.Upper = Word, unicode.IsUpper(r)
		for atom.End < end {
			r, size := utf8.DecodeRuneInString(text[atom.End:end])
			if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
				break
			}
			atom.End += size
		}
		atom.Lower = strings.ToLower(atom.In(text))
	default:
		atom.Kind, atom.Lower = Mark, atom.In(text)
		if form, ok := plain[r]; ok {
			atom.Lower = form
		}
	}
	return atom
}

// value reads at most nine digits; -1 for more.
func value(digits string) int {
	if len(digits) > 9 {
		return -1
	}
	v := 0
	for i := range len(digits) {
		v = 10*v + int(digits[i]-'0')
	}
	return v
}
