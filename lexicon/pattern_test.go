package lexicon

import (
	"fmt"
	"testing"

	"stemma"
)

func atomsOf(text string) []Atom { return Atoms(text, stemma.Span{Start: 0, End: len(text)}) }

func TestAtoms(t *testing.T) {
	got := ""
	for _, a := range atomsOf("At 5:30 p.m. the 120-day’s\n\nnext") {
		space := ""
		if a.Space {
			space = " "
		}
		got += space + a.Lower + "|"
	}
	const want = " at| 5|:|30| p|.|m|.| the| 120|-|day|'|s| |next|"
	if got != want && got != " at| 5|:|30| p|.|m|.| the| 120|-|day|'|s| | next|" {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCardinal(t *testing.T) {
	for _, c := range []struct {
		text  string
		value float64
		atoms int
	}{
		{"nine", 9, 1}, {"10,000 troops", 10000, 3}, {"1.5 million", 1.5e6, 4}, {"twenty-one", 21, 3}, {"two hundred and six", 206, 4},
		{"a hundred", 100, 2}, {"half a million", 5e5, 3}, {"two dozen", 24, 2}, {"a man", 0, 0}, {"hundreds", 0, 0}, {"three thousand five hundred", 3500, 4},
		{"2010,300", 2010, 1}, {"five six", 5, 1}, {"tens", 0, 0}, {"", 0, 0},
	} {
		if v, n := Cardinal(atomsOf(c.text), 0); v != c.value && n != 0 || n != c.atoms {
			t.Errorf("%q: got %v in %d atoms, want %v in %d", c.text, v, n, c.value, c.atoms)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for text, want := range map[string]int{"21st": 21, "third": 3, "twenty-first": 21, "3": 0, "three": 0, "17th-century": 17} {
		if v, _ := Ordinal(atomsOf(text), 0); v != want {
			t.Errorf("%q: got %d, want %d", text, v, want)
		}
	}
}

func TestPatterns(t *testing.T) {
	classes := map[string]Class{
		"num":   func(atoms []Atom, at int) (int, string, float64) { v, n := Cardinal(atoms, at); return n, "", v },
		"month": Words([]Entry{{Key: "May", Fields: []string{"5"}}, {Key: "march", Fields: []string{"3"}}}),
	}
	p, err := Compile([]string{"( $num:day )? of? $month", "[ $num:a ] to [ $num:b ]", "<at $num >!people", "$month _s"}, classes, map[string][]string{"month": {"may", "march"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		at   int
		want string
	}{
		{"3 of May", 0, "0 [0 3] day=3 month=5"}, {"may", 0, "none"}, {"3 to 5", 0, "1 [0 1][2 3] a=3 b=5"},
		{"at 5", 1, "2 [1 2] num=5"}, {"at 5 people", 1, "none"}, {"in 5", 1, "none"}, {"Mays", 0, "none"},
	} {
		got := "none"
		if m, ok := p.At(atomsOf(c.text), c.at); ok {
			got = fmt.Sprint(m.Pattern, " ")
			for _, part := range m.Parts {
				got += fmt.Sprint(part)
			}
			for _, capture := range m.Captures {
				got += " " + capture.Name + "=" + capture.Text
				if capture.Text == "" {
					got += fmt.Sprint(capture.Number)
				}
			}
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
	for _, bad := range []string{"$unknown", "( a", ">x"} {
		if _, err := Compile([]string{bad}, classes, nil); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
