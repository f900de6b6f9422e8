package model

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
)

func file(t *testing.T) string {
	t.Helper()
	sections, err := PackLinear([]string{"A", "B"}, map[uint32][]Weight{7: {{0, 1}, {1, -0.5}}, 9: {{1, 0.25}}})
	if err != nil {
		t.Fatal(err)
	}
	return string(Encode(sections))
}

func TestLinearRoundTrip(t *testing.T) {
	m, err := ReadLabelled("test", file(t))
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]int32, 2)
	for _, feature := range []uint32{7, 9, 1234} {
		m.Linear.Add(scores, feature)
	}
	if near := func(got, want int32) bool { return got-want < 12 && want-got < 12 }; !near(scores[0], one) || !near(scores[1], -one/4) {
		t.Error(scores)
	}
	if strings.Join(m.Linear.Classes, " ") != "A B" || Best(scores) != 0 {
		t.Error(m.Linear.Classes)
	}
}

func TestDamagedFilesAreErrors(t *testing.T) {
	good := file(t)
	for _, at := range []int{0, len(magic) + 5, header + 2, len(good) - 3} {
		bad := []byte(good)
		bad[at] ^= 0x40
		if _, err := ReadLabelled("test", string(bad)); !errors.Is(err, ErrCorrupt) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
	for n := range len(good) {
		if _, err := ReadLabelled("test", good[:n]); !errors.Is(err, ErrCorrupt) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
	other := []byte(good)
	other[len(magic)] = 99
	if _, err := ReadLabelled("test", string(other)); err == nil || !strings.Contains(err.Error(), "version 99") {
		t.Error(err)
	}
}

func TestTableFindsWhatWasPacked(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	values := map[uint32]uint32{}
	for range 5000 {
		values[random.Uint32()|1] = random.Uint32()
	}
	values[1], values[^uint32(0)] = 5, 6
	table, err := readTable("test", PackTable(values))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range values {
		if got, ok := table.Find(key); !ok || got != want {
			t.Fatalf("%d: %d %v", key, got, ok)
		}
	}
	if _, ok := table.Find(2); ok && values[2] == 0 {
		t.Error("found what is not there")
	}
}

func TestFoldForgetsCaseFiguresAndQuotes(t *testing.T) {
	if Fold("Kim’s 12") != Fold("kim's 90") || Fold("a") == Fold("b") {
		t.Error("Fold")
	}
}

func TestEmbeddedModels(t *testing.T) {
	for _, m := range []*Labelled{Tagger(), Parser()} {
		if len(m.Linear.Classes) < 50 {
			t.Error(m.Linear.Classes)
		}
	}
	if Lemmas().Text("scripts") == "" {
		t.Error("no scripts")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := ReadLabelled("parser.bin", parserFile); err != nil {
			b.Fatal(err)
		}
	}
}
