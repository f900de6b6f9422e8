package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"stemma/lang/syntax"
	"stemma/model"
	"stemma/model/fixed"
	"stemma/train/network"
)

// shift is how many binary places the numbers of the embedding lack of a
// state's 12: with 6 of their own they reach from −2 to 2.
const shift = 6

// syntaxFile writes the model file of a network: its running means, rounded.
func syntaxFile(n *network.Network, v *vocabulary) []byte {
	tags := n.Heads[0].Layer
	w := weights{}
	n.Averaged(func(name string, m network.Matrix) { w[name] = m })
	sections := []model.Section{
		{Name: "shape", Data: fmt.Sprintf("dim %d\nhidden %d\nlayers %d\narc %d\nrel %d\nshift %d\ntags %d\n", n.Dim, n.Hidden, n.Layers, n.Arc, n.Rel, shift, tags)},
		{Name: "lexicon", Data: v.lexicon},
		{Name: "rows", Data: model.PackTable(v.rows)},
		{Name: "embedding", Data: bytesOf(w["embedding"])},
		{Name: "upos", Data: strings.Join(v.classes[0], "\n")},
		{Name: "xpos", Data: strings.Join(v.classes[1], "\n")},
		{Name: "feats", Data: strings.Join(v.classes[2], "\n")},
		{Name: "names", Data: strings.Join(v.classes[3], "\n")},
		{Name: "labels", Data: strings.Join(v.labels, "\n")},
		{Name: "arc.root", Data: statesOf(w["arc.root"])},
		{Name: "rel.root", Data: sumsOf(w["rel.root"], 0)},
	}
	for l := range n.Layers {
		for _, way := range []string{"fore", "back"} {
			at := fmt.Sprintf("lstm%d.%s", l, way)
			sections = append(sections, denseSections(at+".input", w[at+".input"], w[at+".bias"])...)
			sections = append(sections, denseSections(at+".recurrent", w[at+".recurrent"], network.Matrix{})...)
		}
	}
	add := func(name string, parts ...string) {
		var matrices, biases []network.Matrix
		for _, part := range parts {
			matrices, biases = append(matrices, w[part+".w"]), append(biases, w[part+".b"])
		}
		sections = append(sections, denseSections(name, beside(matrices), beside(biases))...)
	}
	add("tags", "head0", "head1", "head2")
	add("top", "arc.dep", "arc.head", "rel.dep", "rel.head", "head3")
	add("out", "rel.out")
	sections = append(sections, denseSections("pair", w["arc.pair"], w["arc.prior"])...)
	return model.Encode(sections)
}

type weights map[string]network.Matrix

// beside joins matrices of as many rows, column after column.
func beside(parts []network.Matrix) network.Matrix {
	cols := 0
	for _, m := range parts {
		cols += m.Cols
	}
	out := network.NewMatrix(parts[0].Rows, cols)
	for r := range out.Rows {
		at := 0
		for _, m := range parts {
			at += copy(out.Row(r)[at:], m.Row(r))
		}
	}
	return out
}

func denseSections(name string, w, bias network.Matrix) []model.Section {
	packed := fixed.Pack(w.Rows, w.Cols, w.Data)
	var data []byte
	for _, v := range packed.Data {
		data = binary.LittleEndian.AppendUint16(data, uint16(v))
	}
	sections := []model.Section{{Name: name, Data: string(data)}}
	if bias.Data != nil {
		sections = append(sections, model.Section{Name: name + ".bias", Data: sumsOf(bias, fixed.Columns(w.Cols))})
	}
	return sections
}

// sumsOf are the numbers as sums, zeros added up to n of them.
func sumsOf(m network.Matrix, n int) string {
	var data []byte
	for _, v := range m.Data {
		data = binary.LittleEndian.AppendUint32(data, uint32(fixed.Sum(v)))
	}
	for len(data) < 4*n {
		data = append(data, 0, 0, 0, 0)
	}
	return string(data)
}

// statesOf are the numbers as the candidates' vectors are: weights of pairs' sums.
func statesOf(m network.Matrix) string {
	var data []byte
	for _, v := range m.Data {
		data = binary.LittleEndian.AppendUint16(data, uint16(int16(math.Round(float64(v)*fixed.One))))
	}
	return string(data)
}

func bytesOf(m network.Matrix) string {
	data := make([]byte, len(m.Data))
	scale := float64(int(1) << (fixed.StateBits - shift))
	for i, v := range m.Data {
		data[i] = byte(int8(max(-127, min(127, math.Round(float64(v)*scale)))))
	}
	return string(data)
}

// parserOf reads the file as the program does.
func parserOf(file []byte) (*syntax.Parser, error) {
	sections, err := model.Decode("syntax", string(file))
	if err != nil {
		return nil, err
	}
	n, err := syntax.NewNetwork("syntax", sections)
	if err != nil {
		return nil, err
	}
	return syntax.NewParser(n), nil
}
