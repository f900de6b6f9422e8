package syntax

import (
	"errors"
	"fmt"
	"testing"

	"stemma/model"
	"stemma/model/fixed"
)

// small is the sections of a network of a few numbers, all weights alike.
func small() []model.Section {
	const dim, hidden, arc, rel = 4, 2, 2, 2
	zeros := func(n int) string { return string(make([]byte, n)) }
	sections := []model.Section{
		{Name: "shape", Data: fmt.Sprintf("dim %d\nhidden %d\nlayers 1\narc %d\nrel %d\nshift 6\ntags 1\n", dim, hidden, arc, rel)},
		{Name: "lexicon", Data: model.PackTable(map[uint32]uint32{model.Fold("kim"): Bits(64, 18, 0)})},
		{Name: "rows", Data: model.PackTable(map[uint32]uint32{model.Mix(wordForm, model.Fold("kim"), 0, 0): 1, model.Mix(shapes, 7, 0, 0): 9})},
		{Name: "embedding", Data: zeros(2 * dim)},
		{Name: "upos", Data: "NOUN\nVERB"}, {Name: "xpos", Data: "NN\nVBD"}, {Name: "feats", Data: "\nNumber=Sing"},
		{Name: "names", Data: "O\nB-PER\nI-PER\nE-PER\nS-PER"}, {Name: "labels", Data: "root\nnsubj"},
		{Name: "arc.root", Data: zeros(2 * arc)}, {Name: "rel.root", Data: zeros(4 * rel)},
	}
	for _, part := range []struct {
		name       string
		rows, cols int
	}{
		{"lstm0.fore.input", dim, 4 * hidden}, {"lstm0.fore.recurrent", hidden, 4 * hidden},
		{"lstm0.back.input", dim, 4 * hidden}, {"lstm0.back.recurrent", hidden, 4 * hidden},
		{"tags", 2 * hidden, 6}, {"top", 2 * hidden, 2*arc + 2*rel + 5}, {"pair", arc, arc}, {"out", rel, 2},
	} {
		sections = append(sections, model.Section{Name: part.name, Data: zeros(2 * fixed.Size(part.rows, part.cols))})
	}
	return sections
}

func TestDamagedNetworks(t *testing.T) {
	if _, err := NewNetwork("small", small()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"shape", "arc.root", "rel.root", "lstm0.fore.input", "lstm0.back.recurrent", "tags", "top", "pair", "out"} {
		damaged := small()
		for i, s := range damaged {
			if s.Name == name {
				damaged[i].Data = s.Data[:len(s.Data)/2]
			}
		}
		if _, err := NewNetwork("small", damaged); !errors.Is(err, model.ErrCorrupt) {
			t.Errorf("half of %q: %v", name, err)
		}
	}
}

// FuzzNetwork replaces one part of a network: what is read without an error
// parses without a panic.
func FuzzNetwork(f *testing.F) {
	for i, section := range small() {
		f.Add(uint8(i), []byte(section.Data))
	}
	f.Add(uint8(0), []byte("dim 4\nhidden 2\nlayers 9\narc 2\nrel 2\nshift 12\ntags 1\n"))
	f.Fuzz(func(t *testing.T, at uint8, data []byte) {
		sections := small()
		sections[int(at)%len(sections)].Data = string(data)
		n, err := NewNetwork("fuzz", sections)
		if err != nil {
			return
		}
		d := document("Kim said so .|Kim|he and Kim died")
		NewParser(n).Parse(d)
		for i, w := range d.Tokens {
			if w.Head < -1 || w.Head >= len(d.Tokens) || w.Deprel == "" && w.Head < 0 {
				t.Fatalf("token %d: %+v", i, w)
			}
		}
	})
}
