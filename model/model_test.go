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

// TestErrorsSayWhatIsWrong: each kind of bad file has its error and its words.
func TestErrorsSayWhatIsWrong(t *testing.T) {
	good := file(t)
	for _, c := range []struct {
		what, file string
		is         error
		says       string
	}{
		{"empty", "", ErrCorrupt, "it ends after 0 bytes"},
		{"cut in the magic", good[:5], ErrCorrupt, "it ends after 5 bytes, within the header"},
		{"cut in the header", good[:header-1], ErrCorrupt, "within the header"},
		{"cut in a section's head", good[:header+5], ErrCorrupt, "it ends within section 1"},
		{"cut in a section", good[:len(good)-1], ErrCorrupt, "it ends within section 4"},
		{"text", "{\"weights\": []}", ErrForeign, "it begins \"{\\\"weight\""},
		{"another program's", "GGUF\x03\x00\x00\x00and so on", ErrForeign, "not a model file of stemma"},
		{"a short foreign one", "x", ErrForeign, "it begins \"x\", not \"stemmodl\""},
		{"a newer version", changed(good, len(magic), version+1), ErrVersion, "its format is version 2, this program reads 1"},
		{"a changed weight", changed(good, len(good)-3, good[len(good)-3]^0x40), ErrCorrupt, "its checksum is"},
		{"a changed checksum", changed(good, len(magic)+5, good[len(magic)+5]^1), ErrCorrupt, "its header says"},
		{"a changed name", changed(good, header+9, 'x'), ErrCorrupt, "its checksum is"},
	} {
		_, err := ReadLabelled("tagger.bin", c.file)
		if !errors.Is(err, c.is) || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "tagger.bin: ") {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// changed is the file with one byte set.
func changed(file string, at int, to byte) string {
	b := []byte(file)
	b[at] = to
	return string(b)
}

func TestEveryCutIsAnError(t *testing.T) {
	good := file(t)
	for n := range len(good) {
		if _, err := ReadLabelled("test", good[:n]); !errors.Is(err, ErrCorrupt) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}

func TestTableFindsWhatWasPacked(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	values := map[uint32]uint32{}
	for range 5000 {
		values[random.Uint32()|1] = random.Uint32()
	}
	values[1], values[^uint32(0)] = 5, 6
	table, err := ReadTable("test", PackTable(values))
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
	if len(Syntax()) < 20 {
		t.Error("parts of the network are missing")
	}
	if Lemmas().Text("scripts") == "" {
		t.Error("no scripts")
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Decode("syntax.bin", syntaxFile); err != nil {
			b.Fatal(err)
		}
	}
}
